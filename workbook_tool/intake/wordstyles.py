"""`styles.xml` of a Word document → how a paragraph and its runs look, styles considered."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from workbook_tool.frozen import dataclass
from workbook_tool.intake.listnumbers import DEEPEST
from workbook_tool.intake.looks import Look, inherited
from workbook_tool.intake.trees import down, whole

_OFF = frozenset({"0", "false", "off"})
_CENTRED = "center"


@dataclass(frozen=True, slots=True)
class Listed:
    """The list a paragraph belongs to: the list's number, None when not said, and its level."""

    number: str | None = None
    level: int | None = None

    def over(self, under: Listed) -> Listed:
        """This where it says something, the one under it elsewhere."""
        return Listed(
            under.number if self.number is None else self.number,
            under.level if self.level is None else self.level,
        )


@dataclass(frozen=True, slots=True)
class _Style:
    look: Look
    listed: Listed
    alignment: str
    based_on: str


class Styles:
    """Looks by style. `theme` are the fonts that a document calls "major…" and "minor…"."""

    def __init__(self, root: Element | None, theme: Mapping[str, str]) -> None:
        self._theme = theme
        self._styles: dict[str, _Style] = {}
        self._usual = ""
        self._looks: dict[str, Look] = {}
        self._defaults = Look()
        for element in () if root is None else root:
            if element.tag == "{w}docDefaults":
                self._defaults = self.look(down(element, "{w}rPrDefault", "{w}rPr"))
            elif element.tag == "{w}style":
                self._add(element)

    def look(self, properties: Element | None) -> Look:
        """What a `w:rPr` says itself."""
        if properties is None:
            return Look()
        fonts = properties.find("{w}rFonts")
        font = None if fonts is None else self._font(fonts)
        return Look(said(properties, "{w}b"), said(properties, "{w}vanish"), font)

    def run(self, properties: Element | None, paragraph: str) -> Look:
        """How a run looks in a paragraph of a style ("" for the usual one)."""
        under = self._look(paragraph or self._usual)
        own = self.look(properties)
        named = value(down(properties, "{w}rStyle"))
        if named:
            over = self._look(named)
            # Bold over bold is not bold: Word takes such properties of styles for switches.
            bold = bool(over.bold) != bool(under.bold)
            under = Look(bold, over.hidden, over.font).over(under)
        return own.over(under).over(self._defaults)

    def centred(self, properties: Element | None, paragraph: str) -> bool:
        """Whether a paragraph stands in the middle."""
        styles = inherited(self._styles, paragraph or self._usual)
        own = value(down(properties, "{w}jc"))
        return (own or next((s.alignment for _, s in styles if s.alignment), "")) == _CENTRED

    def listed(self, properties: Element | None, paragraph: str) -> tuple[Listed, str]:
        """The list of a paragraph, and the style that says so ("" when it says so itself)."""
        own = listed_of(properties)
        if own.number is not None:
            return own, ""
        for name, style in inherited(self._styles, paragraph or self._usual):
            own = own.over(style.listed)
            if own.number is not None:
                return own, name
        return own, ""

    def _look(self, name: str) -> Look:
        known = self._looks.get(name)
        if known is None:
            known = Look()
            for _, style in inherited(self._styles, name):
                known = known.over(style.look)
            self._looks[name] = known
        return known

    def _add(self, element: Element) -> None:
        name, kind = element.get("{w}styleId", ""), element.get("{w}type", "paragraph")
        properties = element.find("{w}pPr")
        alignment = value(down(properties, "{w}jc"))
        self._styles[name] = _Style(
            self.look(element.find("{w}rPr")),
            listed_of(properties),
            alignment,
            value(element.find("{w}basedOn")),
        )
        if kind == "paragraph" and element.get("{w}default", "0") not in _OFF:
            self._usual = name

    def _font(self, fonts: Element) -> str | None:
        for which in ("{w}hAnsi", "{w}ascii"):  # accented letters are drawn by the first
            themed = self._theme.get(fonts.get(f"{which}Theme", "")[:5])
            if name := themed or fonts.get(which):
                return name
        return None


def said(properties: Element, name: str) -> bool | None:
    """Whether properties switch something on; None when they do not speak of it."""
    found = properties.find(name)
    return None if found is None else found.get("{w}val", "1") not in _OFF


def value(element: Element | None) -> str:
    """What the `w:val` of an element says; "" when there is none."""
    return "" if element is None else element.get("{w}val", "")


def listed_of(properties: Element | None) -> Listed:
    """What the `w:numPr` of paragraph properties says."""
    found = down(properties, "{w}numPr")
    if found is None:
        return Listed()
    number, level = found.find("{w}numId"), found.find("{w}ilvl")
    return Listed(
        None if number is None else value(number),
        None if level is None else min(max(whole(value(level), 0), 0), DEEPEST),
    )


def theme_fonts(root: Element | None) -> Mapping[str, str]:
    """The fonts of a theme by the beginning of what documents call them: "major", "minor"."""
    scheme = down(root, "{a}themeElements", "{a}fontScheme")
    kinds = ("major", "minor")
    found = {which: down(scheme, f"{{a}}{which}Font", "{a}latin") for which in kinds}
    return {w: e.get("typeface", "") for w, e in found.items() if e is not None}
