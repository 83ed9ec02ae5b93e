"""WB402: an amount that was not understood."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import SPOKEN_OF_ELSEWHERE, unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Unread


def budget_not_read(plan: Plan, context: Context) -> Iterator[Hit]:
    """A filled budget cell that gives no amount; values lost to an Excel error are WB111's."""
    for record, condition in unmet(plan, context, "WB402"):
        read = record.read(condition.field)
        if isinstance(read, Unread) and read.reason not in SPOKEN_OF_ELSEWHERE:
            yield row_hit(record, condition.field)
