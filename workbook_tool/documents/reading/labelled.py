"""Lines that say "label: text" below headings of criteria → rows, where a plan has no table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.reading.bits import Bit, Cell, Unit
from workbook_tool.documents.reading.columns import Mapped
from workbook_tool.documents.reading.facts import ITEM
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.matching import begins, length_of, same
from workbook_tool.documents.reading.plantable import PlanTable
from workbook_tool.documents.reading.taskcells import NO_COLUMN, TaskCells
from workbook_tool.patterns import re

_LEAST = 3
"""Columns that a section names by labels at least, where it has no table."""
_COLON = re.compile(r"\s*:\s*")
_LABEL = re.compile(r"[^.;:!?\n]{1,40}:")


class Labelled:
    """Reads the lines of a section one by one; `units` that are none of a row are left."""

    def __init__(self, section: Section, known: Known, ledger: Ledger) -> None:
        self.columns = (*section.columns, *section.seldom)
        count = len(self.columns)
        mapped = Mapped(section, self.columns, frozenset(range(count)), 0, 0, ((),) * count)
        self.ledger = ledger
        self.table = PlanTable(mapped, known, ledger, joins=False)
        self.row: TaskCells | None = None
        self.filled: set[int] = set()
        self.last: int | None = None

    def read(self, units: Sequence[Unit]) -> list[Unit]:
        """Take lines; those before the first label, and tables, are given back."""
        named = {n for u in units if isinstance(u, Bit) for n, _ in self._label(u)}
        if len(named) < _LEAST:
            return list(units)
        left = [unit for unit in units if not (isinstance(unit, Bit) and self._line(unit))]
        self.table.close()
        return left

    def _label(self, bit: Bit) -> Iterator[tuple[int, int]]:
        """The column whose label a line begins with, and where what it says begins.

        In a frame of two columns the label is a cell of its own.
        """
        begin = length_of(ITEM, bit.text)
        text = bit.text[begin:]
        for n, column in enumerate(self.columns):
            if bit.spot.column == 1 and same(text.rstrip(": "), column.wordings):
                yield n, len(bit.text)
                return
            for start in filter(None, (begins(text, wording) for wording in column.wordings)):
                colon = _COLON.match(text, start.end)
                if colon:
                    yield n, begin + colon.end()
                    return

    def _line(self, bit: Bit) -> bool:
        found = next(self._label(bit), None)
        if found is None:
            return self._other(bit)
        column, begin = found
        if self.row is None or column in self.filled:
            self.row, self.filled = self.table.begin_row(), set()
        self.filled.add(column)
        self.last = column
        self.ledger.printed(bit.cut(0, begin))
        rest = bit.cut(begin)
        if rest.text:
            self.row.cell(Cell((rest,), column, column + 1))
        return True

    def _other(self, bit: Bit) -> bool:
        """A line without a label: a heading, or more of what the last label says."""
        if self.table.line(bit):
            self.row = self.last = None
            return True
        if self.row is None or self.last is None:
            return False
        if bit.spot.column <= 1 and _LABEL.match(bit.text[length_of(ITEM, bit.text) :]):
            self.ledger.leave(NO_COLUMN, bit)
            self.last = None
            return True
        self.row.cell(Cell((bit,), self.last, self.last + 1))
        return True
