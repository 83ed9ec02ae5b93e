"""An outcome → a workbook for the office: what each school has to mend, to filter and to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tool.catalogue.files import Reader
from workbook_tool.findings import Report, count
from workbook_tool.model import REPORT_MARK
from workbook_tool.render import Manner, Outcome
from workbook_tool.render.lastline import to_do
from workbook_tool.render.message import message_of
from workbook_tool.render.plain import one_line, shortened
from workbook_tool.render.rows import headings, rows
from workbook_tool.sheets import CELL_LIMIT, Book, put
from workbook_tool.wrapping import lines_needed

FILE = "report.toml"
A4 = 9
LETTERS = 1.2
"""Letters of the font in a width of 1, in the measure of `lines_needed`."""
HEADING = 4
"""The row of the heading on both sheets, counted from 0."""
_NUMBERS = ("error", "warning", "info")


def render(outcome: Outcome, manner: Manner) -> bytes:
    """Two sheets: every file with its counts and its message, and every finding in a row."""
    return _Workbook(outcome, manner).made()


class _Workbook:
    """The workbook of one outcome."""

    def __init__(self, outcome: Outcome, manner: Manner) -> None:
        self._outcome, self._manner, self._say = outcome, manner, manner.say
        self._words = Reader(dict(manner.catalogue.words("report")), FILE)
        self._style = self._words.table("style")
        font, size = self._style.text("font"), self._style.number("size")
        self._book = Book(font, size, {"title": manner.say("page-title")})
        self._book.raw.set_custom_property(REPORT_MARK, "1", "text")

    def made(self) -> bytes:
        """Write both sheets; the bytes of the workbook."""
        widths = self._widths("overview")
        told = {name: self._say(f"severity-{name}") for name in _NUMBERS}
        named = headings(self._manner) | told | {"message": self._say("page-message")}
        lines = ((line, self._state(report)) for report, line in self._files())
        self._sheet("sheet-overview", widths, named, lines)
        widths = self._widths("findings")
        found = zip(rows(self._outcome, self._manner), self._outcome.findings, strict=True)
        marked = ((row, finding.severity.word) for row, finding in found)
        self._sheet("sheet-findings", widths, headings(self._manner), marked)
        return self._book.bytes()

    def _widths(self, name: str) -> dict[str, int]:
        table = self._words.table(name)
        return {column: table.number(column) for column in table.raw()}

    def _files(self) -> Iterator[tuple[Report, Mapping[str, str | int]]]:
        for report in self._outcome.reports:
            plan = report.plan
            message = message_of(report, self._outcome, self._say)
            yield (
                report,
                {
                    "school": one_line(plan.school_name) if plan else "",
                    "school_code": one_line(plan.school_code) if plan else "",
                    "path": one_line(report.path),
                    **count(report.findings),
                    "message": message,
                },
            )

    def _state(self, report: Report) -> str:
        return report.worst.word if report.worst else "clean"

    def _sheet(
        self,
        title: str,
        widths: Mapping[str, int],
        named: Mapping[str, str],
        lines: Iterator[tuple[Mapping[str, str | int], str]],
    ) -> None:
        sheet = self._book.sheet(self._say(title))
        self._page(sheet, widths)
        for column, name in enumerate(widths):
            put(sheet, HEADING, column, named[name], self._format("heading"))
        row = HEADING
        for row, (line, state) in enumerate(lines, HEADING + 1):
            self._line(sheet, row, widths, line, state)
        if row > HEADING:
            sheet.autofilter(HEADING, 0, row, len(widths) - 1)

    def _page(self, sheet: Worksheet, widths: Mapping[str, int]) -> None:
        """Title, what to do, column widths, and how it prints: A4 across, heading on every page."""
        outcome, files = self._outcome, len(self._outcome.reports)
        put(sheet, 0, 0, self._say("page-title"), self._format("title"))
        put(
            sheet,
            1,
            0,
            self._say("report-total", files=files, **outcome.counts),
            self._format("plain"),
        )
        put(sheet, 2, 0, to_do(outcome, self._say), self._format("help"))
        sheet.set_row(0, self._style.number("title_size") * 1.5)
        for column, width in enumerate(widths.values()):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(HEADING + 1, 1)
        sheet.repeat_rows(HEADING)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&R&9&P/&N")
        sheet.hide_gridlines(2)

    def _line(
        self,
        sheet: Worksheet,
        row: int,
        widths: Mapping[str, int],
        line: Mapping[str, str | int],
        state: str,
    ) -> None:
        high = 1
        for column, (name, width) in enumerate(widths.items()):
            value = line[name]
            marked = name == "severity" or (name == "school" and "severity" not in widths)
            if isinstance(value, int):
                sheet.write_number(row, column, value, self._format("number"))
                continue
            text = shortened(value, CELL_LIMIT)
            put(sheet, row, column, text, self._format(state if marked else "text"))
            high = max(high, lines_needed(text, width * LETTERS))
        sheet.set_row(row, min(409, high * self._style.number("size") * 1.36 + 3))

    def _format(self, kind: str) -> Format:
        border = self._style.text("border")
        cell: dict[str, Any] = {
            "border": 1,
            "border_color": border,
            "valign": "top",
            "text_wrap": True,
        }
        centred = cell | {"align": "center"}
        kinds: dict[str, dict[str, Any]] = {
            "plain": {},
            "title": {"bold": True, "font_size": self._style.number("title_size")},
            "help": {"italic": True, "font_color": self._style.text("help")},
            "heading": centred
            | {"bold": True, "bg_color": self._style.text("heading"), "valign": "vcenter"},
            "text": cell | {"num_format": "@"},
            "number": centred | {"num_format": "0"},
        }
        if kind in kinds:
            return self._book.format(**kinds[kind])
        return self._book.format(**cell, bg_color=self._style.text(kind))
