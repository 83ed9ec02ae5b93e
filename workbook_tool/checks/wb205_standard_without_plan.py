"""WB205: a standard that is neither planned for nor declared empty."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Record, StandardRef, Unread


def standard_without_plan(plan: Plan, context: Context) -> Iterator[Hit]:
    """Standards without a task.

    Silent while no task has a criterion, since then all would be named, and while some criterion
    is unread: reading it may fill the gap.
    """
    spoken = [list(_standards(record, context)) for record in plan.actions]
    unsettled = any(
        isinstance(record.read("action.criterion"), Unread) and not standards
        for record, standards in zip(plan.actions, spoken, strict=True)
    )
    if unsettled or not any(record.criterion for record in plan.actions):
        return
    planned = {name for standards in spoken for name in standards}
    declared = {
        read.id
        for record in plan.records("nothing")
        if record.text("nothing.declared").strip()
        and isinstance(read := record.read("nothing.standard"), StandardRef)
    }
    left = [s.id for s in context.set.standards if s.id not in planned | declared]
    if left:
        yield Hit((), {"standards": ", ".join(left)})


def _standards(record: Record, context: Context) -> Iterator[str]:
    """Every standard a row speaks of: its criterion's, the one chosen, those it may have meant."""
    chosen, typed = record.read("action.standard"), record.read("action.criterion")
    meant = [record.criterion.id] if record.criterion else []
    if isinstance(typed, Unread):
        meant += typed.candidates
    for name in meant:
        criterion = context.set.criterion(name)
        yield criterion.standard if criterion else name
    if isinstance(chosen, StandardRef):
        yield chosen.id
