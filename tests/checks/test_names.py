"""Names of schools: the same, alike, or another's, in both directions."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks.names import Likeness, compare

VOCABULARY = Catalogue().vocabulary
SAME, ALIKE, OTHER = Likeness.SAME, Likeness.ALIKE, Likeness.OTHER


@pytest.mark.parametrize(
    ("one", "two", "likeness"),
    [
        ("Trường MN Hoạ Mi", "TRƯỜNG MN HỌA  MI", SAME),
        ("Trường MN Họa Mi", unicodedata.normalize("NFD", "Trường MN Họa Mi"), SAME),
        ("Trường MN Họa Mi", "Trường\u00a0MN Họa Mi ", SAME),
        ("Trường MN Họa Mi", "Trường mầm non Họa Mi", ALIKE),
        ("Trường TH&THCS Bình Minh", "Trường Tiểu học và Trung học cơ sở Bình Minh", OTHER),
        ("Trường TH Bình Thạnh", "Trường TH Bình Thanh", ALIKE),
        ("Trường MN HọaMi", "Trường MN Họa Mi", ALIKE),
        ("Trường MN Họa Mi", "MN Họa Mi", ALIKE),
        ("Trường MN Họa Mi, xã Thanh Xương", "Trường MN Họa Mi", ALIKE),
        ("Trường MN Tuổi Hồng", "Trường MN Tuổi Hường", ALIKE),
        ("Trường MN Thanh Xương", "Trường MN Thah Xươg", ALIKE),
        ("Trường MN Thanh Xương", "Trường MN Tha Xươg", OTHER),
        ("Trường MN Hoa Sen", "Trường MN Hoa Sim", OTHER),
        ("Trường MN Họa Mi", "Trường MN Hoa Mai", OTHER),
        ("Trường MN số 1", "Trường MN số 2", OTHER),
        ("Trường MN 10", "Trường MN 1", OTHER),
        ("Trường MN 1234", "Trường MN 123a", OTHER),
        ("Mi", "Trường MN Họa Mi", OTHER),
        ("Trường MN " + "x" * 190, "Trường MN " + "x" * 188 + "yx", ALIKE),
        ("Trường MN A", "Trường MN B", OTHER),
        ("Trường MN Họa Mi", "Trường TH Họa Mi", OTHER),
        ("Trường MN Họa Mi", "...", OTHER),
        ("x" * 201, "x" * 202, OTHER),
    ],
)
def test_likeness(one: str, two: str, likeness: Likeness) -> None:
    assert compare(one, two, VOCABULARY) is likeness
    assert compare(two, one, VOCABULARY) is likeness


@given(st.text(), st.text())
def test_any_two_texts_compare_alike_both_ways(one: str, two: str) -> None:
    assert compare(one, two, VOCABULARY) is compare(two, one, VOCABULARY)


@given(st.text())
def test_a_name_is_itself(name: str) -> None:
    assert compare(name, name, VOCABULARY) is SAME


def test_huge_names_are_compared() -> None:
    assert compare("a" * 200, "b" * 200, VOCABULARY) is OTHER
    assert compare("á" * 30000, "à" * 30000, VOCABULARY) is OTHER
