"""How many rows of a table there are to read: prepared ones, and filled ones below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.layout import MOST_ROWS, BlockSpot, Layout, TableSpot
from workbook_tool.reader.columns import Columns
from workbook_tool.reader.headings import sign

NEAR = range(3)
"""The columns in which a block's own first text stands, where nothing was pushed about."""
SLACK = 200
"""Rows that may be read beyond the prepared ones, and never more than `MOST_ROWS` in all."""
GAP = 20
"""So many blank rows below the prepared ones end a table; what stands lower is text outside it."""


def height_of(
    layout: Layout, spot: TableSpot, columns: Columns, tables: Mapping[str, Columns]
) -> int:
    """The rows to read of a table.

    Names may have been stretched to the end of the sheet, and a letter may stand there; where
    something of the form follows, the table ends before it.
    """
    most = max(spot.rows, min(spot.rows + SLACK, MOST_ROWS))
    height = min(most, columns.rows)
    following = [b for b in layout.blocks if b.sheet.title == spot.sheet and b.row > spot.top]
    fence = _fence(following, columns, tables)
    if fence is not None:
        most = min(most, max(0, fence - columns.first))
        height = min(height, most)
    if not following or fence is not None:
        for number in _filled_rows(columns):
            if number > min(most, height + GAP + 1):
                break
            height = max(height, number)
    return height


def _fence(
    following: list[BlockSpot], columns: Columns, tables: Mapping[str, Columns]
) -> int | None:
    """The row in which the next thing of the form begins on the sheet, where it is found."""
    for block in following:
        rows = [row for row in _begins(block, columns, tables) if row > columns.first - 1]
        if rows:
            return min(rows)
    return None


def _begins(block: BlockSpot, columns: Columns, tables: Mapping[str, Columns]) -> Iterator[int]:
    if block.block.kind == "table":
        other = tables[block.block.table]
        top = _top(other)
        if top is not None and other.sheet == columns.sheet:
            yield top
        return
    view = columns.look(columns.sheet)
    pushed = (columns.heading or columns.spot.heading) - columns.spot.heading
    for row, text in _printed_first(block):
        if any(view.sign(row + pushed, column) == sign(text) for column in NEAR):
            yield row + pushed
            return
    for _, text in _printed_first(block):
        yield from (row for row, _ in view.places.get(sign(text), ()))


def _top(columns: Columns) -> int | None:
    """The row in which a table begins, by its headings or else by its names; None when lost."""
    spot = columns.spot
    if columns.heading is not None:
        return spot.top + columns.heading - spot.heading
    return spot.top + columns.first - spot.first if columns.at else None


def _printed_first(block: BlockSpot) -> Iterator[tuple[int, str]]:
    """Texts that a block begins with and nobody fills in, each with its row in the form."""
    if block.block.kind == "lines":
        lines = (line.get("text", "") for line in block.block.extra["lines"])
        yield from ((block.row + n, text) for n, text in enumerate(lines) if _whole(text))
    for spec in block.block.fields[:1]:
        yield block.row + 1, spec.parts[0] if spec.parts else spec.label["vi"]


def _whole(text: str) -> bool:
    return bool(text) and "{" not in text


def _filled_rows(columns: Columns) -> list[int]:
    """Numbers of the rows in which a cell that a school writes is filled, ascending."""
    first = columns.first
    inputs = {
        columns.at[c] for c, f in columns.spot.columns.items() if f.writable and c in columns.at
    }
    cells = columns.look(columns.sheet).cells.items()
    return sorted(
        {
            row - first + 1
            for (row, c), cell in cells
            if c in inputs and cell.filled and row >= first
        }
    )
