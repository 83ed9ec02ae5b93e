"""No text, however made, keeps a parser busy: what repeats is where patterns go wrong."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.model import Reading
from workbook_tool.typed import Context, read
from workbook_tool.typed.encodings import from_font

WAYS = (
    "text", "time", "day", "money", "resources", "party", "criterion", "standard", "levels",
    "grade", "grades", "rows", "completion", "percent", "school_year", "yes_no",
)  # fmt: skip
PIECES = (
    "tháng 9/2026, ", "9-", "1.", "1 ", "(", "1x", "BGH- ", "BGH, ", "- ", "0", "o", "1o", "2026-",
    "từ ", "đến ", "hằng ", "mức 1, ", "m: ", "1,", "1.10, ", "(a)", "() ", "bằng chữ ", "một ",
    "2 triệu ", "2.000.000đ; ", "+ ", "% ", "ngân sách 5 triệu; ", "a\n", "1. a\n", "tuần 1 ",
    "tổng 5 triệu: ", "(5 triệu) ", "HT (", "lớp a, ", "CBGVNV", "A.", "Ab-", "Nguyễn A - ", "e",
    "\u0301", "ạ\u0323", "…", "Âấ",
)  # fmt: skip
SECONDS = 10
"""A bad pattern takes minutes for these texts, a good one a part of a second."""


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("length", [3900, 32_000])
def test_a_text_that_repeats_is_read_at_once(piece: str, length: int, context: Context) -> None:
    text = f"{piece * (length // len(piece))}!"
    for way in WAYS:
        began = time.process_time()
        assert isinstance(read(way, text, context), Reading)
        assert time.process_time() - began < SECONDS, way
    assert from_font(text, ".VnTime")


@given(
    raw=st.text() | st.floats() | st.integers() | st.dates() | st.datetimes() | st.booleans(),
    way=st.sampled_from(WAYS),
)
def test_any_value_of_a_cell_is_read_or_unread(raw: Any, way: str, context: Context) -> None:
    once = read(way, raw, context)
    assert isinstance(once, Reading)
    assert once == read(way, raw, context)


@pytest.mark.parametrize("way", WAYS)
def test_the_ends_of_the_calendar_are_no_exceptions(way: str, context: Context) -> None:
    for raw in (date.min, date.max, datetime.max, "31/12/9999", "1/1/0001", "9999-9998", 80000.5):
        assert isinstance(read(way, raw, context), Reading)
