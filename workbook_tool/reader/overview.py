"""An office's summary workbook → what its lists say, as the clerk left them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from math import isfinite
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader
from workbook_tool.model import SUMMARY_MARK
from workbook_tool.model.grid import Cells, Grid
from workbook_tool.model.overview import (
    CriteriaTable,
    FoundRow,
    LevelsTable,
    Overview,
    SchoolRow,
    TaskRow,
)
from workbook_tool.patterns import re
from workbook_tool.reader.listed import Listed, Wanted, listed
from workbook_tool.typed.text import fold

FILE = "summary.toml"
NEEDED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "track": frozenset({"name", "state"}),
        "findings": frozenset({"school", "severity", "message"}),
        "actions": frozenset({"school", "set", "money"}),
    }
)
"""The columns by which a list is known."""
HEAD_ROWS = 4
"""Title, year and date stand in the first rows of every sheet."""
_BRACE = re.compile(r"\\\{(\w+)\\\}")


def is_summary(grid: Grid) -> bool:
    """Whether the workbook is a summary of ours: it says so itself."""
    return SUMMARY_MARK in grid.properties


def read_overview(grid: Grid, words: Mapping[str, object]) -> Overview:
    """What the summary says; a list that somebody took out is empty.

    `CatalogueError` when `summary.toml`, here `words`, lacks a title.
    """
    top = Reader(dict(words), FILE)
    tables = {name: listed(grid, top.table(name), _enough(NEEDED[name])) for name in NEEDED}
    heads = list(_head_lines(grid))
    return Overview(
        years=_told(heads, top.table("common").text("year"), "years"),
        as_of=_told(heads, top.table("common").text("as_of"), "as_of"),
        schools=tuple(_schools(tables["track"], top)),
        tasks=tuple(_tasks(tables["actions"], top)),
        found=tuple(_found(tables["findings"], top)),
        levels=tuple(_levels(grid, top)),
        criteria=tuple(_criteria(grid, top)),
    )


def _enough(needed: Collection[str]) -> Wanted:
    return lambda columns: set(needed) <= set(columns)


def _keys(top: Reader, name: str) -> dict[str, str]:
    """The keys of a table of words by their folded words."""
    return {fold(str(text)): key for key, text in top.table(name).raw().items()}


def _schools(table: Listed | None, top: Reader) -> Iterator[SchoolRow]:
    if table is None:
        return
    states = _keys(top, "school_state")
    for row in table.rows:
        name, state = table.text(row, "name"), table.text(row, "state")
        if name and state:
            yield SchoolRow(
                name=name,
                type=table.text(row, "type"),
                unit=table.text(row, "unit"),
                state=states.get(fold(state), ""),
                group=table.text(row, "group") or table.text(row, "type"),
                received=table.day(row, "received"),
                actions=table.number(row, "actions") or 0,
                note=table.text(row, "note"),
            )


def _tasks(table: Listed | None, top: Reader) -> Iterator[TaskRow]:
    if table is None:
        return
    money, statuses = _keys(top, "money_state"), _keys(top, "status")
    for row in table.rows:
        if school := table.text(row, "school"):
            yield TaskRow(
                school=school,
                set=table.text(row, "set"),
                standard=table.text(row, "standard"),
                criterion=table.text(row, "criterion"),
                money=money.get(fold(table.text(row, "money")), ""),
                amount=table.number(row, "amount"),
                source=table.text(row, "source"),
                end=table.day(row, "end"),
                status=statuses.get(fold(table.text(row, "status")), ""),
            )


def _found(table: Listed | None, top: Reader) -> Iterator[FoundRow]:
    if table is None:
        return
    severities = _keys(top, "severity")
    for row in table.rows:
        severity = severities.get(fold(table.text(row, "severity")), "")
        if severity:
            school, said = table.text(row, "school"), table.text(row, "message")
            key = "\n".join((table.text(row, "school_code"), school, table.text(row, "unit")))
            yield FoundRow(key, school, table.text(row, "code"), severity, said)


def _head_lines(grid: Grid) -> Iterator[str]:
    for title in grid.titles[:2]:
        cells = grid.cells(title)
        yield from (cells[at].text for at in sorted(cells) if at[0] < HEAD_ROWS)


def _told(lines: list[str], pattern: str, name: str) -> str:
    """What stands where a pattern of words has a brace, in the first line that fits it."""
    shape = _BRACE.sub(r"(?P<\1>.+?)", re.escape(pattern))
    fits = (re.search(rf"{shape}(?=$| · | – |\.)", line) for line in lines)
    return next((found[name] for found in fits if found), "")


def _levels(grid: Grid, top: Reader) -> Iterator[LevelsTable]:
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


def _criteria(grid: Grid, top: Reader) -> Iterator[CriteriaTable]:
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
    found = re.fullmatch(_BRACE.sub("(.+)", re.escape(pattern)), title)
    return found[1] if found else title
