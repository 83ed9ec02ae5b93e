"""A document → its texts as bits that can be cut, each with its place, and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from workbook_tool.documents.draft import Spot
from workbook_tool.frozen import dataclass, replace
from workbook_tool.model.document import BODY, Document, Paragraph, Table, TableCell
from workbook_tool.patterns import re

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of one text of the document: text number `atom`, from letter `at` on.

    `number`, `bold` and `centred` are those of the whole paragraph; `number` is "" where the
    stretch does not begin it. `where` tells texts outside of the flow.
    """

    atom: int
    text: str
    spot: Spot
    at: int = 0
    number: str = ""
    bold: bool = False
    centred: bool = False
    where: str = BODY

    def cut(self, begin: int, end: int | None = None) -> Bit:
        """The letters from `begin` to `end` (excluded, None for the last), blanks outside."""
        text = self.text[begin:end]
        left = begin + len(text) - len(text.lstrip())
        number = self.number if left == 0 or not self.text[:left].strip() else ""
        return replace(self, text=text.strip(), at=self.at + left, number=number)

    def lines(self) -> tuple[Bit, ...]:
        """Its lines, without blank ones."""
        cuts = (self.cut(*found.span()) for found in _LINE.finditer(self.text))
        return tuple(bit for bit in cuts if bit.text)

    @property
    def shown(self) -> str:
        """The text as the document shows it, with the number that a program put before it."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the bits in it, and the grid columns it covers, from 0, end excluded.

    `certain` is False where the cell was put together out of lines.
    """

    bits: tuple[Bit, ...]
    begin: int
    end: int
    certain: bool = True

    @property
    def text(self) -> str:
        """Its paragraphs, one a line."""
        return "\n".join(bit.shown for bit in self.bits)

    @property
    def line(self) -> str:
        """Its paragraphs as one line."""
        return " ".join(bit.text for bit in self.bits)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its filled cells row by row; `width` is the number of its grid columns."""

    rows: tuple[tuple[Cell, ...], ...]
    width: int
    block: int

    @property
    def bits(self) -> Iterator[Bit]:
        """All its bits in reading order."""
        return (bit for row in self.rows for cell in row for bit in cell.bits)


Unit: TypeAlias = Bit | Grid


def bits_of(units: Iterable[Unit]) -> Iterator[Bit]:
    """All bits of units in reading order, those of tables cell by cell."""
    for unit in units:
        yield from unit.bits if isinstance(unit, Grid) else (unit,)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it is read: `units` of the flow in order, `outside` what stands beside it.

    `atoms` are all texts, each whole.
    """

    atoms: tuple[Bit, ...]
    units: tuple[Unit, ...]
    outside: tuple[Bit, ...]


def take_apart(document: Document) -> Source:
    """Every text of a document, numbered; texts without a sign in them are left out."""
    maker = _Maker([])
    units: list[Unit] = []
    for n, block in enumerate(document.blocks, 1):
        if isinstance(block, Table):
            units.append(maker.grid(block, n))
        elif isinstance(block, Paragraph):
            units += maker.bits([block], Spot(n, page=block.page))
        else:
            units += maker.bits([Paragraph(block.text, page=block.page)], Spot(n, page=block.page))
    aside = tuple(u for u in units if isinstance(u, Bit) and u.where != BODY)
    flow = tuple(u for u in units if isinstance(u, Grid) or u.where == BODY)
    return Source(tuple(maker.atoms), flow, aside)


@dataclass(frozen=True, slots=True)
class _Maker:
    atoms: list[Bit]

    def bits(self, paragraphs: Iterable[Paragraph], spot: Spot) -> tuple[Bit, ...]:
        made: list[Bit] = []
        for paragraph in paragraphs:
            if not paragraph.text.strip():
                continue
            facts = (paragraph.bold, paragraph.centred, paragraph.where)
            atom = Bit(len(self.atoms), paragraph.text, spot, 0, paragraph.number, *facts)
            self.atoms.append(atom)
            made.append(atom.cut(0))
        return tuple(made)

    def grid(self, table: Table, block: int) -> Grid:
        rows = tuple(
            tuple(self._cells(row.cells, Spot(block, n, page=row.page or table.page)))
            for n, row in enumerate(table.rows, 1)
        )
        width = max((sum(c.span for c in row.cells) for row in table.rows), default=0)
        return Grid(rows, width, block)

    def _cells(self, cells: Sequence[TableCell], spot: Spot) -> Iterator[Cell]:
        begin = 0
        for n, cell in enumerate(cells, 1):
            bits = self.bits(cell.paragraphs, replace(spot, column=n))
            if bits:
                yield Cell(bits, begin, begin + max(1, cell.span), cell.certain)
            begin += max(1, cell.span)
