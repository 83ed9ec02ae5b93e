"""The parts of an .ods → a Grid, parsed when the reader asks for a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from workbook_tool.errors import Refused
from workbook_tool.intake.foreign import foreign_content
from workbook_tool.intake.guard import DAMAGED, Parts
from workbook_tool.intake.limits import Limits
from workbook_tool.intake.odscells import OdsContent
from workbook_tool.intake.odsstyles import OdsStyles
from workbook_tool.intake.ourmark import NOT_OURS, marked
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import SHOWN, Area, Cells, Hidden

BIG = 8 * 2**20
"""Bytes of cells from which a document must bear our mark; a filled form has a sixth of them."""


class OdsGrid:
    """A workbook of LibreOffice; all its sheets lie in one part.

    `Refused` WB102 when that part is missing, WB103 when it is big and bears no mark of ours; the
    first question for a sheet may refuse too.
    """

    def __init__(self, parts: Parts, limits: Limits) -> None:
        if "content.xml" not in parts.names:
            raise Refused(DAMAGED)
        if parts.weight("content.xml") > BIG and not _names_us(parts, limits):
            raise Refused(NOT_OURS)
        self._parts, self._limits = parts, limits

    @property
    def titles(self) -> tuple[str, ...]:
        """Sheet titles in order."""
        return tuple(self._content.sheets)

    @property
    def names(self) -> Mapping[str, Area]:
        """Named ranges."""
        return self._content.names

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The document's user-defined properties."""
        found: dict[str, str] = {}
        name = ""

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal name
            name = attributes.get("meta:name", "") if tag == "user-defined" else ""

        def text(data: str) -> None:
            if name:
                found[name] = found.get(name, "") + data

        if data := self._parts.read("meta.xml"):
            parse(data, start, None, text)
        return {name: value.strip() for name, value in found.items()}

    @cached_property
    def carries(self) -> frozenset[str]:
        """What the document holds beside cells."""
        return foreign_content(self._parts)

    def weight(self, _: str) -> int:
        """Nothing: whoever reads one sheet has read them all."""
        return 0

    def cells(self, title: str) -> Cells:
        """The filled cells of a sheet."""
        sheet = self._content.sheets.get(title)
        return sheet.cells if sheet else {}

    def hidden(self, title: str) -> Hidden:
        """What a sheet hides."""
        sheet = self._content.sheets.get(title)
        return sheet.unseen() if sheet else SHOWN

    @cached_property
    def _content(self) -> OdsContent:
        styles, left = OdsStyles(), self._limits.elements
        if data := self._parts.read("styles.xml"):
            left -= parse(data, styles.start, styles.end, most=left)
        content = OdsContent(styles, self._limits)
        data = self._parts.read("content.xml")
        parse(data, content.start, content.end, content.text, most=left)
        return content


def _names_us(parts: Parts, limits: Limits) -> bool:
    """Whether the properties bear our mark, or cells that are few enough to be looked through."""
    few = parts.weight("content.xml") <= limits.part
    return marked(parts.read("meta.xml")) or (few and marked(parts.read("content.xml")))
