"""`xl/sharedStrings.xml` → the texts that cells name by number."""

from __future__ import annotations

import re

from workbook_tool.intake.xml import parse

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_strings(data: bytes) -> tuple[str, ...]:
    """The shared texts of a workbook in order; b"" gives none."""
    shared = _SharedStrings()
    if data:
        parse(data, shared.start, shared.end, shared.text)
    return tuple(shared.strings)


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


def unescape(text: str) -> str:
    """Excel writes control characters as _x000D_; a carriage return becomes a line end.

    Half of a surrogate pair is no character anywhere else and becomes U+FFFD.
    """
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if code == 13:
        return "\n"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
