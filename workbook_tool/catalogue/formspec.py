"""What a form is: sheets of blocks, their fields, lists and conditions, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from workbook_tool.catalogue.files import Toml

KINDS = frozenset({"text", "long", "date", "money", "list", "dependent"})
ROLES = frozenset(
    {"input", "id", "number", "label", "echo_time", "echo_money", "count", "state", "criterion"}
)
READS = frozenset(
    {"text", "time", "day", "money", "party", "criterion", "standard", "levels", "school_year"}
)
BLOCKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "lines": frozenset({"lines"}),
        "panel": frozenset({"heading", "figures"}),
        "example": frozenset({"heading", "values"}),
        "texts": frozenset({"heading", "columns", "rows"}),
        "fields": frozenset({"headings"}),
        "table": frozenset(),
        "lacking": frozenset(
            {
                "heading",
                "columns",
                "rows",
                "row_words",
                "field_words",
                "empty_words",
                "more_words",
            }
        ),
        "message": frozenset({"heading", "lines"}),
        "letterhead": frozenset({"left", "right", "title", "hint"}),
        "document": frozenset(
            {"group_level", "group_words", "standard_words", "criterion_words", "closing"}
        ),
    }
)
"""Kinds of blocks, and the keys that only a kind's own writer reads: all of them required."""

CONDITIONS = frozenset(
    {
        "required_if_started",
        "in_list",
        "depends_on",
        "not_before",
        "within",
        "readable",
        "needs",
        "legible",
        "at_most",
    }
)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field or column of a form: what it is called, what feeds it, how it is read."""

    id: str
    role: str
    kind: str
    reads: str
    label: Mapping[str, str]
    list: str
    narrowed_by: str
    required: bool
    issued: bool
    roster: str
    help: str
    fill: tuple[str, ...]
    parts: tuple[str, ...]
    part_lists: tuple[str, ...]
    of: tuple[str, ...]
    width: float
    hidden: bool
    pieces: tuple[Mapping[str, str], ...]

    @property
    def writable(self) -> bool:
        """Whether a school may write here (an `issued` field only while it was not issued)."""
        return self.role == "input" and bool(self.id)


@dataclass(frozen=True, slots=True)
class Condition:
    """A demand on the rows of a table, declared once for sheet and checker."""

    kind: str
    rule: str
    field: str
    other: str
    or_fields: tuple[str, ...]
    or_above: bool
    minimum: int
    or_zero: bool
    length: int
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of a sheet, top to bottom. `extra` holds what only its writer reads."""

    kind: str
    table: str
    rows: int | str
    live: bool
    freeze: bool
    id_prefix: str
    continues: str
    spills: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    conditions: tuple[Condition, ...]
    extra: Toml


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A sheet: its title, widths in Excel units, how it prints ("", "portrait", "landscape")."""

    key: str
    title: str
    print: str
    print_columns: int
    widths: tuple[float, ...]
    zoom: int
    blocks: tuple[Block, ...]

    @property
    def beside(self) -> int:
        """The column right of the printed page (0-based), where advice stands unprinted."""
        return self.print_columns or len(self.widths)


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A drop-down: fixed `values`, or `from_` a set, the year or the vocabulary.

    An `open` list suggests and lets a person type; a closed one does not.
    """

    name: str
    from_: str
    values: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the ministry as data. Dates in force are inclusive."""

    id: str
    version: str
    name: Mapping[str, str]
    source: str
    valid_from: date
    valid_to: date | None
    sets: tuple[str, ...]
    rows: int
    sheets: tuple[SheetSpec, ...]
    lists: Mapping[str, ListSpec]
    labels: Mapping[str, str]
    style: Mapping[str, str | int]
    words: Toml
    legacy_marks: tuple[str, ...]
    pop_up: Mapping[str, str]
    file_name: Mapping[str, str]
    hidden: Mapping[str, str]
    path: Path

    def blocks(self, kind: str = "") -> Iterator[tuple[SheetSpec, Block]]:
        """Every block with its sheet, in order; of one kind when named."""
        for sheet in self.sheets:
            for block in sheet.blocks:
                if kind in ("", block.kind):
                    yield sheet, block

    def table(self, name: str) -> Block | None:
        """The record table of that name, if the form has one."""
        return next((b for _, b in self.blocks("table") if b.table == name), None)

    def field(self, field_id: str) -> FieldSpec | None:
        """The field or column of that id, if the form has it."""
        found = (f for _, b in self.blocks() for f in b.fields if f.id == field_id)
        return next(found, None)

    def conditions(self, rule: str) -> Iterator[tuple[Block, Condition]]:
        """The conditions a rule stands for, with the table each belongs to."""
        for _, block in self.blocks("table"):
            for condition in block.conditions:
                if condition.rule == rule:
                    yield block, condition
