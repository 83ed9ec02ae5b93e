"""Printed lines of a document → its paragraphs and its tables.

Text files, and PDF outside of ruled tables, know neither: cells stand one after the other, wrapped
by narrow columns and cut by pages. Tables are told by their headings, rows by what they begin with,
cells by the likeliest way to part their lines (docs/decisions/0020).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.headings import Headings
from workbook_tool.documents.flowing.lines import Printed, printed
from workbook_tool.documents.flowing.markup import without_table_marks
from workbook_tool.documents.flowing.pagenumbers import without_page_numbers
from workbook_tool.documents.flowing.paragraphs import paragraphs
from workbook_tool.documents.flowing.tables import read_table
from workbook_tool.documents.flowing.words import KnownTable, known_tables
from workbook_tool.frozen import replace
from workbook_tool.model.document import Block, Document, Line, Paragraph, Table

_TRIED, _LINES = 40, 20_000
"""Headings that are tried and lines of a document with tables: plans have 4 and 2,000."""

__all__ = ["KnownTable", "flowing", "known_tables"]


def flowing(document: Document, tables: Sequence[KnownTable]) -> Document:
    """The document with its lines made into paragraphs and tables; other blocks stay.

    Each word of the lines is in one paragraph or one cell, but for headings that a table says
    again. Cells told by likelihood are not `certain`.
    """
    return replace(document, blocks=tuple(_blocks(document.blocks, tables)))


def _blocks(blocks: Sequence[Block], tables: Sequence[KnownTable]) -> Iterator[Block]:
    held: list[Line] = []
    numbers: list[Paragraph] = []
    for block in (*blocks, None):
        if isinstance(block, Line):
            held.append(block)
            continue
        lines, own = without_page_numbers(held)
        numbers += own
        yield from _made(list(printed(without_table_marks(lines))), tables)
        held = []
        if block:
            yield block
    yield from numbers


def _made(lines: list[Printed], tables: Sequence[KnownTable]) -> Iterator[Paragraph | Table]:
    at = begun = tried = 0
    headings = Headings(lines, tables)
    while at < len(lines) and tried < _TRIED and len(lines) <= _LINES:
        heading = headings.at(at)
        tried += heading is not None
        read = read_table(headings, at, heading) if heading else None
        if read is None:
            at += 1
            continue
        table, end = read
        yield from paragraphs(lines[begun:at])
        yield table
        at = begun = end
    yield from paragraphs(lines[begun:])
