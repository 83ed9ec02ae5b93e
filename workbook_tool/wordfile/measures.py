"""Text and a size of letters → about how wide it prints, how many lines it takes.

The widths are those of Times New Roman, in thousandths of the size; accents add nothing.
"""

from __future__ import annotations

from math import ceil

from workbook_tool.frozen import dataclass

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Room:
    """What the margins leave of a page, in millimetres."""

    width: float
    height: float


_NARROW, _SPACE, _SMALL, _WIDE, _CAPITAL, _BROAD = 290, 250, 475, 750, 700, 900
_WIDTHS = {
    **dict.fromkeys("ijlt.,:;'|!()[]/-", _NARROW),
    " ": _SPACE,
    **dict.fromkeys("mw", _WIDE),
    **dict.fromkeys("MW", _BROAD),
    "I": 360,
}
_BOLDER = 1.06
RAGGED = 0.96
"""Lines break between words: so much of each is filled."""


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide one line of the text prints, in millimetres."""
    from unicodedata import combining, normalize

    letters = [c for c in normalize("NFD", text) if not combining(c)]
    told = sum(_WIDTHS.get(c, _CAPITAL if c.isupper() else _SMALL) for c in letters)
    return told / 1000 * size * MM_PER_POINT * (_BOLDER if bold else 1)


def lines(text: str, size: float, width: float) -> int:
    """About how many lines the text takes in a column `width` millimetres wide; at least one."""
    filled = max(width, 5) * RAGGED
    return sum(max(1, ceil(width_mm(line, size) / filled)) for line in text.split("\n"))
