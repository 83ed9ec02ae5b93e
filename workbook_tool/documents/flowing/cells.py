"""Lines of a cell of a table that was told from text → the cell, its paragraphs joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbook_tool.model.document import Paragraph, TableCell
from workbook_tool.typed.wraps import begins_item, joined

_ENDS = (".", ";", ":", "!", "?", "…", ".”", '."')


def cell_of(
    lines: Sequence[str], page: int, span: int = 1, certain: bool = True, width: float = 0.0
) -> TableCell:
    """A cell of printed lines; `width` is what a line of it holds, 0 when nobody knows."""
    texts = (joined(group) for group in _groups(lines, width))
    paragraphs = tuple(Paragraph(text, page=page) for text in texts if text)
    return TableCell(paragraphs, span, certain=certain)


def _groups(lines: Iterable[str], width: float) -> Iterator[list[str]]:
    held: list[str] = []
    for line in lines:
        if held and _begins(line, held[-1], width):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _begins(line: str, before: str, width: float) -> bool:
    """Whether a line begins a paragraph behind another one."""
    begun = line.lstrip()[:1]
    ended = before.rstrip().endswith(_ENDS)
    if begins_item(line):
        return ended or not width or had_room(before, line, width)
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
