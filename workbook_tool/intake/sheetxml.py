"""One worksheet part → its filled cells (texts, numbers, days, errors, formulas), what it hides."""

from __future__ import annotations

import math
from datetime import date

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.frozen import dataclass
from workbook_tool.intake.fonts import font_of
from workbook_tool.intake.guard import DAMAGED, TOO_MANY_CELLS, UNSAFE, Limits
from workbook_tool.intake.references import COLUMNS, ROWS, column_of
from workbook_tool.intake.stringsxml import NO_FONTS, Runs, Strings, unescape
from workbook_tool.intake.stylesxml import Styles
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import Cell, Cells, Raw
from workbook_tool.patterns import re

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_INDEX = re.compile(r"[0-9]{1,7}")
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\s*")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]*Z?)?")
_NOTHING = re.compile(r"0+(?:\.0*)?")
_CELL = rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")? ?/>'
_EMPTY_ROW = rb'<row r="[0-9]{1,7}"[^<>/]*+(?:/>|></row>)'
# Once before the repetition: the engine looks for a pattern's first letters much faster. At most
# 500 at a time, because it remembers each of them.
_BLANK_CELLS = re.compile(rb'%b(?:%b){0,500}(?=<c r="|</row>)' % (_CELL, _CELL))
_BLANK_ROWS = re.compile(rb'%b(?:%b){0,500}(?=<row r="|</sheetData>)' % (_EMPTY_ROW, _EMPTY_ROW))


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Filled cells, the hidden rows that hold some, hidden columns, and the elements read.

    `columns` are hidden stretches, both ends included (from 0).
    """

    cells: Cells
    rows: frozenset[int]
    columns: tuple[tuple[int, int], ...]
    elements: int


def read_sheet(data: bytes, strings: Strings, styles: Styles, limits: Limits) -> ReadSheet:
    """Every cell that holds something, and what is hidden. The first of two at a place counts.

    Where a text, a number or a day should stand and something else does, the cell holds it as
    text. `Refused`: a reference that is none, a shared text that is not there, more cells or
    elements than the limits allow. Nothing is left out: a sheet is read whole or refused.
    """
    reading = _Reading(strings, styles, limits)
    events = (reading.start, reading.end, reading.text)
    elements = parse(_without_blanks(data), *events, most=limits.elements)
    rows = frozenset(row for row, _ in reading.cells if row in reading.rows)
    return ReadSheet(reading.cells, rows, tuple(reading.columns), elements)


def _without_blanks(data: bytes) -> bytes:
    """A sheet without its formatted blanks: a million of them would cost four seconds.

    Only cells and rows that name their place and are followed by such another one: the place of
    none is counted from its neighbour. In a sheet with CDATA what looks like a tag may be text.
    """
    if b"<![CDATA[" in data:
        return data
    return _BLANK_ROWS.sub(b"", _BLANK_CELLS.sub(b"", data))


class _Reading:
    def __init__(self, strings: Strings, styles: Styles, limits: Limits) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.rows: set[int] = set()
        self.columns: list[tuple[int, int]] = []
        self._strings, self._styles, self._limits = strings, styles, limits
        self._row = self._column = -1
        self._kind, self._style, self._formula = "n", 0, False
        self._value = False
        self._pieces: list[str] = []
        self._runs = Runs()
        self._letters: dict[str, int] = {}
        self._total = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._place(attributes.get("r", ""))
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._style = int(style) if _INDEX.fullmatch(style) else 0
            self._formula = False
            self._pieces.clear()
            self._runs.take()
        elif tag == "v":
            self._value = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "col":
            self._note_columns(attributes)
        else:
            self._runs.start(tag, attributes)

    def text(self, data: str) -> None:
        if self._value:
            self._pieces.append(data)
        else:
            self._runs.text(data)

    def end(self, tag: str) -> None:
        if tag == "v":
            self._value = False
        elif tag == "c":
            text, fonts = self._runs.take()
            text = "".join(self._pieces) + text
            if text or self._formula:
                self._keep(text, fonts)
        else:
            self._runs.end(tag)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if number and not _ROW.fullmatch(number):
            raise Refused(DAMAGED)
        self._row = int(number) - 1 if number else self._row + 1
        self._column = -1
        if _unseen(attributes, "ht"):
            self.rows.add(self._row)

    def _note_columns(self, attributes: dict[str, str]) -> None:
        ends = attributes.get("min", ""), attributes.get("max", "")
        if _unseen(attributes, "width") and all(map(_INDEX.fullmatch, ends)):
            first, last = int(ends[0]) - 1, min(int(ends[1]), COLUMNS) - 1
            self.columns.append((first, last))

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if reference and not found:
            raise Refused(DAMAGED)
        if not found:
            self._column += 1
            return
        letters = found[1]
        if letters not in self._letters:
            self._letters[letters] = column_of(letters)
        self._row, self._column = int(found[2]) - 1, self._letters[letters]

    def _keep(self, text: str, fonts: frozenset[str]) -> None:
        at = (self._row, self._column)
        if not (0 <= self._row < ROWS and 0 <= self._column < COLUMNS):
            raise Refused(DAMAGED)
        cell = self._cell(text, fonts)
        if cell is None or at in self.cells:
            return
        self._total += len(cell.raw) if isinstance(cell.raw, str) else 8
        if len(self.cells) >= self._limits.cells or self._total > self._limits.strings:
            raise TooMuch(UNSAFE, reason=TOO_MANY_CELLS)
        self.cells[at] = cell

    def _cell(self, text: str, fonts: frozenset[str]) -> Cell | None:
        kind = self._kind
        if kind == "e":
            return Cell(None, self._formula, text)
        raw: Raw = text
        if kind == "s" and text:
            raw, fonts = self._shared(text)
        elif kind in ("n", "") and text:
            raw = self._number(text)
        elif kind == "d":
            raw = _day(text)
        elif kind == "b":
            raw = "TRUE" if text in ("1", "true") else "FALSE"
        else:
            raw = unescape(text)
        if raw == "" and not self._formula:
            return None
        own = self._styles.fonts.get(self._style, "")
        font = font_of(fonts, own) if isinstance(raw, str) and (fonts or own) else ""
        return Cell(raw, self._formula, font=font)

    def _shared(self, text: str) -> tuple[str, frozenset[str]]:
        if not _INDEX.fullmatch(text) or int(text) >= len(self._strings.texts):
            raise Refused(DAMAGED)
        number = int(text)
        return self._strings.texts[number], self._strings.fonts.get(number, NO_FONTS)

    def _number(self, text: str) -> Raw:
        number = float(text) if _NUMBER.fullmatch(text) else math.inf
        return self._styles.value(number, self._style) if math.isfinite(number) else text


def _unseen(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    return attributes.get("hidden") in ("1", "true") or bool(
        _NOTHING.fullmatch(attributes.get(size, ""))
    )


def _day(text: str) -> Raw:
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1]) if found else text
    except ValueError:
        return text
