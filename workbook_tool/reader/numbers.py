"""Rows of a table → their printed numbers, also where a person has inserted or deleted rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from workbook_tool.catalogue import Block
from workbook_tool.frozen import replace
from workbook_tool.model import Value


def printed_numbers(block: Block, rows: Sequence[tuple[int, Mapping[str, Value]]]) -> list[int]:
    """The number of every row: that of the id printed beside it, which moves with the row.

    A row without an id of its own has the number of its place, or a new one where that is taken.
    """
    ids = [spec.id for spec in block.fields if spec.role == "id"]
    told = [_told(block, values.get(ids[0]) if ids else None) for _, values in rows]
    own = [number if number not in told[:n] else 0 for n, number in enumerate(told)]
    taken = set(own)
    return [number or _free(row, taken) for number, (row, _) in zip(own, rows, strict=True)]


def numbered(values: Mapping[str, Value], number: int) -> Mapping[str, Value]:
    """The values of a row of tasks at places that bear its number."""
    if all(value.place.task in (None, number) for value in values.values()):
        return values
    return {
        name: replace(value, place=replace(value.place, task=number))
        for name, value in values.items()
    }


def _told(block: Block, value: Value | None) -> int:
    """The number in an id as the form prints it; 0 for none."""
    text = value.text.strip() if value else ""
    found = re.fullmatch(rf"{re.escape(block.id_prefix)}([0-9]{{3}})", text)
    return int(found[1]) if found else 0


def _free(row: int, taken: set[int]) -> int:
    number = next(n for n in _wanted(row, taken) if n not in taken)
    taken.add(number)
    return number


def _wanted(row: int, taken: set[int]) -> Iterator[int]:
    yield row
    yield from count(max(taken, default=0) + 1)
