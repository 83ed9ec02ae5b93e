"""What is written for a value reads back as that value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue, Vocabulary
from workbook_tool.model import Levels, Money, Period, SchoolYear, Timing
from workbook_tool.typed import (
    read_grades,
    read_levels,
    read_money,
    read_time,
    write_levels,
    write_money,
    write_time,
)
from workbook_tool.typed.money import SOURCES

YEAR = SchoolYear(2026)
WORDS = Catalogue().vocabulary
DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))


@given(st.integers(0, 10**15), st.lists(st.sampled_from(sorted(SOURCES)), unique=True))
def test_money_reads_back(vnd: int, sources: list[str]) -> None:
    money = Money(vnd, ", ".join(sources))
    assert read_money(write_money(money)).value == money
    assert read_money(write_money(money)).certain


@given(st.sampled_from(sorted(SOURCES)))
def test_sources_read_back(source: str) -> None:
    assert read_money(write_money(Money(None, source))).value == Money(None, source)


@given(st.sets(st.integers(1, 4), min_size=1))
def test_levels_read_back(numbers: set[int]) -> None:
    levels = Levels(tuple(sorted(numbers)))
    assert read_levels(write_levels(levels)).value == levels


def test_below_the_first_level_reads_back() -> None:
    assert read_grades(write_levels(Levels((0,))), ("Không đạt",)).value == Levels((0,))


def test_every_amount_of_the_vectors_reads_back(money_vector: dict[str, Any]) -> None:
    value = read_money(money_vector["raw"]).value
    if isinstance(value, Money):
        assert read_money(write_money(value)).value == value


def test_a_period_without_ends_lasts_until_now() -> None:
    assert write_time(Timing((Period(None, None),)), WORDS) == "Đến nay"
    assert write_time(Timing((Period(None, None),), "month"), WORDS) == "Hằng tháng"


def same(time: Timing) -> Timing:
    """A time without what its text alone tells."""
    return replace(time, relative=False, milestones=())


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=4), st.sampled_from("dmfu"))
def test_times_read_back(pairs: list[tuple[date, date]], kind: str) -> None:
    periods = tuple(Period(*_ends(min(pair), max(pair), kind)) for pair in pairs)
    time = Timing(periods[:1] if kind in "fu" else periods)
    reading = read_time(write_time(time, WORDS), YEAR, WORDS)
    assert isinstance(reading.value, Timing), write_time(time, WORDS)
    assert reading.value == time
    assert reading.certain


def _ends(first: date, last: date, kind: str) -> tuple[date | None, date | None]:
    if kind == "m":
        return first.replace(day=1), _month(last).end
    return (None if kind == "u" else first), (None if kind == "f" else last)


def _month(day: date) -> Period:
    label = WORDS.month_label.format(month=day.month, year=day.year)
    value = read_time(label, None, WORDS).value
    assert isinstance(value, Timing)
    return value.periods[0]


def test_every_reading_of_the_vectors_reads_back(
    time_vector: dict[str, Any], words: Vocabulary
) -> None:
    value = read_time(time_vector["raw"], YEAR, words).value
    if isinstance(value, Timing):
        again = read_time(write_time(value, words), YEAR, words).value
        assert isinstance(again, Timing), write_time(value, words)
        assert same(again) == same(value)
