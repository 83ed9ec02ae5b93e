"""The members of a zip → the same edited in place, added or taken out → bytes again."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape

from workbook_tool.frozen import dataclass
from workbook_tool.intake.guard import LIMITS, Limits, Parts
from workbook_tool.patch.nodes import Node

_MADE = (1980, 1, 1, 0, 0, 0)
"""The time every added part bears: the same input must give the same bytes."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from `start` to `end` (not included) of a part become `new`."""

    start: int
    end: int
    new: bytes


class EditedParts:
    """The parts of a package being patched. Edits of one part must not overlap."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self.parts = Parts(data, limits)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._infos = archive.infolist()
        # The parts of a package are called without regard to case.
        self._actual = {info.filename.casefold(): info.filename for info in self._infos}
        self._held: dict[str, bytes] = {}
        self._edits: dict[str, list[Edit]] = {}
        self.added: dict[str, bytes] = {}
        self.removed: set[str] = set()

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
            self._held[part] = self.parts.read(part)
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
        """The whole package: parts in their order and with their dates, added ones last."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for info in self._infos:
                if info.filename not in self.removed:
                    archive.writestr(_like(info), self.now(info.filename))
            for name, data in self.added.items():
                archive.writestr(_like(zipfile.ZipInfo(name, _MADE)), data)
        return out.getvalue()

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


def applied(data: bytes, edits: list[Edit]) -> bytes:
    """A part with edits in the order of their places."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [data[at : edit.start], edit.new]
        at = edit.end
    return b"".join([*pieces, data[at:]])


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A member of the same name, date and way of packing."""
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = info.external_attr
    return made
