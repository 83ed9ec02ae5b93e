"""Turns the rows of a sheet into its heading: which column holds what of a school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbook_tool.frozen import dataclass
from workbook_tool.roster.cells import Row, plain

SEARCHED = 20
"""How many rows may stand above the heading, titles and blank rows together."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found at rows `index` to `last` of a sheet; columns counted from 0.

    `columns` maps attributes of `School` to columns; `number` is the column of running numbers.
    """

    index: int
    last: int
    columns: Mapping[str, int]
    number: int | None


def find_heading(rows: Sequence[Row], words: Mapping[str, Any]) -> Heading | None:
    """The heading among the first rows that names most columns, one with a name column first.

    A second row below it may add columns (a merged "contact" over "phone" and "e-mail"). None
    when no row names any column.
    """
    aliases = {
        plain(alias): attribute for attribute, names in words["headings"].items() for alias in names
    }
    numbers = {plain(word) for word in words["rows"]["number"]}
    found = (_heading_at(rows, n, aliases, numbers) for n in range(min(SEARCHED, len(rows))))
    named = [heading for heading in found if heading.columns]
    return max(named, key=lambda h: ("name" in h.columns, len(h.columns)), default=None)


def _heading_at(
    rows: Sequence[Row], n: int, aliases: Mapping[str, str], numbers: set[str]
) -> Heading:
    columns, last = _columns(rows[n], aliases), n
    below = rows[n + 1] if columns and n + 1 < len(rows) else None
    # What stands below the name is a school's name unless that cell belongs to the heading.
    if below and not _is_school(below, columns.get("name")):
        more = {a: c for a, c in _columns(below, aliases).items() if a not in columns}
        if more:
            columns, last = {**columns, **more}, n + 1
    cells = [plain(cell) for cell in rows[n].cells]
    number = next((i for i, cell in enumerate(cells) if cell in numbers), None)
    return Heading(n, last, columns, number)


def _is_school(row: Row, name: int | None) -> bool:
    return name is None or bool(row.cell(name))


def _columns(row: Row, aliases: Mapping[str, str]) -> dict[str, int]:
    """Attributes by column; of two columns for one attribute the first counts."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        attribute = aliases.get(plain(cell))
        if attribute:
            columns.setdefault(attribute, index)
    return columns
