"""The tables and fields of a loaded form: what they are called, and the roles of their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formkinds import ROLES
from workbook_tool.catalogue.formsheets import MOST_COLUMNS, ROWS
from workbook_tool.catalogue.formspec import Block, FieldSpec, Form
from workbook_tool.model import ACTIONS, School
from workbook_tool.patterns import re

FIELD_ID = re.compile(r"[a-z_]+\.[a-z_]+")
TAKEN = frozenset({"list", "id"})
"""First parts of ids whose defined names would be those of lists and of the identity."""
ONCE = ("id", "number", "state", "proof", "echo_time", "echo_money", "mandatory")
LIVE_ONLY = frozenset({"state", "echo_time", "echo_money"})
SUMMED: Mapping[str, range] = MappingProxyType(
    {"echo_time": range(2, 3), "echo_money": range(1, 2), "count": range(1, 2)}
)
"""Roles of columns that say something `of` others, and of how many."""
ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "fields": frozenset({"input"}),
        "table": ROLES - {"criterion", "overall"},
        "overall": frozenset({"overall"}),
        "document": frozenset({"number", "criterion", "input"}),
    }
)
"""Kinds of blocks that have fields, and the roles these may have."""
DATE_PARTS = 3


def check_tables(form: Form, top: Reader) -> None:
    """Raise `CatalogueError` for the first table or field that could not be written or read."""
    tables: set[str] = set()
    names: set[str] = set()
    for sheet, block in form.blocks():
        at = f"sheet.{sheet.key}: {block.kind} {block.table}".rstrip()
        if block.kind == "table":
            if not block.table or block.table in tables:
                raise top.wrong(f"{at}: table", "a table has a name of its own")
            tables.add(block.table)
            _table(block, at, top)
        for field in block.fields:
            _field(block, field, f"{at}: {field.id or field.label['vi']}", top)
            for name in _defined(field):
                if name in names:
                    raise top.wrong(f"{at}: {field.id}", f"the name {name} stands twice")
                names.add(name)


def _defined(field: FieldSpec) -> Iterator[str]:
    """The names of a field in the workbook, `wb_` left out."""
    name = field.id.replace(".", "_")
    yield from [name] if name else []
    yield from (f"{name}_{part}" for part in range(2, 1 + len(field.parts)))


def _table(block: Block, at: str, top: Reader) -> None:
    if not 0 < len(block.fields) <= MOST_COLUMNS:
        raise top.wrong(f"{at}: column", f"a table has 1 to {MOST_COLUMNS} columns")
    if isinstance(block.rows, int) and block.rows not in ROWS:
        raise top.wrong(f"{at}: rows", f"{block.rows} is not from 1 to {ROWS[-1]}")
    roles = Counter(field.role for field in block.fields)
    for role in ONCE:
        if roles[role] > 1:
            raise top.wrong(f"{at}: role", f"only one column {role!r} in a table")
    for role in sorted(LIVE_ONLY & set(roles)):
        if not block.live:
            raise top.wrong(f"{at}: role", f"a column {role!r} stands in a live table only")
    if roles["mandatory"] and block.rows != "criteria":
        raise top.wrong(f"{at}: rows", "a column 'mandatory' wants one row a criterion")
    if block.table == ACTIONS:
        _plan(block, at, top)


def _plan(block: Block, at: str, top: Reader) -> None:
    """The table of tasks is what the other parts of the tool ask about."""
    roles = {field.role for field in block.fields}
    if not (block.live and block.continues and {"id", "state"} <= roles):
        raise top.wrong(at, "live, with `continues` and columns 'id' and 'state': so it must be")
    if block.reading("rows") is None and block.reading("criterion") is None:
        raise top.wrong(at, "no column reads a criterion, or the rows of another table")


def _field(block: Block, field: FieldSpec, at: str, top: Reader) -> None:
    if field.role not in ALLOWED.get(block.kind, ()):
        raise top.wrong(f"{at}: role", f"{field.role!r} has no place in a {block.kind} block")
    if field.id and (not FIELD_ID.fullmatch(field.id) or field.id.partition(".")[0] in TAKEN):
        raise top.wrong(f"{at}: id", "an id is `table.name`, of small letters and _")
    _identified(block, field, at, top)
    _chosen(field, at, top)
    wanted = SUMMED.get(field.role)
    if wanted and len(field.of) not in wanted:
        raise top.wrong(f"{at}: of", f"{field.role} wants `of` {wanted[0]}")
    if field.roster and field.roster not in {f.name for f in fields(School)}:
        raise top.wrong(f"{at}: roster", f"{field.roster!r} is nothing a list of schools tells")
    most = block.rows if block.kind == "table" and isinstance(block.rows, int) else ROWS[-1]
    if len(field.fill) > (most if block.kind == "table" else 1):
        raise top.wrong(f"{at}: fill", "more texts than cells")
    _parts(block, field, at, top)


def _chosen(field: FieldSpec, at: str, top: Reader) -> None:
    """A field that is chosen says from which list, a dependent one what narrows it."""
    if field.kind in ("list", "dependent") and not field.list:
        raise top.wrong(f"{at}: list", f"a field of the kind {field.kind!r} has one")
    if field.kind == "dependent" and not field.narrowed_by:
        raise top.wrong(f"{at}: narrowed_by", "a field of the kind 'dependent' has one")


def _identified(block: Block, field: FieldSpec, at: str, top: Reader) -> None:
    """What must have an id has one; a column's begins with the name of its table."""
    if not field.id and (field.role in ("id", "proof") or block.kind in ("fields", "overall")):
        raise top.wrong(f"{at}: id", "missing")
    own = block.kind == "table" and bool(field.id)
    if own and field.id.partition(".")[0] != block.table:
        raise top.wrong(f"{at}: id", f"an id in this table begins with '{block.table}.'")
    if block.kind == "document" and field.id:
        raise top.wrong(f"{at}: id", "a printed column has none")


def _parts(block: Block, field: FieldSpec, at: str, top: Reader) -> None:
    if not field.parts and not field.part_lists:
        return
    if block.kind != "fields" or field.reads != "day":
        raise top.wrong(f"{at}: parts", "only a single field that reads a day has parts")
    if len(field.parts) != DATE_PARTS or len(field.part_lists) != DATE_PARTS:
        raise top.wrong(f"{at}: parts", "three parts expected, and a list or '' for each")
