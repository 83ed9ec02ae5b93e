"""Lines of a cell of a table that was told from text → the cell, its paragraphs joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.model.document import Paragraph, TableCell
from workbook_tool.typed.wraps import another_time, begins_item, cuts_years, joined, leads_on

_ENDS = (".", ";", ":", "!", "?", "…", ".”", '."')
_OPEN = ("-", "–", ",", "/", "(")


def cell_of(
    lines: Sequence[str], page: int, span: int = 1, certain: bool = True, width: float = 0.0
) -> TableCell:
    """A cell of printed lines; `width` is what a line of it holds, 0 when nobody knows."""
    texts = (joined(group) for group in _groups(lines, width))
    paragraphs = tuple(Paragraph(text, page=page) for text in texts if text)
    return TableCell(paragraphs, span, certain=certain)


def _groups(lines: Sequence[str], width: float) -> Iterator[list[str]]:
    held: list[str] = []
    signs: set[str] = set()
    for at, line in enumerate(lines):
        own = line.lstrip()[:1] if begins_item(line) else ""
        again = own in signs and not own.isdigit() and _capital(line)
        if held and (again or _begins(line, held[-1], width) or _timed(held, lines[at:])):
            yield held
            held = []
        signs |= {own} - {""} if not held else set()
        held.append(line)
    if held:
        yield held


def _capital(item: str) -> bool:
    """Whether the first letter behind the sign of a list is a capital."""
    return item.lstrip()[1:].lstrip()[:1].isupper()


def _timed(held: Sequence[str], following: Sequence[str]) -> bool:
    return another_time(joined(held), joined(following[:3]))


def _begins(line: str, before: str, width: float) -> bool:
    """Whether a line begins a paragraph behind another one."""
    begun = line.lstrip()[:1]
    if leads_on(before) or cuts_years(before, line):
        return False
    ended = before.rstrip().endswith(_ENDS)
    if begins_item(line):
        return ended or not width or had_room(before, line, width)
    if before.rstrip().endswith(_OPEN) or (begun.isdigit() and before.rstrip().endswith(":")):
        return False
    if not begun.isupper() and not begun.isdigit():
        return False
    return ended or (width > 0 and had_room(before, line, width))


def had_room(before: str, line: str, width: float) -> bool:
    """Whether the first word of a line had room behind the line before, in letters."""
    return room(before, line, width) >= 0


def room(before: str, line: str, width: float) -> float:
    """The letters that were left behind the line before and the first word of this one."""
    first = next(iter(line.split()), "")
    return width - 1 - (len(" ".join(before.split())) + 1 + len(first))
