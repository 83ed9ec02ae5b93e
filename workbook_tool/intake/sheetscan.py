"""One worksheet part, ordinary in every tag → its filled cells, by one pattern."""

from __future__ import annotations

from functools import lru_cache

from workbook_tool.errors import Refused
from workbook_tool.intake.guard import Limits
from workbook_tool.intake.references import COLUMNS, cell_at
from workbook_tool.intake.runs import Strings
from workbook_tool.intake.scan import CHARACTERS, Scanned, plain, scan, told_once
from workbook_tool.intake.sheetcells import COMPUTED, INDEX, ReadSheet, SheetCells
from workbook_tool.intake.stylesxml import Styles
from workbook_tool.patterns import re

_ATTRIBUTES = r'((?: [a-zA-Z][a-zA-Z0-9:]*="[^"<>&]*+")*+) ?'
_ROW = rf'(?:(?:</row>\s*+|\A\s*+)<row r="([1-9][0-9]{{0,6}})"{_ATTRIBUTES}>)?'
_REFERENCE = r'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"'
_CELL = rf'{_REFERENCE}(?: s="([0-9]{{1,7}})")?(?: t="([a-zA-Z]{{1,9}})")? ?>'
_COMPUTED_BY = (
    r'(?: t="[a-zA-Z]+")?(?: aca="[a-z0-9]+")?(?: ref="[A-Z0-9:$]+")?'
    r'(?: dt2D="[a-z0-9]+")?(?: ca="[a-z0-9]+")?(?: si="[0-9]+")?'
)
_BY = rf"{_COMPUTED_BY} ?(?:/>|>{CHARACTERS}</f>)"
_FORMULA = rf"(?:(<f){_BY})?"
_TEXT = rf'<t(?: xml:space="preserve")?(?: ?/>|>({CHARACTERS})</t>)'
_VALUE = rf"(?:<v ?/>|<v>({CHARACTERS})</v>|(<is)>\s*+{_TEXT}\s*+</is>)?"
_BLANK = (
    r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,7}")?(?: t="(?:n|str)")? ?>'
    rf"<f{_BY}(?:<v ?/>|<v></v>)?</c>"
)
_CELLS = re.compile(rf"(\s*+{_ROW}\s*+{_CELL}\s*+{_FORMULA}\s*+{_VALUE}\s*+</c>)((?:{_BLANK})*+)")
"""A cell with something in it and, where it is the first one of a row, the row's own tags.

Formulas without a value that follow it are taken along: plans have twenty of them in each row.
"""
_REFERENCES = re.compile(_REFERENCE)

_END = re.compile(r"\s*+</row>\s*+\Z")
_NOTHING = re.compile(r"0+(?:\.0*)?")
_HIDING = re.compile(r' (hidden|ht)="([^"]*)"')
_OTHERS = frozenset({"c", "row", "v", "t", "r", "rFont", "rPh"})
"""Tags that belong inside the cells; elsewhere the parser has to say what they mean."""
_TOLD_APART = frozenset({"b", "d", "e"})
"""Kinds of cells that are something even when a formula gave them no value."""
_MOST_KEPT = 2**16
NONE: frozenset[int] = frozenset()

Columns = tuple[tuple[int, int], ...]


def scan_sheet(data: bytes, strings: Strings, styles: Styles, limits: Limits) -> ReadSheet | None:
    """What `parse_sheet` reads of the same part; None where it has to be asked."""
    scanned = scan(data, b"<sheetData>", b"</sheetData>")
    around = _around(scanned) if scanned else None
    if scanned is None or around is None:
        return None
    scanning = _Scanning(SheetCells(strings, styles, limits))
    try:
        whole = scanning.read(scanned.text)
    except Refused:
        return None
    columns, elements = around
    elements += scanned.text.count("<") - scanned.text.count("</")
    cells = scanning.cells.found
    if not whole or elements > limits.elements or len(cells) > limits.cells:
        return None
    rows = frozenset(row for row, _ in cells if row in scanning.hidden) if scanning.hidden else NONE
    return ReadSheet(cells, rows, columns, elements)


class _Scanning:
    def __init__(self, cells: SheetCells) -> None:
        self.cells = cells
        self.hidden: set[int] = set()

    def read(self, text: str) -> bool:
        """Take every cell of the rows of a sheet; False where the pattern does not see them all."""
        seen = 0
        keep, found = self.cells.keep, self.cells.found
        for cell in _CELLS.findall(text):
            whole, row, attributes, reference, style, kind, formula = cell[:7]
            value, text_tag, told, computed = cell[7:]
            if row and attributes and not self._note_row(attributes, int(row) - 1):
                return False
            at = cell_at(reference)
            if at is None or not (row or seen):
                return False
            seen += len(whole)
            if text_tag:
                value = told
            if "&" in value:
                value = plain(value)
            if value or (formula and kind in _TOLD_APART):
                keep(at, kind or "n", int(style) if style else 0, bool(formula), value)
            elif formula and at not in found:
                found[at] = COMPUTED
            if computed:
                seen += len(computed)
                if not self._note_computed(computed):
                    return False
        return bool(_END.fullmatch(text, seen)) if seen else not text.strip()

    def _note_computed(self, computed: str) -> bool:
        """Take formulas without a value; False where one lies beyond the ends of a sheet."""
        for at in map(cell_at, _REFERENCES.findall(computed)):
            if at is None:
                return False
            self.cells.found.setdefault(at, COMPUTED)
        return True

    def _note_row(self, attributes: str, row: int) -> bool:
        """Note a row that is hidden; False where its attributes cannot all stand in one tag."""
        hides = _hides(attributes)
        if hides:
            self.hidden.add(row)
        return hides is not None


@lru_cache(maxsize=1024)
def _hides(attributes: str) -> bool | None:
    """Whether a row with these attributes is hidden; None where one of them stands twice."""
    if not told_once(f' r="1"{attributes}'):
        return None
    return unseen(dict(_HIDING.findall(attributes)), "ht")


def _around(scanned: Scanned) -> tuple[Columns, int] | None:
    if len(scanned.around) > _MOST_KEPT:
        return _read_around(scanned)
    return _kept_around(scanned.around)


@lru_cache(maxsize=64)
def _kept_around(around: bytes) -> tuple[Columns, int] | None:
    # All files that one program made of a template agree in what is around the cells.
    return _read_around(Scanned("", around))


def _read_around(scanned: Scanned) -> tuple[Columns, int] | None:
    columns: list[tuple[int, int]] = []
    others = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal others
        if tag == "col":
            note_columns(columns, attributes)
        others = others or tag in _OTHERS

    try:
        elements = scanned.rest(start)
    except Refused:
        return None
    return None if others else (tuple(columns), elements)


def unseen(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    return attributes.get("hidden") in ("1", "true") or bool(
        _NOTHING.fullmatch(attributes.get(size, ""))
    )


def note_columns(columns: list[tuple[int, int]], attributes: dict[str, str]) -> None:
    """Add the stretch of columns (from 0, both ends included) of a `col` that hides it."""
    ends = attributes.get("min", ""), attributes.get("max", "")
    if unseen(attributes, "width") and all(map(INDEX.fullmatch, ends)):
        columns.append((int(ends[0]) - 1, min(int(ends[1]), COLUMNS) - 1))
