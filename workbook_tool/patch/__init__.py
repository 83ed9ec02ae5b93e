"""A workbook's bytes → the same workbook with some text of its parts changed, nothing saved anew."""

from workbook_tool.patch.nodes import Node, nodes_of, outline_of, place_for
from workbook_tool.patch.package import (
    CONTENT_TYPES,
    STYLES,
    WORKBOOK,
    Edit,
    Package,
    Relationship,
    applied,
    rels_of,
)

__all__ = [
    "CONTENT_TYPES",
    "STYLES",
    "WORKBOOK",
    "Edit",
    "Node",
    "Package",
    "Relationship",
    "applied",
    "nodes_of",
    "outline_of",
    "place_for",
    "rels_of",
]
