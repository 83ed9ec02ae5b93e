"""The parts of a text, each with a font of its own → the text, its fonts, its signs unescaped."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbook_tool.frozen import dataclass, field
from workbook_tool.patterns import re

_ESCAPE = re.compile(r"_x000[Dd]_\n?|_x([0-9A-Fa-f]{4})_")
_HALVES = re.compile("[\ud800-\udfff]")
NO_FONTS: frozenset[str] = frozenset()
"""Of a text without parts."""


@dataclass(frozen=True, slots=True)
class Strings:
    """The shared texts of a workbook in order.

    `fonts` are the fonts that the parts of a text name, by its number: "" for a part in the
    cell's own font; texts without parts have none.
    """

    texts: tuple[str, ...] = ()
    fonts: Mapping[int, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))


class Runs:
    """The parts of one text as the parser meets them; readings aloud (rPh) are none of them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._fonts: set[str] = set()
        self._inside = self._phonetic = False
        self._font = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "t":
            self._inside = not self._phonetic
        elif tag == "rFont":
            self._font = attributes.get("val", "")
        elif tag == "r":
            self._font = ""
        elif tag == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        """Characters, of which those inside a `t` count."""
        if self._inside:
            self._pieces.append(data)
            if not data.isspace():
                self._fonts.add(self._font)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._phonetic = False

    def take(self) -> tuple[str, frozenset[str]]:
        """The whole text and the fonts its parts name; begins anew. No fonts: the cell's own."""
        text = "".join(self._pieces)
        fonts = frozenset(self._fonts) if any(self._fonts) else NO_FONTS
        self._pieces.clear()
        self._fonts.clear()
        self._font = ""
        return text, fonts


def unescape(text: str) -> str:
    """Excel writes control characters as _x000D_; a carriage return becomes a line end.

    Half of a surrogate pair is no character anywhere else and becomes U+FFFD.

    >>> unescape("a_x000D_"), unescape("_x005F_x000D_"), unescape("_xD83D__xDE00_")
    ('a\\n', '_x000D_', '😀')
    """
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(_unescaped, text)
    if _HALVES.search(plain):
        return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else "\n"
