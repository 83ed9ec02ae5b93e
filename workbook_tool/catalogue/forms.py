"""Forms: `template_workbooks/<form>.v<version>.toml`, read into frozen values and cross-checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader, Toml, read_toml

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
        "lacking": frozenset({"heading", "columns", "rows", "row_words", "field_words"}),
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
    plan_table: str
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


def load_form(path: Path) -> Form:
    """Read one form; `CatalogueError` names file, key and reason of the first mistake."""
    top = Reader(read_toml(path), path.name)
    ends = "valid_to" in top
    name = top.table("name")
    form = Form(
        id=top.text("form"),
        version=top.text("version"),
        name={language: name.text(language) for language in ("vi", "en")},
        source=top.text("source"),
        valid_from=top.get("valid_from", date),
        valid_to=top.get("valid_to", date) if ends else None,
        sets=top.texts("sets"),
        rows=top.number("rows"),
        plan_table=top.text("plan_table"),
        sheets=tuple(_sheet(row) for row in top.tables("sheet")),
        lists={key: _list(key, top.table("list").table(key)) for key in top.table("list").raw()},
        labels=top.table("labels").raw(),
        style=top.table("style").raw(),
        words=top.table("words").raw(),
        legacy_marks=top.table("legacy").texts("marks"),
        pop_up=top.table("pop_up").raw(),
        file_name=top.table("file_name").raw(),
        hidden=top.table("hidden").raw(),
        path=path,
    )
    top.done()
    _cross_check(form, top)
    return form


def _list(name: str, row: Reader) -> ListSpec:
    spec = ListSpec(name, row.text("from", ""), row.texts("values"), row.flag("open"))
    row.done()
    if bool(spec.from_) == bool(spec.values):
        raise row.wrong("from", "a list has either `from` or `values`")
    return spec


def _sheet(row: Reader) -> SheetSpec:
    sheet = SheetSpec(
        key=row.text("key"),
        title=row.text("title"),
        print=row.text("print", ""),
        print_columns=row.number("print_columns", 0),
        widths=tuple(row.get("widths", list, [])),
        zoom=row.number("zoom", 100),
        blocks=tuple(_block(b) for b in row.tables("block")),
    )
    row.done()
    if len(sheet.title) > 31 or set(sheet.title) & set("[]:*?/\\"):
        raise row.wrong("title", "Excel allows 31 characters without [ ] : * ? / \\")
    return sheet


def _block(row: Reader) -> Block:
    kind = row.text("kind")
    if kind not in BLOCKS:
        raise row.wrong("kind", f"{kind!r} is none of {', '.join(sorted(BLOCKS))}")
    fields = row.tables("field") + row.tables("column")
    block = Block(
        kind=kind,
        table=row.text("table", ""),
        rows=row.get("rows", object, 0) if kind == "table" else 0,
        live=row.flag("live"),
        freeze=row.flag("freeze"),
        id_prefix=row.text("id_prefix", ""),
        continues=row.text("continues", ""),
        spills=row.texts("spills"),
        fields=tuple(_field(f) for f in fields),
        conditions=tuple(_condition(c) for c in row.tables("condition")),
        extra={key: row.get(key, object) for key in sorted(BLOCKS[kind])},
    )
    row.done()
    return block


def _field(row: Reader) -> FieldSpec:
    label = row.table("label")
    kind = row.text("kind", "text")
    filled = row.get("fill", object, [])
    field = FieldSpec(
        id=row.text("id", ""),
        role=row.text("role", "input"),
        kind=kind,
        reads=row.text("reads", "text"),
        label={language: label.text(language) for language in ("vi", "en")},
        list=row.text("list", ""),
        narrowed_by=row.text("narrowed_by", ""),
        required=row.flag("required"),
        issued=row.flag("issued"),
        roster=row.text("roster", ""),
        help=row.text("help", ""),
        fill=(filled,) if isinstance(filled, str) else tuple(filled),
        parts=row.texts("parts"),
        part_lists=row.texts("part_lists"),
        of=row.texts("of"),
        width=float(row.get("width", object, 0.0)),
        hidden=row.flag("hidden"),
        pieces=tuple(p.raw() for p in row.tables("pieces")),
    )
    row.done()
    for key, value, known in (
        ("kind", field.kind, KINDS),
        ("role", field.role, ROLES),
        ("reads", field.reads, READS),
    ):
        if value not in known:
            raise row.wrong(key, f"{value!r} is none of {', '.join(sorted(known))}")
    if len(field.help) > 255:
        raise row.wrong("help", "Excel shows at most 255 characters")
    return field


def _condition(row: Reader) -> Condition:
    condition = Condition(
        kind=row.text("kind"),
        rule=row.text("rule"),
        field=row.text("field", ""),
        other=row.text("other", row.text("on", "")),
        or_fields=row.texts("or_fields"),
        or_above=row.flag("or_above"),
        minimum=row.number("minimum", 0),
        or_zero=row.flag("or_zero"),
        length=row.number("length", 0),
        words=row.text("words"),
    )
    row.done()
    if condition.kind not in CONDITIONS:
        raise row.wrong("kind", f"{condition.kind!r} is none of {', '.join(sorted(CONDITIONS))}")
    return condition


def _cross_check(form: Form, top: Reader) -> None:
    seen: set[str] = set()
    for sheet, block in form.blocks():
        for field in block.fields:
            at = f"sheet.{sheet.key}: {field.id or field.label['vi']}: "
            if field.id in seen:
                raise top.wrong(at, "stands twice")
            seen |= {field.id} - {""}
            wanted = (field.list, *field.part_lists)
            for name in (n for n in wanted if n and n not in form.lists):
                raise top.wrong(at + "list", f"unknown list {name!r}")
    for sheet, block in form.blocks():
        named = [n for c in block.conditions for n in (c.field, c.other, *c.or_fields)]
        named += [block.continues, *block.spills, *_fields_named(block.extra)]
        named += [n for f in block.fields for n in (f.narrowed_by, *f.of, *_fields_named(f.pieces))]
        for name in (n for n in named if n and n not in seen):
            raise top.wrong(f"sheet.{sheet.key}", f"unknown field {name!r}")
    if form.table(form.plan_table) is None:
        raise top.wrong("plan_table", f"no table {form.plan_table!r}")


def _fields_named(part: object) -> Iterator[str]:
    """Every field that pieces of text name, however deep they stand."""
    if isinstance(part, Mapping):
        yield from (part[key] for key in ("field", "unless", "group_level") if key in part)
        part = list(part.values())
    if isinstance(part, list | tuple):
        for inner in part:
            yield from _fields_named(inner)
