"""Turns a list of changed school codes into old code → new codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbook_tool.errors import RosterError
from workbook_tool.roster.cells import Row
from workbook_tool.roster.files import sheets_of
from workbook_tool.roster.heading import Heading, find_heading
from workbook_tool.typed.text import fold


def read_renamed(path: Path, words: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """The new codes of every old one; a merger gives several old codes one new one.

    A split gives one old code several, in one cell or on several lines. Old codes are keys (see
    `code_key`).
    Reads what `read_roster` reads. Raises `RosterError`: roster-unreadable, roster-too-large,
    roster-empty, renamed-no-columns, renamed-half-a-row.
    """
    known = {**words, "headings": words["renamed"]}
    for rows in sheets_of(path, known):
        heading = find_heading(rows, known)
        if heading and {"old", "new"} <= set(heading.columns):
            return _pairs(path, rows[heading.last + 1 :], heading)
    old, new = (words["renamed"][key][0] for key in ("old", "new"))
    raise RosterError("renamed-no-columns", file=path.name, old=old, new=new)


def _pairs(path: Path, rows: tuple[Row, ...], heading: Heading) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        olds, news = (_codes(row.cell(heading.columns[key])) for key in ("old", "new"))
        if bool(olds) != bool(news):
            raise RosterError("renamed-half-a-row", file=path.name, row=row.number)
        for old in olds:
            found.setdefault(code_key(old), {}).update(dict.fromkeys(news))
    return {old: tuple(new) for old, new in found.items()}


def code_key(code: str) -> str:
    """A code to look up: folded, without the leading zeros that spreadsheets eat.

    >>> code_key(" 01A "), code_key("00123")
    ('01a', '123')
    """
    folded = fold(code)
    return folded.lstrip("0") if folded.isdecimal() else folded


def _codes(cell: str) -> list[str]:
    return [code for code in re.split(r"[\s,;]+", cell) if code]
