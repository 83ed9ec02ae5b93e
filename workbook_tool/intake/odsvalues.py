"""Attributes of a cell of an .ods → its value; addresses as .ods writes them → areas."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from workbook_tool.intake.references import area_of
from workbook_tool.model.grid import Area, Raw
from workbook_tool.patterns import re

_NUMBERS = ("float", "percentage", "currency")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?")
_TIME = re.compile(r"PT([0-9]{1,4})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
_PART = r"\$?('(?:[^']|'')+'|[^.'$:]+)?\.(\$?[A-Z]{1,3}\$?[0-9]{1,7})"
_ADDRESS = re.compile(f"{_PART}(?::{_PART})?")


def value_of(cell: Mapping[str, str], shown: str) -> Raw:
    """The value of a cell whose text is `shown`; what cannot be read is the text as it stands."""
    kind = cell.get("office:value-type", "")
    number = cell.get("office:value", "")
    if kind in _NUMBERS and _NUMBER.fullmatch(number) and math.isfinite(float(number)):
        return float(number)
    if kind == "date" and (found := _DAY.fullmatch(cell.get("office:date-value", ""))):
        return _day(found[1]) or shown
    if kind == "time" and (found := _TIME.fullmatch(cell.get("office:time-value", ""))):
        hours, minutes, seconds = map(int, found.groups())
        return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
    if kind == "boolean":
        return "TRUE" if cell.get("office:boolean-value") == "true" else "FALSE"
    return shown or cell.get("office:string-value", "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def address_of(text: str) -> Area | None:
    """The area of an address; None for those over several sheets and broken ones.

    >>> address_of("$'III. Plan'.$J$9:.$J$68")
    Area(sheet='III. Plan', top=8, left=9, bottom=67, right=9)
    """
    found = _ADDRESS.fullmatch(text)
    if not found or not found[1] or found[3] not in (None, found[1]):
        return None
    return area_of(f"{found[1]}!{found[2]}" + (f":{found[4]}" if found[4] else ""))
