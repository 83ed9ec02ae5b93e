"""Blocks of the page that is printed and signed: letterhead, official table, signer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from workbook_tool.catalogue import FieldSpec
from workbook_tool.catalogue.files import Toml
from workbook_tool.layout import BlockSpot, TableSpot, document_rows
from workbook_tool.sheets import compute, put
from workbook_tool.template import formulas as f
from workbook_tool.template.live import NOT_IN_LIST
from workbook_tool.template.pieces import pieces_formula, row_formula
from workbook_tool.template.sheetwriter import SheetWriter

LEVEL, CRITERION, TASK = 1_000_000, 1_000, 10
"""A line's key: level, then criterion, then 0 standard, 1 "nothing", 10 + number a task."""
HEIGHT = 66
"""Points of a printed line: four lines of text; heights do not follow formulas anywhere."""
LINE_HEIGHT = 20
"""Points of a line of the letterhead; a `tall` one takes several."""
HINT = 5
"""Advice stands this far right of the printed columns: beyond the filter and hidden columns."""
CLOSING = 90 * LEVEL
"""Keys from here on are the lines below the table: recipients and signer."""


def write_letterhead(out: SheetWriter, spot: BlockSpot) -> None:
    """Authority and school on the left, the national motto on the right, the title below."""
    extra, last = spot.block.extra, out.spec.beside - 1
    middle = _middle([out.widths[column] for column in range(last + 1)])
    for side, first, final in (("left", 0, middle - 1), ("right", middle, last)):
        _lines(out, spot.row, first, final, extra[side])
    below = spot.row + max(len(extra["left"]), len(extra["right"])) + 1
    _lines(out, below, 0, last, extra["title"])
    for row, hint in enumerate(extra["hint"]):
        style = out.making.styles.text("help" if row else "alert")
        out.sheet.merge_range(row, last + HINT, row, last + HINT + 9, "", style)
        put(out.sheet, row, last + HINT, hint, style)
        out.needs(row, hint, 90)


def _middle(widths: Sequence[float]) -> int:
    """The column at which the right half of a page begins."""
    halves = accumulate(widths[:-1])
    return 1 + min(enumerate(halves), key=lambda half: abs(half[1] - sum(widths) / 2))[0]


def _lines(out: SheetWriter, row: int, first: int, last: int, lines: Sequence[Toml]) -> None:
    for offset, line in enumerate(lines):
        style = out.making.styles.text(line["style"])
        if first < last:
            out.sheet.merge_range(row + offset, first, row + offset, last, "", style)
        formula = pieces_formula(out, line["pieces"])
        compute(out.sheet, row + offset, first, f"={formula}", style)
        out.needs(row + offset, "", 10, least=LINE_HEIGHT * line.get("tall", 1))
        out.reach(row + offset, last)


def write_document(out: SheetWriter, spot: BlockSpot) -> None:
    """The official table: levels, standards, and the tasks sorted under their criteria."""
    block, styles = spot.block, out.making.styles
    table = out.making.layout.tables[block.table]
    for column, spec in enumerate(block.fields):
        put(out.sheet, spot.row, column, spec.label["vi"], styles.heading)
        out.needs(spot.row, spec.label["vi"], out.widths[column], least=36)
    last = len(block.fields)
    filter_words = block.extra["group_words"]["filter"]
    put(out.sheet, spot.row, last, filter_words, styles.heading)
    out.width(last, 7)
    lines = _Lines(out, spot, table)
    count = document_rows(block, out.making.issue.choices.set, table.rows)
    for row in range(spot.row + 1, spot.row + 1 + count):
        lines.write(row)
    out.filter(spot.row, spot.row + count, last)
    _frame(out, spot, spot.row + 1, spot.row + count, last)
    out.repeat(spot.row, spot.row)
    out.reach(spot.row + count, last - 1)


class _Lines:
    def __init__(self, out: SheetWriter, spot: BlockSpot, table: TableSpot) -> None:
        self._out, self._spot, self._table = out, spot, table
        self._words = spot.block.extra["group_words"]
        self._first_row = spot.row + 1
        self._body = out.making.styles.over(text_wrap=True, valign="top")
        self._centred = out.making.styles.over(align="center", valign="top")
        self._key = len(spot.block.fields) + 1
        for column in (self._key, self._key + 1, self._key + 2):
            out.width(column, 9, hidden=True)
        choices, lists = out.making.issue.choices, out.making.lists
        self._levels = lists.name(self._level_list()) if self._level_list() else '""'
        extra = spot.block.extra
        self._standards = lists.add(
            "document_standards",
            [extra["standard_words"].format(id=s.id, name=s.name) for s in choices.set.standards],
        )
        self._criteria = lists.add(
            "document_criteria",
            [extra["criterion_words"].format(id=c.id, name=c.name) for c in choices.set.criteria],
        )
        self._of = lists.name("criteria_standard")
        self._keys = lists.add_formulas("document", self._key_formulas())

    def write(self, row: int) -> None:
        """One line: hidden key, task and criterion numbers, then the printed columns."""
        out, styles = self._out, self._out.making.styles
        key, task, criterion = (f.cell(self._key + n, row) for n in range(3))
        nth = row - self._first_row + 1
        hidden = (
            f'IFERROR(SMALL({self._keys},{nth}),"")',
            f'IF({key}="","",MOD({key},{CRITERION}))',
            f'IF({key}="","",INT(MOD({key},{LEVEL})/{CRITERION}))',
        )
        for offset, formula in enumerate(hidden):
            compute(out.sheet, row, self._key + offset, f"={formula}", styles.hidden)
        shown = f'IF({key}="","","x")'
        compute(out.sheet, row, self._key - 1, f"={shown}", styles.hidden)
        for column, spec in enumerate(self._spot.block.fields):
            formula = self._column(spec, key, task, criterion, row)
            closing = self._closing(column, key)
            style = self._centred if spec.role == "number" else self._body
            formula = f'IF({key}="","",IF({key}>={CLOSING},{closing},{formula}))'
            compute(out.sheet, row, column, f"={formula}", style)
        out.needs(row, "", 10, least=HEIGHT)

    def _closing(self, column: int, key: str) -> str:
        formula = '""'
        for line, cells in enumerate(self._spot.block.extra["closing"]):
            for cell in cells:
                if cell["column"] == column:
                    said = pieces_formula(self._out, cell["pieces"])
                    formula = f"IF({key}={CLOSING + line},{said},{formula})"
        return formula

    def _column(self, spec: FieldSpec, key: str, task: str, criterion: str, row: int) -> str:
        role = spec.role

        def of_task(field_id: str) -> str:
            table = self._table
            column = f.area(table.column(field_id), table.first, table.last, sheet=table.sheet)
            return f"INDEX({column},{task}-{TASK})"

        if role == "number":
            standard = f"INDEX({self._of},{criterion})"
            return f'IF(AND({task}=0,{criterion}>0),{standard},"")'
        said = row_formula(spec.pieces, of_task)
        if role != "criterion":
            return f'IF({task}<={TASK},"",{said})'
        level = f"UPPER(INDEX({self._levels},INT({key}/{LEVEL})))"
        standard = f"INDEX({self._standards},INDEX({self._of},{criterion}))"
        above = f.cell(self._key + 2, row - 1), f.cell(self._key + 1, row - 1)
        repeated = f"AND({criterion}={above[0]},N({above[1]})>{TASK})"
        typed = of_task(self._table.block.continues[0])
        known = f"INDEX({self._criteria},{criterion})"
        name = f'IF({repeated},"",IF({criterion}={NOT_IN_LIST},{typed},{known}))'
        nothing = f.text(self._words["nothing"])
        return (
            f"IF({criterion}=0,{level},IF({task}=0,{standard},"
            f"IF({task}<{TASK},{nothing},{name}&{said})))"
        )

    def _level_list(self) -> str:
        spec = self._out.making.issue.choices.form.field(self._spot.block.extra["group_level"])
        return spec.list if spec else ""

    def _key_formulas(self) -> list[str]:
        """One formula a line that may have to be printed; "" where it has not."""
        levels = range(1, len(self._out.making.issue.choices.values(self._level_list())) + 1)
        closing = [str(CLOSING + n) for n in range(len(self._spot.block.extra["closing"]))]
        level = self._helper("level")
        heads = [f'IF(COUNTIF({level},{n})>0,{n * LEVEL},"")' for n in levels]
        tasks = map(self._task_key, range(1, self._table.rows + 1))
        return [*closing, *heads, *self._standard_keys(levels), *tasks]

    def _helper(self, name: str) -> str:
        table = self._table
        return f.area(table.helpers[name], table.first, table.last, sheet=table.sheet)

    def _standard_keys(self, levels: range) -> Iterator[str]:
        """Under each level the standards it has tasks of; else the standard and "nothing"."""
        level, place = self._helper("level"), self._helper("criterion")
        lowest = f'IF(COUNTIF({level},">=0")=0,0,SMALL({level},COUNTIF({level},"<0")+1))'
        first = 1
        for standard in self._out.making.issue.choices.set.standards:
            last = first + len(standard.criteria) - 1
            inside = f'{place},">={first}",{place},"<={last}"'
            for n in (0, *levels):
                key = n * LEVEL + first * CRITERION
                yield f'IF(COUNTIFS({level},{n},{inside})>0,{key},"")'
            for line in (0, 1):
                key = first * CRITERION + line
                yield f'IF(COUNTIFS({inside})=0,{lowest}*{LEVEL}+{key},"")'
            first = last + 1

    def _task_key(self, number: int) -> str:
        table = self._table
        row = table.first + number - 1
        at = {
            name: f.cell(table.helpers[name], row, sheet=table.sheet, fixed=True)
            for name in ("own", "level", "criterion")
        }
        where = f"IF({at['criterion']}<1,{NOT_IN_LIST},{at['criterion']})"
        key = f"{at['level']}*{LEVEL}+{where}*{CRITERION}+{TASK + number}"
        return f'IF({at["own"]}>0,{key},"")'


def _frame(out: SheetWriter, spot: BlockSpot, first: int, last: int, columns: int) -> None:
    key, task = f.cell(columns + 1, first), f.cell(columns + 2, first)
    styles = out.making.styles
    inside = f'{key}<>"",N({key})<{CLOSING}'
    rules = (
        (f"=AND({inside},N({task})=0)", styles.strong_line),
        (f"=AND({inside})", styles.line),
    )
    for criteria, style in rules:
        rule = {"type": "formula", "criteria": criteria, "format": style, "stop_if_true": True}
        out.sheet.conditional_format(first, 0, last, columns - 1, rule)
    for line, cells in enumerate(spot.block.extra["closing"]):
        for cell in cells:
            rule = {"type": "formula", "criteria": f"=N({key})={CLOSING + line}"}
            rule |= {"format": styles.closing(cell["style"])}
            out.sheet.conditional_format(first, cell["column"], last, cell["column"], rule)
