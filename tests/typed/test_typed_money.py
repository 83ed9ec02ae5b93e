from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbook_tool.model import Money, Reading, Unread
from workbook_tool.typed import read_money


def dotted(vnd: int, dot: str = ".") -> str:
    return f"{vnd:,}".replace(",", dot)


def test_vectors_of_money(money_vector: dict[str, Any]) -> None:
    reading = read_money(money_vector["raw"])
    if "unread" in money_vector:
        expected = Unread(money_vector["unread"], tuple(money_vector["candidates"]))
        assert reading == Reading(expected, certain=False)
    elif money_vector.get("kind") == "blank":
        assert reading == Reading(None)
    else:
        assert reading.value == Money(money_vector["vnd"], money_vector.get("source", ""))
        assert reading.certain is money_vector.get("certain", True)
        assert reading.note == money_vector.get("note", "")


SURE = {
    "200 triệu": 200_000_000,
    "1,5 triệu đồng": 1_500_000,
    "1.5 triệu": 1_500_000,
    "0,5 triệu": 500_000,
    "2 tỷ 300 triệu": 2_300_000_000,
    "2 tỉ rưỡi": 2_500_000_000,
    "500k": 500_000,
    "50tr": 50_000_000,
    "100 nghìn đồng": 100_000,
    "100 ngàn": 100_000,
    "2,000,000": 2_000_000,
    "2.000.000 VNĐ": 2_000_000,
    "2.000.000 ₫": 2_000_000,
    "2 000 000": 2_000_000,
    "2'000'000": 2_000_000,
    "2.000.000,00": 2_000_000,
    "2,000,000.0 đ": 2_000_000,
    "2.000.000.": 2_000_000,
    "2.000.000\nđồng": 2_000_000,
    "２.０００.０００": 2_000_000,
    "2000000": 2_000_000,
    "50.500": 50_500,
    "200": 200,
    "-2.000.000": -2_000_000,
    "Kinh phí: 2.000.000 đồng": 2_000_000,
    "Tổng cộng: 3.000.000": 3_000_000,
    "2.000.000 đồng (Hai triệu đồng)": 2_000_000,
    "1.000.000 x 9 tháng": 9_000_000,
    "1.000.000đ/tháng x 9 tháng": 9_000_000,
    "20 bộ x 50.000đ": 1_000_000,
    "20 bộ × 50.000đ = 1.000.000đ": 1_000_000,
    "5 triệu/phòng x 3 phòng": 15_000_000,
    "5.000.000 + 2.000.000": 7_000_000,
    "Không": 0,
    "KHÔNG.": 0,
    "không có": 0,
    "ko": 0,
    "0": 0,
    "0 đồng": 0,
    "Không sử dụng kinh phí": 0,
    "Không cần kinh phí": 0,
    "hai nghìn tỷ": 2_000_000_000_000,
    "một trăm rưỡi triệu": 150_000_000,
    "một trăm rưỡi nghìn đồng": 150_000,
    "một triệu hai trăm đồng": 1_000_200,
}


@pytest.mark.parametrize("raw", SURE)
def test_amounts_that_are_sure(raw: str) -> None:
    reading = read_money(raw)
    assert reading.value == Money(SURE[raw])
    assert reading.certain


@pytest.mark.parametrize(
    ("raw", "vnd"),
    [(2000000.0, 2_000_000), (0, 0), (0.0, 0), (200, 200), (-5, -5), (10**12, 10**12)],
)
def test_numbers_of_cells(raw: float, vnd: int) -> None:
    reading = read_money(raw)
    assert reading == Reading(Money(vnd))
    assert isinstance(reading.value, Money)
    assert isinstance(reading.value.vnd, int)


@pytest.mark.parametrize(
    ("raw", "vnd", "note"),
    [
        ("-", 0, "dash-as-none"),
        ("- 2.000.000đ", 2_000_000, "dash-as-bullet"),
        ("50,500", 50_500, "thousands-guessed"),
        ("1.500 triệu đồng", 1_500_000_000, "thousands-guessed"),
        ("1tr5", 1_500_000, "short-form"),
        ("1tr500", 1_500_000, "short-form"),
        ("khoảng 5 triệu", 5_000_000, "about"),
        ("Không quá 5 triệu", 5_000_000, "about"),
        ("(2.000.000)", 2_000_000, "brackets"),
        ("2.000.000đ/năm", 2_000_000, "per-year"),
        ("Mua 5 bộ bàn 2.000.000đ", 2_000_000, "amount-in-text"),
        ("5 triệu 3 phòng", 5_000_000, "amount-in-text"),
        ("2o trieu", 20_000_000, "letters-as-digits"),
        ("một triệu hai", 1_200_000, "short-form"),
        ("một triệu hai trăm", 1_200_000, "short-form"),
    ],
)
def test_amounts_that_are_doubtful_say_why(raw: str, vnd: int, note: str) -> None:
    assert read_money(raw) == Reading(Money(vnd), False, note)


@pytest.mark.parametrize(
    ("raw", "money"),
    [
        ("XHH", Money(None, "xã hội hóa")),
        ("Xã hội hoá giáo dục", Money(None, "xã hội hóa")),
        ("Ngân sách nhà nước", Money(None, "ngân sách nhà nước")),
        ("Tài trợ", Money(None, "tài trợ")),
        ("5.000.000đ (XHH)", Money(5_000_000, "xã hội hóa")),
        ("XHH: 5 triệu", Money(5_000_000, "xã hội hóa")),
        ("2.000.000đ từ ngân sách", Money(2_000_000, "ngân sách nhà nước")),
        ("2.000.000đ - XHH", Money(2_000_000, "xã hội hóa")),
    ],
)
def test_sources_of_money(raw: str, money: Money) -> None:
    assert read_money(raw) == Reading(money)


@pytest.mark.parametrize(
    ("raw", "reason", "candidates"),
    [
        ("50,5", "fraction", ("50500",)),
        ("200.5", "fraction", ("200500",)),
        (50.5, "fraction", ("50500",)),
        (12345678.9, "fraction", ()),
        ("2.000.000,50", "fraction", ("2000000.5",)),
        ("1,500 triệu", "fraction", ("1500000", "1500000000")),
        ("2.00.000", "irregular-groups", ("200000",)),
        ("2.000.00", "irregular-groups", ("200000",)),
        ("1-2 triệu", "range", ("1000000", "2000000")),
        ("từ 1 triệu đến 2 triệu", "range", ("1000000", "2000000")),
        ("1.000.000 - 2.000.000", "range", ("1000000", "2000000")),
        ("5.000.000đ; 2.000.000đ", "several-amounts", ("5000000", "2000000")),
        ("2.000.000\n3.000.000", "several-amounts", ("2000000", "3000000")),
        ("200.000đ/trẻ", "per-unit", ("200000",)),
        ("20 bộ x 50.000đ = 1.100.000đ", "result-differs", ("1000000", "1100000")),
        ("100 USD", "currency", ()),
        ("$100", "currency", ()),
        ("9" * 30, "too-large", ()),
        (1e300, "too-large", ()),
        (float("nan"), "no-amount", ()),
        (float("inf"), "no-amount", ()),
        (True, "no-amount", ()),
        ("vài triệu", "no-amount", ()),
        ("một tỷ rưỡi hai", "no-amount", ()),
        ("một triệu tỷ", "no-amount", ()),
        ("hai tỷ ba tỷ", "no-amount", ()),
        ("hai mươi rưỡi triệu", "no-amount", ()),
        ("hai rưỡi triệu", "no-amount", ()),
        ("rưỡi đồng", "no-amount", ()),
        ("10 - 15 (ĐVT: triệu đồng)", "range", ("10", "15")),
        ("50%", "percent", ()),
        ("Theo Nghị định 24/2021", "no-amount", ()),
        ("kinh phí nhà trường", "no-amount", ()),
        ("…", "no-amount", ()),
        ("nt", "same-as-above", ()),
        (date(2026, 9, 1), "date-not-money", ()),
    ],
)
def test_amounts_that_are_not_read(raw: Any, reason: str, candidates: tuple[str, ...]) -> None:
    assert read_money(raw) == Reading(Unread(reason, candidates), certain=False)


@pytest.mark.parametrize("raw", [None, "", " \n", "\xa0\u200b"])
def test_blank_is_no_amount_and_no_fault(raw: str | None) -> None:
    assert read_money(raw) == Reading(None)


@given(st.integers(1_000_000, 10**15))
def test_amounts_written_with_groups_read_back(vnd: int) -> None:
    for written in (dotted(vnd), dotted(vnd, ","), dotted(vnd, " "), dotted(vnd, "\xa0"), str(vnd)):
        for unit in ("", " đồng", "đ", " VNĐ"):
            assert read_money(written + unit) == Reading(Money(vnd)), written + unit


@given(st.integers(1, 999), st.integers(1, 999))
def test_products_and_sums_are_exact(one: int, other: int) -> None:
    product = read_money(f"{dotted(one * 1000)} x {other}").value
    assert product == Money(one * 1000 * other)
    assert read_money(f"{one} triệu + {other} nghìn").value == Money(one * 10**6 + other * 1000)


@given(st.sampled_from(sorted(SURE)))
def test_variants_of_unicode_read_the_same(raw: str) -> None:
    expected = read_money(raw)
    for variant in (unicodedata.normalize("NFD", raw), f"\u200b {raw}\xa0", raw.upper()):
        assert read_money(variant) == expected, variant


WORDS_TO_MIX = "1 2.000.000 50,5 x + = - / đ triệu tr tỷ k ( ) khoảng xhh không 000 ,"
PIECES = st.sampled_from(WORDS_TO_MIX.split())


@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join))
@example("1tr1tr1")
@example("0,0")
def test_any_text_is_read_or_unread(text: str) -> None:
    value = read_money(text).value
    assert value is None or isinstance(value, Money | Unread)
    assert not isinstance(value, Money) or value.vnd is None or isinstance(value.vnd, int)


@given(st.floats() | st.integers() | st.dates() | st.datetimes())
def test_any_cell_is_read_or_unread(raw: Any) -> None:
    assert isinstance(read_money(raw).value, Money | Unread)


@pytest.mark.parametrize(
    "text", ["1." * 50000, "1 " * 50000, "x" * 100000, "(" * 50000, "1x" * 9999]
)
def test_a_very_long_text_is_read_quickly(text: str) -> None:
    assert isinstance(read_money(text).value, Unread)
