"""Turns one row of a list into a school, its words into those of the vocabulary."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from workbook_tool.errors import RosterError
from workbook_tool.model import School
from workbook_tool.patterns import re
from workbook_tool.roster.cells import Row, plain, short
from workbook_tool.roster.heading import Heading

_DAMAGED = re.compile(r"\d([.,]\d+)?e\+\d+", re.IGNORECASE)


def school_of(row: Row, heading: Heading, words: Mapping[str, Any], file: str) -> School:
    """The school of a row; `RosterError` without a name or with a code that was rounded."""
    told = {name: row.cell(column) for name, column in heading.columns.items()}
    if not told["name"]:
        raise RosterError(
            "roster-row-without-name", file=file, row=row.number, seen=short(str(row))
        )
    told["code"] = _code(told.get("code", ""))
    if _DAMAGED.fullmatch(told["code"]):
        raise RosterError("roster-damaged-code", file=file, row=row.number, code=told["code"])
    for attribute, readings in words["values"].items():
        told[attribute] = _settled(told.get(attribute, ""), readings)
    told["type"] = told.get("type") or type_in(told["name"], words)
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


def names_a_school(text: str, words: Mapping[str, Any]) -> bool:
    """Whether a text begins like a school's name and is more than the word for a type."""
    readings = words["values"].get("type", {})
    if plain(text) in {plain(a) for word, aliases in readings.items() for a in (word, *aliases)}:
        return False
    prefixes = tuple(f"{plain(prefix)} " for prefix in words["rows"]["name_prefixes"])
    return plain(text).startswith(prefixes) or bool(type_in(text, words))


def type_in(name: str, words: Mapping[str, Any]) -> str:
    """The type that the first words of a name tell, as the list says it; "" for none."""
    key = plain(name)
    for prefix in map(plain, words["rows"]["name_prefixes"]):
        key = key.removeprefix(f"{prefix} ")
    readings = words["values"].get("type", {})
    known = {plain(a): word for word, aliases in readings.items() for a in (word, *aliases)}
    fitting = [alias for alias in known if alias and f"{key} ".startswith(f"{alias} ")]
    return known[max(fitting, key=len)] if fitting else ""
