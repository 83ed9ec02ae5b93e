"""WB210: a task that names an issue which the table of issues does not have."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import missing_rows, not_understood, unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def issue_not_written(plan: Plan, context: Context) -> Iterator[Hit]:
    """A number whose row is blank, or words that name no number; says the numbers."""
    for record, condition in unmet(plan, context, "WB210"):
        read, field = record.read(condition.field), context.form.field(condition.field)
        missing = missing_rows(record, field, plan, context) if field else []
        if missing or not_understood(read):
            yield row_hit(record, condition.field, issues=", ".join(map(str, missing)))
