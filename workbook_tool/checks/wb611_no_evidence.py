"""WB611: a task without the evidence it will leave."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit, tells_something
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def no_evidence(plan: Plan, context: Context) -> Iterator[Hit]:
    """A blank cell of expected evidence, unless the row continues the one above.

    Rows without a task are WB601's; in later rounds WB702 asks.
    """
    for record, condition in unmet(plan, context, "WB611"):
        if tells_something(record):
            yield row_hit(record, condition.field)
