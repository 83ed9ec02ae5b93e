"""A workbook's bytes → its parts, edited in place, added or taken out → bytes again."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from html import escape
from urllib.parse import quote, unquote

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass
from workbook_tool.intake.guard import LIMITS, Limits, Parts
from workbook_tool.intake.relations import Relations, workbook_part
from workbook_tool.patch.nodes import Node, nodes_of

CONTENT_TYPES = "[Content_Types].xml"
_STYLES = "xl/styles.xml"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MADE = (1980, 1, 1, 0, 0, 0)
"""The time every added part bears: the same input must give the same bytes."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from `start` to `end` (not included) of a part become `new`."""

    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class Relationship:
    """A line of a part's relationships; `target` is the other part's name, "" outside."""

    id: str
    kind: str
    target: str
    node: Node


class Package:
    """A workbook being patched. Edits of one part must not overlap."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self._parts = Parts(data, limits)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._infos = archive.infolist()
        # The parts of a package are called without regard to case.
        self._actual = {info.filename.casefold(): info.filename for info in self._infos}
        self._held: dict[str, bytes] = {}
        self._edits: dict[str, list[Edit]] = {}
        self.added: dict[str, bytes] = {}
        self.removed: set[str] = set()
        self.workbook = self.actual(workbook_part(Relations.of("", self._parts), self._parts))
        relations = Relations.of(self.workbook, self._parts)
        self.styles = self.actual(relations.part("styles", _STYLES))

    def __contains__(self, part: str) -> bool:
        return part in self.added or (part in self._actual.values() and part not in self.removed)

    def actual(self, part: str) -> str:
        """A part's name as the zip writes it, whatever case it is called in."""
        return self._actual.get(part.casefold(), part)

    @property
    def names(self) -> list[str]:
        """Part names in the order of the zip, added ones last."""
        kept = [info.filename for info in self._infos if info.filename not in self.removed]
        return [*kept, *self.added]

    @property
    def edited(self) -> list[str]:
        """The parts that were there and are edited."""
        return list(self._edits)

    def read(self, part: str) -> bytes:
        """A part as it was before any edit; b"" when there is none."""
        if part in self.added:
            return self.added[part]
        if part not in self._held:
            self._held[part] = self._parts.read(part)
        return self._held[part]

    def edit(self, part: str, start: int, end: int, new: str | bytes) -> None:
        """Note that bytes of a part become others; those of an added part at once."""
        one = Edit(start, end, new.encode() if isinstance(new, str) else new)
        if part in self.added:
            self.added[part] = applied(self.added[part], [one])
        else:
            self._edits.setdefault(part, []).append(one)

    def edits(self, part: str) -> list[Edit]:
        """The edits of a part by their place; those at one place in the order they came in."""
        return sorted(self._edits.get(part, ()), key=lambda edit: (edit.start, edit.end))

    def add(self, part: str, data: str | bytes) -> None:
        """A new part; its content type and relationship are the caller's."""
        self.added[part] = data.encode() if isinstance(data, str) else data

    def remove(self, part: str) -> None:
        """Take a part out."""
        self.added.pop(part, None)
        self._edits.pop(part, None)
        self.removed.add(part)

    def now(self, part: str) -> bytes:
        """A part with its edits."""
        return (
            applied(self.read(part), self.edits(part)) if part in self._edits else self.read(part)
        )

    def bytes(self) -> bytes:
        """The whole workbook: parts in their order and with their dates, added ones last."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for info in self._infos:
                if info.filename not in self.removed:
                    archive.writestr(_like(info), self.now(info.filename))
            for name, data in self.added.items():
                archive.writestr(_like(zipfile.ZipInfo(name, _MADE)), data)
        return out.getvalue()

    # ── Relationships and content types ─────────────────────────────────────────────────

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

    def append(self, part: str, node: Node, text: str) -> None:
        """Put text behind the last child of an element, also of one written `<a/>`."""
        if not node.empty:
            self.edit(part, node.close, node.close, text)
            return
        # `/>` are its last two signs; what was put into it before comes first.
        ours = [
            e for e in self._edits.get(part, ()) if (e.start, e.end) == (node.end - 2, node.end)
        ]
        before = b""
        for edit in ours:
            self._edits[part].remove(edit)
            before = edit.new.removeprefix(b">").removesuffix(f"</{node.tag}>".encode())
        self.edit(part, node.end - 2, node.end, f">{before.decode()}{text}</{node.tag}>")

    def set(self, part: str, node: Node, name: str, value: str) -> None:
        """Give an element's attribute (as written, prefix included) another value."""
        tag = self.read(part)[node.start : node.inner]
        text = f' {name}="{escape(value)}"'.encode()
        found = re.search(rb"""\s%b\s*=\s*(?:"[^"]*"|'[^']*')""" % re.escape(name.encode()), tag)
        if found:
            self.edit(part, node.start + found.start(), node.start + found.end(), text)
        else:
            at = node.start + 1 + len(node.tag.encode())
            self.edit(part, at, at, text)


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


def applied(data: bytes, edits: list[Edit]) -> bytes:
    """A part with edits in the order of their places."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [data[at : edit.start], edit.new]
        at = edit.end
    return b"".join([*pieces, data[at:]])


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


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A member of the same name, date and way of packing."""
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = info.external_attr
    return made
