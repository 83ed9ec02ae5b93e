"""Rules and words of a page → the tables between the rules, and the words that stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.printed import Page, Rule, Word

_NEAR = 3.0
"""Points within which two rules are one, or meet."""
_MOST = 4_000
"""Rules of a page beyond which it is a drawing: a full page of a table has a quarter."""
_LEAST = 8.0
"""Points: what is shorter is an underline of a word, a tick or a mark."""


@dataclass(slots=True)
class Box:
    """A cell: grid rows and columns it takes (from 0, ends excluded), its sides, its words."""

    row: int
    column: int
    below: int
    after: int
    left: float
    right: float
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table of one page: the edges of its columns and rows in points, its boxes row by row."""

    edges: tuple[float, ...]
    levels: tuple[float, ...]
    boxes: tuple[Box, ...]

    @property
    def top(self) -> float:
        """Where it begins, in points from the top."""
        return self.levels[0]

    def holds(self, word: Word) -> bool:
        """Whether a word stands within its outer edges."""
        across, down = word.middle
        inside = self.levels[0] - 1 <= down <= self.levels[-1] + 1
        return inside and self.edges[0] - 1 <= across <= self.edges[-1] + 1


def ruled_tables(page: Page) -> tuple[tuple[Ruled, ...], tuple[Word, ...]]:
    """The tables of two boxes or more, from the top, and the words outside of them."""
    rules = page.rules if len(page.rules) <= _MOST else ()
    tables = [t for group in _touching(rules) if (t := _table(group)) is not None]
    tables.sort(key=lambda table: table.top)
    left: list[Word] = []
    for word in page.words:
        around = next((table for table in tables if table.holds(word)), None)
        (_box(around, word).words if around else left).append(word)
    return tuple(tables), tuple(left)


def _box(table: Ruled, word: Word) -> Box:
    """The box a word stands in; a word upon an edge is in the nearest one."""
    across, down = word.middle
    column = _slot(table.edges, across)
    row = _slot(table.levels, down)
    return next(
        box
        for box in table.boxes
        if box.row <= row < box.below and box.column <= column < box.after
    )


def _slot(edges: Sequence[float], at: float) -> int:
    within = sum(edge <= at for edge in edges) - 1
    return min(max(within, 0), len(edges) - 2)


def _touching(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules in groups that hang together."""
    groups: list[list[Rule]] = []
    for rule in rules:
        if rule.right - rule.left + rule.bottom - rule.top < _LEAST:
            continue
        met = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is one for one in met)]
        groups.append([rule, *(other for group in met for other in group)])
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    across = one.left <= other.right + _NEAR and other.left <= one.right + _NEAR
    return across and one.top <= other.bottom + _NEAR and other.top <= one.bottom + _NEAR


def _table(rules: Sequence[Rule]) -> Ruled | None:
    level = [rule for rule in rules if rule.right - rule.left > rule.bottom - rule.top]
    upright = [rule for rule in rules if rule.right - rule.left <= rule.bottom - rule.top]
    if not level or not upright:
        return None
    # A table may be open at its sides: where its level rules end is an edge too, and the reverse.
    edges = _apart([r.left for r in upright], [r.left for r in level], [r.right for r in level])
    levels = _apart([r.top for r in level], [r.top for r in upright], [r.bottom for r in upright])
    if len(edges) < 2 or len(levels) < 2:
        return None
    boxes = _boxes(edges, levels, _Sides(level, upright))
    return Ruled(edges, levels, boxes) if len(boxes) > 1 else None


def _apart(*places: Iterable[float]) -> tuple[float, ...]:
    """Places at which something lies, near ones taken for one; the first kind settles where."""
    found: list[float] = []
    for kind in places:
        for place in sorted(kind):
            if all(abs(place - known) > _NEAR for known in found):
                found.append(place)
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class _Sides:
    level: Sequence[Rule]
    upright: Sequence[Rule]

    def beside(self, at: float, top: float, bottom: float) -> bool:
        """Whether an upright rule at a place runs past the middle of a row."""
        middle = (top + bottom) / 2
        return any(abs(r.left - at) <= _NEAR and r.top <= middle <= r.bottom for r in self.upright)

    def under(self, at: float, left: float, right: float) -> bool:
        """Whether a level rule at a place runs past the middle of a column."""
        middle = (left + right) / 2
        return any(abs(r.top - at) <= _NEAR and r.left <= middle <= r.right for r in self.level)


def _boxes(edges: Sequence[float], levels: Sequence[float], sides: _Sides) -> tuple[Box, ...]:
    """The boxes of a grid: slots with no rule between them are one."""
    rows, columns = len(levels) - 1, len(edges) - 1
    free = {(row, column) for row in range(rows) for column in range(columns)}
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            after, below = column + 1, row + 1
            top, bottom = levels[row], levels[row + 1]
            while (row, after) in free and not sides.beside(edges[after], top, bottom):
                after += 1
            while below < rows and not any(
                sides.under(levels[below], edges[c], edges[c + 1]) or (below, c) not in free
                for c in range(column, after)
            ):
                below += 1
            free -= {(r, c) for r in range(row, below) for c in range(column, after)}
            boxes.append(Box(row, column, below, after, edges[column], edges[after]))
    return tuple(boxes)
