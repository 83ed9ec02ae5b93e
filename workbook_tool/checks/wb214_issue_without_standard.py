"""WB214: an issue that stands under no standard."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def issue_without_standard(plan: Plan, context: Context) -> Iterator[Hit]:
    """No standard was chosen, and no criterion that would bring one."""
    for record, condition in unmet(plan, context, "WB214"):
        yield row_hit(record, condition.field)
