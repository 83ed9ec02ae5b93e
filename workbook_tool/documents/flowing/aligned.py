"""Lines below a heading whose columns stand side by side → the rows of the table.

Programs that keep the layout of a page (`pdftotext -layout`) put blanks where columns part. Where
these do not tell, there is no table: cells must never hold what stood in others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.cells import cell_of
from workbook_tool.documents.flowing.edges import Edges, Piece, Places, edges_of
from workbook_tool.documents.flowing.heading import Heading
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.markers import (
    LEVEL,
    NOTHING,
    NUMBERED,
    STANDARD,
    Marker,
    markers,
)
from workbook_tool.documents.flowing.rows import Stretch, spanning, stretches, whole_numbers
from workbook_tool.documents.flowing.sidebyside import segments
from workbook_tool.documents.flowing.words import CRITERION as CRITERIA
from workbook_tool.documents.flowing.words import MONEY, NUMBER, TEXT, TIME
from workbook_tool.frozen import dataclass, replace
from workbook_tool.model.document import TableRow
from workbook_tool.typed.wraps import another_time, joined

_STRAY = 0.15
"""Share of stretches that begin where no column does, from which columns are not told by blanks."""
_LETTERS = 1.0
"""By how many letters lines of one width differ: letters are not of one width themselves."""
_TORN = 0.2
"""Share of rows that begin within a sentence, from which rows do not begin with their markers."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one heading, which each page may print again at other places."""

    lines: Sequence[Printed]
    places: Places


def aligned_rows(parts: Sequence[Part], heading: Heading) -> tuple[TableRow, ...] | None:
    """The rows; None where blanks do not tell the columns, or nothing tells where rows begin."""
    lines = [line for part in parts for line in part.lines]
    if any("\t" in line.text for line in lines):
        return None
    found = (
        _markers(parts)
        if _unmarked(heading)
        else markers(
            [_left(line, part.places, heading) for part in parts for line in part.lines],
            heading.table,
        )
    )
    if not found or found[0].at != 0:
        return None
    rows = list(stretches(lines, found, heading))
    pieces = _pieces(rows, parts)
    if pieces is None or _torn(pieces, heading):
        return None
    widths = _widths(pieces, len(heading.columns))
    made = zip(rows, pieces, strict=True)
    return tuple(
        _row(row, lines, heading, widths) for row, own in made for lines in _tasks(own, heading)
    )


def _tasks(lines: list[list[Piece]], heading: Heading) -> Iterator[list[list[Piece]]]:
    """The lines of each task of a row: where one was timed and another begins, rules part them."""
    time = heading.place(TIME)
    begun = 0
    for at in range(1, len(lines)) if time is not None else ():
        before, after = (
            joined(p.text for line in part for p in line if p.column == time)
            for part in (lines[begun:at], lines[at : at + 3])
        )
        apart = not any(piece.column == time for piece in lines[at - 1])
        if apart and another_time(before, after) and _begins_task(lines[at], heading):
            yield lines[begun:at]
            begun = at
    yield lines[begun:]


def _begins_task(line: Sequence[Piece], heading: Heading) -> bool:
    kinds = {heading.table.columns[heading.columns[piece.column]].kind for piece in line}
    capitals = all(not piece.text[:1].islower() for piece in line)
    return capitals and {TIME, TEXT} <= kinds


def _unmarked(heading: Heading) -> bool:
    return heading.place(NUMBER) is None and heading.place(CRITERIA) is None


def _markers(parts: Sequence[Part]) -> list[Marker]:
    """Rows of a table whose first column is a text: where it and others begin."""
    lines = [(line, part.places) for part in parts for line in part.lines]
    return [
        Marker(at, NUMBERED)
        for at, (line, places) in enumerate(lines)
        if (own := segments(line))
        and len(own) > 1
        and own[0].begin <= places[0][0]
        and own[0].text[:1].isupper()
    ]


def _left(line: Printed, places: Places, heading: Heading) -> Printed:
    """A line without its text when that begins behind the columns that tell a row."""
    last = max(heading.place(NUMBER) or 0, heading.place(CRITERIA) or 0)
    edge = places[last][1] if last + 1 < len(places) else 1_000_000
    begin = next((segment.begin for segment in segments(line)), 0)
    alone = len(segments(line)) == 1
    return line if begin <= edge or alone else replace(line, text="")


def _pieces(rows: Sequence[Stretch], parts: Sequence[Part]) -> list[list[list[Piece]]] | None:
    """Of each row the pieces of each of its lines; None where the blanks do not tell."""
    pages = [edges_of(_columned(part.lines), part.places) for part in parts]
    ends = [len(part.lines) for part in parts]
    stray: list[bool] = []
    made: list[list[list[Piece]]] = []
    at, part, left = 0, 0, ends[0] if ends else 0
    for row in rows:
        own: list[list[Piece]] = []
        ages: dict[int, int] = {}
        held: list[Printed] = []
        for line in row.lines:
            while not left:
                own += _of_lines(held, pages[part], parts[part].places, stray, ages)
                part, held = part + 1, []
                left = ends[part]
            held.append(line)
            left -= 1
            at += 1
        own += _of_lines(held, pages[part], parts[part].places, stray, ages)
        made.append([] if row.marker.kind in (LEVEL, STANDARD, NOTHING) else own)
    return made if sum(stray) <= len(stray) * _STRAY else None


def _columned(lines: Sequence[Printed]) -> list[Printed]:
    """The lines with more than one stretch, by which columns are known; all where none has."""
    return [line for line in lines if len(segments(line)) > 1] or list(lines)


def _of_lines(
    lines: Sequence[Printed], page: Edges, places: Places, stray: list[bool], ages: dict[int, int]
) -> list[list[Piece]]:
    edges = edges_of(lines, places, page)
    stray += [odd for line in lines for odd in edges.strays(line)]
    return list(edges.pieces(lines, ages))


def _torn(pieces: Sequence[list[list[Piece]]], heading: Heading) -> bool:
    """Whether rows begin above the line that names them: cells are not set at their top."""
    told = torn = 0
    for own in pieces:
        if not own:
            continue
        told += 1
        first = [p for p in own[0] if heading.table.columns[heading.columns[p.column]].kind == TEXT]
        torn += any(piece.text[:1].islower() for piece in first) or (not first and len(own) > 1)
    return torn > told * _TORN


def _widths(pieces: Sequence[list[list[Piece]]], count: int) -> list[float]:
    widths = [0.0] * count
    for own in pieces:
        for line in own:
            for piece in line:
                widths[piece.column] = max(widths[piece.column], len(piece.text) - _LETTERS)
    return widths


def _row(
    row: Stretch, pieces: Sequence[Sequence[Piece]], heading: Heading, widths: Sequence[float]
) -> TableRow:
    page = row.lines[0].page
    if not pieces:
        return TableRow(tuple(spanning(row, heading)), page=page)
    cells = []
    for column in range(len(heading.columns)):
        own = [piece for line in pieces for piece in line if piece.column == column]
        texts = [piece.text for piece in own]
        if heading.table.columns[heading.columns[column]].kind == MONEY:
            texts = whole_numbers(texts)
        sure = all(piece.sure for piece in own)
        cells.append(cell_of(texts, page, 1, sure, widths[column]))
    return TableRow(tuple(cells), page=page)
