"""A sheet of a returned workbook, asked for its texts by place and for places by their text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from workbook_tool.frozen import dataclass
from workbook_tool.layout import ALL_COLUMNS
from workbook_tool.model.grid import Cells, Grid
from workbook_tool.reader.headings import sign

Spot = tuple[int, int]


class View:
    """One sheet; nothing of it is indexed before somebody asks."""

    def __init__(self, title: str, cells: Cells) -> None:
        self.title, self.cells = title, cells

    def sign(self, row: int, column: int) -> str:
        """The sign of the text in a cell (see `headings.sign`)."""
        cell = self.cells.get((row, column))
        return sign(cell.text) if cell else ""

    def filled(self, row: int, column: int) -> bool:
        """Whether a person sees something in a cell."""
        cell = self.cells.get((row, column))
        return cell is not None and cell.filled

    @cached_property
    def signs(self) -> Mapping[Spot, str]:
        """The signs of all texts that no formula made, by row and column."""
        texts = ((at, sign(c.text)) for at, c in self.cells.items() if isinstance(c.raw, str))
        return {at: text for at, text in texts if text and not self.cells[at].formula}

    @cached_property
    def places(self) -> Mapping[str, tuple[Spot, ...]]:
        """Where each sign stands, top to bottom."""
        found: dict[str, list[Spot]] = {}
        for at, text in sorted(self.signs.items()):
            found.setdefault(text, []).append(at)
        return {text: tuple(places) for text, places in found.items()}

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows in which a text stands, ascending."""
        return tuple(sorted({row for row, _ in self.signs}))

    def row(self, row: int) -> Mapping[int, str]:
        """The signs of one row, by column; no sheet of a form is wider than `ALL_COLUMNS`."""
        signs = {column: self.sign(row, column) for column in range(ALL_COLUMNS)}
        return {column: text for column, text in signs.items() if text}


@dataclass(frozen=True, slots=True)
class Views:
    """The sheets of a workbook, each made once."""

    grid: Grid
    made: dict[str, View]

    def __call__(self, title: str) -> View:
        """The sheet of that title; one without cells when there is none."""
        if title not in self.made:
            self.made[title] = View(title, self.grid.cells(title))
        return self.made[title]


Look = Callable[[str], View]
