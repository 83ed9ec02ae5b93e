"""One worksheet part → its filled cells: texts, numbers, days, error values, formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbook_tool.errors import Refused
from workbook_tool.intake.guard import TOO_MANY_CELLS, UNSAFE, Limits
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import Cell, Cells, Raw

_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")


@dataclass(frozen=True, slots=True)
class Styles:
    """Which cell formats show a number as a day, and where the calendar of the book begins."""

    days: frozenset[int]
    epoch: date

    @classmethod
    def read(cls, data: bytes, date1904: bool) -> Styles:
        """From `xl/styles.xml`; b"" gives no day formats."""
        formats: dict[str, str] = {}
        ids: list[str] = []
        inside = False

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            if tag == "numFmt":
                formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                ids.append(attributes.get("numFmtId", "0"))

        def end(tag: str) -> None:
            nonlocal inside
            if tag == "cellXfs":
                inside = False

        if data:
            parse(data, start, end)
        days = frozenset(n for n, i in enumerate(ids) if _shows_day(i, formats.get(i, "")))
        return cls(days, date(1904, 1, 1) if date1904 else date(1899, 12, 30))

    def value(self, number: float, style: int) -> Raw:
        """The number, or the day it shows; numbers no calendar has stay numbers."""
        if style not in self.days or not 1 <= number < 2_958_466:
            return number
        return self.epoch + timedelta(days=int(number))


def _shows_day(format_id: str, code: str) -> bool:
    if format_id.isdigit() and int(format_id) in _DATE_FORMATS:
        return True
    plain = _QUOTED.sub("", code).lower()
    return "y" in plain or ("d" in plain and "m" in plain)


def unescape(text: str) -> str:
    """Excel writes control characters as _x000D_; a carriage return becomes a line end.

    Half of a surrogate pair is no character anywhere else and becomes U+FFFD.
    """
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if code == 13:
        return "\n"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def read_cells(data: bytes, strings: Sequence[str], styles: Styles, limits: Limits) -> Cells:
    """Every cell that holds something. The first of two cells at one place counts.

    `Refused` when the sheet holds more cells than the limits allow.
    """
    reading = _Reading(strings, styles, limits)
    parse(data, reading.start, reading.end, reading.text)
    return reading.cells


class _Reading:
    def __init__(self, strings: Sequence[str], styles: Styles, limits: Limits) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self._strings, self._styles, self._limits = strings, styles, limits
        self._row = self._column = -1
        self._kind, self._style, self._formula = "n", 0, False
        self._collecting = self._phonetic = False
        self._pieces: list[str] = []
        self._columns: dict[str, int] = {}
        self._total = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._place(attributes.get("r", ""))
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._style = int(style) if style.isdigit() else 0
            self._formula = False
            self._pieces.clear()
        elif tag in ("v", "t"):
            self._collecting = not self._phonetic
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdigit() else self._row + 1
            self._column = -1
        elif tag == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._collecting:
            self._pieces.append(data)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._collecting = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c" and (self._pieces or self._formula):
            self._keep("".join(self._pieces))

    def _place(self, reference: str) -> None:
        found = _REFERENCE.match(reference)
        if not found:
            self._column += 1
            return
        letters = found[1]
        if letters not in self._columns:
            number = 0
            for letter in letters:
                number = number * 26 + ord(letter) - 64
            self._columns[letters] = number - 1
        self._row, self._column = int(found[2]) - 1, self._columns[letters]

    def _keep(self, text: str) -> None:
        at = (self._row, self._column)
        if self._row >= self._limits.rows or self._column >= self._limits.columns:
            return
        cell = self._cell(text)
        if cell is None or at in self.cells:
            return
        self._total += len(cell.raw) if isinstance(cell.raw, str) else 8
        if len(self.cells) >= self._limits.cells or self._total > self._limits.strings:
            raise Refused(UNSAFE, reason=TOO_MANY_CELLS)
        self.cells[at] = cell

    def _cell(self, text: str) -> Cell | None:
        kind = self._kind
        if kind == "e":
            return Cell(None, self._formula, text)
        raw: Raw = text
        if kind == "s":
            raw = (
                self._strings[int(text)]
                if text.isdigit() and int(text) < len(self._strings)
                else ""
            )
        elif kind in ("n", "") and text:
            raw = self._number(text)
        elif kind == "d":
            raw = date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else text
        elif kind == "b":
            raw = "TRUE" if text == "1" else "FALSE"
        else:
            raw = unescape(text)
        if raw == "" and not self._formula:
            return None
        return Cell(raw, self._formula)

    def _number(self, text: str) -> Raw:
        try:
            return self._styles.value(float(text), self._style)
        except ValueError:
            return text
