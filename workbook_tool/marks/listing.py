"""Findings → the first sheet of a marked copy: what, how to mend it, links to the cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass
from workbook_tool.intake.references import cell_at
from workbook_tool.marks.asfound import as_found
from workbook_tool.marks.listsheet import WIDTHS, ListSheet, Texts, quoted
from workbook_tool.marks.notes import Single, Told, groups_of
from workbook_tool.marks.stylebook import StyleBook
from workbook_tool.marks.words import Words
from workbook_tool.model import Place
from workbook_tool.model.grid import Cells
from workbook_tool.wrapping import lines_needed

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
    """The list being written; `xml` ends it."""

    def __init__(
        self, words: Words, severities: Mapping[str, str], styles: StyleBook, main: str
    ) -> None:
        self._words, self._severities = words, severities
        self._sheet = ListSheet(words, severities, styles, main)
        self._first = 0

    def head(self, head: Head) -> None:
        """Title and lines, each across the page, and the headings of the list."""
        self._across("title", head.title, 27)
        for number, line in enumerate(head.lines):
            self._across("how" if number else "of", line)
        self._across("last", head.last)
        self._sheet.skip()
        names = ("number", "severity", "content", "go_to", "", "", "", "state")
        cells = {c: ("heading", self._words(n) if n else "") for c, n in enumerate(names)}
        self._sheet.merge(self._sheet.count, LINKS[0], LINKS[-1])
        self._sheet.row(cells, 24)
        self._first = self._sheet.count

    def finding(
        self, number: int, told: Told, sheets: Mapping[str, bool], cells: Callable[[str], Cells]
    ) -> None:
        """One finding over as many rows as its links need; `sheets` tells which are shown."""
        finding, top = told.finding, self._sheet.count
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
            first = n == 0
            links = self._linked(lines[n], sheets) if n < len(lines) else self._more(rest)
            row = {
                0: ("number", str(number) if first else ""),
                1: (severity, self._severities[severity] if first else ""),
                CONTENT: ("text", ""),
                **links,
                STATE: ("state", ""),
            }
            content = {CONTENT: (finding.told, where)} if first else {}
            own = {STATE: state} if first and state else {}
            self._sheet.row(row, max(LINE + 3, height / rows), content, own)
        for column in (0, 1, CONTENT, STATE):
            self._sheet.merge(top, column, column, self._sheet.count - 1)

    def _linked(self, places: Sequence[Place], sheets: Mapping[str, bool]) -> Texts:
        """The cells of a line of links; a place on a hidden sheet is named, not gone to."""
        cells = dict.fromkeys(LINKS, ("place", ""))
        for column, place in zip(LINKS, places, strict=False):
            cells[column] = ("link" if sheets[place.sheet] else "place", self._name(place))
            if sheets[place.sheet]:
                where, tip = f"{quoted(place.sheet)}{place.cell}", self._tip(place)
                self._sheet.link(self._sheet.count, column, where, self._name(place), tip)
        return cells

    def _more(self, rest: int) -> Texts:
        """The cells of the line that counts the places without a link."""
        self._sheet.merge(self._sheet.count, LINKS[0], LINKS[-1])
        told = {LINKS[0]: ("place", self._words("more", count=rest))}
        return dict.fromkeys(LINKS, ("place", "")) | told

    def xml(self) -> str:
        """The worksheet part."""
        return self._sheet.xml(self._first)

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

    def _tip(self, place: Place) -> str:
        return self._words("go_there", cell=place.cell, sheet=place.sheet)

    def _across(self, style: str, text: str, height: float = 0) -> None:
        width = sum(WIDTHS) - 4
        self._sheet.merge(self._sheet.count, 0, STATE)
        self._sheet.row({0: (style, text)}, height or lines_needed(text, width) * LINE + 3)
