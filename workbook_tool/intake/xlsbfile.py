"""Bytes of an .xlsb → its cells, told by python-calamine; runs in a process of its own.

The format's reader shows an error value as a blank, and no formulas, fonts, names, hidden rows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from workbook_tool.intake.told import DAY, NUMBER, TEXT, Count, ToldBook, ToldCell, ToldSheet
from workbook_tool.intake.xlsbcells import lengthened

SPANNED = 16
"""Cells a sheet may span for one that is filled: memory is set aside for all of them."""


def tell(data: bytes, most_cells: int, most_letters: int) -> bytes:
    """The book as JSON. `TooMany` cells, spanned or filled, or letters."""
    import python_calamine as calamine

    count, sheets = Count(most_cells * SPANNED, most_letters), []
    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(lengthened(data))) as book:
        for known in book.sheets_metadata:
            if known.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(known.name)
            count.add(sheet.total_height * sheet.total_width)
            cells = list(_filled(sheet.to_python(skip_empty_area=False), count))
            hidden = known.visible != calamine.SheetVisibleEnum.Visible
            sheets.append(ToldSheet(known.name, cells, hidden))
    return ToldBook(sheets).as_json()


def _filled(rows: Sequence[Sequence[object]], count: Count) -> Iterator[ToldCell]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value not in ("", None):
                count.add(0, value)
                yield (row, column, *told(value), False, "")


def told(value: object) -> tuple[str, str | float]:
    """A value and its kind."""
    if isinstance(value, date):  # also a day with its hour
        day = value.date() if isinstance(value, datetime) else value
        return DAY, day.isoformat()
    if isinstance(value, bool):
        return TEXT, str(value).upper()
    if isinstance(value, int | float):
        return NUMBER, float(value)
    return TEXT, str(value)
