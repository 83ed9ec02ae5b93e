"""WB202: an area, a standard or free words where a criterion is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Unread


def area_instead_of_criterion(plan: Plan, context: Context) -> Iterator[Hit]:
    """The cell is filled, but with words that name no criterion."""
    for record in plan.actions:
        read = record.read("action.criterion")
        if isinstance(read, Unread) and read.reason == "no-criterion":
            yield row_hit(record, "action.criterion")
