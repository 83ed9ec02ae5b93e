"""Styles of an .odt → how its paragraphs and their parts look, and how its lists are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from workbook_tool.frozen import dataclass
from workbook_tool.intake.listnumbers import DEEPEST, LONGEST, Level
from workbook_tool.intake.looks import Look, inherited
from workbook_tool.intake.trees import down, whole
from workbook_tool.intake.wordsigns import with_signs

_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_FORMATS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
_LEVELS = frozenset({
    "{text}list-level-style-number", "{text}list-level-style-bullet", "{text}outline-level-style",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Style:
    look: Look
    alignment: str
    new_page: bool
    based_on: str


class OdtStyles:
    """Looks by family and name, levels of lists by name; several parts may add to them."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._faces: dict[str, str] = {}
        self._looks: dict[str, Look] = {}
        self.lists: dict[str, Mapping[int, Level]] = {}
        self.outline: Mapping[int, Level] = {}

    def add(self, root: Element) -> None:
        """Take up the fonts and styles of `styles.xml` or `content.xml`."""
        for face in root.iter("{style}font-face"):
            name = face.get("{style}name", "")
            self._faces[name] = face.get("{svg}font-family", name).strip("'\"")
        for group in ("{office}styles", "{office}automatic-styles"):
            for element in root.find(group) or ():
                self._add(element)

    def look(self, family: str, name: str) -> Look:
        """How a style of a family ("paragraph", "text") looks, those it goes back to considered."""
        key = _key(family, name)
        known = self._looks.get(key)
        if known is None:
            known = Look()
            for _, style in inherited(self._styles, key):
                known = known.over(style.look)
            self._looks[key] = known
        return known

    def centred(self, name: str) -> bool:
        """Whether paragraphs of a style stand in the middle."""
        styles = inherited(self._styles, _key("paragraph", name))
        return next((s.alignment for _, s in styles if s.alignment), "") == "center"

    def new_page(self, family: str, name: str) -> bool:
        """Whether what bears a style begins a page."""
        style = self._styles.get(_key(family, name))
        return style is not None and style.new_page

    def _add(self, element: Element) -> None:
        name, family = element.get("{style}name", ""), element.get("{style}family", "")
        if element.tag in ("{style}style", "{style}default-style"):
            parent = element.get("{style}parent-style-name", "")
            key = _key(family, name)
            self._styles[key] = self._style(element, _key(family, parent) if name else "")
        elif element.tag == "{text}list-style":
            self.lists[name] = self._levels(element)
        elif element.tag == "{text}outline-style":
            self.outline = self._levels(element)

    def _style(self, element: Element, based_on: str) -> _Style:
        text = down(element, "{style}text-properties")
        paragraph = down(element, "{style}paragraph-properties")
        table = down(element, "{style}table-properties")
        alignment = "" if paragraph is None else paragraph.get("{fo}text-align", "")
        begun = [p.get("{fo}break-before") == "page" for p in (paragraph, table) if p is not None]
        new_page = any(begun) or bool(element.get("{style}master-page-name"))
        look = Look() if text is None else self._look(text)
        return _Style(look, alignment, new_page, based_on)

    def _look(self, properties: Element) -> Look:
        weight = properties.get("{fo}font-weight")
        display = properties.get("{text}display")
        return Look(
            None if weight is None else weight in _BOLD,
            None if display is None else display == "none",
            self._font(properties) or None,
        )

    def _font(self, properties: Element) -> str:
        own = properties.get("{fo}font-family", "").strip("'\"")
        return own or self._faces.get(properties.get("{style}font-name", ""), "")

    def _levels(self, element: Element) -> Mapping[int, Level]:
        found = {}
        for level in element:
            at = whole(level.get("{text}level", ""), 0) - 1
            if level.tag in _LEVELS and 0 <= at <= DEEPEST:
                found[at] = self._level(level, at)
        return found

    def _level(self, element: Element, at: int) -> Level:
        if element.tag == "{text}list-level-style-bullet":
            properties = down(element, "{style}text-properties")
            font = "" if properties is None else self._font(properties)
            return Level(1, "bullet", with_signs(element.get("{text}bullet-char", ""), font))
        said = element.get("{style}num-format", "")
        shown = min(max(whole(element.get("{text}display-levels", "1"), 1), 1), at + 1)
        places = ".".join(f"%{number}" for number in range(at + 2 - shown, at + 2)) if said else ""
        begins, ends = element.get("{style}num-prefix", ""), element.get("{style}num-suffix", "")
        text = f"{begins[:LONGEST]}{places}{ends}"[:LONGEST]
        start = whole(element.get("{text}start-value", "1"), 1)
        return Level(start, _FORMATS.get(said, "decimal"), text)


def _key(family: str, name: str) -> str:
    return f"{family}/{name}"
