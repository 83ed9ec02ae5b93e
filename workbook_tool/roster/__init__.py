"""Turns an office's list of schools, in whatever file it stands, into frozen `School`s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workbook_tool.errors import RosterError
from workbook_tool.model import School
from workbook_tool.roster.body import school_rows
from workbook_tool.roster.cells import Row, short
from workbook_tool.roster.files import sheets_of
from workbook_tool.roster.heading import Heading, find_heading
from workbook_tool.roster.line import school_of

__all__ = ["read_roster"]


def read_roster(path: Path, words: Mapping[str, Any]) -> tuple[School, ...]:
    """The schools of a list in its order; `words` is `rules/roster.toml`.

    Of several sheets the one whose heading names most columns is read, a visible one first.
    Reads csv, tsv and txt (`;`, `,`, tab or `|`; UTF-8, UTF-16, cp1258) and xlsx, xls, xlsb, ods
    by what they are, not by their ending. Codes stay text with their zeros. The type of a school
    without one is taken from the words its name begins with, else it is "".

    Raises `RosterError`: roster-unreadable, roster-too-large, roster-empty, roster-no-heading,
    roster-no-name-column, roster-row-without-name, roster-damaged-code, roster-same-code,
    roster-same-school.
    """
    sheets = [sheet for sheet in sheets_of(path, words) if any(row.filled for row in sheet)]
    if not sheets:
        raise RosterError("roster-empty", file=path.name)
    tried = [(sheet, find_heading(sheet, words)) for sheet in sheets]
    usable = [(rows, h) for rows, h in tried if h and "name" in h.columns]
    if not usable:
        raise _no_heading(path, tried, words)
    rows, heading = max(usable, key=lambda pair: len(pair[1].columns))
    schools = school_rows(rows, heading, words)
    found = [(row, school_of(row, heading, words, path.name)) for row in schools]
    if not found:
        raise RosterError("roster-empty", file=path.name)
    _refuse_twins(path, found)
    return tuple(school for _, school in found)


def _no_heading(
    path: Path,
    tried: Sequence[tuple[Sequence[Row], Heading | None]],
    words: Mapping[str, Any],
) -> RosterError:
    names = [aliases[0] for aliases in words["headings"].values()]
    for row in (rows[heading.index] for rows, heading in tried if heading):
        seen = short(", ".join(cell for cell in row.cells if cell))
        facts = {"file": path.name, "row": row.number, "seen": seen}
        return RosterError("roster-no-name-column", **facts, wanted=words["headings"]["name"][0])
    first = next(cell for row in tried[0][0] for cell in row.cells if cell)
    return RosterError(
        "roster-no-heading", file=path.name, seen=short(first), wanted="; ".join(names)
    )


def _refuse_twins(path: Path, found: Sequence[tuple[Row, School]]) -> None:
    """Two lines for one school: by code, else by province, unit and name (accents count)."""
    seen: dict[tuple[str, ...], Row] = {}
    for row, school in found:
        place = (school.province, school.unit, school.name)
        key = (school.code.casefold(),) if school.code else tuple(t.casefold() for t in place)
        if key in seen:
            same = "roster-same-code" if school.code else "roster-same-school"
            rows = f"{seen[key].number}, {row.number}"
            raise RosterError(same, file=path.name, code=school.code, name=school.name, rows=rows)
        seen[key] = row
