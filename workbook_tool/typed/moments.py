"""Points in time as people name them → periods of days, years filled in from their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from workbook_tool.catalogue import Vocabulary
from workbook_tool.frozen import dataclass, replace
from workbook_tool.model import Period, SchoolYear
from workbook_tool.model.values import last_day
from workbook_tool.typed.days import real_day


@dataclass(frozen=True, slots=True)
class Point:
    """One point: a day, a month or `months` of them, or a named part of the school year.

    `name` is the key of a span, then `year` is the school year's first; `part` narrows a month
    or a span ("first", "middle", "last", or days "8-14"). `bare` is a number without a word
    that says whether it is a month, a quarter or a day.
    """

    text: str
    month: int = 0
    year: int | None = None
    months: int = 1
    day: int = 0
    name: str = ""
    part: str = ""
    bare: bool = False


def with_years(
    points: Sequence[Point], year: SchoolYear | None
) -> tuple[tuple[Point, ...], frozenset[str]]:
    """Give every point a year: from the right, the left, else the school year; with notes.

    A month later in the year than the neighbour it takes its year from lies in the year
    before it (to its right: after it). Points stay without a year when there is none to take.
    """
    filled = list(points)
    notes: set[str] = set()
    for n in reversed(range(len(filled))):
        right = _dated(filled[n + 1 :])
        if _lacks_year(filled[n]) and right and right.year:
            back = filled[n].month > right.month
            filled[n] = replace(filled[n], year=right.year - back)
            notes.add("year-before-right" if back else "year-from-right")
    for n, point in enumerate(filled):
        left = _dated(filled[:n][::-1])
        if _lacks_year(point) and left and left.year:
            filled[n] = replace(point, year=left.year + (point.month < left.month))
            notes.add("year-from-left")
        elif point.year is None and year:
            later = not point.name and point.month < 7
            filled[n] = replace(point, year=year.first + later)
            notes.add("year-from-plan")
    return tuple(filled), frozenset(notes)


def _lacks_year(point: Point) -> bool:
    return point.year is None and not point.name


def _dated(points: Sequence[Point]) -> Point | None:
    return next((p for p in points if p.year and not p.name and p.months < 12), None)


def period_of(point: Point, year: int, vocabulary: Vocabulary) -> Period | None:
    """The days of a point in its year, both ends included; None for no such day."""
    if point.name:
        return _span(point, vocabulary, SchoolYear(year))
    if point.day:
        day = real_day(year, point.month, point.day)
        return Period(day, day) if day else None
    final = point.month + point.months - 2
    first, last = date(year, point.month, 1), last_day(year + final // 12, final % 12 + 1)
    return _narrowed(first, last, point.part) if point.part else Period(first, last)


def _span(point: Point, vocabulary: Vocabulary, year: SchoolYear) -> Period | None:
    spans = {span.key: span.of(year) for span in vocabulary.spans}
    if point.name == "summer" and "year" in spans:
        ends = spans["year"].end, vocabulary.planning_year.of(year).end
        return Period(ends[0] + timedelta(days=1), ends[1]) if ends[0] and ends[1] else None
    # The middle of a school year is where its first term ends.
    key = "term1" if point.part == "middle" and point.name == "year" else point.name
    whole = spans.get(key)
    if whole is None or not point.part or not whole.start or not whole.end:
        return whole
    if point.part == "first":
        return Period(whole.start, last_day(whole.start.year, whole.start.month))
    month = whole.end.replace(day=1)
    return Period(month, whole.end)


_THIRDS = {
    "first": (1, 10),
    "middle": (11, 20),
    "last": (21, 31),
    "last-week": (-6, 31),
    "last-fortnight": (-13, 31),
}


def _narrowed(first: date, last: date, part: str) -> Period | None:
    """A part of a month: thirds end on the 10th and the 20th, weeks on the 7th, 14th, 21st."""
    begins, ends = _THIRDS.get(part) or tuple(map(int, part.split("-")))
    start = begins if begins > 0 else last.day + begins
    if start > last.day:
        return None
    return Period(first.replace(day=start), first.replace(day=min(ends, last.day)))


def described(point: Point, vocabulary: Vocabulary) -> str:
    """How a point is named to a person: a list's month, a day, else as it was typed."""
    if point.day and point.year:
        return f"{point.day:02}/{point.month:02}/{point.year}"
    if point.year and not point.name and point.months == 1:
        return vocabulary.month_label.format(month=point.month, year=point.year)
    if point.name == "year" and point.year and not point.part:
        return str(SchoolYear(point.year))
    return roman_capitals(point.text)


def roman_capitals(folded: str) -> str:
    """A folded text with the Roman numbers of its terms and quarters in capitals again."""
    return re.sub(r"\b(?:i+|iv)\b", lambda roman: roman[0].upper(), folded)
