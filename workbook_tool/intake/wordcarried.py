"""The parts of a .docx → what it carries beside text: macros, links, objects, pictures."""

from __future__ import annotations

import posixpath

from workbook_tool.intake.foreign import CONTROLS, LINKS, MACROS, OBJECTS
from workbook_tool.intake.guard import Parts
from workbook_tool.intake.wordstory import UNREAD
from workbook_tool.intake.xml import parse

TEMPLATE, PICTURES, COMMENTS = "template", "pictures", "comments"
_FOLDERS = {
    "embeddings/": OBJECTS,
    "activex/": CONTROLS,
    "media/": PICTURES,
    "comments.xml": COMMENTS,
    "diagrams/data": UNREAD,
    "charts/chart": UNREAD,
    "afchunk": UNREAD,
    "vbadata.xml": MACROS,
}
"""Beginnings of case-folded names beside the main part."""
_HARMLESS = frozenset({"hyperlink"})
_OUTSIDE = {"attachedTemplate": TEMPLATE}


def carried(parts: Parts, main: str) -> frozenset[str]:
    """What a package holds beside text, by its members' names and what they refer to outside.

    Nothing of it is opened; an address that a reader may click on is none of it.
    """
    folder = posixpath.dirname(main).casefold()
    inside = [name[len(folder) :].lstrip("/") for name in parts.names if name.startswith(folder)]
    found = {kind for name in inside for start, kind in _FOLDERS.items() if name.startswith(start)}
    if any(name.endswith("vbaproject.bin") for name in parts.names):
        found.add(MACROS)
    for name in sorted(parts.names):
        if name.endswith(".rels"):
            found |= _outside(parts.read(name))
    return frozenset(found)


def _outside(data: bytes) -> set[str]:
    found: set[str] = set()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") == "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            if kind not in _HARMLESS:
                found.add(_OUTSIDE.get(kind, LINKS))

    if b"External" in data:
        parse(data, start)
    return found
