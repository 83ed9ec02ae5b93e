"""Values → the text that a person would type for them, which reads back as the same value."""

from __future__ import annotations

from datetime import date

from workbook_tool.catalogue import Vocabulary
from workbook_tool.model import Levels, Money, Period, Timing
from workbook_tool.model.values import last_day
from workbook_tool.typed.money import SOURCES

_EVERY = {
    "day": "Hằng ngày",
    "week": "Hằng tuần",
    "month": "Hằng tháng",
    "quarter": "Mỗi quý",
    "term": "Mỗi học kỳ",
    "year": "Hằng năm",
    "ongoing": "Thường xuyên",
    "periodic": "Định kỳ",
}


def write_money(money: Money) -> str:
    """An amount in đồng with dots between thousands, its source in brackets; none as "Không".

    >>> write_money(Money(2000000)), write_money(Money(0)), write_money(Money(None, "tài trợ"))
    ('2.000.000 đồng', 'Không', 'Tài trợ')
    """
    if money.vnd is None:
        return f"{money.source[:1].upper()}{money.source[1:]}"
    named = bool(money.source) and SOURCES.issuperset(money.source.split(", "))
    source = f" ({money.source})" if named else ""
    if money.vnd == 0 and not source:
        return "Không"
    return f"{money.vnd:,} đồng".replace(",", ".") + source


def write_levels(levels: Levels) -> str:
    """Levels as a list offers them, "Mức 1, 2"; 0 is the word for below the first.

    >>> write_levels(Levels((1, 2))), write_levels(Levels((0,)))
    ('Mức 1, 2', 'Không đạt')
    """
    if levels.numbers == (0,):
        return "Không đạt"
    return f"Mức {', '.join(map(str, levels.numbers))}"


def write_time(time: Timing, vocabulary: Vocabulary) -> str:
    """A time by its months where it fills them, by its days else, its years always named.

    What recurs in the plan's own year is written by its word alone. Whether the year was named
    or taken from the plan (`relative`) is not kept.

    >>> from workbook_tool.catalogue import Catalogue
    >>> words = Catalogue().vocabulary
    >>> write_time(Timing((Period(date(2026, 9, 1), date(2027, 5, 31)),)), words)
    'Tháng 9/2026 - Tháng 5/2027'
    >>> write_time(Timing((Period(None, date(2026, 9, 5)),)), words)
    'Đến ngày 05/09/2026'
    """
    recurring = time.moment or _EVERY.get(time.recurring, "")
    if recurring and time.relative:
        return recurring[:1].upper() + recurring[1:]
    periods = "; ".join(_period(period, vocabulary) for period in time.periods)
    told = ": ".join(filter(None, (recurring, periods)))
    return told or ("Đến nay" if time.periods else "")


def _period(period: Period, vocabulary: Vocabulary) -> str:
    start, end = period.start, period.end
    if start is None:
        return _bounded("Đến", end, end == _month_end(end), vocabulary) if end else ""
    if end is None:
        return _bounded("Từ", start, start.day == 1, vocabulary)
    months = start.day == 1 and end == _month_end(end)
    if (start.year, start.month) == (end.year, end.month) and months:
        return _point(start, months, vocabulary)
    if start == end:
        return _point(start, False, vocabulary)
    return " - ".join(_point(day, months, vocabulary) for day in (start, end))


def _bounded(word: str, day: date, months: bool, vocabulary: Vocabulary) -> str:
    return f"{word} {_lowered(_point(day, months, vocabulary))}"


def _point(day: date, months: bool, vocabulary: Vocabulary) -> str:
    if months:
        return vocabulary.month_label.format(month=day.month, year=day.year)
    return f"ngày {day.day:02}/{day.month:02}/{day.year}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _month_end(day: date) -> date:
    return last_day(day.year, day.month)
