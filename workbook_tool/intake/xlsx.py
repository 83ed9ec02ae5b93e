"""The parts of an .xlsx → a Grid whose sheets are parsed when the reader asks for them.

A reader of our own on the standard library's expat: it costs what a guard in front of a native
reader costs, cannot abort the process, and sees formulas, error cells and names
(docs/decisions/0002).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cached_property

from workbook_tool.intake.guard import LIMITS, Limits, Parts
from workbook_tool.intake.sheetxml import Styles, read_cells, unescape
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import Area, Cells

_AREA = re.compile(
    r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$"
)


class XlsxGrid:
    """A workbook of the .xlsx family (also .xlsm and .xltx; macros are never touched)."""

    def __init__(self, parts: Parts, limits: Limits = LIMITS) -> None:
        self._parts, self._limits = parts, limits
        self._sheets: dict[str, str] = {}
        self._hidden_names: dict[str, str] = {}
        self._date1904 = False
        self._read_workbook()
        self._cells: dict[str, Cells] = {}

    @property
    def titles(self) -> tuple[str, ...]:
        """Sheet titles in order."""
        return tuple(self._sheets)

    @cached_property
    def names(self) -> Mapping[str, Area]:
        """Defined names that stand for one rectangle."""
        areas = {name: area_of(text) for name, text in self._hidden_names.items()}
        return {name: area for name, area in areas.items() if area}

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The workbook's custom properties."""
        found: dict[str, str] = {}
        name, value = "", ""

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal name, value
            if tag == "property":
                name, value = attributes.get("name", ""), ""

        def text(data: str) -> None:
            nonlocal value
            value += data

        def end(tag: str) -> None:
            if tag == "property":
                found[name] = value.strip()

        data = self._parts.read("docProps/custom.xml")
        if data:
            parse(data, start, end, text)
        return found

    def cells(self, title: str) -> Cells:
        """The filled cells of a sheet; empty when there is no such sheet."""
        if title not in self._sheets:
            return {}
        if title not in self._cells:
            data = self._parts.read(self._sheets[title])
            self._cells[title] = (
                read_cells(data, self._strings, self._styles, self._limits) if data else {}
            )
        return self._cells[title]

    def _read_workbook(self) -> None:
        targets = self._targets()
        name, value = "", ""

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal name, value
            if tag == "sheet":
                ids = (v for k, v in attributes.items() if k.rpartition(":")[2] == "id")
                self._sheets[attributes.get("name", "")] = targets.get(next(ids, ""), "")
            elif tag == "definedName":
                name, value = attributes.get("name", ""), ""
            elif tag == "workbookPr":
                self._date1904 = attributes.get("date1904") in ("1", "true")

        def text(data: str) -> None:
            nonlocal value
            if name:
                value += data

        def end(tag: str) -> None:
            nonlocal name
            if tag == "definedName":
                self._hidden_names.setdefault(name, value)
                name = ""

        parse(self._parts.read("xl/workbook.xml"), start, end, text)

    def _targets(self) -> dict[str, str]:
        targets: dict[str, str] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                inside = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                targets[attributes.get("Id", "")] = posixpath.normpath(inside)

        data = self._parts.read("xl/_rels/workbook.xml.rels")
        if data:
            parse(data, start)
        return targets

    @cached_property
    def _strings(self) -> tuple[str, ...]:
        shared = _SharedStrings()
        data = self._parts.read("xl/sharedStrings.xml")
        if data:
            parse(data, shared.start, shared.end, shared.text)
        return tuple(shared.strings)

    @cached_property
    def _styles(self) -> Styles:
        return Styles.read(self._parts.read("xl/styles.xml"), self._date1904)


class _SharedStrings:
    """Collects the texts of shared strings; readings aloud (rPh) are no part of them."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._phonetic = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        if tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._inside = not self._phonetic

    def text(self, data: str) -> None:
        if self._inside:
            self._pieces.append(data)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self.strings.append(unescape("".join(self._pieces)))
            self._pieces.clear()


def area_of(text: str) -> Area | None:
    """A reference of a defined name as an area; None for constants, unions and broken ones.

    >>> area_of("'III. Kế hoạch'!$J$9:$J$68")
    Area(sheet='III. Kế hoạch', top=8, left=9, bottom=67, right=9)
    """
    found = _AREA.match(text.strip())
    if not found:
        return None
    sheet = (found[1] or found[2]).replace("''", "'")
    left, top = column_of(found[3]), int(found[4]) - 1
    right = column_of(found[5]) if found[5] else left
    bottom = int(found[6]) - 1 if found[6] else top
    return Area(sheet, top, left, bottom, right)


def column_of(letters: str) -> int:
    """The column of its letters, counted from 0.

    >>> column_of("A"), column_of("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
