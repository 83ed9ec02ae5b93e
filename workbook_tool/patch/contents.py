"""A workbook's table of contents → its sheets, in order, with the parts that hold them."""

from __future__ import annotations

import re

from workbook_tool.frozen import dataclass
from workbook_tool.patch.nodes import Node, nodes_of
from workbook_tool.patch.package import Package


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of the table of contents."""

    title: str
    part: str
    shown: bool
    node: Node


def sheets_of(package: Package) -> list[BookSheet]:
    """The sheets in their order."""
    targets = {r.id: r.target for r in package.relationships(package.workbook)}
    root = nodes_of(package.read(package.workbook), 2)
    return [
        BookSheet(
            node.get("name"),
            targets.get(_relation(node), ""),
            node.get("state") in ("", "visible"),
            node,
        )
        for listed in root.all("sheets")
        for node in listed.children
    ]


def _relation(node: Node) -> str:
    """The id of a sheet's relationship: an attribute with a prefix, unlike `sheetId`."""
    return next((v for k, v in node.attributes.items() if re.fullmatch(r"\w+:id", k)), "")
