"""A cell and a text → the box of its comment: VML, in pixels of the sheet's own grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workbook_tool.frozen import dataclass
from workbook_tool.patch import Node
from workbook_tool.patterns import re

WIDTH, LINE, EDGE, LETTERS = 340, 17, 16, 48
"""Pixels of a box's width, a line and both edges; letters a line holds in 10 pt."""
TALLEST = 460
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
"""Told in each shape: other programs have prefixes of their own."""
SHAPE = re.compile(rb"<((?:[\w.-]+:)?shape)(?=[\s>]).*?</\1>", re.DOTALL)
"""One shape of a drawing in VML, which may be no well-formed XML."""
_PLACE = re.compile(rb"<(?:[\w.-]+:)?(Row|Column)>\s*(\d{1,7})\s*</")
_ROW = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?row\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(r|ht|hidden)\s*=\s*["']([^"']*)["']""")

TYPE_NAME = "_x0000_t202"
SHAPE_TYPE = (
    f'<v:shapetype {_SPACES} id="{TYPE_NAME}" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
"""The kind of shape that comments are; a drawing of buttons alone does not have it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Widths of columns and heights of rows in pixels, 0 where hidden."""

    width: Callable[[int], int]
    height: Callable[[int], int]


def grid_of(data: bytes, root: Node) -> Grid:
    """The grid of a worksheet part: stored widths and heights, else the defaults."""
    standard = root.first("sheetFormatPr")
    usual_height = _pixels_high(standard.get("defaultRowHeight") if standard else "", 20)
    usual_width = _pixels_wide(standard.get("defaultColWidth") if standard else "", 64)
    spans = [
        (int(node.get("min")), int(node.get("max")), _column(node, usual_width))
        for cols in root.all("cols")
        for node in cols.children
        if node.get("min").isdecimal() and node.get("max").isdecimal()
    ]
    heights = dict(_heights(data, usual_height))

    def width(column: int) -> int:
        return next((w for low, high, w in spans if low <= column + 1 <= high), usual_width)

    return Grid(width, lambda row: heights.get(row, usual_height))


def _heights(data: bytes, usual: int) -> Iterable[tuple[int, int]]:
    for found in _ROW.finditer(data):
        named = {key: value.decode(errors="replace") for key, value in _ATTRIBUTE.findall(found[1])}
        if named.get(b"r", "").isdecimal():
            hidden = named.get(b"hidden") in ("1", "true")
            yield int(named[b"r"]) - 1, 0 if hidden else _pixels_high(named.get(b"ht", ""), usual)


def _column(node: Node, usual: int) -> int:
    hidden = node.get("hidden") in ("1", "true")
    return 0 if hidden else _pixels_wide(node.get("width"), usual)


def _pixels_wide(units: str, usual: int) -> int:
    """Pixels of a stored width, which counts digits of 7 pixels."""
    return min(1_800, int(float(units) * 7 + 0.5)) if _is_number(units) else usual


def _pixels_high(points: str, usual: int) -> int:
    return min(546, round(float(points) * 4 / 3)) if _is_number(points) else usual


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,5}(?:\.[0-9]{1,20})?", text))


def height_of(text: str) -> int:
    """How high a box must be for a text, in pixels."""
    lines = sum(-(-max(1, len(line)) // LETTERS) for line in text.split("\n"))
    return min(TALLEST, lines * LINE + EDGE)


def anchor(row: int, column: int, text: str, grid: Grid) -> str:
    """Where the box of a cell begins and ends: column, pixels into it, row, pixels into it, twice.

    Right of the cell and a little above it, as every program puts it.
    """
    left, top = column + 1, max(0, row - 1)
    right, into_right = _walk(left, 15 + WIDTH, grid.width)
    bottom, into_bottom = _walk(top, 6 + height_of(text), grid.height)
    return f"{left}, 15, {top}, 6, {right}, {into_right}, {bottom}, {into_bottom}"


def _walk(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The row or column in which so many pixels end, and how far into it."""
    at = start
    while pixels > size(at) and at < start + 400:
        pixels -= size(at)
        at += 1
    return at, min(pixels, max(0, size(at)))


def shape(number: int, row: int, column: int, where: str, height: int) -> str:
    """The hidden box of one comment; `number` tells it from all others of its drawing."""
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        f"margin-left:60pt;margin-top:2pt;width:{WIDTH * 3 // 4}pt;height:{height * 3 // 4}pt;"
        f'z-index:{number};visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{where}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def drawing(block: int) -> str:
    """A drawing without shapes; `block` tells its numbers (1024 × block and on) from others'."""
    own = f'<o:idmap v:ext="edit" data="{block}"/>'
    return f'<xml {_SPACES}><o:shapelayout v:ext="edit">{own}</o:shapelayout>{SHAPE_TYPE}</xml>'


def cell_of(shape_: bytes) -> tuple[int, int]:
    """Row and column of the cell a shape belongs to; (-1, -1) for a shape of another kind."""
    at = {key: int(value) for key, value in _PLACE.findall(shape_)}
    return at.get(b"Row", -1), at.get(b"Column", -1)
