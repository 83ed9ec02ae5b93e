"""A spreadsheet part → parser events, with everything refused that our own files never hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.intake.guard import DAMAGED, LIMITS, ODD_XML, TOO_MANY_CELLS, UNSAFE

ATTRIBUTES = 256
"""Attributes of one element; a sheet's own settings have forty."""
DEPTH = 64
"""Elements inside one another; a worksheet needs eight."""


def parse(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    most: int = LIMITS.elements,
    deepest: int = DEPTH,
    spaces: bool = False,
) -> int:
    """Run expat over a whole part, once; names arrive without their prefix. Returns its elements.

    With `spaces` names, attributes' too, arrive as their namespace, a blank and the bare name.
    `Refused`: a DOCTYPE, an encoding other than UTF-8, nesting over `deepest`, an element of more
    than 256 attributes, more than `most` elements, or XML that is broken.
    The part is fed whole because expat is quadratic over a long token that comes in pieces.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:64]:
        raise Refused(UNSAFE, reason=ODD_XML)
    if data.count(b"<") > 2 * most + deepest:  # an element has two brackets at most
        raise TooMuch(UNSAFE, reason=TOO_MANY_CELLS)
    parser = expat.ParserCreate("utf-8", " " if spaces else None)
    parser.buffer_text = True
    depth = elements = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > deepest or elements > most or len(attributes) > ATTRIBUTES:
            if elements <= most:
                raise Refused(UNSAFE, reason=ODD_XML)
            raise TooMuch(UNSAFE, reason=TOO_MANY_CELLS)
        start(name.rpartition(":")[2] if not spaces and ":" in name else name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name.rpartition(":")[2] if not spaces and ":" in name else name)

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _refuse_encoding
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused(DAMAGED) from error
    return elements


def _refuse_doctype(*_: Any) -> None:
    raise Refused(UNSAFE, reason=ODD_XML)


def _refuse_encoding(_: str, encoding: str | None, __: int) -> None:
    if encoding and encoding.lower() != "utf-8":
        raise Refused(UNSAFE, reason=ODD_XML)
