"""The single fields of a form → their cells, found by the names and by the labels beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.frozen import dataclass, field
from workbook_tool.layout import BlockSpot, Layout, Spot, field_name
from workbook_tool.model.grid import Area
from workbook_tool.reader.headings import nearest, pairs, sign
from workbook_tool.reader.views import Look

Key = tuple[str, int]
"""A field and one of its cells, counted from 0."""
BESIDE = 1
"""A cell stands so many columns right of its label."""
LABELS, VALUES = 0, 1
"""The headings over the labels and over the cells of a block, among its headings."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A heading that was not found: of which field, on which sheet, and the likest text there."""

    field: str
    label: str
    sheet: str
    near: str = ""
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    key: Key
    label: str
    wanted: Area

    @property
    def sign(self) -> str:
        return sign(self.label)


@dataclass(slots=True)
class Labels:
    """Finds the cells of one block on a sheet of the file; `names` are those that count."""

    look: Look
    page: str
    names: Mapping[str, Area]
    layout: Layout
    block: BlockSpot
    found: dict[Key, Area] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    _cells: list[_Cell] = field(default_factory=list)
    _column: int | None = None

    def find(self) -> None:
        """Place every cell of the block, those first of which nobody can doubt."""
        self._cells = list(_cells(self.layout, self.block))
        first = [self._named(cell) or self._on_page(cell.wanted) for cell in self._cells]
        self._column = self._values_column(first[0])
        for cell, area in zip(self._cells, first, strict=True):
            if self._labelled(area) == cell.sign and self._column in (None, area.left):
                self.found[cell.key] = area
        left = [cell for cell in self._cells if cell.key not in self.found]
        if left:
            self._search(left)

    def _search(self, left: list[_Cell]) -> None:
        offered = self._offered()
        for cell in left:
            self._place(cell, offered)
        self._by_likeness([c for c in left if c.key not in self.found], offered)
        for cell in left:
            if cell.key not in self.found:
                self._by_place(cell)

    def _named(self, cell: _Cell) -> Area | None:
        return self.names.get(field_name(*cell.key))

    def _on_page(self, wanted: Area) -> Area:
        return Area(self.page, wanted.top, wanted.left, wanted.bottom, wanted.right)

    def _labelled(self, area: Area) -> str:
        """The sign beside a cell."""
        return self.look(area.sheet).sign(area.top, area.left - BESIDE)

    def _offered(self) -> dict[tuple[int, int], str]:
        """The texts of the sheet that stand where labels do and are no label found already."""
        used = {(area.top, area.left - BESIDE) for area in self.found.values()}
        columns = {column for _, column in used}
        columns |= {c for _, c in self._places(LABELS)} or {self._cells[0].wanted.left - BESIDE}
        own = {cell.sign for cell in self._cells}
        return {
            at: text
            for at, text in self.look(self.page).signs.items()
            if at not in used and (text in own or at[1] in columns)
        }

    def _places(self, heading: int) -> tuple[tuple[int, int], ...]:
        """Where a heading of the block stands."""
        text = sign(self.block.block.extra["headings"][heading])
        return self.look(self.page).places.get(text, ())

    def _values_column(self, first: Area) -> int | None:
        """The column of what a school writes, None where no heading tells it."""
        heading = sign(self.block.block.extra["headings"][VALUES])
        if self.look(first.sheet).sign(first.top - 1, first.left) == heading:
            return first.left
        columns = {column for _, column in self._places(VALUES)}
        return columns.pop() if len(columns) == 1 else None

    def _beside(self, at: tuple[int, int]) -> Area:
        column = self._column
        left = column if column is not None and column > at[1] else at[1] + BESIDE
        return Area(self.page, at[0], left, at[0], left)

    def _place(self, cell: _Cell, offered: dict[tuple[int, int], str]) -> None:
        """By its own label, unless its name points at a cell that was moved on purpose."""
        at = [place for place, text in offered.items() if text == cell.sign]
        if len(at) > 1:  # a title of the section may say the same
            columns = {column for _, column in self._places(LABELS)}
            at = [place for place in at if place[1] in columns]
        if len(at) != 1:
            return
        del offered[at[0]]
        own, named = self._beside(at[0]), self._named(cell)
        self.found[cell.key] = named if named and self._alone(named, own) else own

    def _alone(self, named: Area, own: Area) -> bool:
        """Whether a cell was cut out and put elsewhere: filled, no label beside it, none left."""
        view = self.look(named.sheet)
        beside = view.filled(named.top, named.left - BESIDE)
        printed = view.sign(named.top, named.left) in {cell.sign for cell in self._cells}
        return self._filled(named) and not (beside or printed or self._filled(own))

    def _filled(self, area: Area) -> bool:
        return self.look(area.sheet).filled(area.top, area.left)

    def _by_likeness(self, cells: list[_Cell], offered: Mapping[tuple[int, int], str]) -> None:
        unnamed = {c.key: c.sign for c in cells if not self._named(c)}
        for key, at in pairs(unnamed, offered).items():
            self.found[key] = self._beside(at)

    def _by_place(self, cell: _Cell) -> None:
        """By its name; else between neighbours that moved alike; else it is lost."""
        place = self._named(cell) or self._between(cell)
        if place:
            self.found[cell.key] = place
            return
        offered = self._offered()
        near = nearest(cell.sign, offered)
        text = self.look(self.page).cells[near].text if near else ""
        self.lost.append(Lost(cell.key[0], cell.label, self.page, text, near))

    def _between(self, cell: _Cell) -> Area | None:
        """Where its neighbours say the cell stands; a single one must leave a label beside it."""
        at = self._cells.index(cell)
        shifts = [
            (area.top - other.wanted.top, area.left - other.wanted.left)
            for other in self._cells[max(0, at - 1) : at + 2]
            if (area := self.found.get(other.key)) and area.sheet == self.page
        ]
        if len(set(shifts)) != 1:
            return None
        down, right = shifts[0]
        row, column = cell.wanted.top + down, cell.wanted.left + right
        own = Area(self.page, row, column, row, column)
        beside = self.look(self.page).filled(row, column - BESIDE)
        headings = map(sign, self.block.block.extra["headings"])
        taken = any((row, column) == (a.top, a.left) for a in self.found.values())
        if taken or self._labelled(own) in headings or (len(shifts) == 1 and not beside):
            return None
        return own


def _cells(layout: Layout, block: BlockSpot) -> Iterator[_Cell]:
    for spec in block.block.fields:
        spot = layout.spots[spec.id]
        for part in range(len(spot.cells)):
            label = spec.parts[part] if spec.parts else spec.label["vi"]
            yield _Cell((spec.id, part), label, area_of(spot, part))


def area_of(spot: Spot, part: int) -> Area:
    """Where the layout puts a cell of a field."""
    row = spot.row + part
    return Area(spot.sheet, row, spot.column, row, spot.column)
