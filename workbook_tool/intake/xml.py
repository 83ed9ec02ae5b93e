"""A spreadsheet part → parser events, with everything refused that our own files never hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from workbook_tool.errors import Refused
from workbook_tool.intake.guard import DAMAGED, ODD_XML, UNSAFE

DEPTH = 64
"""Elements inside one another; a worksheet needs eight."""


def parse(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run expat over a whole part, once; names arrive without their prefix.

    `Refused`: a DOCTYPE, an encoding other than UTF-8, nesting over 64, or XML that is broken.
    The part is fed whole because expat is quadratic over a long token that comes in pieces.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:64]:
        raise Refused(UNSAFE, reason=ODD_XML)
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise Refused(UNSAFE, reason=ODD_XML)
        start(name.rpartition(":")[2], attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name.rpartition(":")[2])

    def doctype(*_: Any) -> None:
        raise Refused(UNSAFE, reason=ODD_XML)

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused(DAMAGED) from error
