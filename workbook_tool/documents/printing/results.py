"""Rows of results → paragraphs by standard and criterion, those without a criterion first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.catalogue.documents import Piece, Section
from workbook_tool.documents.printing.source import Source, lines_of, said, years_of
from workbook_tool.documents.printing.standing import Standing
from workbook_tool.model import Record
from workbook_tool.wordfile.blocks import Block, Heading, Prose


def results(source: Source, section: Section, year: str) -> Iterator[Block]:
    """`year` is the one that the heading names: it is not said again."""
    standing = Standing(source, section)
    rows = sorted(source.records(section), key=standing.place)
    standard = criterion = ""
    for row in rows:
        own = standing.standard(row)
        if own and own.id != standard:
            yield Heading(standing.standard_label(own), 3)
            standard = own.id
        label = standing.criterion_label(row)
        if label and label != criterion:
            yield Prose(label, italic=True, together=True)
        criterion = label or criterion
        pieces = _pieces(section, row, year)
        year = next(years_of([row], section.words["year_field"]), year)
        for piece in pieces:
            text = said([piece], source.of_row(row))
            yield from (Prose(line) for line in lines_of(text))


def _pieces(section: Section, row: Record, year: str) -> Sequence[Piece]:
    """The pieces of a row; its year only where it is another than the one named above."""
    field = section.words["year_field"]
    same = year in years_of([row], field)
    return [piece for piece in section.pieces if not (same and piece.field == field)]
