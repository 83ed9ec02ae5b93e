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

EMPTY, TASKS_FROM = 999, 1_000
"""Keys below are required single fields, 999 an empty plan table, above are tasks by number."""


def write_lacking(out: SheetWriter, spot: BlockSpot) -> None:
    """The first lines of what lacks: single fields, then tasks, each with a link to its cell."""
    extra, styles, layout = spot.block.extra, out.making.styles, out.making.layout
    put(out.sheet, spot.row, 1, extra["heading"], styles.text("heading"))
    for column, text in enumerate(extra["columns"]):
        put(out.sheet, spot.row + 1, column, text, styles.heading)
    keys = out.making.lists.add_formulas("lacking", _keys(out))
    table = layout.tables[ACTIONS]
    labels, targets = _field_lists(out, extra["field_words"])
    start = f.text(f"{_first_input(table)}{table.first + 1}")
    for line in range(int(extra["rows"])):
        row = spot.row + 2 + line
        key = f"SMALL({keys},{line + 1})"
        number = f"({key}-{TASKS_FROM})"
        first = f"{key}<{TASKS_FROM}"
        state = f"INDEX({_state(table)},{number})"
        address = f'"{_first_input(table)}"&({table.first}+{number})'
        empty = f.text(extra["empty_words"])
        task = f.text(extra["row_words"].split("{state}")[0]).replace("{number}", f'"&{number}&"')
        page = f"IF({key}<{EMPTY},INDEX({targets[0]},{key}),{f.text(table.sheet)})"
        cell = f"IF({key}<{EMPTY},INDEX({targets[1]},{key}),IF({first},{start},{address}))"
        nothing = f"IF({key}={EMPTY},{empty},{task}&{state})"
        said = f"IF({key}<{EMPTY},INDEX({labels},{key}),{nothing})"
        go = f.text(layout.form.words["go"])
        jump = f'HYPERLINK("#\'"&{page}&"\'!"&{cell},{go})'
        shown = (f'IF(COUNT({keys})<{line + 1},"",{line + 1})', page, cell, said, jump)
        for column, formula in enumerate(shown):
            style = (styles.number, *[styles.printed] * 3, styles.link)[column]
            compute(out.sheet, row, column, f'=IFERROR({formula},"")', style)
        out.needs(row, "", 10, least=52)
    _more(out, spot.row + 2 + int(extra["rows"]), extra["more_words"], keys, int(extra["rows"]))


def _more(out: SheetWriter, row: int, words: str, keys: str, shown: int) -> None:
    """Say how many more lines there are than the list can show."""
    said = f.text(words).replace("{count}", f'"&(COUNT({keys})-{shown})&"')
    formula = f'=IF(COUNT({keys})>{shown},{said},"")'
    compute(out.sheet, row, 3, formula, out.making.styles.echo)


def _keys(out: SheetWriter) -> list[str]:
    layout = out.making.layout
    required = [s for s in layout.spots.values() if s.field.required]
    keys = [
        f'IF({f.blank(f.cell(s.column, s.row, sheet=s.sheet, fixed=True))},{n},"")'
        for n, s in enumerate(required, 1)
    ]
    table = layout.tables[ACTIONS]
    own = f.area(table.helpers["own"], table.first, table.last, sheet=table.sheet)
    keys.append(f'IF(COUNTIF({own},">0")=0,{EMPTY},"")')
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
    """The column a link leads to: the first one that every row must fill by itself."""
    required = (c for c in table.block.conditions if c.kind == "required_if_started")
    field = next((c.field for c in required if not c.or_above), table.block.continues)
    return letter(table.column(field))


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
