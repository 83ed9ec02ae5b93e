"""Formats wanted → entries behind those of `xl/styles.xml`, whose own stay as they are."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from workbook_tool.marks.words import Words
from workbook_tool.patch import Node, Package, attribute, nodes_of, place_for, prefixed

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_NONE = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
    '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/>'
    '<top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'
)
_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)
_SIDES = {"all": ("left", "right", "top", "bottom"), "rows": ("top", "bottom")}
_FIRST_FORMAT = 164
"""Number formats below are every program's own."""


class StyleBook:
    """Collects entries; `write` puts them into the package. Equal entries are one."""

    def __init__(self, package: Package, words: Words) -> None:
        self._package, self._words = package, words
        if package.styles not in package:
            package.add(package.styles, _NONE.replace(_MAIN, package.main))
            package.declare(package.styles, _TYPE)
            package.relate(package.workbook, "styles", package.styles)
        self._root = nodes_of(package.read(package.styles), 3)
        self._new: dict[str, dict[str, int]] = {}
        self._formats = [
            int(n.get("numFmtId"))
            for section in self._root.all("numFmts")
            for n in section.children
            if n.get("numFmtId").isdecimal()
        ]

    def cell(
        self,
        *,
        font: str = "",
        fill: str = "",
        edge: str = "",
        align: str = "",
        number: str = "",
    ) -> int:
        """The index of a locked cell format. `font` is words of `_font`, `align` attributes.

        `edge` is "all" for lines on every side, "rows" for those above and below.
        """
        number_id = self._number(number) if number else 0
        font_id = self._add("fonts", self._font(font.split()))
        fill_id = self._add("fills", self._fill(fill)) if fill else 0
        edge_id = self._add("borders", self._edges("border", _SIDES[edge])) if edge else 0
        xf = (
            f'<xf numFmtId="{number_id}" fontId="{font_id}" fillId="{fill_id}" '
            f'borderId="{edge_id}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
            f'applyBorder="1" applyAlignment="1" applyProtection="1"><alignment {align}/>'
            '<protection locked="1"/></xf>'
        )
        return self._add("cellXfs", xf)

    def rule(self, fill: str, edge: str = "", font: str = "") -> int:
        """The index of a conditional format: a colour of the words, an edge, a letter colour."""
        colour = f'<font><color rgb="{self._words.colour(font)}"/></font>' if font else ""
        edges = self._edges(edge, _SIDES["all"]) if edge else ""
        return self._add("dxfs", f"<dxf>{colour}{self._fill(fill, rule=True)}{edges}</dxf>")

    def write(self) -> None:
        """Put the new entries behind the old ones."""
        for section, entries in self._new.items():
            inside = "".join(entries)
            node = self._root.first(section)
            if node is None:
                text = f'<{section} count="{len(entries)}">{inside}</{section}>'
                at = place_for(self._root, _ORDER, section)
                self._package.edit(self._package.styles, at, at, self._prefixed(text))
                continue
            if node.get("count"):
                count = str(len(_entries(node)) + len(entries))
                self._package.set(self._package.styles, node, "count", count)
            self._package.append(self._package.styles, node, self._prefixed(inside))

    def _add(self, section: str, entry: str) -> int:
        own = self._new.setdefault(section, {})
        node = self._root.first(section)
        base = len(_entries(node)) if node else {"fills": 2}.get(section, 0)
        return own.setdefault(entry, base + len(own))

    def _number(self, code: str) -> int:
        taken = max([_FIRST_FORMAT - 1, *self._formats]) + 1
        own = self._new.setdefault("numFmts", {})
        for entry in own:
            if f'formatCode="{attribute(code)}"' in entry:
                return int(re.findall(r'numFmtId="(\d+)"', entry)[0])
        number = taken + len(own)
        own[f'<numFmt numFmtId="{number}" formatCode="{attribute(code)}"/>'] = number
        return number

    def _font(self, words: list[str]) -> str:
        """Words: b, i, u, a size as a number, a colour of the words."""
        size, colour, looks = self._words.style["size"], "", ""
        for word in words:
            if word in ("b", "i", "u"):
                looks += f"<{word}/>"
            elif word.lstrip("-").isdecimal():
                size = int(word)
            else:
                colour = f'<color rgb="{self._words.colour(word)}"/>'
        name = escape(str(self._words.style["font"]))
        return (
            f'<font>{looks}<sz val="{size}"/>{colour}<name val="{name}"/><family val="1"/></font>'
        )

    def _fill(self, colour: str, *, rule: bool = False) -> str:
        rgb = self._words.colour(colour)
        # Where a rule fills, the background is what shows; elsewhere the foreground is.
        inside = (
            f'<fgColor rgb="{rgb}"/><bgColor rgb="{rgb}"/>' if rule else f'<fgColor rgb="{rgb}"/>'
        )
        return f'<fill><patternFill patternType="solid">{inside}</patternFill></fill>'

    def _edges(self, colour: str, sides: tuple[str, ...]) -> str:
        rgb = self._words.colour(colour)
        lines = "".join(f'<{s} style="thin"><color rgb="{rgb}"/></{s}>' for s in sides)
        return f"<border>{lines}</border>"

    def _prefixed(self, text: str) -> str:
        return prefixed(text, self._root.prefix)


def _entries(node: Node) -> list[Node]:
    return node.children
