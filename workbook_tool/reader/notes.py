"""An office's older summary workbook → what the clerk wrote into its yellow columns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader
from workbook_tool.model import LONGEST_NOTE, NoteRow, Notes
from workbook_tool.model.grid import Grid
from workbook_tool.reader.listed import Listed, listed
from workbook_tool.typed.text import fold

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

FILE = "summary.toml"


def read_notes(grid: Grid, words: Mapping[str, object]) -> Notes:
    """What the clerk wrote, by row; empty for a workbook that is no summary.

    Columns are found by their headings, a sheet by its title or else by its headings, so that
    both may be moved. `CatalogueError` when `summary.toml`, here `words`, lacks a title.
    """
    top = Reader(dict(words), FILE)
    unknown = top.table("common").text("unknown_school")
    found: dict[NoteRow, dict[str, str]] = {}
    for name in WRITTEN:
        if table := _table(grid, top.table(name), name):
            for row in table.rows:
                _note(found, table, row, (name, unknown))
    return MappingProxyType({row: MappingProxyType(texts) for row, texts in found.items()})


def _note(
    found: dict[NoteRow, dict[str, str]], table: Listed, row: int, told: tuple[str, str]
) -> None:
    name, unknown = told
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


def _table(grid: Grid, words: Reader, name: str) -> Listed | None:
    """The list of this name: it heads a clerk's column and tells rows apart."""
    return listed(
        grid,
        words,
        lambda columns: (
            any(key in columns for key in WRITTEN[name])
            and not set(JOINED[name]).isdisjoint(columns)
        ),
    )
