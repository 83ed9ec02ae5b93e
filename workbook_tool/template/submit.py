"""Blocks of the last sheet before sending: what still lacks, the message to send with it."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue.files import Toml
from workbook_tool.layout import BlockSpot, TableSpot, letter
from workbook_tool.model import ACTIONS
from workbook_tool.sheets import compute, put
from workbook_tool.template import formulas as f
from workbook_tool.template.pieces import pieces_formula
from workbook_tool.template.sheetwriter import SheetWriter

TASKS_FROM = 1_000
"""Keys below are required single fields, above are tasks by number."""


def write_lacking(out: SheetWriter, spot: BlockSpot) -> None:
    """The first lines of what lacks: single fields, then tasks, each with a link to its cell."""
    extra, styles, layout = spot.block.extra, out.making.styles, out.making.layout
    put(out.sheet, spot.row, 1, extra["heading"], styles.text("heading"))
    for column, text in enumerate(extra["columns"]):
        put(out.sheet, spot.row + 1, column, text, styles.heading)
    keys = out.making.lists.add_formulas("lacking", _keys(out))
    table = layout.tables[ACTIONS]
    labels, targets = _field_lists(out, extra["field_words"])
    for line in range(int(extra["rows"])):
        row = spot.row + 2 + line
        key = f"SMALL({keys},{line + 1})"
        number = f"({key}-{TASKS_FROM})"
        first = f"{key}<{TASKS_FROM}"
        state = f"INDEX({_state(table)},{number})"
        address = f'"{_first_input(table)}"&({table.first}+{number})'
        task = f.text(extra["row_words"].split("{state}")[0]).replace("{number}", f'"&{number}&"')
        page = f"IF({first},INDEX({targets[0]},{key}),{f.text(table.sheet)})"
        cell = f"IF({first},INDEX({targets[1]},{key}),{address})"
        said = f"IF({first},INDEX({labels},{key}),{task}&{state})"
        go = f.text(layout.form.words["go"])
        jump = f'HYPERLINK("#\'"&{page}&"\'!"&{cell},{go})'
        shown = (f'IF(COUNT({keys})<{line + 1},"",{line + 1})', page, cell, said, jump)
        for column, formula in enumerate(shown):
            style = (styles.number, *[styles.printed] * 3, styles.link)[column]
            compute(out.sheet, row, column, f'=IFERROR({formula},"")', style)
        out.needs(row, "", 10, least=34)


def _keys(out: SheetWriter) -> list[str]:
    layout = out.making.layout
    required = [s for s in layout.spots.values() if s.field.required]
    keys = [
        f'IF({f.blank(f.cell(s.column, s.row, sheet=s.sheet, fixed=True))},{n},"")'
        for n, s in enumerate(required, 1)
    ]
    table = layout.tables[ACTIONS]
    for row in range(table.first, table.last + 1):
        flag = f.cell(table.helpers["flag"], row, sheet=table.sheet, fixed=True)
        keys.append(f'IF(ISNUMBER({flag}),{TASKS_FROM}+{flag},"")')
    return keys


def _field_lists(out: SheetWriter, words: str) -> tuple[str, tuple[str, str]]:
    required = [s for s in out.making.layout.spots.values() if s.field.required]
    lists = out.making.lists
    labels = lists.add("required", [words.format(label=s.field.label["vi"]) for s in required])
    pages = lists.add("required_page", [s.sheet for s in required])
    cells = lists.add("required_cell", [s.cells[0] for s in required])
    return labels, (pages, cells)


def _state(table: TableSpot) -> str:
    column = table.role("state") or 0
    return f.area(column, table.first, table.last, sheet=table.sheet)


def _first_input(table: TableSpot) -> str:
    return letter(table.column(table.block.continues))


def write_message(out: SheetWriter, spot: BlockSpot) -> None:
    """Texts that compose themselves: the file's name, the message that goes with it."""
    extra, styles = spot.block.extra, out.making.styles
    put(out.sheet, spot.row, 1, extra["heading"], styles.text("heading"))
    lines: Sequence[Toml] = extra["lines"]
    for row, line in enumerate(lines, spot.row + 1):
        put(out.sheet, row, 1, line["label"], styles.label)
        out.sheet.merge_range(row, 2, row, 3, "", styles.printed)
        formula = pieces_formula(out, line["pieces"])
        compute(out.sheet, row, 2, f"={formula}", styles.printed)
        out.needs(row, "x" * 150, 72)
