"""What a form is: sheets of blocks, their fields, lists and conditions, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from workbook_tool.catalogue.files import Toml
from workbook_tool.frozen import dataclass, field


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field or column of a form: what it is called, what feeds it, how it is read.

    `rounds` are those in which a school may write it; a field that `carries` goes into next
    year's workbook as it is; `over` is a heading that neighbouring columns share, `mark` what
    the form prints below a heading ("(1)").
    """

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
    rounds: tuple[str, ...]
    carries: bool
    over: str
    mark: str

    @property
    def writable(self) -> bool:
        """Whether a school may write here in some round (an `issued` field while it was not)."""
        return self.role == "input" and bool(self.id)

    def writable_in(self, round_: str) -> bool:
        """Whether a school may write here in that round."""
        return self.writable and round_ in self.rounds


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
    """One stretch of a sheet, top to bottom. `extra` holds what only its writer reads.

    A row of a table whose `continues` fields are all blank goes on with the row above; `named` is
    what the rows are called, by language.
    """

    kind: str
    table: str
    rows: int | str
    live: bool
    freeze: bool
    id_prefix: str
    named: Mapping[str, str]
    continues: tuple[str, ...]
    spills: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    conditions: tuple[Condition, ...]
    extra: Toml

    def reading(self, reads: str) -> FieldSpec | None:
        """The first field that is read in a way, if the block has one."""
        return next((field for field in self.fields if field.reads == reads), None)

    @property
    def heading_rows(self) -> tuple[int, int]:
        """Rows of a table's heading above and below the one of its labels."""
        return int(any(f.over for f in self.fields)), int(any(f.mark for f in self.fields))


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
    """A drop-down: fixed `values`, or `from_` a set, the year, the vocabulary or a table.

    An `open` list suggests and lets a person type; a closed one does not. The list of a table
    names its written rows by number and the first `letters` of the first filled of `shows`.
    """

    name: str
    from_: str
    values: tuple[str, ...]
    open: bool
    shows: tuple[str, ...]
    letters: int

    @property
    def table(self) -> str:
        """The table whose rows it lists, "" for other lists."""
        source, _, name = self.from_.partition(".")
        return name if source == "table" else ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the ministry as data. Dates in force are inclusive.

    `rounds` are its later rounds and the texts of each, "file_name" among them; `carry` says what
    of last year's tasks goes into which column of which table.
    """

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
    rounds: Mapping[str, Mapping[str, str]]
    carry: Mapping[str, str]
    path: Path
    by_id: Mapping[str, FieldSpec] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note the fields and columns by their ids, the first of each."""
        fields = [f for _, block in self.blocks() for f in block.fields]
        object.__setattr__(self, "by_id", {f.id: f for f in reversed(fields)})

    def in_force(self, day: date) -> bool:
        """Whether the form is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def referred(self, field: FieldSpec) -> Block | None:
        """The table whose rows a field names, if it names any."""
        spec = self.lists.get(field.list)
        return self.table(spec.table) if spec and spec.table else None

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
        return self.by_id.get(field_id)

    def conditions(self, rule: str) -> Iterator[tuple[Block, Condition]]:
        """The conditions a rule stands for, with the table each belongs to."""
        for _, block in self.blocks("table"):
            for condition in block.conditions:
                if condition.rule == rule:
                    yield block, condition
