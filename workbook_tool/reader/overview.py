"""An office's summary workbook → what its lists say, as the clerk left them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader
from workbook_tool.model import SUMMARY_MARK
from workbook_tool.model.grid import Grid
from workbook_tool.model.overview import (
    FoundRow,
    Overview,
    SchoolRow,
    TaskRow,
)
from workbook_tool.patterns import re
from workbook_tool.reader.listed import Listed, Wanted, listed
from workbook_tool.reader.matrices import BRACE, criteria_tables, level_tables
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
        levels=tuple(level_tables(grid, top)),
        criteria=tuple(criteria_tables(grid, top)),
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
    shape = BRACE.sub(r"(?P<\1>.+?)", re.escape(pattern))
    fits = (re.search(rf"{shape}(?=$| · | – |\.)", line) for line in lines)
    return next((found[name] for found in fits if found), "")
