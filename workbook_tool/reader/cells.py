"""A cell of a field → its raw content, and what is odd about it."""

from __future__ import annotations

from workbook_tool.catalogue import FieldSpec
from workbook_tool.layout import letter
from workbook_tool.model import Anomaly, Place
from workbook_tool.model.grid import Cell, Raw, text_of
from workbook_tool.reader.assemble import RawCell
from workbook_tool.reader.views import Look
from workbook_tool.typed.encodings import from_font

NOTHING = Cell(None)
ERROR_VALUE, FORMULA, LEGACY_FONT = "WB111", "WB112", "WB129"


class Reading:
    """Reads cells and keeps what was odd; `filled` are those that hold something, in order.

    Each of them is told by its place, its row and its column (from 0).
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self.anomalies: list[Anomaly] = []
        self.filled: list[tuple[Place, int, int]] = []

    def cell(
        self, spec: FieldSpec, sheet: str, row: int, column: int, task: int | None = None
    ) -> RawCell:
        """What stands in a cell; a text in a legacy font as it is seen."""
        cell = self._look(sheet).cells.get((row, column), NOTHING)
        raw = cell.raw
        if cell.font and isinstance(raw, str):
            raw = from_font(raw, cell.font)
        text = cell.error or text_of(raw)
        place = Place(sheet, f"{letter(column)}{row + 1}", spec.id, task, text)
        if spec.writable:
            self._note(cell, raw, place)
        if spec.writable and cell.filled:
            self.filled.append((place, row, column))
        return RawCell(raw, place, cell.error)

    def _note(self, cell: Cell, raw: Raw, place: Place) -> None:
        if cell.error:
            self.anomalies.append(Anomaly(ERROR_VALUE, (place,), {"value": cell.error}))
        elif cell.formula:
            self.anomalies.append(Anomaly(FORMULA, (place,), {"value": cell.text}))
        if raw != cell.raw:
            self.anomalies.append(Anomaly(LEGACY_FONT, (place,), {"font": cell.font}))
