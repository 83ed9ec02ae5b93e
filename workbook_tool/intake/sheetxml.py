"""One worksheet part → its filled cells (texts, numbers, days, errors, formulas), what it hides."""

from __future__ import annotations

from workbook_tool.errors import Refused
from workbook_tool.intake.guard import DAMAGED, Limits
from workbook_tool.intake.references import COLUMNS, ROWS, column_of
from workbook_tool.intake.runs import Runs, Strings
from workbook_tool.intake.sheetcells import INDEX, ReadSheet, SheetCells
from workbook_tool.intake.sheetscan import note_columns, scan_sheet, unseen
from workbook_tool.intake.stylesxml import Styles
from workbook_tool.intake.xml import parse
from workbook_tool.patterns import re

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_CELL = rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?(?: t="n")? ?/>'
_EMPTY_ROW = rb'<row r="[0-9]{1,7}"[^<>/]*+(?:/>|></row>)'
# Once before the repetition: the engine looks for a pattern's first letters much faster. At most
# 500 at a time, because it remembers each of them.
_BLANK_CELLS = re.compile(rb'%b(?:%b){0,500}(?=<c r="|</row>)' % (_CELL, _CELL))
_BLANK_ROWS = re.compile(rb'%b(?:%b){0,500}(?=<row r="|</sheetData>)' % (_EMPTY_ROW, _EMPTY_ROW))


def read_sheet(data: bytes, strings: Strings, styles: Styles, limits: Limits) -> ReadSheet:
    """Every cell that holds something, and what is hidden. The first of two at a place counts.

    Where a text, a number or a day should stand and something else does, the cell holds it as
    text. `Refused`: a reference that is none, a shared text that is not there, more cells or
    elements than the limits allow. Nothing is left out: a sheet is read whole or refused.
    """
    data = without_blanks(data)
    return scan_sheet(data, strings, styles, limits) or parse_sheet(data, strings, styles, limits)


def parse_sheet(data: bytes, strings: Strings, styles: Styles, limits: Limits) -> ReadSheet:
    """The same from the parser's events, whatever XML it is. `Refused` as `read_sheet`."""
    reading = _Reading(strings, styles, limits)
    events = (reading.start, reading.end, reading.text)
    elements = parse(data, *events, most=limits.elements)
    cells = reading.cells.found
    rows = frozenset(row for row, _ in cells if row in reading.rows)
    return ReadSheet(cells, rows, tuple(reading.columns), elements)


def without_blanks(data: bytes) -> bytes:
    """A sheet without its formatted blanks: a million of them would cost four seconds.

    Only cells and rows that name their place and are followed by such another one: the place of
    none is counted from its neighbour. In a sheet with CDATA what looks like a tag may be text.
    """
    if b"<![CDATA[" in data:
        return data
    return _BLANK_ROWS.sub(b"", _BLANK_CELLS.sub(b"", data))


class _Reading:
    def __init__(self, strings: Strings, styles: Styles, limits: Limits) -> None:
        self.cells = SheetCells(strings, styles, limits)
        self.rows: set[int] = set()
        self.columns: list[tuple[int, int]] = []
        self._row = self._column = -1
        self._kind, self._style, self._formula = "n", 0, False
        self._value = False
        self._pieces: list[str] = []
        self._runs = Runs()
        self._letters: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._place(attributes.get("r", ""))
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._style = int(style) if INDEX.fullmatch(style) else 0
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
            note_columns(self.columns, attributes)
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
                if not (0 <= self._row < ROWS and 0 <= self._column < COLUMNS):
                    raise Refused(DAMAGED)
                at = (self._row, self._column)
                self.cells.keep(at, self._kind, self._style, self._formula, text, fonts)
        else:
            self._runs.end(tag)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if number and not _ROW.fullmatch(number):
            raise Refused(DAMAGED)
        self._row = int(number) - 1 if number else self._row + 1
        self._column = -1
        if unseen(attributes, "ht"):
            self.rows.add(self._row)

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
