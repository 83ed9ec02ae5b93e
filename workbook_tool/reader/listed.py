"""A summary workbook and the words of one of its lists → the sheet that holds it, by headings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from math import isfinite
from typing import TypeAlias

from workbook_tool.catalogue.files import Reader
from workbook_tool.frozen import dataclass
from workbook_tool.model import LONGEST_NOTE
from workbook_tool.model.grid import Cells, Grid
from workbook_tool.typed.text import fold, nfc

HEADING_ROWS = 30
"""The heading stands within these rows, whatever a person wrote above it."""

Wanted: TypeAlias = Callable[[Collection[str]], bool]
"""Whether columns of these keys are enough to tell the list by."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet whose heading was found: its title, the heading's row, and columns by key."""

    title: str
    cells: Cells
    heading: int
    columns: Mapping[str, int]

    def text(self, row: int, key: str) -> str:
        """What a person reads in a cell, "" where there is none or the list has no such column."""
        cell = self.cells.get((row, self.columns.get(key, -1)))
        return nfc(cell.error or cell.text)[:LONGEST_NOTE] if cell else ""

    def number(self, row: int, key: str) -> int | None:
        """A whole number; None for anything else."""
        cell = self.cells.get((row, self.columns.get(key, -1)))
        raw = cell.raw if cell else None
        return round(raw) if isinstance(raw, (int, float)) and isfinite(raw) else None

    def day(self, row: int, key: str) -> date | None:
        """A day; None for anything else."""
        cell = self.cells.get((row, self.columns.get(key, -1)))
        raw = cell.raw if cell else None
        return raw if isinstance(raw, date) else None

    @property
    def rows(self) -> list[int]:
        """The rows below the heading that hold something."""
        return sorted({row for row, _ in self.cells if row > self.heading})


def listed(grid: Grid, words: Reader, enough: Wanted) -> Listed | None:
    """The list whose words these are: in the sheet of its title, else in any with its headings."""
    titled = fold(words.text("title"))
    titles = sorted(grid.titles, key=lambda title: fold(title) != titled)
    keys = {row.text("value", "") or row.text("field", ""): row for row in words.tables("column")}
    wanted = {h: key for key, row in keys.items() if key for h in _headings(row)}
    tables = (_headed(title, grid.cells(title), wanted, enough) for title in titles)
    return next((table for table in tables if table), None)


def _headings(column: Reader) -> tuple[str, ...]:
    """What a column is headed by, and what it was headed by before it was renamed."""
    return tuple(fold(text) for text in (column.text("title"), *column.texts("former")))


def _headed(title: str, cells: Cells, wanted: Mapping[str, str], enough: Wanted) -> Listed | None:
    """The table below the first row whose headings are enough."""
    for row, columns in _heading_rows(cells, wanted):
        if enough(columns):
            return Listed(title, cells, row, columns)
    return None


def _heading_rows(
    cells: Cells, wanted: Mapping[str, str]
) -> Iterator[tuple[int, Mapping[str, int]]]:
    found: dict[int, dict[str, int]] = {}
    for row, column in sorted(place for place in cells if place[0] < HEADING_ROWS):
        value = wanted.get(fold(cells[row, column].text))
        if value:
            found.setdefault(row, {}).setdefault(value, column)
    yield from found.items()
