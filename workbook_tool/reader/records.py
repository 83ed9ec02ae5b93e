"""Rows of a table → its records: ditto marks resolved, texts that spilled into rows joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_tool.catalogue import Block
from workbook_tool.frozen import replace
from workbook_tool.model import TOTAL, Anomaly, Record, Value
from workbook_tool.reader.numbers import numbered, printed_numbers
from workbook_tool.reader.standing import Standing
from workbook_tool.reader.totals import total_of
from workbook_tool.typed.text import same_as_above

SPILLED, AS_ABOVE = "WB113", "same-as-above"

Row = tuple[int, Mapping[str, Value]]
"""The place of a row in its table, and what it says."""


def started(block: Block, row: Mapping[str, Value]) -> bool:
    """Whether a person wrote anything into a row."""
    inputs = (f.id for f in block.fields if f.writable)
    return any(f in row and not row[f].blank for f in inputs)


def records_of(
    block: Block, rows: Sequence[Row], standing: Standing, named: frozenset[int]
) -> tuple[tuple[Record, ...], list[Anomaly]]:
    """The records of a table; a row whose number is `named` elsewhere is one of its own."""
    records: list[Record] = []
    anomalies: list[Anomaly] = []
    last_row = 0
    for (row, typed), number in zip(rows, printed_numbers(block, rows), strict=True):
        values = _taken_from_above(typed, records[-1] if records else None)
        if not started(block, values):  # a ditto mark below nothing
            continue
        if total := total_of(block, values, standing.context.vocabulary.lists["total_rows"]):
            anomalies.append(Anomaly(TOTAL, (total,)))
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
