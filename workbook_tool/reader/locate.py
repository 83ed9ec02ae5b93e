"""Grid × Layout → the raw cells of every field: by defined name, else where the form puts it."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.catalogue import FieldSpec
from workbook_tool.choices import PRINTED_ROLES, Choices
from workbook_tool.frozen import replace
from workbook_tool.layout import (
    ALL_COLUMNS,
    MOST_ROWS,
    Layout,
    Spot,
    TableSpot,
    field_name,
    heading_text,
    letter,
)
from workbook_tool.model import ACTIONS, SHEET_MISSING, Anomaly, Place
from workbook_tool.model.grid import Area, Cell, Cells, Grid, text_of
from workbook_tool.reader.assemble import RawCell, RawRow
from workbook_tool.reader.stray import Found, plain, stray_cells
from workbook_tool.typed.encodings import from_font

ERROR_VALUE, FORMULA, LOCKED_CHANGED = "WB111", "WB112", "WB110"
LEGACY_FONT = "WB129"
SLACK = 200
"""Rows that may be read beyond the prepared ones, and never more than `MOST_ROWS` in all."""
GAP = 20
"""So many blank rows below the prepared ones end a table; what stands lower is text outside it."""


class Located:
    """The cells of one workbook by field, and the oddities met on the way."""

    def __init__(self, grid: Grid, layout: Layout, choices: Choices) -> None:
        self._grid, self._layout, self._choices = grid, layout, choices
        self._found = Found()
        self._rows: dict[tuple[str, int], Mapping[int, str]] = {}
        self.anomalies: list[Anomaly] = []
        self.values = {spot.field.id: self._single(spot) for spot in layout.spots.values()}
        self.tables = {name: self._table(spot) for name, spot in layout.tables.items()}
        self._missing_sheets()
        self.anomalies += stray_cells(grid, layout, choices, self._found)

    def _single(self, spot: Spot) -> list[RawCell]:
        found = []
        for part in range(len(spot.cells)):
            row = spot.row + part
            wanted = Area(spot.sheet, row, spot.column, row, spot.column)
            area = self._area(field_name(spot.field.id, part)) or wanted
            self._found.at(wanted, area)
            cells = self._grid.cells(area.sheet)
            found.append(self._cell(spot.field, cells, area.sheet, area.top, area.left))
            self._compare(cells, area.sheet, area.top, area.left - 1, _label(spot.field, part))
        return found

    def _table(self, spot: TableSpot) -> list[tuple[int, RawRow]]:
        columns = {f.id: self._column(spot, c, f) for c, f in spot.columns.items() if f.id}
        for field in spot.columns.values():
            if field.id:
                self._compare_column(spot, field, columns[field.id])
        height = self._height(spot, columns)
        self._found.longer[spot.sheet, spot.top] = max(0, height - spot.rows)
        rows = ((n, self._row(spot, columns, n)) for n in range(1, height + 1))
        return [(n, row) for n, row in rows if row]

    def _height(self, spot: TableSpot, columns: Mapping[str, Area]) -> int:
        """How many rows to read: those of the names, and filled ones below when nothing follows.

        Names may have been stretched to the end of the sheet, and a letter may stand there.
        """
        most = max(spot.rows, min(spot.rows + SLACK, MOST_ROWS))
        height = min(most, max(area.bottom - area.top + 1 for area in columns.values()))
        if self._layout.is_last(spot):
            for number in self._filled_rows(spot, columns):
                if number > min(most, height + GAP + 1):
                    break
                height = max(height, number)
        return height

    def _filled_rows(self, spot: TableSpot, columns: Mapping[str, Area]) -> list[int]:
        inputs = [columns[f.id] for f in spot.columns.values() if f.writable]
        at = {(area.sheet, area.left): area.top for area in inputs}
        return sorted(
            {
                row - at[sheet, column] + 1
                for sheet in {area.sheet for area in inputs}
                for (row, column), cell in self._grid.cells(sheet).items()
                if (sheet, column) in at and cell.filled
            }
        )

    def _row(self, spot: TableSpot, columns: dict[str, Area], number: int) -> RawRow:
        fields = [field for field in spot.columns.values() if field.id]
        places = [(f, columns[f.id], columns[f.id].top + number - 1) for f in fields]
        if not any(
            (top, area.left) in self._grid.cells(area.sheet)
            for field, area, top in places
            if field.writable
        ):
            return {}
        task = number if spot.block.table == ACTIONS else None
        return {
            field.id: self._cell(field, self._grid.cells(a.sheet), a.sheet, top, a.left, task)
            for field, a, top in places
        }

    def _cell(
        self,
        field: FieldSpec,
        cells: Cells,
        sheet: str,
        row: int,
        column: int,
        task: int | None = None,
    ) -> RawCell:
        cell = cells.get((row, column)) or Cell(None)
        raw = cell.raw
        if cell.font and isinstance(raw, str):
            raw = from_font(raw, cell.font)
        text = cell.error or text_of(raw)
        place = Place(sheet, f"{letter(column)}{row + 1}", field.id, task, text)
        if field.writable and cell.error:
            self.anomalies.append(Anomaly(ERROR_VALUE, (place,), {"value": cell.error}))
        elif field.writable and cell.formula:
            self.anomalies.append(Anomaly(FORMULA, (place,), {"value": cell.text}))
        if field.writable and raw != cell.raw:
            self.anomalies.append(Anomaly(LEGACY_FONT, (place,), {"font": cell.font}))
        return RawCell(raw, place, cell.error)

    def _column(self, spot: TableSpot, column: int, field: FieldSpec) -> Area:
        wanted = Area(spot.sheet, spot.first, column, spot.last, column)
        area = self._under_heading(spot, field, self._area(field_name(field.id)) or wanted)
        self._found.at(wanted, area)
        return area

    def _under_heading(self, spot: TableSpot, field: FieldSpec, area: Area) -> Area:
        """The column whose heading is the field's own, when just one other has it.

        Some programs insert a column and leave the names where they were.
        """
        heading = plain(heading_text(self._layout.form, field))
        headings = self._headings(area.sheet, area.top - spot.below_heading)
        headed = [column for column, text in headings.items() if text == heading]
        if len(headed) != 1 or area.left in headed:
            return area
        return replace(area, left=headed[0], right=headed[0])

    def _headings(self, sheet: str, row: int) -> Mapping[int, str]:
        """The filled cells of a row by column, each as `plain` text."""
        if (sheet, row) not in self._rows:
            cells = self._grid.cells(sheet)
            found = {column: cells.get((row, column)) for column in range(ALL_COLUMNS)}
            self._rows[sheet, row] = {c: plain(cell.text) for c, cell in found.items() if cell}
        return self._rows[sheet, row]

    def _compare_column(self, spot: TableSpot, field: FieldSpec, area: Area) -> None:
        cells = self._grid.cells(area.sheet)
        heading = heading_text(self._layout.form, field)
        self._compare(cells, area.sheet, area.top - spot.below_heading, area.left, heading)
        if field.role in PRINTED_ROLES:
            for number in range(1, spot.rows + 1):
                printed = self._choices.printed(spot.block, field, number)
                self._compare(cells, area.sheet, area.top + number - 1, area.left, printed)

    def _missing_sheets(self) -> None:
        """A sheet of the form that is gone, and whose cells no name finds elsewhere."""
        for title, fields in self._layout.fields_by_sheet().items():
            if title not in self._grid.titles and not any(
                self._area(field_name(f)) for f in fields
            ):
                place = Place(title, "", value=title)
                self.anomalies.append(Anomaly(SHEET_MISSING, (place,), {"title": title}))

    def _area(self, name: str) -> Area | None:
        area = self._grid.names.get(name)
        return area if area and area.sheet in self._grid.titles else None

    def _compare(self, cells: Cells, sheet: str, row: int, column: int, wanted: str) -> None:
        cell = cells.get((row, column))
        if cell and plain(cell.text) != plain(wanted):
            place = Place(sheet, f"{letter(column)}{row + 1}", "", None, cell.text)
            facts = {"was": wanted, "value": cell.text}
            self.anomalies.append(Anomaly(LOCKED_CHANGED, (place,), facts))


def _label(field: FieldSpec, part: int) -> str:
    return field.parts[part] if field.parts else field.label["vi"]
