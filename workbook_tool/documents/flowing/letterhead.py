"""Printed lines of two columns, blanks between → the lines of the one, then those of the other.

So stand the letterhead and the signature on a page whose layout was kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.sidebyside import Segment, segments
from workbook_tool.frozen import replace

_TWO = 2
_WIDE, _WIDEST = 4, 8
"""Blanks that part two columns: in one of their lines; in the only line that has both."""
_APART = 8
"""Blank lines within the right column: room to sign and to seal."""


def column_by_column(lines: Sequence[Printed]) -> Iterator[Printed]:
    """The lines; where two columns stand side by side, the left one first."""
    at = 0
    while at < len(lines):
        end, gutter = _block(lines, at)
        if end == at:
            yield lines[at]
            at += 1
            continue
        own = [(line, segment) for line in lines[at:end] for segment in segments(line)]
        yield from _side([part for part in own if part[1].begin < gutter])
        yield from _side([part for part in own if part[1].begin >= gutter])
        at = end


def _side(parts: Sequence[tuple[Printed, Segment]]) -> Iterator[Printed]:
    for n, (line, segment) in enumerate(parts):
        yield replace(line, text=segment.text, gap=max(line.gap, n == 0))


def _says(segment: Segment) -> bool:
    """Whether it has a word: a lone sign behind blanks only ends its line."""
    return any(sign.isalnum() for sign in segment.text)


def _block(lines: Sequence[Printed], at: int) -> tuple[int, int]:
    """The end of a block of two columns that begins with a line, and where the right one does.

    The end is `at` where there is none.
    """
    left, right, end, both, widest = 0, 10_000, at, 0, 0
    alone = False
    for n in range(at, len(lines)):
        own = segments(lines[n])
        if len(own) > _TWO or "\t" in lines[n].text or (n > at and lines[n].gap > _APART):
            break
        if len(own) == _TWO and ((lines[n].gap and alone) or not _says(own[1])):
            break
        if len(own) == _TWO:
            one, other = max(left, own[0].end), min(right, own[1].begin)
            if one >= other:
                break
            left, right, both = one, other, both + 1
            widest = max(widest, own[1].begin - own[0].end)
        elif n == at:
            break
        elif own[0].end <= right and not lines[n].gap:
            left = max(left, own[0].end)
        elif own[0].begin < right:
            break
        alone = len(own) == 1 and lines[n].gap > 0
        end = n + 1
    told = widest >= (_WIDE if both >= _TWO else _WIDEST)
    return (end, right) if told else (at, 0)
