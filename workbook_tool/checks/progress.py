"""How far a school says a task is: the cell that tells it, and what it says."""

from __future__ import annotations

from workbook_tool.checks.context import Context
from workbook_tool.model import ACTIONS, Completion, Record


def reported(record: Record, context: Context) -> tuple[str, Completion | None]:
    """The field of the completion, "" where a form has none, and what a task's was read as."""
    table = context.form.table(ACTIONS)
    field = table.reading("completion") if table else None
    read = record.read(field.id) if field else None
    return (field.id if field else "", read if isinstance(read, Completion) else None)
