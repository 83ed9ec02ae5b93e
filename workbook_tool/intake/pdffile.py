"""Bytes of a PDF → a Document: tables between rules, and the lines around them in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass, replace
from workbook_tool.intake.celltext import paragraphs_of
from workbook_tool.intake.confined import ask
from workbook_tool.intake.guard import DAMAGED
from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.intake.overpages import continued
from workbook_tool.intake.printed import Page, Pages, pages_of
from workbook_tool.intake.printedlines import Printed, in_reading_order, lines_of
from workbook_tool.intake.ruled import Box, Ruled, ruled_tables
from workbook_tool.intake.textfile import counted
from workbook_tool.model.document import (
    FOOTER,
    HEADER,
    Block,
    Document,
    Line,
    Paragraph,
    Table,
    TableCell,
    TableRow,
)
from workbook_tool.patterns import re

SCAN = "WB124"
"""The rule that says of a PDF without text what it is: the scan of a signed plan."""
_PATIENCE = 4
"""Times the deadline of old workbooks: a page costs 30 ms, a plan has up to fifty."""
_UNREADABLE = 0.3
"""Share of letters that a font does not name, from which a page is no text."""
_NUMBER = re.compile(r"[-–—\s]*\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")
_MARGIN = 0.09
"""Share of a page's height at its top and foot where its number stands."""
_APART = 1.75
"""Sizes of letters from line to line at which a paragraph stands apart."""
_INDENT = 6.0
"""Sizes of letters that the first line of a paragraph is indented at most."""


def open_pdf(data: bytes, limits: Limits = LIMITS) -> Document:
    """A PDF with text as a Document of kind "pdf".

    `Refused` WB124 for pages without text (scans), WB104 when it asks for a password, WB102 when it
    is broken or does not keep the limits of memory and time, WB120 when it holds too much.
    """
    told = ask("pdf", data, replace(limits, seconds=limits.seconds * _PATIENCE))
    try:
        pages = pages_of(told)
    except (ValueError, TypeError) as error:
        raise Refused(DAMAGED) from error
    if not _has_text(pages):
        raise Refused(SCAN, kind="pdf", school="")
    return Document(counted(_blocks(pages.pages), limits), "pdf", carries=frozenset(pages.carries))


def _has_text(pages: Pages) -> bool:
    letters = sum(len(word.text) for page in pages.pages for word in page.words)
    unnamed = sum(word.text.count("\ufffd") for page in pages.pages for word in page.words)
    return letters > 0 and unnamed <= letters * _UNREADABLE


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table, its columns' edges; whether nothing of the flow stands before it on its page."""

    table: Table
    edges: tuple[float, ...]


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    around: list[Paragraph] = []
    held: _Placed | None = None
    for number, page in enumerate(pages, start=1):
        tables, words = ruled_tables(page)
        rows = lines_of(words)
        numbers = [row for row in rows if _is_page_number(row, page)]
        around.extend(_page_number(row[0], page, number) for row in numbers)
        rows = [row for row in rows if not any(row is one for one in numbers)]
        for part in _in_order(tables, rows, number):
            if held and isinstance(part, _Placed) and _same(held.edges, part.edges):
                held = _Placed(continued(held.table, part.table), held.edges)
                continue
            if held:
                yield held.table
            held = part if isinstance(part, _Placed) else None
            if not isinstance(part, _Placed):
                yield part
    if held:
        yield held.table
    yield from around


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    near = zip(one, other, strict=False)
    return len(one) == len(other) and all(abs(a - b) <= 3.0 for a, b in near)


def _is_page_number(row: Sequence[Printed], page: Page) -> bool:
    margin = page.height * _MARGIN
    outside = row[0].base < margin or row[0].base > page.height - margin
    return outside and len(row) == 1 and bool(_NUMBER.fullmatch(row[0].text))


def _page_number(line: Printed, page: Page, number: int) -> Paragraph:
    return Paragraph(
        line.text, page=number, where=HEADER if line.base < page.height / 2 else FOOTER
    )


def _in_order(
    tables: Sequence[Ruled], rows: Sequence[Sequence[Printed]], number: int
) -> Iterator[Line | _Placed]:
    """Tables and the lines between them, from the top."""
    margin = min((row[0].left for row in rows), default=0.0)
    begun = 0
    for table in tables:
        end = begun
        while end < len(rows) and rows[end][0].base < table.top:
            end += 1
        yield from _lines(rows[begun:end], margin, number)
        yield _Placed(_table(table, number), table.edges)
        begun = end
    yield from _lines(rows[begun:], margin, number)


def _lines(rows: Sequence[Sequence[Printed]], margin: float, page: int) -> Iterator[Line]:
    before: Printed | None = None
    edge = max((row[-1].right for row in rows), default=0.0)
    for parts in in_reading_order(rows):
        line = parts[0]
        if before and not 0 < line.base - before.base <= _APART * max(line.size, before.size):
            yield Line("", page)
        indent = " " * max(0, round((line.left - margin) / (line.size / 2)))
        text = indent + "\t".join(part.text for part in parts)
        alone = before is not None and len(parts) == 1
        yield Line(text, page, _goes_on(before, line, edge) if before and alone else None)
        before = line


def _goes_on(before: Printed, line: Printed, edge: float) -> bool:
    """Whether the line above, which ends at the `edge` at the latest, had no room for a word.

    A line that begins far to its left stands below it, not behind it.
    """
    if before.left - line.left > _INDENT * line.size:
        return False
    return before.right + line.size / 4 + line.words[0].right - line.left > edge


def _table(ruled: Ruled, page: int) -> Table:
    rows = [
        TableRow(tuple(_row_cells(ruled, row, page)), page=page)
        for row in range(len(ruled.levels) - 1)
    ]
    return Table(tuple(rows), page)


def _row_cells(ruled: Ruled, row: int, page: int) -> Iterable[TableCell]:
    for box in sorted(ruled.boxes, key=lambda one: one.column):
        if box.row <= row < box.below:
            yield _cell(box, box.row < row, page)


def _cell(box: Box, goes_on: bool, page: int) -> TableCell:
    paragraphs = () if goes_on else paragraphs_of(box.words, box.right, page)
    return TableCell(paragraphs, box.after - box.column, goes_on)
