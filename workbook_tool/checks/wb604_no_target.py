"""WB604: a task without a target."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit, tells_something
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def no_target(plan: Plan, context: Context) -> Iterator[Hit]:
    """A blank target, unless the row continues the one above; rows without a task are WB601's."""
    for record, condition in unmet(plan, context, "WB604"):
        if tells_something(record):
            yield row_hit(record, condition.field, **label_facts(context, condition.field))
