"""WB402: an amount that was not understood."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import not_understood, unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def budget_not_read(plan: Plan, context: Context) -> Iterator[Hit]:
    """A filled budget cell that gives no amount; values lost to an Excel error are WB111's."""
    for record, condition in unmet(plan, context, "WB402"):
        read = record.read(condition.field)
        if not_understood(read):
            yield row_hit(record, condition.field)
