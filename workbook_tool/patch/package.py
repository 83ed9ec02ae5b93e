"""A workbook's bytes → its parts, their relationships and content types, to be edited."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass
from workbook_tool.intake.guard import LIMITS, Limits
from workbook_tool.intake.relations import Relations, workbook_part
from workbook_tool.patch.nodes import Node, nodes_of
from workbook_tool.patch.parts import EditedParts

CONTENT_TYPES = "[Content_Types].xml"
_STYLES = "xl/styles.xml"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A line of a part's relationships; `target` is the other part's name, "" outside."""

    id: str
    kind: str
    target: str
    node: Node


class Package(EditedParts):
    """A workbook being patched: what its parts relate to, and what is declared of them."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        super().__init__(data, limits)
        self.workbook = self.actual(workbook_part(Relations.of("", self.parts), self.parts))
        relations = Relations.of(self.workbook, self.parts)
        self.styles = self.actual(relations.part("styles", _STYLES))

    def relationships(self, part: str) -> list[Relationship]:
        """What a part relates to."""
        data = self.read(self.actual(rels_of(part)))
        folder = posixpath.dirname(part)
        found = nodes_of(data, 1).children if data else []
        return [
            Relationship(n.get("Id"), n.get("Type"), self.actual(_inside(folder, n)), n)
            for n in found
            if n.name == "Relationship"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relationship of `part` to the part `target`; its id."""
        rels = self.actual(rels_of(part))
        taken = {relationship.id for relationship in self.relationships(part)}
        taken |= set(re.findall(r'Id="([^"]+)"', self.now(rels).decode(errors="replace")))
        own = next(f"rIdWb{n}" for n in range(1, 10_000) if f"rIdWb{n}" not in taken)
        if not self.now(rels):
            self.add(rels, f'<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>')
        root = nodes_of(self.read(rels), 1)
        # Relative, as Excel writes it: ExcelJS finds comments in no other way.
        path = posixpath.relpath(target, posixpath.dirname(part))
        where = f'Type="{self.relations}/{kind}" Target="{quote(path)}"'
        line = f'<{root.prefix}Relationship Id="{own}" {where}/>'
        self.append(rels, root, line)
        return own

    @property
    def main(self) -> str:
        """The namespace of the workbook's parts."""
        return _STRICT_MAIN if self.strict else _MAIN

    @property
    def relations(self) -> str:
        """The namespace of the ids of relationships."""
        return STRICT if self.strict else TRANSITIONAL

    @property
    def strict(self) -> bool:
        """Whether the workbook is of the strict kind, which has namespaces of its own."""
        return b"http://purl.oclc.org/ooxml/" in self.read(self.workbook)[:4096]

    def declare(self, part: str, content_type: str) -> None:
        """Name the content type of an added part."""
        root = nodes_of(self.read(CONTENT_TYPES), 1)
        line = f'<{root.prefix}Override PartName="/{part}" ContentType="{content_type}"/>'
        self.append(CONTENT_TYPES, root, line)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Name the content type of an ending, unless it has one."""
        root = nodes_of(self.read(CONTENT_TYPES), 1)
        declared = nodes_of(self.now(CONTENT_TYPES), 1).all("Default")
        if ending not in [n.get("Extension").casefold() for n in declared]:
            line = f'<{root.prefix}Default Extension="{ending}" ContentType="{content_type}"/>'
            self.append(CONTENT_TYPES, root, line)

    def undeclare(self, gone: Callable[[str], bool]) -> None:
        """Drop the content types of parts that `gone` says are no longer there."""
        for node in nodes_of(self.read(CONTENT_TYPES), 1).all("Override"):
            if gone(node.get("PartName").lstrip("/")):
                self.edit(CONTENT_TYPES, node.start, node.end, b"")


def is_workbook(data: bytes) -> bool:
    """Whether bytes are a workbook of the .xlsx family, whose parts can be edited; no .xlsb."""
    try:
        workbook = Package(data).workbook
    except Refused:
        return False
    return not workbook.endswith(".bin")


def has_macros(data: bytes) -> bool:
    """Whether a workbook says of itself that it may hold macros; Excel wants .xlsm for it then."""
    return b"macroEnabled.main+xml" in Package(data).read(CONTENT_TYPES)


def rels_of(part: str) -> str:
    """The part that holds a part's relationships.

    >>> rels_of("xl/workbook.xml")
    'xl/_rels/workbook.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _inside(folder: str, node: Node) -> str:
    target = unquote(node.get("Target"))
    if node.get("TargetMode") == "External" or not target:
        return ""
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path).lstrip("/")
