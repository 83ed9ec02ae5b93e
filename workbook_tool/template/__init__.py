"""An Issue (form, set, year, school) → the bytes of a locked workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xlsxwriter.worksheet import Worksheet

from workbook_tool.layout import IDENTITY_PREFIX, BlockSpot
from workbook_tool.sheets import Book, put, quoted
from workbook_tool.template.document import write_document, write_letterhead
from workbook_tool.template.fields import write_fields
from workbook_tool.template.issue import Issue
from workbook_tool.template.lists import Lists
from workbook_tool.template.notes import write_example, write_lines, write_panel, write_texts
from workbook_tool.template.overall import write_overall
from workbook_tool.template.sheetwriter import Making, SheetWriter
from workbook_tool.template.styles import Styles
from workbook_tool.template.submit import write_lacking, write_message
from workbook_tool.template.table import write_table

__all__ = ["Issue", "make_template"]

_WRITERS: Mapping[str, Callable[[SheetWriter, BlockSpot], None]] = {
    "lines": write_lines,
    "panel": write_panel,
    "example": write_example,
    "texts": write_texts,
    "fields": write_fields,
    "table": write_table,
    "lacking": write_lacking,
    "message": write_message,
    "letterhead": write_letterhead,
    "document": write_document,
    "overall": write_overall,
}


def make_template(issue: Issue) -> bytes:
    """The workbook as bytes; the same issue gives the same parts.

    Raises `TemplateRefused` when Excel would not keep something as the form asks.
    """
    form = issue.choices.form
    title = issue.filled(form.name["vi"])
    book = Book(str(form.style["font"]), int(form.style["size"]), {"title": title})
    sheets = {spec.key: book.sheet(spec.title) for spec in form.sheets}
    lists_sheet, identity_sheet = (book.sheet(form.hidden[k]) for k in ("lists", "identity"))
    lists = Lists(book, lists_sheet, issue.choices, issue.layout)
    making = Making(issue, book, lists, Styles(book, form.style))
    for spec in form.sheets:
        out = SheetWriter(sheets[spec.key], spec, making)
        out.prepare()
        for spot in issue.layout.on(spec):
            _WRITERS[spot.block.kind](out, spot)
        out.finish()
    _write_identity(making, identity_sheet)
    for hidden in (lists_sheet, identity_sheet):
        hidden.protect(issue.password)
    lists_sheet.hide()
    identity_sheet.very_hidden()
    sheets[form.sheets[0].key].activate()
    return book.bytes(for_schools=True, password=issue.password)


def _write_identity(making: Making, sheet: Worksheet) -> None:
    book, title = making.book, sheet.get_name()
    for row, (key, value) in enumerate(making.issue.identity().items()):
        put(sheet, row, 0, key, making.styles.locked)
        put(sheet, row, 1, value, making.styles.locked)
        book.raw.set_custom_property(key, value, "text")
        book.name(f"wb_id_{key.removeprefix(IDENTITY_PREFIX)}", f"{quoted(title)}!$B${row + 1}")
