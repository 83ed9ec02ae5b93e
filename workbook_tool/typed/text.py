"""Text as typed → text that can be kept, compared and matched."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias

from workbook_tool.model import Reading, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.legacy import looks_legacy

__all__ = [
    "Raw",
    "as_text",
    "bare",
    "fold",
    "looks_legacy",
    "nfc",
    "opened",
    "same_as_above",
    "unread",
]

Raw: TypeAlias = str | int | float | date | datetime | None
"""What a cell holds before it is understood."""

LONGEST = 4000
"""Characters beyond which no cell is an amount, a label or a year; keeps patterns fast."""

_SHORT = 500
"""Characters of a text whose folded form is kept for the next who asks."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANK = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_WIDE: dict[int, str] = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
_WIDE |= {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"}
_ANY_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _WIDE)))}]")
_LATE_TONE = re.compile(r"o([àáảãạèéẻẽẹ])(?![^\W\d_])|(?<!q)u([ỳýỷỹỵ])(?![^\W\d_])")
_EARLY_TONES = {0x300: "òù", 0x301: "óú", 0x303: "õũ", 0x309: "ỏủ", 0x323: "ọụ"}
_DITTO = re.compile(r"-*\s*(?:nt|n\.t|như trên|như trên nt)\s*-*\.?|[\"”“„″〃]+|''+")


def nfc(text: str) -> str:
    """A text to keep: NFC, plain blanks and line breaks, no invisible signs, trimmed.

    A soft hyphen goes too, except in TCVN3 text, where it is the letter ư.

    >>> nfc(" Ca\\u0309\\xa0năm\\u200b ")
    'Cả năm'
    """
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():  # no sign of any kind below
        return text.strip()
    text = _BREAK.sub("\n", text)
    text = _BLANK.sub(" ", _INVISIBLE.sub("", text))
    if "\xad" in text and not looks_legacy(text):
        text = text.replace("\xad", "")
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """A text to compare: case, tone placement, dashes, blanks, wide digits alike; accents kept.

    >>> fold("Hoà  Bình – KHOẺ"), fold("quý"), fold("toàn")
    ('hòa bình - khỏe', 'quý', 'toàn')
    """
    return _folded_once(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    text = nfc(text)
    if _ANY_WIDE.search(text):
        text = text.translate(_WIDE)
    text = unicodedata.normalize("NFC", text.casefold())
    text = _LATE_TONE.sub(_early, _DASH.sub("-", text))
    return " ".join(text.split())


# Lists, headings and the cells of a plan are folded by one rule after the other.
_folded_once = lru_cache(maxsize=4096)(_folded)


def _early(found: re.Match[str]) -> str:
    marks = unicodedata.normalize("NFD", found[1] or found[2])
    return _EARLY_TONES[ord(marks[1])][0 if found[1] else 1] + marks[0]


def bare(text: str) -> str:
    """A text to match headings by: folded, without accents. Never a key: accents tell apart.

    >>> bare("Đơn vị phối hợp")
    'don vi phoi hop'
    """
    marks = unicodedata.normalize("NFD", fold(text))
    kept = "".join(mark for mark in marks if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", kept).replace("đ", "d")


def as_text(raw: Raw) -> str:
    """What a cell's value reads like to a person: "5" for 5.0, "07/09/2023" for a date.

    >>> as_text(5.0), as_text(date(2023, 9, 7)), as_text(None)
    ('5', '07/09/2023', '')
    """
    if raw is None:
        return ""
    if isinstance(raw, date):
        return f"{raw.day:02}/{raw.month:02}/{raw.year:04}"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return nfc(str(raw))


def same_as_above(text: str) -> bool:
    """Whether a text only points at the row above ("nt", "như trên", a ditto mark).

    >>> same_as_above("-nt-"), same_as_above('"'), same_as_above("nước")
    (True, True, False)
    """
    return bool(_DITTO.fullmatch(fold(text)))


def opened(raw: Raw, nothing: str, of_date: str = "") -> str | Reading:
    """A cell's folded text, or the reading of a cell that needs no parser.

    Blank is None, a pointer to the row above "same-as-above", signs alone and whole pages
    `nothing`, and a date `of_date` where one is given.
    """
    if of_date and isinstance(raw, date):
        return unread(of_date)
    whole = fold(as_text(raw))
    if not whole:
        return Reading(None)
    if same_as_above(whole):
        return unread("same-as-above")
    stripped = whole.strip(" .;,:") if len(whole) <= LONGEST else ""
    return stripped or unread(nothing)


def unread(reason: str, *candidates: str) -> Reading:
    """A reading of a text that is not understood."""
    return Reading(Unread(reason, candidates), certain=False)
