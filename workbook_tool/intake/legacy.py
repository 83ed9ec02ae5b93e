"""Bytes of .xls, .xlsb or .ods → a Grid, through python-calamine."""

from __future__ import annotations

import io
from datetime import date, datetime

from python_calamine import CalamineWorkbook

from workbook_tool.errors import Refused
from workbook_tool.intake.guard import DAMAGED, TOO_MANY_CELLS, UNSAFE, Limits
from workbook_tool.model.grid import Cell, Cells, Grid, HeldGrid, Raw


def read_legacy(data: bytes, limits: Limits) -> Grid:
    """Every sheet at once: these formats carry no names or properties that calamine shows.

    `Refused` when calamine gives up; its panics derive from BaseException, not Exception.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            titles = tuple(book.sheet_names)
            held = {title: _cells(book, title, limits) for title in titles}
    except (KeyboardInterrupt, SystemExit, Refused):
        raise
    except BaseException as error:
        raise Refused(DAMAGED) from error
    return HeldGrid(titles, held)


def _cells(book: CalamineWorkbook, title: str, limits: Limits) -> Cells:
    sheet = book.get_sheet_by_name(title)
    if sheet.total_height * sheet.total_width > limits.cells * 8:
        raise Refused(UNSAFE, reason=TOO_MANY_CELLS)
    cells: dict[tuple[int, int], Cell] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            raw = _raw(value)
            if raw not in ("", None):
                cells[row, column] = Cell(raw)
    return cells


def _raw(value: object) -> Raw:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return float(value)
    return value if isinstance(value, str | float | date) else str(value)
