"""Lines from a table's heading on → the table, and where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.aligned import Part, aligned_rows
from workbook_tool.documents.flowing.cells import cell_of
from workbook_tool.documents.flowing.heading import Heading
from workbook_tool.documents.flowing.headings import Headings
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.listed import listed_rows
from workbook_tool.documents.flowing.rows import rows_of
from workbook_tool.documents.flowing.tabbed import tabbed_rows
from workbook_tool.documents.flowing.words import KnownTable, squeezed
from workbook_tool.frozen import replace
from workbook_tool.model.document import Table, TableRow
from workbook_tool.patterns import re

_SECTION = re.compile(r"\s*[IVX]{1,5}\s*[.)\-–]\s*(\S.*)")
_ITEM = re.compile(r"\s*\d{1,2}\s*[.)]\s*(\S.*)")
_MARKS = re.compile(r"[\s(]*\d{1,2}\)?(?:[\s()]+\d{1,2}\)?)*\s*")
"""The numbers of columns that some forms print below their heading."""


def read_table(headings: Headings, at: int, heading: Heading) -> tuple[Table, int] | None:
    """The table whose heading begins with line `at`, and the line behind it; None for none."""
    lines = headings.lines
    begun = _behind_marks(lines, heading)
    end = next((n for n in range(begun, len(lines)) if _ends(lines[n], heading.table)), len(lines))
    parts = list(_parts(headings, range(begun, end), heading))
    body = [line for part in parts for line in part.lines]
    tabbed = "\t" in "".join(line.text for line in lines[at:end])
    rows: Sequence[TableRow] | None
    if heading.places:
        rows = aligned_rows(parts, heading)
    elif tabbed:
        rows = tabbed_rows(body, heading)
    else:
        rows = listed_rows(body, heading, at) or rows_of(body, heading)
    if rows is None:
        return None
    page = lines[at].page
    texts = list(heading.texts)
    texts[-1] = " ".join((texts[-1], *(line.words for line in lines[heading.end : begun])))
    top = TableRow(tuple(cell_of([text], page) for text in texts), heading=True, page=page)
    return Table((top, *rows), page), end


def _behind_marks(lines: Sequence[Printed], heading: Heading) -> int:
    """The line behind the numbers of columns, when there are as many as columns or nearly."""
    at, counted = heading.end, 0
    while at < len(lines) and _MARKS.fullmatch(lines[at].text):
        counted += len(re.findall(r"\d+", lines[at].text))
        at += 1
    return at if counted >= len(heading.columns) - 2 else heading.end


def _ends(line: Printed, table: KnownTable) -> bool:
    """Whether a line is the heading of what follows the table, or begins the closing."""
    if squeezed(line.text).startswith(table.closing):
        return True
    section = _SECTION.fullmatch(line.text)
    if section:
        return section[1].isupper() or _known(section[1], table)
    return line.words.isupper() and _known(line.words, table)


def _known(text: str, table: KnownTable) -> bool:
    plain = squeezed(text)
    return any(plain.startswith(end) or end == plain for end in table.ends if len(end) > 7)


def _parts(headings: Headings, places: range, heading: Heading) -> Iterator[Part]:
    """The lines at these places below each heading that a page says again, without these."""
    kept: list[Printed] = []
    at, top, own = places.start, False, heading
    while at < places.stop:
        again = headings.at(at)
        if again and again.table is heading.table and again.columns == heading.columns:
            yield Part(kept, own.places)
            kept, own = [], again
            at, top = _behind_marks(headings.lines, again), True
            continue
        kept.append(replace(headings.lines[at], top=True) if top else headings.lines[at])
        at, top = at + 1, False
    yield Part(kept, own.places)
