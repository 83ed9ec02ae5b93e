"""What a worksheet says of its cells, one by one → the filled cells, within limits."""

from __future__ import annotations

import math
from datetime import date

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.frozen import dataclass
from workbook_tool.intake.fonts import font_of
from workbook_tool.intake.guard import DAMAGED, TOO_MANY_CELLS, UNSAFE, Limits
from workbook_tool.intake.runs import NO_FONTS, Strings, unescape
from workbook_tool.intake.stylesxml import Styles
from workbook_tool.model.grid import Cell, Cells, Raw
from workbook_tool.patterns import re

INDEX = re.compile(r"[0-9]{1,7}")
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\s*")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]*Z?)?")
COMPUTED = Cell("", formula=True)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Filled cells, the hidden rows that hold some, hidden columns, and the elements read.

    `columns` are hidden stretches, both ends included (from 0).
    """

    cells: Cells
    rows: frozenset[int]
    columns: tuple[tuple[int, int], ...]
    elements: int


class SheetCells:
    """Collects filled cells; the first of two at a place counts."""

    def __init__(self, strings: Strings, styles: Styles, limits: Limits) -> None:
        self.found: dict[tuple[int, int], Cell] = {}
        self._strings, self._styles, self._limits = strings, styles, limits
        self._total = 0

    def keep(
        self,
        at: tuple[int, int],
        kind: str,
        style: int,
        formula: bool,
        text: str,
        fonts: frozenset[str] = NO_FONTS,
    ) -> None:
        """A cell of a kind ("s", "n", "inlineStr" …) with the text of its value.

        `Refused`: a shared text that is not there, more cells or letters than the limits allow.
        """
        cell = self._cell(kind, style, formula, text, fonts)
        if cell is None or at in self.found:
            return
        self._total += len(cell.raw) if isinstance(cell.raw, str) else 8
        if len(self.found) >= self._limits.cells or self._total > self._limits.strings:
            raise TooMuch(UNSAFE, reason=TOO_MANY_CELLS)
        self.found[at] = cell

    def _cell(
        self, kind: str, style: int, formula: bool, text: str, fonts: frozenset[str]
    ) -> Cell | None:
        if kind == "e":
            return Cell(None, formula, text)
        raw: Raw = text
        if kind == "s" and text:
            raw, fonts = self._shared(text)
        elif kind in ("n", "") and text:
            raw = self._number(text, style)
        elif kind == "d":
            raw = _day(text)
        elif kind == "b":
            raw = "TRUE" if text in ("1", "true") else "FALSE"
        else:
            raw = unescape(text)
        if raw == "":
            return COMPUTED if formula else None
        own = self._styles.fonts.get(style, "")
        font = font_of(fonts, own) if isinstance(raw, str) and (fonts or own) else ""
        return Cell(raw, formula, "", font)

    def _shared(self, text: str) -> tuple[str, frozenset[str]]:
        if not INDEX.fullmatch(text) or int(text) >= len(self._strings.texts):
            raise Refused(DAMAGED)
        number = int(text)
        return self._strings.texts[number], self._strings.fonts.get(number, NO_FONTS)

    def _number(self, text: str, style: int) -> Raw:
        number = float(text) if _NUMBER.fullmatch(text) else math.inf
        return self._styles.value(number, style) if math.isfinite(number) else text


def _day(text: str) -> Raw:
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1]) if found else text
    except ValueError:
        return text
