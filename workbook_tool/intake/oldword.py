"""Bytes of .doc or .rtf → a Document, by way of LibreOffice, which makes a .docx of them."""

from __future__ import annotations

from workbook_tool.errors import Refused, WbtoolError
from workbook_tool.frozen import replace
from workbook_tool.intake.foreign import MACROS, OBJECTS
from workbook_tool.intake.guard import DAMAGED, ENCRYPTED, Parts
from workbook_tool.intake.limits import Limits
from workbook_tool.intake.worddocument import read_word
from workbook_tool.libreoffice import converted
from workbook_tool.model.document import Document

NEEDS_LIBREOFFICE = "WB176"
SECONDS = 60.0
"""What opening and saving may take, the start of LibreOffice included."""
_SECTOR = 512
_MARK = b"\xec\xa5"
"""How the main stream of a .doc begins ([MS-DOC] 2.5.1, FibBase)."""
_LOCKED = 0x01
_TRACES = {
    "_VBA_PROJECT".encode("utf-16-le"): MACROS,
    "ObjectPool".encode("utf-16-le"): OBJECTS,
    b"\\objdata": OBJECTS,
}
"""What tells of contents that the way through .docx loses."""


def read_old_word(data: bytes, kind: str, limits: Limits) -> Document:
    """A document that Word wrote before 2007, or as RTF; `kind` is "doc" or "rtf".

    `Refused` WB176 where LibreOffice is not installed, WB104 for a password, WB102 when it makes
    no document of it within `SECONDS`, else as `read_word`.
    """
    if kind == "doc" and _asks_for_password(data):
        raise Refused(ENCRYPTED)
    name = f"plan.{kind}"
    try:
        made = converted({name: data}, "docx", SECONDS).get(name, b"")
    except WbtoolError as missing:
        raise Refused(NEEDS_LIBREOFFICE) from missing
    if not made:
        raise Refused(DAMAGED)
    document = read_word(Parts(made, limits), limits, kind)
    traces = {found for trace, found in _TRACES.items() if trace in data}
    return replace(document, carries=document.carries | traces)


def _asks_for_password(data: bytes) -> bool:
    """Whether the head of the main stream says that the rest is encrypted."""
    at = data.find(_MARK)
    while at >= 0 and at % _SECTOR:
        at = data.find(_MARK, at + 1)
    return at >= 0 and bool(data[at + 11 : at + 12] and data[at + 11] & _LOCKED)
