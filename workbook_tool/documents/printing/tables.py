"""A section with a table → the table that is printed: headings, marks, rows."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.catalogue.documents import ColumnSpec, Section
from workbook_tool.documents.printing.grouped import (
    LevelLine,
    Line,
    NothingLine,
    StandardLine,
    TaskLine,
    grouped,
)
from workbook_tool.documents.printing.source import Source, lines_of, said
from workbook_tool.model import Record
from workbook_tool.model.values import shows
from workbook_tool.wordfile.blocks import CENTRED, MIDDLE, Cell, Prose, Row, Table

SIZE, NARROW_SIZE, MANY = 12, 11, 9
"""Points of letters in a table, and in one of so many columns."""


def table(source: Source, section: Section) -> Table:
    """The table of a section; one without rows is printed with a blank one."""
    columns = section.columns
    body = tuple(_body(source, section)) or (_row([""] * len(columns), section),)
    return Table(
        columns=tuple(float(column.width) for column in columns),
        body=body,
        head=tuple(_head(section)),
        size=NARROW_SIZE if len(columns) >= MANY else SIZE,
    )


def _head(section: Section) -> Iterator[Row]:
    yield Row(tuple(_centred(column.heading, bold=True) for column in section.columns))
    if any(column.mark for column in section.columns):
        yield Row(tuple(_centred(column.mark, italic=True) for column in section.columns))


def _centred(text: str, *, bold: bool = False, italic: bool = False) -> Cell:
    return Cell((Prose(text),), align=CENTRED, stands=MIDDLE, bold=bold, italic=italic)


def _body(source: Source, section: Section) -> Iterator[Row]:
    if "criterion" in {column.holds for column in section.columns}:
        for line in grouped(source, section):
            yield _line(source, section, line)
        return
    for number, record in enumerate(source.records(section), 1):
        texts = [_text(source, column, record, str(number), "") for column in section.columns]
        yield _row(texts, section)


def _line(source: Source, section: Section, line: Line) -> Row:
    """A line of a grouped table; headings of groups stay with what follows."""
    count = len(section.columns)
    match line:
        case LevelLine():
            return Row((Cell((Prose(line.text),), count, align=CENTRED, bold=True),), together=True)
        case StandardLine():
            number = Cell((Prose(line.number),), align=CENTRED, bold=True)
            name = Cell((Prose(line.text),), count - 1, bold=True)
            return Row((number, name), together=True)
        case NothingLine():
            holds = [column.holds for column in section.columns]
            return _row([line.text if h == "criterion" else "" for h in holds], section)
        case TaskLine():
            texts = [_text(source, c, line.record, "", line.label) for c in section.columns]
            return _row(texts, section)


def _text(source: Source, column: ColumnSpec, record: Record, number: str, label: str) -> str:
    """What a cell says: its pieces, or the field that takes their place."""
    if column.holds == "number":
        return number
    if column.holds == "criterion":
        below = [piece for piece in column.pieces if piece.field != column.into]
        lines = [label, *(said([piece], source.of_row(record)) for piece in below)]
        return "\n".join(line for line in lines if shows(line))
    if column.instead and shows(record.text(column.instead)):
        return record.text(column.instead)
    text = said(column.pieces, source.of_row(record))
    if column.holds == "standard" and not shows(text):
        return _standard(source, record)
    return text


def _standard(source: Source, record: Record) -> str:
    """The standard of a row that names only a criterion of it."""
    known = source.choices.set
    criterion = known.criterion(record.criterion.id) if record.criterion else None
    standard = known.standard(criterion.standard) if criterion else None
    return source.choices.standard(standard) if standard else ""


def _row(texts: list[str], section: Section) -> Row:
    cells = zip(texts, section.columns, strict=True)
    return Row(tuple(_cell(text, column) for text, column in cells))


def _cell(text: str, column: ColumnSpec) -> Cell:
    align = CENTRED if column.holds == "number" else ""
    paragraphs = tuple(Prose(line) for line in lines_of(text))
    return Cell(paragraphs, align=align) if align else Cell(paragraphs)
