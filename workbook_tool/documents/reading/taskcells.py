"""The cells of a row → the fields that their columns hold, apart where they were printed so."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue.documents import ColumnSpec
from workbook_tool.documents.reading.apart import Stretch, taken_apart
from workbook_tool.documents.reading.bits import Bit, Cell
from workbook_tool.documents.reading.columns import Mapped
from workbook_tool.documents.reading.criteria import Criteria, Named
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import REMAINDER, Ledger
from workbook_tool.documents.reading.matching import words
from workbook_tool.frozen import dataclass, replace
from workbook_tool.model import RowRefs
from workbook_tool.model.grid import Raw
from workbook_tool.patterns import re
from workbook_tool.typed import read

BY_ORDER, BY_LIKENESS, UNCERTAIN = "column-by-order", "column-by-likeness", "cell-uncertain"
NO_COLUMN, UNIT_OF_HEADING = "no-column", "unit-of-heading"
_FIGURE = re.compile(r"(?=.*[1-9])\d{1,3}(?:[.,]\d{1,3})?")
"""A figure that is an amount in thousands or millions, not one written out."""


@dataclass(frozen=True, slots=True)
class TaskCells:
    """Puts the cells of one row of a table into row `number` of the form's table."""

    mapped: Mapped
    known: Known
    ledger: Ledger
    number: int

    @property
    def criteria(self) -> Criteria:
        """The criteria of the set, as the table words them."""
        return Criteria(self.known, self.mapped.section)

    @property
    def row(self) -> dict[str, Raw]:
        """What the row holds so far."""
        return self.ledger.row_of(self.mapped.section.table, self.number)

    def cell(self, cell: Cell, doubt: str = "") -> None:
        """Put one cell; what stands where the form has no column is left over."""
        column = self.mapped.column(cell)
        if column is None or column.holds == "number":
            self.ledger.leave(NO_COLUMN, *cell.bits)
            return
        doubt = doubt or self._doubt(cell)
        field = self.known.field(column.into)
        if column.holds == "criterion" or (field and field.reads == "criterion"):
            self.criterion(cell, column, doubt)
        elif column.holds == "standard" or (field and field.reads == "standard"):
            found = self.criteria.standard(cell.line)
            self._whole(cell, column.into, doubt, found.label if found and found.agrees else "")
        else:
            self._pieces(cell, column, doubt)

    def _doubt(self, cell: Cell) -> str:
        """Why it is not certain that a cell belongs to its column, or its text to the cell."""
        if not cell.certain:
            return UNCERTAIN
        if cell.begin in self.mapped.likely:
            return BY_LIKENESS
        return "" if cell.begin in self.mapped.sure else BY_ORDER

    def _put(self, field: str, bit: Bit, doubt: str, text: str = "") -> None:
        self.ledger.put(field, self.number, bit, text, doubt)

    def _whole(self, cell: Cell, field: str, doubt: str, label: str = "") -> None:
        """Put a cell into one field, as it is or as the `label` of what it names."""
        for n, bit in enumerate(cell.bits):
            if label and n:
                self.ledger.take(bit, field, self.number, doubt)
            else:
                self._put(field, bit, doubt, label)

    # A criterion, and its weakness

    def criterion(self, cell: Cell, column: ColumnSpec, doubt: str) -> None:
        """Put a cell that names a criterion, and may go on with its weakness."""
        weakness = column.fields[1] if len(column.fields) > 1 else ""
        cell = self._below_standard(cell, doubt)
        inside = False
        for n, bit in enumerate(cell.bits):
            mark = self.criteria.weakness(f"{bit.text}\n") if weakness else None
            if mark is None:
                self._put(weakness, bit, doubt) if inside else self._head(cell, n, column, doubt)
                continue
            begin, end = mark[0], min(mark[1], len(bit.text))
            if begin:
                self._head(cell, n, column, doubt, bit.cut(0, begin))
            self.ledger.printed(bit.cut(begin, end))
            if bit.cut(end).text:
                self._put(weakness, bit.cut(end), doubt)
            inside = True

    def _below_standard(self, cell: Cell, doubt: str) -> Cell:
        """A cell without the standard that it names on the lines above its criterion."""
        field = str(self.mapped.section.words.get("standard_field", ""))
        lines = [line for bit in cell.bits for line in bit.lines()]
        first = next((n for n, line in enumerate(lines) if self.criteria.numbered(line.text)), 0)
        if not field or not first or not self.criteria.is_standard(lines[0].text):
            return cell
        text = " ".join(line.text for line in lines[:first])
        found = self.criteria.standard(text)
        self.row[field] = found.label if found else text
        for line in lines[:first]:
            self.ledger.take(line, field, self.number, doubt)
        return replace(cell, bits=tuple(lines[first:]))

    def _head(
        self, cell: Cell, n: int, column: ColumnSpec, doubt: str, part: Bit | None = None
    ) -> None:
        """A paragraph before a weakness: the number may stand on one and the name on the next."""
        bit, field = part or cell.bits[n], column.fields[0]
        if not self.row.get(field):
            self._named(self.criteria.named(bit), column, doubt)
            return
        lines = [*(other.text for other in cell.bits[:n]), bit.text]
        both = self.criteria.named(replace(bit, text="\n".join(lines)))
        if both.agrees and both.rest is None:
            self.row[field] = both.label
            self.ledger.take(bit, field, self.number, doubt)
        elif len(column.fields) > 1 and self.criteria.numbered(cell.bits[0].text):
            self._put(column.fields[1], bit, doubt or REMAINDER)
        else:
            self._put(field, bit, doubt)

    def _named(self, named: Named, column: ColumnSpec, doubt: str) -> None:
        self._put(column.fields[0], named.head, doubt, named.label)
        if named.rest is not None:
            self._put(column.fields[min(1, len(column.fields) - 1)], named.rest, doubt or REMAINDER)

    def above(self, named: Named) -> None:
        """Put the criterion that stood on a line of its own above the row."""
        columns = self.mapped.section.columns
        column = next(c for c in columns if c.holds == "criterion")
        self._named(named, column, "")

    # What is printed of several fields

    def _pieces(self, cell: Cell, column: ColumnSpec, doubt: str) -> None:
        """Put a cell into the fields it was printed of, or as it is into one."""
        field = self.known.field(column.into)
        unit = self._unit(cell, column)
        if unit:
            self._put(column.into, cell.bits[0], UNIT_OF_HEADING, f"{cell.text} {unit}")
            return
        if field and field.reads == "levels":
            self._whole(cell, column.into, doubt, self.known.level(cell.text) or "")
            return
        single = len(column.fields) == 1
        stretches = () if single else taken_apart(cell.text, column.pieces, self._fits)
        if not stretches:
            self._whole(cell, column.instead or column.into, doubt)
            return
        at = 0
        for bit in cell.bits:
            self._stretches(bit, at, stretches, doubt)
            at += len(bit.shown) + 1
        self.row.update({stretch.field: stretch.value for stretch in stretches})

    def _unit(self, cell: Cell, column: ColumnSpec) -> str:
        """The unit that the heading of an amount says, where a bare figure stands in the cell."""
        field = self.known.field(column.into)
        if field is None or field.reads != "money" or not _FIGURE.fullmatch(cell.text.strip()):
            return ""
        heading = " ".join(self.mapped.heading[cell.begin])
        units = self.known.words("money_units")
        return next((unit for unit in units if " ".join(words(unit)) in heading), "")

    def _stretches(self, bit: Bit, at: int, stretches: Sequence[Stretch], doubt: str) -> None:
        """Take a paragraph of a cell, whose text begins at letter `at` of the cell's."""
        begin, at = 0, at + len(bit.shown) - len(bit.text)
        for stretch in stretches:
            last = stretch is stretches[-1]
            end = len(bit.text) if last else min(len(bit.text), stretch.end - at)
            if end > begin:
                self.ledger.take(bit.cut(begin, end), stretch.field, self.number, doubt)
                begin = end

    def _fits(self, field: str, text: str) -> str:
        """What a text would be in a field, in the spelling of its list; "" when it fits not."""
        spec = self.known.field(field)
        if spec is None or not text:
            return ""
        if spec.reads == "percent":
            return text if read("percent", text, self.known.context).certain else ""
        if spec.reads == "rows":
            refs = read("rows", text, self.known.context)
            return text if isinstance(refs.value, RowRefs) else ""
        if not spec.list:
            return text
        free = spec.reads != "time" and self.known.form.lists[spec.list].open
        return self.known.offered(spec, text) or (text if free else "")
