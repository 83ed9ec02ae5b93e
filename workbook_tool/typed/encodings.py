"""Text under a font of a pre-Unicode encoding (TCVN3, VNI-Windows) → the text a person sees.

The encoding is told by the font's name and never guessed (docs/decisions/0014).
"""

from __future__ import annotations

import unicodedata

from workbook_tool.patterns import re
from workbook_tool.typed.legacy import TCVN3, VNI

_TCVN3_CAPITALS = dict(zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True))
_VNI = {**VNI, "iø": "ì", "iù": "í", "yï": "ỵ"}
"""Both ways in which programs wrote í, ì and ỵ."""

_VNI_ANY = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)
_TONED = "".join(sorted({letter for letter in TCVN3.values() if letter not in "ăâêôơưđ"}))
_TWIN = re.compile(f"([AĂÂEÊIOÔƠUƯY])([{_TONED}])")
_LETTERS = re.compile(r"[^\W\d_]+")
_LISTED = frozenset({"không", "có"})
"""Words of lists that are chosen, not typed, and would be others in either encoding."""

_BEYOND_LATIN1 = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")


def from_font(text: str, font: str) -> str:
    """A text as its font shows it: ".Vn…" is TCVN3 (".Vn…H" in capitals), "VNI-…" is VNI.

    A text with letters of Unicode Vietnamese was never typed in that encoding and stays as it is,
    as do "Không" and "Có", which lists offer, and every text under another font.

    >>> from_font("KÕ ho¹ch", ".VnTime"), from_font("tr\\xadêng", ".VnTimeH")
    ('Kế hoạch', 'TRƯỜNG')
    >>> from_font("Keá hoaïch", "VNI-Times"), from_font("Kế hoạch", ".VnTime")
    ('Kế hoạch', 'Kế hoạch')
    """
    name = font.casefold()
    text = unicodedata.normalize("NFC", text)
    if _BEYOND_LATIN1.search(text) or _is_listed(text):
        return text
    if name.startswith(".vn"):
        return _from_tcvn3(text, capitals=name.endswith("h"))
    return _VNI_ANY.sub(_letter, text) if name.startswith("vni") else text


def _is_listed(text: str) -> bool:
    words = [word for word in _LETTERS.findall(text.lower()) if not word.isascii()]
    return bool(words) and _LISTED.issuperset(words)


def _from_tcvn3(text: str, *, capitals: bool) -> str:
    letters = "".join(_TCVN3_CAPITALS.get(sign) or TCVN3.get(sign, sign) for sign in text)
    # Some converters write a capital and its toned small twin both: "¥ê" for one letter.
    letters = _TWIN.sub(_one_of_twins, letters)
    return letters.upper() if capitals else letters


def _one_of_twins(found: re.Match[str]) -> str:
    capital, small = found[1], found[2]
    marks = unicodedata.normalize("NFD", small)
    untoned = "".join(m for m in marks if m not in "\u0300\u0301\u0303\u0309\u0323")
    same = unicodedata.normalize("NFC", untoned) == capital.lower()
    return small.upper() if same else found[0]


def _letter(found: re.Match[str]) -> str:
    letter = _VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter
