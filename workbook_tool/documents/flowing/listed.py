"""Lines of a table that was saved as text, a line for each paragraph of a cell → its rows.

A blank cell is a blank line there, so that a row has as many lines as columns, and one more for
each further paragraph: which cell has them is told by what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.evidence import Evidence
from workbook_tool.documents.flowing.heading import Heading
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.markers import (
    LEVEL,
    NUMBERED,
    STANDARD,
    Marker,
    markers,
)
from workbook_tool.documents.flowing.words import NUMBER
from workbook_tool.frozen import dataclass, replace
from workbook_tool.model.document import Paragraph, TableCell, TableRow
from workbook_tool.patterns import re
from workbook_tool.typed.wraps import begins_item

_LONE = re.compile(r"\(?\d{1,3}[.)]?")
_UNWRAPPED = 10_000.0
"""Letters of a line that nothing wrapped."""
_MOST = 0.2
"""Share of rows with too few lines, of lines within a sentence, that this kind of text may have."""
_AGAIN, _AGAIN_ITEM, _AGAIN_BLANK = 1.0, 0.2, 3.0
"""Costs of a further paragraph in a cell, of one with the sign of a list, of a blank one."""
_USUAL = 0.1
"""The share of the table of a column of usual width; wider ones have more paragraphs."""


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    page: int
    lines: Sequence[str]
    blanks: bool


def listed_rows(lines: Sequence[Printed], heading: Heading, at: int) -> list[TableRow] | None:
    """The rows below a heading that begins with line `at`; None when the text is not of this kind.

    It is when each column's heading is a line of its own and hardly a line goes on in a sentence.
    Where rows have too few lines, blank cells were left out, and what lines say decides.
    """
    wrapped = sum(line.words[:1].islower() for line in lines)
    if heading.end - at != len(heading.columns) or wrapped > len(lines) * _MOST:
        return None
    evidence = Evidence(heading.table, heading.columns, [_UNWRAPPED] * len(heading.columns))
    lines = _closed_up(lines)
    rows = list(_stretches(lines, heading, _inner(lines, heading)))
    full = [row for row in rows[:-1] if row.kind not in (LEVEL, STANDARD)]
    short = sum(len(row.lines) < len(heading.columns) for row in full)
    if short > len(full) * _MOST:
        rows = list(_stretches(lines, heading, blanks=False))
    return [_row(row, evidence) for row in rows] or None


def _closed_up(lines: Sequence[Printed]) -> list[Printed]:
    """The lines without the blank ones that stand between any two of them."""
    usual = sorted(line.gap for line in lines)[len(lines) // 4] if lines else 0
    return [replace(line, gap=max(0, line.gap - usual)) for line in lines]


def _inner(lines: Sequence[Printed], heading: Heading) -> bool:
    """Whether blank lines stand for blank cells, not only between any two rows."""
    begun = {marker.at for marker in _markers(lines, heading)}
    between = {lines[at].gap for at in begun if at}
    near = begun | {at + 1 for at in begun}
    return len(between) > 1 or any(line.gap for at, line in enumerate(lines) if at not in near)


def _stretches(lines: Sequence[Printed], heading: Heading, blanks: bool) -> Iterator[_Row]:
    """The lines of each row, blank ones too."""
    texts: list[str] = []
    places: list[int] = []
    for line in lines:
        texts += [""] * (line.gap if blanks else 0)
        places.append(len(texts))
        texts.append(line.words)
    numbered = heading.place(NUMBER) == 0
    begun = [(m, _begin(texts, places[m.at], m, numbered)) for m in _markers(lines, heading)]
    if not begun:
        return
    if any(texts[: begun[0][1]]):
        begun.insert(0, (Marker(0, ""), 0))
    ends = [place for _, place in begun[1:]] + [len(texts)]
    for (marker, place), end in zip(begun, ends, strict=True):
        yield _Row(marker.kind, lines[marker.at].page, texts[place:end], blanks)


def _markers(lines: Sequence[Printed], heading: Heading) -> list[Marker]:
    found = markers(lines, heading.table)
    if heading.place(NUMBER) is None:
        return found
    return [m for m in found if m.kind != NUMBERED or _LONE.fullmatch(lines[m.at].words)]


def _begin(texts: Sequence[str], place: int, marker: Marker, numbered: bool) -> int:
    """The first line of a row: the blank or number before what it is known by."""
    own = _LONE.fullmatch(texts[place])
    before = numbered and place and not own and marker.kind not in (LEVEL, NUMBERED)
    return place - 1 if before and not texts[place - 1] else place


def _first(row: _Row, evidence: Evidence) -> int:
    """The column a row begins in: behind that of numbers when its line was left out."""
    numbered = evidence.column(0).kind == NUMBER and row.kind != NUMBERED
    begun = row.lines[0] == "" or _LONE.fullmatch(row.lines[0])
    return 1 if numbered and not begun and len(row.lines) > 0 else 0


def _row(row: _Row, evidence: Evidence) -> TableRow:
    count = len(evidence.columns)
    texts = _trimmed(row.lines) if row.kind in (LEVEL, STANDARD) else list(row.lines)
    if row.kind == LEVEL and len(texts) == 1:
        return TableRow((_cell(texts, row.page, count),), page=row.page)
    if row.kind == STANDARD and len(texts) <= _TWO:
        before = [_cell([text], row.page) for text in texts[:-1]]
        cells = (*before, _cell(texts[-1:], row.page, count - len(before)))
        return TableRow(cells, page=row.page)
    first = _first(row, evidence)
    exact = row.blanks and len(texts) == count
    whole = len(texts) >= count if row.blanks else len(texts) == count
    columns = _columns(texts, first, whole, evidence)
    held: list[list[str]] = [[] for _ in range(count)]
    for text, column in zip(texts, columns, strict=True):
        held[column].append(text)
    return TableRow(tuple(_cell(texts, row.page, 1, exact) for texts in held), page=row.page)


_TWO = 2
"""Lines of the row of a standard: its number and its name."""


def _trimmed(texts: Sequence[str]) -> list[str]:
    kept = list(texts)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _columns(texts: Sequence[str], first: int, whole: bool, evidence: Evidence) -> list[int]:
    """The column of each line; when a row is `whole` it has one at least for every column."""
    count = len(evidence.columns)
    best: dict[int, tuple[float, list[int]]] = {first: (0.0, [first])}
    for n, text in enumerate(texts[1:], start=1):
        left = len(texts) - n - 1
        found: dict[int, tuple[float, list[int]]] = {}
        for column, (cost, way) in best.items():
            for later in range(column, min(column + 2, count) if whole else count):
                if whole and count - 1 - later > left:
                    continue
                again = _again(text, texts[n - 1], evidence.column(column).share)
                own = again if later == column else evidence.skipped(column, later)
                own += cost + (evidence.cost(text, later) if text else 0.0)
                if later not in found or own < found[later][0]:
                    found[later] = (own, [*way, later])
        best = found
    return best[count - 1][1] if whole else min(best.values())[1]


def _again(text: str, before: str, share: float) -> float:
    if not text or not before:
        return _AGAIN_BLANK
    listed = begins_item(text) and (begins_item(before) or before.endswith(":"))
    return _AGAIN_ITEM if listed else _AGAIN * _USUAL / share


def _cell(texts: Sequence[str], page: int, span: int = 1, certain: bool = True) -> TableCell:
    paragraphs = tuple(Paragraph(text, page=page) for text in texts if text)
    return TableCell(paragraphs, span, certain=certain or not paragraphs)
