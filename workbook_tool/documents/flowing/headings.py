"""Lines → where the heading of a known table stands, however narrow columns wrapped it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from workbook_tool.documents.flowing.heading import Heading
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.sidebyside import heading_side_by_side
from workbook_tool.documents.flowing.words import KnownTable, squeezed

_LONGEST = 60
"""Lines over which a heading may be wrapped: ten columns of six lines."""
_ENOUGH = 4
"""Columns of a heading by which a table is known, or all it has."""
_REST = 24
"""Letters of headings nobody knows that may stand behind the known ones on their last line."""


class Headings:
    """Lines and the headings of known tables in them, each looked for once."""

    def __init__(self, lines: Sequence[Printed], tables: Sequence[KnownTable]) -> None:
        self.lines = lines
        self._tables = tables
        self._plain = [squeezed(line.text) for line in lines]
        self._found: dict[int, Heading | None] = {}

    def at(self, at: int) -> Heading | None:
        """The heading that begins with a line, that of most columns; None when there is none."""
        if at not in self._found:
            beside = heading_side_by_side(self.lines, at, self._tables)
            self._found[at] = beside or _heading(self.lines, self._plain, at, self._tables)
        return self._found[at]


def _heading(
    lines: Sequence[Printed], plain: Sequence[str], at: int, tables: Sequence[KnownTable]
) -> Heading | None:
    first = plain[at]
    if not first:
        return None
    found = [
        _of(lines, plain[at : at + _LONGEST], at, table)
        for table in tables
        if _may_begin(first, table)
    ]
    known = [heading for heading in found if heading]
    return max(known, key=lambda heading: len(heading.columns), default=None)


def _may_begin(first: str, table: KnownTable) -> bool:
    return any(
        first.startswith(wording) or wording.startswith(first)
        for column in table.columns[:2]
        for wording in column.wordings
    )


def _of(
    lines: Sequence[Printed], parts: Sequence[str], at: int, table: KnownTable
) -> Heading | None:
    text = "".join(parts)
    ends = {0: at}
    for n, part in enumerate(parts):
        ends[max(ends) + len(part)] = at + n + 1
    matched = _matched(text, table)
    while matched and (matched[-1][2] not in ends and not _rest(matched[-1][2], ends, lines[at])):
        matched = matched[:-1]
    if len(matched) < min(_ENOUGH, len(table.columns)):
        return None
    end = ends[min(place for place in ends if place >= matched[-1][2])]
    pieces = _pieces(lines[at:end], matched)
    columns = [column for column, _, _ in matched]
    if matched[-1][2] not in ends and columns[-1] + 1 < len(table.columns):
        pieces.append(lines[end - 1].text.split("\t")[-1].split())
        pieces[-2] = [" ".join(pieces[-2])[: -len(" ".join(pieces[-1]))].rstrip()]
        columns.append(columns[-1] + 1)
    texts = tuple(" ".join(piece) for piece in pieces)
    return Heading(table, tuple(columns), texts, tuple(map(_width, pieces)), end)


def _width(lines: Sequence[str]) -> tuple[int, int]:
    """The least and the most letters of a line, as far as its breaks tell."""
    breaks = pairwise(lines)
    most = [len(line) + len(following.split(maxsplit=1)[0]) for line, following in breaks]
    return max(map(len, lines), default=0), min(most, default=0)


def _rest(at: int, ends: dict[int, int], line: Printed) -> bool:
    """Whether what stands behind the known headings is that of one more column."""
    later = min((end for end in ends if end > at), default=0)
    return "\t" in line.text and 0 < later - at <= _REST


def _matched(text: str, table: KnownTable) -> list[tuple[int, int, int]]:
    """Columns with the letters they take, in whatever order: as many of them as can be."""

    @cache
    def best(at: int, used: frozenset[int]) -> tuple[tuple[int, int, int], ...]:
        found: tuple[tuple[int, int, int], ...] = ()
        for n, column in enumerate(table.columns):
            for wording in column.wordings if n not in used else ():
                if text.startswith(wording, at):
                    end = at + len(wording)
                    rest = ((n, at, end), *best(end, used | {n}))
                    found = max(found, rest, key=lambda one: (len(one), one[-1][2] if one else 0))
        return found

    return list(best(0, frozenset()))


def _pieces(lines: Sequence[Printed], matched: Sequence[tuple[int, int, int]]) -> list[list[str]]:
    """The words of each column's heading, line by line; words nobody knows go to the last one."""
    pieces: list[list[str]] = [[] for _ in matched]
    at = 0
    for line in lines:
        held: dict[int, list[str]] = {}
        for word in line.text.split():
            column = next((n for n, m in enumerate(matched) if at < m[2]), len(matched) - 1)
            held.setdefault(column, []).append(word)
            at += len(squeezed(word))
        for column, words in held.items():
            pieces[column].append(" ".join(words))
    return pieces
