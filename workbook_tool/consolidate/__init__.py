"""Reports of many files and an office's list of schools → one Summary: sums, joins, matrices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from workbook_tool.catalogue import Catalogue, Vocabulary
from workbook_tool.consolidate.faults import fault_lines, finding_lines
from workbook_tool.consolidate.notes import Subject, of_finding, of_school
from workbook_tool.consolidate.owners import school_key
from workbook_tool.consolidate.schools import Grouping, school_lines
from workbook_tool.consolidate.sets import set_lines
from workbook_tool.consolidate.submissions import file_lines, sort_out
from workbook_tool.consolidate.tasks import MONEY, OTHER, UNNAMED, Known, action_lines
from workbook_tool.consolidate.totals import crossed
from workbook_tool.findings import Report
from workbook_tool.model import (
    NO_NOTES,
    ActionLine,
    FindingLine,
    Key,
    Notes,
    School,
    SchoolLine,
    SchoolYear,
    SetLine,
    Summary,
)

__all__ = ["BY", "consolidate", "school_key"]

BY = ("type", "unit", "province")
"""What schools can be grouped by."""


def consolidate(
    reports: Sequence[Report],
    roster: Sequence[School],
    catalogue: Catalogue,
    *,
    as_of: date | None,
    by: str,
    notes: Notes = NO_NOTES,
) -> Summary:
    """Put the plans together; amounts are exact whole VND.

    A school counts once (see `rank`); schools outside a given roster are listed and not added.
    `notes` are what a clerk wrote into an older summary: they stand in this one again, and a
    file that she chose is the one that counts. The order of `reports` makes no difference.
    ValueError when `by` is none of BY.
    """
    if by not in BY:
        raise ValueError(f"by must be one of {', '.join(BY)}, not {by!r}")
    sorted_out = sort_out(reports, roster, notes)
    known = Known.of(catalogue)
    grouping = Grouping(by, catalogue.vocabulary)
    schools = school_lines(sorted_out, known.sets, grouping)
    counted = [line for line in schools if line.sent]
    plans = {line.key: sorted_out.plan(line.file) for line in counted}
    actions = tuple(a for line in counted for a in action_lines(line, plans[line.key], known))
    sets = set_lines(counted, actions, known.sets, known.order)
    standards = _standards(sets, actions)
    months = tuple(str(n) for n in range(catalogue.vocabulary.month_count))
    keys = {line.key: (line.group, line.key) for line in counted}
    own = tuple(keys.values())
    findings = finding_lines(sorted_out, schools)
    return Summary(
        as_of=as_of,
        by=by,
        roster=bool(roster),
        years=_years(plan.school_year for plan in plans.values()),
        months=_month_numbers(catalogue.vocabulary),
        files=file_lines(sorted_out, schools),
        schools=schools,
        groups=grouping.count(schools),
        sets=sets,
        actions=actions,
        findings=findings,
        faults=fault_lines(sorted_out, schools),
        money=crossed(((_key(a), a.money, 1) for a in actions), standards, MONEY),
        budget=crossed(
            ((_key(a), a.source, a.amount) for a in actions if a.amount is not None),
            standards,
            _sources(actions, catalogue.vocabulary),
        ),
        running=crossed(((_key(a), n, 1) for a, n in _running(actions)), standards, months),
        due=crossed(((_key(a), n, 1) for a, n in _due(actions)), standards, months),
        school_running=crossed(((keys[a.school], n, 1) for a, n in _running(actions)), own, months),
        school_due=crossed(((keys[a.school], n, 1) for a, n in _due(actions)), own, months),
        lost=sorted_out.notes.lost(_subjects(schools, findings)),
    )


def _subjects(schools: Sequence[SchoolLine], findings: Sequence[FindingLine]) -> set[Subject]:
    of_schools = {of_school(line.key) for line in schools}
    return of_schools | {of_finding(line.key, line.path, line.code) for line in findings}


def _running(actions: Sequence[ActionLine]) -> Iterator[tuple[ActionLine, str]]:
    return ((action, str(n)) for action in actions for n in action.running)


def _due(actions: Sequence[ActionLine]) -> Iterator[tuple[ActionLine, str]]:
    return ((action, str(action.due)) for action in actions if action.due is not None)


def _month_numbers(vocabulary: Vocabulary) -> tuple[str, ...]:
    first = vocabulary.first_month - 1
    return tuple(str((first + n) % 12 + 1) for n in range(vocabulary.month_count))


def _key(action: ActionLine) -> Key:
    return action.set, action.standard


def _standards(sets: Sequence[SetLine], actions: Sequence[ActionLine]) -> tuple[Key, ...]:
    """Every standard of the sets in use, and (set, "") where a task has none."""
    used = {_key(a) for a in actions}
    return tuple(
        (line.id, standard)
        for line in sets
        for standard in (*(s for s, _ in line.standards), "")
        if standard or (line.id, standard) in used
    )


def _sources(actions: Sequence[ActionLine], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The sources of the vocabulary, then those only seen; "no money" only if it bears some."""
    lists = vocabulary.lists
    seen = {action.source for action in actions if action.amount is not None}
    shown = (s for s in lists["funding"] if s in seen or s not in lists["no_funding"])
    return (*shown, *(s for s in (OTHER, UNNAMED) if s in seen))


def _years(texts: Iterable[str]) -> tuple[str, ...]:
    found = {SchoolYear.parse(text) for text in texts}
    return tuple(str(year) for year in sorted(y for y in found if y))
