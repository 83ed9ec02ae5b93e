"""WB407: money among the resources of a task that cannot be added up."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import not_understood
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, Plan


def amount_in_resources_not_read(plan: Plan, context: Context) -> Iterator[Hit]:
    """A text that names money, but no one amount of it; words without money are read as words."""
    table = context.form.table(ACTIONS)
    field = table.reading("resources") if table else None
    if field is None:
        return
    for record in plan.actions:
        read = record.read(field.id)
        if not_understood(read):
            yield row_hit(record, field.id)
