"""Files that arrived → which school each is from, and which one counts for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from workbook_tool.consolidate.notes import Joined, join
from workbook_tool.consolidate.owners import Finder, school_key, school_of
from workbook_tool.consolidate.ranking import Verdict, rank
from workbook_tool.consolidate.sortedout import SortedOut
from workbook_tool.findings import Report, Severity
from workbook_tool.frozen import replace
from workbook_tool.model import NO_NOTES, Notes, School

__all__ = ["SortedOut", "sort_out"]

OTHER_SCHOOL, SIGNED = "WB107", "WB124"


def sort_out(
    reports: Sequence[Report],
    roster: Sequence[School],
    notes: Notes = NO_NOTES,
    rounds: Sequence[str] = (),
) -> SortedOut:
    """Give every file its school and its verdict (see `rank`); `rounds` are keys, in order.

    With a roster a plan of none of its schools is outside, and not added.
    """
    ordered = _by_path(reports)
    schools = {school_key(school): school for school in roster}
    finder = Finder(schools.items())
    owner: dict[str, str] = {}
    outside: dict[str, str] = {}
    for path, report in ordered.items():
        if report.plan is None:
            continue
        stranger = school_of(report.plan)
        key, reason = finder.find(stranger) if roster else (school_key(stranger), "")
        doubt = _nobodys(report, stranger)
        owner[path] = f"? {path}" if doubt else key or f"? {school_key(stranger)}"
        if doubt or not key:
            outside[owner[path]] = doubt or reason
        schools.setdefault(owner[path], stranger)
    joined = join(notes, Finder(_told(schools, ordered, owner)))
    verdicts = _verdicts(ordered, owner, outside, (joined, rounds))
    return SortedOut(ordered, schools, bool(roster), owner, verdicts, joined)


def _nobodys(report: Report, school: School) -> str:
    """Why a plan cannot be put to any school's account; "" when it can.

    A file issued to one school and filled by another must not replace the plan of either.
    """
    if any(finding.code == OTHER_SCHOOL for finding in report.findings):
        return "other_school"
    return "" if school.code or school.name else "unnamed"


def _told(
    schools: Mapping[str, School], reports: Mapping[str, Report], owner: Mapping[str, str]
) -> Iterator[tuple[str, School]]:
    """The schools as the list tells them, then as their plans do: an old summary shows both."""
    yield from schools.items()
    for path, key in owner.items():
        plan = reports[path].plan
        if plan:
            yield key, school_of(plan)


def _by_path(reports: Sequence[Report]) -> dict[str, Report]:
    """The reports by path; a path that two folders share is numbered, for no file is dropped."""
    found: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: (r.path, r.digest, r.modified, r.size)):
        path, n = report.path, 1
        while path in found:
            n += 1
            path = f"{report.path} [{n}]"
        found[path] = replace(report, path=path)
    return dict(sorted(found.items()))


def _verdicts(
    reports: Mapping[str, Report],
    owner: Mapping[str, str],
    outside: Mapping[str, str],
    told: tuple[Joined, Sequence[str]],
) -> dict[str, Verdict]:
    notes, rounds = told
    verdicts: dict[str, Verdict] = {}
    families: dict[str, list[Report]] = defaultdict(list)
    for path, report in reports.items():
        if path in owner:
            families[owner[path]].append(report)
        elif any(finding.code == SIGNED for finding in report.findings):
            verdicts[path] = Verdict("signed", "signed")
        elif report.worst is Severity.ERROR or not report.findings:
            verdicts[path] = Verdict("unreadable", "unreadable")
        else:
            verdicts[path] = Verdict("skipped", "skipped")
    for key, family in families.items():
        verdicts.update(rank(family, notes.choice(key), rounds))
        if key in outside:
            for report in family:
                own = verdicts[report.path]
                if own.state in ("counted", "joined"):
                    verdicts[report.path] = replace(own, state="outside", reason=outside[key])
    return verdicts
