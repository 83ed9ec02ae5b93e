"""Lines of columns that stand side by side → where each column begins, and the words in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.sidebyside import Segment, segments
from workbook_tool.frozen import dataclass

_SHIFT = 3
"""Letters by which a column may begin earlier or later from one row to the next."""
_AGO = 1
"""Lines of a row behind which a column that had none of them has ended."""
_AGAIN = 2
"""Lines of a row that begin at the same place, which then is the edge of a column."""

Places = tuple[tuple[int, int], ...]
"""Where the heading of each column begins and ends, in letters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line in one column; `sure` when nothing else could hold them."""

    column: int
    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the columns of some lines begin: the usual place of each, and all places seen."""

    usual: tuple[int, ...]
    seen: tuple[frozenset[int], ...]

    def pieces(self, lines: Iterable[Printed], ages: dict[int, int]) -> Iterator[list[Piece]]:
        """The words of each line of a row column by column.

        `ages`: how many lines ago each of the row's columns had words; it is kept up here.
        """
        for line in lines:
            found = list(self._pieces(line, ages))
            for column in ages:
                ages[column] += 1
            ages |= {piece.column: 0 for piece in found}
            yield found

    def _pieces(self, line: Printed, ages: Mapping[int, int]) -> Iterator[Piece]:
        stretches = segments(line)
        columns = self._columns(stretches)
        for segment, own, later in zip(stretches, columns, [*columns[1:], None], strict=True):
            sure = abs(segment.begin - self.usual[own]) <= 2 * _SHIFT or own == 0
            words = list(segment.words())
            at, last = 0, own
            for column in range(own + 1, later if later is not None else len(self.usual)):
                cut, clear = self._cut(words, at, column, ages.get(column))
                if cut:
                    yield Piece(last, _text(words[at:cut]), sure and clear)
                    at, last, sure = cut, column, clear
            yield Piece(last, _text(words[at:]), sure and not self._over(segment, last))

    def _columns(self, stretches: Iterable[Segment]) -> list[int]:
        """The column that each stretch of a line begins in, by where it begins."""
        columns: list[int] = []
        for segment in stretches:
            last = columns[-1] if columns else -1
            costs = {n: abs(segment.begin - at) for n, at in enumerate(self.usual) if n > last}
            if columns:
                # Two blanks may stand within a sentence as well.
                costs[last] = 2 * _SHIFT
            columns.append(min(costs, key=lambda column: (costs[column], -column)))
        return columns

    def _cut(
        self, words: Sequence[Segment], at: int, column: int, age: int | None
    ) -> tuple[int, bool]:
        """Where within a stretch a later column begins: at the word next to its edge; 0 nowhere.

        And whether no other word might be it as well. No cell begins with a small letter, and no
        cell goes on that ended lines ago.
        """
        goes_on = age is not None and age <= _AGO
        most = _SHIFT if age is not None else 2 * _SHIFT
        away = {
            n: abs(word.begin - self.usual[column])
            for n, word in enumerate(words)
            if n > at and (goes_on or _begins(words[n:]))
        }
        near = sorted(away.values())[:2]
        if not near or near[0] > most:
            return 0, True
        clear = (near[0] <= 1 or not goes_on) and (len(near) == 1 or near[1] > 2 * _SHIFT)
        return min(away, key=lambda n: (away[n], n)), clear

    def _over(self, segment: Segment, column: int) -> bool:
        """Whether a stretch ends so far behind the edge of the next column that it may be there."""
        later = self.usual[column + 1 :][:1]
        return bool(later) and segment.end > later[0] + _SHIFT

    def strays(self, line: Printed) -> Iterator[bool]:
        """Of each stretch behind the first whether no column begins where it does."""
        stretches = segments(line)
        columns = self._columns(stretches)
        for segment, (before, column) in zip(stretches[1:], pairwise(columns), strict=True):
            yield column != before and abs(segment.begin - self.usual[column]) > _SHIFT


def _begins(words: Sequence[Segment]) -> bool:
    """Whether words may begin a cell."""
    first = words[0].text
    return not first[0].islower() and (first[0].isalnum() or len(words) > 1)


def _text(words: Iterable[Segment]) -> str:
    return " ".join(word.text for word in words)


def edges_of(lines: Sequence[Printed], places: Places, before: Edges | None = None) -> Edges:
    """Where the columns begin: each between the end of the heading before it and its own.

    `before` are those of more lines of the same page: of what these lines have nothing of.
    """
    begun = Counter(s.begin for line in lines for s in segments(line))
    usual: list[int] = []
    seen: list[frozenset[int]] = []
    for column, (begin, _) in enumerate(places):
        low = places[column - 1][1] if column else 0
        within = {at: n for at, n in begun.items() if low <= at <= begin + _SHIFT - 1}
        if before:
            near = before.usual[column]
            within = {at: n for at, n in within.items() if n >= _AGAIN or abs(at - near) <= _SHIFT}
        if within:
            usual.append(max(within, key=lambda at: (within[at], -at)))
        else:
            usual.append(before.usual[column] if before else begin)
        seen.append(frozenset(within))
    return Edges(tuple(usual), tuple(seen))
