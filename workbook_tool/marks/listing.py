"""Findings → the first sheet of a marked copy: what, how to mend it, links to the cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass
from workbook_tool.intake.references import cell_at
from workbook_tool.layout import letter
from workbook_tool.marks.asfound import as_found
from workbook_tool.marks.notes import Single, Told, groups_of
from workbook_tool.marks.stylebook import StyleBook
from workbook_tool.marks.words import Words
from workbook_tool.model import Place
from workbook_tool.model.grid import Cells
from workbook_tool.patch import attribute
from workbook_tool.wrapping import lines_needed

WIDTHS = (5.0, 14.0, 78.0, 14.0, 14.0, 14.0, 14.0, 14.0)
"""Columns in Excel units: number, severity, content, four links, state."""
CONTENT, LINKS, STATE = 2, (3, 4, 5, 6), 7
MOST_LINES = 3
"""Lines of links a finding has; the rest is coloured in the sheets and counted here."""
LINE = 16.5
LONGEST_FORMULA = 8_000


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the list: title, whose it is, how to use it, what to do last."""

    title: str
    lines: tuple[str, ...]
    last: str


class Listing:
    """The sheet being written, row by row from 0; `xml` ends it."""

    def __init__(
        self, words: Words, severities: Mapping[str, str], styles: StyleBook, main: str
    ) -> None:
        self._words, self._severities, self._main = words, severities, main
        self._rows: list[str] = []
        self._merged: list[str] = []
        self._links: list[str] = []
        self._first = 0
        wrap = 'vertical="top" wrapText="1"'
        inner = f'horizontal="left" indent="1" {wrap}'
        middle = 'horizontal="center" vertical="top" wrapText="1"'
        count = words("state_left", count='"0"')
        state = f'[=0]"{words("state_done")}";"{count}"'.replace('""', "")
        self._style = {
            "title": styles.cell(font="b 16 title", align='vertical="center"'),
            "of": styles.cell(font="b 13", align=wrap),
            "how": styles.cell(align=wrap),
            "last": styles.cell(font="b title", align=wrap),
            "heading": styles.cell(
                font="b 11",
                fill="heading",
                edge="all",
                align='horizontal="center" vertical="center" wrapText="1"',
            ),
            "number": styles.cell(edge="all", align=middle),
            "text": styles.cell(edge="all", align=inner),
            "link": styles.cell(font="u 11 link", edge="rows", align=inner),
            "place": styles.cell(font="11 help", edge="rows", align=inner),
            "state": styles.cell(font="b", edge="all", align=middle, number=state),
            **{
                word: styles.cell(font="b", fill=word, edge="all", align=middle)
                for word in severities
            },
        }
        self._done = styles.rule("done", font="done_text")

    def head(self, head: Head) -> None:
        """Title and lines, each across the page, and the headings of the list."""
        self._across("title", head.title, 27)
        for number, line in enumerate(head.lines):
            self._across("how" if number else "of", line)
        self._across("last", head.last)
        self._rows.append("")
        names = ("number", "severity", "content", "go_to", "", "", "", "state")
        cells = {c: ("heading", self._words(n) if n else "") for c, n in enumerate(names)}
        self._merge(len(self._rows), LINKS[0], LINKS[-1])
        self._row(cells, 24)
        self._first = len(self._rows)

    def finding(
        self, number: int, told: Told, sheets: Mapping[str, bool], cells: Callable[[str], Cells]
    ) -> None:
        """One finding over as many rows as its links need; `sheets` tells which are shown."""
        finding, top = told.finding, len(self._rows)
        places = [p for p in finding.places if p.sheet in sheets and cell_at(p.cell)]
        shown = places[: MOST_LINES * len(LINKS)]
        where = self._where(finding.code, [p.sheet for p in places])
        height = (lines_needed(f"{finding.told}\n{where}", WIDTHS[CONTENT])) * LINE + 4
        lines = [shown[n : n + len(LINKS)] for n in range(0, len(shown), len(LINKS))] or [[]]
        rest = len(places) - len(shown)
        rows = len(lines) + bool(rest)
        state = self._state(told.singles, sheets, cells)
        severity = finding.severity.word
        for n in range(rows):
            first = {0: str(number), 1: self._severities[severity]} if n == 0 else {}
            row = {0: ("number", first.get(0, "")), 1: (severity, first.get(1, ""))}
            row[CONTENT] = ("text", "")
            links = lines[n] if n < len(lines) else []
            for column, place in zip(LINKS, links, strict=False):
                row[column] = ("link" if sheets[place.sheet] else "place", self._name(place))
                self._link(len(self._rows), column, place, sheets)
            for column in LINKS[len(links) :]:
                row[column] = ("place", "")
            if n == len(lines):
                row[LINKS[0]] = ("place", self._words("more", count=rest))
                self._merge(len(self._rows), LINKS[0], LINKS[-1])
            row[STATE] = ("state", "")
            rich = {CONTENT: self._content(finding.told, where)} if n == 0 else {}
            own = {STATE: state} if n == 0 and state else {}
            self._row(row, max(LINE + 3, height / rows), rich, own)
        for column in (0, 1, CONTENT, STATE):
            self._merge(top, column, column, len(self._rows) - 1)

    def xml(self) -> str:
        """The worksheet part."""
        count = len(self._rows)
        widths = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
            for n, width in enumerate(WIDTHS, 1)
        )
        done = (
            f'<conditionalFormatting sqref="A{self._first + 1}:H{count}"><cfRule type="expression" '
            f'dxfId="{self._done}" priority="1"><formula>AND(ISNUMBER($H{self._first + 1}),'
            f"$H{self._first + 1}=0)</formula></cfRule></conditionalFormatting>"
        )
        merged = "".join(f'<mergeCell ref="{area}"/>' for area in self._merged)
        links = f"<hyperlinks>{''.join(self._links)}</hyperlinks>" if self._links else ""
        footer = escape(f"&R&9{self._words('footer')} &P/&N")
        return (
            f'<worksheet xmlns="{self._main}"><sheetPr><tabColor '
            f'rgb="{self._words.colour("error_edge")}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:H{count}"/><sheetViews><sheetView showGridLines="0" '
            'tabSelected="1" workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView>'
            f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
            f"{''.join(self._rows)}</sheetData>"
            '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" '
            'formatRows="0"/>'
            f'<mergeCells count="{len(self._merged)}">{merged}</mergeCells>{done}{links}'
            '<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.4" top="0.6" '
            'bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" '
            'orientation="landscape" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>{footer}</oddFooter></headerFooter></worksheet>"
        )

    @property
    def heading_row(self) -> int:
        """The row of the headings, from 1: printed on every page."""
        return self._first

    def _where(self, code: str, sheets: Sequence[str]) -> str:
        named = "”, “".join(dict.fromkeys(sheets))
        return (
            self._words("page", sheets=named, code=code)
            if named
            else self._words("whole", code=code)
        )

    def _name(self, place: Place) -> str:
        key = "cell" if place.task is None else "task"
        return self._words(key, task=place.task, cell=place.cell)

    def _state(
        self,
        singles: Sequence[Single],
        sheets: Mapping[str, bool],
        cells: Callable[[str], Cells],
    ) -> tuple[str, int] | None:
        """How many hits are still as found: a formula and its value; "" where it is too long."""
        conditions = []
        for single in singles:
            groups = [(g.sheet, g.cells) for g in groups_of(single, Severity.INFO, sheets)]
            parts = [as_found(own, cells(sheet), quoted(sheet)) for sheet, own in groups]
            if parts:
                one = parts[0] if len(parts) == 1 else f"AND({','.join(parts)})"
                conditions.append(f"IFERROR({one},FALSE)")
        formula = "+".join(["0", *conditions])
        if not conditions:
            return None
        return (formula if len(formula) <= LONGEST_FORMULA else "", len(conditions))

    def _link(self, row: int, column: int, place: Place, sheets: Mapping[str, bool]) -> None:
        if not sheets[place.sheet]:
            return  # A hidden sheet cannot be gone to.
        tip = self._words("go_there", cell=place.cell, sheet=place.sheet)
        where = f"{quoted(place.sheet)}{place.cell}"
        self._links.append(
            f'<hyperlink ref="{letter(column)}{row + 1}" location="{attribute(where)}" '
            f'display="{attribute(self._name(place))}" tooltip="{attribute(tip)}"/>'
        )

    def _across(self, style: str, text: str, height: float = 0) -> None:
        width = sum(WIDTHS) - 4
        self._merge(len(self._rows), 0, STATE)
        self._row({0: (style, text)}, height or lines_needed(text, width) * LINE + 3)

    def _merge(self, row: int, left: int, right: int, bottom: int = -1) -> None:
        bottom = row if bottom < 0 else bottom
        if (row, left) != (bottom, right):
            self._merged.append(f"{letter(left)}{row + 1}:{letter(right)}{bottom + 1}")

    def _row(
        self,
        cells: Mapping[int, tuple[str, str]],
        height: float,
        rich: Mapping[int, str] | None = None,
        computed: Mapping[int, tuple[str, int]] | None = None,
    ) -> None:
        row = len(self._rows) + 1
        written = []
        for column in sorted(cells):
            style, text = cells[column]
            at = f'r="{letter(column)}{row}" s="{self._style[style]}"'
            inside = (rich or {}).get(column) or (
                f'<t xml:space="preserve">{escape(text)}</t>' if text else ""
            )
            if computed and column in computed:
                formula, value = computed[column]
                own = f"<f>{escape(formula)}</f>" if formula else ""
                written.append(f"<c {at}>{own}<v>{value}</v></c>")
            elif inside:
                written.append(f'<c {at} t="inlineStr"><is>{inside}</is></c>')
            else:
                written.append(f"<c {at}/>")
        self._rows.append(
            f'<row r="{row}" ht="{height:g}" customHeight="1">{"".join(written)}</row>'
        )

    def _content(self, told: str, where: str) -> str:
        font, size = escape(str(self._words.style["font"])), self._words.style["size"]
        help_ = self._words.colour("help")
        return (
            f'<r><rPr><sz val="{size}"/><rFont val="{font}"/></rPr>'
            f'<t xml:space="preserve">{escape(told)}</t></r><r><rPr><i/><sz val="10"/>'
            f'<color rgb="{help_}"/><rFont val="{font}"/></rPr>'
            f'<t xml:space="preserve">\n{escape(where)}</t></r>'
        )


def quoted(sheet: str) -> str:
    """A sheet's title as formulas and links write it before a cell: `'Plan 2026'!`."""
    escaped = sheet.replace("'", "''")
    return f"'{escaped}'!"
