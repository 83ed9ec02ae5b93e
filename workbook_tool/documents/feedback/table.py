"""Findings and the room that a page has for them → a table that fits, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from workbook_tool.catalogue.files import Reader
from workbook_tool.documents.feedback.points import sentences
from workbook_tool.findings import Finding, Severity, count, sort, wordings
from workbook_tool.wordfile.blocks import (
    CENTRED,
    MIDDLE,
    WIDTH,
    Block,
    Prose,
    Row,
    Table,
    cell,
    text_of,
)
from workbook_tool.wordfile.measures import MM_PER_POINT, lines

MOST = 10
"""Points on the page: a school that gets more reads none."""
POOREST = 3
"""The last of the ways in which a point is told by `points.sentences`."""
PAGE, HEAD, FOOT = 257.0, 38.0, 34.0
"""Millimetres between the margins; of head and title without the office's name; of the foot."""
NOTE = AUTHOR_LINE = 5.0
"""Millimetres of a line of the office's name, and of the note over a signature."""
AUTHOR_WIDTH, AUTHOR_SIZE = 70.0, 13.0
"""Millimetres of the column of the office's name, and about the size of its bold capitals."""
SIZE, TABLE_SIZE = 13.0, 11.0
LINE, ROW_AIR = 1.17, 1.0
"""The height of a line in sizes of its letters; millimetres that a row adds."""
LINE_HIGH = TABLE_SIZE * LINE * MM_PER_POINT
INDENT = 4.0
"""Millimetres: what first lines take of the width, spread over all lines."""

Told: TypeAlias = tuple[tuple[Finding, tuple[str, str]], ...]
"""Findings and the two sentences that the page says of each."""


def room_for_points(author: str, around: Iterable[Prose], *, noted: bool) -> float:
    """The millimetres that the paragraphs around the table leave of the page.

    `author` is the office's name, `noted` says whether a note stands over the signature.
    """
    head = HEAD + lines(author.upper(), AUTHOR_SIZE, AUTHOR_WIDTH) * AUTHOR_LINE
    return PAGE - head - FOOT - (NOTE if noted else 0.0) - sum(map(_tall, around))


def listed(
    findings: Sequence[Finding], severities: Mapping[Severity, str], words: Reader, room: float
) -> Iterator[Block]:
    """The table, its sentences as short as they must be; below it how many have no room.

    `severities` are the words of severities, `room` the millimetres that the table may take.
    """
    widths = tuple(float(width) for width in words.get("widths", list))
    told = _fitting(sort(findings), widths, room, words.text("tasks"))
    counts = count(findings)
    rows: list[Row] = []
    for n, (finding, texts) in enumerate(told, 1):
        if n == 1 or finding.severity is not told[n - 2][0].severity:
            facts = {"count": counts[finding.severity.word]}
            group = words.text("group").format(severity=severities[finding.severity], **facts)
            head = cell(group, span=len(widths), bold=True, stands=MIDDLE)
            rows.append(Row((head,), together=True))
        rows.append(Row((cell(str(n), align=CENTRED), *map(cell, texts))))
    heads = (cell(t, align=CENTRED, bold=True, stands=MIDDLE) for t in words.texts("columns"))
    yield Table(widths, tuple(rows), (Row(tuple(heads)),), size=TABLE_SIZE)
    if left := len(findings) - len(told):
        more = words.text("more").format(count=left)
        yield Prose(more, italic=True, before=3, after=0, size=TABLE_SIZE)


def _fitting(
    findings: Sequence[Finding], widths: tuple[float, ...], room: float, tasks: str
) -> Told:
    """The richest wording that has room on the page; of the last resort one point is left."""
    told: Told = ()
    for ways in wordings(min(len(findings), MOST), POOREST):
        pairs = zip(findings, ways, strict=False)
        told = tuple((finding, sentences(finding, way, tasks)) for finding, way in pairs)
        more = LINE_HIGH + ROW_AIR if len(told) < len(findings) else 0.0
        if _height(told, widths) + more <= room:
            break
    return told


def _height(told: Told, widths: tuple[float, ...]) -> float:
    """About how high the table prints, in millimetres."""
    groups = 1 + len({finding.severity for finding, _ in told})
    rows = [
        max(lines(t, TABLE_SIZE, width - 3) for t, width in zip(texts, widths[1:], strict=False))
        for _, texts in told
    ]
    return (sum(rows) + groups) * LINE_HIGH + (len(rows) + groups) * ROW_AIR


def _tall(prose: Prose) -> float:
    """About how high a paragraph prints, in millimetres, with the blank below it."""
    blank = (prose.before or 0) + (prose.after or 0)
    counted = lines(text_of(prose.content), SIZE, WIDTH - INDENT)
    return (counted * SIZE * LINE + blank) * MM_PER_POINT
