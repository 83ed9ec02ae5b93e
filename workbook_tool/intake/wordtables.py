"""A table of a Word document → rows of cells with their widths, nested tables laid flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from workbook_tool.intake.trees import down, whole
from workbook_tool.intake.wordstyles import said, value
from workbook_tool.model.document import Paragraph, Table, TableCell, TableRow, Told

if TYPE_CHECKING:
    from workbook_tool.intake.wordstory import Story

WIDEST = 63
"""Columns that a table of Word can have; what says more is no number."""
_ASIDE = frozenset({"{w}tblPr", "{w}tblGrid", "{w}trPr", "{w}tcPr", "{w}sdtPr", "{w}sdtEndPr"})


def read_table(story: Story, element: Element) -> Table:
    """The table of a `w:tbl`; the story's page moves on with its rows."""
    page, rows = story.page, []
    heading = True
    for row in _within(element, "{w}tr"):
        properties = row.find("{w}trPr")
        if properties is not None and properties.find("{w}del") is not None:
            story.note_change()
            continue
        heading = heading and properties is not None and bool(said(properties, "{w}tblHeader"))
        rows.append(_row(story, row, properties, heading))
    first = rows[0].page if rows else page
    return Table(tuple(rows), first, story.where)


def _row(story: Story, element: Element, properties: Element | None, heading: bool) -> TableRow:
    cells = [*_gap(properties, "{w}gridBefore")]
    begun = furthest = story.page
    for cell in _within(element, "{w}tc"):
        story.page = begun
        _take(cells, cell, _cell(story, cell))
        if len(cells) == 1 and cells[0].paragraphs:
            begun = cells[0].paragraphs[0].page
        furthest = max(furthest, story.page)
    story.page = furthest
    return TableRow((*cells, *_gap(properties, "{w}gridAfter")), heading, begun)


def _take(cells: list[TableCell], element: Element, cell: TableCell) -> None:
    merged = down(element, "{w}tcPr", "{w}hMerge")
    if merged is not None and value(merged) != "restart" and cells:
        before = cells.pop()
        span = min(before.span + cell.span, WIDEST)
        cell = TableCell(before.paragraphs + cell.paragraphs, span, before.goes_on)
    cells.append(cell)


def _cell(story: Story, element: Element) -> TableCell:
    properties = element.find("{w}tcPr")
    paragraphs = tuple(laid_flat(story.blocks(element)))
    if properties is None:
        return TableCell(paragraphs)
    merged = properties.find("{w}vMerge")
    goes_on = merged is not None and value(merged) != "restart"
    return TableCell(paragraphs, _span(properties.find("{w}gridSpan")), goes_on)


def laid_flat(blocks: Iterable[Told]) -> Iterator[Paragraph]:
    """The paragraphs of blocks, those in the cells of tables among them, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _gap(properties: Element | None, name: str) -> Iterator[TableCell]:
    found = down(properties, name)
    if found is not None and whole(value(found), 0) > 0:
        yield TableCell(span=_span(found))


def _span(element: Element | None) -> int:
    return min(max(whole(value(element), 1), 1), WIDEST)


def _within(parent: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, whatever they are wrapped in."""
    for element in parent:
        if element.tag == wanted:
            yield element
        elif element.tag not in _ASIDE:
            yield from _within(element, wanted)
