"""Forms: `template_workbooks/<form>.v<version>.toml`, read into frozen values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from workbook_tool.catalogue.files import Reader, read_toml
from workbook_tool.catalogue.formcheck import cross_check
from workbook_tool.catalogue.formkinds import BLOCKS, CONDITIONS, KINDS, READS, ROLES
from workbook_tool.catalogue.formspec import (
    Block,
    Condition,
    FieldSpec,
    Form,
    ListSpec,
    SheetSpec,
)
from workbook_tool.catalogue.formwords import require_words
from workbook_tool.model import PLANNED

TITLE_LIMIT, TITLE_FORBIDDEN = 31, frozenset("[]:*?/\\")
HELP_LIMIT = 255


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
        sheets=tuple(_sheet(row) for row in top.tables("sheet")),
        lists={key: _list(key, top.table("list").table(key)) for key in top.table("list").raw()},
        labels=top.table("labels").raw(),
        style=top.table("style").raw(),
        words=top.table("words").raw(),
        legacy_marks=top.table("legacy").texts("marks"),
        pop_up=top.table("pop_up").raw(),
        file_name=top.table("file_name").raw(),
        hidden=top.table("hidden").raw(),
        rounds=top.table("round").raw() if "round" in top else {},
        carry=top.table("carry").raw() if "carry" in top else {},
        path=path,
    )
    top.done()
    require_words(form, top)
    cross_check(form, top)
    return form


def _list(name: str, row: Reader) -> ListSpec:
    spec = ListSpec(
        name=name,
        from_=row.text("from", ""),
        values=row.texts("values"),
        open=row.flag("open"),
        shows=row.texts("shows"),
        letters=row.number("letters", 0),
    )
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
    if len(sheet.title) > TITLE_LIMIT or set(sheet.title) & TITLE_FORBIDDEN:
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
        named=row.table("named").raw() if "named" in row else {},
        continues=row.texts("continues"),
        spills=row.texts("spills"),
        fields=tuple(_field(f) for f in fields),
        conditions=tuple(_condition(c) for c in row.tables("condition")),
        extra={key: row.get(key, object) for key in sorted(BLOCKS[kind])},
    )
    row.done()
    return block


def _field(row: Reader) -> FieldSpec:
    kind = row.text("kind", "text")
    filled = row.get("fill", object, [])
    field = FieldSpec(
        id=row.text("id", ""),
        role=row.text("role", "input"),
        kind=kind,
        reads=row.text("reads", "text"),
        label=_label(row.table("label")),
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
        rounds=row.texts("rounds") or (PLANNED,),
        carries=row.flag("carries"),
        over=row.text("over", ""),
        mark=row.text("mark", ""),
    )
    row.done()
    for key, value, known in (
        ("kind", field.kind, KINDS),
        ("role", field.role, ROLES),
        ("reads", field.reads, READS),
    ):
        if value not in known:
            raise row.wrong(key, f"{value!r} is none of {', '.join(sorted(known))}")
    if len(field.help) > HELP_LIMIT:
        raise row.wrong("help", "Excel shows at most 255 characters")
    return field


def _label(row: Reader) -> dict[str, str]:
    label = {language: row.text(language) for language in ("vi", "en")}
    for language, text in label.items():
        if not text.strip():
            raise row.wrong(language, "blank")
    row.done()
    return label


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
