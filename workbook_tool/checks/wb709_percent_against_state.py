"""WB709: a percentage that does not fit the word beside it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit, spoken
from workbook_tool.checks.progress import reported
from workbook_tool.checks.spell import decimal
from workbook_tool.findings import Hit
from workbook_tool.model import Completion, Plan

PROGRESS = "action.progress"


def percent_against_state(plan: Plan, context: Context) -> Iterator[Hit]:
    """Done below 100 percent, not begun above 0, or still running at 100."""
    for record in plan.actions:
        field, state = reported(record, context)
        beside = record.read(PROGRESS)
        percents = [r.percent for r in (state, beside) if isinstance(r, Completion)]
        percent = next((p for p in percents if p is not None), None)
        if state and percent is not None and not _fits(state.state, percent):
            told = spoken("percent", decimal(percent))
            yield row_hit(record, field, PROGRESS, state=record.text(field).strip(), **told)


def _fits(state: str, percent: float) -> bool:
    fits = {
        "done": percent >= 100,
        "not_started": percent <= 0,
        "running": percent < 100,
        "unfinished": percent < 100,
    }
    return fits.get(state, True)
