"""What import makes of a document: raw contents of a workbook, and where each piece of it went."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.frozen import dataclass
from workbook_tool.model.grid import Raw


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a piece stands in its document, each counted from 1 and 0 where it does not apply.

    `block` is the paragraph, line or table in reading order; `row` and `column` are those of the
    table; `page` is 0 where the format does not tell.
    """

    block: int
    row: int = 0
    column: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the source and what became of it.

    `field` is the field that holds it now ("" when it was left over), `number` the row of that
    field's table (from 1, 0 for single fields). `reason` is a key: why it was left over, what was
    doubtful about it ("" for what is certain), or what it is when nothing needs to hold it (a
    heading that the form prints).
    """

    text: str
    spot: Spot
    field: str = ""
    number: int = 0
    certain: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as a document tells it, to be filled into a workbook of `form` for the set `set`.

    `values` by field id, a date in parts as a tuple (day, month, year); `rows` by table. Texts are
    as the school typed them, paragraphs joined by `\\n`. `pieces` account for the whole document:
    every word of it is in one of them. `damage` is the share of its words (0 to 1) that cannot be
    Vietnamese: what a scan that was read by machine comes out as.
    """

    form: str
    set: str
    school_year: str
    values: Mapping[str, Raw | tuple[str, ...]]
    rows: Mapping[str, tuple[Mapping[str, Raw], ...]]
    pieces: tuple[Piece, ...]
    damage: float = 0.0

    @property
    def left_over(self) -> tuple[Piece, ...]:
        """The pieces that no cell holds, but for what the form prints by itself."""
        return tuple(p for p in self.pieces if not p.field and p.reason != PRINTED)

    @property
    def doubtful(self) -> tuple[Piece, ...]:
        """The pieces that a cell holds and nobody can be sure of."""
        return tuple(p for p in self.pieces if p.field and not p.certain)


PRINTED = "printed"
"""The reason of a piece that the form prints by itself: headings, mottos, column headings."""
