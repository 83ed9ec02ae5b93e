"""What a person types for a time → a `Timing`, or an `Unread` that names the months mentioned.

Notes: "two-lines-start-and-end", "year-from-right", "year-before-right", "year-from-left",
"year-from-plan", "two-digit-year", "day-and-month", "day-month-order", "first-day-as-month",
"excel-serial", "number-as-month", "bare-month", "part-of-year", "school-year-assumed",
"summer-guessed", "about", "bracket-ignored", "points-in-a-row", "whole-calendar-year".
Reasons: "narrative", "not-a-time", "no-year", "no-such-day", "ends-before-it-begins",
"same-as-above".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from workbook_tool.catalogue import Vocabulary
from workbook_tool.model import Period, Reading, SchoolYear, Timing, Unread
from workbook_tool.typed.days import from_cell, last_day, read_day, tight
from workbook_tool.typed.moments import Point, described, period_of, roman_capitals, with_years
from workbook_tool.typed.spans import Bounds, bounds
from workbook_tool.typed.text import Raw, as_text, fold, nfc, same_as_above, unread
from workbook_tool.typed.time_words import Token, tokens

__all__ = ["read_day", "read_time"]

_CERTAIN = frozenset({"year-from-right", "year-from-left", "year-from-plan", ""})
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LONGEST = 1000
_label = lru_cache(maxsize=1024)(fold)


def read_time(raw: Raw, year: SchoolYear | None, vocabulary: Vocabulary) -> Reading:
    """When something happens: periods with both ends included, a month from first to last day.

    `year` is the plan's school year: it gives months and spans without a year their dates.

    >>> from workbook_tool.catalogue import Catalogue
    >>> words = Catalogue().vocabulary
    >>> read_time("T8-T9/2025", None, words).value.end
    datetime.date(2025, 9, 30)
    >>> read_time("Tháng 12/2026 - Tháng 9/2026", None, words).value
    Unread(reason='ends-before-it-begins', candidates=('Tháng 12/2026', 'Tháng 9/2026'))
    """
    cell = from_cell(raw)
    if cell:
        return _from_cell(*cell)
    text = as_text(raw)
    lines = [fold(line).lstrip("-+*• ") for line in nfc(text).splitlines()]
    folded = tight(" ".join(line for line in lines if line)).strip(" .;,")
    reading = (
        _refused(raw, text, folded)
        or _offered(folded, year, vocabulary)
        or _read(folded, year, vocabulary)
    )
    if isinstance(reading.value, Unread) and reading.value.reason in ("narrative", "not-a-time"):
        reading = _line_by_line([line for line in lines if line], year, vocabulary) or reading
    if isinstance(raw, float) and isinstance(reading.value, Timing):
        return replace(reading, certain=False, note="number-as-month")
    return reading


def _line_by_line(
    lines: Sequence[str], year: SchoolYear | None, vocabulary: Vocabulary
) -> Reading | None:
    """Several times under one another, each a time of its own; None unless all of them are."""
    read = [_read(tight(line).strip(" .;,"), year, vocabulary).value for line in lines]
    timings = [value for value in read if isinstance(value, Timing)]
    if len(lines) < 2 or len(timings) < len(lines):
        return None
    periods = tuple(period for timing in timings for period in timing.periods)
    relative = all(timing.relative for timing in timings)
    return Reading(Timing(periods, relative=relative), certain=False, note="points-in-a-row")


def _refused(raw: Raw, text: str, folded: str) -> Reading | None:
    """The reading of a cell that is blank or can be no time; None for all others."""
    if not folded:
        return unread("not-a-time") if fold(text) else Reading(None)
    if same_as_above(text):
        return unread("same-as-above")
    if len(folded) > _LONGEST:
        return unread("narrative")
    if isinstance(raw, (int, float)) and not raw >= 1:
        return unread("not-a-time")
    return None


def _from_cell(day: date, note: str) -> Reading:
    if day.day > 1:
        return Reading(Timing((Period(day, day),)), not note, note)
    # "9/2026" typed into a General cell is stored as its first day.
    month = Period(day, last_day(day.year, day.month))
    return Reading(Timing((month,)), certain=False, note="first-day-as-month")


def _offered(folded: str, year: SchoolYear | None, vocabulary: Vocabulary) -> Reading | None:
    """What a list of the vocabulary offers, however its labels are worded."""
    for span in vocabulary.spans:
        if _label(span.label) == folded:
            if year is None:
                return unread("no-year", span.label)
            recurring = "month" if span.key == "monthly" else ""
            return Reading(
                Timing((span.of(year),), recurring, relative=True), True, "year-from-plan"
            )
    for label, period in vocabulary.months(year) if year else ():
        if _label(label) == folded:
            return Reading(Timing((period,)))
    return None


def _read(folded: str, year: SchoolYear | None, vocabulary: Vocabulary) -> Reading:
    inside = _BRACKETS.findall(folded)
    outside = " ".join(_BRACKETS.sub(" ", folded).split()).strip(" .;,")
    if not inside or not outside:
        return _parse(list(tokens(folded.strip("()"))), year, vocabulary)
    reading = _read(outside, year, vocabulary)
    labels = [_parse(list(tokens(label)), year, vocabulary) for label in inside]
    if all(isinstance(label.value, Timing) for label in labels):
        return reading
    if any(len(label.split()) > 3 for label in inside) and not isinstance(reading.value, Unread):
        return unread("narrative", *_mentions(list(tokens(folded)), year, vocabulary))
    return replace(reading, certain=False, note=reading.note or "bracket-ignored")


def _parse(found: Sequence[Token], year: SchoolYear | None, vocabulary: Vocabulary) -> Reading:
    named, found = _named_year(found)
    year = named or year
    impossible = next((t.text for t in found if t.kind == "!"), "")
    if impossible:
        return unread("no-such-day", impossible)
    sense = bounds(found)
    if sense is None:
        mentioned = _mentions(found, year, vocabulary)
        return unread("narrative", *mentioned) if mentioned else unread("not-a-time")
    relative = not named and all(p.year is None for p in sense.points)
    if sense.recurring and all(p.name and p.part for p in sense.points):
        whole = Point("", name="year" if sense.recurring != "month" else "monthly")
        sense = replace(sense, points=(whole,), ranges=((0, 0, ""),))
    points, notes = with_years(sense.points, year)
    if any(p.year is None for p in points):
        return unread("no-year", *(roman_capitals(p.text) for p in points if p.text))
    days = [period_of(point, vocabulary) for point in points]
    if None in days:
        return unread("no-such-day", points[days.index(None)].text)
    periods = _joined(sense, [d for d in days if d], points, vocabulary, relative)
    if isinstance(periods, Unread):
        return Reading(periods, certain=False)
    return _reading(sense, periods, relative, notes - ({"year-from-plan"} if named else set()))


def _reading(
    sense: Bounds, periods: tuple[Period, ...], relative: bool, notes: Iterable[str]
) -> Reading:
    doubts = sorted(n for n in {*sense.doubts, *notes} if n not in _CERTAIN)
    calm = sorted(n for n in notes if n in _CERTAIN)
    timing = Timing(periods, sense.recurring, sense.milestone, relative)
    return Reading(timing, certain=not doubts, note=(doubts + calm + [""])[0])


def _joined(
    sense: Bounds,
    days: list[Period],
    points: Sequence[Point],
    vocabulary: Vocabulary,
    relative: bool,
) -> tuple[Period, ...] | Unread:
    periods = []
    for first, last, limit in sense.ranges:
        start, end = days[first].start, days[last].end
        if limit == "before" and points[last].day == 0 and not points[last].name:
            end = date.fromordinal(max(1, (days[last].start or date.min).toordinal() - 1))
        if limit == "after" and end:
            start = date.fromordinal(end.toordinal() + 1)
        start = None if limit in ("before", "until") else start
        end = None if limit in ("from", "after") else end
        if start and end and start > end and relative and not points[last].name:
            end = _year_later(points[last], vocabulary)
        if start and end and start > end:
            ends = (described(points[n], vocabulary) for n in (first, last))
            return Unread("ends-before-it-begins", tuple(ends))
        periods.append(Period(start, end))
    return tuple(periods)


def _year_later(point: Point, vocabulary: Vocabulary) -> date | None:
    later = period_of(replace(point, year=(point.year or 0) + 1), vocabulary)
    return later.end if later else None


def _named_year(found: Sequence[Token]) -> tuple[SchoolYear | None, Sequence[Token]]:
    """A school year that only dates the points beside it ("Học kỳ I năm học 2025-2026")."""
    named = [t for t in found if t.point and t.point.name == "year" and t.point.year]
    others = [t for t in found if t.point and t not in named]
    if len(named) != 1 or not others or any(t.point.year for t in others if t.point):
        return None, found
    first = named[0].point.year if named[0].point else None
    return (SchoolYear(first) if first else None), [t for t in found if t is not named[0]]


def _mentions(
    found: Sequence[Token], year: SchoolYear | None, vocabulary: Vocabulary
) -> tuple[str, ...]:
    points = [t.point for t in found if t.point and (t.point.year or not t.point.bare)]
    dated, _ = with_years(points, year)
    return tuple(dict.fromkeys(described(point, vocabulary) for point in dated))
