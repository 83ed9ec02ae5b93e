"""Text under a font of a pre-Unicode encoding (TCVN3, VNI-Windows) → the text a person sees.

The encoding is told by the font's name and never guessed (docs/decisions/0014).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from workbook_tool.patterns import re
from workbook_tool.typed.legacy import RUN, TCVN3, VNI, is_word

_TCVN3_CAPITALS = dict(zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True))
_VNI = {**VNI, "iø": "ì", "iù": "í", "yï": "ỵ"}
"""Both ways in which programs wrote í, ì and ỵ."""

_TCVN3_ANY = re.compile(f"[{''.join(TCVN3)}]")
_VNI_ANY = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)
_VNI_SIGNS = re.compile(f"{'|'.join(sorted(_VNI, key=len, reverse=True))}|[íì]", re.IGNORECASE)
_TONED = "".join(sorted({letter for letter in TCVN3.values() if letter not in "ăâêôơưđ"}))
_TWIN = re.compile(f"([AĂÂEÊIOÔƠUƯY])([{_TONED}])")
_PLAIN_WORDS = (
    "không có tháng hòa hoà hóa hoá khoá toàn hoàn toán công dân nhân phân thân thôn sân sông tên "
    "trên phí"
)
_PLAIN = frozenset(_PLAIN_WORDS.split())
"""Words of plans that would be none, or rare ones, in the other reading that spelling allows."""

_BEYOND_LATIN1 = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")


def from_font(text: str, font: str) -> str:
    """A text as its font shows it: ".Vn…" is TCVN3 (".Vn…H" in capitals), "VNI-…" is VNI.

    A text that was typed in Unicode stays as it is, whatever its font: one with letters beyond
    Latin-1, or one of right words, one of which the encoding cannot have meant.

    >>> from_font("KÕ ho¹ch", ".VnTime"), from_font("tr\\xadêng", ".VnTimeH")
    ('Kế hoạch', 'TRƯỜNG')
    >>> from_font("Keá hoaïch", "VNI-Times"), from_font("Kế hoạch", ".VnTime")
    ('Kế hoạch', 'Kế hoạch')
    >>> from_font("Tháng 9", ".VnTime"), from_font("Th¸ng 9", ".VnTime")
    ('Tháng 9', 'Tháng 9')
    """
    name = font.casefold()
    text = unicodedata.normalize("NFC", text)
    if name.startswith(".vn"):
        in_unicode = _in_unicode(text, _TCVN3_ANY, _from_tcvn3)
        seen = text if in_unicode else _from_tcvn3(text)
        return seen.upper() if name.endswith("h") and not in_unicode else seen
    if name.startswith("vni") and not _in_unicode(text, _VNI_SIGNS, _from_vni):
        return _from_vni(text)
    return text


def _in_unicode(text: str, signs: re.Pattern[str], convert: Callable[[str], str]) -> bool:
    """Whether a text cannot have been typed in an encoding of these signs."""
    if _BEYOND_LATIN1.search(text):
        return True
    words = {word for word in RUN.findall(text) if not word.isascii()}
    # A wrong guess would spoil a text for good, so the font is right where words leave a doubt.
    return all(map(is_word, words)) and any(
        word.lower() in _PLAIN
        or not signs.sub("", word).isascii()
        or (len(seen) > 1 and not is_word(seen))
        for word, seen in zip(words, map(convert, words), strict=True)
    )


def _from_tcvn3(text: str) -> str:
    letters = "".join(_TCVN3_CAPITALS.get(sign) or TCVN3.get(sign, sign) for sign in text)
    # Some converters write a capital and its toned small twin both: "¥ê" for one letter.
    return _TWIN.sub(_one_of_twins, letters)


def _from_vni(text: str) -> str:
    return _VNI_ANY.sub(_letter, text)


def _one_of_twins(found: re.Match[str]) -> str:
    capital, small = found[1], found[2]
    marks = unicodedata.normalize("NFD", small)
    untoned = "".join(m for m in marks if m not in "\u0300\u0301\u0303\u0309\u0323")
    same = unicodedata.normalize("NFC", untoned) == capital.lower()
    return small.upper() if same else found[0]


def _letter(found: re.Match[str]) -> str:
    letter = _VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter
