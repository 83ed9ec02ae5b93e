"""A piece of the grammar of times is tried only where it may begin."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook_tool.patterns import re
from workbook_tool.typed import fold
from workbook_tool.typed.time_words import _GRAMMAR, _grammar, tokens


@pytest.mark.parametrize("row", range(len(_GRAMMAR)))
def test_every_piece_says_what_it_may_begin_with(row: int) -> None:
    begins, pattern, _ = _GRAMMAR[row]
    whole = re.compile(pattern.pattern if not isinstance(pattern, str) else pattern)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(whole.pattern))
    def holds(text: str) -> None:
        for at, sign in enumerate(text):
            if sign != " " and whole.match(text, at):
                assert not begins or sign in begins

    holds()


PIECES = [
    "từ tháng 9/2026 đến 5/2027",
    "hết 31/12/2026",
    "hằng tháng",
    "mỗi quý 1 lần",
    "đầu năm học",
    "cuối hk ii",
    "quý iv/2026",
    "q1/2027",
    "tuần 2 của tháng 3",
    "nửa đầu tháng 5",
    "6 tháng cuối năm 2027",
    "9-sep-26",
    "sep-26",
    "năm học 2026-2027",
    "giai đoạn 2026 - 2030",
    "cả hai kỳ",
    "trước ngày 5.9",
    "định kỳ",
    "nghỉ hè",
    "thứ hai tuần đầu của mỗi tháng",
    "8 giờ 30",
    "12-thg 9",
    "tháng giêng",
    "iii",
    "khoảng",
    "hoặc",
    "→",
    "và",
    ",",
    "-",
    "/",
    "xyz",
    "7",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=6).map(" ".join))
def test_what_a_piece_begins_with_changes_no_token(text: str) -> None:
    folded, at = fold(text), 0
    for token in tokens(folded):
        while folded[at] == " ":
            at += 1
        assert token == next(filter(None, (maker(folded, at) for _, maker in _grammar())))
        at += len(token.text)
    assert not folded[at:].strip()
