"""What a person types for a time → a `Timing`, or an `Unread` that names the months mentioned.

Notes: "two-lines-start-and-end", "year-from-right", "year-before-right", "year-from-left",
"year-from-plan", "two-digit-year", "day-and-month", "day-before-month", "day-month-order",
"first-day-as-month", "excel-serial", "number-as-month", "bare-month", "part-of-year",
"school-year-assumed", "summer-guessed", "about", "bracket-ignored", "points-in-a-row",
"whole-calendar-year", "week-of-month", "interval-rounded", "interval-open", "loose-dash",
"shown-by-excel", "letters-as-digits", "without-accents", "until-now".
Reasons: "narrative", "not-a-time", "no-year", "no-such-day", "ends-before-it-begins",
"unfinished", "either-or", "same-as-above".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from workbook_tool.catalogue import Vocabulary
from workbook_tool.frozen import replace
from workbook_tool.model import Period, Reading, SchoolYear, Timing, Unread
from workbook_tool.model.values import last_day
from workbook_tool.patterns import re
from workbook_tool.typed.days import from_cell, read_day, tight
from workbook_tool.typed.mended import mended
from workbook_tool.typed.text import Raw, as_text, fold, nfc, same_as_above, unread
from workbook_tool.typed.time_sense import understood

__all__ = ["read_day", "read_time"]

_LONGEST = 1000
_EDGES = " .;,…\"“”‘’'[]"
_NUMBERED = re.compile(r"\(?([0-9]{1,2}|[a-e])[.)] +(?=\S)")
_UNTIL_NOW = re.compile(r"(?:cho )?(?:đến|tới) (?:hiện |bây )?(?:nay|tại|giờ)")
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
    fraction = isinstance(raw, float) and not raw.is_integer()
    # A number cell keeps no zero at its end: 9.202 was typed 9.2020.
    text = f"{raw:.4f}" if fraction else as_text(raw)
    lines = _lines(text)
    folded = tight(" ".join(lines)).strip(_EDGES)
    reading = (
        _refused(raw, text, folded)
        or _offered(folded, year, vocabulary)
        or _until_now(folded)
        or understood(folded, year, vocabulary)
    )
    if isinstance(reading.value, Unread) and reading.value.reason in ("narrative", "not-a-time"):
        reading = _otherwise(lines, folded, year, vocabulary) or reading
    if isinstance(raw, float) and isinstance(reading.value, Timing):
        return replace(reading, certain=False, note="number-as-month")
    return reading


def _lines(text: str) -> list[str]:
    """The filled lines, folded, without list signs and without the numbers of a list."""
    lines = [fold(line).lstrip("-+*• ") for line in nfc(text).splitlines()]
    lines = [line for line in lines if line]
    numbers = [_NUMBERED.match(line) for line in lines]
    if len(lines) > 1 and all(numbers) and numbers[0] and numbers[0][1] in ("1", "a"):
        return [_NUMBERED.sub("", line, count=1) for line in lines]
    return lines


def _otherwise(
    lines: Sequence[str], folded: str, year: SchoolYear | None, vocabulary: Vocabulary
) -> Reading | None:
    """The reading line by line, or of what a text that was spoilt must have been."""
    by_line = _line_by_line(lines, year, vocabulary)
    if by_line or len(folded) > _LONGEST:
        return by_line
    for meant, note in mended(folded):
        again = understood(meant, year, vocabulary)
        if isinstance(again.value, Timing):
            return replace(again, certain=False, note=note)
    return None


def _line_by_line(
    lines: Sequence[str], year: SchoolYear | None, vocabulary: Vocabulary
) -> Reading | None:
    """Several times under one another, each a time of its own; None unless all of them are."""
    if not 1 < len(lines) <= 40:
        return None
    read = [understood(tight(line).strip(_EDGES), year, vocabulary).value for line in lines]
    timings = [value for value in read if isinstance(value, Timing)]
    if len(timings) < len(lines):
        return None
    periods = tuple(period for timing in timings for period in timing.periods)
    relative = all(timing.relative for timing in timings)
    return Reading(Timing(periods, relative=relative), certain=False, note="points-in-a-row")


def _refused(raw: Raw, text: str, folded: str) -> Reading | None:
    """The reading of a cell that is blank or can be no time; None for all others."""
    if same_as_above(text):
        return unread("same-as-above")
    if not folded:
        return unread("not-a-time") if fold(text) else Reading(None)
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


def _until_now(folded: str) -> Reading | None:
    """ "Đến nay" alone: both ends are open, for nothing tells the beginning, nor the day."""
    if not _UNTIL_NOW.fullmatch(folded):
        return None
    return Reading(Timing((Period(None, None),)), certain=False, note="until-now")


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
