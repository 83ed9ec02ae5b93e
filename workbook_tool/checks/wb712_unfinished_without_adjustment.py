"""WB712: tasks left unfinished at the year's end without a word of what follows."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.progress import reported
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def unfinished_without_adjustment(plan: Plan, context: Context) -> Iterator[Hit]:
    """A task is unfinished or not begun, and no review says what is to change."""
    if any(record.text("review.adjustment").strip() for record in plan.records("review")):
        return
    for record in plan.actions:
        field, state = reported(record, context)
        if state and state.state in ("unfinished", "not_started"):
            yield row_hit(record, field)
