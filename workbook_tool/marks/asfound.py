"""Cells as they were found → the formula that is true as long as they are still so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbook_tool.layout import letter
from workbook_tool.model.grid import Cell, Cells
from workbook_tool.patterns import re

WHOLE, ENDS = 60, 24
"""Texts up to `WHOLE` letters are compared whole, longer ones by length and by both ends."""
LONGEST = 250
"""Letters of a conditional format's formula: what every program's own dialogue takes, too."""
_CONTROL = re.compile(r"([\x00-\x1f\x7f])")


def as_found(group: Sequence[tuple[int, int]], cells: Cells, sheet: str = "") -> str:
    """A formula that is true while every cell of `group` holds what it holds in `cells`.

    References are absolute; `sheet`, quoted and with its exclamation mark, stands before each.
    Where the whole is too long, the first cells stand for all.
    """
    conditions: list[str] = []
    for row, column in group:
        reference = f"{sheet}${letter(column)}${row + 1}"
        condition = _same(reference, cells.get((row, column)))
        if conditions and len(",".join([*conditions, condition])) > LONGEST - 5:
            break
        conditions.append(condition)
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def _same(reference: str, cell: Cell | None) -> str:
    if cell is None:
        return f'{reference}=""'
    if cell.error:
        return f"ISERROR({reference})"
    same = _holds(reference, cell)
    if cell.formula:
        # Programs before 2013 do not know the function: there such a cell is not coloured.
        formula = f"_xlfn.ISFORMULA({reference})"
        return f"AND({formula},{same})" if cell.text else formula
    return same


def _holds(reference: str, cell: Cell) -> str:
    raw = cell.raw
    if isinstance(raw, date):
        # DATE, because a workbook may count its days from 1900 or from 1904.
        return f"INT({reference})=DATE({raw.year},{raw.month},{raw.day})"
    if isinstance(raw, float):
        return f"{reference}={_number(raw)}"
    text = "" if raw is None else str(raw)
    if not text:
        return f'{reference}=""'
    if len(text) <= WHOLE and len(_quoted(text)) <= 2 * WHOLE:
        return f"EXACT({reference},{_quoted(text)})"
    length = f"LEN({reference})={len(text)}," if all(ord(c) < 0x10000 for c in text) else ""
    first, last = _plain(text[:ENDS]), _plain(text[-ENDS:], from_end=True)
    ends = [f'EXACT(LEFT({reference},{len(first)}),"{_doubled(first)}")'] if first else []
    ends += [f'EXACT(RIGHT({reference},{len(last)}),"{_doubled(last)}")'] if last else []
    return f"AND({length}{','.join([*ends, 'TRUE'])})"


def _number(raw: float) -> str:
    return repr(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw).upper()


def _plain(text: str, *, from_end: bool = False) -> str:
    """The stretch of a text up to its first control character, or behind its last one."""
    pieces = _CONTROL.split(text)
    return pieces[-1] if from_end else pieces[0]


def _doubled(text: str) -> str:
    return text.replace('"', '""')


def _quoted(text: str) -> str:
    """A text as a formula writes it; control characters by their codes.

    >>> _quoted("a" + chr(10) + "b")
    '"a"&CHAR(10)&"b"'
    """
    pieces = [
        f"CHAR({ord(piece)})" if _CONTROL.fullmatch(piece) else f'"{_doubled(piece)}"'
        for piece in _CONTROL.split(text)
        if piece
    ]
    return "&".join(pieces)
