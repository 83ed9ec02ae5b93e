"""Turns an office's list of schools, in whatever file it stands, into frozen `School`s."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from workbook_tool.errors import RosterError
from workbook_tool.model import School
from workbook_tool.roster.cells import LARGEST, Row, plain, tidy, unreadable
from workbook_tool.roster.heading import Heading, find_heading
from workbook_tool.roster.spreadsheet import read_spreadsheet
from workbook_tool.roster.textfile import read_text

__all__ = ["read_roster"]

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DAMAGED = re.compile(r"\d([.,]\d+)?e\+\d+", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\W*(\d{1,2}|[a-z])\W*", re.IGNORECASE)


def read_roster(path: Path, words: Mapping[str, Any]) -> tuple[School, ...]:
    """The schools of a list in its order; `words` is `rules/roster.toml`.

    Reads csv, tsv and txt (`;`, `,`, tab or `|`; UTF-8, UTF-16, cp1258) and xlsx, xls, xlsb, ods
    by what they are, not by their ending. Codes stay text with their zeros. The type of a school
    without one is taken from the words its name begins with, else it is "".

    Raises `RosterError`: roster-unreadable, roster-too-large, roster-empty, roster-no-heading,
    roster-no-name-column, roster-row-without-name, roster-damaged-code, roster-same-code,
    roster-same-school.
    """
    sheets = [sheet for sheet in _sheets(path, words) if any(row.filled for row in sheet)]
    if not sheets:
        raise RosterError("roster-empty", file=path.name)
    tried = [(sheet, find_heading(sheet, words)) for sheet in sheets]
    usable = [(rows, h) for rows, h in tried if h and "name" in h.columns]
    if not usable:
        raise _no_heading(path, tried, words)
    rows, heading = usable[0]
    schools = _school_rows(rows, heading, words)
    found = [(row, _school(row, heading, words, path)) for row in schools]
    if not found:
        raise RosterError("roster-empty", file=path.name)
    _refuse_twins(path, found)
    return tuple(school for _, school in found)


def _sheets(path: Path, words: Mapping[str, Any]) -> list[tuple[Row, ...]]:
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


def _no_heading(
    path: Path,
    tried: Sequence[tuple[Sequence[Row], Heading | None]],
    words: Mapping[str, Any],
) -> RosterError:
    names = [aliases[0] for aliases in words["headings"].values()]
    for row in (rows[heading.index] for rows, heading in tried if heading):
        seen = _short(", ".join(cell for cell in row.cells if cell))
        facts = {"file": path.name, "row": row.number, "seen": seen}
        return RosterError("roster-no-name-column", **facts, wanted=words["headings"]["name"][0])
    first = next(cell for row in tried[0][0] for cell in row.cells if cell)
    return RosterError(
        "roster-no-heading", file=path.name, seen=_short(first), wanted="; ".join(names)
    )


def _school_rows(rows: Sequence[Row], heading: Heading, words: Mapping[str, Any]) -> Iterator[Row]:
    """The rows below the heading that speak of a school, up to the totals or the signature."""
    after_blank, started = False, False
    for row in rows[heading.last + 1 :]:
        if not row.filled:
            after_blank = True
            continue
        if _ends(row, words):
            return
        if not started and _numbers_columns(row):
            continue
        if _is_aside(row, heading, after_blank):
            continue
        started = True
        yield row


def _numbers_columns(row: Row) -> bool:
    """Whether a row below the heading only counts its columns: (1), (2), (3)."""
    return row.filled > 1 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in row.cells if cell)


def _ends(row: Row, words: Mapping[str, Any]) -> bool:
    cells = [plain(cell) for cell in row.cells if cell]
    if any(cell in map(plain, words["rows"]["ends"]) for cell in cells):
        return True
    # A figure may follow the word: the cell stands for a total, not for a school of that name.
    totals = "|".join(re.escape(plain(word)) for word in words["rows"]["totals"])
    return bool(re.fullmatch(rf"({totals})( \d.*)?", cells[0] if cells else ""))


def _is_aside(row: Row, heading: Heading, after_blank: bool) -> bool:
    """Whether a row is a group's title, a prepared empty line or a remark below the list."""
    told = [a for a, column in heading.columns.items() if row.cell(column)]
    if not told:
        return True
    numbered = any(ch.isdigit() for ch in row.cell(heading.number))
    if told != ["name"] or len(heading.columns) == 1 or numbered:
        return False
    return heading.number is not None or (after_blank and row.filled == 1)


def _school(row: Row, heading: Heading, words: Mapping[str, Any], path: Path) -> School:
    told = {name: row.cell(column) for name, column in heading.columns.items()}
    if not told["name"]:
        raise RosterError(
            "roster-row-without-name", file=path.name, row=row.number, seen=_short(str(row))
        )
    told["code"] = _code(told.get("code", ""))
    if _DAMAGED.fullmatch(told["code"]):
        raise RosterError("roster-damaged-code", file=path.name, row=row.number, code=told["code"])
    for attribute, readings in words["values"].items():
        told[attribute] = _settled(told.get(attribute, ""), readings)
    told["type"] = told.get("type") or _type_in(told["name"], words)
    return School(**told)


def _code(text: str) -> str:
    """The code without the marks by which spreadsheets are made to keep its zeros."""
    code = unicodedata.normalize("NFKC", text).replace(" ", "")
    return code.removeprefix("=").strip("'\"")


def _settled(text: str, readings: Mapping[str, Sequence[str]]) -> str:
    """The word of the vocabulary that `text` stands for; `text` itself when there is none."""
    key = plain(text)
    for word, aliases in readings.items():
        if key and key in (plain(alias) for alias in (word, *aliases)):
            return word
    return text


def _type_in(name: str, words: Mapping[str, Any]) -> str:
    key = plain(name)
    for prefix in map(plain, words["rows"]["name_prefixes"]):
        key = key.removeprefix(f"{prefix} ")
    readings = words["values"].get("type", {})
    known = {plain(a): word for word, aliases in readings.items() for a in (word, *aliases)}
    fitting = [alias for alias in known if alias and f"{key} ".startswith(f"{alias} ")]
    return known[max(fitting, key=len)] if fitting else ""


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


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
