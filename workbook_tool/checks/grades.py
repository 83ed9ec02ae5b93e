"""The self-assessment in a plan: the rows and cells in which levels of criteria stand."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.model import Plan, Record


def graded(plan: Plan, context: Context) -> Iterator[tuple[Record, str]]:
    """The rows that tell the level of one criterion each, with the field that tells it."""
    for _, block in context.form.blocks("table"):
        field = block.reading("grade")
        if field:
            yield from ((record, field.id) for record in plan.records(block.table))
