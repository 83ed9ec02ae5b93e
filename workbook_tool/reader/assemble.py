"""Raw cells of a form → a Plan: texts understood, rows continued and joined, nothing dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbook_tool.catalogue import Block, FieldSpec
from workbook_tool.frozen import dataclass, replace
from workbook_tool.layout import Layout, TableSpot
from workbook_tool.model import Anomaly, Identity, Place, Plan, Record, RowRefs, Unread, Value
from workbook_tool.model.grid import Raw, text_of
from workbook_tool.model.values import shows
from workbook_tool.reader.numbers import numbered, printed_numbers
from workbook_tool.reader.standing import Standing
from workbook_tool.typed import Context, read
from workbook_tool.typed.text import same_as_above

SPILLED, AS_ABOVE = "WB113", "same-as-above"
ERROR_VALUE = "error-value"
"""The reason of a cell whose content was lost to an Excel error: said once, by its own rule."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """What stands in a cell of a field, and where."""

    raw: Raw
    place: Place
    error: str = ""


RawRow = Mapping[str, RawCell]
Row = tuple[int, Mapping[str, Value]]
"""The place of a row in its table, and what it says."""


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
        records, spilled = _records(spot, rows[name], standing, named.get(name, frozenset()))
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
    return [(n, row) for n, row in read_rows if _started(spot.block, row)]


def _row(spot: TableSpot, row: RawRow, context: Context) -> dict[str, Value]:
    fields = {field.id: field for field in spot.columns.values() if field.id}
    return {f: _value(fields[f], cell, context) for f, cell in row.items() if f in fields}


def _started(block: Block, row: Mapping[str, Value]) -> bool:
    inputs = (f.id for f in block.fields if f.writable)
    return any(f in row and not row[f].blank for f in inputs)


def _records(
    spot: TableSpot, rows: Sequence[Row], standing: Standing, named: frozenset[int]
) -> tuple[tuple[Record, ...], list[Anomaly]]:
    """The records of a table; a row whose number is `named` elsewhere is one of its own."""
    block = spot.block
    records: list[Record] = []
    anomalies: list[Anomaly] = []
    last_row = 0
    for (row, typed), number in zip(rows, printed_numbers(block, rows), strict=True):
        values = _taken_from_above(typed, records[-1] if records else None)
        if not _started(block, values):  # a ditto mark below nothing
            continue
        continues = bool(records) and number not in named and _goes_on(block, values)
        if continues and row == last_row + 1 and _spilled(block, values):
            records[-1] = _join(records[-1], number, values)
            filled = next(values[f] for f in block.spills if f in values and not values[f].blank)
            anomalies.append(Anomaly(SPILLED, (filled.place,), {"above": str(records[-1].number)}))
        else:
            criterion, standard = standing.of(block, values, records[-1] if continues else None)
            own = numbered(values, number)
            record = Record(number, own, criterion, continues, (), standard, block.named)
            records.append(record)
        last_row = row
    return tuple(records), anomalies


def _taken_from_above(values: Mapping[str, Value], above: Record | None) -> Mapping[str, Value]:
    """A ditto mark, in words or signs, means what the row above means; below nothing, nothing."""
    return {
        field_id: _as_above(field_id, value, above)
        if not value.blank and same_as_above(value.text)
        else value
        for field_id, value in values.items()
    }


def _as_above(field_id: str, value: Value, above: Record | None) -> Value:
    if above is None or not above.text(field_id):
        return Value("", value.place)
    return replace(value, read=above.read(field_id), certain=True, note=AS_ABOVE)


def _goes_on(block: Block, values: Mapping[str, Value]) -> bool:
    """Whether a row leaves blank all that would make it one of its own."""
    own = (values.get(key) for key in block.continues)
    return bool(block.continues) and all(value is None or value.blank for value in own)


def _spilled(block: Block, values: Mapping[str, Value]) -> bool:
    inputs = {f.id for f in block.fields if f.writable}
    filled = {f for f, v in values.items() if f in inputs and not v.blank}
    return bool(filled) and filled <= set(block.spills)


def _join(record: Record, number: int, values: Mapping[str, Value]) -> Record:
    merged = dict(record.values)
    for field_id, value in values.items():
        above = merged.get(field_id)
        if value.blank or above is None:
            continue
        text = f"{above.text}\n{value.text}" if not above.blank else value.text
        merged[field_id] = replace(above, text=text, read=text, raw=None)
    parts = (*(record.parts or (record.values,)), values)
    return replace(record, values=merged, joined=(*record.joined, number), parts=parts)
