"""`content.xml` of an .ods → its formulas and error values, which native readers do not tell."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.intake.xml import parse
from workbook_tool.patterns import re

_COUNT = re.compile(r"[0-9]{1,9}")
_SHOWN = re.compile(r"#[A-Z0-9/!?]+|Err:[0-9]{3}")
CELLS = ("table-cell", "covered-table-cell")


def computed_cells(data: bytes, most: int) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """Cells with a formula or an error by sheet title, then row and column (from 0).

    Each with the error it shows ("#REF!", "Err:502"), "" for none; of repeated cells the first.
    `Refused` as `parse` does, after `most` elements too.
    """
    reading = _Reading()
    parse(data, reading.start, reading.end, reading.text, most=most)
    return reading.found


class _Reading:
    def __init__(self) -> None:
        self.found: dict[str, dict[tuple[int, int], str]] = {}
        self._title = ""
        self._row = self._column = self._rows = self._columns = 0
        self._computed = self._inside = False
        self._shown = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self._title, self._row = _named(attributes, "name"), 0
        elif tag == "table-row":
            self._rows, self._column = _count(attributes, "number-rows-repeated"), 0
        elif tag in CELLS:
            self._columns = _count(attributes, "number-columns-repeated")
            self._computed = (
                "table:formula" in attributes or attributes.get("calcext:value-type") == "error"
            )
            self._inside, self._shown = True, ""

    def text(self, data: str) -> None:
        if self._inside and len(self._shown) < 20:
            self._shown += data

    def end(self, tag: str) -> None:
        if tag == "table-row":
            self._row += self._rows
        elif tag in CELLS:
            if self._computed:
                shown = self._shown.strip()
                error = shown if _SHOWN.fullmatch(shown) else ""
                self.found.setdefault(self._title, {})[self._row, self._column] = error
            self._column += self._columns
            self._inside = False


def _named(attributes: dict[str, str], name: str) -> str:
    return next((v for k, v in attributes.items() if k == f"table:{name}"), "")


def _count(attributes: dict[str, str], name: str) -> int:
    text = _named(attributes, name)
    return int(text) if _COUNT.fullmatch(text) else 1
