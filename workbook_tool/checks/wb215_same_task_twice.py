"""WB215: one task that stands in two rows of the same criterion."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def same_task_twice(plan: Plan, context: Context) -> Iterator[Hit]:
    """The same words in an earlier row that belongs to the same criterion, or the same standard."""
    met: dict[tuple[object, str], int] = {}
    for record in plan.actions:
        task = context.kept.fold(record.text("action.task")).strip(" .;,-")
        below = record.criterion or record.standard
        if not task or not below:
            continue
        first = met.setdefault((below, task), record.number)
        if first != record.number:
            yield row_hit(record, "action.task", first=str(first))
