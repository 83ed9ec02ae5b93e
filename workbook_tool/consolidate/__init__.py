"""Reports of many files and an office's list of schools → one Summary: sums, joins, matrices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from workbook_tool.catalogue import Catalogue, Vocabulary
from workbook_tool.consolidate.faults import fault_lines, finding_lines
from workbook_tool.consolidate.files import file_lines
from workbook_tool.consolidate.notes import Subject, of_finding, of_school
from workbook_tool.consolidate.owners import school_key
from workbook_tool.consolidate.rows import standard_rows
from workbook_tool.consolidate.schools import Grouping, school_lines
from workbook_tool.consolidate.sets import set_lines
from workbook_tool.consolidate.submissions import sort_out
from workbook_tool.consolidate.tables import Tables
from workbook_tool.consolidate.tasks import Known, action_lines
from workbook_tool.findings import Report
from workbook_tool.model import (
    NO_NOTES,
    FindingLine,
    Notes,
    School,
    SchoolLine,
    SchoolYear,
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
    What a school told in a later round is joined to the tasks of its plan (see `fitting`).
    `notes` are what a clerk wrote into an older summary: they stand in this one again, and a
    file that she chose is the one that counts. The order of `reports` makes no difference.
    ValueError when `by` is none of BY.
    """
    if by not in BY:
        raise ValueError(f"by must be one of {', '.join(BY)}, not {by!r}")
    rounds = catalogue.vocabulary.rounds
    sorted_out = sort_out(reports, roster, notes, [told.key for told in rounds])
    known = Known.of(catalogue)
    grouping = Grouping(by, catalogue.vocabulary)
    schools = school_lines(sorted_out, known.sets, grouping)
    counted = [line for line in schools if line.sent]
    plans = {line.key: sorted_out.left(line.key) for line in counted}
    actions = tuple(
        a for line in counted for a in action_lines(line, plans[line.key], known, as_of)
    )
    sets = set_lines(counted, plans, actions, known.sets, known.order)
    rows = {line.key: (line.group, line.key) for line in counted}
    tables = Tables(actions, sets, standard_rows(sets, actions), rows, catalogue.vocabulary)
    findings = finding_lines(sorted_out, schools)
    return Summary(
        as_of=as_of,
        by=by,
        roster=bool(roster),
        years=_years(plan.school_year for plan in plans.values()),
        months=_month_numbers(catalogue.vocabulary),
        rounds=tuple((told.key, told.label) for told in rounds),
        files=file_lines(sorted_out, schools),
        schools=schools,
        groups=grouping.count(schools),
        sets=sets,
        actions=actions,
        findings=findings,
        faults=fault_lines(sorted_out, schools),
        money=tables.money(),
        budget=tables.budget(),
        running=tables.running(),
        due=tables.due(),
        school_running=tables.school_running(),
        school_due=tables.school_due(),
        progress=tables.progress(),
        criterion_progress=tables.criterion_progress(),
        lost=sorted_out.notes.lost(_subjects(schools, findings)),
    )


def _subjects(schools: Sequence[SchoolLine], findings: Sequence[FindingLine]) -> set[Subject]:
    of_schools = {of_school(line.key) for line in schools}
    return of_schools | {of_finding(line.key, line.path, line.code) for line in findings}


def _month_numbers(vocabulary: Vocabulary) -> tuple[str, ...]:
    first = vocabulary.first_month - 1
    return tuple(str((first + n) % 12 + 1) for n in range(vocabulary.month_count))


def _years(texts: Iterable[str]) -> tuple[str, ...]:
    found = {SchoolYear.parse(text) for text in texts}
    return tuple(str(year) for year in sorted(y for y in found if y))
