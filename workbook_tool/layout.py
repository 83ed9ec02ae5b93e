"""Form × standard set × rows → the place of every field: the one answer to "which cell".

The template writes by it, the reader falls back on it, `wbtool fields` prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbook_tool.catalogue import Block, FieldSpec, Form, SheetSpec, StandardSet

IDENTITY_PREFIX = "wbtool_"
"""What the keys of a workbook's identity begin with, in its properties and on its sheet."""

MOST_ROWS = 900
"""More action rows than any plan has; the printed page numbers its lines below 1,000."""

ALL_COLUMNS = 64
"""More columns than any sheet of a form has."""

HELPERS = ("own", "criterion", "level", "from", "to", "amount", "lacking", "flag")
"""Hidden columns that a live table needs beside the form's own ones."""


def letter(column: int) -> str:
    """The letters of a column counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    column += 1
    while column:
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
    """Where a table stands: `first` is its first record's row (0-based), columns left to right."""

    block: Block
    sheet: str
    heading: int
    first: int
    rows: int
    columns: Mapping[int, FieldSpec]
    helpers: Mapping[str, int]

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
        return frozenset(_columns(self.sheet, self.block))

    @property
    def helpers(self) -> frozenset[int]:
        """The hidden columns of a live table (0-based), which hold formulas and nothing else."""
        return frozenset(_helpers(self.block).values())


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one form for one standard set and a number of action rows."""

    form: Form
    set: StandardSet
    rows: int
    blocks: tuple[BlockSpot, ...]
    spots: Mapping[str, Spot]
    tables: Mapping[str, TableSpot]

    def is_last(self, spot: TableSpot) -> bool:
        """Whether nothing stands below a table on its sheet."""
        below = (b.row for b in self.blocks if b.sheet.title == spot.sheet)
        return max(below) <= spot.heading

    def fields_by_sheet(self) -> Mapping[str, tuple[str, ...]]:
        """The field ids that stand on each sheet which has any."""
        found: dict[str, list[str]] = {}
        for field_id, spot in self.spots.items():
            found.setdefault(spot.sheet, []).append(field_id)
        for table in self.tables.values():
            ids = [field.id for field in table.columns.values() if field.id]
            found.setdefault(table.sheet, []).extend(ids)
        return {sheet: tuple(ids) for sheet, ids in found.items()}

    def on(self, sheet: SheetSpec) -> Iterator[BlockSpot]:
        """The blocks of a sheet, top to bottom."""
        return (b for b in self.blocks if b.sheet.key == sheet.key)


def build_layout(form: Form, standard_set: StandardSet, rows: int | None = None) -> Layout:
    """Lay the form's blocks below one another; `rows` prepared action rows, at most 900."""
    rows = min(rows or form.rows, MOST_ROWS)
    blocks: list[BlockSpot] = []
    spots: dict[str, Spot] = {}
    tables: dict[str, TableSpot] = {}
    for sheet in form.sheets:
        row = 0
        for block in sheet.blocks:
            height = _height(block, standard_set, rows)
            blocks.append(BlockSpot(sheet, block, row, height))
            if block.kind == "fields":
                spots |= {spot.field.id: spot for spot in _field_spots(sheet, block, row)}
            if block.kind == "table":
                tables[block.table] = _table_spot(sheet, block, row, height - 1)
            row += height + 1
    return Layout(form, standard_set, rows, tuple(blocks), spots, tables)


def _field_spots(sheet: SheetSpec, block: Block, row: int) -> Iterator[Spot]:
    row += 1
    for field in block.fields:
        yield Spot(field, sheet.title, row, 2)
        row += max(1, len(field.parts))


def _table_spot(sheet: SheetSpec, block: Block, row: int, rows: int) -> TableSpot:
    columns = dict(enumerate(block.fields))
    helpers = _helpers(block)
    return TableSpot(block, sheet.title, row, row + 1, rows, columns, helpers)


def table_rows(block: Block, standard_set: StandardSet, rows: int) -> int:
    """How many records a table prepares: a number, "rows" of the template, or one a standard."""
    if block.rows == "rows":
        return rows
    if block.rows == "standards":
        return len(standard_set.standards)
    return int(block.rows)


def document_rows(block: Block, standard_set: StandardSet, rows: int) -> int:
    """Lines that a printed table may need: tasks, headings of levels and standards, the closing.

    Each standard is headed once under each level that has a task of it, or says that it has none.
    """
    standards, levels = len(standard_set.standards), len(standard_set.level_groups)
    headings = max(2 * standards, min(standards * (levels + 1), rows + standards))
    return rows + levels + headings + len(block.extra["closing"])


def _height(block: Block, standard_set: StandardSet, rows: int) -> int:
    extra = block.extra
    heights = {
        "lines": lambda: len(extra["lines"]),
        "panel": lambda: 1 + len(extra["figures"]),
        "example": lambda: 1 + len(extra["values"]),
        "texts": lambda: 2 + len(extra["rows"]),
        "fields": lambda: 1 + sum(max(1, len(f.parts)) for f in block.fields),
        "table": lambda: 1 + table_rows(block, standard_set, rows),
        "lacking": lambda: 3 + int(extra["rows"]),
        "message": lambda: 1 + len(extra["lines"]),
        "letterhead": lambda: (
            max(len(extra["left"]), len(extra["right"])) + len(extra["title"]) + 2
        ),
        "document": lambda: 1 + document_rows(block, standard_set, rows),
    }
    return heights[block.kind]()


def _helpers(block: Block) -> dict[str, int]:
    """The hidden columns of a live table, right of its own; {} for other blocks."""
    after = len(block.fields)
    return {name: after + n for n, name in enumerate(HELPERS)} if block.live else {}


def _columns(sheet: SheetSpec, block: Block) -> Iterable[int]:
    extra = block.extra
    columns: Mapping[str, Callable[[], Iterable[int]]] = {
        # Advice of a printed sheet stands beside the page.
        "lines": lambda: (0, sheet.beside),
        "panel": lambda: (1, 2),
        "example": lambda: (1, 2),
        "texts": lambda: range(1, 1 + len(extra["columns"])),
        "fields": lambda: range(1, 1 + len(extra["headings"])),
        "table": lambda: range(len(block.fields)),
        "lacking": lambda: range(len(extra["columns"])),
        "message": lambda: (1, 2),
        "letterhead": lambda: range(ALL_COLUMNS),
        "document": lambda: range(ALL_COLUMNS),
    }
    return columns[block.kind]()
