"""A block of single fields: label, the school's cell, advice, and what was understood."""

from __future__ import annotations

from workbook_tool.catalogue import FieldSpec
from workbook_tool.layout import BlockSpot, Spot, field_name
from workbook_tool.model.grid import text_of
from workbook_tool.sheets import compute, put, put_raw, quoted, validate
from workbook_tool.template import formulas as f
from workbook_tool.template.sheetwriter import SheetWriter
from workbook_tool.template.table import list_options

LABEL, VALUE, HELP, ECHO = 1, 2, 3, 4


def write_fields(out: SheetWriter, spot: BlockSpot) -> None:
    """Write the block and name every cell."""
    headings = spot.block.extra["headings"]
    for column, text in enumerate(headings, LABEL):
        put(out.sheet, spot.row, column, text, out.making.styles.heading)
    for spec in spot.block.fields:
        _write_field(out, out.making.layout.spots[spec.id], len(headings))
    out.reach(spot.row + spot.height - 1, min(len(headings), HELP))


def _write_field(out: SheetWriter, spot: Spot, columns: int) -> None:
    issue, styles, spec = out.making.issue, out.making.styles, spot.field
    locked = issue.locked(spec)
    for part, cell in enumerate(spot.cells):
        row = spot.row + part
        label = spec.parts[part] if spec.parts else spec.label["vi"]
        held = issue.part(spec, part)
        put(out.sheet, row, LABEL, label, styles.label)
        style = styles.holding(held, styles.printed if locked else styles.input)
        put_raw(out.sheet, row, VALUE, held, style)
        reference = f"{quoted(spot.sheet)}!${cell[0]}${row + 1}"
        out.making.book.name(field_name(spec.id, part), reference)
        offered = spec.part_lists[part] if spec.parts else spec.list
        if offered and not locked:
            options = list_options(out.making, offered)
            validate(out.sheet, (row, VALUE, row, VALUE), options)
        out.needs(row, text_of(held), out.widths[VALUE], least=66 if spec.kind == "long" else 19)
        out.needs(row, label, out.widths[LABEL])
    if columns > HELP - 1:
        advice = issue.filled(spec.help)
        put(out.sheet, spot.row, HELP, advice, styles.help)
        if not spec.parts:
            out.needs(spot.row, advice, out.widths[HELP])
    if columns > ECHO - 1 and spec.reads == "day":
        compute(out.sheet, spot.row, ECHO, f"={_echo(out, spec, spot)}", styles.echo)


def _echo(out: SheetWriter, spec: FieldSpec, spot: Spot) -> str:
    words = out.making.issue.choices.form.words
    cells = [f.cell(spot.column, spot.row + n) for n in range(len(spot.cells))]
    if not spec.parts:
        return f.day_of(cells[0], words)
    day, month, year = (f"VALUE({cell})" for cell in cells)
    return f.spoken_day(f.joined(cells), (day, month, year), words)
