"""The tables of one page after another → tables as they were before pages cut them."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.frozen import replace
from workbook_tool.model.document import Paragraph, Table, TableCell, TableRow
from workbook_tool.typed.wraps import begins_item, joined

_NAMED = 2
"""Columns at the left that say which row it is: its number and what it is about."""


def continued(table: Table, more: Table) -> Table:
    """A table and its part on the next page as one: rows said again dropped, a cut row joined."""
    repeated = _repeated(table.rows, more.rows)
    rows = [*table.rows]
    for n in range(repeated):
        rows[n] = replace(rows[n], heading=True)
    added = list(more.rows[repeated:])
    if added and rows and len(rows) > repeated and _goes_on(rows[-1], added[0]):
        rows[-1] = _joined(rows[-1], added.pop(0))
    return replace(table, rows=(*rows, *added))


def _repeated(rows: Sequence[TableRow], more: Sequence[TableRow]) -> int:
    """How many rows at the top of a part say what the first rows of the table say."""
    count = 0
    for one, other in zip(rows, more, strict=False):
        if _said(one) != _said(other) or not any(_said(one)):
            break
        count += 1
    return count


def _said(row: TableRow) -> list[str]:
    return ["".join(cell.text.split()) for cell in row.cells]


def _goes_on(row: TableRow, below: TableRow) -> bool:
    """Whether a row at the top of a page is the rest of the last one of the page before."""
    if [cell.span for cell in row.cells] != [cell.span for cell in below.cells]:
        return False
    if len(row.cells) <= _NAMED:
        return False
    pairs = [(a.text, b.text) for a, b in zip(row.cells, below.cells, strict=True) if b.text]
    if not pairs or below.cells[0].text:
        return False
    if any(_mid_sentence(above, text) for above, text in pairs):
        return True
    unnamed = not any(cell.text for cell in below.cells[:_NAMED])
    return unnamed and len(pairs) < sum(bool(cell.text) for cell in row.cells[_NAMED:])


def _mid_sentence(above: str, text: str) -> bool:
    begun = text.lstrip('("“')
    return bool(above) and (begun[:1].islower() or above.endswith(("-", ",")))


def _joined(row: TableRow, rest: TableRow) -> TableRow:
    pairs = zip(row.cells, rest.cells, strict=True)
    return replace(row, cells=tuple(_cell(above, below) for above, below in pairs))


def _cell(above: TableCell, below: TableCell) -> TableCell:
    if not below.text:
        return above
    if not above.text:
        return replace(below, certain=False)
    last, first = above.paragraphs[-1], below.paragraphs[0]
    if begins_item(first.text) or (last.text.endswith((".", ";")) and not first.text[:1].islower()):
        paragraphs = (*above.paragraphs, *below.paragraphs)
    else:
        one = replace(last, text=joined((last.text, first.text)))
        paragraphs = (*above.paragraphs[:-1], one, *below.paragraphs[1:])
    return replace(above, paragraphs=_kept(paragraphs), certain=False)


def _kept(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(paragraph for paragraph in paragraphs if paragraph.text)
