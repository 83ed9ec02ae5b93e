"""Matches of terms, parts of months and years, and what recurs → tokens, a builder for each way."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbook_tool.typed.moments import Point
from workbook_tool.typed.time_points import NUMBERS, ROMAN, Token

_PARTS = {"đầu": "first", "giữa": "middle", "cuối": "last"}
_EVERY = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "quí": "quarter"}


def term(found: re.Match[str]) -> Token:
    """A term or its beginning, middle or end, "cuối học kỳ I"."""
    part = _PARTS.get(found[1] or "", "")
    number = ROMAN.get(found[2]) or NUMBERS.get(found[2]) or int(found[2])
    text = f"{found[1] or ''} học kỳ {'i' * number}".strip()
    return Token("p", found[0], Point(text, name=f"term{number}", part=part))


def part_of_year(found: re.Match[str]) -> Token:
    """ "Đầu năm học", "cuối năm 2026": of a school year unless a year is named."""
    part = _PARTS[found[1]]
    if found[2]:
        month = {"first": 1, "middle": 6, "last": 12}[part]
        point = Point(found[0], month, int(found[2]))
        return Token("p", found[0], point, doubt="part-of-year")
    doubt = "" if found[0].endswith("học") else "school-year-assumed"
    return Token("p", found[0], Point(found[0], name="year", part=part), doubt=doubt)


def week(found: re.Match[str]) -> Token:
    """A week of the month after it; the fourth runs to the month's end."""
    word = found[1].split()[0]
    if word == "cuối":
        return Token("w", found[0], key="last-week")
    first = NUMBERS.get(word) or int(word)
    last = int(found[2]) if found[2] else first
    return Token("w", found[0], key=_weeks(first, last))


def _weeks(first: int, last: int) -> str:
    return f"{7 * first - 6}-{7 * last if last < 4 else 31}"


def week_of_month(found: re.Match[str]) -> Token | None:
    """A week and its month in digits, "tuần 3/9/2026"."""
    month = int(found[2])
    if not 1 <= month <= 12:
        return None
    year = int(found[3]) if found[3] else None
    number = int(found[1])
    point = Point(found[0], month, year, part=_weeks(number, number))
    return Token("p", found[0], point, doubt="week-of-month")


def third(found: re.Match[str]) -> Token:
    """A third of the month after it, "cuối tháng 5"."""
    return Token("w", found[0], key=_PARTS[found[1]])


def half(found: re.Match[str]) -> Token:
    """A half of the month after it, "nửa đầu tháng 9"."""
    return Token("w", found[0], key="1-15" if found[1] == "đầu" else "16-31")


def fortnight(found: re.Match[str]) -> Token:
    """The first or the last two weeks of the month after it."""
    return Token("w", found[0], key="1-14" if found[1] == "đầu" else "last-fortnight")


def half_year(found: re.Match[str]) -> Token:
    """Six months of a calendar year, "6 tháng đầu năm 2027"."""
    year = int(found[2]) if found[2] else None
    return Token("p", found[0], Point(found[0], 1 if found[1] == "đầu" else 7, year, 6))


def recurs(found: re.Match[str]) -> Token:
    """A recurrence, "mỗi tháng", "2 lần/học kỳ"."""
    return Token("r", found[0], key=_every(found[1]))


def recurs_each_few(found: re.Match[str]) -> Token:
    """A recurrence once in some intervals, "2 tuần/lần": the interval named is the nearest."""
    few = found[1] not in ("1", "một")
    return Token("r", found[0], key=_every(found[2]), doubt="interval-rounded" if few else "")


def _every(unit: str) -> str:
    return _EVERY.get(unit, "term" if "k" in unit else "year")


def ongoing(found: re.Match[str]) -> Token:
    """What never stops, "thường xuyên"."""
    return Token("r", found[0], key="ongoing")


def periodic(found: re.Match[str]) -> Token:
    """ "Định kỳ": alone it recurs without saying how often, elsewhere it only introduces."""
    return Token("r", found[0], key="periodic")


def summer(found: re.Match[str]) -> Token:
    """The summer after a school year."""
    year = int(found[1]) - 1 if found[1] else None
    return Token("p", found[0], Point(found[0], year=year, name="summer"))


def name(name: str) -> Callable[[re.Match[str]], Token]:
    """Builds points of a named part of the school year."""
    return lambda found: Token("p", found[0], Point(found[0], name=name))
