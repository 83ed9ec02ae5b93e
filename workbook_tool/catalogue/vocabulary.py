"""`rules/vocabulary.toml`: roles, lists, abbreviations, and the spans of a school year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from workbook_tool.catalogue.files import Reader, read_toml
from workbook_tool.frozen import dataclass
from workbook_tool.model import Period, SchoolYear
from workbook_tool.model.values import last_day


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form. `ambiguous` ones have several readings and are never written out."""

    short: str
    full: str
    role: bool
    ambiguous: bool
    obsolete_after: date | None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day of a school year: `year` 0 is its first calendar year, 1 its second."""

    year: int
    month: int
    day: int

    def of(self, school_year: SchoolYear) -> date:
        """The day in that school year."""
        return date(school_year.first + self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Span:
    """A named part of every school year (a term), both days included."""

    key: str
    label: str
    start: Anniversary
    end: Anniversary

    def of(self, school_year: SchoolYear) -> Period:
        """The span in that school year."""
        return Period(self.start.of(school_year), self.end.of(school_year))


@dataclass(frozen=True, slots=True)
class Round:
    """A later round of a plan: what it is called, and the day by which its results are due."""

    key: str
    label: str
    due: Anniversary


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lists by key, abbreviations, months, spans and rounds of the school year.

    `completion` are the words for each state of a task; `abolished_since` is the day from which
    the offices of the list `abolished` are no more.
    """

    lists: Mapping[str, tuple[str, ...]]
    issued_status: str
    abbreviations: tuple[Abbreviation, ...]
    spans: tuple[Span, ...]
    planning_year: Span
    first_month: int
    month_count: int
    month_label: str
    rounds: tuple[Round, ...]
    completion: Mapping[str, tuple[str, ...]]
    abolished_since: date

    def span(self, key: str, school_year: SchoolYear) -> Period:
        """The period of a span ("year", "term1", "term2", "monthly") in a school year."""
        return next(s.of(school_year) for s in self.spans if s.key == key)

    def begins(self, school_year: SchoolYear) -> date:
        """The first day of a school year: what is in force then decides how it is planned."""
        return next(s.start.of(school_year) for s in self.spans if s.key == "year")

    def round_label(self, key: str) -> str:
        """What a review round is called, "" for that of the plan itself."""
        return next((round_.label for round_ in self.rounds if round_.key == key), "")

    def months(self, school_year: SchoolYear) -> tuple[tuple[str, Period], ...]:
        """What a month list offers: label and period, months first, then the named spans."""
        offered = []
        for n in range(self.first_month - 1, self.first_month - 1 + self.month_count):
            year, month = school_year.first + n // 12, n % 12 + 1
            label = self.month_label.format(month=month, year=year)
            last = last_day(year, month)
            offered.append((label, Period(date(year, month, 1), last)))
        return (*offered, *((s.label, s.of(school_year)) for s in self.spans))


def load_vocabulary(path: Path) -> Vocabulary:
    """Read the file; `CatalogueError` names the key of the first mistake."""
    top = Reader(read_toml(path), path.name)
    months, planning = top.table("months"), top.table("planning_year")
    states = top.table("completion_states")
    names = [k for k, v in top.raw().items() if isinstance(v, list) and isinstance(v[0], str)]
    return Vocabulary(
        lists={name: top.texts(name) for name in names},
        issued_status=top.text("issued_status"),
        abbreviations=tuple(_abbreviation(row) for row in top.tables("abbreviation")),
        spans=tuple(_span(row, row.text("key"), row.text("label")) for row in top.tables("span")),
        planning_year=_span(planning, "planning", ""),
        first_month=months.number("first"),
        month_count=months.number("count"),
        month_label=months.text("label"),
        rounds=tuple(_round(row) for row in top.tables("round")),
        completion={state: states.texts(state) for state in states.raw()},
        abolished_since=top.get("abolished_since", date),
    )


def _round(row: Reader) -> Round:
    return Round(row.text("key"), row.text("label"), _anniversary(row.table("due")))


def _span(row: Reader, key: str, label: str) -> Span:
    return Span(key, label, _anniversary(row.table("start")), _anniversary(row.table("end")))


def _anniversary(row: Reader) -> Anniversary:
    return Anniversary(row.number("year"), row.number("month"), row.number("day"))


def _abbreviation(row: Reader) -> Abbreviation:
    return Abbreviation(
        short=row.text("short"),
        full=row.text("full"),
        role=row.flag("role"),
        ambiguous=row.flag("ambiguous"),
        obsolete_after=row.get("obsolete_after", date) if "obsolete_after" in row else None,
    )
