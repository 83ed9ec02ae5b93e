"""Blocks of the last sheet before sending: what still lacks, the message to send with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.catalogue.files import Toml
from workbook_tool.layout import BlockSpot, TableSpot, letter
from workbook_tool.model import ACTIONS
from workbook_tool.sheets import compute, put
from workbook_tool.template import formulas as f
from workbook_tool.template.pieces import pieces_formula
from workbook_tool.template.sheetwriter import SheetWriter

EMPTY, ROWS_FROM = 999, 1_000
"""The key of an empty plan table; below it are keys of required single fields, above those of rows.

Every live table has a thousand keys for its rows by number.
"""


def write_lacking(out: SheetWriter, spot: BlockSpot) -> None:
    """The first lines of what lacks: single fields, then rows, each with a link to its cell."""
    extra, styles, layout = spot.block.extra, out.making.styles, out.making.layout
    put(out.sheet, spot.row, 1, extra["heading"], styles.text("heading"))
    for column, text in enumerate(extra["columns"]):
        put(out.sheet, spot.row + 1, column, text, styles.heading)
    keys = out.making.lists.add_formulas("lacking", _keys(out))
    labels, targets = _field_lists(out, extra["field_words"])
    for line in range(int(extra["rows"])):
        row = spot.row + 2 + line
        key = f"SMALL({keys},{line + 1})"
        page, cell, said = _of_rows(out, key, extra)
        page = f"IF({key}<{EMPTY},INDEX({targets[0]},{key}),{page})"
        cell = f"IF({key}<{EMPTY},INDEX({targets[1]},{key}),{cell})"
        said = f"IF({key}<{EMPTY},INDEX({labels},{key}),{said})"
        jump = f'HYPERLINK("#\'"&{page}&"\'!"&{cell},{f.text(layout.form.words["go"])})'
        shown = (f'IF(COUNT({keys})<{line + 1},"",{line + 1})', page, cell, said, jump)
        for column, formula in enumerate(shown):
            style = (styles.number, *[styles.printed] * 3, styles.link)[column]
            compute(out.sheet, row, column, f'=IFERROR({formula},"")', style)
        out.needs(row, "", 10, least=52)
    _more(out, spot.row + 2 + int(extra["rows"]), extra["more_words"], keys, int(extra["rows"]))


def _of_rows(out: SheetWriter, key: str, extra: Toml) -> tuple[str, str, str]:
    """Sheet, cell and words of a key of a row, the empty table of tasks first."""
    plan = out.making.layout.tables[ACTIONS]
    page = f.text(plan.sheet)
    cell = f.text(f"{_first_input(out, plan)}{plan.first + 1}")
    said = f.text(extra["empty_words"])
    for base, table in _live(out):
        here = f"{key}>{base}"
        number = f"({key}-{base})"
        page = f"IF({here},{f.text(table.sheet)},{page})"
        cell = f'IF({here},"{_first_input(out, table)}"&({table.first}+{number}),{cell})'
        row = f"{f.text(table.block.named['vi'] + ' ')}&{number}"
        state = f"INDEX({_state(table)},{number})"
        words = f.text(extra["row_words"])
        for name, formula in (("row", row), ("state", state)):
            words = words.replace(f"{{{name}}}", f'"&{formula}&"')
        said = f"IF({here},{words},{said})"
    return page, cell, said


def _live(out: SheetWriter) -> Iterator[tuple[int, TableSpot]]:
    """The tables that say what their rows lack, and the key that their rows count from."""
    tables = [t for t in out.making.layout.tables.values() if t.role("state") is not None]
    return ((ROWS_FROM * n, table) for n, table in enumerate(tables, 1))


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
    for base, table in _live(out):
        for row in range(table.first, table.last + 1):
            flag = f.cell(table.helpers["flag"], row, sheet=table.sheet, fixed=True)
            keys.append(f'IF(ISNUMBER({flag}),{base}+{flag},"")')
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


def _first_input(out: SheetWriter, table: TableSpot) -> str:
    """The column a link leads to: the first one that every row must fill in this round."""
    round_ = out.making.issue.choices.round
    required = [c for c in table.block.conditions if c.kind == "required_if_started"]
    wanted = [c.field for c in required if not c.or_above] + [c.field for c in required]
    columns = [table.column(name) for name in wanted]
    open_ = [column for column in columns if table.columns[column].writable_in(round_)]
    return letter([*open_, *columns, *table.columns][0])


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
