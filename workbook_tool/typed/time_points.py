"""Matches of days, months, quarters and years → tokens: one builder for each way to name one."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbook_tool.frozen import dataclass
from workbook_tool.typed.days import IN_NUMBERS, day_parts
from workbook_tool.typed.moments import Point


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text by kind.

    p point, "-" range, "," list, "<" before, ">" after, f from, t until, n now, o onwards,
    b begins, c completes, r recurs, m moment of a recurrence, w part of the month that follows,
    a about, x filler, "|" or, "!" no such month, "?" anything else.
    """

    kind: str
    text: str
    point: Point | None = None
    key: str = ""
    doubt: str = ""


SHORT = "two-digit-year"
"""The doubt about a year of two digits."""

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
NUMBERS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12, "đầu": 1, "nhất": 1,
    "nhì": 2, "năm": 5,
}  # fmt: skip


def day(found: re.Match[str]) -> Token:
    """A full day, "14/12/2020"; in digits alone day and month may have been exchanged."""
    year, month, day, full = day_parts(found)
    point = Point(found[0], month, year, day=day)
    digits = found.re.pattern == IN_NUMBERS.pattern and not found[0].startswith("ngày")
    swaps = digits and day <= 12 and day != month
    doubt = "day-before-month" if swaps else ""
    return Token("p", found[0], point, doubt=doubt if full else SHORT)


def day_month(found: re.Match[str]) -> Token | None:
    """A day without a year, "ngày 20/11"."""
    if not 1 <= int(found[3]) <= 12:
        return None
    point = Point(found[0], int(found[3]), day=int(found[2]))
    return Token("p", found[0], point, doubt="" if found[1] else "day-and-month")


def month(found: re.Match[str]) -> Token | None:
    """A month, "tháng 9/2026"; "9/2026" and a two-digit year too."""
    month = int(found[2])
    if not 1 <= month <= 12:
        return Token("!", found[0])
    year = int(found[3]) if found[3] else None
    short = year is not None and year < 100
    # "tháng 8/9" is two months, not the ninth year of a century.
    if short and int(found[3]) <= 12:
        return None
    point = Point(found[0], month, year + 2000 if short and year else year, bare=not found[1])
    return Token("p", found[0], point, doubt=SHORT if short else "")


def month_in_words(found: re.Match[str]) -> Token:
    """A month in words, "tháng chín"."""
    year = int(found[2] or found[3] or 0) or None
    return Token("p", found[0], Point(found[0], NUMBERS[found[1]], year))


def number(found: re.Match[str]) -> Token | None:
    """A number whose neighbours say what it counts."""
    number = int(found[0])
    return Token("p", found[0], Point(found[0], number, bare=True)) if 1 <= number <= 31 else None


def roman(found: re.Match[str]) -> Token:
    """A Roman number after a term or a quarter."""
    year = int(found[2]) if found[2] else None
    return Token("p", found[0], Point(found[0], ROMAN[found[1]], year, bare=True), key="roman")


def quarter(found: re.Match[str]) -> Token | None:
    """A quarter, "quý IV/2026"."""
    number = ROMAN.get(found[1]) or int(found[1])
    year = int(found[2]) if found[2] else None
    return Token("p", found[0], Point(found[0], number * 3 - 2, year, 3))


def short_years(found: re.Match[str]) -> Token | None:
    """A school year of two-digit years, "năm học 26-27"."""
    first = int(found[1])
    if int(found[2]) != first + 1:
        return None
    return Token("p", found[0], Point(found[0], year=2000 + first, name="year"), doubt=SHORT)


def year_month(found: re.Match[str]) -> Token:
    """A month after its year, "2026-09"."""
    return Token("p", found[0], Point(found[0], int(found[2]), int(found[1])))


def years(found: re.Match[str]) -> Token | None:
    """Two years: a school year, or a stretch of calendar years."""
    first, last = int(found[3]), int(found[4])
    last = first - first % 100 + last if last < 100 else last
    if last <= first:
        return None
    if last == first + 1 and not found[1]:
        return Token("p", found[0], Point(found[0], year=first, name="year"))
    if found[2]:
        return None
    return Token("p", found[0], Point(found[0], 1, first, 12 * (last - first + 1)))


def year(found: re.Match[str]) -> Token:
    """A calendar year, "năm 2026"."""
    return Token("p", found[0], Point(found[0], 1, int(found[1]), 12))


def kind(kind: str) -> Callable[[re.Match[str]], Token]:
    """Builds tokens that are no points."""
    return lambda found: Token(kind, found[0])
