"""The files of one school → which one counts, and why the others do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbook_tool.findings import Report
from workbook_tool.model import Plan, SchoolYear
from workbook_tool.typed.text import fold


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a file counts or not: keys of FileLine, and the file it yields to.

    `copies` and `wanted` are those of FileLine.
    """

    state: str
    reason: str
    chosen: str = ""
    copies: int = 1
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class _Content:
    """Files of the same bytes: the one that stands for them, and when the last one arrived."""

    report: Report
    copies: tuple[Report, ...]
    picked: bool

    @property
    def arrived(self) -> float:
        return max(report.modified for report in (self.report, *self.copies))

    @property
    def rank(self) -> tuple[object, ...]:
        """The smallest counts: DESIGN's order, a plan without a task after one with tasks."""
        number, empty = submission_of(self.report), not has_tasks(self.report)
        year = -school_year_of(self.report)
        return (not self.picked, year, -number, empty, -self.arrived, _by_name(self.report))


def submission(plan: Plan) -> int:
    """The number of the submission, 0 where none is written."""
    found = re.search(r"\d{1,3}", plan.text("plan.submission"))
    return int(found[0]) if found else 0


def school_year_of(report: Report) -> int:
    """The calendar year in which a plan's school year begins, 0 where none is known."""
    year = SchoolYear.parse(report.plan.school_year) if report.plan else None
    return year.first if year else 0


def submission_of(report: Report) -> int:
    """The number of a file's submission, 0 for a file without a plan."""
    return submission(report.plan) if report.plan else 0


def has_tasks(report: Report) -> bool:
    """Whether a file holds a plan with at least one task."""
    return bool(report.plan and report.plan.actions)


def rank(family: Sequence[Report], choice: str = "") -> dict[str, Verdict]:
    """A verdict for every file of one school; identical content counts once.

    What the office chose by name or path comes first, then the later school year, the higher
    submission number, a plan with tasks, the later file time, the shorter name and the smaller one.
    """
    picked = _picked(family, choice)
    best, *others = sorted(_contents(family, picked), key=lambda content: content.rank)
    verdicts = {best.report.path: _counted(best, others, choice)}
    for other in others:
        why = "not_chosen" if best.picked else _why_old(other, best)
        copies = len(other.copies) + 1
        verdicts[other.report.path] = Verdict("old", why, best.report.path, copies)
    for content in (best, *others):
        for copy in content.copies:
            verdicts[copy.path] = Verdict("same", "same", content.report.path)
    return verdicts


def _picked(family: Sequence[Report], choice: str) -> str:
    """The path of the file that the choice names: whole path, name, or name without ending."""
    wanted = fold(choice.replace("\\", "/"))
    if not wanted:
        return ""
    for told in (_path, _name, _stem):
        found = [report for report in family if fold(told(report)) == wanted]
        if found:
            contents = [_Content(report, (), False) for report in found]
            return min(contents, key=lambda content: content.rank).report.path
    return ""


def _path(report: Report) -> str:
    return report.path.replace("\\", "/")


def _name(report: Report) -> str:
    return _path(report).rsplit("/", 1)[-1]


def _stem(report: Report) -> str:
    stem, dot, _ = _name(report).rpartition(".")
    return stem if dot else _name(report)


def _by_name(report: Report) -> tuple[int, str, str]:
    return len(_name(report)), _name(report), report.path


def _contents(family: Sequence[Report], picked: str) -> list[_Content]:
    alike: dict[str, list[Report]] = defaultdict(list)
    for report in family:
        # Without a digest nothing is known to be alike.
        alike[report.digest or f"path {report.path}"].append(report)
    contents = []
    for reports in alike.values():
        first, *copies = sorted(reports, key=lambda r: (r.path != picked, _by_name(r)))
        contents.append(_Content(first, tuple(copies), first.path == picked))
    return contents


def _counted(best: _Content, others: Sequence[_Content], choice: str) -> Verdict:
    reason = "office" if best.picked else "chosen" if others else "only"
    verdict = Verdict("counted", reason, copies=len(best.copies) + 1)
    return verdict if best.picked else replace(verdict, wanted=choice)


def _why_old(other: _Content, best: _Content) -> str:
    if school_year_of(other.report) < school_year_of(best.report):
        return "earlier_year"
    if submission_of(other.report) < submission_of(best.report):
        return "lower_submission"
    if has_tasks(best.report) and not has_tasks(other.report):
        return "empty"
    return "earlier" if other.arrived < best.arrived else "by_path"
