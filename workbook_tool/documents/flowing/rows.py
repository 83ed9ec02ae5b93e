"""The lines below a table's heading → its rows, cells told apart by what they say and how wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.cells import cell_of
from workbook_tool.documents.flowing.evidence import Evidence, measured
from workbook_tool.documents.flowing.heading import Heading
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.markers import (
    CRITERION,
    LEVEL,
    NOTHING,
    NUMBERED,
    STANDARD,
    Marker,
    markers,
)
from workbook_tool.documents.flowing.words import CRITERION as CRITERIA
from workbook_tool.documents.flowing.words import MONEY, NUMBER, squeezed
from workbook_tool.documents.flowing.wrapped import Piece, Row
from workbook_tool.frozen import dataclass
from workbook_tool.model.document import TableCell, TableRow
from workbook_tool.patterns import re

_TIMES = 3
"""Times the rows are parted, each with the widths that the time before measured."""
_ALL_APART = 0.7
"""Share of lines with a blank one before them from which blank lines tell nothing."""
_ROOM = 3
"""Letters by which a column may be wider than the lines of its heading."""
_DOUBTFUL = 0.6
"""Cost of a piece from which a person should look at its cell."""
_LONE = re.compile(r"\(?\d{1,3}[.)]?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of a row, from `begun` to `end` (excluded), and the marker it begins with."""

    marker: Marker
    lines: Sequence[Printed]


def rows_of(lines: Sequence[Printed], heading: Heading) -> tuple[TableRow, ...] | None:
    """The rows; None when nothing tells where one begins. Every word of the lines is in one."""
    found = markers(lines, heading.table)
    if not found or found[0].at != 0:
        return None
    apart = sum(line.gap > 0 for line in lines)
    gaps = len(found) < apart < _ALL_APART * len(lines)
    own = list(stretches(lines, found, heading))
    widths = [most or least + _ROOM for least, most in heading.widths]
    evidence = Evidence(heading.table, heading.columns, list(map(float, widths)))
    ways: list[list[Piece] | None] = []
    for time in range(_TIMES):
        ways = [_parted(stretch, heading, evidence, gaps) for stretch in own]
        if time < _TIMES - 1:
            evidence = _measured(heading, ways)
    return tuple(
        _row(stretch, pieces, heading, evidence) for stretch, pieces in zip(own, ways, strict=True)
    )


def _measured(heading: Heading, ways: Sequence[list[Piece] | None]) -> Evidence:
    widths = []
    for column, (least, most) in enumerate(heading.widths):
        texts = [p.text for pieces in ways for p in pieces or () if p.column == column]
        widths.append(measured(texts, least, most))
    return Evidence(heading.table, heading.columns, widths)


def stretches(
    lines: Sequence[Printed], found: Sequence[Marker], heading: Heading
) -> Iterator[Stretch]:
    """The rows, each from its marker to the next; what follows the name of a standard is one."""
    ends = [marker.at for marker in found[1:]] + [len(lines)]
    for marker, end in zip(found, ends, strict=True):
        own = lines[marker.at : end]
        count = _heading_lines(own, marker, heading)
        yield Stretch(marker, own[:count])
        if count < len(own):
            yield Stretch(Marker(marker.at + count, ""), own[count:])


def _heading_lines(lines: Sequence[Printed], marker: Marker, heading: Heading) -> int:
    """How many lines a row of a level or a standard takes: its name may be wrapped."""
    if marker.kind not in (LEVEL, STANDARD, NOTHING):
        return len(lines)
    count = 1
    if marker.kind == STANDARD:
        count += bool(_LONE.fullmatch(lines[0].words))
        names = heading.table.names.get(marker.id, ())
        while count < len(lines):
            told = squeezed(" ".join(line.text for line in lines[: count + 1]))
            if not lines[count].words[:1].islower() and not any(
                told.endswith(name[: len(told)][-12:]) and told[-12:] in name for name in names
            ):
                break
            count += 1
    return count


def _parted(
    stretch: Stretch, heading: Heading, evidence: Evidence, gaps: bool
) -> list[Piece] | None:
    if stretch.marker.kind in (LEVEL, STANDARD, NOTHING):
        return None
    first = _first_column(stretch, heading)
    row = stretch.marker.id if stretch.marker.kind == CRITERION else ""
    return Row(stretch.lines, first, row, evidence, gaps).parted()


def _first_column(stretch: Stretch, heading: Heading) -> int:
    number, named = heading.place(NUMBER), heading.place(CRITERIA)
    if stretch.marker.kind == CRITERION and named is not None:
        lone = number is not None and _LONE.fullmatch(stretch.lines[0].words)
        return number if lone and number is not None else named
    return 0 if stretch.marker.kind == NUMBERED or number != 0 else 1


def _row(
    stretch: Stretch, pieces: list[Piece] | None, heading: Heading, evidence: Evidence
) -> TableRow:
    page = stretch.lines[0].page
    if pieces is None:
        return TableRow(tuple(spanning(stretch, heading)), page=page)
    cells = [_cell(column, pieces, evidence, page) for column in evidence.columns]
    return TableRow(tuple(cells), page=page)


def _cell(column: int, pieces: Sequence[Piece], evidence: Evidence, page: int) -> TableCell:
    texts = [piece.text for piece in pieces if piece.column == column]
    if evidence.column(column).kind == MONEY:
        texts = whole_numbers(texts)
    certain = not texts or _certain(column, pieces)
    return cell_of(texts, page, certain=certain, width=evidence.widths[column])


def _certain(column: int, pieces: Sequence[Piece]) -> bool:
    """Whether a cell is in one stretch, its pieces and the one behind it without doubt."""
    places = [n for n, piece in enumerate(pieces) if piece.column == column]
    whole = places[-1] - places[0] + 1 == len(places)
    near = pieces[places[0] : places[-1] + 2]
    return whole and all(piece.doubt <= _DOUBTFUL for piece in near)


def whole_numbers(texts: Sequence[str]) -> list[str]:
    """Lines of an amount that a narrow column broke within its digits, joined."""
    whole: list[str] = []
    for text in texts:
        if whole and text[:1].isdigit() and whole[-1][-1:] in "0123456789.,":
            whole[-1] += text
        else:
            whole.append(text)
    return whole


def spanning(stretch: Stretch, heading: Heading) -> Iterator[TableCell]:
    """The cells of a level, a standard or a row that plans nothing."""
    count, page = len(heading.columns), stretch.lines[0].page
    texts = [line.words for line in stretch.lines]
    kinds = [heading.table.columns[column].kind for column in heading.columns]
    if stretch.marker.kind == LEVEL or kinds[0] != NUMBER:
        yield cell_of(texts, page, count if stretch.marker.kind != NOTHING else 1)
        if stretch.marker.kind == NOTHING:
            yield from (TableCell() for _ in range(count - 1))
        return
    number = re.match(r"(\(?\d{1,3}[.)]?)(?:\s+|$)", texts[0])
    rest = texts[0][number.end() :] if number else texts[0]
    yield cell_of([number[1]] if number else [], page)
    span = 1 if stretch.marker.kind == NOTHING else count - 1
    yield cell_of([text for text in (rest, *texts[1:]) if text], page, span)
    yield from (TableCell() for _ in range(count - 1 - span))
