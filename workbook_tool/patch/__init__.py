"""A workbook's bytes → the same with some text of its parts changed, nothing saved anew."""

from workbook_tool.patch.contents import BookSheet, sheets_of
from workbook_tool.patch.nodes import Node, nodes_of, outline_of, place_for
from workbook_tool.patch.package import (
    CONTENT_TYPES,
    Package,
    Relationship,
    has_macros,
    is_workbook,
    rels_of,
)
from workbook_tool.patch.parts import Edit, applied
from workbook_tool.patch.written import attribute, prefixed

__all__ = [
    "CONTENT_TYPES",
    "BookSheet",
    "Edit",
    "Node",
    "Package",
    "Relationship",
    "applied",
    "attribute",
    "has_macros",
    "is_workbook",
    "nodes_of",
    "outline_of",
    "place_for",
    "prefixed",
    "rels_of",
    "sheets_of",
]
