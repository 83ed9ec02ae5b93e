from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue
from workbook_tool.model import Completion, Levels, Money, Reading, RowRefs, SchoolYear, Unread
from workbook_tool.typed import (
    Context,
    read,
    read_completion,
    read_grade,
    read_percent,
    read_resources,
    read_rows,
)

CATALOGUE = Catalogue()
WORDS = CATALOGUE.vocabulary
NOT_REACHED = WORDS.lists["not_reached"]
CONTEXT = Context(CATALOGUE.set("tt19-2018-mn"), SchoolYear(2026), WORDS)
WAYS = ("grade", "rows", "completion", "percent", "resources")


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def unread(reason: str, *candidates: str) -> Reading:
    return Reading(Unread(reason, candidates), certain=False)


# grade

GRADES: dict[Any, tuple[int, ...]] = {
    "Không đạt": (0,),
    "Chưa đạt": (0,),
    "KHÔNG ĐẠT": (0,),
    "không  đạt.": (0,),
    "Chưa\xa0đạt": (0,),
    "(Không đạt)": (0,),
    "Chưa đạt\n": (0,),
    nfd("Không đạt"): (0,),
    "Không đạt mức 1": (0,),
    "Chưa đạt Mức I": (0,),
    "Mức 1": (1,),
    "Mức 2": (2,),
    "MỨC 2": (2,),
    "mức2": (2,),
    "Mức I": (1,),
    "Mức II": (2,),
    "1": (1,),
    "1.": (1,),
    "２": (2,),
    "Mức\xa0３": (3,),
    "đạt mức 2": (2,),
    "Đạt Mức 4.": (4,),
    "(Mức 2)": (2,),
    "Mức 2, mức 2": (2,),
    nfd("Đạt mức 2"): (2,),
    1: (1,),
    2.0: (2,),
}


@pytest.mark.parametrize("raw", GRADES)
def test_grades(raw: Any) -> None:
    assert read_grade(raw, NOT_REACHED) == Reading(Levels(GRADES[raw]))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Mức 1, 2", unread("several-levels", "1", "2")),
        ("Mức 1-3", unread("several-levels", "1", "2", "3")),
        ("1/2", unread("several-levels", "1", "2")),
        ("Mức 2 và Mức 1", unread("several-levels", "1", "2")),
        ("Chưa đạt mức 2", unread("no-level")),
        ("Không đạt mức 10", unread("no-level")),
        ("Không đạt do thiếu giáo viên", unread("no-level")),
        ("Đạt", unread("no-level")),
        ("Mức", unread("no-level")),
        ("Mức 0", unread("no-level")),
        ("Mức 5", unread("no-level")),
        (0, unread("no-level")),
        (-1, unread("no-level")),
        (True, unread("no-level")),
        ("-", unread("no-level")),
        ("nt", unread("same-as-above")),
        (1.2, unread("number-not-text")),
        (date(2026, 2, 1), unread("date-not-text")),
    ],
)
def test_grades_that_are_not_read(raw: Any, expected: Reading) -> None:
    assert read_grade(raw, NOT_REACHED) == expected


def test_grades_of_a_list_read_back() -> None:
    for word in NOT_REACHED:
        assert read_grade(word, NOT_REACHED) == Reading(Levels((0,)))
    for level in range(1, 5):
        assert read_grade(f"Mức {level}", NOT_REACHED) == Reading(Levels((level,)))


def test_words_for_not_reached_are_those_of_the_vocabulary() -> None:
    assert read_grade("Không đạt", ()) == unread("no-level")
    assert read_grade("Dưới mức", ("DƯỚI MỨC",)) == Reading(Levels((0,)))


# rows

ROWS: dict[Any, tuple[int, ...]] = {
    "1": (1,),
    1: (1,),
    3.0: (3,),
    12: (12,),
    "1.": (1,),
    "1)": (1,),
    "(1)": (1,),
    "01": (1,),
    "- 1": (1,),
    "１２": (12,),
    "\xa01\u200b": (1,),
    "1. Trẻ nhẹ cân còn 8,3%": (1,),
    "1. Trẻ 5 tuổi, 3 lớp": (1,),
    "1. 5 lớp chưa có ti vi": (1,),
    "1.Trẻ nhẹ cân": (1,),
    "1) Trẻ nhẹ cân": (1,),
    "1: Trẻ nhẹ cân": (1,),
    "1 – Trẻ nhẹ cân": (1,),
    "1-Trẻ nhẹ cân": (1,),
    "1 (trẻ nhẹ cân)": (1,),
    "1\nTrẻ nhẹ cân": (1,),
    "1. Trẻ nhẹ cân\ncòn 8,3%": (1,),
    "1, 2: thiếu phòng": (1, 2),
    "Vấn đề 1": (1,),
    "VẤN ĐỀ 1.": (1,),
    nfd("Vấn đề 1"): (1,),
    "Vấn đề số 2: thiếu phòng": (2,),
    "Vấn đề thứ 2": (2,),
    "Vấn đề: 2": (2,),
    "Thuộc vấn đề số 2": (2,),
    "-Vấn đề 1": (1,),
    "VĐ 3": (3,),
    "vđ3": (3,),
    "số 4": (4,),
    "V001": (1,),
    "I003": (3,),
    "V1": (1,),
    "v012 – Thiếu phòng": (12,),
    "1, 2": (1, 2),
    "1; 2": (1, 2),
    "1 và 2": (1, 2),
    "1 & 2": (1, 2),
    "1,2,3": (1, 2, 3),
    "3, 1, 1": (1, 3),
    "1\n2": (1, 2),
    "Vấn đề 1\nVấn đề 3": (1, 3),
    "Vấn đề 1, 3": (1, 3),
    "Vấn đề 1,3": (1, 3),
    "số 1 và số 3": (1, 3),
    "V001, V003": (1, 3),
    "1-3": (1, 2, 3),
    "1 – 3": (1, 2, 3),
    "Vấn đề 1 đến 3": (1, 2, 3),
    "Vấn đề 1 đến vấn đề 3 và 5": (1, 2, 3, 5),
}


@pytest.mark.parametrize("raw", ROWS)
def test_rows(raw: Any) -> None:
    assert read_rows(raw) == Reading(RowRefs(ROWS[raw]))


@pytest.mark.parametrize(
    ("raw", "numbers", "note"),
    [
        ("1,5", (1, 5), "comma-as-list"),
        ("Vấn đề 1 trẻ nhẹ cân", (1,), "first-number"),
        ("V001 trẻ nhẹ cân", (1,), "first-number"),
        ("1 – 3 lớp thiếu ti vi", (1,), "first-number"),
        ("1. 2", (1,), "first-number"),
        ("1. Trẻ nhẹ cân\n2. Thiếu phòng", (1,), "first-number"),
        ("1\nTrẻ nhẹ cân\n2", (1,), "first-number"),
    ],
)
def test_rows_that_are_doubtful_say_why(raw: str, numbers: tuple[int, ...], note: str) -> None:
    assert read_rows(raw) == Reading(RowRefs(numbers), False, note)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("12 lớp chưa có nhà vệ sinh", unread("no-row", "12")),
        ("1, 2 lớp", unread("no-row", "1", "2")),
        ("1.5", unread("no-row")),
        ("1.10. Đảm bảo an ninh", unread("no-row")),
        ("1/2", unread("no-row")),
        ("0", unread("no-row")),
        (0, unread("no-row")),
        (-1.0, unread("no-row")),
        ("1, 0", unread("no-row")),
        ("3-1", unread("no-row")),
        ("3 – 1", unread("no-row")),
        ("1-999", unread("no-row")),
        ("2026", unread("no-row")),
        ("8,3% trẻ nhẹ cân", unread("no-row")),
        ("Tiêu chí 1", unread("no-row")),
        ("TC1", unread("no-row")),
        ("Tháng 9", unread("no-row")),
        ("HK1", unread("no-row")),
        ("Thiếu phòng học", unread("no-row")),
        ("…", unread("no-row")),
        (True, unread("no-row")),
        (1e300, unread("no-row")),
        (1.5, unread("number-not-text")),
        (date(2026, 2, 1), unread("date-not-text")),
        ("nt", unread("same-as-above")),
    ],
)
def test_rows_that_are_not_read(raw: Any, expected: Reading) -> None:
    assert read_rows(raw) == expected


@given(st.integers(1, 999), st.text(max_size=40))
@example(3, "1. Thiếu giáo viên\n2. Thiếu phòng")
@example(1, "2 và 3")
@example(1, ", 2")
def test_a_label_of_a_list_names_its_row(number: int, words: str) -> None:
    # The list shows the first letters of a row, whatever they are.
    assert read_rows(f"{number}. {words.strip()}").value == RowRefs((number,))


@given(st.sets(st.integers(1, 999), min_size=1, max_size=8))
def test_lists_of_rows_read_back(numbers: set[int]) -> None:
    expected = Reading(RowRefs(tuple(sorted(numbers))))
    for joint in (", ", "; ", " và ", "\n"):
        assert read_rows(joint.join(map(str, numbers))) == expected
        assert read_rows(joint.join(f"V{n:03}" for n in numbers)) == expected


# completion

STATES: dict[str, Completion] = {
    "Hoàn thành": Completion("done"),
    "HOÀN THÀNH.": Completion("done"),
    "Hoàn  thành": Completion("done"),
    "Hoàn\xa0thành": Completion("done"),
    "- Hoàn thành": Completion("done"),
    nfd("Hoàn thành"): Completion("done"),
    "Đã hoàn thành": Completion("done"),
    "Đạt": Completion("done"),
    "Hoàn thành 100%": Completion("done", 100.0),
    "Đạt 100%": Completion("done", 100.0),
    "Hoàn thành - 40%": Completion("done", 40.0),
    "105% hoàn thành": Completion("done", 105.0),
    "Xong": Completion("done"),
    "Chưa hoàn thành": Completion("unfinished"),
    "Không đạt": Completion("unfinished"),
    "Không hoàn thành": Completion("unfinished"),
    "Chưa hoàn thành (60%)": Completion("unfinished", 60.0),
    "Chưa bắt đầu": Completion("not_started"),
    "chưa thực hiện": Completion("not_started"),
    "Chưa thực hiện – 0%": Completion("not_started", 0.0),
    "Đang thực hiện": Completion("running"),
    "Đang thực hiện - 40%": Completion("running", 40.0),
    "Đang thực hiện – 40％": Completion("running", 40.0),
    "Đang thực hiện-40%": Completion("running", 40.0),
    "Đang thực hiện (40%)": Completion("running", 40.0),
    "Đang thực hiện 40 %": Completion("running", 40.0),
    "Đang thực hiện\n４０%.": Completion("running", 40.0),
    "đang thực hiện: 40,5%": Completion("running", 40.5),
    "Đang thực hiện 40.5%": Completion("running", 40.5),
    "Đang thực hiện, đạt 40%": Completion("running", 40.0),
    "40% - đang thực hiện": Completion("running", 40.0),
    "(40%) Đang làm": Completion("running", 40.0),
    "ĐANG THỰC HIỆN – 105%": Completion("running", 105.0),
    nfd("Đang thực hiện: 40 phần trăm"): Completion("running", 40.0),
}


@pytest.mark.parametrize("raw", STATES)
def test_completion(raw: str) -> None:
    assert read_completion(raw, WORDS.completion) == Reading(STATES[raw])


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        ("40%", Completion("", 40.0), "percent-only"),
        ("100%", Completion("", 100.0), "percent-only"),
        ("105,5 %", Completion("", 105.5), "percent-only"),
        ("40", Completion("", 40.0), "percent-only"),
        (40, Completion("", 40.0), "percent-only"),
        (0.4, Completion("", 40.0), "percent-only"),
        (1, Completion("", 1.0), "percent-only"),
        (0, Completion("", 0.0), "percent-only"),
        ("Hoàn thành 40%", Completion("", 40.0), "percent-only"),
        ("40% hoàn thành", Completion("", 40.0), "percent-only"),
        ("Đạt 40%", Completion("", 40.0), "percent-only"),
        ("Đã hoàn thành được 40% kế hoạch", Completion("", 40.0), "percent-only"),
        ("Đang thực hiện, khoảng 40%", Completion("running", 40.0), "about"),
    ],
)
def test_completion_that_is_doubtful_says_why(raw: Any, value: Completion, note: str) -> None:
    assert read_completion(raw, WORDS.completion) == Reading(value, False, note)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Hoàn thành tháng 12", unread("no-completion", "Hoàn thành")),
        ("Hoàn thành một phần", unread("no-completion", "Hoàn thành")),
        ("Hoàn thành tốt nhiệm vụ", unread("no-completion", "Hoàn thành")),
        ("Đạt yêu cầu", unread("no-completion", "Hoàn thành")),
        ("Chưa hoàn thành do mưa", unread("no-completion", "Chưa hoàn thành")),
        ("Chưa làm xong", unread("no-completion", "Chưa thực hiện")),
        ("Đang thực hiện 40", unread("no-completion", "Đang thực hiện")),
        ("Đang thực hiện 40-50%", unread("no-completion", "Đang thực hiện")),
        ("Đang thực hiện, còn 40% chưa làm", unread("no-completion", "Đang thực hiện")),
        ("Cơ bản hoàn thành", unread("no-completion")),
        ("Chưa đạt 40%", unread("no-completion")),
        ("40-50%", unread("no-completion")),
        ("Hoàn thànhh", unread("no-completion")),
        ("…", unread("no-completion")),
        ("-", unread("no-completion")),
        (True, unread("no-completion")),
        (float("nan"), unread("no-completion")),
        (46000, unread("no-completion")),
        ("nt", unread("same-as-above")),
        (date(2026, 12, 1), unread("date-not-text")),
    ],
)
def test_completion_that_is_not_read(raw: Any, expected: Reading) -> None:
    assert read_completion(raw, WORDS.completion) == expected


@given(
    st.integers(0, 1099), st.sampled_from([" - {}%", " ({}%)", ": {} %", ", {}%.", " – đạt {}%"])
)
def test_every_word_reads_back_alone_and_beside_a_percent(tenths: int, shape: str) -> None:
    percent = f"{tenths / 10:g}".replace(".", ",")
    for state, words in WORDS.completion.items():
        for word in words:
            alone, beside = word, word + shape.format(percent)
            assert read_completion(alone, WORDS.completion) == Reading(Completion(state))
            expected = Reading(Completion(state, tenths / 10))
            assert read_completion(beside, WORDS.completion) == expected
            assert read_completion(beside.upper(), WORDS.completion) == expected


# percent

PERCENTS: dict[Any, float] = {
    "40%": 40.0,
    "40 %": 40.0,
    "40％": 40.0,
    "４０%": 40.0,
    "40\xa0%": 40.0,
    "40%.": 40.0,
    "(40%)": 40.0,
    "- 40%": 40.0,
    "40": 40.0,
    "40,5 %": 40.5,
    "40.5%": 40.5,
    "33,333%": 33.333,
    "0%": 0.0,
    "1%": 1.0,
    "0,4%": 0.4,
    "105%": 105.0,
    "đạt 105% kế hoạch": 105.0,
    "Hoàn thành 40%": 40.0,
    "TỶ LỆ: 40%": 40.0,
    "40 phần trăm": 40.0,
    nfd("Đạt 40 phần trăm"): 40.0,
    "đã đạt được 40%": 40.0,
    40: 40.0,
    40.5: 40.5,
    0: 0.0,
    100.0: 100.0,
    250: 250.0,
    -5: -5.0,
}


@pytest.mark.parametrize("raw", PERCENTS)
def test_percents(raw: Any) -> None:
    assert read_percent(raw) == Reading(Completion("", PERCENTS[raw]))


@pytest.mark.parametrize(
    ("raw", "percent", "note"),
    [
        (0.4, 40.0, "fraction-as-percent"),
        (0.07, 7.0, "fraction-as-percent"),
        (0.999, 99.9, "fraction-as-percent"),
        ("0,4", 40.0, "fraction-as-percent"),
        ("0.4", 40.0, "fraction-as-percent"),
        (1, 1.0, "one-as-percent"),
        (1.0, 1.0, "one-as-percent"),
        ("1", 1.0, "one-as-percent"),
        (1.05, 1.05, "one-as-percent"),
        ("khoảng 40%", 40.0, "about"),
        ("Khoảng 40", 40.0, "about"),
        ("~40%", 40.0, "about"),
        ("đạt trên 90%", 90.0, "about"),
    ],
)
def test_percents_that_are_doubtful_say_why(raw: Any, percent: float, note: str) -> None:
    assert read_percent(raw) == Reading(Completion("", percent), False, note)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("abc", "no-percent"),
        ("%", "no-percent"),
        ("40% trẻ", "no-percent"),
        ("40-50%", "no-percent"),
        ("40%, 50%", "no-percent"),
        ("-40%", "no-percent"),
        ("Hoàn thành 40", "no-percent"),
        ("1.000%", "no-percent"),
        ("12345%", "no-percent"),
        ("Đang thực hiện", "no-percent"),
        (46000, "no-percent"),
        (True, "no-percent"),
        (float("nan"), "no-percent"),
        (float("inf"), "no-percent"),
        ("…", "no-percent"),
        ("như trên", "same-as-above"),
        (date(2026, 9, 1), "date-not-text"),
    ],
)
def test_percents_that_are_not_read(raw: Any, reason: str) -> None:
    assert read_percent(raw) == unread(reason)


@given(st.integers(200, 999_999).map(lambda n: n / 100))
def test_percents_read_back(percent: float) -> None:
    text = f"{percent:.2f}"
    for raw in (percent, f"{text}%", f"{text} %".replace(".", ","), text):
        assert read_percent(raw) == Reading(Completion("", percent))


# resources

NS, XHH = "ngân sách nhà nước", "xã hội hóa"

MEANS: dict[Any, Reading] = {
    "15.000.000 đồng": Reading(Money(15_000_000)),
    "15.000.000": Reading(Money(15_000_000)),
    "１５.０００.０００ đ": Reading(Money(15_000_000)),
    "200": Reading(Money(200)),
    200: Reading(Money(200)),
    2000000.0: Reading(Money(2_000_000)),
    "2.000.000\nđồng": Reading(Money(2_000_000)),
    "20.000.000 đồng (Hai mươi triệu đồng)": Reading(Money(20_000_000)),
    "20 bộ x 50.000đ": Reading(Money(1_000_000), True, "product"),
    "khoảng 5 triệu": Reading(Money(5_000_000), False, "about"),
    "Ngân sách nhà nước: 15 triệu đồng": Reading(Money(15_000_000, NS)),
    nfd("XHH: 5 triệu"): Reading(Money(5_000_000, XHH)),
    "Xã hội hóa giáo dục, 20 triệu đồng": Reading(Money(20_000_000, XHH)),
    "XHH 500.000": Reading(Money(500_000, XHH)),
    "10 triệu (ngân sách) + 5 triệu XHH": Reading(Money(15_000_000), True, "sum"),
    "Ngân sách 10 triệu + XHH 5 triệu": Reading(Money(15_000_000), True, "sum"),
    "Không": Reading(Money(0)),
    "Kinh phí: không": Reading(Money(0)),
    "KHÔNG.": Reading(Money(0)),
    "Không sử dụng kinh phí": Reading(Money(0)),
    "-": Reading(Money(0), False, "dash-as-none"),
    "Ngân sách nhà nước": Reading(Money(None, NS)),
    "Xã hội hoá": Reading(Money(None, XHH)),
}


@pytest.mark.parametrize("raw", MEANS)
def test_resources_that_are_money(raw: Any) -> None:
    assert read_resources(raw) == MEANS[raw]


@pytest.mark.parametrize(
    ("raw", "money"),
    [
        ("Ngân sách nhà nước 15.000.000 đồng; nhân lực của trường", Money(15_000_000, NS)),
        (
            "2 máy tính, kinh phí 20 triệu đồng từ nguồn xã hội hóa",
            Money(20_000_000, XHH),
        ),
        ("NGÂN SÁCH 15\xa0triệu; nhân lực", Money(15_000_000, NS)),
        ("Ngân sách 15.000.000, nhân lực của trường", Money(15_000_000, NS)),
        ("Trường Phú Yên, 15 triệu đồng", Money(15_000_000)),
        ("Nhân lực: 02 đ/c, kinh phí 5 triệu", Money(5_000_000)),
        ("Mua cho lớp 5D 10 triệu", Money(10_000_000)),
        ("Năm 2026 - 15 triệu", Money(15_000_000)),
        ("mỗi năm 2 triệu", Money(2_000_000)),
        ("Mua tủ: 20 triệu đồng (20.000.000đ)", Money(20_000_000)),
        ("15 triệu đồng (ngân sách 10 triệu, xã hội hóa 5 triệu)", Money(15_000_000)),
        ("Ngân sách và xã hội hóa 10 triệu", Money(10_000_000)),
        ("Ngân sách 15 triệu; huy động xã hội hóa ngày công", Money(15_000_000)),
        ("Không sử dụng kinh phí; giáo viên tự làm đồ dùng", Money(0)),
    ],
)
def test_an_amount_among_words_is_read_with_doubt(raw: str, money: Money) -> None:
    assert read_resources(raw) == Reading(money, False, "amount-in-text")


@pytest.mark.parametrize(
    ("raw", "money"),
    [
        ("Ngân sách 10 triệu, xã hội hóa 5 triệu", Money(15_000_000)),
        ("- Ngân sách: 10 triệu\n- XHH: 5 triệu", Money(15_000_000)),
        ("10 triệu\n- 5 triệu", Money(15_000_000)),
        ("Ngân sách: 10 triệu - XHH: 5 triệu", Money(15_000_000)),
        ("Ngân sách 10 triệu và XHH 1,5 triệu; nhân lực", Money(11_500_000)),
        ("Ngân sách 3 triệu; ngân sách 4 triệu", Money(7_000_000, NS)),
        ("5.000.000đ; 2.000.000đ", Money(7_000_000)),
        ("Nguồn lực gồm: ngân sách 10 triệu, XHH 5 triệu", Money(15_000_000)),
        ("15 triệu, trong đó ngân sách 10 triệu, XHH 5 triệu", Money(15_000_000)),
        ("Máy chiếu 2 cái x 10.000.000đ, tủ sách 5 triệu", Money(25_000_000)),
        ("Giá sách 3 triệu, bàn 2 triệu", Money(5_000_000)),
    ],
)
def test_amounts_of_a_list_are_added_with_doubt(raw: str, money: Money) -> None:
    assert read_resources(raw) == Reading(money, False, "sum")


@pytest.mark.parametrize(
    ("raw", "vnd"),
    [
        ("Mua 2 loại: 20 bộ x 50.000đ", 1_000_000),
        ("Hỗ trợ: 200.000đ/người x 20 người", 4_000_000),
        ("1.000.000đ/tháng x 9 tháng; nhân lực", 9_000_000),
    ],
)
def test_a_price_times_a_count_among_words(raw: str, vnd: int) -> None:
    assert read_resources(raw) == Reading(Money(vnd), False, "product")


@pytest.mark.parametrize(
    "raw",
    [
        "Nhân lực của trường, 02 máy chiếu",
        "Công văn số 1581, năm 2026",
        "Công văn số 1.581/SGDĐT",
        "Mua sách 500.000",
        "Ngân sách 2026",
        "Ngân sách nhà nước, 02 máy chiếu",
        "Ngân sách nhà nước cấp theo kế hoạch hằng năm của nhà trường",
        "Kinh phí thường xuyên của trường",
        "Không đủ kinh phí",
        "02 đ/c giáo viên",
        "2 đồng chí",
        "5 bộ đồng phục",
        "Giáo viên lớp 5D",
        "02 máy x 3 phòng",
        "1 máy/lớp",
        "2/lớp",
        "50%",
        "1/2026",
        "2026-2027",
        "Thành phố Phú Yên hỗ trợ",
        "Khu đô thị",
        "Trường số 2 Yên Sơn hỗ trợ",
        "GV, NV\ncủa trường",
        "…",
        "x" * 5000,
    ],
)
def test_words_stay_words(raw: str) -> None:
    assert read_resources(raw) == Reading(raw)
    assert read_resources(nfd(f"\u200b{raw}\xa0")) == Reading(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("10-15 triệu", unread("range", "10000000", "15000000")),
        ("Ngân sách 10-15 triệu; nhân lực", unread("range", "10000000", "15000000")),
        ("Dự kiến từ 10 đến 15 triệu mua máy", unread("range", "10000000", "15000000")),
        ("200.000đ/trẻ", unread("per-unit", "200000")),
        ("Hỗ trợ giáo viên 200.000đ/người; nhân lực", unread("per-unit", "200000")),
        ("mỗi lớp 2 triệu", unread("per-unit", "2000000")),
        ("Mua bàn 2 triệu (mỗi lớp) cho trẻ", unread("per-unit", "2000000")),
        ("50.000đ x số trẻ", unread("per-unit", "50000")),
        ("Mua 5 bộ giá 2 triệu hết 10 triệu", unread("several-amounts", "2000000", "10000000")),
        ("10 triệu, hoặc 15 triệu", unread("several-amounts", "10000000", "15000000")),
        ("Tổng 20 triệu, ngân sách 5 triệu", unread("several-amounts", "20000000", "5000000")),
        ("20 triệu (đã có 5 triệu)", unread("several-amounts", "20000000", "5000000")),
        ("20 x (50.000đ + 10.000đ)", unread("several-amounts", "50000", "10000")),
        (
            "10 triệu, 5 triệu, 15 triệu",
            unread("several-amounts", "10000000", "5000000", "15000000"),
        ),
        ("20 bộ x 50.000đ = 1.100.000đ", unread("result-differs", "1000000", "1100000")),
        ("Mua máy 1,500 triệu", unread("fraction", "1500000", "1500000000")),
        ("Mua máy 2.00.000 đồng", unread("irregular-groups", "200000")),
        ("50,5", unread("fraction", "50500")),
        (50.5, unread("fraction", "50500")),
        ("100 USD", unread("currency")),
        ("Tài trợ 5 nghìn đô la", unread("currency")),
        ("Tài trợ 500 đô.", unread("currency")),
        ("9" * 30 + " đồng", unread("too-large")),
        ("nt", unread("same-as-above")),
        (date(2026, 9, 1), unread("date-not-money")),
    ],
)
def test_amounts_that_are_refused(raw: Any, expected: Reading) -> None:
    assert read_resources(raw) == expected


@given(st.lists(st.integers(1, 9_999), min_size=2, max_size=2), st.sampled_from([", ", "; ", "\n"]))
def test_a_list_of_shares_adds_up(thousands: list[int], joint: str) -> None:
    one, other = (f"{n * 1000:,}".replace(",", ".") for n in thousands)
    value = read_resources(f"Ngân sách {one} đồng{joint}xã hội hóa {other} đồng").value
    assert value == Money(sum(thousands) * 1000)


COUNTED = "nhân lực|của trường|máy|đô thị|Yên Bái|kinh phí|/|(|)|,|02|3|lớp"


@given(st.lists(st.sampled_from(COUNTED.split("|"))))
def test_words_without_an_amount_are_never_unread(words: list[str]) -> None:
    text = " ".join(["trường", *words])
    value = read_resources(text).value
    assert value == text or isinstance(value, Money)


# all of them


@pytest.mark.parametrize("reads", WAYS)
@pytest.mark.parametrize("raw", [None, "", " \n", "\xa0\u200b", "\u3000\t"])
def test_blank_is_no_value_and_no_fault(reads: str, raw: str | None) -> None:
    assert read(reads, raw, CONTEXT) == Reading(None)


@pytest.mark.parametrize(
    ("reads", "raw", "kind"),
    [
        ("grade", "Không đạt", Levels),
        ("rows", "Vấn đề 1", RowRefs),
        ("completion", "Đang thực hiện - 40%", Completion),
        ("percent", "40%", Completion),
        ("resources", "15 triệu đồng", Money),
        ("resources", "Nhân lực", str),
    ],
)
def test_read_uses_the_parser_of_the_field(reads: str, raw: str, kind: type) -> None:
    assert isinstance(read(reads, raw, CONTEXT).value, kind)


TYPED = (
    "1 2.000.000 0,5 40% % 10 triệu đồng - – , ; . : / ( ) và x + = \n vấn đề số V001 mức "
    "không đạt chưa hoàn thành đang thực hiện khoảng ngân sách xhh kinh phí usd tổng giá"
)
PIECES = st.lists(st.sampled_from(TYPED.split(" ")), max_size=12)
TEXTS = st.text() | PIECES.map(" ".join) | PIECES.map("".join)


@given(TEXTS | st.floats() | st.integers() | st.dates() | st.datetimes() | st.booleans())
@example("'1\rTR")
def test_any_cell_is_read_or_unread(raw: Any) -> None:
    for reads in WAYS:
        reading = read(reads, raw, CONTEXT)
        assert isinstance(reading, Reading)
        assert reading.certain or reading.note or isinstance(reading.value, Unread)


@given(TEXTS)
def test_composed_and_decomposed_letters_read_the_same(text: str) -> None:
    for reads in WAYS:
        expected = read(reads, text, CONTEXT)
        for form in ("NFC", "NFD"):
            assert read(reads, unicodedata.normalize(form, text), CONTEXT) == expected


LONG: tuple[Callable[[int], str], ...] = tuple(
    lambda size, piece=piece: (piece * size)[:size]
    for piece in (
        *(
            "1.",
            "1 ",
            "1, ",
            "1-",
            "1 và ",
            "1 - 999, ",
            "v1,",
            "(",
            "\n",
            "x",
            "1x",
            "40%",
            "đạt ",
        ),
        *("vấn đề ", "số ", "hoàn thành ", "khoảng ", "không đạt ", "kinh phí, ", "(1 triệu) "),
        *(
            "10 triệu ",
            "10 triệu, ",
            "ngân sách 1 triệu\n",
            "2 máy x ",
            "50.000đ x ",
            "1 triệu x (",
        ),
    )
)


SECONDS = 5
"""A bad pattern takes minutes for these texts, a good one a part of a second."""


@pytest.mark.parametrize("reads", WAYS)
@pytest.mark.parametrize("size", [3999, 100_000])
def test_a_very_long_text_is_answered_quickly(reads: str, size: int) -> None:
    for long in LONG:
        text = long(size)
        begun = time.process_time()
        read(reads, text, CONTEXT)
        assert time.process_time() - begun < SECONDS, text[:20]
