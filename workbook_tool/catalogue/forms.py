"""Forms: `template_workbooks/<form>.v<version>.toml`, read into frozen values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from workbook_tool.catalogue.files import Reader, Toml, read_toml
from workbook_tool.catalogue.formcheck import cross_check
from workbook_tool.catalogue.formconditions import check_conditions
from workbook_tool.catalogue.formfields import read_field, width_of
from workbook_tool.catalogue.formfit import fit
from workbook_tool.catalogue.formkinds import CONDITIONS
from workbook_tool.catalogue.formlists import check_lists
from workbook_tool.catalogue.formscope import check_scope
from workbook_tool.catalogue.formshapes import BLOCKS, TABLES, TITLE
from workbook_tool.catalogue.formsheets import check_sheets
from workbook_tool.catalogue.formspec import Block, Condition, Form, ListSpec, SheetSpec
from workbook_tool.catalogue.formtables import check_tables
from workbook_tool.catalogue.formwords import require_words
from workbook_tool.errors import CatalogueError

PRINTS = ("", "portrait", "landscape")
ZOOMS, PAGES = range(10, 401), range(65)
CHECKS = (check_sheets, cross_check, check_lists, check_tables, check_scope, check_conditions)
"""What a form is held against once it is read, the simplest first."""


def load_form(path: Path) -> Form:
    """Read one form; `CatalogueError` names file, key and reason of the first mistake."""
    try:
        return _form(path)
    except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise CatalogueError(path.name, "form", reason) from error


def _form(path: Path) -> Form:
    top = Reader(read_toml(path), path.name)
    ends = "valid_to" in top
    name = top.table("name")
    form = Form(
        id=top.text("form"),
        version=top.text("version"),
        name={language: name.text(language) for language in ("vi", "en")},
        source=top.text("source"),
        valid_from=top.get("valid_from", date),
        valid_to=top.get("valid_to", date) if ends else None,
        sets=top.texts("sets"),
        rows=top.number("rows"),
        sheets=tuple(_sheet(row) for row in top.tables("sheet")),
        lists={key: _list(key, top.table("list").table(key)) for key in top.table("list").raw()},
        labels=_words(top, "labels"),
        style=_words(top, "style"),
        words=_words(top, "words"),
        legacy_marks=top.table("legacy").texts("marks"),
        pop_up=_words(top, "pop_up"),
        file_name=_words(top, "file_name"),
        hidden=_words(top, "hidden"),
        rounds=_words(top, "round") if "round" in top else {},
        carry=_words(top, "carry") if "carry" in top else {},
        path=path,
    )
    top.done()
    require_words(form, top)
    for check in CHECKS:
        check(form, top)
    return form


def _words(top: Reader, key: str) -> Toml:
    """A table of words, every one of them of its shape."""
    table = top.table(key).raw()
    fit(table, TABLES[key], key, top)
    return table


def _list(name: str, row: Reader) -> ListSpec:
    spec = ListSpec(
        name=name,
        from_=row.text("from", ""),
        values=row.texts("values"),
        open=row.flag("open"),
        shows=row.texts("shows"),
        letters=row.number("letters", 0),
    )
    row.done()
    if bool(spec.from_) == bool(spec.values):
        raise row.wrong("from", "a list has either `from` or `values`")
    return spec


def _sheet(row: Reader) -> SheetSpec:
    sheet = SheetSpec(
        key=row.text("key"),
        title=row.text("title"),
        print=row.text("print", ""),
        print_columns=row.number("print_columns", 0),
        widths=tuple(width_of(row, "widths", w) for w in row.get("widths", list, [])),
        zoom=row.number("zoom", 100),
        blocks=tuple(_block(b) for b in row.tables("block")),
    )
    row.done()
    if not TITLE.fullmatch(sheet.title) or sheet.title.casefold() == "history":
        reason = "Excel allows 31 characters without [ ] : * ? / \\, no ' at an end, no History"
        raise row.wrong("title", reason)
    if sheet.print not in PRINTS:
        raise row.wrong("print", f"{sheet.print!r} is neither portrait nor landscape")
    for key, value, allowed in (
        ("zoom", sheet.zoom, ZOOMS),
        ("print_columns", sheet.print_columns, PAGES),
    ):
        if value not in allowed:
            raise row.wrong(key, f"out of range: {allowed[0]} to {allowed[-1]} expected")
    return sheet


def _block(row: Reader) -> Block:
    kind = row.text("kind")
    if kind not in BLOCKS:
        raise row.wrong("kind", f"{kind!r} is none of {', '.join(sorted(BLOCKS))}")
    block = Block(
        kind=kind,
        table=row.text("table", ""),
        rows=_rows(row) if kind == "table" else 0,
        live=row.flag("live"),
        freeze=row.flag("freeze"),
        id_prefix=row.text("id_prefix", ""),
        named=_named(row.table("named")) if "named" in row else {},
        continues=row.texts("continues"),
        spills=row.texts("spills"),
        fields=tuple(map(read_field, row.tables("field") + row.tables("column"))),
        conditions=tuple(_condition(c) for c in row.tables("condition")),
        extra={key: row.get(key, object) for key in sorted(BLOCKS[kind])},
    )
    row.done()
    for key, shape in BLOCKS[kind].items():
        fit(block.extra[key], shape, key, row)
    return block


def _rows(row: Reader) -> int | str:
    """The rows of a table: a number, or what there is one of for each row."""
    rows = row.get("rows", object, 0)
    return rows if isinstance(rows, str) else row.number("rows", 0)


def _named(row: Reader) -> dict[str, str]:
    named = {language: row.text(language, "") for language in ("vi", "en") if language in row}
    row.done()
    for language, text in named.items():
        if not text.strip():
            raise row.wrong(language, "blank")
    return named


def _condition(row: Reader) -> Condition:
    condition = Condition(
        kind=row.text("kind"),
        rule=row.text("rule"),
        field=row.text("field", ""),
        other=row.text("other", row.text("on", "")),
        or_fields=row.texts("or_fields"),
        or_above=row.flag("or_above"),
        minimum=row.number("minimum", 0),
        or_zero=row.flag("or_zero"),
        length=row.number("length", 0),
        words=row.text("words"),
    )
    row.done()
    if condition.kind not in CONDITIONS:
        raise row.wrong("kind", f"{condition.kind!r} is none of {', '.join(sorted(CONDITIONS))}")
    return condition
