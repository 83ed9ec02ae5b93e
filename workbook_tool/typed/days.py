"""What a person or Excel writes for one day → a `Timing` of that day.

Notes: "two-digit-year", "day-month-order", "excel-serial".
Reasons: "no-day", "several-days", "no-such-day", "unfilled-date", "same-as-above".
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from workbook_tool.model import Period, Reading, Timing
from workbook_tool.model.values import last_day
from workbook_tool.patterns import re
from workbook_tool.typed.text import Raw, fold, same_as_above, unread

SERIALS = range(20000, 80001)
"""Numbers that can only be days of Excel's 1900 calendar in a plan (1954 to 2119)."""

YEAR4 = "(?:19|20)[0-9]{2}"
_FIVE = re.compile("[0-9]{5}")
ISO = re.compile(
    rf"({YEAR4})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})(?![0-9])"
    r"(?:[ t][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?z?(?![0-9]))?"
)
_MIDNIGHT = "(?: 0{1,2}:00(?::00)?(?![0-9:]))?"
"""What programs write behind a day that has no hour."""
IN_WORDS = re.compile(
    rf"(?:ngày ?)?([0-9]{{1,2}}) ?tháng ?([0-9]{{1,2}})(?: ?,? ?năm ?| ?[/.-] ?)({YEAR4})(?![0-9])"
)
IN_NUMBERS = re.compile(
    rf"(?:ngày ?)?([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2({YEAR4}|(?<!-)[0-9]{{2}})"
    rf"(?![0-9])(?!\2[0-9])(?![/.][0-9]){_MIDNIGHT}"
)
_UNFILLED = re.compile(r"\.{2,}|…|_{2,}")
_SLASH = re.compile(r"(?<=[0-9]) ?([/.]) ?(?=[0-9])")
_LONGEST_PLACE = 8


def tight(folded: str) -> str:
    """A folded text without blanks around the slashes and dots of its numbers."""
    return _SLASH.sub(r"\1", folded)


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, None when the calendar has no such one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_cell(raw: Raw) -> tuple[date, str] | None:
    """The day a date cell or a serial number stands for, with a note; None for other values.

    Under an English region Excel turns "5/9/2026" into 9 May; where day and month can be
    exchanged the note is "day-month-order", else "".
    """
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return raw, "day-month-order" if raw.day <= 12 and raw.day != raw.month else ""
    number = _serial(raw)
    return (date(1899, 12, 30) + timedelta(days=number), "excel-serial") if number else None


def _serial(raw: Raw) -> int | None:
    if isinstance(raw, str):
        folded = fold(raw)
        return int(folded) if _FIVE.fullmatch(folded) and int(folded) in SERIALS else None
    if isinstance(raw, (int, float)) and SERIALS[0] <= raw <= SERIALS[-1]:
        return int(raw)
    return None


def nearest(year: int, month: int, day: int) -> date | None:
    """What a day that no calendar has may mean: month and day exchanged, or the month's last day.

    >>> nearest(2026, 15, 9), nearest(2026, 9, 31), nearest(2026, 13, 32)
    (datetime.date(2026, 9, 15), datetime.date(2026, 9, 30), None)
    """
    swapped = real_day(year, day, month)
    if swapped or not (1 <= month <= 12 and 28 < day <= 31):
        return swapped
    return last_day(year, month)


def day_parts(found: re.Match[str]) -> tuple[int, int, int, bool]:
    """Year, month, day and whether the year was written in full, of a match of this module."""
    if found.re.pattern == ISO.pattern:
        return int(found[1]), int(found[3]), int(found[4]), True
    if found.re.pattern == IN_WORDS.pattern:
        return int(found[3]), int(found[2]), int(found[1]), True
    year = int(found[4])
    return (year if year > 99 else 2000 + year), int(found[3]), int(found[1]), year > 99


def read_day(raw: Raw) -> Reading:
    """One full day, day before month always; a two-digit year and a swappable cell are doubtful.

    A place before the day is accepted as on paper. The value is a `Timing` of one one-day
    period.

    >>> read_day("Quận 1, ngày 14  tháng 12 năm 2020").value.end
    datetime.date(2020, 12, 14)
    >>> read_day("12/14/2020").value
    Unread(reason='no-such-day', candidates=('14/12/2020',))
    """
    cell = from_cell(raw)
    if cell:
        return Reading(_one(cell[0]), certain=not cell[1], note=cell[1])
    text = raw if isinstance(raw, str) else "" if raw is None else str(raw)
    folded = tight(fold(text)).strip(" .;,")
    if not folded:
        return Reading(None)
    if same_as_above(text):
        return unread("same-as-above")
    if _UNFILLED.search(folded):
        return unread("unfilled-date")
    founds = [f for p in (ISO, IN_WORDS, IN_NUMBERS) for f in p.finditer(folded)]
    if len(founds) != 1 or not _is_place(folded, founds[0]):
        return unread("no-day" if len(founds) < 2 else "several-days")
    return _from_match(founds[0])


def _is_place(folded: str, found: re.Match[str]) -> bool:
    before = folded[: found.start()]
    return (
        found.end() == len(folded)
        and len(before.split()) <= _LONGEST_PLACE
        and (not before or before[-1] in " ,:")
    )


def _from_match(found: re.Match[str]) -> Reading:
    year, month, day, full = day_parts(found)
    real = real_day(year, month, day)
    if not real:
        meant = nearest(year, month, day)
        return unread("no-such-day", *([f"{meant:%d/%m/%Y}"] if meant else []))
    return Reading(_one(real), certain=full, note="" if full else "two-digit-year")


def _one(day: date) -> Timing:
    return Timing((Period(day, day),))
