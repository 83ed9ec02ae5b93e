"""Files that arrived → which school each is from, and which one counts for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from workbook_tool.findings import Report, Severity
from workbook_tool.model import FileLine, Plan, School, SchoolLine
from workbook_tool.typed.text import fold

VIETNAM = timezone(timedelta(hours=7))
"""All of Vietnam keeps UTC+7, without summer time."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a file counts or not: keys of FileLine, and the file it yields to."""

    state: str
    reason: str
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Reports by path, the school of each plan, what counts, and the schools in order."""

    reports: Mapping[str, Report]
    schools: Mapping[str, School]
    listed: bool
    owner: Mapping[str, str]
    verdicts: Mapping[str, Verdict]

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


def school_key(school: School) -> str:
    """The code as text, else province, unit and name, folded; accents are kept.

    Eight pairs of communes inside one province differ by accents only.
    """
    if code := fold(school.code):
        return code
    return " / ".join(fold(part) for part in (school.province, school.unit, school.name))


def school_of(plan: Plan) -> School:
    """The school as its plan tells it."""
    return School(
        code=plan.school_code,
        name=plan.school_name,
        unit=plan.text("school.unit").strip(),
        province=plan.text("school.province").strip(),
        type=plan.text("school.type").strip(),
        head=plan.text("contact.name").strip(),
        phone=plan.text("contact.phone").strip(),
        email=plan.text("contact.email").strip(),
    )


def submission(plan: Plan) -> int:
    """The number of the submission, 0 where none is written."""
    found = re.search(r"\d{1,3}", plan.text("plan.submission"))
    return int(found[0]) if found else 0


def received(report: Report) -> datetime | None:
    """The file's time on a clock in Vietnam; None where unknown."""
    try:
        return datetime.fromtimestamp(report.modified, VIETNAM) if report.modified else None
    except (OverflowError, OSError, ValueError):
        return None


def sort_out(reports: Sequence[Report], roster: Sequence[School]) -> SortedOut:
    """Give every file its school and its verdict.

    Identical content counts once; then the higher submission number, the later file time and
    the path decide. With a roster a plan of none of its schools is outside, and not added.
    """
    ordered = _by_path(reports)
    schools = {school_key(school): school for school in roster}
    finder = _Finder(roster)
    owner: dict[str, str] = {}
    outside: dict[str, str] = {}
    for path, report in ordered.items():
        if report.plan is None:
            continue
        stranger = school_of(report.plan)
        found, reason = finder.find(stranger) if roster else (stranger, "")
        owner[path] = school_key(found or stranger)
        if found is None:
            owner[path] = f"? {owner[path]}"
            outside[owner[path]] = reason
        schools.setdefault(owner[path], found or stranger)
    return SortedOut(ordered, schools, bool(roster), owner, _verdicts(ordered, owner, outside))


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


class _Finder:
    """Looks up the school of a plan in a roster: by code, else by name where that is certain."""

    def __init__(self, roster: Sequence[School]) -> None:
        self._codes = {fold(s.code): s for s in roster if fold(s.code)}
        self._names: dict[str, list[School]] = defaultdict(list)
        for school in roster:
            self._names[fold(school.name)].append(school)

    def find(self, school: School) -> tuple[School | None, str]:
        """The school of the roster, else None and the key of the reason."""
        if (code := fold(school.code)) in self._codes:
            return self._codes[code], ""
        alike = [other for other in self._names[fold(school.name)] if _may_be(school, other)]
        if len(alike) == 1:
            return alike[0], ""
        return None, "ambiguous" if alike else "outside"


def _may_be(one: School, other: School) -> bool:
    """Whether nothing that both tell differs; two codes that differ are two schools."""
    pairs = ((one.code, other.code), (one.unit, other.unit), (one.province, other.province))
    return all(not fold(a) or not fold(b) or fold(a) == fold(b) for a, b in pairs)


def _verdicts(
    reports: Mapping[str, Report], owner: Mapping[str, str], outside: Mapping[str, str]
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
        verdicts.update(_rank(family))
        if key in outside:
            for report in family:
                if not verdicts[report.path].chosen:
                    verdicts[report.path] = Verdict("outside", outside[key])
    return verdicts


def _rank(family: Sequence[Report]) -> dict[str, Verdict]:
    """The files of one school, the one that counts first."""
    best, *others = sorted(family, key=_rank_key)
    only = all(other.digest and other.digest == best.digest for other in others)
    verdicts = {best.path: Verdict("counted", "only" if only else "chosen")}
    seen = {best.digest: best.path}
    for other in others:
        if other.digest and other.digest in seen:
            verdicts[other.path] = Verdict("same", "same", seen[other.digest])
            continue
        seen.setdefault(other.digest, other.path)
        verdicts[other.path] = Verdict("old", _why_old(other, best), best.path)
    return verdicts


def _rank_key(report: Report) -> tuple[int, float, str]:
    return (-_number(report), -report.modified, report.path)


def _number(report: Report) -> int:
    return submission(report.plan) if report.plan else 0


def _why_old(other: Report, best: Report) -> str:
    if _number(other) < _number(best):
        return "lower_submission"
    return "earlier" if other.modified < best.modified else "by_path"


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
                submission=_number(report),
                received=received(report),
                size=report.size,
            )
        )
    return tuple(lines)
