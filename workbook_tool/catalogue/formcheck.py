"""A loaded form against itself: whatever one part names, another part must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formspec import Block, Form
from workbook_tool.model import ACTIONS, PLANNED

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "set.standards": "standards",
        "set.criteria": "criteria",
        "set.levels": "levels",
        "set.grades": "grades",
        "year.months": "months",
    }
)
"""Lists made of the standard set and the year, and the names they must bear in every form."""

ECHOED: Mapping[str, str] = MappingProxyType(
    {
        "readable": "echo_money",
        "within": "echo_money",
        "needs": "echo_money",
        "not_before": "echo_time",
    }
)
"""Conditions on what the sheet understood of a cell, and the column that understands it."""

FIGURES = frozenset({"started", "unmet", "left", "criteria", "blank_required"})
CARRIED = frozenset({"record.id", "record.criterion", "plan.school_year"})
"""What `carry` may take of a task besides the columns of the form's own plan."""

COUNTED_ROWS = frozenset({"rows", "standards", "criteria"})


def cross_check(form: Form, top: Reader) -> None:
    """Raise `CatalogueError` for the first name that nothing in the form answers to."""
    seen = _fields(form, top)
    _lists(form, top, seen)
    _rounds(form, top)
    _carry(form, top, seen)
    for sheet, block in form.blocks():
        for name in (n for n in _named(block) if n and n not in seen):
            raise top.wrong(f"sheet.{sheet.key}", f"unknown field {name!r}")
        _conditions(block, top)
        if block.kind == "table" and not isinstance(block.rows, int) | (block.rows in COUNTED_ROWS):
            raise top.wrong(f"sheet.{sheet.key}: rows", f"{block.rows!r} is no number of rows")
        for what in _figures(block.extra):
            if what not in FIGURES:
                raise top.wrong(f"sheet.{sheet.key}: count", f"{what!r} is nothing to count")
        _tables(form, sheet.key, block, top)
    if form.table(ACTIONS) is None:
        raise top.wrong("sheet", f"no table {ACTIONS!r}")


def _fields(form: Form, top: Reader) -> set[str]:
    """Every field id of the form; each may stand once, and its lists must be there."""
    seen: set[str] = set()
    for sheet, block in form.blocks():
        for field in block.fields:
            at = f"sheet.{sheet.key}: {field.id or field.label['vi']}: "
            if field.id in seen:
                raise top.wrong(at, "stands twice")
            seen |= {field.id} - {""}
            for name in (field.list, *field.part_lists):
                if name and name not in form.lists:
                    raise top.wrong(at + "list", f"unknown list {name!r}")
    return seen


def _tables(form: Form, sheet: str, block: Block, top: Reader) -> None:
    """What blocks say of tables: their rows have a name, an overall level has levels to sum up."""
    at = f"sheet.{sheet}: table {block.table}"
    if block.kind == "table" and (block.conditions or block.table == ACTIONS):
        for language in ("vi", "en"):
            if language not in block.named:
                raise top.wrong(f"{at}: named.{language}", "missing")
    for field in block.fields if block.kind == "table" else ():
        if field.required:
            reason = "a column is required by a condition, or not at all"
            raise top.wrong(f"{at}: {field.id}: required", reason)
    if block.kind == "overall" and "grades" not in form.lists:
        raise top.wrong("list.grades", "missing")
    if block.kind == "overall":
        table = form.table(block.table)
        own = {field.id for field in table.fields} if table else set()
        if len(block.fields) != 1 or not set(block.fields[0].of) <= own or not block.fields[0].of:
            raise top.wrong(at, "an overall level is one field `of` columns of its table")


def _rounds(form: Form, top: Reader) -> None:
    """Every round has the same texts, a file's name among them; fields name rounds there are."""
    keys = {key: set(texts) for key, texts in form.rounds.items()}
    wanted = set().union(*keys.values(), {"file_name"} if keys else set())
    for key, own in keys.items():
        if missing := sorted(wanted - own):
            raise top.wrong(f"round.{key}.{missing[0]}", "missing")
    names = [texts["file_name"] for texts in form.rounds.values()]
    if twice := [name for name in names if names.count(name) > 1]:
        raise top.wrong("round: file_name", f"{twice[0]!r} stands in two rounds")
    for _, block in form.blocks():
        for field in block.fields:
            for key in set(field.rounds) - {PLANNED, *form.rounds}:
                raise top.wrong(f"{field.id}: rounds", f"unknown round {key!r}")


def _carry(form: Form, top: Reader, seen: set[str]) -> None:
    """What is carried over goes into columns of one table."""
    plan = form.table(ACTIONS)
    own = CARRIED | {field.id for field in plan.fields if field.id} if plan else CARRIED
    for field, source in form.carry.items():
        target = form.field(field)
        if field not in seen or target is None:
            raise top.wrong(f"carry.{field}", f"unknown field {field!r}")
        if not target.writable:
            raise top.wrong(f"carry.{field}", "nobody writes this column")
        if source not in own:
            raise top.wrong(f"carry.{field}", f"{source!r} is nothing of a task")
    tables = {field.partition(".")[0] for field in form.carry}
    if len(tables) > 1 or not all(form.table(name) for name in tables):
        raise top.wrong("carry", "all of it must go into one table")
    if ACTIONS in tables:
        raise top.wrong("carry", "the plan itself is not where last year's tasks go")


def _lists(form: Form, top: Reader, seen: set[str]) -> None:
    for name, spec in form.lists.items():
        for field in spec.shows:
            if field not in seen:
                raise top.wrong(f"list.{name}.shows", f"unknown field {field!r}")
        if spec.table and not (spec.shows and spec.letters):
            raise top.wrong(f"list.{name}", "the rows of a table want `shows` and `letters`")
        known = spec.from_.startswith("vocabulary.") or SOURCES.get(spec.from_) == name
        known = known or (bool(spec.table) and form.table(spec.table) is not None)
        if spec.from_ and not known:
            raise top.wrong(f"list.{name}.from", f"{spec.from_!r} gives no list called {name!r}")


def _conditions(block: Block, top: Reader) -> None:
    for condition in block.conditions:
        role = ECHOED.get(condition.kind)
        understood = {of for field in block.fields if field.role == role for of in field.of}
        if role and condition.field not in understood:
            reason = f"{condition.kind} needs a column {role} of {condition.field}"
            raise top.wrong(f"table {block.table}: condition", reason)


def _named(block: Block) -> Iterator[str]:
    for condition in block.conditions:
        yield from (condition.field, condition.other, *condition.or_fields)
    yield from (
        *block.continues,
        *block.spills,
        *_deep(block.extra, ("field", "unless", "group_level")),
    )
    for field in block.fields:
        yield from (field.narrowed_by, *field.of, *_deep(field.pieces, ("field", "unless")))


def _figures(extra: object) -> Iterator[str]:
    return _deep(extra, ("count",))


def _deep(part: object, keys: tuple[str, ...]) -> Iterator[str]:
    """The texts under these keys, however deep they stand."""
    if isinstance(part, Mapping):
        yield from (part[key] for key in keys if key in part)
        part = list(part.values())
    if isinstance(part, list | tuple):
        for inner in part:
            yield from _deep(inner, keys)
