"""The sheet of settings in a list of schools → what it sets, and what is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from workbook_tool.errors import RosterError, WbtoolError
from workbook_tool.frozen import dataclass
from workbook_tool.layout import letter
from workbook_tool.patterns import re
from workbook_tool.roster.cells import LARGEST, plain
from workbook_tool.roster.spreadsheet import read_spreadsheet
from workbook_tool.settings.kinds import CUTOFF, FLAG, GRADE, TEXTS, Kind, Value
from workbook_tool.settings.near import nearest
from workbook_tool.settings.said import Said
from workbook_tool.settings.schema import Schema, shown
from workbook_tool.settings.understood import SEVERITY, understood
from workbook_tool.typed.cutoff import read_cutoff
from workbook_tool.typed.text import as_text

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
ITEMS, RULES = "items", "rules"
_APART = re.compile(r"[;\n]")
_APART_WITHIN = {"rules": re.compile(r"[;,\s]"), "lists": re.compile(r"[;,\n]")}
"""What parts the entries of settings in which no comma can be part of one."""
_WHOLE = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+")
Words = Mapping[str, Any]
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a row sets: the setting's path, the cell, its label and its place as people say."""

    path: str
    raw: object
    at: str


def sheet_settings(roster: Path, words: Words, schema: Schema) -> Said | None:
    """What the sheet sets; None for a list without one. What is not understood is a complaint.

    A list that cannot be read at all is told of by who reads its schools.
    """
    where = f"{roster} [{words['sheet']}]"
    values: dict[str, Value] = {}
    complaints: list[WbtoolError] = []
    found = False
    for rows in _sheets(roster):
        for told in _told(rows, words):
            found = True
            try:
                if isinstance(told, WbtoolError):
                    raise told
                values.update(_values(told, words, schema))
                complaints += _doubts(told, schema)
            except WbtoolError as error:
                complaints.append(_at(error, where, told))
    return Said(where, values, tuple(complaints)) if found else None


def _sheets(roster: Path) -> list[list[tuple[int, Cells]]]:
    try:
        with roster.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST or not data.startswith(SIGNATURES):
            return []
        return [list(rows) for rows in read_spreadsheet(roster.name, data)]
    except (OSError, RosterError):
        return []


def _told(rows: Sequence[tuple[int, Cells]], words: Words) -> Iterator[Told | WbtoolError]:
    """What every row below a heading tells; a heading ends the tables that stood in its columns."""
    tables: dict[str, Mapping[str, int]] = {}
    for number, cells in rows:
        headings = _headings(cells, words["columns"])
        if headings:
            new = {column for table in headings.values() for column in table.values()}
            kept = {k: t for k, t in tables.items() if not new & set(t.values())}
            tables = {**kept, **headings}
            continue
        if ITEMS in tables:
            yield from _item(number, cells, tables[ITEMS], words)
        if RULES in tables:
            yield from _rule(number, cells, tables[RULES])


def _headings(cells: Cells, columns: Words) -> dict[str, Mapping[str, int]]:
    named = [plain(as_text(_raw(cell))) for cell in cells]
    known = {name: {plain(word) for word in own} for name, own in columns.items()}

    def after(name: str, start: int) -> int | None:
        return next((n for n in range(start, len(named)) if named[n] in known[name]), None)

    found: dict[str, Mapping[str, int]] = {}
    item, code = after("item", 0), after("code", 0)
    if item is not None and (value := after("value", item)) is not None:
        found[ITEMS] = {"item": item, "value": value}
    if code is not None:
        own = {name: after(name, code) for name in ("grade", "parameter", "value")}
        table = {"code": code, **{name: n for name, n in own.items() if n is not None}}
        if len(table) > 1 and ("grade" in table or "parameter" in table):
            found[RULES] = table
    return found


def _item(
    number: int, cells: Cells, table: Mapping[str, int], words: Words
) -> Iterator[Told | WbtoolError]:
    label, raw = as_text(_cell(cells, table["item"])), _cell(cells, table["value"])
    if not label or as_text(raw) == "":
        return
    labels = {plain(own): path for path, own_all in words["items"].items() for own in own_all}
    at = f"{shown(label)} [{letter(table['value'])}{number}]"
    if path := labels.get(plain(label)):
        yield Told(path, raw, at)
        return
    first = {plain(own[0]): own[0] for own in words["items"].values()}
    near = first.get(nearest(plain(label), first), "")
    key = "settings-unknown-near" if near else "settings-unknown"
    yield WbtoolError(key, at=at, near=near)


def _rule(number: int, cells: Cells, table: Mapping[str, int]) -> Iterator[Told]:
    code = as_text(_cell(cells, table["code"]))
    if not code:
        return
    at = f"{shown(code)} [{letter(table['code'])}{number}]"
    grade = _cell(cells, table["grade"]) if "grade" in table else None
    if as_text(grade):
        yield Told(f"{SEVERITY}{code}", grade, at)
    if "value" in table and as_text(value := _cell(cells, table["value"])):
        name = as_text(_cell(cells, table["parameter"])) if "parameter" in table else ""
        yield Told(f"rules.{code}.{name}", value, at)


def _values(told: Told, words: Words, schema: Schema) -> Iterator[tuple[str, Value]]:
    path = schema.only_parameter(told.path) if told.path.endswith(".") else told.path
    kind = schema.kind(path)
    if kind is not TEXTS:
        return understood(path, _typed(told.raw, kind, words), schema)
    apart = _APART_WITHIN.get(path.partition(".")[0], _APART)
    parts = (part.strip() for part in apart.split(as_text(told.raw)))  # type: ignore[arg-type]
    return understood(path, [part for part in parts if part], schema)


def _typed(raw: object, kind: Kind, words: Words) -> object:
    """A cell as the kind would stand in a settings file; what is none stays as it is."""
    text = as_text(raw)  # type: ignore[arg-type]
    if kind is CUTOFF:
        return raw if isinstance(raw, date) else text
    if kind is FLAG or kind is GRADE:
        known = words["flags" if kind is FLAG else "grades"]
        named = {plain(word): name for name, own in known.items() for word in own}
        name = named.get(plain(text), text)
        return {"yes": True, "no": False}.get(name, name) if kind is FLAG else name
    if kind.wanted in ("want-number", "want-limit", "want-decimal"):
        return int(re.sub(r"[. ]", "", text)) if _WHOLE.fullmatch(text) else text
    return text


def _doubts(told: Told, schema: Schema) -> Iterator[WbtoolError]:
    """A deadline in which day and month may have changed places is used, and told."""
    if told.path.startswith("deadline."):
        cutoff = read_cutoff(told.raw)  # type: ignore[arg-type]
        if cutoff and not cutoff.certain:
            day = f"{cutoff.day:%d/%m/%Y}"
            where = schema.file
            yield WbtoolError("settings-doubtful", file=where, at=told.at, found=day)


def _at(error: WbtoolError, where: str, told: Told | WbtoolError) -> WbtoolError:
    facts = {**error.facts, "file": where}
    if isinstance(told, Told):
        facts["at"] = told.at
        if facts.get("wanted") in ("want-grade", "want-flag", "want-texts", "want-cutoff"):
            facts["wanted"] = f"{facts['wanted']}-sheet"
    return WbtoolError(error.key, **facts)


def _cell(cells: Cells, column: int) -> Any:
    return _raw(cells[column]) if column < len(cells) else None


def _raw(cell: object) -> Any:
    """A cell as text or a day; times alone and other kinds as people read them."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | date | datetime):
        return None if cell is None else str(cell)
    return cell
