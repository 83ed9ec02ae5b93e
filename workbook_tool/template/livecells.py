"""The cells of a live table, as its formulas call them."""

from __future__ import annotations

from workbook_tool.layout import Layout, TableSpot
from workbook_tool.template import formulas as f
from workbook_tool.template.lists import Lists


class LiveCells:
    """Fields, helper columns and lists of one table, by row (counted from 0)."""

    def __init__(self, spot: TableSpot, lists: Lists, layout: Layout) -> None:
        self.spot, self.lists, self._layout = spot, lists, layout
        self.inputs = [field.id for field in spot.columns.values() if field.writable]

    def at(self, field_id: str, row: int) -> str:
        """The cell of a field in a row."""
        return f.cell(self.spot.column(field_id), row)

    def helper(self, name: str, row: int) -> str:
        """The cell of a helper column in a row."""
        return f.cell(self.spot.helpers[name], row)

    def everything(self, row: int) -> str:
        """The texts of all that a school writes in a row, one after another."""
        return f.joined(self.at(name, row) for name in self.inputs)

    def goes_on(self, row: int) -> str:
        """Whether a row leaves blank all that would make it one of its own."""
        return f.blank(f.joined(self.at(name, row) for name in self.spot.block.continues))

    def list_key(self, field_id: str) -> str:
        """The key of the list that a field is chosen from."""
        return self.spot.columns[self.spot.column(field_id)].list

    def list_of(self, field_id: str) -> str:
        """The defined name of the list that a field is chosen from."""
        return self.lists.name(self.list_key(field_id))

    def reads(self, field_id: str) -> str:
        """How a field is read."""
        return self.spot.columns[self.spot.column(field_id)].reads

    def table_named(self, field_id: str) -> TableSpot | None:
        """The table whose rows a field names, if it names any."""
        field = self.spot.columns[self.spot.column(field_id)]
        table = self._layout.form.referred(field)
        return self._layout.tables[table.table] if table else None
