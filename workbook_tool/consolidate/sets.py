"""Counted plans and their tasks → a schools by criteria table for every standard set in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbook_tool.catalogue import StandardSet
from workbook_tool.consolidate.assessment import assessment_of
from workbook_tool.consolidate.totals import crossed
from workbook_tool.model import ActionLine, Plan, SchoolLine, SetLine


def set_lines(
    schools: Sequence[SchoolLine],
    plans: Mapping[str, Plan],
    actions: Sequence[ActionLine],
    known: Mapping[str, StandardSet],
    order: Callable[[str], tuple[int, str]],
) -> tuple[SetLine, ...]:
    """The sets in use, the youngest pupils first. Ids of several sets never meet in one table."""
    used = sorted({line.set for line in schools} | {a.set for a in actions}, key=order)
    return tuple(_line(set_id, schools, plans, actions, known.get(set_id)) for set_id in used)


def _line(
    set_id: str,
    schools: Sequence[SchoolLine],
    plans: Mapping[str, Plan],
    actions: Sequence[ActionLine],
    known: StandardSet | None,
) -> SetLine:
    own = [action for action in actions if action.set == set_id]
    named = {action.school for action in own}
    keys = {
        line.key: (line.group, line.key)
        for line in schools
        if line.set == set_id or line.key in named
    }
    criteria = tuple((c.id, c.name, c.standard) for c in known.criteria) if known else ()
    return SetLine(
        id=set_id,
        short=known.name["short"] if known else set_id,
        name=known.name["vi"] if known else set_id,
        standards=_standards(known),
        criteria=criteria,
        chosen=crossed(
            ((keys[a.school], a.criterion, 1) for a in own),
            tuple(keys.values()),
            (*(c for c, _, _ in criteria), ""),
        ),
        assessment=assessment_of(known, schools, plans) if known else None,
    )


def _standards(known: StandardSet | None) -> tuple[tuple[str, str], ...]:
    return tuple((s.id, s.name) for s in known.standards) if known else ()
