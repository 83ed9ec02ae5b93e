"""`wbtool fields`: where every field of a form stands, for programs that fill and read."""

from __future__ import annotations

import json

import click

from workbook_tool.catalogue import FieldSpec
from workbook_tool.choices import Choices
from workbook_tool.cli.choose import choices, year_of
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.speech import lang_option, option, say, show
from workbook_tool.layout import (
    MOST_ROWS,
    Layout,
    Spot,
    TableSpot,
    build_layout,
    field_name,
    letter,
)
from workbook_tool.model import PLANNED


@click.command("fields", cls=Spoken, help=say("help-fields"))
@option("--form", "form_id", key="form", default="")
@option("--set", "set_id", key="set", required=True)
@option("--school-year", key="school-year", default="")
@option("--rows", key="rows", type=click.IntRange(1, MOST_ROWS), default=None)
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@lang_option
def command(
    form_id: str, set_id: str, school_year: str, rows: int | None, format_: str, lang: str
) -> None:
    """Print the places: fields with a cell, columns with first and last row."""
    chosen = choices(form_id, set_id, year_of(school_year))
    layout = build_layout(chosen.form, chosen.set, rows)
    found = list_fields(layout, chosen, lang)
    if format_ == "json":
        document = {
            "schema": 1,
            "form": chosen.form.id,
            "form_version": chosen.form.version,
            "set": chosen.set.id,
            "rows": layout.rows,
            "fields": found,
        }
        show(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for entry in found:
        where = entry.get("cell") or "{column}{first_row}:{column}{last_row}".format(**entry)
        show(f"{entry['field']:32} {entry['sheet']}!{where:12} {entry['kind']:10} {entry['label']}")


def list_fields(layout: Layout, chosen: Choices, lang: str) -> list[dict[str, object]]:
    """Every field of the form in printed order, in the shape of schema 1."""
    singles = [_single(spot, chosen, lang) for spot in layout.spots.values()]
    columns = [
        _column(table, column, field, chosen, lang)
        for table in layout.tables.values()
        for column, field in table.columns.items()
        if field.id
    ]
    return singles + columns


def _single(spot: Spot, chosen: Choices, lang: str) -> dict[str, object]:
    entry = _common(spot.field, spot.sheet, chosen, lang)
    entry["cell"] = spot.cells[0]
    # What the template itself always issues is not the school's to write.
    entry["writable"] = spot.field.writable_in(PLANNED) and not (
        spot.field.issued and spot.field.fill
    )
    if spot.field.parts:
        entry["parts"] = [
            {"name": field_name(spot.field.id, part), "cell": cell, "label": label}
            for part, (cell, label) in enumerate(zip(spot.cells, spot.field.parts, strict=True))
        ]
    return entry


def _column(
    table: TableSpot, column: int, field: FieldSpec, chosen: Choices, lang: str
) -> dict[str, object]:
    entry = _common(field, table.sheet, chosen, lang)
    entry |= {"table": table.block.table, "column": letter(column)}
    entry |= {"first_row": table.first + 1, "last_row": table.last + 1}
    conditions = (c for c in table.block.conditions if c.kind == "required_if_started")
    entry["required"] = any(c.field == field.id for c in conditions)
    return entry


def _common(field: FieldSpec, sheet: str, chosen: Choices, lang: str) -> dict[str, object]:
    entry: dict[str, object] = {
        "field": field.id,
        "name": field_name(field.id),
        "sheet": sheet,
        "kind": field.kind if field.role == "input" else field.role,
        "required": field.required,
        "writable": field.writable_in(PLANNED),
        "rounds": list(field.rounds) if field.writable else [],
        "label": field.label[lang],
        "list": field.list or None,
    }
    if field.list:
        entry["open"] = chosen.form.lists[field.list].open
        if table := chosen.form.lists[field.list].table:
            entry["rows_of"] = table
        # Lists of months are known only for a school year.
        if values := chosen.values(field.list):
            entry["values"] = list(values)
    return entry
