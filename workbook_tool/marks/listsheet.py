"""Rows of the list of findings → a worksheet part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias
from xml.sax.saxutils import escape

from workbook_tool.layout import letter
from workbook_tool.marks.stylebook import StyleBook
from workbook_tool.marks.words import Words
from workbook_tool.patch import attribute

WIDTHS = (5.0, 14.0, 78.0, 14.0, 14.0, 14.0, 14.0, 14.0)
"""Columns in Excel units: number, severity, content, four links, state."""
Texts: TypeAlias = Mapping[int, tuple[str, str]]
"""Of each column from 0 the name of its style, and its text."""


class ListSheet:
    """The sheet being written, row by row from 0; `xml` ends it."""

    def __init__(
        self, words: Words, severities: Mapping[str, str], styles: StyleBook, main: str
    ) -> None:
        self._words, self._main = words, main
        self._rows: list[str] = []
        self._merged: list[str] = []
        self._links: list[str] = []
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

    @property
    def count(self) -> int:
        """The rows so far."""
        return len(self._rows)

    def skip(self) -> None:
        """Leave a row out."""
        self._rows.append("")

    def row(
        self,
        cells: Texts,
        height: float,
        rich: Mapping[int, tuple[str, str]] | None = None,
        computed: Mapping[int, tuple[str, int]] | None = None,
    ) -> None:
        """The next row.

        `rich` are texts with a smaller line below, `computed` formulas ("" for none) with values.
        """
        row = len(self._rows) + 1
        written = []
        for column in sorted(cells):
            style, text = cells[column]
            at = f'r="{letter(column)}{row}" s="{self._style[style]}"'
            inside = f'<t xml:space="preserve">{escape(text)}</t>' if text else ""
            if rich and column in rich:
                inside = self._two(*rich[column])
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

    def merge(self, row: int, left: int, right: int, bottom: int = -1) -> None:
        """Make one cell of an area, of one row where no `bottom` is given."""
        bottom = row if bottom < 0 else bottom
        if (row, left) != (bottom, right):
            self._merged.append(f"{letter(left)}{row + 1}:{letter(right)}{bottom + 1}")

    def link(self, row: int, column: int, where: str, text: str, tip: str) -> None:
        """A cell that leads to a place of the workbook."""
        self._links.append(
            f'<hyperlink ref="{letter(column)}{row + 1}" location="{attribute(where)}" '
            f'display="{attribute(text)}" tooltip="{attribute(tip)}"/>'
        )

    def xml(self, first: int) -> str:
        """The worksheet part; the list begins behind row `first`, from 1."""
        count = len(self._rows)
        widths = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
            for n, width in enumerate(WIDTHS, 1)
        )
        done = (
            f'<conditionalFormatting sqref="A{first + 1}:H{count}"><cfRule type="expression" '
            f'dxfId="{self._done}" priority="1"><formula>AND(ISNUMBER($H{first + 1}),'
            f"$H{first + 1}=0)</formula></cfRule></conditionalFormatting>"
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

    def _two(self, told: str, where: str) -> str:
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
