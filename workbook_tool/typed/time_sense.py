"""A folded time → a `Timing`, its tokens put in order and their years filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from workbook_tool.catalogue import Vocabulary
from workbook_tool.frozen import replace
from workbook_tool.model import Period, Reading, SchoolYear, Timing, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.days import nearest
from workbook_tool.typed.moments import Point, described, period_of, roman_capitals, with_years
from workbook_tool.typed.spans import Bounds, bounds
from workbook_tool.typed.text import unread
from workbook_tool.typed.time_words import Token, tokens

_CERTAIN = frozenset({"year-from-right", "year-from-left", "year-from-plan", ""})
_BRACKETS = re.compile(r"\(([^()]*)\)")
_YEAR_BESIDE = re.compile(r"\( ?(?:năm )?((?:19|20)[0-9]{2}) ?\)")


def understood(folded: str, year: SchoolYear | None, vocabulary: Vocabulary) -> Reading:
    """The reading of a folded text; brackets only name again, or add what is left aside."""
    folded = _YEAR_BESIDE.sub(r" năm \1 ", folded)
    inside = _BRACKETS.findall(folded)
    outside = " ".join(_BRACKETS.sub(" ", folded).split()).strip(" .;,")
    if not inside or not outside:
        return _parse(list(tokens(folded.strip("()"))), year, vocabulary)
    reading = understood(outside, year, vocabulary)
    labels = [_parse(list(tokens(label)), year, vocabulary) for label in inside]
    if all(isinstance(label.value, Timing) for label in labels):
        return _narrower(reading, labels)
    if isinstance(reading.value, Unread):
        return reading
    if any(len(label.split()) > 3 for label in inside):
        return unread("narrative", *_mentions(list(tokens(folded)), year, vocabulary))
    return replace(reading, certain=False, note=reading.note or "bracket-ignored")


def _narrower(reading: Reading, labels: Sequence[Reading]) -> Reading:
    """A term with its days in brackets is those days; other brackets only say it again."""
    whole, part = reading.value, labels[0].value
    if not isinstance(whole, Timing) or not isinstance(part, Timing) or len(labels) > 1:
        return reading
    dated = whole.relative and not part.relative and bool(part.start and part.end)
    if whole.recurring or not part.recurring:
        chosen, every = (labels[0] if dated else reading), whole
    else:
        chosen, every = reading, part
    timing = chosen.value
    if isinstance(timing, Timing) and every.recurring and not timing.recurring:
        return replace(chosen, value=replace(timing, recurring=every.recurring))
    return chosen


def _parse(found: Sequence[Token], year: SchoolYear | None, vocabulary: Vocabulary) -> Reading:
    named, found = _named_year(found)
    year = named or year
    if any(t.kind == "!" for t in found):
        return unread("no-such-day")
    sense = bounds(found)
    if sense is None:
        return _refused(found, year, vocabulary)
    relative = not named and all(p.year is None for p in sense.points)
    if sense.recurring and all(p.name and p.part for p in sense.points):
        whole = Point("", name="year" if sense.recurring != "month" else "monthly")
        sense = replace(sense, points=(whole,), ranges=((0, 0, ""),), named=frozenset())
    points, notes = with_years(sense.points, year)
    dated = [(point, point.year) for point in points if point.year is not None]
    if len(dated) < len(points):
        return unread("no-year", *(roman_capitals(p.text) for p in points if p.text))
    days = [period_of(point, year, vocabulary) for point, year in dated]
    if None in days:
        return _no_such_day(points[days.index(None)])
    periods = _joined(sense, [d for d in days if d], points, vocabulary, relative)
    if isinstance(periods, Unread):
        return Reading(periods, certain=False)
    return _reading(sense, periods, relative, notes - ({"year-from-plan"} if named else set()))


def _refused(found: Sequence[Token], year: SchoolYear | None, vocabulary: Vocabulary) -> Reading:
    """Why tokens that do not hang together are no time."""
    mentioned = _mentions(found, year, vocabulary)
    kinds = "".join(t.kind for t in found if t.kind != "x")
    if not mentioned:
        return unread("not-a-time")
    if "?" not in kinds and kinds[-1] in "tf":
        return unread("unfinished", *mentioned)
    return unread("either-or" if "|" in kinds and "?" not in kinds else "narrative", *mentioned)


def _no_such_day(point: Point) -> Reading:
    meant = nearest(point.year or 0, point.month, point.day)
    return unread("no-such-day", *([f"{meant:%d/%m/%Y}"] if meant and point.day else []))


def _reading(
    sense: Bounds, periods: tuple[Period, ...], relative: bool, notes: Iterable[str]
) -> Reading:
    doubts = sorted(n for n in {*sense.doubts, *notes} if n not in _CERTAIN)
    calm = sorted(n for n in notes if n in _CERTAIN)
    names = tuple(
        roman_capitals(sense.points[first].text) if first == last and first in sense.named else ""
        for first, last, _ in sense.ranges
    )
    timing = Timing(
        periods, sense.recurring, names if any(names) else (), sense.moment, relative=relative
    )
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
        if limit in ("before", "short") and _begins_later(points[last]):
            end = date.fromordinal(max(1, (days[last].start or date.min).toordinal() - 1))
        if limit == "after" and end:
            start = date.fromordinal(end.toordinal() + 1)
        start = None if limit in ("before", "until") else start
        end = None if limit in ("from", "after") else end
        if start and end and start > end and relative and not points[last].name:
            later = period_of(points[last], end.year + 1, vocabulary)
            end = later.end if later else end
        if start and end and start > end:
            ends = (described(points[n], vocabulary) for n in (first, last))
            return Unread("ends-before-it-begins", tuple(ends))
        periods.append(Period(start, end))
    return tuple(periods)


def _begins_later(point: Point) -> bool:
    """Whether "before" a point means before its first day: not before a day, nor before an end."""
    return point.day == 0 and (not point.name or point.part in ("", "first"))


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
