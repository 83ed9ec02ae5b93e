"""References in letters and numbers → rows and columns counted from 0."""

from __future__ import annotations

from functools import lru_cache

from workbook_tool.model.grid import Area
from workbook_tool.patterns import re

ROWS, COLUMNS = 2**20, 2**14
"""What a sheet of Excel has; a cell beyond is a broken reference."""

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA = re.compile(
    r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})"
    r"(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?$"
)


def column_of(letters: str) -> int:
    """The column of its letters, counted from 0.

    >>> column_of("A"), column_of("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=2**16)
def cell_at(reference: str) -> tuple[int, int] | None:
    """Row and column of a cell; None beyond the ends of a sheet, and of what is no address.

    >>> cell_at("C5"), cell_at("XFE1"), cell_at("")
    ((4, 2), None, None)
    """
    found = _CELL.fullmatch(reference)
    at = (int(found[2]) - 1, column_of(found[1])) if found else (ROWS, COLUMNS)
    return at if at < (ROWS, 0) and at[1] < COLUMNS else None


def area_of(text: str) -> Area | None:
    """A reference of a defined name as an area; None for constants, unions and broken ones.

    >>> area_of("'III. Plan'!$J$9:$J$68")
    Area(sheet='III. Plan', top=8, left=9, bottom=67, right=9)
    """
    found = _AREA.match(text.strip())
    if not found:
        return None
    sheet = (found[1] or found[2]).replace("''", "'")
    left, top = column_of(found[3]), int(found[4]) - 1
    right = column_of(found[5]) if found[5] else left
    bottom = int(found[6]) - 1 if found[6] else top
    if bottom < top or right < left or bottom >= ROWS or right >= COLUMNS:
        return None
    return Area(sheet, top, left, bottom, right)
