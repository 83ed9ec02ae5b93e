"""What a row says of itself, of the row above or of a row it names → where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.catalogue import Block, Form
from workbook_tool.frozen import dataclass
from workbook_tool.model import CriterionRef, Record, RowRefs, StandardRef, Value
from workbook_tool.typed import Context

Stands = tuple[CriterionRef | None, StandardRef | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """Finds the criterion and the standard of rows; `tables` are those already read."""

    form: Form
    context: Context
    tables: Mapping[str, tuple[Record, ...]]

    def of(self, block: Block, values: Mapping[str, Value], above: Record | None) -> Stands:
        """Criterion and standard of a row; `above` is the row it goes on with, if it does.

        A criterion brings its own standard, whatever standard was chosen beside it.
        """
        own, chosen = _read(block, values, "criterion"), _read(block, values, "standard")
        source = above or self._named(block, values)
        criterion = own if isinstance(own, CriterionRef) else source and source.criterion
        known = self.context.set.criterion(criterion.id) if criterion else None
        if criterion and known:
            return criterion, StandardRef(criterion.set, known.standard)
        if isinstance(chosen, StandardRef):
            return criterion or None, chosen
        return criterion or None, source.standard if source else None

    def _named(self, block: Block, values: Mapping[str, Value]) -> Record | None:
        """The first row of another table that the row names, if it is written."""
        field = block.reading("rows")
        table = self.form.referred(field) if field else None
        value = values.get(field.id) if field else None
        if table is None or value is None or not isinstance(value.read, RowRefs):
            return None
        wanted, records = value.read.numbers[0], self.tables.get(table.table, ())
        return next((r for r in records if r.number == wanted), None)


def _read(block: Block, values: Mapping[str, Value], reads: str) -> object:
    field = block.reading(reads)
    value = values.get(field.id) if field else None
    return value.read if value else None
