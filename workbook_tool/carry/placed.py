"""Rows of a plan → the rows of a new table that say the same, each by its printed number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from workbook_tool.carry.carried import Source
from workbook_tool.catalogue import Block
from workbook_tool.model import Record, Value
from workbook_tool.typed.text import same_as_above

Row: TypeAlias = tuple[int, Mapping[str, Value]]


def rows_placed(source: Source, block: Block, records: Sequence[Record]) -> Iterator[Row]:
    """Every row under its number; paragraphs that had spilled into rows stand apart again.

    Where a row that a person inserted comes to stand elsewhere, the rows that pointed at the one
    above them say by themselves what they meant.
    """
    numbers = [source.row(block, record) for record in records]
    by_number = [record for _, record in sorted(zip(numbers, records, strict=True), key=_number)]
    above = {id(record): before for before, record in pairwise([None, *by_number]) if record}
    for place, (number, record) in enumerate(zip(numbers, records, strict=True)):
        before = records[place - 1] if place else None
        if above[id(record)] is not before:
            yield number, _by_itself(record, block, records[:place])
        elif record.joined == tuple(range(number + 1, number + 1 + len(record.parts) - 1)):
            yield from enumerate(record.parts or (record.values,), number)
        else:
            yield number, record.values


def _number(numbered: tuple[int, Record]) -> int:
    return numbered[0]


def _by_itself(record: Record, block: Block, earlier: Sequence[Record]) -> Mapping[str, Value]:
    """A row that says what it said by ditto marks, or by going on with another row."""
    values = dict(record.values)
    for name, value in record.values.items():
        if same_as_above(value.text) and not value.blank:
            values[name] = _said(name, value, earlier)
    head = next((r for r in reversed(earlier) if not r.continues), None)
    if record.continues and head:
        values |= {name: head.values[name] for name in block.continues if name in head.values}
    return values


def _said(name: str, value: Value, earlier: Sequence[Record]) -> Value:
    """The nearest text above that points no further up."""
    above = (r.values[name] for r in reversed(earlier) if name in r.values)
    return next((v for v in above if not same_as_above(v.text)), value)
