"""Text files of every encoding that offices still have → the same lines."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.errors import Refused
from workbook_tool.frozen import replace
from workbook_tool.intake.limits import LIMITS
from workbook_tool.intake.opendocument import open_document
from workbook_tool.intake.textfile import open_text
from workbook_tool.model.document import Line
from workbook_tool.typed.legacy import TCVN3

TEXT = "Trường Mầm non Hoa Sen\n\tKế hoạch cải tiến chất lượng giáo dục\n\nĐiều kiện hỗ trợ khác"
LINES = tuple(Line(line, 1) for line in TEXT.split("\n"))
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As old Windows wrote it: the tone a sign of its own behind its letter."""
    out = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        bare = unicodedata.normalize("NFC", "".join(m for m in marks if m not in TONES))
        out += bare + "".join(m for m in marks if m in TONES)
    return out.encode("cp1258")


def tcvn3(text: str) -> bytes:
    signs = {letter: sign for sign, letter in TCVN3.items()} | {"Đ": "§"}
    return "".join(signs.get(letter, letter) for letter in text).encode("latin-1")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        windows_1258(TEXT),
        tcvn3(TEXT),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "nfd", "dos", "mac", "windows-1258", "tcvn3"],
)
def test_the_same_lines_come_of_every_encoding(data: bytes) -> None:
    document = open_text(data)
    assert document.kind == "text"
    assert document.blocks == LINES


def test_a_text_is_opened_by_what_it_holds() -> None:
    assert open_document(TEXT.encode(), "kế hoạch.docx").blocks == LINES
    assert open_document(b"a\tb\nc\td").blocks == (Line("a\tb", 1), Line("c\td", 1))


def test_a_form_feed_begins_a_page() -> None:
    assert open_text("một\n\fhai\n\nba\n\f".encode()).blocks == (
        Line("một", 1),
        Line("hai", 2),
        Line("", 2),
        Line("ba", 2),
    )


def test_a_sign_that_was_spoilt_on_the_way_spoils_no_other() -> None:
    data = (TEXT * 20).encode().replace("ở".encode(), b"\xe1\xbb", 1) + "ệ".encode()[:2]
    assert open_text(data).blocks[:2] == LINES[:2]


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)), "Müller fährt naïve Straße".encode("latin-1"), b"a\x00b" * 9, b"\x07abc"],
    ids=["binary", "latin-1", "zeros", "bell"],
)
def test_bytes_that_are_no_vietnamese_text_are_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        open_text(data)
    assert (refused.value.key, refused.value.facts["kind"]) == ("WB101", "unknown")


def test_more_than_the_limits_allow_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        open_text(b"a" * 11, replace(LIMITS, text=10))
    with pytest.raises(Refused, match="WB120"):
        open_text(b"a\n" * 11, replace(LIMITS, lines=10))
    assert refused.value.key == "WB120"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_no_letter_is_lost(text: str) -> None:
    lines = open_text(b"\xef\xbb\xbf" + text.encode()).blocks
    assert "\n".join(block.text for block in lines if isinstance(block, Line)) == (
        unicodedata.normalize("NFC", text)
    )
