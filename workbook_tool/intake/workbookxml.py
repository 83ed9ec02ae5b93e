"""`xl/workbook.xml` → the workbook's sheets, its names, and when its calendar begins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass
from workbook_tool.intake.guard import ODD_PARTS, UNSAFE
from workbook_tool.intake.references import area_of
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import Area

_MOST_KEPT = 2**16


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet as the workbook lists it; `link` is the id of its relationship."""

    title: str
    link: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in order, the defined names that stand for one rectangle, the calendar's first day.

    Of two names that are the same the first counts. Names of one sheet, which a copied sheet
    brings along, count where the workbook has none so called.
    """

    sheets: tuple[ListedSheet, ...]
    names: Mapping[str, Area]
    date1904: bool


def read_workbook(data: bytes, most_names: int) -> Workbook:
    """The workbook part. `Refused` WB120 for more names than `most_names`, and as `parse` does."""
    # Files that one program made of a template agree in this part.
    return (_kept if len(data) <= _MOST_KEPT else _read)(data, most_names)


def _read(data: bytes, most_names: int) -> Workbook:
    reading = _Reading(most_names)
    parse(data, reading.start, reading.end, reading.text)
    told = (*reading.local.items(), *reading.names.items())
    areas = {name: area for name, text in told if (area := area_of(text))}
    return Workbook(tuple(reading.sheets), areas, reading.date1904)


_kept = lru_cache(maxsize=16)(_read)


class _Reading:
    def __init__(self, most_names: int) -> None:
        self.sheets: list[ListedSheet] = []
        self.names: dict[str, str] = {}
        self.local: dict[str, str] = {}
        self.date1904 = False
        self._most = most_names
        self._name = self._value = ""
        self._of = self.names

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            ids = (v for k, v in attributes.items() if k.rpartition(":")[2] == "id")
            hidden = attributes.get("state") in ("hidden", "veryHidden")
            self.sheets.append(ListedSheet(attributes.get("name", ""), next(ids, ""), hidden))
        elif tag == "definedName":
            self._name, self._value = attributes.get("name", ""), ""
            self._of = self.local if "localSheetId" in attributes else self.names
        elif tag == "workbookPr":
            self.date1904 = attributes.get("date1904") in ("1", "true")

    def text(self, data: str) -> None:
        if self._name:
            self._value += data

    def end(self, tag: str) -> None:
        if tag == "definedName":
            self._of.setdefault(self._name, self._value)
            self._name = ""
            if len(self.names) + len(self.local) > self._most:
                raise Refused(UNSAFE, reason=ODD_PARTS)
