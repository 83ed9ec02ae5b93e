"""Grid × Layout → the raw cells of every field: by names, by headings, else said to be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.catalogue import FieldSpec
from workbook_tool.choices import Choices
from workbook_tool.layout import (
    BlockSpot,
    Layout,
    Spot,
    TableSpot,
    letter,
)
from workbook_tool.model import ACTIONS, HEADING_LOST, SHEET_MISSING, Anomaly, Place
from workbook_tool.model.grid import Area, Grid
from workbook_tool.reader.assemble import RawCell, RawRow
from workbook_tool.reader.cells import Reading
from workbook_tool.reader.changed import Changes
from workbook_tool.reader.columns import Columns
from workbook_tool.reader.extent import height_of
from workbook_tool.reader.headings import sign
from workbook_tool.reader.labels import Labels, Lost, area_of
from workbook_tool.reader.pages import Pages, pages_of
from workbook_tool.reader.seen import seen_beside
from workbook_tool.reader.stray import Found, Stretch, stray_cells
from workbook_tool.reader.views import Views


class Located:
    """The cells of one workbook by field, and the oddities met on the way.

    A field that was not found has no cells: what was lost was not left blank. `mark` is the
    fingerprint it was issued with.
    """

    def __init__(self, grid: Grid, layout: Layout, choices: Choices, mark: str) -> None:
        self._grid, self._layout, self._choices = grid, layout, choices
        self._views = Views(grid, {})
        self._pages = pages_of(grid, layout, choices, self._views)
        self._names = _usable(grid, self._pages)
        self._found = Found()
        self._reading = Reading(self._views)
        self._changes = Changes(self._views, choices, mark)
        self._columns: dict[str, Columns] = {}
        self.anomalies: list[Anomaly] = []
        self.values: dict[str, list[RawCell]] = {}
        self.tables: dict[str, list[tuple[int, RawRow]]] = {}
        self._find()
        self._said()

    def _find(self) -> None:
        for block in self._layout.blocks:
            if block.block.kind == "fields":
                self._singles(block)
        for name, table in self._layout.tables.items():
            self._columns[name] = self._columns_of(table)
        for name, table in self._layout.tables.items():
            self.tables[name] = self._table(table, self._columns[name])
        for spot in self._layout.spots.values():
            if spot.field.role == "overall":
                self._overall(spot)

    def _page(self, title: str) -> str:
        return self._pages.of.get(title, title)

    # ── single fields ──

    def _singles(self, block: BlockSpot) -> None:
        page = self._page(block.sheet.title)
        labels = Labels(self._views, page, self._names, self._layout, block)
        labels.find()
        for spec in block.block.fields:
            self._single(self._layout.spots[spec.id], labels.found)
        if block.sheet.title in self._pages.of:
            self._lost(labels.lost)

    def _overall(self, spot: Spot) -> None:
        """A level over a whole table: in the row of its label, below the column it sums up."""
        summed = spot.field.of[-1]
        columns = self._columns[summed.partition(".")[0]]
        below = columns.area(columns.spot.column(summed))
        rows = self._labelled(columns.sheet, spot)
        if below and len(rows) == 1:
            row = rows.pop()
            area = Area(columns.sheet, row, below.left, row, below.left)
            self._found.at(area_of(spot, 0), area)
            cell = self._reading.cell(spot.field, area.sheet, row, area.left)
            self.values[spot.field.id] = [cell]

    def _labelled(self, sheet: str, spot: Spot) -> set[int]:
        """The rows in which the label of a field stands: its own one, else wherever it does."""
        view, label = self._views(sheet), sign(spot.field.label["vi"])
        if any(view.sign(spot.row, column) == label for column in range(spot.column)):
            return {spot.row}
        return {row for row, _ in view.places.get(label, ())}

    def _single(self, spot: Spot, places: Mapping[tuple[str, int], Area]) -> None:
        cells = []
        for part in range(len(spot.cells)):
            area = places.get((spot.field.id, part))
            if area is None:
                continue
            self._found.at(area_of(spot, part), area)
            cells.append(self._reading.cell(spot.field, area.sheet, area.top, area.left))
            label = spot.field.parts[part] if spot.field.parts else spot.field.label["vi"]
            self._changes.compare(area.sheet, area.top, area.left - 1, label)
        if cells:
            self.values[spot.field.id] = cells

    # ── tables ──

    def _columns_of(self, spot: TableSpot) -> Columns:
        page = self._page(spot.sheet)
        columns = Columns(self._views, self._layout.form, spot, self._names, page)
        columns.find()
        if spot.sheet in self._pages.of:
            self._lost(columns.lost)
        return columns

    def _table(self, spot: TableSpot, columns: Columns) -> list[tuple[int, RawRow]]:
        areas = {f.id: area for c, f in spot.columns.items() if f.id and (area := columns.area(c))}
        if not areas:
            return []
        height = height_of(self._layout, spot, columns, self._columns)
        self._stretch(spot, columns, height)
        self._changes.compare_table(spot, columns)
        fields = [(f, areas[f.id].left) for f in spot.columns.values() if f.id in areas]
        written = {column for spec, column in fields if spec.writable}
        cells = self._views(columns.sheet).cells
        started = {row - columns.first + 1 for row, column in cells if column in written}
        rows = (number for number in range(1, height + 1) if number in started)
        return [(n, self._row(spot, fields, columns, n)) for n in rows]

    def _stretch(self, spot: TableSpot, columns: Columns, height: int) -> None:
        first = columns.first
        top = first - 1 if columns.heading is None else columns.heading - (spot.heading - spot.top)
        own = frozenset(columns.at.values())
        self._found.known.append(Stretch(columns.sheet, top, first + height - 1, own))
        left = min(columns.at, default=0)
        wanted = Area(spot.sheet, spot.first, left, spot.last, left)
        at = columns.at.get(left, left)
        self._found.at(wanted, Area(columns.sheet, first, at, first, at))
        self._found.longer[spot.sheet, spot.top] = max(0, height - spot.rows)

    def _row(
        self, spot: TableSpot, fields: list[tuple[FieldSpec, int]], columns: Columns, number: int
    ) -> RawRow:
        """The cells of a row, by the columns of its fields."""
        sheet, row = columns.sheet, columns.first + number - 1
        task = number if spot.block.table == ACTIONS else None
        return {
            spec.id: self._reading.cell(spec, sheet, row, column, task) for spec, column in fields
        }

    # ── what is said ──

    def _lost(self, lost: list[Lost]) -> None:
        for item in lost:
            row, column = item.cell or (0, 0)
            cell = f"{letter(column)}{row + 1}" if item.cell else ""
            place = Place(item.sheet, cell, item.field, None, item.near)
            facts = {"label": item.label, "near": item.near, "near_cell": cell}
            self.anomalies.append(Anomaly(HEADING_LOST, (place,), facts))

    def _said(self) -> None:
        self.anomalies += [*self._reading.anomalies, *self._changes.anomalies]
        self.anomalies += self._missing_sheets()
        self.anomalies += stray_cells(self._grid, self._layout, self._choices, self._found)
        self.anomalies += seen_beside(self._grid, self._pages, self._reading.filled)

    def _missing_sheets(self) -> Iterator[Anomaly]:
        """A sheet of the form that is gone, and whose cells no name finds elsewhere."""
        placed = {*self.values, *(f for c in self._columns.values() for f in c.placed)}
        for title, fields in self._layout.fields_by_sheet().items():
            if title not in self._pages.of and placed.isdisjoint(fields):
                yield Anomaly(SHEET_MISSING, (Place(title, "", value=title),), {"title": title})


def _usable(grid: Grid, pages: Pages) -> Mapping[str, Area]:
    """The names that point at a sheet of the file which counts."""
    known = set(grid.titles) - pages.aside
    return {name: area for name, area in grid.names.items() if area.sheet in known}
