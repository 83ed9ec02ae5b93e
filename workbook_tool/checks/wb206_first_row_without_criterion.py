"""WB206: a plan whose first task has no criterion to continue."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def first_row_without_criterion(plan: Plan, context: Context) -> Iterator[Hit]:
    """A started row without a criterion and without a row above that it could continue."""
    for record, condition in unmet(plan, context, "WB206"):
        yield row_hit(record, condition.field)
