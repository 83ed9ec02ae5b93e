from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue, Vocabulary
from workbook_tool.model import Reading, SchoolYear, Timing, Unread
from workbook_tool.typed import read_day, read_time

YEAR = SchoolYear(2026)
WORDS = Catalogue().vocabulary
PERIODS = dict(label for year in range(2000, 2050) for label in WORDS.months(SchoolYear(year))[:12])


def timing(reading: Reading) -> Timing:
    assert isinstance(reading.value, Timing), reading
    return reading.value


def days(reading: Reading) -> list[list[str | None]]:
    return [
        [end.isoformat() if end else None for end in (period.start, period.end)]
        for period in timing(reading).periods
    ]


def test_vectors_of_time(time_vector: dict[str, Any], words: Vocabulary) -> None:
    reading = read_time(time_vector["raw"], YEAR, words)
    if "unread" in time_vector:
        expected = Unread(time_vector["unread"], tuple(time_vector["candidates"]))
        assert reading.value == expected
        return
    assert days(reading) == time_vector["periods"]
    assert timing(reading).recurring == time_vector.get("recurring", "")
    assert list(timing(reading).milestones) == time_vector.get("milestones", [])
    assert timing(reading).moment == time_vector.get("moment", "")
    assert timing(reading).relative is time_vector.get("relative", False)
    assert reading.certain is time_vector.get("certain", True)
    assert reading.note == time_vector.get("note", reading.note)


SURE = {
    "T9/2025 - T5/2026": ["2025-09-01", "2026-05-31"],
    "9/2025-5/2026": ["2025-09-01", "2026-05-31"],
    "Từ tháng 8 năm 2026 đến hết tháng 12 năm 2026": ["2026-08-01", "2026-12-31"],
    "Tháng 9 - 12 năm 2026": ["2026-09-01", "2026-12-31"],
    "9-10/2026": ["2026-09-01", "2026-10-31"],
    "trước 30/11/2026": [None, "2026-11-30"],
    "Trước ngày 30 tháng 11": [None, "2026-11-30"],
    "trước tháng 11/2026": [None, "2026-10-31"],
    "đến hết tháng 5/2027": [None, "2027-05-31"],
    "Hoàn thành tháng 5/2027": [None, "2027-05-31"],
    "từ nay đến tháng 5/2027": [None, "2027-05-31"],
    "hết học kỳ I": [None, "2027-01-18"],
    "Từ ngày 1/9/2026": ["2026-09-01", None],
    "Từ 21/9/2026": ["2026-09-21", None],
    "Bắt đầu từ tháng 9/2026": ["2026-09-01", None],
    "Tháng 9/2026 trở đi": ["2026-09-01", None],
    "sau tháng 9/2026": ["2026-10-01", None],
    "từ ngày 15/9/2026 đến ngày 30/9/2026": ["2026-09-15", "2026-09-30"],
    "5-20/9/2026": ["2026-09-05", "2026-09-20"],
    "15/9 - 30/9/2026": ["2026-09-15", "2026-09-30"],
    "ngày 20/11/2026": ["2026-11-20", "2026-11-20"],
    "Thực hiện: tháng 9/2026; hoàn thành: tháng 5/2027": ["2026-09-01", "2027-05-31"],
    "quý I/2026": ["2026-01-01", "2026-03-31"],
    "Quí IV": ["2026-10-01", "2026-12-31"],
    "Quý II": ["2027-04-01", "2027-06-30"],
    "tuần 2 tháng 9/2026": ["2026-09-08", "2026-09-14"],
    "tuần 1-2 tháng 9/2026": ["2026-09-01", "2026-09-14"],
    "tuần 4 tháng 9/2026": ["2026-09-22", "2026-09-30"],
    "tuần cuối tháng 2/2027": ["2027-02-22", "2027-02-28"],
    "đầu tháng 9": ["2026-09-01", "2026-09-10"],
    "cuối tháng 5/2027": ["2027-05-21", "2027-05-31"],
    "Học kỳ II": ["2027-01-19", "2027-05-31"],
    "HKI năm học 2025-2026": ["2025-09-01", "2026-01-18"],
    "Tháng 5 năm học 2025-2026": ["2026-05-01", "2026-05-31"],
    "Cuối năm học 2025-2026": ["2026-05-01", "2026-05-31"],
    "Trong năm học": ["2026-09-01", "2027-05-31"],
    "2026-2027": ["2026-09-01", "2027-05-31"],
    "Tháng 9/2026 – cuối năm học": ["2026-09-01", "2027-05-31"],
    "Tháng chín năm 2026": ["2026-09-01", "2026-09-30"],
    "T.09/2026": ["2026-09-01", "2026-09-30"],
    "９/２０２６": ["2026-09-01", "2026-09-30"],
    "tháng 9 / 2026.": ["2026-09-01", "2026-09-30"],
    "Tháng\n9/2026": ["2026-09-01", "2026-09-30"],
    "- Tháng 9/2026": ["2026-09-01", "2026-09-30"],
    "Tháng 1": ["2027-01-01", "2027-01-31"],
    "Tháng 7": ["2026-07-01", "2026-07-31"],
    "Tháng 6": ["2027-06-01", "2027-06-30"],
    "Tháng 9 đến tháng 5": ["2026-09-01", "2027-05-31"],
    "2026-09-15": ["2026-09-15", "2026-09-15"],
    "Tháng 2/2028": ["2028-02-01", "2028-02-29"],
    "Tháng chín 2026": ["2026-09-01", "2026-09-30"],
    "từ tháng chín 2026 đến tháng mười hai, 2026": ["2026-09-01", "2026-12-31"],
    "tháng chín năm 2026 - 5/2027": ["2026-09-01", "2027-05-31"],
    "tháng chín 2026-2027": ["2026-09-01", "2026-09-30"],
    "Học kỳ II đến tháng 9": ["2027-01-19", "2027-09-30"],
    "Học kỳ I (9/2026) (đến 12/2026)": ["2026-09-01", "2027-01-18"],
    "Giai đoạn 2026-2027": ["2026-01-01", "2027-12-31"],
}


@pytest.mark.parametrize("raw", SURE)
def test_times_that_are_sure(raw: str) -> None:
    reading = read_time(raw, YEAR, WORDS)
    assert days(reading) == [SURE[raw]]
    assert reading.certain


@pytest.mark.parametrize(
    ("raw", "note", "period"),
    [
        ("Tháng 9/2026\nTháng 5/2027", "two-lines-start-and-end", ["2026-09-01", "2027-05-31"]),
        ("15/9/26", "two-digit-year", ["2026-09-15", "2026-09-15"]),
        ("Tháng 9/26", "two-digit-year", ["2026-09-01", "2026-09-30"]),
        ("Thang 9/2o26", "letters-as-digits", ["2026-09-01", "2026-09-30"]),
        ("năm học 2026 đến 2029", "two-lines-start-and-end", ["2026-09-01", "2029-12-31"]),
        ("20/11", "day-and-month", ["2026-11-20", "2026-11-20"]),
        ("năm 2026", "whole-calendar-year", ["2026-01-01", "2026-12-31"]),
        ("hè 2026", "summer-guessed", ["2026-06-01", "2026-08-31"]),
        ("khoảng tháng 9/2026", "about", ["2026-09-01", "2026-09-30"]),
        ("Tháng 9/2026 (dự kiến)", "bracket-ignored", ["2026-09-01", "2026-09-30"]),
        ("tháng 9 - tháng 5/2027", "year-before-right", ["2026-09-01", "2027-05-31"]),
        ("8-9-10/2026", "points-in-a-row", ["2026-08-01", "2026-10-31"]),
        ("cuối năm 2026", "part-of-year", ["2026-12-01", "2026-12-31"]),
        (9, "bare-month", ["2026-09-01", "2026-09-30"]),
        (9.2026, "number-as-month", ["2026-09-01", "2026-09-30"]),
        (46266, "first-day-as-month", ["2026-09-01", "2026-09-30"]),
        ("46280", "excel-serial", ["2026-09-15", "2026-09-15"]),
        (date(2026, 9, 1), "first-day-as-month", ["2026-09-01", "2026-09-30"]),
        (datetime(2026, 5, 9, 1, 2), "day-month-order", ["2026-05-09", "2026-05-09"]),
    ],
)
def test_times_that_are_doubtful_say_why(raw: Any, note: str, period: list[str]) -> None:
    reading = read_time(raw, YEAR, WORDS)
    assert days(reading) == [period]
    assert (reading.certain, reading.note) == (False, note)


@pytest.mark.parametrize(
    ("raw", "periods"),
    [
        ("tháng 8/9", [["2026-08-01", "2026-08-31"], ["2026-09-01", "2026-09-30"]]),
        ("tháng 9/12", [["2026-09-01", "2026-09-30"], ["2026-12-01", "2026-12-31"]]),
        ("Học kỳ I và 2", [["2026-09-01", "2027-01-18"], ["2027-01-19", "2027-05-31"]]),
    ],
)
def test_two_times_of_one_word_are_sure(raw: str, periods: list[list[str]]) -> None:
    reading = read_time(raw, YEAR, WORDS)
    assert days(reading) == periods
    assert reading.certain


@pytest.mark.parametrize(
    ("raw", "periods", "relative"),
    [
        (
            "Tháng 9/2026\nHọc kỳ II\n16/4/2027",
            [["2026-09-01", "2026-09-30"], ["2027-01-19", "2027-05-31"], ["2027-04-16"] * 2],
            False,
        ),
        (
            "từ tháng 9 đến tháng 12\ntháng 5",
            [["2026-09-01", "2026-12-31"], ["2027-05-01", "2027-05-31"]],
            True,
        ),
    ],
)
def test_lines_that_are_times_of_their_own(
    raw: str, periods: list[list[str]], relative: bool
) -> None:
    reading = read_time(raw, YEAR, WORDS)
    assert days(reading) == periods
    assert timing(reading).relative is relative
    assert (reading.certain, reading.note) == (False, "points-in-a-row")


def test_an_end_that_its_next_year_does_not_have_is_no_open_end() -> None:
    reading = read_time("từ cuối năm học đến 29/2", SchoolYear(2027), WORDS)
    candidates = ("cuối năm học", "29/02/2028")
    assert reading.value == Unread("ends-before-it-begins", candidates)


def test_a_real_date_that_cannot_be_swapped_is_sure() -> None:
    assert read_time(date(2026, 9, 15), YEAR, WORDS).certain
    assert read_time(date(2026, 12, 12), YEAR, WORDS).certain


@pytest.mark.parametrize(
    ("raw", "reason", "candidates"),
    [
        (
            "Tháng 12/2026 - Tháng 9/2026",
            "ends-before-it-begins",
            ("Tháng 12/2026", "Tháng 9/2026"),
        ),
        ("30/11/2026 - 1/11/2026", "ends-before-it-begins", ("30/11/2026", "01/11/2026")),
        ("Học kỳ II - Học kỳ I", "ends-before-it-begins", ("học kỳ II", "học kỳ I")),
        ("Tháng 5/2027\nTháng 9/2026", "ends-before-it-begins", ("Tháng 5/2027", "Tháng 9/2026")),
        ("31/2/2026", "no-such-day", ("28/02/2026",)),
        ("tháng 13/2026", "no-such-day", ()),
        ("Tuần 5 tháng 2/2027", "no-such-day", ()),  # its 28 days are four weeks
        ("tuần 3/13/2026", "narrative", ("03/13/2026",)),
        ("năm học 26-28", "narrative", ("2026-2027",)),
        ("31/6 (khi có tiền)", "no-such-day", ("30/06/2027",)),
        ("Tháng 9/2026 (theo kế hoạch của nhà trường)", "narrative", ("Tháng 9/2026",)),
        ("tháng 0/2026", "no-such-day", ()),
        ("nt", "same-as-above", ()),
        ("Như trên", "same-as-above", ()),
        ("sau khi có kinh phí", "not-a-time", ()),
        ("Tháng 9/2026\nhọp phụ huynh", "narrative", ("Tháng 9/2026",)),
        ("đợt II", "not-a-time", ()),
        ("II - tháng 9/2026", "narrative", ("Tháng 9/2026",)),
        ("…", "not-a-time", ()),
        ("-", "not-a-time", ()),
        ("Họp tháng 9/2026 và tháng 10", "narrative", ("Tháng 9/2026", "Tháng 10/2026")),
        (True, "not-a-time", ()),
        (-5, "not-a-time", ()),
        (float("nan"), "not-a-time", ()),
    ],
)
def test_times_that_are_not_read(raw: Any, reason: str, candidates: tuple[str, ...]) -> None:
    reading = read_time(raw, YEAR, WORDS)
    assert reading.value == Unread(reason, candidates)
    assert not reading.certain


@pytest.mark.parametrize("raw", [None, "", "  \n\t", "\u200b\xa0"])
def test_blank_is_no_time_and_no_fault(raw: str | None) -> None:
    assert read_time(raw, YEAR, WORDS) == Reading(None)
    assert read_day(raw) == Reading(None)


@pytest.mark.parametrize(
    ("raw", "every"),
    [
        ("Hàng tháng", "month"),
        ("mỗi tháng 1 lần", "month"),
        ("1 lần/tháng", "month"),
        ("Hằng tuần", "week"),
        ("2 lần/học kỳ", "term"),
        ("thường xuyên", "ongoing"),
        ("Thường xuyên trong năm học", "ongoing"),
        ("mỗi quý", "quarter"),
        ("hằng năm", "year"),
    ],
)
def test_what_recurs_lasts_the_school_year(raw: str, every: str) -> None:
    reading = read_time(raw, YEAR, WORDS)
    assert timing(reading).recurring == every
    assert timing(reading).relative
    assert days(reading) == [["2026-09-01", "2027-05-31"]]


def test_what_recurs_between_two_months_keeps_them() -> None:
    reading = read_time("Hằng tháng từ 9/2025 đến 5/2026", YEAR, WORDS)
    assert timing(reading).recurring == "month"
    assert days(reading) == [["2025-09-01", "2026-05-31"]]


@pytest.mark.parametrize("raw", ["Tháng 9", "Cả năm học", "Học kỳ I", "Hằng tháng", "quý I", "hè"])
def test_without_a_school_year_a_relative_time_is_not_dated(raw: str) -> None:
    value = read_time(raw, None, WORDS).value
    assert isinstance(value, Unread)
    assert value.reason == "no-year"


def test_spans_come_from_the_vocabulary() -> None:
    spans = tuple(
        replace(s, start=replace(s.start, month=8, day=20)) if s.start.year == 0 else s
        for s in WORDS.spans
    )
    other = replace(WORDS, spans=spans)
    for raw in ("Cả năm học", "Học kỳ I", "thường xuyên", "cả năm"):
        assert timing(read_time(raw, YEAR, other)).start == date(2026, 8, 20), raw


def test_labels_of_another_wording_are_read_too() -> None:
    other = replace(WORDS, month_label="Kỳ {month} niên {year}")
    assert days(read_time("kỳ 9 niên 2026", YEAR, other)) == [["2026-09-01", "2026-09-30"]]


@pytest.mark.parametrize(
    "raw",
    [
        "14/12/2020",
        "14.12.2020",
        "14-12-2020",
        "14 / 12 / 2020",
        "2020-12-14",
        "ngày 14 tháng 12 năm 2020",
        "Quận 1, ngày 14  tháng 12 năm 2020",
        "14 tháng 12 năm 2020",
        "１４/１２/２０２０",
        "14/12/2020.",
        date(2020, 12, 14),
        datetime(2020, 12, 14, 23, 59),
    ],
)
def test_days_that_are_sure(raw: Any) -> None:
    reading = read_day(raw)
    assert days(reading) == [["2020-12-14", "2020-12-14"]]
    assert reading.certain


def test_a_day_is_never_read_month_first() -> None:
    assert days(read_day("07/09/2023")) == [["2023-09-07", "2023-09-07"]]
    assert read_day("12/14/2020").value == Unread("no-such-day", ("14/12/2020",))


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("14/12/20", "two-digit-year"),
        (44179, "excel-serial"),
        (date(2026, 5, 9), "day-month-order"),
    ],
)
def test_days_that_are_doubtful(raw: Any, note: str) -> None:
    reading = read_day(raw)
    assert (reading.certain, reading.note) == (False, note)
    assert len(timing(reading).periods) == 1


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("9/2023", "no-day"),
        ("32/1/2020", "no-such-day"),
        ("29/2/2023", "no-such-day"),
        ("ngày … tháng … năm 2020", "unfilled-date"),
        ("ngày ... tháng ... năm 2020", "unfilled-date"),
        ("7/9/2023 và 8/9/2023", "several-days"),
        ("nt", "same-as-above"),
        ("Công văn số 1057 của Phòng Giáo dục và Đào tạo huyện ngày 9/8/2023", "no-day"),
        ("9/8/2023 hướng dẫn", "no-day"),
        (5, "no-day"),
    ],
)
def test_days_that_are_not_read(raw: Any, reason: str) -> None:
    value = read_day(raw).value
    assert isinstance(value, Unread)
    assert value.reason == reason


PIECES = st.sampled_from(
    [
        "tháng",
        "tuần",
        "quý",
        "học",
        "kỳ",
        "năm",
        "cả",
        "đầu",
        "cuối",
        "mỗi",
        "hằng",
        "từ",
        "đến",
        "trước",
        "sau",
        "nay",
        "hè",
        "lần",
        "hoàn",
        "thành",
        "t9",
        "hk1",
        "i",
        "ii",
        "9",
        "10",
        "31",
        "13",
        "2026",
        "2027",
        "2026-2027",
        "9/2026",
        "30/11/2026",
        "31/2/2027",
        "/",
        "-",
        ",",
        "(",
        ")",
        "và",
        ";",
        ".",
        "\n",
        "nt",
    ]
)


@given(st.text() | st.lists(PIECES).map(" ".join))
@example("tuần 5 tháng 2/2027")
@example("hết 9/2026 - - 10/2026")
@example("9 năm 2026 9 năm 2027 9")
def test_any_text_is_read_or_unread(text: str) -> None:
    for year in (YEAR, None):
        value = read_time(text, year, WORDS).value
        assert value is None or isinstance(value, Timing | Unread)
        assert not isinstance(value, Timing) or value.periods
    assert read_day(text).value is None or isinstance(read_day(text).value, Timing | Unread)


@given(st.floats() | st.integers() | st.dates() | st.datetimes() | st.booleans())
def test_any_cell_is_read_or_unread(raw: Any) -> None:
    assert isinstance(read_time(raw, YEAR, WORDS).value, Timing | Unread)
    assert isinstance(read_day(raw).value, Timing | Unread)


@given(st.integers(2000, 2090).map(SchoolYear), st.data())
def test_every_label_of_the_list_reads_as_its_period(year: SchoolYear, data: st.DataObject) -> None:
    label, period = data.draw(st.sampled_from(WORDS.months(year)))
    reading = read_time(label, year, WORDS)
    assert timing(reading).periods == (period,)
    assert reading.certain


@given(st.sampled_from(sorted(SURE)))
def test_variants_of_unicode_read_the_same(raw: str) -> None:
    expected = read_time(raw, YEAR, WORDS)
    for variant in (
        unicodedata.normalize("NFD", raw),
        raw.replace(" ", "\xa0"),
        raw.replace(" ", "  "),
        f"\u200b{raw} ",
        raw.upper(),
        raw.replace("-", "–"),
    ):
        assert read_time(variant, YEAR, WORDS) == expected, variant


@given(st.sampled_from(sorted(PERIODS)), st.sampled_from(sorted(PERIODS)))
def test_two_months_make_a_range_or_are_named_as_reversed(first: str, last: str) -> None:
    value = read_time(f"{first} - {last}", None, WORDS).value
    start, end = PERIODS[first].start, PERIODS[last].end
    assert start
    assert end
    if start > end:
        assert value == Unread("ends-before-it-begins", (first, last))
    else:
        assert isinstance(value, Timing)
        assert (value.start, value.end) == (start, end)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_days_written_out_read_back(day: date) -> None:
    for written in (f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", day.isoformat()):
        assert timing(read_day(written)).start == day
    assert timing(read_day(f"ngày {day.day} tháng {day.month} năm {day.year}")).end == day


def test_a_very_long_text_is_read_quickly() -> None:
    long = "tháng 9/2026, " * 20000 + "mua sắm"
    assert read_time(long, YEAR, WORDS).value == Unread("narrative")
    assert isinstance(read_time("(" * 50000, YEAR, WORDS).value, Unread)
    assert isinstance(read_time("9-" * 50000, YEAR, WORDS).value, Unread)
    assert isinstance(read_time("(" * 900, YEAR, WORDS).value, Unread)
    assert not read_time("9/" * 400, YEAR, WORDS).certain
