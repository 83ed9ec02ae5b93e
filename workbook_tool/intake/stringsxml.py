"""`xl/sharedStrings.xml` → the texts that cells name by number."""

from __future__ import annotations

from workbook_tool.intake.runs import Runs, Strings, unescape
from workbook_tool.intake.stringscan import scan_strings
from workbook_tool.intake.xml import parse


def read_strings(data: bytes) -> Strings:
    """The shared texts of a workbook; b"" gives none. `Refused` as `parse` does."""
    return (scan_strings(data) or parse_strings(data)) if data else Strings()


def parse_strings(data: bytes) -> Strings:
    """The same from the parser's events, whatever XML it is."""
    texts: list[str] = []
    fonts: dict[int, frozenset[str]] = {}
    runs = Runs()

    def end(tag: str) -> None:
        runs.end(tag)
        if tag == "si":
            text, named = runs.take()
            if named:
                fonts[len(texts)] = named
            texts.append(unescape(text))

    parse(data, runs.start, end, runs.text)
    return Strings(tuple(texts), fonts)
