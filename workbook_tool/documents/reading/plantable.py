"""The rows of a table of the document → rows of the form's table."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue import Standard
from workbook_tool.documents.draft import PRINTED
from workbook_tool.documents.reading.bits import Bit, Cell, Grid
from workbook_tool.documents.reading.columns import Mapped, repeats
from workbook_tool.documents.reading.criteria import Criteria, Named
from workbook_tool.documents.reading.headings import numbered
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.matching import same, words
from workbook_tool.documents.reading.taskcells import NO_COLUMN, TaskCells
from workbook_tool.documents.reading.torn import Torn
from workbook_tool.frozen import dataclass
from workbook_tool.model import Levels
from workbook_tool.patterns import re
from workbook_tool.typed import read

NO_ROW_BELOW = "no-row-below"
_LONGEST = 200
"""Letters of a heading that stands over a table."""
_NUMBER = re.compile(r"[\divxIVX.)(\s]{1,6}")
_OVER = ("criterion", "number", "")
"""What columns hold under which a level, a standard or "nothing" may stand; "" for wide cells."""


@dataclass(slots=True)
class PlanTable:
    """Reads row by row: levels, standards and criteria stand above the rows they are for.

    `joins` tells whether a row may be the lower part of one that a page tore.
    """

    mapped: Mapped
    known: Known
    ledger: Ledger
    joins: bool = True
    level: str = ""
    standard: str = ""
    standard_id: str = ""
    criterion: Named | None = None
    waiting: tuple[tuple[str, Bit], ...] = ()

    @property
    def criteria(self) -> Criteria:
        """The criteria of the set, as the table words them."""
        return Criteria(self.known, self.mapped.section)

    @property
    def table(self) -> str:
        """The form's table."""
        return self.mapped.section.table

    def read(self, grid: Grid, mapped: Mapped) -> None:
        """Take all rows of a table, or of a part of it."""
        self.mapped = mapped
        for n, row in enumerate(grid.rows):
            if mapped.top <= n < mapped.first or (row and repeats(row, mapped)):
                self._headings(row)
            elif row and not self._over(row):
                self._below(row, titles=n < mapped.top)

    def line(self, bit: Bit) -> bool:
        """Take a paragraph over a table when it is a level, a standard or a criterion.

        Schools have such headings outside of tables, and a table below each.
        """
        number = numbered(bit)
        name = bit.cut(number.begin)
        cell = Cell((name,), 0, len(self.mapped.columns))
        if len(bit.text) > _LONGEST or not self._word("criterion_field"):
            return False
        if not (self._level(cell) or self._standard(cell, ()) or self._lone_criterion(cell)):
            return False
        self.ledger.printed(bit.cut(0, number.begin))
        return True

    def _below(self, row: Sequence[Cell], *, titles: bool) -> None:
        if titles:
            self.ledger.leave(NO_COLUMN, *(bit for cell in row for bit in cell.bits))
        else:
            self._task(row)

    def close(self) -> None:
        """Say what became of headings that no row came below."""
        self._drop(self._word("standard_field"), PRINTED)
        self._drop(self._word("level_field"), NO_ROW_BELOW)
        self._flush()

    def _word(self, key: str) -> str:
        return str(self.mapped.section.words.get(key, ""))

    def _print(self, row: Sequence[Cell]) -> None:
        for cell in row:
            self.ledger.printed(*cell.bits)

    def _headings(self, row: Sequence[Cell]) -> None:
        """Column headings are printed again, but for those of columns that the form has not."""
        for cell in row:
            known = any(self.mapped.columns[cell.begin : cell.end])
            self.ledger.leave(PRINTED if known else NO_COLUMN, *cell.bits)

    def _drop(self, field: str, reason: str) -> None:
        """Say what became of headings of a kind that no row came below."""
        gone = [bit for other, bit in self.waiting if other == field]
        self.waiting = tuple(pair for pair in self.waiting if pair[0] != field)
        self.ledger.leave(reason, *gone)

    def _over(self, row: Sequence[Cell]) -> bool:
        """Whether a row is a level, a standard, a criterion alone or says that nothing is there."""
        numbers, texts = self._sorted(row)
        if len(texts) != 1 or not self._word("criterion_field"):
            return False
        cell = texts[0]
        if self.mapped.holds(cell) not in _OVER:
            return False
        taken = (
            self._level(cell)
            or self._standard(cell, numbers)
            or self._nothing(cell)
            or self._lone_criterion(cell)
        )
        if taken:
            self._print(numbers)
        return taken

    def _sorted(self, row: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
        """The cells with a row's number, and the others."""
        numbers = [c for c in row if self.mapped.holds(c) == "number" and _NUMBER.fullmatch(c.text)]
        return numbers, [cell for cell in row if cell not in numbers]

    def _level(self, cell: Cell) -> bool:
        first = words(self._word("level").partition("{")[0])
        text = cell.line
        if not first or words(text)[: len(first)] != first:
            return False
        found = read("levels", text, self.known.context)
        if not isinstance(found.value, Levels):
            return False
        listed = found.value.numbers in self.known.choices.set.level_groups
        self.level = self.known.choices.level(found.value.numbers) if listed else text
        self._drop(self._word("level_field"), NO_ROW_BELOW)
        self._wait("level_field", cell)
        return True

    def _wait(self, key: str, cell: Cell) -> None:
        """Keep a heading for the first row below it."""
        self.waiting = (*self.waiting, *((self._word(key), bit) for bit in cell.bits))

    def _standard(self, cell: Cell, numbers: Sequence[Cell]) -> bool:
        found = self.criteria.standard(cell.line)
        if found is None:
            return False
        self._flush()
        self._drop(self._word("standard_field"), PRINTED)
        self.standard = found.label
        self.standard_id = self._own_number(found.standard, numbers)
        self._wait("standard_field", cell)
        return True

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

    def _nothing(self, cell: Cell) -> bool:
        field, word = self._word("nothing_field"), self._word("nothing")
        standards = [s.id for s in self.known.choices.set.standards]
        if not field or not same(cell.line, [word]) or self.standard_id not in standards:
            return False
        table = field.partition(".")[0]
        while len(self.ledger.rows.get(table, [])) < len(standards):
            self.ledger.row(table)
        number = standards.index(self.standard_id) + 1
        self.ledger.row_of(table, number)[field] = word
        for bit in cell.bits:
            self.ledger.take(bit, field, number)
        self._drop(self._word("standard_field"), PRINTED)
        return True

    def _lone_criterion(self, cell: Cell) -> bool:
        if not self.criteria.numbered(cell.text):
            return False
        self._flush()
        if len(cell.bits) > 1 or self.criteria.weakness(cell.text):
            return False
        self.criterion = self.criteria.named(cell.bits[0])
        return True

    def _flush(self) -> None:
        """A criterion with nothing below it is a row of its own."""
        if self.criterion is not None:
            self._new_row()

    def _task(self, row: Sequence[Cell]) -> None:
        numbers, cells = self._sorted(row)
        self._print(numbers)
        rows = self.ledger.rows.get(self.table, [])
        torn = Torn(self.mapped, self.known, self.ledger, len(rows))
        columns = map(self.mapped.column, cells)
        if all(column is None or column.holds == "number" for column in columns):
            self.ledger.leave(NO_COLUMN, *(bit for cell in cells for bit in cell.bits))
            return
        if self.joins and rows and not self.waiting and not self.criterion and torn.is_part(cells):
            torn.join(cells)
            return
        if any(
            self.criteria.numbered(c.text) for c in cells if self.mapped.holds(c) == "criterion"
        ):
            self._flush()
        into = self._new_row()
        for cell in cells:
            into.cell(cell)

    def _new_row(self) -> TaskCells:
        """Begin a row with what stands above it."""
        kept = {"level_field": self.level, "standard_field": self.standard}
        first = {self._word(key): text for key, text in kept.items() if text}
        number = self.ledger.row(self.table, first)
        for field, bit in self.waiting:
            self.ledger.take(bit, field, number)
        into = TaskCells(self.mapped, self.known, self.ledger, number)
        above, self.waiting, self.criterion = self.criterion, (), None
        if above is not None:
            into.above(above)
        return into
