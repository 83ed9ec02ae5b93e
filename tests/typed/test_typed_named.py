"""Days and months that a sentence names in passing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.typed import fold, named_times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã xong trong tháng 10/2023", ["2023-10-01..2023-10-31"]),
        ("Đã xong trong tháng 10 năm 2023.", ["2023-10-01..2023-10-31"]),
        ("từ T9/2025 - T5/2026", ["2025-09-01..2025-09-30", "2026-05-01..2026-05-31"]),
        ("từ 9/2025-5/2026", ["2025-09-01..2025-09-30"]),
        ("ngày 07 tháng 9 năm 2023", ["2023-09-07..2023-09-07"]),
        (
            "trước ngày 30/6/2027, hẹn 1.7.2027",
            ["2027-06-30..2027-06-30", "2027-07-01..2027-07-01"],
        ),
        ("sau 12/2024 rồi ngày 01/01/2024", ["2024-12-01..2024-12-31", "2024-01-01..2024-01-01"]),
        ("Thông tư 11/2020/TT-BGDĐT", []),
        ("Nghị định 12/2023-NĐ", []),
        ("Thông tư 13/2020", []),
        ("năm học 2023-2024, 50.000.000", []),
        ("ngày 30/02/2024", []),
        ("ngày 07/9/23 và tháng 9", []),
        ("", []),
    ],
)
def test_named_times(text: str, expected: list[str]) -> None:
    found = named_times(fold(text))
    assert [f"{n.period.start}..{n.period.end}" for n in found] == expected


@given(st.text(alphabet="0123456789/.- tháng năm", max_size=60))
def test_whatever_is_typed_gives_pieces_in_order(text: str) -> None:
    found = named_times(text)
    assert list(found) == sorted(found, key=lambda named: named.begin)
    assert all(0 <= n.begin < n.end <= len(text) for n in found)
