"""XML parts of a document → trees whose names bear the format's usual prefixes: "{w}p"."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, TreeBuilder

from workbook_tool.intake.guard import Parts
from workbook_tool.intake.xml import parse
from workbook_tool.patterns import re

DEEPEST = 128
"""Elements inside one another: a table in a table needs three, a text box a dozen."""
_OTHER = "?"
_NUMBER = re.compile(r"-?[0-9]{1,9}")


class Trees:
    """Reads parts within one number of elements, whichever prefixes their programs chose.

    `spaces` are the prefixes by namespace; a name of any other namespace is told as "{?}name".
    `Refused` and `TooMuch` as `Parts.read` and `parse`.
    """

    def __init__(self, parts: Parts, spaces: Mapping[str, str], most: int) -> None:
        self._parts, self._spaces, self._left = parts, spaces, most
        self._names: dict[str, str] = {}

    def read(self, name: str) -> Element | None:
        """The root of a part; None when there is no such part or it is empty."""
        data = self._parts.read(name)
        if not data:
            return None
        builder, short = TreeBuilder(), self._short

        def start(tag: str, attributes: dict[str, str]) -> None:
            builder.start(short(tag), {short(key): attributes[key] for key in attributes})

        def end(tag: str) -> None:
            builder.end(short(tag))

        left = self._left
        self._left -= parse(data, start, end, builder.data, left, DEEPEST, True)
        return builder.close()

    def _short(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            space, _, bare = name.rpartition(" ")
            known = f"{{{self._spaces.get(space, _OTHER)}}}{bare}" if space else bare
            self._names[name] = known
        return known


def down(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, its first child of the next, and so on; None where one is none."""
    for name in names:
        if element is None:
            return None
        element = element.find(name)
    return element


def whole(text: str, otherwise: int) -> int:
    """A whole number of at most nine digits; something else when it is none."""
    return int(text) if _NUMBER.fullmatch(text) else otherwise
