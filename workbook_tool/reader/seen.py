"""Sheets and rows that a person may not have meant to send → what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook_tool.errors import Refused
from workbook_tool.layout import letter
from workbook_tool.model import Anomaly, Place
from workbook_tool.model.grid import Grid
from workbook_tool.reader.pages import Pages

COPIED, HIDDEN, ADDED, ALIKE = "WB171", "WB172", "WB173", "WB175"
MOST_PLACES = 20
"""Places named on one sheet."""


def seen_beside(
    grid: Grid, pages: Pages, read: Iterable[tuple[Place, int, int]]
) -> Iterator[Anomaly]:
    """Copies of sheets, sheets of the school's own, and what was read though it is hidden.

    `read` are the filled cells of the form, each with its row and column (from 0).
    """
    for copy in pages.copies:
        facts = {"title": copy.title, "counted": copy.counted, "other": copy.other}
        yield Anomaly(ALIKE if copy.alike else COPIED, (Place(copy.counted, ""),), facts)
    yield from _hidden(grid, read)
    for title in pages.added:
        yield Anomaly(ADDED, (_first(grid, title),), {"title": title})


def _hidden(grid: Grid, read: Iterable[tuple[Place, int, int]]) -> Iterator[Anomaly]:
    by_sheet: dict[str, list[tuple[Place, int, int]]] = {}
    for item in read:
        by_sheet.setdefault(item[0].sheet, []).append(item)
    for title, cells in by_sheet.items():
        unseen = grid.hidden(title)
        places = [p for p, r, c in cells if unseen.sheet or r in unseen.rows or c in unseen.columns]
        if places:
            yield Anomaly(HIDDEN, tuple(places[:MOST_PLACES]), {"title": title})


def _first(grid: Grid, title: str) -> Place:
    """The first thing a person reads on a sheet."""
    try:
        at, cell = min(
            (item for item in grid.cells(title).items() if item[1].filled), key=lambda item: item[0]
        )
    except Refused:
        return Place(title, "")
    return Place(title, f"{letter(at[1])}{at[0] + 1}", "", None, cell.error or cell.text)
