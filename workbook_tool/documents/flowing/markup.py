"""Lines with the marks of a web page's table → a line for each of its rows, tabs between cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.frozen import replace
from workbook_tool.model.document import Line
from workbook_tool.patterns import re

_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_END = re.compile(r"</table\s*>", re.IGNORECASE)
_ROW = re.compile(r"</?tr\b[^>]*>", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^>]*>", re.IGNORECASE)
_AROUND = re.compile(r"</?(?:table|thead|tbody|tfoot|colgroup|col|td|th)\b[^>]*>", re.IGNORECASE)


def without_table_marks(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines as they are, but for those from `<table>` to `</table>`."""
    held: list[Line] = []
    for line in lines:
        if not held and not _TABLE.search(line.text):
            yield line
            continue
        held.append(line)
        if _END.search(line.text):
            yield from _rows(held)
            held = []
    yield from held


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    text = " ".join(line.text for line in lines)
    for row in _ROW.split(text):
        before, *cells = _CELL.split(row)
        told = [" ".join(_AROUND.sub(" ", part).split()) for part in (before, *cells)]
        if told[0]:
            yield replace(lines[0], text=told[0])
        if cells:
            yield replace(lines[0], text="\t".join(told[1:]))
