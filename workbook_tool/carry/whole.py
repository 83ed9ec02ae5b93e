"""A plan as it stands → the same form's workbook of today, and what has no place in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_tool.carry.carried import (
    LOST,
    NO_PLACE,
    TOO_LONG,
    Carried,
    Leftover,
    Source,
    numbered,
)
from workbook_tool.carry.placed import rows_placed
from workbook_tool.catalogue import Block, FieldSpec
from workbook_tool.choices import Choices
from workbook_tool.frozen import dataclass, field
from workbook_tool.layout import MOST_ROWS
from workbook_tool.model import LONGEST_NOTE, SHEET_MISSING, Record, Unread, Value
from workbook_tool.model.grid import Raw

ERROR_VALUE = "error-value"
YEAR = "plan.school_year"
HANDED_OUT = ("input", "proof")
"""Columns that hold what was handed out or written; all others the new form prints by itself."""


def into_current(source: Source, new: Choices) -> Carried:
    """The plan cell by cell, as typed: numbers stay numbers and days days, rows keep their places.

    Texts that the form once printed and the school took out stay out. What is left over is told
    with its reason: the form of today has no such field, or the cell held no text to move.
    """
    moving = _Moving(source, new)
    moving.singles()
    for name, records in source.plan.tables.items():
        moving.table(name, records)
    moving.left += source.stray()
    return Carried(moving.values, moving.rows, tuple(moving.left))


@dataclass(slots=True)
class _Moving:
    source: Source
    new: Choices
    values: dict[str, Raw] = field(default_factory=dict)
    rows: dict[str, tuple[Mapping[str, Raw], ...]] = field(default_factory=dict)
    left: list[Leftover] = field(default_factory=list)

    def singles(self) -> None:
        known = {f.id: f for _, block in self.new.form.blocks("fields") for f in block.fields}
        gone = self._gone()
        another_year = self.new.year != self.source.choices.year
        for name, value in self.source.plan.values.items():
            spec = known.get(name)
            if name in gone or (
                spec and ((spec.issued and value.blank) or (name == YEAR and another_year))
            ):
                continue
            if self._moves(name, value, spec) and spec:
                # A whole date in the first of three cells leaves the others' places blank.
                self.values[name] = value.text.rstrip("/") if spec.parts else _raw(value)

    def table(self, name: str, records: Sequence[Record]) -> None:
        block = self.new.form.table(name) or self.source.form.table(name)
        if block is None or name in self._gone():
            return
        known = self._columns(name)
        found: dict[int, Mapping[str, Raw]] = {}
        for number, values in rows_placed(self.source, block, records):
            room = number not in found and number <= self._room(block)
            own = {n: v for n, v in values.items() if self._moves(n, v, room and known.get(n))}
            if own:
                found[number] = {n: _raw(v) for n, v in own.items()}
        self.rows[name] = numbered(found.items())

    def _gone(self) -> frozenset[str]:
        """Fields and tables of sheets that the file lacks: what was lost was not left blank."""
        lost = [a.facts["title"] for a in self.source.plan.anomalies if a.rule == SHEET_MISSING]
        blocks = [b for sheet, b in self.source.form.blocks() if sheet.title in lost]
        return frozenset(
            name for b in blocks for name in (b.table, *(f.id for f in b.fields)) if name
        )

    def _columns(self, name: str) -> Mapping[str, FieldSpec]:
        block = self.new.form.table(name)
        fields = block.fields if block else ()
        return {f.id: f for f in fields if f.id and f.role in HANDED_OUT}

    def _room(self, block: Block) -> int:
        """The rows a table can have: one of each standard or criterion never has more."""
        each = {"standards": self.new.set.standards, "criteria": self.new.set.criteria}
        return len(each[str(block.rows)]) if block.rows in each else MOST_ROWS

    def _moves(self, name: str, value: Value, spec: FieldSpec | bool | None) -> bool:
        """Whether a cell's content goes into a field; what a person wrote and does not is told."""
        reason = _stays(value) or ("" if spec else NO_PLACE)
        own = self.source.form.field(name)
        if reason and own and own.writable and not value.blank:
            self.left.append(self.source.leftover(own.label, value.place, value.text, reason))
        return not reason


def _stays(value: Value) -> str:
    """Why no other cell can hold what a cell holds; "" where one can."""
    if isinstance(value.read, Unread) and value.read.reason == ERROR_VALUE:
        return LOST
    return TOO_LONG if len(value.text) > LONGEST_NOTE else ""


def _raw(value: Value) -> Raw:
    return value.text if value.raw is None else value.raw
