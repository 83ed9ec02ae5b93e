"""The lines of one row of a table without rules → its cells, the likeliest way to part them.

Columns only go on within a row until a page ends; then they may begin again. Every word of the
lines is in one piece, in order. The best way into each column is kept from line to line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from workbook_tool.documents.flowing.evidence import Evidence
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.steps import (
    INLINE,
    INLINE_TOP,
    begins,
    goes_back,
    goes_on,
    stays,
)
from workbook_tool.documents.flowing.words import CRITERION
from workbook_tool.frozen import dataclass, field
from workbook_tool.typed.wraps import begins_item

_WITHIN = 1.5
"""What it may cost at the most that a line goes on with the cell of the one before."""
_PARTS = 12
"""Places within a line where a cell may begin."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line in one column; `doubt` is what it costs that they stand there."""

    column: int
    text: str
    doubt: float


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to part the lines so far, and the piece that is open: its column, where it begins.

    `last` are the last pieces of columns, `told` the letters of the criterion's name so far.
    """

    cost: float
    column: int
    begun: int = 0
    doubt: float = 0.0
    before: _Way | None = None
    last: dict[int, str] = field(default_factory=dict)
    told: int = 0
    piece: Piece | None = None


_Ways = dict[tuple[int, int], _Way]
"""The best way by the column of the open piece and the word of the line it begins with."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row to part: `first` is the column it begins in, `id` its criterion ("" for none).

    `gaps`: blank lines part cells here.
    """

    lines: Sequence[Printed]
    first: int
    id: str
    evidence: Evidence
    gaps: bool

    def parted(self) -> list[Piece]:
        """The pieces of its lines, in order."""
        ways: _Ways = {}
        for line in self.lines:
            entered = self._entered(ways.values(), line) if ways else self._begun()
            ways = self._through(entered, line)
        best: _Way | None = min(ways.values(), key=lambda way: way.cost)
        pieces: list[Piece] = []
        while best is not None:
            pieces += [best.piece] if best.piece else []
            best = best.before
        return pieces[::-1]

    def _begun(self) -> _Ways:
        return {(self.first, 0): _Way(0.0, self.first)}

    def _entered(self, ways: Iterable[_Way], line: Printed) -> _Ways:
        """The best way into each column at the beginning of a line."""
        found: _Ways = {}
        for way in ways:
            for column in self.evidence.columns:
                step = self._step(way, column, line)
                if step is not None:
                    _keep(found, _opened(way, column, 0, step))
        return found

    def _step(self, way: _Way, column: int, line: Printed) -> float | None:
        last, evidence = way.last[way.column], self.evidence
        if column == way.column:
            return stays(last, line, evidence.widths[column], self.gaps)
        step = (
            goes_on(last, evidence.skipped(way.column, column), line, self.gaps)
            if column > way.column
            else goes_back(line)
        )
        if step is None:
            return None
        return step + begins(way.last.get(column, ""), line.words, column, evidence)

    def _through(self, entered: _Ways, line: Printed) -> _Ways:
        """The ways through a line: it stays in one column or goes on to later ones within it."""
        words = line.words.split()
        inline = INLINE_TOP if line.maybe_top else INLINE
        ways = dict(entered)
        for start in _starts(words, line.maybe_top):
            rest = " ".join(words[start : start + 2])
            for (column, begun), way in list(ways.items()):
                closed = self._closed(way, words[begun:start])
                for later in self.evidence.columns[column + 1 :]:
                    step = inline + self.evidence.skipped(column, later)
                    step += begins(closed.last.get(later, ""), rest, later, self.evidence)
                    _keep(ways, _opened(closed, later, start, step))
        found: _Ways = {}
        for (_, begun), way in ways.items():
            _keep(found, self._closed(way, words[begun:]))
        return found

    def _closed(self, way: _Way, words: Sequence[str]) -> _Way:
        """The way with its open piece ended."""
        text, column, told = " ".join(words), way.column, way.told
        cost = self.evidence.cost(text, column)
        if self.id and self.evidence.column(column).kind == CRITERION:
            named, told = self.evidence.named(text, self.id, told)
            cost += named
        piece = Piece(column, text, max(0.0, way.doubt) + cost)
        last = {**way.last, column: text}
        return _Way(way.cost + cost, column, 0, way.doubt, way.before, last, told, piece)


def _opened(way: _Way, column: int, begun: int, step: float) -> _Way:
    # That a cell goes on with a capital is no doubt about the column it is in.
    doubt = step if column != way.column else step - _WITHIN
    return _Way(way.cost + step, column, begun, doubt, way, way.last, way.told)


def _keep(ways: _Ways, way: _Way) -> None:
    known = ways.get((way.column, way.begun))
    if known is None or way.cost < known.cost:
        ways[way.column, way.begun] = way


def _starts(words: Sequence[str], top: bool) -> list[int]:
    """Where within a line a cell may begin: at capitals, digits and the signs of lists.

    At the top of a page it may begin anywhere.
    """
    places = (n for n in range(1, len(words)) if top or _may_begin(words, n))
    return list(islice((n for n in places if any(map(str.isalnum, words[n - 1]))), _PARTS))


def _may_begin(words: Sequence[str], at: int) -> bool:
    first = words[at][0]
    return first.isupper() or first.isdigit() or begins_item(" ".join(words[at : at + 2]))
