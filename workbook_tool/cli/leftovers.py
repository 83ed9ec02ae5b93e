"""Texts that no new workbook shows → a list a clerk can read, beside the workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbook_tool.carry import Leftover
from workbook_tool.cli.speech import language, say, show
from workbook_tool.model import REPORT_MARK
from workbook_tool.outfile import write_whole
from workbook_tool.sheets import Book, put

FONT = "Times New Roman"
COLUMNS = (("school", 34), ("year", 12), ("sheet", 20), ("cell", 8), ("label", 28), ("text", 80))
"""What the list tells of a text, and the widths of its columns in Excel units."""


def write_leftovers(left: Sequence[Leftover], folder: Path) -> None:
    """Write the list where there is anything to tell, and say where it is."""
    if left:
        path = folder / say("leftovers-file")
        write_whole(path, _listed(left))
        show(say("leftovers-said", count=len(left), path=path), error=True)


def _listed(left: Sequence[Leftover]) -> bytes:
    book = Book(FONT, 11)
    book.raw.set_custom_property(REPORT_MARK, "1", "text")
    sheet = book.sheet(say("leftovers-title"))
    heading = book.format(bold=True, border=1, text_wrap=True)
    cell = book.format(border=1, valign="top", text_wrap=True, num_format="@")
    for column, (key, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        put(sheet, 0, column, say(f"leftovers-{key}"), heading)
    for row, item in enumerate(left, 1):
        where = (item.place.sheet, item.place.cell, item.label.get(language(), ""))
        told = (item.school, item.year, *where, item.text)
        for column, text in enumerate(told):
            put(sheet, row, column, text, cell)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(left), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return book.bytes()
