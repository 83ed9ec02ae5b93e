"""A table of an .odt → rows of cells with their widths; what a cell covers goes on from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from workbook_tool.intake.trees import whole
from workbook_tool.intake.wordtables import WIDEST, laid_flat
from workbook_tool.model.document import Paragraph, Table, TableCell, TableRow

if TYPE_CHECKING:
    from workbook_tool.intake.odtstory import OdtStory

_HEAD = "{table}table-header-rows"
_GROUPS = frozenset({_HEAD, "{table}table-rows", "{table}table-row-group"})
_MOST = 2**16


class _Covered:
    """Which columns a cell of an earlier row still covers, and how wide that cell is."""

    def __init__(self) -> None:
        self._left: dict[int, tuple[int, int]] = {}

    def begin(self, column: int, rows: int, span: int) -> None:
        if rows > 1:
            self._left[column] = rows - 1, span

    def take(self, column: int) -> int:
        """The width of the cell from above that goes on here, 0 when there is none."""
        rows, span = self._left.pop(column, (0, 0))
        if rows > 1:
            self._left[column] = rows - 1, span
        return span


def read_table(story: OdtStory, element: Element) -> Table:
    """The table of a `table:table`; the story's page moves on with its rows."""
    page, covered = story.page, _Covered()
    rows = tuple(_row(story, row, heading, covered) for row, heading in _rows(story, element))
    return Table(rows, rows[0].page if rows else page, story.where)


def _rows(
    story: OdtStory, parent: Element, heading: bool = False
) -> Iterator[tuple[Element, bool]]:
    for element in parent:
        if element.tag == "{table}table-row":
            for _ in range(_count(element, "{table}number-rows-repeated", WIDEST)):
                yield element, heading
        elif element.tag in _GROUPS:
            yield from _rows(story, element, heading or element.tag == _HEAD)
        elif element.tag == "{text}soft-page-break" and story.page:
            story.page += 1


def _row(story: OdtStory, element: Element, heading: bool, covered: _Covered) -> TableRow:
    cells: list[TableCell] = []
    page, column, beside = story.page, 0, 0
    for cell in element:
        repeated = _count(cell, "{table}number-columns-repeated", WIDEST)
        story.book.spend(repeated)
        for _ in range(repeated):
            if cell.tag == "{table}table-cell":
                made = _cell(story, cell)
                rows = _count(cell, "{table}number-rows-spanned", _MOST)
                covered.begin(column, rows, made.span)
                cells.append(made)
                beside = made.span - 1
            elif cell.tag == "{table}covered-table-cell" and beside:
                beside -= 1
            elif span := covered.take(column):
                cells.append(TableCell(_paragraphs(story, cell), span, goes_on=True))
                beside = span - 1
            column += 1
    return TableRow(tuple(cells), heading, page)


def _cell(story: OdtStory, element: Element) -> TableCell:
    span = _count(element, "{table}number-columns-spanned", WIDEST)
    return TableCell(_paragraphs(story, element), span)


def _paragraphs(story: OdtStory, element: Element) -> tuple[Paragraph, ...]:
    return tuple(laid_flat(story.blocks(element)))


def _count(element: Element, name: str, most: int) -> int:
    return min(max(whole(element.get(name, "1"), 1), 1), most)
