"""The parts of a workbook → what it carries that no form has: macros, links, objects."""

from __future__ import annotations

from workbook_tool.errors import Refused
from workbook_tool.intake.guard import Parts

MACROS, LINKS, DDE, CONNECTIONS = "macros", "links", "dde", "connections"
OBJECTS, CONTROLS, BINARY = "objects", "controls", "xlsb"

_FOLDERS = {
    "xl/macrosheets/": MACROS,
    "xl/externallinks/": LINKS,
    "xl/connections.": CONNECTIONS,
    "xl/querytables/": CONNECTIONS,
    "xl/embeddings/": OBJECTS,
    "xl/activex/": CONTROLS,
    "xl/ctrlprops/": CONTROLS,
    "basic/": MACROS,
    "scripts/": MACROS,
    "object ": OBJECTS,
}
"""Beginnings of case-folded names; the last three are those of .ods."""
_INSIDE = (
    (b"<ddeLink", DDE),
    (b"office:dde-source", DDE),
    (b"table:table-source", LINKS),
    (b"table:cell-range-source", LINKS),
    (b"table:database-source", CONNECTIONS),
)


def foreign_content(parts: Parts) -> frozenset[str]:
    """What a workbook carries beside cells: macros, links, dde, connections, objects, controls.

    Of .xlsx, .xlsm, .xlsb or .ods. Nothing is opened but the lists of links, within limits.
    """
    found = {
        kind for name in parts.names for start, kind in _FOLDERS.items() if name.startswith(start)
    }
    if any(name.endswith("/vbaproject.bin") for name in parts.names):
        found.add(MACROS)
    for name in sorted(parts.names):
        if name.startswith("xl/externallinks/externallink") or name == "content.xml":
            found |= _listed(parts, name)
    return frozenset(found - {LINKS} if DDE in found else found)


def _listed(parts: Parts, name: str) -> set[str]:
    try:
        part = parts.read(name)
    except Refused:  # a broken list of links is one all the same
        return set()
    return {kind for mark, kind in _INSIDE if mark in part}
