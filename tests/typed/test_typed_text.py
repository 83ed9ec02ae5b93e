from __future__ import annotations

import doctest
import importlib
import pkgutil
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool import typed
from workbook_tool.catalogue import Catalogue
from workbook_tool.typed import as_text, bare, fold, looks_legacy, nfc

MODULES = ["workbook_tool.typed"] + [
    f"workbook_tool.typed.{module.name}" for module in pkgutil.iter_modules(typed.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_docstring_examples() -> None:
    finder = doctest.DocTestFinder()
    counts = [
        len(t.examples) for name in MODULES for t in finder.find(importlib.import_module(name))
    ]
    assert sum(counts) >= 20


def test_legacy_vectors_are_found(legacy_vector: dict[str, Any]) -> None:
    assert looks_legacy(legacy_vector["tcvn3"])
    assert looks_legacy(legacy_vector["vni"])
    assert not looks_legacy(legacy_vector["unicode"])
    assert not looks_legacy(unicodedata.normalize("NFD", legacy_vector["unicode"]))


@pytest.mark.parametrize(
    "text",
    [
        "häc sinh",
        "líp häc",
        "gi¸o viªn",
        "NguyÔn V¨n A",
        "tr\xadêng mÇm non",
        "Trường học: gi¸o viªn",
        "giaùo vieân",
        "nhaø tröôøng",
        "tieâu chuaån",
        "hoïc sinh",
        "Tröôøng Maàm non",
        "ñaït",
    ],
)
def test_more_legacy_words_are_found(text: str) -> None:
    assert looks_legacy(text)


@pytest.mark.parametrize(
    "text",
    [
        "±",
        "°",
        "½",
        "©",
        "§",
        "·",
        "Müller",
        "± 0,5 °C",
        "m²",
        "5 µm",
        "½kg",
        "«Em yêu trường em»",
        "Windows©",
        "Microsoft®",
        "Office 365®",
        "naïve",
        "coût",
        "août",
        "señor",
        "Straße",
        "3m×4m",
        "dài×rộng",
        "m×n",
        "Noël",
        "café",
        "GV·NV",
        "· Họp",
        "giáo\xaddục",
        "§5",
        "Đắk Lắk",
        "hyphen\xadation",
        "Thaï",
        "Björn",
        "Händel",
        "Krông Nô",
        "Hué",
        "quý",
        "khoẻ",
        "TòanNam",
        "Hội nghị – “họp”…",
        "Lê Thị Bé",
        "giếng",
        "gì",
        "Ê-đê",
        "ki-lô-mét",
        "hÀnh",
        "câu lạc bộ",
    ],
)
def test_right_text_is_never_called_legacy(text: str) -> None:
    assert not looks_legacy(text)


def test_official_names_are_never_called_legacy() -> None:
    catalogue = Catalogue()
    names = [c.name for set_id in catalogue.set_ids for c in catalogue.set(set_id).criteria]
    words = {word for name in names for word in name.split()}
    assert len(words) > 150
    assert not [word for word in words if looks_legacy(word)]


@pytest.mark.parametrize(
    ("typed_text", "kept"),
    [
        (" Ca\u0309\xa0năm\u200b ", "Cả năm"),
        ("e\u0323\u0302", "ệ"),
        ("giáo\xaddục", "giáodục"),
        ("một\r\nhai\u2028ba\vbốn", "một\nhai\nba\nbốn"),
        ("\ufeffa\tb", "a b"),
        ("tr\xadêng mÇm non", "tr\xadêng mÇm non"),
    ],
)
def test_nfc_keeps_what_was_meant(typed_text: str, kept: str) -> None:
    assert nfc(typed_text) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("KHOẺ", "khỏe"),
        ("thuý", "thúy"),
        ("uỷ  ban", "Ủy ban"),
        ("2020–2021", "2020-2021"),
        ("a—b", "a-b"),
        ("９/２０２６", "9/2026"),
        ("a\n b", "a b"),
    ],
)
def test_fold_makes_alike_what_is_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hóa"), ("quý", "quy"), ("toàn", "tòan")])
def test_fold_keeps_apart_what_differs(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_fold_leaves_the_tone_of_qu_where_it_is() -> None:
    assert fold("Quý") == "quý"
    assert fold("quỷ") == "quỷ"


def test_bare_has_no_accents() -> None:
    assert bare("ĐƠN VỊ Phối hợp – Uỷ ban") == "don vi phoi hop - uy ban"


@pytest.mark.parametrize(
    ("raw", "text"), [(None, ""), (5.0, "5"), (5, "5"), (1.5, "1.5"), ("  ", ""), (True, "True")]
)
def test_as_text_reads_like_a_cell(raw: Any, text: str) -> None:
    assert as_text(raw) == text


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert bare(bare(text)) == bare(text)
    assert nfc(nfc(text)) == nfc(text)


@given(st.text())
def test_text_functions_bear_any_text(text: str) -> None:
    assert isinstance(looks_legacy(text), bool)
    assert not any(unicodedata.combining(letter) for letter in bare(text) if letter < "\u0370")


TITLE = "kế hoạch cải tiến chất lượng giáo dục trường mầm non"


@given(st.lists(st.sampled_from(TITLE.split())))
def test_right_vietnamese_in_any_order_is_not_legacy(words: list[str]) -> None:
    text = " ".join(words)
    assert not looks_legacy(text)
    assert not looks_legacy(text.upper())
    assert not looks_legacy(text.title())
