"""Grid × Layout → the raw cells of every field: by defined name, else where the form puts it."""

from __future__ import annotations

from workbook_tool.catalogue import FieldSpec
from workbook_tool.layout import Layout, Spot, TableSpot, field_name, heading_text, letter
from workbook_tool.model import Anomaly, Place
from workbook_tool.model.grid import Area, Cell, Cells, Grid
from workbook_tool.reader.assemble import RawCell, RawRow

ERROR_VALUE, FORMULA, LOCKED_CHANGED = "WB111", "WB112", "WB110"


class Located:
    """The cells of one workbook by field, and the oddities met on the way."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self._grid, self._layout = grid, layout
        self.anomalies: list[Anomaly] = []
        self.values = {spot.field.id: self._single(spot) for spot in layout.spots.values()}
        self.tables = {name: self._table(spot) for name, spot in layout.tables.items()}

    def _single(self, spot: Spot) -> list[RawCell]:
        found = []
        for part in range(len(spot.cells)):
            name = field_name(spot.field.id, part)
            area = self._area(name) or Area(
                spot.sheet, spot.row + part, spot.column, spot.row + part, spot.column
            )
            cells = self._grid.cells(area.sheet)
            found.append(self._cell(spot.field, cells, area.sheet, area.top, area.left))
            self._compare(cells, area.sheet, area.top, area.left - 1, _label(spot.field, part))
        return found

    def _table(self, spot: TableSpot) -> list[tuple[int, RawRow]]:
        columns = {f.id: self._column(spot, c, f) for c, f in spot.columns.items() if f.id}
        for column, field in spot.columns.items():
            if field.id:
                area = columns[field.id]
                cells = self._grid.cells(area.sheet)
                wanted = heading_text(self._layout.form, spot.columns[column])
                self._compare(cells, area.sheet, area.top - 1, area.left, wanted)
        height = max(area.bottom - area.top + 1 for area in columns.values())
        rows = ((n, self._row(spot, columns, n)) for n in range(1, height + 1))
        return [(n, row) for n, row in rows if row]

    def _row(self, spot: TableSpot, columns: dict[str, Area], number: int) -> RawRow:
        numbered = spot.block.table == self._layout.form.plan_table
        row = {}
        for field in spot.columns.values():
            if field.id:
                area = columns[field.id]
                cells = self._grid.cells(area.sheet)
                top = area.top + number - 1
                task = number if numbered else None
                row[field.id] = self._cell(field, cells, area.sheet, top, area.left, task)
        filled = any(cell.raw not in (None, "") or cell.error for cell in row.values())
        return row if filled else {}

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
        place = Place(sheet, f"{letter(column)}{row + 1}", field.id, task, cell.error or cell.text)
        if field.writable and cell.error:
            self.anomalies.append(Anomaly(ERROR_VALUE, (place,), {"value": cell.error}))
        elif field.writable and cell.formula:
            self.anomalies.append(Anomaly(FORMULA, (place,), {"value": cell.text}))
        return RawCell(cell.raw, place, cell.error)

    def _column(self, spot: TableSpot, column: int, field: FieldSpec) -> Area:
        named = self._area(field_name(field.id))
        return named or Area(spot.sheet, spot.first, column, spot.last, column)

    def _area(self, name: str) -> Area | None:
        area = self._grid.names.get(name)
        return area if area and area.sheet in self._grid.titles else None

    def _compare(self, cells: Cells, sheet: str, row: int, column: int, wanted: str) -> None:
        cell = cells.get((row, column))
        if cell and " ".join(cell.text.split()) != " ".join(wanted.split()):
            place = Place(sheet, f"{letter(column)}{row + 1}", "", None, cell.text)
            facts = {"was": wanted, "value": cell.text}
            self.anomalies.append(Anomaly(LOCKED_CHANGED, (place,), facts))


def _label(field: FieldSpec, part: int) -> str:
    return field.parts[part] if field.parts else field.label["vi"]
