"""Files that arrived → which school each is from, and which one counts for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from workbook_tool.consolidate.notes import Joined, join
from workbook_tool.consolidate.owners import Finder, school_key, school_of
from workbook_tool.consolidate.ranking import Verdict, rank, submission_of
from workbook_tool.findings import Report, Severity
from workbook_tool.model import NO_NOTES, FileLine, Notes, Plan, School, SchoolLine

OTHER_SCHOOL = "WB107"
VIETNAM = timezone(timedelta(hours=7))
"""All of Vietnam keeps UTC+7, without summer time."""


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Reports by path, the school of each plan, what counts, and the schools in order.

    `notes` are the clerk's, beside the schools.
    """

    reports: Mapping[str, Report]
    schools: Mapping[str, School]
    listed: bool
    owner: Mapping[str, str]
    verdicts: Mapping[str, Verdict]
    notes: Joined

    def plan(self, path: str) -> Plan:
        """The plan of a file that was read; KeyError when there is none."""
        plan = self.reports[path].plan
        if plan is None:
            raise KeyError(path)
        return plan

    @property
    def chosen(self) -> Mapping[str, str]:
        """The path of the file that stands for each school, outside ones included."""
        return {
            self.owner[path]: path
            for path, verdict in self.verdicts.items()
            if path in self.owner and not verdict.chosen
        }


def received(report: Report) -> datetime | None:
    """The file's time on a clock in Vietnam; None where unknown."""
    try:
        return datetime.fromtimestamp(report.modified, VIETNAM) if report.modified else None
    except (OverflowError, OSError, ValueError):
        return None


def sort_out(
    reports: Sequence[Report], roster: Sequence[School], notes: Notes = NO_NOTES
) -> SortedOut:
    """Give every file its school and its verdict (see `rank`).

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
    verdicts = _verdicts(ordered, owner, outside, joined)
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
    notes: Joined,
) -> dict[str, Verdict]:
    verdicts: dict[str, Verdict] = {}
    families: dict[str, list[Report]] = defaultdict(list)
    for path, report in reports.items():
        if path in owner:
            families[owner[path]].append(report)
        elif report.worst is Severity.ERROR or not report.findings:
            verdicts[path] = Verdict("unreadable", "unreadable")
        else:
            verdicts[path] = Verdict("skipped", "skipped")
    for key, family in families.items():
        verdicts.update(rank(family, notes.choice(key)))
        if key in outside:
            for report in family:
                own = verdicts[report.path]
                if not own.chosen:
                    verdicts[report.path] = replace(own, state="outside", reason=outside[key])
    return verdicts


def file_lines(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> tuple[FileLine, ...]:
    """Every file that arrived, by path."""
    names = {line.key: line.school.name for line in schools}
    lines = []
    for path, report in sorted_out.reports.items():
        verdict = sorted_out.verdicts[path]
        said = report.findings[0].message if report.findings else ""
        lines.append(
            FileLine(
                path=path,
                state=verdict.state,
                reason=verdict.reason,
                facts={"other": verdict.chosen, "message": said if report.plan is None else ""},
                school=names.get(sorted_out.owner.get(path, ""), ""),
                set=report.plan.identity.set if report.plan else "",
                submission=submission_of(report),
                received=received(report),
                size=report.size,
                copies=verdict.copies,
                wanted=verdict.wanted,
            )
        )
    return tuple(lines)
