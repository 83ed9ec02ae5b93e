"""A table of a document → the table of the form that it is, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from workbook_tool.catalogue.documents import ColumnSpec, DocumentSpec, Section
from workbook_tool.documents.reading.bits import Cell, Grid, Unit
from workbook_tool.documents.reading.matching import SCAN_SLIPS, alike, letters, words
from workbook_tool.frozen import dataclass, replace
from workbook_tool.patterns import re

_TOP, _TALL = 4, 3
"""Rows of a table in which its heading may begin, and how many it may take."""
_BRACKET = re.compile(r"\([^)]*\)")
_MARK = re.compile(r"\(?\d{1,2}\)?")
_WIDEST = 63
"""Columns that a table of Word may have."""
_LONGEST = 500
"""Letters of a column's heading; the longest that is known has a fifth."""
_ALIKE = 0.5
"""Share of words that a heading and a wording have in common which are likely the same."""
FRAME = 2
"""Columns up to which a table that is none of the form's holds paragraphs."""
_LETTERS = 6
"""Letters of a wording up to which it is recognised only word for word."""
_NEAR = 0.2
"""Share of a column heading's letters that may be wrong."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A table as a section of the form: the column of each grid column, None where there is none.

    `sure` are the grid columns whose own heading said so, `likely` those whose heading has most
    words of one. The heading takes the rows from `top`
    up to `first` (excluded); `heading` holds its words by grid column.
    """

    section: Section
    columns: tuple[ColumnSpec | None, ...]
    sure: frozenset[int]
    top: int
    first: int
    heading: tuple[tuple[str, ...], ...]
    likely: frozenset[int] = frozenset()

    @property
    def told(self) -> int:
        """How many columns are known by their headings."""
        return len(self.sure)

    def column(self, cell: Cell) -> ColumnSpec | None:
        """The column in which a cell begins."""
        return self.columns[cell.begin] if cell.begin < len(self.columns) else None

    def holds(self, cell: Cell) -> str:
        """What the column of a cell holds; "" for none, and for a cell over several columns."""
        column = self.column(cell)
        return column.holds if column and cell.end - cell.begin == 1 else ""


def by_heading(grid: Grid, sections: Sequence[Section]) -> Mapped | None:
    """The section whose column headings a table has most of; None below a half of the table's."""
    if grid.width > _WIDEST:
        return None
    tried = [
        mapped
        for section in sections
        for top in range(min(_TOP, len(grid.rows)))
        for tall in range(1, min(_TALL, len(grid.rows) - top) + 1)
        if (mapped := _mapped(grid, section, top, tall))
    ]
    best = max(tried, key=lambda m: (m.told, -m.first, -m.top), default=None)
    while best and _parts_headings(grid, best):
        best = _mapped(grid, best.section, best.top, best.first - best.top + 1)
    return best


def _parts_headings(grid: Grid, mapped: Mapped) -> bool:
    """Whether the row below a heading only parts its wide cells, under words nobody knows."""
    if not 0 < mapped.first < min(len(grid.rows), mapped.top + _TALL):
        return False
    wide = [
        range(cell.begin, cell.end)
        for cell in grid.rows[mapped.first - 1]
        if 1 < cell.end - cell.begin < grid.width
    ]
    row = grid.rows[mapped.first]
    return bool(row) and all(any(c.begin in w and c.end - 1 in w for w in wide) for c in row)


def _mapped(grid: Grid, section: Section, top: int, tall: int) -> Mapped | None:
    cells = list(_texts(grid, top, tall))
    texts = [" ".join(found) for found in cells]
    filled = [n for n, text in enumerate(texts) if text]
    columns: list[ColumnSpec | None] = [None] * grid.width
    taken: list[ColumnSpec] = []
    sure = set()
    for n in filled:
        free = [c for c in (*section.columns, *section.seldom) if c not in taken]
        told = (texts[n], *reversed(cells[n]))
        column = next((c for text in told if (c := _column(text, free))), None)
        if column is not None:
            columns[n] = column
            taken.append(column)
            sure.add(n)
    telling = [n for n in sure if (c := columns[n]) and c.holds != "number"]
    if len(sure) < (len(filled) + 1) // 2 or len(telling) < 2:
        return None
    likely = _likely(columns, texts, (*section.columns, *section.seldom))
    _between(columns, texts, section.columns)
    heading = tuple(words(text) for text in texts)
    return Mapped(section, tuple(columns), frozenset(sure), top, top + tall, heading, likely)


def _likely(
    columns: list[ColumnSpec | None], texts: Sequence[str], known: Sequence[ColumnSpec]
) -> frozenset[int]:
    """Name unknown columns by most of the words of their headings; those that were named so."""
    found = []
    for n, text in enumerate(texts):
        if columns[n] is not None or not words(text):
            continue
        free = [c for c in known if c not in columns]
        shares = [_shared(text, column) for column in free]
        best = max(shares, default=0.0)
        if best >= _ALIKE and shares.count(best) == 1:
            columns[n] = free[shares.index(best)]
            found.append(n)
    return frozenset(found)


def _shared(text: str, column: ColumnSpec) -> float:
    """The share of words that a text and the nearest wording of a column have in common."""
    own = set(words(_BRACKET.sub(" ", text)))
    told = [set(words(wording)) for wording in column.wordings]
    return max((len(own & said) / len(own | said) for said in told if own | said), default=0.0)


def _texts(grid: Grid, top: int, tall: int) -> Iterator[list[str]]:
    """The texts of a heading over each grid column, each cell once."""
    for n in range(grid.width):
        over = [c for row in grid.rows[top : top + tall] for c in row if c.begin <= n < c.end]
        texts = [
            cell.text for cell in over if cell.end - cell.begin < grid.width or grid.width == 1
        ]
        yield [text for text in texts if not _MARK.fullmatch(text.strip())]


def _column(text: str, free: Sequence[ColumnSpec]) -> ColumnSpec | None:
    if len(text) > _LONGEST:
        return None
    own, short = words(text), words(_BRACKET.sub(" ", text))
    for column in free:
        if any(words(w) in (own, short) for w in column.wordings):
            return column
    near = [
        (slips, n)
        for n, column in enumerate(free)
        if (slips := alike(text, _long(column), _NEAR)) is not None
    ]
    return free[min(near)[1]] if near else None


def _long(column: ColumnSpec) -> Sequence[str]:
    """The wordings of a column with letters enough that some may be wrong."""
    return [w for w in column.wordings if len(letters(w)) >= _LETTERS]


def _between(
    columns: list[ColumnSpec | None], texts: Sequence[str], known: Sequence[ColumnSpec]
) -> None:
    """Name unknown columns by their order, where as many are missing between two known ones.

    A heading that says something else names none of them.
    """
    places = [(n, known.index(c)) for n, c in enumerate(columns) if c in known]
    fence = [(-1, -1), *places, (len(columns), len(known))]
    for (left, before), (right, after) in pairwise(fence):
        missing = [c for c in known[before + 1 : after] if c not in columns]
        between = columns[left + 1 : right]
        if 0 < len(between) == len(missing) and not any(between):
            said = zip(texts[left + 1 : right], missing, strict=True)
            columns[left + 1 : right] = [None if _other(text, c) else c for text, c in said]


def _other(text: str, column: ColumnSpec) -> bool:
    """Whether a heading speaks of something else than a column, and not with damaged letters."""
    near = alike(text, column.wordings, SCAN_SLIPS) is not None
    return len(words(text)) > 1 and not near and not _shared(text, column)


def by_order(grid: Grid, section: Section) -> Mapped | None:
    """A table without headings under the heading of a section: by the number of its columns."""
    count = len(section.columns)
    if grid.width != count or count < 4:
        return None
    return Mapped(section, section.columns, frozenset(), 0, 0, ((),) * count)


def going_on(grid: Grid, before: Mapped) -> Mapped | None:
    """A table without headings that goes on with the one before: it has as many columns."""
    if grid.width != len(before.columns) or grid.width <= FRAME:
        return None
    return replace(before, top=0, first=0)


def recognised(units: Sequence[Unit], spec: DocumentSpec) -> Mapping[int, Mapped]:
    """The tables of a document that are tables of the form, by block.

    A table without headings of its own goes on with the one before it.
    """
    found: dict[int, Mapped] = {}
    last: Mapped | None = None
    for unit in units:
        if isinstance(unit, Grid):
            mapped = by_heading(unit, spec.tables) or (going_on(unit, last) if last else None)
            if mapped is not None:
                found[unit.block] = last = mapped
    return found


def repeats(row: Sequence[Cell], mapped: Mapped) -> bool:
    """Whether a row says the headings again, or numbers the columns below them."""
    if all(_MARK.fullmatch(cell.text.strip()) for cell in row):
        numbers = [int(re.sub(r"\D", "", cell.text)) for cell in row]
        return len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(row)))
    said = [
        words(cell.text) == mapped.heading[cell.begin]
        for cell in row
        if cell.begin < len(mapped.heading)
    ]
    return len(said) > 1 and sum(said) >= 0.8 * len(said)
