"""Turns the bytes of an xlsx, xlsb, xls or ods file into numbered rows, sheet by sheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from workbook_tool.errors import RosterError
from workbook_tool.roster.cells import LARGEST, unreadable

MOST_CELLS = 2_000_000
"""Cells a sheet may span: readers set aside memory for all of them, filled or not."""


def read_spreadsheet(file: str, data: bytes) -> Iterator[Iterator[tuple[int, Sequence[object]]]]:
    """The sheets of a workbook, visible ones first, each as numbered rows from column A."""
    import python_calamine as calamine

    _refuse_vast(file, data)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            shown = calamine.SheetVisibleEnum.Visible
            tables = [s for s in book.sheets_metadata if s.typ == calamine.SheetTypeEnum.WorkSheet]
            names = [s.name for s in sorted(tables, key=lambda s: s.visible != shown)]
            sheets = [_cells(book.get_sheet_by_name(name)) for name in names]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the reader's panics are no Exception
        raise unreadable(file, type(error).__name__) from error
    return (enumerate(rows, first) for first, rows in sheets)


def _cells(sheet: Any) -> tuple[int, list[list[object]]]:
    """The number of the first row and the rows; a merged cell's value stands in all its cells."""
    top, left = sheet.start or (0, 0)
    rows = sheet.to_python(skip_empty_area=True)
    for (first, begin), (last, end) in sheet.merged_cell_ranges or ():
        # Only downwards: a title across the sheet is one cell, a commune down its schools is many.
        if begin == end and top <= first < top + len(rows) and left <= begin:
            column = begin - left
            for row in rows[first - top : last - top + 1]:
                if column < len(row):
                    row[column] = rows[first - top][column]
    return top + 1, rows


def _refuse_vast(file: str, data: bytes) -> None:
    """Refuse a workbook whose sheets span so many cells that reading them would exhaust memory."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > 10 * LARGEST:
                raise RosterError("roster-too-large", file=file)
            for member in members:
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", member.filename):
                    _refuse_vast_sheet(file, archive.read(member))
    except RosterError:
        raise
    except Exception as error:  # zipfile's own, zlib's, and what a forged directory provokes
        raise unreadable(file, type(error).__name__) from error


def _refuse_vast_sheet(file: str, xml: bytes) -> None:
    cells = re.findall(rb'\br="([A-Z]{1,3})(\d{1,7})"', xml)
    columns = {letters for letters, _ in cells}
    widest = max((_column(letters) for letters in columns), default=0)
    tallest = max((int(number) for _, number in cells), default=0)
    if widest * tallest > MOST_CELLS:
        raise RosterError("roster-too-large", file=file)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
