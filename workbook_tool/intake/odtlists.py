"""The lists of an .odt as they open and close → the number printed before each entry."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from workbook_tool.intake.listnumbers import DEEPEST, Level, counted
from workbook_tool.intake.odtstyles import OdtStyles
from workbook_tool.intake.trees import whole

_NONE: Mapping[int, Level] = {}


class OdtLists:
    """Follows lists within lists; a list may go on counting where an earlier one stopped."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._open: list[str] = []
        self._counts: dict[int, int] = {}
        self._named: dict[str, dict[int, int]] = {}
        self._styled: dict[str, dict[int, int]] = {}
        self._outline: dict[int, int] = {}
        self._start: int | None = None
        self._due = False

    def open(self, element: Element) -> None:
        """A `text:list` begins."""
        style = element.get("{text}style-name", "") or (self._open[-1] if self._open else "")
        if not self._open:
            before = element.get("{text}continue-list")
            if before in self._named:
                self._counts = self._named[before]
            elif element.get("{text}continue-numbering") == "true":
                self._counts = self._styled.get(style, {})
            else:
                self._counts = {}
            self._styled[style] = self._counts
            if name := element.get("{xml}id"):
                self._named[name] = self._counts
        self._open.append(style)

    def close(self) -> None:
        """A `text:list` ends."""
        self._open.pop()
        self._due = False

    def entry(self, element: Element) -> None:
        """An entry begins: its first paragraph bears the number."""
        start = element.get("{text}start-value")
        self._start = None if start is None else whole(start, 1)
        self._due = element.tag == "{text}list-item"

    def number(self, element: Element) -> str:
        """What is printed before a paragraph or heading."""
        if self._open:
            if not self._due:
                return ""
            self._due = False
            levels = self._styles.lists.get(self._open[-1], _NONE)
            level = min(len(self._open) - 1, DEEPEST)
            return counted(levels, self._counts, level, self._start)
        level = whole(element.get("{text}outline-level", ""), 0) - 1
        unnumbered = element.get("{text}is-list-header") == "true"
        if level not in self._styles.outline or unnumbered:
            return ""
        return counted(self._styles.outline, self._outline, level)
