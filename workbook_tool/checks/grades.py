"""The self-assessment in a plan: the levels of the criteria, as far as they were understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.checks.context import Context
from workbook_tool.model import Levels, Plan, Record


def graded(plan: Plan, context: Context) -> Iterator[tuple[Record, str]]:
    """The rows that tell the level of one criterion each, with the field that tells it."""
    for _, block in context.form.blocks("table"):
        field = block.reading("grade")
        if field:
            yield from ((record, field.id) for record in plan.records(block.table))


def levels(plan: Plan, context: Context) -> Mapping[str, int]:
    """The level of every criterion that has one, by its id; 0 is below level 1."""
    found = {}
    for record, field in graded(plan, context):
        read = record.read(field)
        if record.criterion and isinstance(read, Levels):
            found[record.criterion.id] = read.numbers[0]
    return found
