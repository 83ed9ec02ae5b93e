"""Days, periods and amounts → the digits that a message prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from workbook_tool.model import Period, Timing


def day(value: date) -> str:
    """A day as official documents write it: two digits below 10, months only 1 and 2.

    Source: the rules of presentation in Nghi dinh 30/2020/ND-CP.

    >>> day(date(2023, 9, 7)), day(date(2027, 1, 10))
    ('07/9/2023', '10/01/2027')
    """
    month = f"{value.month:02}" if value.month < 3 else str(value.month)
    return f"{value.day:02}/{month}/{value.year}"


def month(value: date) -> str:
    """A month: 9/2026."""
    return f"{value.month}/{value.year}"


def period(value: Period) -> str:
    """A period by its months when it fills them, else by its days; an open end is "…".

    >>> period(Period(date(2026, 9, 1), date(2027, 5, 31)))
    '9/2026 – 5/2027'
    """
    whole = _begins(value.start) and _ends(value.end)
    ends = [_end(d, whole) for d in (value.start, value.end)]
    return ends[0] if ends[0] == ends[1] else " – ".join(ends)


def timing(value: Timing) -> str:
    """All periods of a time, from left to right."""
    return ", ".join(period(p) for p in value.periods)


def first(value: Timing) -> str:
    """When a time begins, as a month where whole months were meant."""
    return _end(value.start, all(_begins(p.start) and _ends(p.end) for p in value.periods))


def last(value: Timing) -> str:
    """When a time ends, as a month where whole months were meant."""
    return _end(value.end, all(_begins(p.start) and _ends(p.end) for p in value.periods))


def dong(vnd: int) -> str:
    """An amount with dots between thousands.

    >>> dong(2000000)
    '2.000.000'
    """
    return f"{vnd:,}".replace(",", ".")


def decimal(value: float) -> Mapping[str, str]:
    """A number by language: with a comma before its decimals in Vietnamese, a point in English.

    >>> decimal(140.5)
    {'vi': '140,5', 'en': '140.5'}
    """
    digits = f"{value:.10g}"
    return {"vi": digits.replace(".", ","), "en": digits}


def _begins(value: date | None) -> bool:
    return value is None or value.day == 1


def _ends(value: date | None) -> bool:
    return value is None or value == date.max or (value + timedelta(days=1)).day == 1


def _end(value: date | None, whole_months: bool) -> str:
    if value is None:
        return "…"
    return month(value) if whole_months else day(value)
