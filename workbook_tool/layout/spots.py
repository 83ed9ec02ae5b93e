"""Where a field, a table or a block stands, and what its cells are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from workbook_tool.catalogue import Block, FieldSpec, Form, SheetSpec
from workbook_tool.frozen import dataclass
from workbook_tool.layout.extent import columns_of, helpers_of


@lru_cache(maxsize=1024)
def letter(column: int) -> str:
    """The letters of a column counted from 0; none for what is left of every sheet.

    >>> letter(0), letter(25), letter(26), letter(-2)
    ('A', 'Z', 'AA', '')
    """
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def field_name(field_id: str, part: int = 0) -> str:
    """The defined name of a field: `wb_school_name`; no dots, which Google Sheets refuses."""
    return f"wb_{field_id.replace('.', '_')}" + (f"_{part + 1}" if part else "")


def heading_text(form: Form, field: FieldSpec) -> str:
    """A column's heading as printed; columns with a list say so."""
    choose = f" {form.words['choose']}" if field.list and field.role == "input" else ""
    return field.label["vi"] + choose


@dataclass(frozen=True, slots=True)
class Spot:
    """A single field's cells: one, or one for each part (day, month, year), top to bottom."""

    field: FieldSpec
    sheet: str
    row: int
    column: int

    @property
    def cells(self) -> tuple[str, ...]:
        """A1 addresses."""
        count = max(1, len(self.field.parts))
        return tuple(f"{letter(self.column)}{self.row + 1 + n}" for n in range(count))


@dataclass(frozen=True, slots=True)
class TableSpot:
    """Where a table stands, in rows counted from 0; its columns from left to right.

    `top` is the first row of its heading, `heading` the one of its labels, `first` the first
    record's.
    """

    block: Block
    sheet: str
    top: int
    heading: int
    first: int
    rows: int
    columns: Mapping[int, FieldSpec]
    helpers: Mapping[str, int]

    @property
    def below_heading(self) -> int:
        """How many rows below their heading the records begin."""
        return self.first - self.heading

    @property
    def last(self) -> int:
        """The row of the last prepared record (0-based)."""
        return self.first + self.rows - 1

    def column(self, field_id: str) -> int:
        """The column of a field (0-based); KeyError when the table has none."""
        for column, field in self.columns.items():
            if field.id == field_id:
                return column
        raise KeyError(field_id)

    def role(self, role: str) -> int | None:
        """The first column of a role (0-based)."""
        return next((c for c, f in self.columns.items() if f.role == role), None)


@dataclass(frozen=True, slots=True)
class BlockSpot:
    """A block and the row it begins at (0-based)."""

    sheet: SheetSpec
    block: Block
    row: int
    height: int

    @property
    def columns(self) -> frozenset[int]:
        """The columns it prints into or gives away (0-based), advice included."""
        return frozenset(columns_of(self.sheet, self.block))

    @property
    def helpers(self) -> frozenset[int]:
        """The hidden columns of a live table (0-based), which hold formulas and nothing else."""
        return frozenset(helpers_of(self.block).values())
