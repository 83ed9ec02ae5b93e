"""Bytes of .xls or .xlsb → a Grid, read in a process of its own; of a stranger's nothing is."""

from __future__ import annotations

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.frozen import replace
from workbook_tool.intake.confined import ask
from workbook_tool.intake.foreign import BINARY, foreign_content
from workbook_tool.intake.guard import DAMAGED, Parts
from workbook_tool.intake.limits import Limits
from workbook_tool.intake.ourmark import NOT_OURS, marked
from workbook_tool.intake.told import grid_of
from workbook_tool.intake.xlsbcells import SHEETS
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import Grid, HeldGrid

_TEXTS = "xl/sharedstrings.bin"
BIG = 2**20
"""Bytes from which a workbook must bear our mark to be read: a filled form has half of them."""


def read_xls(data: bytes, limits: Limits) -> Grid:
    """Every sheet of an .xls at once, with errors, fonts, names and what is hidden.

    `Refused` as `ask`, and WB103 for a big one that bears no mark of ours.
    """
    ours = marked(data)
    if len(data) > BIG and not ours:
        raise Refused(NOT_OURS)
    return _held("xls", data, limits, ours)


def read_xlsb(data: bytes, parts: Parts, limits: Limits) -> Grid:
    """Every sheet of an .xlsb whose members all keep the limits; it `carries` what it cannot tell.

    `Refused` as `read_xls`, and for what `parse` refuses in its XML members: a DOCTYPE, other
    encodings.
    """
    ours = _names_us(parts)
    if sum(map(parts.weight, parts.names)) > BIG and not ours:
        raise Refused(NOT_OURS)
    left = limits.elements
    for name in sorted(parts.names):
        part = parts.read(name)
        if part and name.endswith((".xml", ".rels")):
            left -= parse(part, lambda *_: None, most=left)
    try:
        held = _held("xlsb", data, limits, ours)
    except Refused as refused:
        # Its members are whole: what the reader of this format dies of, Excel never wrote for us.
        raise (refused if ours else Refused(NOT_OURS)) from refused
    return replace(held, carries=held.carries | foreign_content(parts) | {BINARY})


def _names_us(parts: Parts) -> bool:
    """Whether our mark stands where texts are: in the sheets where no list of them is kept."""
    kept = [name for name in (_TEXTS, "docprops/custom.xml") if name in parts.names]
    if _TEXTS not in kept:
        kept += sorted(name for name in parts.names if name.startswith(SHEETS))
    try:
        return any(marked(parts.read(name)) for name in kept)
    except TooMuch:
        return False


def _held(task: str, data: bytes, limits: Limits, ours: bool) -> HeldGrid:
    try:
        held = grid_of(ask(task, data, limits))
    except TooMuch as refused:
        raise (refused if ours else Refused(NOT_OURS)) from refused
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(DAMAGED) from error
    if not held.titles:
        raise Refused(DAMAGED)
    return held
