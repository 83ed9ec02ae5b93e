"""Sets in use and tasks → the rows and columns of the office's tables, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue import Vocabulary
from workbook_tool.consolidate.money import OTHER, UNNAMED
from workbook_tool.model import ActionLine, Key, SetLine


def standard_of(action: ActionLine) -> Key:
    """The row of a task in a table of standards."""
    return action.set, action.standard


def standard_rows(sets: Sequence[SetLine], actions: Sequence[ActionLine]) -> tuple[Key, ...]:
    """Every standard of the sets in use, and (set, "") where a task has none."""
    used = {standard_of(a) for a in actions}
    return tuple(
        (line.id, standard)
        for line in sets
        for standard in (*(s for s, _ in line.standards), "")
        if standard or (line.id, standard) in used
    )


def criterion_rows(sets: Sequence[SetLine], actions: Sequence[ActionLine]) -> tuple[Key, ...]:
    """Every criterion of the sets in use, and (set, "") where a task has none."""
    used = {(a.set, a.criterion) for a in actions}
    return tuple(
        (line.id, criterion)
        for line in sets
        for criterion in (*(c for c, _, _ in line.criteria), "")
        if criterion or (line.id, criterion) in used
    )


def source_columns(actions: Sequence[ActionLine], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The sources of the vocabulary, then those only seen; "no money" only if it bears some."""
    lists = vocabulary.lists
    seen = {action.source for action in actions if action.amount is not None}
    shown = (s for s in lists["funding"] if s in seen or s not in lists["no_funding"])
    return (*shown, *(s for s in (OTHER, UNNAMED) if s in seen))
