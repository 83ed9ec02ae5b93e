"""Turns a file of any kind that offices keep lists in into sheets of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from workbook_tool.errors import RosterError
from workbook_tool.roster.cells import LARGEST, Row, tidy, unreadable
from workbook_tool.roster.spreadsheet import read_spreadsheet
from workbook_tool.roster.textfile import read_text

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def sheets_of(path: Path, words: Mapping[str, Any]) -> list[tuple[Row, ...]]:
    """The sheets of a file, visible ones first; `RosterError` roster-unreadable, -too-large."""
    try:
        if path.stat().st_size > LARGEST:
            raise RosterError("roster-too-large", file=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path.name, error.strerror or error) from error
    if data.startswith(_SPREADSHEETS):
        return [_rows(rows) for rows in read_spreadsheet(path.name, data)]
    return [_rows(enumerate(read_text(path.name, data, words), 1))]


def _rows(rows: Iterable[tuple[int, Sequence[object]]]) -> tuple[Row, ...]:
    return tuple(Row(number, tuple(map(tidy, cells))) for number, cells in rows)
