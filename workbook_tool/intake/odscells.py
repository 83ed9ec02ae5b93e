"""`content.xml` of an .ods → the filled cells of every sheet, what it hides, and named ranges."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.fonts import font_of
from workbook_tool.intake.guard import DAMAGED, ODD_PARTS, TOO_MANY_CELLS, UNSAFE
from workbook_tool.intake.limits import Limits
from workbook_tool.intake.odsstyles import OdsStyles
from workbook_tool.intake.odsvalues import address_of, value_of
from workbook_tool.intake.references import COLUMNS, ROWS
from workbook_tool.model.grid import Area, Cell, Hidden, Raw
from workbook_tool.patterns import re

_COUNT = re.compile(r"[1-9][0-9]{0,8}")
_BREAKS = re.compile(r" *[\t\r\n]+ *")
_ERROR = re.compile(r"#[A-Z0-9/!?]+|Err:[0-9]{3}")
_CELLS = ("table-cell", "covered-table-cell")
_ASIDE = ("annotation", "frame", "custom-shape", "shapes", "tracked-changes", "dde-links")
"""Elements whose texts stand in no cell: notes, drawings, what was changed."""
_UNSEEN = ("collapse", "filter")


@dataclass(slots=True)
class OdsSheet:
    """A sheet while it is read: filled cells, and stretches of rows and columns that are hidden."""

    title: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: list[range] = field(default_factory=list)
    columns: list[range] = field(default_factory=list)
    styles: list[tuple[range, str]] = field(default_factory=list)

    def unseen(self) -> Hidden:
        """What it hides: rows with something in them, columns as far as it is filled."""
        filled = {row for row, _ in self.cells}
        last = max((column for _, column in self.cells), default=-1)
        rows = frozenset(row for row in filled if any(row in stretch for stretch in self.rows))
        columns = (range(s.start, min(s.stop, last + 1)) for s in self.columns)
        return Hidden(self.hidden, rows, frozenset(c for stretch in columns for c in stretch))


class OdsContent:
    """Collects sheets and names while `content.xml` is parsed."""

    def __init__(self, styles: OdsStyles, limits: Limits) -> None:
        self.sheets: dict[str, OdsSheet] = {}
        self.names: dict[str, Area] = {}
        self._styles, self._limits = styles, limits
        self._sheet: OdsSheet | None = None
        self._row = self._column = self._rows = self._columns = self._aside = 0
        self._row_style = ""
        self._cell: Mapping[str, str] = {}
        self._inside = self._paragraphs = 0
        self._pieces: list[str] = []
        self._spans: list[str] = []
        self._fonts: set[str] = set()
        self._letters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._aside or tag in _ASIDE:
            self._aside += 1
            return
        self._styles.start(tag, attributes)
        if tag == "table":
            self._begin_sheet(attributes)
        elif tag == "named-range":
            self._name(attributes)
        elif self._sheet is None:
            return
        elif tag == "table-column":
            self._add_column(self._sheet, attributes)
        elif tag == "table-row":
            self._begin_row(self._sheet, attributes)
        elif tag in _CELLS:
            self._begin_cell(attributes)
        elif self._inside:
            self._begin_text(tag, attributes)

    def text(self, data: str) -> None:
        """Characters. Breaks are blanks; LibreOffice writes two blanks in a row as they are."""
        if self._paragraphs and not self._aside and data:
            self._pieces.append(_BREAKS.sub(" ", data))
            self._fonts.add(next((font for font in reversed(self._spans) if font), ""))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
            return
        self._styles.end(tag)
        if tag == "table":
            self._sheet = None
        elif tag == "table-row":
            self._row += self._rows
        elif tag in _CELLS and self._inside and self._sheet is not None:
            self._end_cell(self._sheet)
        elif tag == "p" and self._paragraphs:
            self._paragraphs -= 1
        elif tag == "span" and self._spans:
            self._spans.pop()

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        title = attributes.get("table:name", "")
        within = self._sheet is not None  # a table in a cell, which no program shows in a sheet
        if within or title in self.sheets or len(self.sheets) >= self._limits.members:
            raise Refused(UNSAFE, reason=ODD_PARTS)
        hidden = self._styles.hidden(attributes.get("table:style-name", ""))
        self._sheet = self.sheets[title] = OdsSheet(title, hidden)
        self._row = self._column = self._letters = 0

    def _add_column(self, sheet: OdsSheet, attributes: dict[str, str]) -> None:
        count = _count(attributes, "table:number-columns-repeated")
        stretch = range(self._column, self._column + count)
        self._column += count
        if attributes.get("table:visibility") in _UNSEEN:
            sheet.columns.append(stretch)
        sheet.styles.append((stretch, attributes.get("table:default-cell-style-name", "")))

    def _begin_row(self, sheet: OdsSheet, attributes: dict[str, str]) -> None:
        self._rows, self._column = _count(attributes, "table:number-rows-repeated"), 0
        self._row_style = attributes.get("table:default-cell-style-name", "")
        if attributes.get("table:visibility") in _UNSEEN:
            sheet.rows.append(range(self._row, self._row + self._rows))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._inside = attributes, True
        self._columns = _count(attributes, "table:number-columns-repeated")
        self._paragraphs = 0
        self._pieces.clear()
        self._fonts.clear()
        self._spans.clear()

    def _begin_text(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "p":
            if self._pieces:
                self._pieces.append("\n")
            self._paragraphs += 1
        elif tag == "span":
            self._spans.append(self._styles.font("text", attributes.get("text:style-name", "")))
        elif tag == "s":
            count = _count(attributes, "text:c")
            self._letters += count
            self._refuse_flood(self._letters)
            self._pieces.append(" " * count)
        elif tag in ("tab", "line-break"):
            self._pieces.append("\t" if tag == "tab" else "\n")

    def _end_cell(self, sheet: OdsSheet) -> None:
        self._inside = False
        shown = "".join(self._pieces)
        formula = "table:formula" in self._cell
        told = self._cell.get("calcext:value-type") == "error"
        error = shown.strip() if told or (formula and _ERROR.fullmatch(shown.strip())) else ""
        raw: Raw = None if error else value_of(self._cell, shown)
        if error or formula or raw not in ("", None):
            font = self._font(sheet)
            self._put(sheet, Cell("" if raw is None and not error else raw, formula, error, font))
        self._column += self._columns

    def _put(self, sheet: OdsSheet, cell: Cell) -> None:
        rows, columns = self._rows, self._columns
        letters = len(cell.raw) if isinstance(cell.raw, str) else 8
        self._letters += letters * rows * columns
        if len(sheet.cells) + rows * columns > self._limits.cells:
            raise TooMuch(UNSAFE, reason=TOO_MANY_CELLS)
        self._refuse_flood(self._letters)
        if self._row + rows > ROWS or self._column + columns > COLUMNS:
            raise Refused(DAMAGED)
        for row in range(self._row, self._row + rows):
            for column in range(self._column, self._column + columns):
                sheet.cells[row, column] = cell

    def _refuse_flood(self, letters: int) -> None:
        if letters > self._limits.strings:
            raise TooMuch(UNSAFE, reason=TOO_MANY_CELLS)

    def _font(self, sheet: OdsSheet) -> str:
        usual = next((style for stretch, style in sheet.styles if self._column in stretch), "")
        name = self._cell.get("table:style-name") or self._row_style or usual
        return font_of(self._fonts, self._styles.font("table-cell", name))

    def _name(self, attributes: dict[str, str]) -> None:
        area = address_of(attributes.get("table:cell-range-address", ""))
        if len(self.names) >= self._limits.names:
            raise Refused(UNSAFE, reason=ODD_PARTS)
        if area:
            self.names.setdefault(attributes.get("table:name", ""), area)


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "")
    return int(text) if _COUNT.fullmatch(text) else 1
