"""A sentence in folded letters → the days and months it names, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbook_tool.frozen import dataclass
from workbook_tool.model import Period
from workbook_tool.model.values import last_day
from workbook_tool.patterns import re
from workbook_tool.typed.days import IN_NUMBERS, IN_WORDS, YEAR4, real_day

# "11/2020/TT-BGDĐT" is the number of a document.
_MONTH = re.compile(
    rf"(?<![0-9/.,-])(?:tháng ?|t)?(0?[1-9]|1[0-2])(?: ?[/.-] ?| năm )({YEAR4})"
    r"(?![0-9]| ?/|-[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A day or a whole month that letters `begin` to `end` (excluded) of a text name."""

    begin: int
    end: int
    period: Period


def named_times(folded: str) -> tuple[Named, ...]:
    """Every day and month with a year of four digits, from left to right.

    >>> [str(n.period.start) for n in named_times("đã xong tháng 10/2023, họp ngày 07/9/2023")]
    ['2023-10-01', '2023-09-07']
    """
    days = list(_days(folded))
    taken = {n for day in days for n in range(day.begin, day.end)}
    months = [m for m in _months(folded) if m.begin not in taken]
    return tuple(sorted(days + months, key=lambda named: named.begin))


def _days(folded: str) -> Iterator[Named]:
    for pattern, (day, month, year) in ((IN_WORDS, (1, 2, 3)), (IN_NUMBERS, (1, 3, 4))):
        for found in pattern.finditer(folded):
            named = _day(found[year], found[month], found[day])
            if named:
                yield Named(*found.span(), Period(named, named))


def _day(year: str, month: str, day: str) -> date | None:
    return real_day(int(year), int(month), int(day)) if len(year) == len("2026") else None


def _months(folded: str) -> Iterator[Named]:
    for found in _MONTH.finditer(folded):
        year, month = int(found[2]), int(found[1])
        yield Named(*found.span(), Period(date(year, month, 1), last_day(year, month)))
