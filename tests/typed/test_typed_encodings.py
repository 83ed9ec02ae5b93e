"""Text under a legacy font reads as it is seen: all 134 letters of Vietnamese, both encodings."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue
from workbook_tool.typed.encodings import from_font
from workbook_tool.typed.legacy import TCVN3, VNI

CATALOGUE = Catalogue()
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
        ("cã", ".VnTime", "có"),
        ("sè 5", ".VnTime", "số 5"),
        ("líp L¸", ".VnTime", "lớp Lá"),
        ("500.000®", ".VnTime", "500.000đ"),
        ("gi¸o viên", ".VnTime", "giáo viờn"),
        ("toàn taïi", "VNI-Times", "tồn tại"),
        ("quaù", "VNI-Times", "quá"),
        ("café", ".VnTime", "cafộ"),
        ("«", ".VnTime", "ô"),
    ],
)
def test_texts_under_fonts(text: str, font: str, seen: str) -> None:
    assert from_font(text, font) == seen


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        ("Hòa", (".VnTime", "VNI-Times")),
        ("HÒA", (".VnTimeH", "VNI-Times")),
        ("Tháng 9/2026", (".VnTime", "VNI-Times")),
        ("THÁNG 9", (".VnTimeH",)),
        ("Hòa Bình", (".VnTime", "VNI-Times")),
        ("viên", (".VnTime", "VNI-Times")),
        ("nhà", (".VnTime", "VNI-Times")),
        ("Cô Hà", (".VnTime",)),
        ("an toàn", (".VnTime", "VNI-Times")),
        ("6 tháng, 3 lá", (".VnTime", "VNI-Times")),
    ],
)
def test_right_words_of_latin_1_letters_stay(text: str, fonts: tuple[str, ...]) -> None:
    for font in fonts:
        assert from_font(text, font) == text


NAMES = [c.name for set_id in CATALOGUE.set_ids for c in CATALOGUE.set(set_id).criteria]
OFFICIAL = sorted({word for name in NAMES for word in re.findall(r"[^\W\d_]+", name.lower())})


@pytest.mark.parametrize("word", OFFICIAL)
def test_official_words_are_read_alone(word: str) -> None:
    assert from_font(in_tcvn3(word), ".VnTime") == word
    assert from_font(in_vni(word), "VNI-Times") == word


@given(st.lists(st.sampled_from(OFFICIAL), min_size=1))
def test_official_words_in_any_order_both_ways(words: list[str]) -> None:
    text = " ".join(words)
    assert from_font(in_tcvn3(text), ".VnTime") == text
    assert from_font(text, ".VnTime") == text or not {*text} - {*LATIN_1}


LATIN_1 = "".join(map(chr, range(0x100)))


@given(st.text(st.sampled_from([*SMALL, *"abcghiklmnopqrstuvxy 0123456789/-.,"])))
def test_any_small_text_beside_a_sign_of_the_encoding(text: str) -> None:
    # "®­" is no Unicode word, so every letter beside it is the encoding's.
    assert from_font(f"{in_tcvn3(text)} ®\xad", ".VnTime") == f"{text} đư"


@given(st.text(), st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "Arial", ""]))
def test_any_text_under_any_font(text: str, font: str) -> None:
    seen = from_font(text, font)
    assert isinstance(seen, str)
    assert font.startswith((".Vn", "VNI")) or seen == unicodedata.normalize("NFC", text)
