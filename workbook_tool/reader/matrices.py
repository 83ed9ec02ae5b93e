"""Sheets of a summary that are no lists → schools by level, tasks by school and criterion."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from workbook_tool.catalogue.files import Reader
from workbook_tool.model.grid import Cells, Grid
from workbook_tool.model.overview import CriteriaTable, LevelsTable
from workbook_tool.patterns import re
from workbook_tool.typed.text import fold

BRACE = re.compile(r"\\\{(\w+)\\\}")
"""A brace of a pattern of words, as `re.escape` leaves it."""


def level_tables(grid: Grid, top: Reader) -> Iterator[LevelsTable]:
    """The tables of schools by overall level: one a sheet of self-assessments."""
    words = top.table("assessment")
    total = fold(top.table("common").text("total"))
    head = [fold(words.text(key)) for key in ("reached", "schools")]
    for title in grid.titles:
        cells = grid.cells(title)
        for row, column in sorted(at for at in cells if fold(cells[at].text) == head[0]):
            beside = [c for r, c in cells if r == row and fold(cells[r, c].text) == head[1]]
            if beside:
                rows = tuple(_counted(cells, row + 1, (column, beside[0]), total))
                yield LevelsTable(_of_set(title, words.text("title")), rows)
                break


def _counted(
    cells: Cells, row: int, columns: tuple[int, int], total: str
) -> Iterator[tuple[str, int]]:
    last = max(row for row, _ in cells)
    for at in range(row, last + 1):
        label, count = (cells.get((at, column)) for column in columns)
        if label and fold(label.text) == total:
            return
        if label and count and isinstance(count.raw, (int, float)):
            yield label.text, _whole(cells, at, columns[1])


def criteria_tables(grid: Grid, top: Reader) -> Iterator[CriteriaTable]:
    """The matrices of schools and criteria: one a sheet, known by its title."""
    words = top.table("criteria")
    for title in grid.titles:
        short = _of_set(title, words.text("title"))
        cells = grid.cells(title) if short != title else {}
        head = fold(words.text("school"))
        found = [at for at in sorted(cells) if fold(cells[at].text) == head]
        if found:
            yield _matrix(cells, found[0], short, words)


def _matrix(cells: Cells, at: tuple[int, int], short: str, words: Reader) -> CriteriaTable:
    row, column = at
    unknown, total = (fold(words.text(key)) for key in ("unknown", "total"))
    heads = {c: cells[r, c].text for r, c in sorted(cells) if r == row and c > column}
    ids = {c: "" if fold(text) == unknown else text for c, text in heads.items()}
    shown = [c for c in ids if fold(heads[c]) != total]
    lines = []
    for line in range(row + 1, max(r for r, _ in cells) + 1):
        number, name = (cells.get((line, c)) for c in (column - 1, column))
        if number is None or name is None or not isinstance(number.raw, (int, float)):
            break
        counts = tuple(_whole(cells, line, c) for c in shown)
        lines.append((name.text, counts))
    above = [cells[r, c].text for r, c in sorted(cells) if r == row - 1]
    return CriteriaTable(
        short, next(iter(above), short), tuple(ids[c] for c in shown), tuple(lines)
    )


def _whole(cells: Cells, row: int, column: int) -> int:
    cell = cells.get((row, column))
    raw = cell.raw if cell else None
    return round(raw) if isinstance(raw, (int, float)) and isfinite(raw) else 0


def _of_set(title: str, pattern: str) -> str:
    found = re.fullmatch(BRACE.sub("(.+)", re.escape(pattern)), title)
    return found[1] if found else title
