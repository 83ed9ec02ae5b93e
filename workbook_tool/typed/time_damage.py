"""What Excel shows of months and days it took for dates ("Sep-26", "9-Sep", "Thg9-20") → tokens."""

from __future__ import annotations

from workbook_tool.patterns import re
from workbook_tool.typed.moments import Point
from workbook_tool.typed.time_points import SHORT, Token

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
DAY = re.compile(rf"([0-9]{{1,2}})[ -]{_NAME}(?![^\W_])(?:[ -]{_YEAR})?")
MONTH = re.compile(rf"{_NAME}[ /-]{_YEAR}")
DAY_SHORT = re.compile(rf"([0-9]{{1,2}})-(?:thg|th) ?([0-9]{{1,2}})(?![0-9])(?:-{_YEAR})?")
MONTH_SHORT = re.compile(r"(?:tháng|thg|th|t) ?([0-9]{1,2})-([0-9]{2})(?![0-9/])")


def english_day(found: re.Match[str]) -> Token:
    """ "9-Sep" or "9-Sep-26"."""
    return _day(found, _MONTHS.index(found[2][:3]) + 1)


def shown_day(found: re.Match[str]) -> Token | None:
    """ "20-Thg9", as a Vietnamese Excel shows a day."""
    return _day(found, int(found[2])) if 1 <= int(found[2]) <= 12 else None


def english_month(found: re.Match[str]) -> Token:
    """ "Sep-26" or "September 2026"."""
    month, doubt = _MONTHS.index(found[1][:3]) + 1, "" if len(found[2]) == 4 else SHORT
    return Token(
        "p", found[0], Point(found[0], month, _full(found[2])), doubt=doubt or "shown-by-excel"
    )


def shown_month(found: re.Match[str]) -> Token | None:
    """ "Thg9-26", as a Vietnamese Excel shows a month; "T9-12" are two months."""
    month = int(found[1])
    if int(found[2]) < 20 or not 1 <= month <= 12:
        return None
    return Token("p", found[0], Point(found[0], month, _full(found[2])), doubt=SHORT)


def _day(found: re.Match[str], month: int) -> Token:
    year = found[3]
    point = Point(found[0], month, _full(year) if year else None, day=int(found[1]))
    return Token("p", found[0], point, doubt=SHORT if year and len(year) == 2 else "shown-by-excel")


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
