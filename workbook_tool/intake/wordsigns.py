"""Signs of picture fonts, which Word keeps by number → signs that every font has."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.intake.fonts import legacy_font
from workbook_tool.patterns import re

_SYMBOL = {
    0x2D: "-", 0xA3: "≤", 0xA8: "♦", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xDE: "⇒",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9E: "·",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x97: "●", 0xA3: "□"}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
}
_PRIVATE_BEGINS = 0xF000
_UNKNOWN = "\ufffd"
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_HEX = re.compile("[0-9A-Fa-f]{1,5}")


def sign(font: str, code: str) -> str:
    """A sign by the font that draws it and its number in hexadecimal; U+FFFD when unknown.

    >>> sign("Wingdings", "F0FC"), sign("Symbol", "B7"), sign("Wingdings", "F041")
    ('✓', '•', '\\ufffd')
    """
    number = int(code, 16) if _HEX.fullmatch(code) else 0xFFFD
    private = _PRIVATE_BEGINS < number <= _PRIVATE_BEGINS + 0xFF
    low = number - _PRIVATE_BEGINS if private else number
    known = _FONTS.get(font.casefold())
    if known is not None:
        return known.get(low, _UNKNOWN)
    if private:
        return chr(low) if legacy_font(font) else _UNKNOWN
    return chr(number) if 0x20 <= number < 0xD800 else _UNKNOWN


def with_signs(text: str, font: str) -> str:
    """A text whose private signs are drawn by a picture font; others stay as they are."""
    known = _FONTS.get(font.casefold())
    if known is None or not _PRIVATE.search(text):
        return text
    return text.translate({_PRIVATE_BEGINS + number: shown for number, shown in known.items()})
