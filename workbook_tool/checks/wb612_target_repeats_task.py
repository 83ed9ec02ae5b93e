"""WB612: a target that only says the task again."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import fold

SHORTEST = 20
"""Letters; shorter pieces stand in many a task by chance."""

_PIECE = re.compile(r"[.;:\n]+")


def target_repeats_task(plan: Plan, context: Context) -> Iterator[Hit]:
    """Sentences of the target, at least half of its letters, stand whole within the task."""
    labels = label_facts(context, "action.target")
    for record in plan.actions:
        task = context.kept.fold(record.text("action.task"))
        typed = record.text("action.target") if task else ""
        pieces = [fold(piece).strip(" ,-") for piece in _PIECE.split(typed)]
        again = sum(len(p) for p in pieces if len(p) >= SHORTEST and p in task)
        if again and 2 * again >= sum(map(len, pieces)):
            yield row_hit(record, "action.target", **labels)
