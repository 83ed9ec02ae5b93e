"""Names of a loaded form in their scope: what speaks of a table names columns of that table."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formspec import Block, FieldSpec, Form
from workbook_tool.model import ACTIONS


def check_scope(form: Form, top: Reader) -> None:
    """Raise `CatalogueError` for the first name that is none where it stands."""
    for name, spec in form.lists.items():
        if spec.table:
            _live(form, spec.table, f"list.{name}.from", top)
            _inside(spec.shows, _columns(form, spec.table), f"list.{name}.shows", top)
    for sheet, block in form.blocks():
        at = f"sheet.{sheet.key}: {block.kind} {block.table}".rstrip()
        if block.kind == "table":
            _table(form, block, at, top)
        _extras(form, block, at, top)
        for piece in _pieces(block.extra):
            _piece(form, piece, at, top)


def _table(form: Form, block: Block, at: str, top: Reader) -> None:
    own = _columns(form, block.table)
    writable = {field.id for field in block.fields if field.writable}
    _inside(block.continues, writable, f"{at}: continues", top)
    _inside(block.spills, writable, f"{at}: spills", top)
    if len([field for field in block.fields if field.reads == "rows"]) > 1:
        raise top.wrong(f"{at}: reads", "only one column reads the rows of another table")
    for field in block.fields:
        here = f"{at}: {field.id or field.label['vi']}"
        if field.role == "count":
            _live(form, field.of[0].partition(".")[0], f"{here}: of", top)
        else:
            _inside(field.of, own, f"{here}: of", top)
        if field.role == "echo_time" and "months" not in form.lists:
            raise top.wrong(f"{here}: role", "no list 'months' to understand a time by")
        if block.live and field.reads in ("criterion", "levels") and not field.list:
            raise top.wrong(f"{here}: list", "missing")
        _choice(form, block, field, here, top)


def _choice(form: Form, block: Block, field: FieldSpec, at: str, top: Reader) -> None:
    """What a column is chosen from: the criteria of a standard, the rows of another table."""
    if field.narrowed_by:
        _inside([field.narrowed_by], _columns(form, block.table), f"{at}: narrowed_by", top)
        parent = form.field(field.narrowed_by)
        if field.list != "criteria" or parent is None or parent.list != "standards":
            raise top.wrong(f"{at}: narrowed_by", "only standards narrow a list: of criteria")
    referred = form.referred(field)
    if referred is block:
        raise top.wrong(f"{at}: list", "a table does not name rows of its own")
    if field.reads == "rows" and referred is None:
        raise top.wrong(f"{at}: list", "the rows of a table expected")


def _extras(form: Form, block: Block, at: str, top: Reader) -> None:
    if block.kind == "panel":
        for figure in block.extra["figures"]:
            _count(form, figure, f"{at}: figures", top)
    if block.kind == "example":
        values = [value["field"] for value in block.extra["values"]]
        _inside(values, _columns(form, block.table), f"{at}: values", top)
    if block.kind == "lacking" and form.table(ACTIONS) is None:
        raise top.wrong(at, f"no table {ACTIONS!r}")
    if block.kind == "overall":
        graded = form.field(block.fields[0].of[-1])
        if graded is None or graded.reads != "grade" or graded.list != "grades":
            raise top.wrong(f"{at}: of", "the last of the columns reads a grade")
    if block.kind == "document":
        _document(form, block, at, top)


def _document(form: Form, block: Block, at: str, top: Reader) -> None:
    table, own = _live(form, block.table, f"{at}: table", top), _columns(form, block.table)
    if not table.continues or "criteria" not in form.lists:
        raise top.wrong(at, "a printed table wants a list of criteria, its rows `continues`")
    _inside([block.extra["group_level"]], own, f"{at}: group_level", top)
    level = form.field(block.extra["group_level"])
    if level is None or not level.list:
        raise top.wrong(f"{at}: group_level", "a column with a list expected")
    for field in block.fields:
        named = [
            piece[key] for piece in field.pieces for key in ("field", "unless") if key in piece
        ]
        _inside(filter(None, named), own, f"{at}: {field.label['vi']}: pieces", top)


def _piece(form: Form, piece: Mapping[str, Any], at: str, top: Reader) -> None:
    """A piece of a composed text counts a live table, or shows a single field."""
    if "count" in piece:
        _count(form, piece, f"{at}: pieces", top)
    if "field" in piece:
        single = _single(form)
        _inside([piece["field"]], single, f"{at}: pieces", top)
        if piece.get("part", 0) >= max(1, len(single[piece["field"]].parts)):
            raise top.wrong(f"{at}: pieces: part", f"{piece['field']} has no such part")


def _count(form: Form, figure: Mapping[str, str], at: str, top: Reader) -> None:
    if figure["count"] != "blank_required" or "table" in figure:
        _live(form, figure.get("table", ""), f"{at}: table", top)


def _live(form: Form, name: str, at: str, top: Reader) -> Block:
    table = form.table(name)
    if table is None or not table.live:
        raise top.wrong(at, f"{name!r} is no live table")
    return table


def _inside(names: Iterable[str], known: Container[str], at: str, top: Reader) -> None:
    for name in names:
        if name not in known:
            raise top.wrong(at, f"{name!r} has no place here")


def _columns(form: Form, name: str) -> set[str]:
    table = form.table(name)
    return {field.id for field in table.fields if field.id} if table else set()


def _single(form: Form) -> dict[str, FieldSpec]:
    single = (f for kind in ("fields", "overall") for _, b in form.blocks(kind) for f in b.fields)
    return {field.id: field for field in single}


def _pieces(part: object) -> Iterator[Mapping[str, Any]]:
    """The pieces of composed texts, however deep they stand."""
    if isinstance(part, Mapping):
        yield from part.get("pieces", ())
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _pieces(inner)
