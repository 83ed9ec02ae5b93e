"""The files of one school → their contents, each once, and the one that the office picked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from workbook_tool.findings import Report
from workbook_tool.frozen import dataclass
from workbook_tool.model import PLANNED, SchoolYear
from workbook_tool.typed.text import fold


@dataclass(frozen=True, slots=True)
class Content:
    """Files of the same bytes: the one that stands for them, and when the last one arrived.

    `round` is 0 for a plan, and the higher the later the round that a file was issued for.
    """

    report: Report
    copies: tuple[Report, ...] = ()
    picked: bool = False
    round: int = 0

    @property
    def arrived(self) -> float:
        """When the last of the files arrived (POSIX seconds)."""
        return max(report.modified for report in (self.report, *self.copies))

    @property
    def year(self) -> int:
        """The calendar year in which its school year begins, 0 where none is known."""
        told = self.report.plan.school_year if self.report.plan else ""
        year = SchoolYear.parse(told)
        return year.first if year else 0

    @property
    def submission(self) -> int:
        """The number of its submission, 0 where none is written."""
        return submission_of(self.report)

    @property
    def empty(self) -> bool:
        """Whether it has no task."""
        return not (self.report.plan and self.report.plan.actions)

    @property
    def rank(self) -> tuple[object, ...]:
        """What files of a school year are ordered by: the smallest counts.

        A plan before what tells how far it is, what was picked, the later round, the higher
        submission, one with tasks, the later arrival.
        """
        first = (self.round > 0, not self.picked, -self.round, -self.submission, self.empty)
        return (*first, -self.arrived, _by_name(self.report))


def submission_of(report: Report) -> int:
    """The number of a file's submission, 0 for a file without a plan."""
    return report.plan.submission if report.plan else 0


def round_of(report: Report) -> str:
    """The later round a file was issued for, "" for a plan."""
    told = report.plan.identity.round if report.plan else PLANNED
    return "" if told == PLANNED else told


def contents_of(
    family: Sequence[Report], choice: str, rounds: Sequence[str]
) -> tuple[Content, ...]:
    """Identical files as one content each; `rounds` are the keys of the later rounds in order."""
    picked = _picked(family, choice)
    alike: dict[str, list[Report]] = defaultdict(list)
    for report in family:
        # Without a digest nothing is known to be alike.
        alike[report.digest or f"path {report.path}"].append(report)
    found = []
    for reports in alike.values():
        first, *copies = sorted(reports, key=lambda r: (r.path != picked, _by_name(r)))
        place = _place(round_of(first), rounds)
        found.append(Content(first, tuple(copies), first.path == picked, place))
    return tuple(found)


def _place(round_: str, rounds: Sequence[str]) -> int:
    """0 for a plan, 1 for a round nobody knows, then the rounds in order."""
    if not round_:
        return 0
    return rounds.index(round_) + 2 if round_ in rounds else 1


def _picked(family: Sequence[Report], choice: str) -> str:
    """The path of the file that the choice names: whole path, name, or name without ending."""
    wanted = fold(choice.replace("\\", "/"))
    if not wanted:
        return ""
    for told in (_path, _name, _stem):
        found = [report for report in family if fold(told(report)) == wanted]
        if found:
            return min(found, key=_before).path
    return ""


def _before(report: Report) -> tuple[object, ...]:
    """The smallest of files that answer to one name: the later year, then as they rank."""
    content = Content(report, round=_place(round_of(report), ()))
    return -content.year, *content.rank


def _path(report: Report) -> str:
    return report.path.replace("\\", "/")


def _name(report: Report) -> str:
    return _path(report).rsplit("/", 1)[-1]


def _stem(report: Report) -> str:
    stem, dot, _ = _name(report).rpartition(".")
    return stem if dot else _name(report)


def _by_name(report: Report) -> tuple[int, str, str]:
    return len(_name(report)), _name(report), report.path
