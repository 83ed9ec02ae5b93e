"""WB210: a task that names an issue which the table of issues does not have."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import SPOKEN_OF_ELSEWHERE, missing_rows, unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Unread


def issue_not_written(plan: Plan, context: Context) -> Iterator[Hit]:
    """A number whose row is blank, or words that name no number; says the numbers."""
    for record, condition in unmet(plan, context, "WB210"):
        read, field = record.read(condition.field), context.form.field(condition.field)
        if field is None or (isinstance(read, Unread) and read.reason in SPOKEN_OF_ELSEWHERE):
            continue
        missing = missing_rows(record, field, plan, context)
        yield row_hit(record, condition.field, issues=", ".join(map(str, missing)))
