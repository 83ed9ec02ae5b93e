"""Tag, attributes, children → an element of WordprocessingML; text that XML cannot hold goes."""

from __future__ import annotations

from docx.oxml.ns import nsdecls
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from workbook_tool.patterns import re

Node = BaseOxmlElement

TWIPS_PER_MM = 1440 / 25.4
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PIECES = re.compile(r"([\n\t])")


def node(tag: str, *children: Node | None, **attributes: str | int) -> Node:
    """The element `w:tag`; children that are None are left out."""
    made: Node = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(f"{_WORD}{name}", str(value))
    made.extend([child for child in children if child is not None])
    return made


def mark(tag: str, wanted: bool) -> Node | None:
    """The element `w:tag` that switches something on, or None."""
    return node(tag) if wanted else None


def parsed(tag: str, inner: str) -> Node:
    """The element `w:tag` of XML written out; only constants are written so."""
    made: Node = parse_xml(f"<w:{tag} {nsdecls('w', 'r')}>{inner}</w:{tag}>")
    return made


def cleaned(text: str) -> str:
    """The text without characters that XML cannot hold; line ends are `\\n`."""
    return _NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_nodes(text: str) -> list[Node]:
    """What stands in a run: texts, line breaks and tabulators."""
    found = []
    for piece in _PIECES.split(cleaned(text)):
        if piece in ("\n", "\t"):
            found.append(node("br" if piece == "\n" else "tab"))
        elif piece:
            made = node("t")
            made.text = piece
            made.set(_SPACE, "preserve")
            found.append(made)
    return found


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def half_points(points: float) -> int:
    """The unit of sizes of letters."""
    return round(points * 2)
