"""Raw cells of a form → a Plan: texts understood, nothing dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbook_tool.catalogue import FieldSpec
from workbook_tool.frozen import dataclass, replace
from workbook_tool.layout import Layout, TableSpot
from workbook_tool.model import Anomaly, Identity, Place, Plan, Record, RowRefs, Unread, Value
from workbook_tool.model.grid import Raw, text_of
from workbook_tool.model.values import shows
from workbook_tool.reader.records import Row, records_of, started
from workbook_tool.reader.standing import Standing
from workbook_tool.typed import Context, read

ERROR_VALUE = "error-value"
"""The reason of a cell whose content was lost to an Excel error: said once, by its own rule."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """What stands in a cell of a field, and where."""

    raw: Raw
    place: Place
    error: str = ""


RawRow = Mapping[str, RawCell]


def assemble(
    layout: Layout,
    context: Context,
    identity: Identity,
    values: Mapping[str, Sequence[RawCell]],
    tables: Mapping[str, Sequence[tuple[int, RawRow]]],
    anomalies: Sequence[Anomaly] = (),
) -> Plan:
    """A Plan of everything read. `values` holds one raw cell per part of a single field."""
    found = list(anomalies)
    plan_values = {
        field_id: _in_parts(spot.field, values[field_id], context)
        for field_id, spot in layout.spots.items()
        if values.get(field_id)
    }
    rows = {
        name: _started_rows(spot, tables.get(name, ()), context)
        for name, spot in layout.tables.items()
    }
    named = _named(layout, rows)
    plan_tables: dict[str, tuple[Record, ...]] = {}
    for name, spot in _referred_first(layout):
        standing = Standing(layout.form, context, plan_tables)
        records, spilled = records_of(
            spot.block, rows[name], standing, named.get(name, frozenset())
        )
        plan_tables[name] = records
        found += spilled
    return Plan(identity, plan_values, plan_tables, tuple(found))


def _referred_first(layout: Layout) -> list[tuple[str, TableSpot]]:
    """The tables, those whose rows name rows of others last."""
    refers = {name: bool(spot.block.reading("rows")) for name, spot in layout.tables.items()}
    return sorted(layout.tables.items(), key=lambda item: refers[item[0]])


def _named(layout: Layout, rows: Mapping[str, Sequence[Row]]) -> dict[str, frozenset[int]]:
    """Of each table that rows of others name: the printed numbers that they name."""
    found: dict[str, set[int]] = {}
    for name, spot in layout.tables.items():
        field = spot.block.reading("rows")
        table = layout.form.referred(field) if field else None
        if field is None or table is None:
            continue
        refs = (values[field.id].read for _, values in rows[name] if field.id in values)
        numbers = (number for ref in refs if isinstance(ref, RowRefs) for number in ref.numbers)
        found.setdefault(table.table, set()).update(numbers)
    return {table: frozenset(numbers) for table, numbers in found.items()}


def _value(field: FieldSpec, cell: RawCell, context: Context) -> Value:
    if cell.error:
        return Value(cell.error, cell.place, Unread(ERROR_VALUE))
    text = text_of(cell.raw)
    place = cell.place if cell.place.value == text else replace(cell.place, value=text)
    if not shows(text):
        return Value("", place)
    reading = read(field.reads, cell.raw, context)
    raw = None if isinstance(cell.raw, str) else cell.raw
    return Value(text, place, reading.value, reading.certain, reading.note, raw)


def _single(field: FieldSpec, cells: Sequence[RawCell], context: Context) -> Value:
    filled = [cell for cell in cells if cell.error or shows(text_of(cell.raw))]
    if len(filled) <= 1 or any(cell.error for cell in filled):
        return _value(field, filled[0] if filled else cells[0], context)
    joined = "/".join(text_of(cell.raw).strip() for cell in filled)
    return _value(field, RawCell(joined, cells[0].place), context)


def _in_parts(field: FieldSpec, cells: Sequence[RawCell], context: Context) -> Value:
    """A field of several cells; where some are blank the text keeps their places ("/9/2026")."""
    value = _single(field, cells, context)
    texts = [text_of(cell.raw).strip() for cell in cells]
    if value.blank or all(texts) or any(cell.error for cell in cells):
        return value
    return replace(value, text="/".join(texts))


def _started_rows(
    spot: TableSpot, rows: Iterable[tuple[int, RawRow]], context: Context
) -> list[Row]:
    read_rows = ((n, _row(spot, row, context)) for n, row in rows)
    return [(n, row) for n, row in read_rows if started(spot.block, row)]


def _row(spot: TableSpot, row: RawRow, context: Context) -> dict[str, Value]:
    fields = {field.id: field for field in spot.columns.values() if field.id}
    return {f: _value(fields[f], cell, context) for f, cell in row.items() if f in fields}
