"""The rows of a table of the document → rows of the form's table."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.documents.draft import PRINTED
from workbook_tool.documents.reading.above import NO_ROW_BELOW, Above
from workbook_tool.documents.reading.bits import Bit, Cell, Grid
from workbook_tool.documents.reading.columns import Mapped, repeats
from workbook_tool.documents.reading.criteria import Criteria, Named
from workbook_tool.documents.reading.headings import numbered
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.matching import same
from workbook_tool.documents.reading.taskcells import NO_COLUMN, TaskCells
from workbook_tool.documents.reading.torn import Torn
from workbook_tool.patterns import re

TOTAL = "total-row"
_LONGEST = 200
"""Letters of a heading that stands over a table."""
_NUMBER = re.compile(r"[\divxIVX.)(\s]{1,6}")
_OVER = ("criterion", "number", "")
"""What columns hold under which a level, a standard or "nothing" may stand; "" for wide cells."""


class PlanTable:
    """Reads row by row; a criterion may stand above the row it is for.

    `joins` tells whether a row may be the lower part of one that a page tore.
    """

    def __init__(self, mapped: Mapped, known: Known, ledger: Ledger, *, joins: bool) -> None:
        self.mapped, self.known, self.ledger, self.joins = mapped, known, ledger, joins
        self.above = Above(mapped.section, known, ledger)
        self.criterion: Named | None = None
        self.area: Bit | None = None

    @property
    def criteria(self) -> Criteria:
        """The criteria of the set, as the table words them."""
        return Criteria(self.known, self.mapped.section)

    @property
    def table(self) -> str:
        """The form's table."""
        return self.mapped.section.table

    @property
    def _may_be_headed(self) -> bool:
        """Whether levels, standards and criteria may stand above rows: they are of criteria."""
        return bool(self.mapped.section.words.get("criterion_field"))

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
        if len(bit.text) > _LONGEST or not self._may_be_headed:
            return False
        if not self._names(cell, ()):
            return False
        self.ledger.printed(bit.cut(0, number.begin))
        return True

    def _names(self, cell: Cell, numbers: Sequence[Cell]) -> bool:
        return (
            self.above.take_level(cell)
            or self._standard(cell, numbers)
            or self.above.take_nothing(cell)
            or self._lone_criterion(cell)
        )

    def _below(self, row: Sequence[Cell], *, titles: bool) -> None:
        if titles:
            self.ledger.leave(NO_COLUMN, *(bit for cell in row for bit in cell.bits))
        elif self._total(row):
            self.ledger.leave(TOTAL, *(bit for cell in row for bit in cell.bits))
        elif self._whole(row) and self._has_criteria and len(row[0].bits) == 1:
            self._flush()
            self.area = row[0].bits[0]
        else:
            self._task(row)

    def _whole(self, row: Sequence[Cell]) -> bool:
        """Whether a row is one cell over all columns."""
        return len(row) == 1 and row[0].end - row[0].begin == len(self.mapped.columns) > 1

    @property
    def _has_criteria(self) -> bool:
        return any(column and column.holds == "criterion" for column in self.mapped.columns)

    def _total(self, row: Sequence[Cell]) -> bool:
        """Whether a row adds up the amounts above it."""
        totals = self.known.choices.vocabulary.lists["total_rows"]
        named = [cell for cell in row if same(cell.line, totals)]
        rest = [self.mapped.column(cell) for cell in row if cell not in named]
        fields = [self.known.field(column.into) for column in rest if column]
        amounts = len(fields) == len(rest) and all(f and f.reads == "money" for f in fields)
        return len(named) == 1 and amounts

    def close(self) -> None:
        """Say what became of headings that no row came below."""
        self.above.close()
        self._flush()

    def _print(self, row: Sequence[Cell]) -> None:
        for cell in row:
            self.ledger.printed(*cell.bits)

    def _headings(self, row: Sequence[Cell]) -> None:
        """Column headings are printed again, but for those of columns that the form has not."""
        if self._whole(row):
            if not self._over(row):
                self._below(row, titles=True)
            return
        for cell in row:
            known = any(self.mapped.columns[cell.begin : cell.end])
            self.ledger.leave(PRINTED if known else NO_COLUMN, *cell.bits)

    def _over(self, row: Sequence[Cell]) -> bool:
        """Whether a row is a level, a standard, a criterion alone or says that nothing is there."""
        numbers, texts = self._sorted(row)
        if len(texts) != 1 or not self._may_be_headed:
            return False
        cell = texts[0]
        if self.mapped.holds(cell) not in _OVER:
            return False
        taken = self._names(cell, numbers)
        if taken:
            self._print(numbers)
        return taken

    def _sorted(self, row: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
        """The cells with a row's number, and the others."""
        numbers = [c for c in row if self.mapped.holds(c) == "number" and _NUMBER.fullmatch(c.text)]
        return numbers, [cell for cell in row if cell not in numbers]

    def _standard(self, cell: Cell, numbers: Sequence[Cell]) -> bool:
        found = self.criteria.standard(cell.line)
        if found is None:
            return False
        self._flush()
        self.above.take_standard(found, cell, numbers)
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
        """A criterion with nothing below it is a row of its own; an area is none."""
        if self.area is not None:
            self.ledger.leave(NO_ROW_BELOW, self.area)
            self.area = None
        if self.criterion is not None:
            self.begin_row()

    def _task(self, row: Sequence[Cell]) -> None:
        numbers, cells = self._sorted(row)
        self._print(numbers)
        rows = self.ledger.rows.get(self.table, [])
        torn = Torn(self.mapped, self.known, self.ledger, len(rows))
        columns = map(self.mapped.column, cells)
        if all(column is None or column.holds == "number" for column in columns):
            self.ledger.leave(NO_COLUMN, *(bit for cell in cells for bit in cell.bits))
            return
        headed = self.above.waiting or self.criterion or self.area
        if self.joins and rows and not headed and torn.is_part(cells):
            torn.join(cells)
            return
        named = [c for c in cells if self.mapped.holds(c) == "criterion"]
        if any(self.criteria.numbered(c.text) for c in named) or (named and self.area):
            self._flush()
        into = self.begin_row()
        for cell in cells:
            into.cell(cell)

    def begin_row(self) -> TaskCells:
        """Begin a row with what stands above it."""
        number = self.above.begin_row()
        into = TaskCells(self.mapped, self.known, self.ledger, number)
        if self.criterion is not None:
            into.above(self.criterion)
            self.criterion = None
        elif self.area is not None:
            into.above(Named(self.area, self.area.text, None, agrees=False))
            self.area = None
        return into
