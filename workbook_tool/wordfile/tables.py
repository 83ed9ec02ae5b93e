"""A table as a value → `w:tbl`: widths, heads repeated, rows that stay whole where they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.frozen import dataclass
from workbook_tool.wordfile.blocks import CENTRED, MIDDLE, Cell, Prose, Row, Table, text_of
from workbook_tool.wordfile.lists import Lists
from workbook_tool.wordfile.measures import MM_PER_POINT, Room, lines
from workbook_tool.wordfile.nodes import Node, mark, node, parsed, twips
from workbook_tool.wordfile.paragraphs import Manner, paragraph

WHOLE_UP_TO = 0.35
"""A row up to this share of a page is never split; a higher one would leave too much blank."""
LINE = 1.15
"""The height of a line, in sizes of its letters."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINE = ' w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_RULES = "".join(f"<w:{side}{_LINE}" for side in _SIDES)


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands in a row for the lower part of a cell above it, `down` rows more."""

    span: int
    down: int


def table_node(table: Table, lists: Lists, room: Room) -> Node:
    """The table, as wide as its columns or as the room between the margins."""
    columns = fitted(table.columns, room.width, full=table.full)
    grid = node("tblGrid", *(node("gridCol", w=twips(column)) for column in columns))
    rows = [
        *_rows(table.head, table, lists, columns, room.height),
        *_rows(table.body, table, lists, columns, room.height),
    ]
    return node("tbl", _properties(table, columns), grid, *rows)


def fitted(columns: tuple[float, ...], width: float, *, full: bool) -> tuple[float, ...]:
    """The widths of columns, narrowed (or stretched when `full`) to `width` together."""
    total = sum(columns)
    if not full and total <= width:
        return columns
    return tuple(column * width / total for column in columns)


def _properties(table: Table, columns: tuple[float, ...]) -> Node:
    side = twips(table.padding if table.ruled else 0)
    margins = node(
        "tblCellMar",
        node("left", w=side, type="dxa"),
        node("right", w=side, type="dxa"),
    )
    return node(
        "tblPr",
        node("tblW", w=twips(sum(columns)), type="dxa"),
        node("jc", val=CENTRED),
        parsed("tblBorders", _RULES) if table.ruled else None,
        node("tblLayout", type="fixed"),
        margins,
    )


def _rows(
    rows: tuple[Row, ...],
    table: Table,
    lists: Lists,
    columns: tuple[float, ...],
    page: float,
) -> Iterator[Node]:
    heading = rows is table.head
    covered: dict[int, _Above] = {}
    for row in rows:
        cells, below, tallest = [], dict[int, _Above](), 0.0
        for at, placed in _placed(row, covered):
            own = columns[at : at + placed.span]
            if isinstance(placed, _Above):
                cells.append(_lower_part(own))
            else:
                cells.append(_cell(placed, table, lists, own, together=row.together or heading))
                tallest = max(tallest, _height(placed, table, sum(own)))
            if placed.down > 1:
                below[at] = _Above(placed.span, placed.down - 1)
        covered = below
        yield node("tr", _row_properties(heading, whole=tallest <= WHOLE_UP_TO * page), *cells)


def _placed(row: Row, covered: Mapping[int, _Above]) -> Iterator[tuple[int, Cell | _Above]]:
    """The cells of a row with their first columns, those that a cell above covers included."""
    at = 0
    given = iter(row.cells)
    while True:
        placed = covered.get(at) or next(given, None)
        if placed is None:
            return
        yield at, placed
        at += placed.span


def _row_properties(heading: bool, *, whole: bool) -> Node | None:
    told = [mark("cantSplit", whole), mark("tblHeader", heading)]
    return node("trPr", *told) if any(one is not None for one in told) else None


def _cell(
    cell: Cell, table: Table, lists: Lists, columns: tuple[float, ...], *, together: bool
) -> Node:
    manner = Manner("TableText", cell.align, cell.bold, cell.italic, table.size, together)
    paragraphs = [paragraph(prose, lists, manner) for prose in cell.paragraphs]
    properties = node(
        "tcPr",
        node("tcW", w=twips(sum(columns)), type="dxa"),
        node("gridSpan", val=cell.span) if cell.span > 1 else None,
        node("vMerge", val="restart") if cell.down > 1 else None,
        node("shd", val="clear", color="auto", fill=cell.shade) if cell.shade else None,
        node("vAlign", val=MIDDLE) if cell.stands == MIDDLE else None,
    )
    return node("tc", properties, *(paragraphs or [paragraph(Prose(""), lists, manner)]))


def _lower_part(columns: tuple[float, ...]) -> Node:
    span = node("gridSpan", val=len(columns)) if len(columns) > 1 else None
    properties = node("tcPr", node("tcW", w=twips(sum(columns)), type="dxa"), span, node("vMerge"))
    return node("tc", properties, node("p", node("pPr", node("pStyle", val="TableText"))))


def _height(cell: Cell, table: Table, width: float) -> float:
    """About how high the cell prints, in millimetres; what spans rows makes none of them high."""
    if cell.down > 1:
        return 0.0
    size, within = table.size, width - 2 * table.padding
    told = sum(lines(text_of(p.content), p.size or size, within) for p in cell.paragraphs)
    return told * size * LINE * MM_PER_POINT
