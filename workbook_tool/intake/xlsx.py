"""The parts of an .xlsx → a Grid whose sheets are parsed when the reader asks for them.

A reader of our own on the standard library's expat: it costs what a guard in front of a native
reader costs, cannot abort the process, and sees formulas, error cells and names
(docs/decisions/0002).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from workbook_tool.errors import Refused
from workbook_tool.frozen import replace
from workbook_tool.intake.foreign import foreign_content
from workbook_tool.intake.guard import (
    DAMAGED,
    LIMITS,
    ODD_PARTS,
    UNSAFE,
    Limits,
    Parts,
)
from workbook_tool.intake.relations import Relations, workbook_part
from workbook_tool.intake.runs import Strings
from workbook_tool.intake.sheetcells import ReadSheet
from workbook_tool.intake.sheetxml import read_sheet
from workbook_tool.intake.stringsxml import read_strings
from workbook_tool.intake.stylesxml import Styles, read_styles
from workbook_tool.intake.workbookxml import ListedSheet, read_workbook
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import SHOWN, Area, Cells, Hidden


class XlsxGrid:
    """A workbook of the .xlsx family (also .xlsm and .xltx; macros are never touched).

    `Refused` WB102 when a part that its table of contents names is not there: a torn file must
    not look like a blank one.
    """

    def __init__(self, parts: Parts, limits: Limits = LIMITS) -> None:
        self._parts, self._limits, self._left = parts, limits, limits.elements
        self._sheets: dict[str, str] = {}
        self._concealed: set[str] = set()
        self._package = Relations.of("", parts)
        self._part = workbook_part(self._package, parts)
        self._relations = Relations.of(self._part, parts)
        self._book = read_workbook(parts.read(self._part), limits.names)
        for sheet in self._book.sheets:
            self._add(sheet)
        if not self._sheets:
            raise Refused(DAMAGED)
        self._read: dict[str, ReadSheet] = {}
        self._cells: dict[str, Cells] = {}

    @property
    def titles(self) -> tuple[str, ...]:
        """Sheet titles in order."""
        return tuple(self._sheets)

    @property
    def names(self) -> Mapping[str, Area]:
        """Defined names that stand for one rectangle."""
        return self._book.names

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

        data = self._parts.read(self._package.part("custom-properties", "docProps/custom.xml"))
        if data:
            parse(data, start, end, text)
        return found

    @cached_property
    def carries(self) -> frozenset[str]:
        """What the workbook holds beside cells."""
        return foreign_content(self._parts)

    def weight(self, title: str) -> int:
        """The bytes that the sheet's part is said to have."""
        return self._parts.weight(self._sheets.get(title, ""))

    def cells(self, title: str) -> Cells:
        """The filled cells of a sheet; empty when there is no such sheet."""
        if title not in self._cells:
            self._cells[title] = self._sheet(title).cells if title in self._sheets else {}
        return self._cells[title]

    def hidden(self, title: str) -> Hidden:
        """What a sheet hides: itself, rows with something in them, columns as far as it is filled.

        A row or column without height or width counts as hidden.
        """
        if title not in self._sheets:
            return SHOWN
        sheet = self._sheet(title)
        last = max((column for _, column in sheet.cells), default=-1)
        stretches = (range(first, min(end, last) + 1) for first, end in sheet.columns)
        columns = frozenset(column for stretch in stretches for column in stretch)
        return Hidden(title in self._concealed, sheet.rows, columns)

    def _sheet(self, title: str) -> ReadSheet:
        part = self._sheets[title]
        if part not in self._read:
            limits = replace(self._limits, elements=self._left)
            data = self._parts.read(part)
            self._read[part] = read_sheet(data, self._strings, self._styles, limits)
            self._left -= self._read[part].elements
        return self._read[part]

    def _add(self, sheet: ListedSheet) -> None:
        part = self._relations.ids.get(sheet.link, "")
        if part.casefold() not in self._parts.names:
            raise Refused(DAMAGED)
        if sheet.title in self._sheets or len(self._sheets) >= self._limits.members:
            raise Refused(UNSAFE, reason=ODD_PARTS)
        self._sheets[sheet.title] = part
        if sheet.hidden:
            self._concealed.add(sheet.title)

    @cached_property
    def _strings(self) -> Strings:
        return read_strings(self._beside("sharedStrings"))

    @cached_property
    def _styles(self) -> Styles:
        return read_styles(self._beside("styles"), self._book.date1904)

    def _beside(self, kind: str) -> bytes:
        return self._parts.read(self._relations.part(kind, f"xl/{kind}.xml"))
