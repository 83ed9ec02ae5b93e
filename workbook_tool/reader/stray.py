"""Cells of the form's sheets that belong to no block of it → what a school wrote in the margin.

A text that the form itself prints somewhere is never one: a template issued before a line was
added to a sheet has all lines below it one row higher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from workbook_tool.choices import Choices
from workbook_tool.frozen import dataclass, field
from workbook_tool.layout import BlockSpot, Layout, letter
from workbook_tool.model import STRAY, Anomaly, Place
from workbook_tool.model.grid import Area, Grid
from workbook_tool.reader.printed import plain, printed_texts

MOST_PLACES = 20
"""Places named on one sheet."""
MOST_LOOKED_AT = 500
"""Cells outside the form's own that are compared with its printed words, on one sheet."""
MOST_SHIFTS = 8
"""Ways in which the parts of one sheet may have been pushed about; beyond, it is no form."""
DOCUMENT = "document"
"""A sheet with such a block is made of formulas; what is typed there is no part of a plan."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows `top` to `bottom`, both included, of some columns of a sheet (all from 0)."""

    sheet: str
    top: int
    bottom: int
    columns: frozenset[int]


@dataclass(slots=True)
class Found:
    """Where the reader found what the layout puts elsewhere.

    `shifts` are rows down and columns right, by sheet of the form and sheet of the file; `longer`
    tells how many rows more than prepared were read of the table that begins at a sheet's row;
    `known` are stretches of the file that were found as they are.
    """

    shifts: dict[tuple[str, str], dict[tuple[int, int], None]] = field(default_factory=dict)
    longer: dict[tuple[str, int], int] = field(default_factory=dict)
    known: list[Stretch] = field(default_factory=list)

    def at(self, wanted: Area, area: Area) -> None:
        """Note that what the layout puts at `wanted` stands in `area`."""
        shift = (area.top - wanted.top, area.left - wanted.left)
        self.shifts.setdefault((wanted.sheet, area.sheet), {})[shift] = None


def stray_cells(grid: Grid, layout: Layout, choices: Choices, found: Found) -> Iterator[Anomaly]:
    """One anomaly a sheet, with the first of its places; what formulas show is never one."""
    known: dict[str, list[Stretch]] = {}
    for stretch in found.known:
        known.setdefault(stretch.sheet, []).append(stretch)
    documents = set(_documents(layout))
    for spot in layout.blocks:
        for stretch in _stretches(spot, grid, found) if spot.sheet.title not in documents else ():
            known.setdefault(stretch.sheet, []).append(stretch)
    for title in grid.titles:
        stretches = known.get(title, [])
        if stretches and title not in {*layout.form.hidden.values(), *documents}:
            outside = list(islice(_outside(grid, title, stretches), MOST_LOOKED_AT))
            printed = printed_texts(layout, choices) if outside else frozenset()
            places = [place for place in outside if plain(place.value) not in printed]
            if places:
                yield Anomaly(STRAY, tuple(places[:MOST_PLACES]))


def _documents(layout: Layout) -> Iterator[str]:
    return (spot.sheet.title for spot in layout.blocks if spot.block.kind == DOCUMENT)


def _stretches(spot: BlockSpot, grid: Grid, found: Found) -> Iterator[Stretch]:
    title = spot.sheet.title
    last = spot.row + spot.height - 1 + found.longer.get((title, spot.row), 0)
    columns = spot.columns
    if spot.helpers and _lost_formulas(grid, title):
        columns |= spot.helpers
    shifts = {(title, title): {}, **found.shifts} if title in grid.titles else found.shifts
    for (wanted, sheet), seen in shifts.items():
        if wanted == title:
            for down, right in list(dict.fromkeys([(0, 0), *seen]))[:MOST_SHIFTS]:
                moved = frozenset(column + right for column in columns)
                yield Stretch(sheet, spot.row + down, last + down, moved)


def _lost_formulas(grid: Grid, title: str) -> bool:
    """Whether a sheet shows values alone, as old formats and pasted values do."""
    return not any(cell.formula for cell in grid.cells(title).values())


def _outside(grid: Grid, title: str, known: Iterable[Stretch]) -> Iterator[Place]:
    columns = _by_column(known)
    typed = (
        ((row, column), cell)
        for (row, column), cell in grid.cells(title).items()
        if not (cell.formula or cell.error or row in columns.get(column, ()))
    )
    for (row, column), cell in sorted(typed, key=lambda item: item[0]):
        if cell.filled:
            yield Place(title, f"{letter(column)}{row + 1}", "", None, cell.text)


def _by_column(known: Iterable[Stretch]) -> Mapping[int, set[int]]:
    """The rows of all stretches by column."""
    columns: dict[int, set[int]] = {}
    for stretch in known:
        rows = range(stretch.top, stretch.bottom + 1)
        for column in stretch.columns:
            columns.setdefault(column, set()).update(rows)
    return columns
