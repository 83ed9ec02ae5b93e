"""The letterhead, the title and the foot with its signature → paragraphs and tables without lines.

Sizes and looks after Decree 30/2020/ND-CP of 5 March 2020, annex I, part I.
"""

from __future__ import annotations

from math import ceil

from workbook_tool.frozen import replace
from workbook_tool.wordfile.blocks import (
    CENTRED,
    LEFT,
    Cell,
    Letterhead,
    Prose,
    Row,
    Signing,
    Table,
    Title,
    text_of,
)
from workbook_tool.wordfile.lists import Lists
from workbook_tool.wordfile.measures import MM_PER_POINT, Room, width_mm
from workbook_tool.wordfile.nodes import Node
from workbook_tool.wordfile.paragraphs import Manner, paragraph, rule
from workbook_tool.wordfile.tables import table_node

COUNTRY_WIDTH = 95.0
"""Millimetres: the country's name on one line, and a little more."""
AUTHOR_SIZE, COUNTRY_SIZE, MOTTO_SIZE, NUMBER_SIZE = 12, 12, 13, 13
RECIPIENTS_TITLE_SIZE, RECIPIENTS_SIZE = 12, 11
TITLE_SIZE = 14
ROOMY = 1.2
"""Balanced lines break between words: so much wider than their mean."""
CELL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tc"
SHORT = 0.4
"""A rule is a third to a half of the text above it."""
ABOVE = 14.0
"""Points between the head of a page and its title."""
_TITLE = Manner("Title")


def letterhead_nodes(head: Letterhead, lists: Lists, room: Room) -> list[Node]:
    """Two columns: author and number at the left, country, motto, place and date at the right."""
    columns = (room.width - COUNTRY_WIDTH, COUNTRY_WIDTH)
    left = [
        _balanced(Prose(line, bold=line is head.author, size=AUTHOR_SIZE), columns[0])
        for line in (head.above, head.author)
        if line
    ]
    right = [
        Prose(head.country, bold=True, size=COUNTRY_SIZE),
        Prose(head.motto, bold=True, size=MOTTO_SIZE),
    ]
    number = Prose(head.number, size=NUMBER_SIZE, before=6)
    place = Prose(head.place_and_date, italic=True, size=MOTTO_SIZE, before=6)
    table = _unruled(columns, [(left, right), ([number], [place])], lists, room)
    motto = width_mm(head.motto, MOTTO_SIZE, bold=True)
    author = _wide(head.author, AUTHOR_SIZE, columns[0])
    lengths = (author * SHORT, motto)
    for cell, length, column in zip(table.iter(CELL), lengths, columns, strict=False):
        cell.append(rule(length, column))
    return [table]


def title_nodes(title: Title, lists: Lists, room: Room) -> list[Node]:
    """The lines in the middle; below them the note, or a rule and some room."""
    lines = [
        paragraph(_balanced(_title_line(line, first=n == 0), room.width), lists, _TITLE)
        for n, line in enumerate(title.lines)
    ]
    if title.note:
        note = Prose(title.note, align=CENTRED, indented=False, italic=True, size=13, after=6)
        lines.append(paragraph(_balanced(note, room.width), lists))
    if title.rule and title.lines:
        length = _wide(title.lines[-1], TITLE_SIZE, room.width) * SHORT
        lines.append(rule(length, room.width))
    return [*lines, paragraph(Prose("", indented=False, size=6), lists)]


def _title_line(line: str, *, first: bool) -> Prose:
    return Prose(line, bold=True, size=TITLE_SIZE, before=ABOVE if first else 0)


def signing_nodes(signing: Signing, lists: Lists, room: Room) -> list[Node]:
    """Recipients at the left, capacity, room and name at the right; never on two pages."""
    recipients = [
        Prose(signing.recipients_title, bold=True, italic=True, size=RECIPIENTS_TITLE_SIZE),
        *(Prose(line, size=RECIPIENTS_SIZE) for line in signing.recipients),
    ]
    signer = [Prose(line, bold=True, align=CENTRED, size=14) for line in signing.capacity]
    if signing.note:
        signer.append(Prose(signing.note, italic=True, align=CENTRED, size=13))
    blank = signing.space / MM_PER_POINT
    signer.append(Prose(signing.name, bold=True, align=CENTRED, size=14, before=blank))
    before = paragraph(Prose("", indented=False, size=8, together=True, after=0), lists)
    cells = (recipients if signing.recipients else [], signer)
    return [before, _unruled((room.width / 2, room.width / 2), [cells], lists, room, left=LEFT)]


def _unruled(
    columns: tuple[float, float],
    rows: list[tuple[list[Prose], list[Prose]]],
    lists: Lists,
    room: Room,
    left: str = CENTRED,
) -> Node:
    body = tuple(
        Row((Cell(tuple(first), align=left), Cell(tuple(second), align=CENTRED)), together=True)
        for first, second in rows
    )
    return table_node(Table(columns, body, ruled=False), lists, room)


def _balanced(line: Prose, column: float) -> Prose:
    """The line; when it takes two, about as wide both, so that no word stands alone."""
    told = width_mm(text_of(line.content), line.size, bold=line.bold)
    count = ceil(told / column)
    inset = (column - told / count * ROOMY) / 2 if count > 1 else 0.0
    return replace(line, inset=max(0.0, inset))


def _wide(text: str, size: float, column: float) -> float:
    """How wide the text prints in a column: all of it, or the longer of its balanced lines."""
    told = width_mm(text, size, bold=True)
    return told / ceil(told / column) if told else 0.0
