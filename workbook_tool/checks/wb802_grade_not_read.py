"""WB802: a level of a criterion that was not understood."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import not_understood
from workbook_tool.checks.context import Context
from workbook_tool.checks.grades import graded
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def grade_not_read(plan: Plan, context: Context) -> Iterator[Hit]:
    """A filled cell of the self-assessment that names no level; values lost are WB111's."""
    grades = ", ".join(context.choices.grades())
    for record, field in graded(plan, context):
        read = record.read(field)
        if not_understood(read):
            yield row_hit(record, field, grades=grades)
