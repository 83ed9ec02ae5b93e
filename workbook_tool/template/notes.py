"""Blocks of printed words: lines, the progress panel, the example, tables of texts."""

from __future__ import annotations

from workbook_tool.layout import BlockSpot
from workbook_tool.sheets import compute, put
from workbook_tool.template import formulas as f
from workbook_tool.template.sheetwriter import SheetWriter


def write_lines(out: SheetWriter, spot: BlockSpot) -> None:
    """Lines of text over the width of the sheet; on a printed sheet help stands beside the page."""
    issue, styles = out.making.issue, out.making.styles
    wide, lines = _columns(out), spot.block.extra["lines"]
    for row, line in enumerate(lines, spot.row):
        text = issue.line(line["text"], line.get("told", ()))
        style = styles.text(line["style"])
        if line["style"] == "help" and out.spec.print:
            # The line before and the blank one below the block are free there too.
            free = row > spot.row and lines[row - spot.row - 1]["style"] != "help"
            first = row - 1 if free else row
            last = row + 1 if row == spot.row + len(lines) - 1 else row
            out.beside((first, last), text, style)
            continue
        out.sheet.merge_range(row, 0, row, wide, "", style)
        put(out.sheet, row, 0, text, style)
        size = 1.25 if line["style"] in ("title", "alert") else 1.0
        out.needs(row, text, sum(out.widths[c] for c in range(wide + 1)) / size, least=20)
        out.reach(row, wide)


def write_panel(out: SheetWriter, spot: BlockSpot) -> None:
    """Figures that count themselves: tasks written, tasks lacking something, rows left."""
    put(out.sheet, spot.row, 1, spot.block.extra["heading"], out.making.styles.text("heading"))
    for row, figure in enumerate(spot.block.extra["figures"], spot.row + 1):
        put(out.sheet, row, 1, figure["label"], out.making.styles.printed)
        counted = count_of(out, figure["count"], figure.get("table", ""))
        compute(out.sheet, row, 2, f"={counted}", out.making.styles.number)


def count_of(out: SheetWriter, what: str, table: str) -> str:
    """The formula of a count: started, unmet, left (of a table), blank_required (fields)."""
    layout = out.making.layout
    if what == "blank_required":
        required = [s for s in layout.spots.values() if s.field.required]
        cells = [f.cell(s.column, s.row, sheet=s.sheet, fixed=True) for s in required]
        return "+".join(f"({f.blank(cell)})*1" for cell in cells) or "0"
    spot = layout.tables[table]
    own = f.area(spot.helpers["own"], spot.first, spot.last, sheet=spot.sheet)
    flag = f.area(spot.helpers["flag"], spot.first, spot.last, sheet=spot.sheet)
    criteria = f.area(spot.helpers["criterion"], spot.first, spot.last, sheet=spot.sheet)
    known = len(layout.set.criteria)
    counts = {
        "criteria": f"SUMPRODUCT((COUNTIF({criteria},ROW($1:${known}))>0)*1)",
        "started": f"COUNTIF({own},1)",
        "unmet": f"COUNT({flag})",
        "left": f'{spot.rows}-COUNTIF({own},">0")',
    }
    return counts[what]


def write_example(out: SheetWriter, spot: BlockSpot) -> None:
    """A filled row shown as label and text, where nobody can send it by mistake."""
    issue, styles, form = out.making.issue, out.making.styles, out.making.issue.choices.form
    put(out.sheet, spot.row, 1, spot.block.extra["heading"], styles.text("heading"))
    for row, value in enumerate(spot.block.extra["values"], spot.row + 1):
        field = form.field(value["field"])
        text = issue.filled(value["text"])
        put(out.sheet, row, 1, field.label["vi"] if field else "", styles.printed)
        put(out.sheet, row, 2, text, styles.echo)
        out.needs(row, text, out.widths[2])


def write_texts(out: SheetWriter, spot: BlockSpot) -> None:
    """A small printed table of texts."""
    styles, extra = out.making.styles, spot.block.extra
    put(out.sheet, spot.row, 1, extra["heading"], styles.text("heading"))
    for row, texts in enumerate([extra["columns"], *extra["rows"]], spot.row + 1):
        for column, text in enumerate(texts, 1):
            style = styles.heading if row == spot.row + 1 else styles.printed
            put(out.sheet, row, column, text, style)
            out.needs(row, text, out.widths[column])


def _columns(out: SheetWriter) -> int:
    """The last column that lines of text may stretch over."""
    printed = out.spec.print_columns or len(out.spec.widths)
    return (printed if printed else 12) - 1
