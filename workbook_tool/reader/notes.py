"""An office's older summary workbook → what the clerk wrote into its yellow columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader
from workbook_tool.frozen import dataclass
from workbook_tool.model import LONGEST_NOTE, NoteRow, Notes
from workbook_tool.model.grid import Cells, Grid
from workbook_tool.typed.text import fold, nfc

WRITTEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"track": ("choice", "note"), "findings": ("done",)}
)
"""The clerk's columns by sheet: values of `summary.toml`."""

JOINED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "track": {"code": "code", "name": "name", "unit": "unit"},
        "findings": {
            "school_code": "code",
            "school": "name",
            "unit": "unit",
            "code": "rule",
            "path": "path",
        },
    }
)
"""The columns that tell a row from others, and the part of `NoteRow` that each becomes."""

TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType({"track": (), "findings": ("message",)})
"""Columns kept beside a note, so that it can be told when its row is gone."""

HEADING_ROWS = 30
"""The heading stands within these rows, whatever a person wrote above it."""

FILE = "summary.toml"


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet whose heading was found: the row it stands in, and columns by value."""

    cells: Cells
    heading: int
    columns: Mapping[str, int]

    def text(self, row: int, key: str) -> str:
        cell = self.cells.get((row, self.columns.get(key, -1)))
        return nfc(cell.error or cell.text)[:LONGEST_NOTE] if cell else ""

    @property
    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.cells if row > self.heading})


def read_notes(grid: Grid, words: Mapping[str, object]) -> Notes:
    """What the clerk wrote, by row; empty for a workbook that is no summary.

    Columns are found by their headings, a sheet by its title or else by its headings, so that
    both may be moved. `CatalogueError` when `summary.toml`, here `words`, lacks a title.
    """
    top = Reader(dict(words), FILE)
    unknown = top.table("common").text("unknown_school")
    found: dict[NoteRow, dict[str, str]] = {}
    for name in WRITTEN:
        table = _table(grid, top.table(name), name)
        for row in table.rows if table else ():
            _note(found, table, row, (name, unknown))
    return MappingProxyType({row: MappingProxyType(texts) for row, texts in found.items()})


def _note(
    found: dict[NoteRow, dict[str, str]], table: _Table | None, row: int, told: tuple[str, str]
) -> None:
    name, unknown = told
    if table is None:
        return
    written = {key: table.text(row, key) for key in WRITTEN[name]}
    parts = {part: table.text(row, key) for key, part in JOINED[name].items()}
    if not any(written.values()):
        return
    if fold(parts["name"]) == fold(unknown):
        parts["name"] = ""
    texts = found.setdefault(NoteRow(name, **parts), {})
    for key, text in written.items():
        lines = dict.fromkeys(line for line in (texts.get(key, ""), text) if line)
        texts[key] = "\n".join(lines)[:LONGEST_NOTE]
    texts.update({key: text for key in TOLD[name] if (text := table.text(row, key))})


def _table(grid: Grid, words: Reader, name: str) -> _Table | None:
    titled = fold(words.text("title"))
    titles = sorted(grid.titles, key=lambda title: fold(title) != titled)
    values = {row.text("value", ""): _headings(row) for row in words.tables("column")}
    wanted = {h: value for value, headings in values.items() if value for h in headings}
    tables = (_headed(grid.cells(title), wanted, name) for title in titles)
    return next((table for table in tables if table), None)


def _headings(column: Reader) -> tuple[str, ...]:
    """What a column is headed by, and what it was headed by before it was renamed."""
    return tuple(fold(text) for text in (column.text("title"), *column.texts("former")))


def _headed(cells: Cells, wanted: Mapping[str, str], name: str) -> _Table | None:
    """The table below the first row that heads a clerk's column and tells rows apart."""
    for row, columns in _heading_rows(cells, wanted):
        if any(key in columns for key in WRITTEN[name]) and set(JOINED[name]) & set(columns):
            return _Table(cells, row, columns)
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
