"""What the form prints × what stands there → printed cells that were changed."""

from __future__ import annotations

from functools import cached_property

from workbook_tool.catalogue import FieldSpec
from workbook_tool.choices import PRINTED_ROLES, Choices, fingerprint
from workbook_tool.layout import TableSpot, heading_text, letter
from workbook_tool.model import Anomaly, Place
from workbook_tool.reader.columns import Columns
from workbook_tool.reader.headings import LIKE, likeness, sign
from workbook_tool.reader.printed import plain
from workbook_tool.reader.views import Look

LOCKED_CHANGED = "WB110"


class Changes:
    """Compares printed cells; `mark` is the fingerprint that the workbook was issued with."""

    def __init__(self, look: Look, choices: Choices, mark: str) -> None:
        self._look, self._choices, self._mark = look, choices, mark
        self.anomalies: list[Anomaly] = []

    def compare(self, sheet: str, row: int, column: int, wanted: str) -> None:
        """Note a cell that says something else than the form; a blank one says nothing."""
        cell = self._look(sheet).cells.get((row, column))
        if cell and plain(cell.text) != plain(wanted) and not self._mended(cell.text, wanted):
            place = Place(sheet, f"{letter(column)}{row + 1}", "", None, cell.text)
            facts = {"was": wanted, "value": cell.text}
            self.anomalies.append(Anomaly(LOCKED_CHANGED, (place,), facts))

    def compare_table(self, spot: TableSpot, columns: Columns) -> None:
        """The headings of a table's fields, and the columns that the form prints."""
        for column, spec in spot.columns.items():
            at = columns.at.get(column)
            if at is None or not spec.id:
                continue
            if columns.heading is not None:
                heading = heading_text(self._choices.form, spec)
                self.compare(columns.sheet, columns.heading, at, heading)
            if spec.role in PRINTED_ROLES:
                self._compare_printed(spot, spec, columns, at)

    def _compare_printed(self, spot: TableSpot, spec: FieldSpec, columns: Columns, at: int) -> None:
        """What a column prints stands there, row by row or moved with its rows."""
        printed = [self._choices.printed(spot.block, spec, n) for n in range(1, spot.rows + 1)]
        known = frozenset(map(plain, printed))
        cells = self._look(columns.sheet).cells
        for row, wanted in enumerate(printed, columns.first):
            cell = cells.get((row, at))
            if cell and plain(cell.text) not in known:
                self.compare(columns.sheet, row, at, wanted)

    def _mended(self, text: str, wanted: str) -> bool:
        """Whether a printed text only differs because its form has been mended since."""
        mark = f" {sign(str(self._choices.form.words['choose']))}"
        now, then = (sign(each).removesuffix(mark) for each in (text, wanted))
        return likeness(now, then) >= LIKE and not self._as_issued

    @cached_property
    def _as_issued(self) -> bool:
        """Whether the workbook was made from the very form and lists that are read by."""
        return self._mark in ("", fingerprint(self._choices))
