"""A cell format and the name of a font → the same format in that font, behind all others."""

from __future__ import annotations

from xml.sax.saxutils import escape

from workbook_tool.patch.nodes import Node, nodes_of
from workbook_tool.patch.package import Package
from workbook_tool.patterns import re

_FONT_ID = re.compile(r"""\bfontId\s*=\s*["'][0-9]*["']""")
_NAME = re.compile(r"""(<(?:[\w.-]+:)?name\s+val\s*=\s*)(?:"[^"]*"|'[^']*')""")
_BOUND = re.compile(r"<(?:[\w.-]+:)?(?:scheme|charset)\s[^>]*/>")
"""What ties a font to a theme or to the letters of one code page."""


class Restyler:
    """Collects formats; `finish` puts them into the package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        data = package.read(package.styles)
        self._text = data
        self._root = nodes_of(data, 2) if data else None
        self._fonts: list[str] = []
        self._formats: list[str] = []
        self._made: dict[tuple[int, str], int] = {}

    def in_font(self, style: int, name: str) -> int:
        """The number of the format `style` in another font; `style` itself when it is unknown."""
        formats, fonts = self._section("cellXfs"), self._section("fonts")
        if formats is None or fonts is None or style >= len(formats.children):
            return style
        if (style, name) not in self._made:
            xf = formats.children[style]
            number = int(xf.get("fontId") or 0)
            if number >= len(fonts.children):
                return style
            font = _NAME.sub(rf'\1"{escape(name)}"', self._written(fonts.children[number]))
            own = len(fonts.children) + self._add(self._fonts, _BOUND.sub("", font))
            text = _FONT_ID.sub(f'fontId="{own}"', self._written(xf), count=1)
            self._made[style, name] = len(formats.children) + self._add(self._formats, text)
        return self._made[style, name]

    def finish(self) -> None:
        """Put the new fonts and formats behind the old ones."""
        for name, entries in (("fonts", self._fonts), ("cellXfs", self._formats)):
            section = self._section(name)
            if section is None or not entries:
                continue
            if section.get("count"):
                count = str(len(section.children) + len(entries))
                self._package.set(self._package.styles, section, "count", count)
            self._package.append(self._package.styles, section, "".join(entries))

    def _section(self, name: str) -> Node | None:
        return self._root.first(name) if self._root else None

    def _written(self, node: Node) -> str:
        return self._text[node.start : node.end].decode()

    @staticmethod
    def _add(entries: list[str], text: str) -> int:
        if text not in entries:
            entries.append(text)
        return entries.index(text)
