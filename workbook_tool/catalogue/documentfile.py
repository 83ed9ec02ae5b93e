"""The file of a definition, `template_workbooks/<form>.document.toml` → a DocumentSpec."""

from __future__ import annotations

from pathlib import Path

from workbook_tool.catalogue.documents import (
    COLUMNS,
    HOLDS,
    LISTS,
    LOOKS,
    PAGES,
    ColumnSpec,
    DocumentSpec,
    PaperLine,
    Piece,
    Section,
)
from workbook_tool.catalogue.files import Reader, read_toml
from workbook_tool.catalogue.formspec import Form


def load_document(path: Path, form: Form) -> DocumentSpec:
    """Read one definition; `CatalogueError` names file, key and reason of the first mistake."""
    top = Reader(read_toml(path), path.name)
    letter, closing = top.table("letterhead"), top.table("closing")
    spec = DocumentSpec(
        form=top.text("form"),
        file_name=top.text("file_name"),
        left=_lines(letter, "left"),
        right=_lines(letter, "right"),
        title=_lines(letter, "title"),
        sections=tuple(_section(row) for row in top.tables("section")),
        closing_left=_lines(closing, "left"),
        closing_right=_lines(closing, "right"),
        aside=frozenset(top.texts("aside")),
        reading=top.table("reading").raw(),
        path=path,
    )
    for row in (letter, closing, top):
        row.done()
    _check(spec, form, top)
    return spec


def _check(spec: DocumentSpec, form: Form, top: Reader) -> None:
    """Refuse fields and tables that the form does not have."""
    seldom = {c.into for section in spec.sections for c in section.seldom}
    for name in sorted(spec.fields | seldom):
        if form.field(name) is None:
            raise top.wrong("section", f"{form.id} has no field {name!r}")
    for name in sorted(spec.aside):
        if form.field(name) is None and form.table(name) is None:
            raise top.wrong("aside", f"{form.id} has no field or table {name!r}")
    for section in spec.sections:
        if section.table and form.table(section.table) is None:
            raise top.wrong(f"section.{section.key}.table", f"no table {section.table!r}")


def _lines(row: Reader, key: str) -> tuple[PaperLine, ...]:
    return tuple(_line(line) for line in row.tables(key))


def _line(row: Reader) -> PaperLine:
    line = PaperLine(_pieces(row), _among(row, "look", LOOKS, "plain"))
    row.done()
    return line


def _pieces(row: Reader) -> tuple[Piece, ...]:
    return tuple(_piece(piece) for piece in row.tables("pieces"))


def _piece(row: Reader) -> Piece:
    piece = Piece(
        row.text("before", ""),
        row.text("field", ""),
        row.text("after", ""),
        row.text("blank", ""),
        row.number("part") if "part" in row else None,
        row.flag("upper"),
        row.text("lines", ""),
        row.text("alone", row.text("before", "")),
        row.flag("once"),
        row.number("pad", 0),
    )
    row.done()
    return piece


def _section(row: Reader) -> Section:
    section = Section(
        key=row.text("key"),
        heading=row.text("heading"),
        also=row.texts("also"),
        takes=row.texts("takes"),
        level=row.number("level", 1),
        holds=_among(row, "holds", HOLDS, "nothing"),
        page=_among(row, "page", PAGES, "portrait"),
        table=row.text("table", ""),
        fields=row.texts("fields"),
        where={key: str(value) for key, value in row.table("where", False).raw().items()},
        fixed=row.texts("fixed"),
        columns=tuple(_column(column) for column in row.tables("column")),
        seldom=tuple(_seldom(column) for column in row.tables("seldom")),
        pieces=_pieces(row),
        numbered=_among(row, "numbered", LISTS, ""),
        words=row.table("words", False).raw(),
    )
    row.done()
    return section


def _column(row: Reader) -> ColumnSpec:
    column = ColumnSpec(
        heading=row.text("heading"),
        also=row.texts("also"),
        width=row.number("width"),
        holds=_among(row, "holds", COLUMNS, "pieces"),
        pieces=_pieces(row),
        instead=row.text("instead", ""),
        into=row.text("into", ""),
        mark=row.text("mark", ""),
    )
    row.done()
    return column


def _seldom(row: Reader) -> ColumnSpec:
    into = row.text("into")
    column = ColumnSpec(
        row.text("heading"), row.texts("also"), 0, "pieces", (Piece(field=into),), "", into, ""
    )
    row.done()
    return column


def _among(row: Reader, key: str, known: frozenset[str], default: str) -> str:
    text = row.text(key, default)
    if text not in known:
        raise row.wrong(key, f"{text!r} is none of {', '.join(sorted(known))}")
    return text
