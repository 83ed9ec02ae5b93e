"""Text under a legacy font reads as it is seen: all 134 letters of Vietnamese, both encodings."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.typed.encodings import from_font
from workbook_tool.typed.legacy import TCVN3, VNI

MARKS = "\u0300\u0301\u0303\u0309\u0323"
SMALL = sorted(
    {
        unicodedata.normalize("NFC", vowel + mark)
        for vowel in "aăâeêioôơuưy"
        for mark in ("", *MARKS)
    }
    - set("aeiouy")
    | {"đ"}
)
LETTERS = SMALL + [letter.upper() for letter in SMALL]
TCVN3_OF = {letter: sign for sign, letter in TCVN3.items() if sign not in "¡¢£¤¥¦§"}
CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
VNI_OF = {**{letter: pair for pair, letter in VNI.items()}, "í": "í", "ì": "ì"}


def in_tcvn3(text: str) -> str:
    return "".join(TCVN3_OF.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    told = ((VNI_OF.get(letter.lower(), letter), letter) for letter in text)
    return "".join(pair.upper() if letter.isupper() else pair for pair, letter in told)


def test_vietnamese_has_134_letters_of_its_own() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134


@pytest.mark.parametrize("letter", SMALL)
def test_small_letters_of_tcvn3(letter: str) -> None:
    assert from_font(in_tcvn3(letter), ".VnTime") == letter
    assert from_font(in_tcvn3(letter), ".VnTimeH") == letter.upper()


@pytest.mark.parametrize("letter", CAPITALS)
def test_the_seven_capitals_of_tcvn3(letter: str) -> None:
    for font in (".VnTime", ".VnArialH", ".vnTIME"):
        assert from_font(CAPITALS[letter], font) == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_of_vni(letter: str) -> None:
    assert from_font(in_vni(letter), "VNI-Times") == letter
    assert from_font(in_vni(letter), "vni-helve") == letter


def test_vectors_under_their_fonts(legacy_vector: dict[str, Any]) -> None:
    assert from_font(legacy_vector["tcvn3"], ".VnTime") == legacy_vector["unicode"]
    assert from_font(legacy_vector["vni"], "VNI-Times") == legacy_vector["unicode"]
    assert from_font(legacy_vector["unicode"], "Times New Roman") == legacy_vector["unicode"]


@pytest.mark.parametrize(
    ("text", "font", "seen"),
    [
        ("kiù iø yï", "VNI-Times", "kí ì ỵ"),
        ("Aám", "VNI-Times", "Ấm"),
        ("200.000ñ", "VNI-Times", "200.000đ"),
        ("ke hoach", ".VnTimeH", "KE HOACH"),
        ("¡n, ¢m, §é", ".VnTime", "Ăn, Âm, Độ"),
        ("Kế hoạch", "VNI-Times", "Kế hoạch"),
        ("Kế hoạch", ".VnTimeH", "Kế hoạch"),
        ("Ke\u0302\u0301 hoach", ".VnTime", "Kế hoach"),
        ("KÕ ho¹ch", "Times New Roman", "KÕ ho¹ch"),
        ("9/2026", ".VnTime", "9/2026"),
        ("Aó", ".VnTime", "Aú"),
        ("", ".VnTimeH", ""),
        ("Không", ".VnTime", "Không"),
        ("Không có", "VNI-Times", "Không có"),
        ("Kh«ng", ".VnTime", "Không"),
        ("Hßa B×nh", ".VnTime", "Hòa Bình"),
        ("Hòa", ".VnTime", "Hũa"),
        ("cã", ".VnTime", "có"),
    ],
)
def test_texts_under_fonts(text: str, font: str, seen: str) -> None:
    assert from_font(text, font) == seen


@given(st.text(st.sampled_from([*SMALL, *"abcghiklmnopqrstuvxy 0123456789/-.,"])))
def test_any_small_text_both_ways(text: str) -> None:
    assert from_font(in_tcvn3(text), ".VnTime") == text


@given(st.text(), st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "Arial", ""]))
def test_any_text_under_any_font(text: str, font: str) -> None:
    seen = from_font(text, font)
    assert seen == text or font.startswith((".Vn", "VNI"))
