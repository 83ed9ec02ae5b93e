"""The sheets of a loaded form: their names, their numbers, and room for what stands on them."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formspec import Block, Form, SheetSpec

ROWS = range(1, 901)
"""As many rows as a table may have: the printed page numbers its lines below 1,000."""
MOST_COLUMNS = 55
"""So many columns leave room for the hidden ones of a live table."""
HELPERS = 9
"""Hidden columns of a live table, right of its own."""
HALVES = 2
UNWIDE = 12
"""Lines of text stretch over so many columns where a sheet names neither widths nor a page."""


def check_sheets(form: Form, top: Reader) -> None:
    """Raise `CatalogueError` for the first sheet that could not be written."""
    _names(form, top)
    _numbers(form, top)
    for sheet in form.sheets:
        if not sheet.blocks:
            raise top.wrong(f"sheet.{sheet.key}", "a sheet has blocks")
        if sheet.print and sheet.beside in _hidden(sheet):
            reason = "the column beside the page is hidden: there is no room for advice"
            raise top.wrong(f"sheet.{sheet.key}: print_columns", reason)
        wide = _widths(sheet)
        for block in sheet.blocks:
            if missing := sorted(set(_wanted(sheet, block)) - wide):
                reason = f"a {block.kind} block wants a width of column {missing[0] + 1}"
                raise top.wrong(f"sheet.{sheet.key}: widths", reason)


def _names(form: Form, top: Reader) -> None:
    keys: set[str] = set()
    titles = {form.hidden["lists"].casefold(), form.hidden["identity"].casefold()}
    if len(titles) == 1:
        raise top.wrong("hidden.identity", "the hidden sheets want titles of their own")
    for sheet in form.sheets:
        for key, value, seen in (
            ("key", sheet.key, keys),
            ("title", sheet.title.casefold(), titles),
        ):
            if not value.strip() or value in seen:
                raise top.wrong(f"sheet.{sheet.key}: {key}", f"{value!r} is blank or stands twice")
            seen.add(value)


def _numbers(form: Form, top: Reader) -> None:
    if form.path.name != f"{form.id}.v{form.version}.toml":
        reason = f"the file must be called {form.id}.v{form.version}.toml"
        raise top.wrong("form", reason)
    if form.rows not in ROWS:
        raise top.wrong("rows", f"{form.rows} is not from 1 to {ROWS[-1]}")
    if not form.sets or len(set(form.sets)) != len(form.sets):
        raise top.wrong("sets", "empty, or a set stands twice")
    if form.valid_to and form.valid_to < form.valid_from:
        raise top.wrong("valid_to", "before valid_from")
    if not form.legacy_marks or not all(mark.strip() for mark in form.legacy_marks):
        raise top.wrong("legacy.marks", "missing or blank")


def _widths(sheet: SheetSpec) -> set[int]:
    """The columns (0-based) of which the sheet or one of its tables tells a width."""
    tables = [block for block in sheet.blocks if block.kind == "table"]
    own = (n for block in tables for n, field in enumerate(block.fields) if field.width)
    return {*range(len(sheet.widths)), *own}


def _hidden(sheet: SheetSpec) -> Iterator[int]:
    """The columns (0-based) that a live table of the sheet hides: its own, and those for sums."""
    for block in sheet.blocks:
        if block.kind == "table" and block.live:
            yield from (n for n, field in enumerate(block.fields) if field.hidden)
            yield from range(len(block.fields), len(block.fields) + HELPERS)


def _wanted(sheet: SheetSpec, block: Block) -> Iterator[int]:
    """The columns (0-based) whose widths a block's writer asks for."""
    extra = block.extra
    if block.kind == "lines" and not all(_beside(sheet, line["style"]) for line in extra["lines"]):
        yield from range(sheet.beside or UNWIDE)
    elif block.kind in ("table", "document"):
        yield from range(len(block.fields))
    elif block.kind == "texts":
        yield from range(1, 1 + max(map(len, [extra["columns"], *extra["rows"]])))
    elif block.kind == "fields":
        yield from range(1, 1 + max(2, min(3, len(extra["headings"]))))
    elif block.kind == "letterhead":
        yield from range(max(HALVES, sheet.beside))
    elif block.kind in ("example", "overall"):
        yield 2


def _beside(sheet: SheetSpec, style: str) -> bool:
    return style == "help" and bool(sheet.print)
