"""Form × standard set × rows → the place of every field: the one answer to "which cell".

The template writes by it, the reader falls back on it, `wbtool fields` prints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from workbook_tool.catalogue import Block, Form, SheetSpec, StandardSet
from workbook_tool.frozen import dataclass
from workbook_tool.layout.extent import (
    ALL_COLUMNS,
    HELPERS,
    MOST_ROWS,
    document_rows,
    height_of,
    helpers_of,
    more_rows,
)
from workbook_tool.layout.spots import (
    BlockSpot,
    Spot,
    TableSpot,
    field_name,
    heading_text,
    letter,
)

__all__ = [
    "ALL_COLUMNS",
    "HELPERS",
    "IDENTITY_PREFIX",
    "LIST_PREFIX",
    "MARKS_NAME",
    "MOST_ROWS",
    "NAME_PREFIX",
    "BlockSpot",
    "Layout",
    "Spot",
    "TableSpot",
    "build_layout",
    "document_rows",
    "field_name",
    "heading_text",
    "letter",
]

MARKS_NAME = "wb_marks"
"""The defined name by which the sheet is known that a marked copy has before all others."""

NAME_PREFIX = "wb_"
"""What every defined name of a form begins with."""

LIST_PREFIX = f"{NAME_PREFIX}list_"
"""What the defined name of a list begins with."""

IDENTITY_PREFIX = "wbtool_"
"""What the keys of a workbook's identity begin with, in its properties and on its sheet."""

NO_ROWS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one form for one standard set and a number of action rows.

    `prepared` are the rows of other tables that have more than the form asks for.
    """

    form: Form
    set: StandardSet
    rows: int
    prepared: Mapping[str, int]
    blocks: tuple[BlockSpot, ...]
    spots: Mapping[str, Spot]
    tables: Mapping[str, TableSpot]

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


_MOST_KEPT = 64
# A layout holds its form and its set, so the ids that lead to it stay theirs.
_laid_out: dict[tuple[int, int, int | None, tuple[tuple[str, int], ...]], Layout] = {}


def build_layout(
    form: Form,
    standard_set: StandardSet,
    rows: int | None = None,
    prepared: Mapping[str, int] = NO_ROWS,
) -> Layout:
    """Lay the form's blocks below one another; `rows` prepared action rows, at most 900.

    `prepared` are the rows of other tables that want more than the form asks for.
    """
    key = (id(form), id(standard_set), rows, tuple(sorted(prepared.items())))
    known = _laid_out.get(key)
    if known is None:
        if len(_laid_out) >= _MOST_KEPT:
            _laid_out.clear()
        known = _laid_out[key] = _build(form, standard_set, rows, prepared)
    return known


def _build(
    form: Form, standard_set: StandardSet, rows: int | None, prepared: Mapping[str, int]
) -> Layout:
    rows = min(rows or form.rows, MOST_ROWS)
    blocks: list[BlockSpot] = []
    spots: dict[str, Spot] = {}
    tables: dict[str, TableSpot] = {}
    for sheet in form.sheets:
        row = 0
        for block in sheet.blocks:
            height = height_of(block, standard_set, rows) + more_rows(block, prepared)
            blocks.append(BlockSpot(sheet, block, row, height))
            if block.kind == "fields":
                spots |= {spot.field.id: spot for spot in _field_spots(sheet, block, row)}
            if block.kind == "overall":
                field = block.fields[0]
                spots[field.id] = Spot(field, sheet.title, row, _overall_column(form, block))
            if block.kind == "table":
                tables[block.table] = _table_spot(sheet, block, row, height)
            row += height + 1
    return Layout(form, standard_set, rows, _longer(form, prepared), tuple(blocks), spots, tables)


def _longer(form: Form, prepared: Mapping[str, int]) -> Mapping[str, int]:
    """Those of the rows wanted that the form does not prepare anyway."""
    found = {b.table: prepared.get(b.table, 0) for _, b in form.blocks("table")}
    return {
        t: rows for t, rows in found.items() if (b := form.table(t)) and more_rows(b, {t: rows})
    }


def _field_spots(sheet: SheetSpec, block: Block, row: int) -> Iterator[Spot]:
    row += 1
    for field in block.fields:
        yield Spot(field, sheet.title, row, 2)
        row += max(1, len(field.parts))


def _table_spot(sheet: SheetSpec, block: Block, row: int, height: int) -> TableSpot:
    columns = dict(enumerate(block.fields))
    above, below = block.heading_rows
    first = row + above + 1 + below
    rows = row + height - first
    return TableSpot(block, sheet.title, row, row + above, first, rows, columns, helpers_of(block))


def _overall_column(form: Form, block: Block) -> int:
    """Where an overall level stands: below the levels it sums up (0-based)."""
    table = form.table(block.table)
    ids = [field.id for field in table.fields] if table else []
    return ids.index(block.fields[0].of[-1])
