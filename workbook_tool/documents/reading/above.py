"""Levels and standards that head rows of a plan's table → what the rows below them hold."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue import Standard
from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.draft import PRINTED
from workbook_tool.documents.reading.bits import Bit, Cell
from workbook_tool.documents.reading.criteria import Headed
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.matching import same, words
from workbook_tool.patterns import re

NO_ROW_BELOW = "no-row-below"


class Above:
    """What stands above the next row of one table; `waiting` are headings no row came below yet."""

    def __init__(self, section: Section, known: Known, ledger: Ledger) -> None:
        self.section, self.known, self.ledger = section, known, ledger
        self.waiting: tuple[tuple[str, Bit], ...] = ()
        self._level = self._standard = self._standard_id = ""

    def take_level(self, cell: Cell) -> bool:
        """Whether a cell is a heading of a level; it is taken then."""
        first = words(self._word("level").partition("{")[0])
        text = cell.line
        if not first or words(text)[: len(first)] != first:
            return False
        level = self.known.level(text)
        if level is None:
            return False
        self._level = level or text
        self._drop(self._word("level_field"), NO_ROW_BELOW)
        self._wait("level_field", cell)
        return True

    def take_standard(self, found: Headed, cell: Cell, numbers: Sequence[Cell]) -> None:
        """Take the heading of a standard; `numbers` are the cells with its running number."""
        self._drop(self._word("standard_field"), PRINTED)
        self._standard = found.label
        self._standard_id = self._own_number(found.standard, numbers)
        self._wait("standard_field", cell)

    def take_nothing(self, cell: Cell) -> bool:
        """Whether a cell says that nothing is planned for the standard above; it is taken then."""
        field, word = self._word("nothing_field"), self._word("nothing")
        standards = [s.id for s in self.known.choices.set.standards]
        if not field or not same(cell.line, [word]) or self._standard_id not in standards:
            return False
        table = field.partition(".")[0]
        while len(self.ledger.rows.get(table, [])) < len(standards):
            self.ledger.row(table)
        number = standards.index(self._standard_id) + 1
        self.ledger.row_of(table, number)[field] = word
        for bit in cell.bits:
            self.ledger.take(bit, field, number)
        self._drop(self._word("standard_field"), PRINTED)
        return True

    def begin_row(self) -> int:
        """The number of a new row, which holds what stands above it."""
        kept = {"level_field": self._level, "standard_field": self._standard}
        first = {self._word(key): text for key, text in kept.items() if text}
        number = self.ledger.row(self.section.table, first)
        for field, bit in self.waiting:
            self.ledger.take(bit, field, number)
        self.waiting = ()
        return number

    def close(self) -> None:
        """Say what became of headings that no row came below."""
        self._drop(self._word("standard_field"), PRINTED)
        self._drop(self._word("level_field"), NO_ROW_BELOW)

    def _word(self, key: str) -> str:
        return str(self.section.words.get(key, ""))

    def _wait(self, key: str, cell: Cell) -> None:
        """Keep a heading for the first row below it."""
        self.waiting = (*self.waiting, *((self._word(key), bit) for bit in cell.bits))

    def _drop(self, field: str, reason: str) -> None:
        """Say what became of headings of a kind that no row came below."""
        gone = [bit for other, bit in self.waiting if other == field]
        self.waiting = tuple(pair for pair in self.waiting if pair[0] != field)
        self.ledger.leave(reason, *gone)

    def _own_number(self, standard: Standard | None, numbers: Sequence[Cell]) -> str:
        """The standard that "nothing" below a heading is about.

        Where two headings name the same one, the running number tells.
        """
        running = re.sub(r"\D", "", numbers[0].text) if numbers else ""
        if standard and standard.id in self._declared():
            known = self.known.choices.set.standard(running)
            return running if known else standard.id
        return standard.id if standard else ""

    def _declared(self) -> set[str]:
        rows = self.ledger.rows.get(self._word("nothing_field").partition(".")[0], [])
        standards = self.known.choices.set.standards
        return {s.id for s, row in zip(standards, rows, strict=False) if row}
