"""Bytes of an .xls → its cells, errors, fonts and names, told by xlrd; runs in its own process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc

from workbook_tool.intake.biff import Records
from workbook_tool.intake.child import Locked
from workbook_tool.intake.foreign import MACROS, OBJECTS
from workbook_tool.intake.kinds import OLE
from workbook_tool.intake.stylesxml import Styles
from workbook_tool.intake.told import (
    DAY,
    ERROR,
    NOTHING,
    NUMBER,
    TEXT,
    Count,
    ToldBook,
    ToldCell,
    ToldName,
    ToldSheet,
)

_STREAMS = {"_VBA_PROJECT_CUR": MACROS, "MBD": OBJECTS}
"""Beginnings of names in an OLE2 file."""
REFERENCE, GLOBAL = -1, -1
"""How xlrd marks a name that stands for a place, and one of the whole workbook."""


def tell(data: bytes, most_cells: int, most_letters: int) -> bytes:
    """The book as JSON. `Locked` by a password, `TooMany` cells or letters."""
    records = Records.of(_stream(data))
    if records.locked:
        raise Locked
    book = xlrd.open_workbook(
        file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
    )
    styles, count = _styles(book), Count(most_cells, most_letters)
    sheets = [
        _sheet(styles, sheet, records.formulas.get(number, set()), count)
        for number, sheet in enumerate(book.sheets())
    ]
    foreign = {k for name, k in _STREAMS.items() if name.encode("utf-16-le") in data}
    return ToldBook(sheets, list(_names(book)), sorted(records.carries | foreign)).as_json()


def _stream(data: bytes) -> bytes:
    """The stream of records; the oldest files are nothing else."""
    if not data.startswith(OLE):
        return data
    container = CompDoc(data, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        memory, base, size = container.locate_named_stream(name)
        if memory:
            return bytes(memory[base : base + size])
    return b""


def _sheet(
    styles: Styles, sheet: xlrd.sheet.Sheet, formulas: set[tuple[int, int]], count: Count
) -> ToldSheet:
    return ToldSheet(
        sheet.name,
        list(_cells(styles, sheet, formulas, count)),
        bool(sheet.visibility),
        [row for row, info in sheet.rowinfo_map.items() if info.hidden],
        [column for column, info in sheet.colinfo_map.items() if info.hidden],
    )


def _cells(
    styles: Styles, sheet: xlrd.sheet.Sheet, formulas: set[tuple[int, int]], count: Count
) -> Iterator[ToldCell]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            formula = (row, column) in formulas
            cell = sheet.cell(row, column)
            kind, value = _told(styles, cell)
            if kind != NOTHING or formula:
                count.add(1, value)
                font = styles.fonts.get(sheet.cell_xf_index(row, column), "")
                yield row, column, kind, value, formula, font


def _told(styles: Styles, cell: xlrd.sheet.Cell) -> tuple[str, str | float]:
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ERROR, xlrd.error_text_from_code.get(int(value), "#?")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return TEXT, "TRUE" if value else "FALSE"
    if isinstance(value, float):
        raw = styles.value(value, cell.xf_index or 0)
        return (DAY, raw.isoformat()) if isinstance(raw, date) else _plain(raw)
    return _plain(value)


def _plain(raw: object) -> tuple[str, str | float]:
    if isinstance(raw, float):
        return NUMBER, raw
    return (TEXT, str(raw)) if raw else (NOTHING, "")


def _styles(book: xlrd.Book) -> Styles:
    formats = ((book.format_map.get(xf.format_key), xf) for xf in book.xf_list)
    used = [
        (str(xf.format_key), known.format_str if known else "", _font(book, xf.font_index))
        for known, xf in formats
    ]
    return Styles.of(used, bool(book.datemode))


def _font(book: xlrd.Book, number: int) -> str:
    return str(book.font_list[number].name) if number < len(book.font_list) else ""


def _names(book: xlrd.Book) -> Iterator[ToldName]:
    titles = book.sheet_names()
    for name in book.name_obj_list:
        result: Any = name.result  # a union in the stubs that its `kind` tells apart
        if name.scope != GLOBAL or not result or result.kind != REFERENCE or not result.value:
            continue
        first, after, top, below, left, right = result.value[0].coords
        if len(result.value) == 1 and after == first + 1 and 0 <= first < len(titles):
            yield name.name, titles[first], top, left, below - 1, right - 1
