"""A row that a page tore → its lower part, put behind the upper one."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue.documents import ColumnSpec
from workbook_tool.documents.reading.bits import Cell
from workbook_tool.documents.reading.columns import Mapped
from workbook_tool.documents.reading.criteria import Criteria
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.taskcells import TaskCells
from workbook_tool.frozen import dataclass

TORN = "torn-row"
ENDS = (".", ";", ":", "!", "?", ",", "\u2026", "/")
"""Signs that end a line which nobody broke."""


@dataclass(frozen=True, slots=True)
class Torn:
    """Looks at a row below row `number` of the form's table."""

    mapped: Mapped
    known: Known
    ledger: Ledger
    number: int

    def is_part(self, cells: Sequence[Cell]) -> bool:
        """Whether sentences of the row above go on in a row that names no criterion.

        A weakness alone in the column of criteria goes on when most other cells do; without one,
        all cells must, and be such as a row's text may spill into.
        """
        criteria = Criteria(self.known, self.mapped.section)
        if any(self.mapped.column(c) is None or criteria.numbered(c.text) for c in cells):
            return False
        marked = [c for c in cells if self.mapped.holds(c) == "criterion"]
        rest = [(column, c) for c in cells if c not in marked and (column := self.mapped.column(c))]
        if not rest or not all(criteria.weakness(c.text) for c in marked):
            return False
        going = [self._goes_on(column, cell) for column, cell in rest]
        if marked:
            return len(rest) > 1 and 2 * sum(going) > len(going)
        block = self.known.form.table(self.mapped.section.table)
        spills = block.spills if block else ()
        return all(going) and all(column.into in spills for column, _ in rest)

    def _goes_on(self, column: ColumnSpec, cell: Cell) -> bool:
        before = self._before(self._field(column))
        return bool(before) and not before.endswith(ENDS) and cell.text[:1].islower()

    def _field(self, column: ColumnSpec) -> str:
        """The field of a column that the upper part filled."""
        row = self.ledger.row_of(self.mapped.section.table, self.number)
        return next((field for field in column.fields if row.get(field)), column.into)

    def _before(self, field: str) -> str:
        row = self.ledger.row_of(self.mapped.section.table, self.number)
        return str(row.get(field) or "").rstrip()

    def join(self, cells: Sequence[Cell]) -> None:
        """Put the cells behind those above; sentences go on, others begin a line."""
        for cell in cells:
            column = self.mapped.column(cell)
            if column is None or column.holds == "criterion":
                TaskCells(self.mapped, self.known, self.ledger, self.number).cell(cell, TORN)
                continue
            field = self._field(column)
            for n, bit in enumerate(cell.bits):
                glue = "\n" if n or self._before(field).endswith(ENDS) else " "
                self.ledger.put(field, self.number, bit, doubt=TORN, glue=glue)
