"""A block of records: headings with advice, cells with lists, echoes and live words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from xlsxwriter.format import Format

from workbook_tool.catalogue import FieldSpec
from workbook_tool.choices import PRINTED_ROLES
from workbook_tool.layout import BlockSpot, TableSpot, field_name, heading_text
from workbook_tool.model.grid import text_of
from workbook_tool.sheets import compute, put, put_raw, quoted, validate
from workbook_tool.template import formulas as f
from workbook_tool.template.live import LiveTable
from workbook_tool.template.sheetwriter import Making, SheetWriter

TITLE_LIMIT = 32
"""Characters Excel shows of a prompt's title."""


def write_table(out: SheetWriter, block: BlockSpot) -> None:
    """Write the headings and every prepared row, and name every column."""
    spot = out.making.layout.tables[block.block.table]
    live = None
    if spot.block.live:
        live = LiveTable(spot, out.making.lists, out.making.issue.choices, out.making.layout)
        _write_helpers(out, spot, live)
    _write_shared_headings(out, spot)
    for column, spec in spot.columns.items():
        _write_heading(out, spot, column, spec)
        _write_column(out, spot, column, spec, live)
    if live:
        _colour(out, spot, live)
    state = spot.role("state")
    if live and out.spec.print and state is not None:
        out.filter(spot.first - 1, spot.last, state)
    if spot.block.freeze:
        out.sheet.freeze_panes(spot.first, (spot.role("number") or 0) + 1)
    out.repeat(spot.top, spot.first - 1)
    out.reach(spot.last, max(spot.columns))


def list_options(making: Making, name: str, source: str = "") -> Mapping[str, Any]:
    """The drop-down of a list: closed ones refuse what they do not hold, open ones ask."""
    pop_up = making.issue.choices.form.pop_up
    is_open = making.issue.choices.form.lists[name].open
    return {
        "validate": "list",
        "source": source or f"={making.lists.name(name)}",
        "error_type": "information" if is_open else "stop",
        "error_title": pop_up["open_title" if is_open else "title"],
        "error_message": pop_up["open_text" if is_open else "text"],
    }


def _write_heading(out: SheetWriter, spot: TableSpot, column: int, spec: FieldSpec) -> None:
    making, row = out.making, spot.heading
    text = heading_text(making.issue.choices.form, spec)
    alone = spot.top < row and not spec.over
    put(out.sheet, row, column, text, making.styles.below if alone else making.styles.heading)
    out.needs(row, text, out.widths[column] - 1, least=34)
    if spec.help:
        prompt = {
            "validate": "any",
            "input_title": spec.label["vi"][:TITLE_LIMIT],
            "input_message": making.issue.filled(spec.help),
        }
        validate(out.sheet, (row, column, row, column), prompt)


def _write_shared_headings(out: SheetWriter, spot: TableSpot) -> None:
    """The rows above and below the labels: what neighbouring columns share, printed numbers."""
    styles, above, below = out.making.styles, spot.top < spot.heading, spot.below_heading > 1
    for _, group in groupby(spot.columns, lambda column: spot.columns[column].over or column):
        columns = list(group)
        shared = spot.columns[columns[0]].over
        if above:
            style = styles.heading if shared else styles.above
            _across(out, spot.top, columns, shared, style)
        if below:
            _across(out, spot.first - 1, columns, spot.columns[columns[0]].mark, styles.mark)


def _across(out: SheetWriter, row: int, columns: Sequence[int], text: str, style: Format) -> None:
    """A text over neighbouring columns."""
    if len(columns) > 1:
        out.sheet.merge_range(row, columns[0], row, columns[-1], "", style)
    put(out.sheet, row, columns[0], text, style)


def _write_column(
    out: SheetWriter, spot: TableSpot, column: int, spec: FieldSpec, live: LiveTable | None
) -> None:
    for number in range(1, spot.rows + 1):
        _write_cell(out, spot, column, spec, live, number)
    if spec.id:
        stretch = f.area(column, spot.first, spot.last)
        out.making.book.name(field_name(spec.id), f"{quoted(spot.sheet)}!{stretch}")
    if spec.list and spec.writable_in(out.making.issue.choices.round):
        source = out.making.lists.written(spec.list)
        if spec.narrowed_by:
            parent = f.cell(spot.column(spec.narrowed_by), spot.first)
            source = out.making.lists.narrowed(spec.list, parent)
        options = list_options(out.making, spec.list, source)
        validate(out.sheet, (spot.first, column, spot.last, column), options)


def _write_cell(
    out: SheetWriter,
    spot: TableSpot,
    column: int,
    spec: FieldSpec,
    live: LiveTable | None,
    number: int,
) -> None:
    styles, row = out.making.styles, spot.first + number - 1
    if spec.role == "number":
        out.sheet.write_number(row, column, number, styles.number)
    elif spec.role in PRINTED_ROLES:
        printed = out.making.issue.choices.printed(spot.block, spec, number)
        put(out.sheet, row, column, printed, styles.printed)
        out.needs(row, printed, out.widths[column])
    elif live and spec.role in ("echo_time", "echo_money"):
        compute(out.sheet, row, column, f"={live.echo(spec.role, row)}", styles.echo)
    elif live and spec.role == "state":
        compute(out.sheet, row, column, f"={live.state(row)}", styles.echo)
    elif spec.role == "count":
        compute(out.sheet, row, column, f"={_counted(out, spec, number)}", styles.number)
    else:
        _write_text(out, spot, column, spec, number)


def _write_text(
    out: SheetWriter, spot: TableSpot, column: int, spec: FieldSpec, number: int
) -> None:
    row = spot.first + number - 1
    free = spec.writable_in(out.making.issue.choices.round)
    style = out.making.styles.input if free else out.making.styles.printed
    held = out.making.issue.cell(spot.block.table, spec, number)
    put_raw(out.sheet, row, column, held, out.making.styles.holding(held, style))
    least = 34 if spot.block.live else 19
    out.needs(row, text_of(held), out.widths[column], least=least)


def _counted(out: SheetWriter, spec: FieldSpec, number: int) -> str:
    """Tasks under the n-th standard, whatever criterion of it they name."""
    target = out.making.layout.tables[spec.of[0].partition(".")[0]]
    criteria, own = (
        f.area(target.helpers[name], target.first, target.last, sheet=target.sheet)
        for name in ("criterion", "own")
    )
    standards = out.making.issue.choices.set.standards
    first = 1 + sum(len(s.criteria) for s in standards[: number - 1])
    last = first + len(standards[number - 1].criteria) - 1
    return f'COUNTIFS({own},1,{criteria},">={first}",{criteria},"<={last}")'


def _write_helpers(out: SheetWriter, spot: TableSpot, live: LiveTable) -> None:
    for row in range(spot.first, spot.last + 1):
        for name, formula in live.helpers(row).items():
            compute(out.sheet, row, spot.helpers[name], f"={formula}", out.making.styles.hidden)


def _colour(out: SheetWriter, spot: TableSpot, live: LiveTable) -> None:
    styles = out.making.styles
    for field_id, formula, missing in live.colours(spot.first):
        column = spot.column(field_id)
        style = styles.lacking if missing else styles.doubtful
        rule = {"type": "formula", "criteria": formula, "format": style}
        out.sheet.conditional_format(spot.first, column, spot.last, column, rule)
    state = spot.role("state")
    if state is None:
        return
    words = out.making.issue.choices.form.words
    cell = f.cell(state, spot.first)
    for value, style in (
        (words["done"], styles.good),
        (words["continued"], styles.good),
        ("", None),
    ):
        rule = {"type": "formula", "criteria": f"={cell}={f.text(value)}", "stop_if_true": True}
        rule |= {"format": style} if style else {}
        out.sheet.conditional_format(spot.first, state, spot.last, state, rule)
    unmet = {"type": "no_blanks", "format": styles.bad}
    out.sheet.conditional_format(spot.first, state, spot.last, state, unmet)
