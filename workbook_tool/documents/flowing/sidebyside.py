"""Lines whose columns stand side by side, blanks between → the heading of a known table in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.heading import Heading
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.words import KnownTable, squeezed
from workbook_tool.frozen import dataclass, field
from workbook_tool.patterns import re

_SEGMENT = re.compile(r"\S+(?: \S+)*")
_LINES = 10
"""Lines over which a heading may be wrapped, its cells side by side."""
_SIDES = 3
"""Stretches of one line at the least."""
_WORDS = 16
"""Words of a line of a heading that is cut between its columns."""
_ENOUGH = 4
"""Columns by which a table is known, or all it has."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a line with single blanks between them: the first letter's place, the end's."""

    begin: int
    end: int
    text: str

    def words(self) -> Iterator[Segment]:
        """Its words, each with its place."""
        at = self.begin
        for word in self.text.split(" "):
            yield Segment(at, at + len(word), word)
            at += len(word) + 1


def segments(line: Printed) -> list[Segment]:
    """The stretches of a line between two blanks or more, from the left."""
    return [Segment(*found.span(), found[0]) for found in _SEGMENT.finditer(line.text)]


@dataclass(slots=True)
class _Column:
    """The pieces of a heading one below the other: the line of each, and where it stands."""

    begin: int
    end: int
    pieces: list[tuple[int, Segment]] = field(default_factory=list)

    def add(self, line: int, piece: Segment) -> None:
        self.pieces.append((line, piece))
        self.begin, self.end = min(self.begin, piece.begin), max(self.end, piece.end)

    @property
    def lines(self) -> list[str]:
        told = sorted(self.pieces, key=lambda piece: (piece[0], piece[1].begin))
        return [piece.text for _, piece in told]


def heading_side_by_side(
    lines: Sequence[Printed], at: int, tables: Sequence[KnownTable]
) -> Heading | None:
    """The heading whose first line is `at`, with the `places` of its columns; None for none.

    Each text of it must be the whole wording of one column.
    """
    if not _may_begin(lines, at, tables):
        return None
    best: Heading | None = None
    for end in range(at + 1, min(at + _LINES, len(lines)) + 1):
        if "\t" in lines[end - 1].text or (end > at + 1 and lines[end - 1].top):
            break
        columns = _columns(lines[at:end])
        for table in tables if len(columns) >= 2 else ():
            found = _named(columns, table, end)
            if found and (best is None or len(found.columns) >= len(best.columns)):
                best = found
    return best


def _may_begin(lines: Sequence[Printed], at: int, tables: Sequence[KnownTable]) -> bool:
    own = lines[at].words
    first = squeezed(own[:40].partition(" ")[0])
    wordings = (w for table in tables for column in table.columns for w in column.wordings)
    if not first or "\t" in lines[at].text or not any(w.startswith(first) for w in wordings):
        return False
    return any(len(segments(line)) >= _SIDES for line in lines[at : at + _LINES])


def _columns(lines: Sequence[Printed]) -> list[_Column]:
    """The columns that the lines of a heading make, from the left."""
    numbered = sorted(enumerate(map(segments, lines)), key=lambda line: -len(line[1]))
    columns: list[_Column] = []
    for number, own in numbered:
        for segment in own:
            met = [c for c in columns if segment.begin < c.end and c.begin < segment.end]
            if not met:
                columns.append(_Column(segment.begin, segment.end, [(number, segment)]))
            elif len(met) == 1:
                met[0].add(number, segment)
            else:
                for word in segment.words():
                    min(met, key=lambda c: _away(word, c)).add(number, word)
    return sorted(columns, key=lambda column: column.begin)


def _away(word: Segment, column: _Column) -> int:
    return max(0, column.begin - word.end, word.begin - column.end)


def _named(columns: Sequence[_Column], table: KnownTable, end: int) -> Heading | None:
    """The heading when each column has a wording of its own."""
    named: list[int] = []
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    widths: list[tuple[int, int]] = []
    for column in columns:
        parts = _parts(column, table, named)
        if not parts:
            return None
        for which, text, place in parts:
            named.append(which)
            texts.append(text)
            places.append(place)
            widths.append((max(map(len, column.lines)), 0))
    if len(named) < min(_ENOUGH, len(table.columns)):
        return None
    return Heading(table, tuple(named), tuple(texts), tuple(widths), end, tuple(places))


_Part = tuple[int, str, tuple[int, int]]


def _parts(column: _Column, table: KnownTable, used: Sequence[int], most: int = 3) -> list[_Part]:
    """The column a text names; `most` of them where single blanks stand between short ones."""
    which = _which(" ".join(column.lines), table, used)
    if which is not None:
        return [(which, " ".join(column.lines), (column.begin, column.end))]
    number, widest = max(column.pieces, key=lambda piece: len(piece[1].text))
    words = list(widest.words())
    for cut in range(1, len(words)) if most > 1 and len(words) <= _WORDS else ():
        sides = [_of_words(number, part) for part in (words[:cut], words[cut:])]
        for line, piece in column.pieces:
            if piece is not widest:
                min(sides, key=lambda side: _away(piece, side)).add(line, piece)
        first = _parts(sides[0], table, used, 1)
        second = first and _parts(sides[1], table, [*used, first[0][0]], most - 1)
        if second:
            return [*first, *second]
    return []


def _of_words(line: int, words: Sequence[Segment]) -> _Column:
    text = " ".join(word.text for word in words)
    whole = Segment(words[0].begin, words[-1].end, text)
    return _Column(whole.begin, whole.end, [(line, whole)])


def _which(text: str, table: KnownTable, used: Sequence[int]) -> int | None:
    plain = squeezed(text)
    found = (n for n in range(len(table.columns)) if n not in used)
    return next((n for n in found if plain in table.columns[n].wordings), None)
