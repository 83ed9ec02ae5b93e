"""The records of an .xls → what xlrd does not tell: formulas, links to elsewhere, a password."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.foreign import DDE, LINKS

_BOUNDSHEET, _FILEPASS, _SUPBOOK = 0x85, 0x2F, 0x1AE
_BOF = (0x809, 0x409, 0x209, 0x9)
_FORMULA = (0x6, 0x206, 0x406)
_OWN = (0x0401, 0x3A01)
"""What a SUPBOOK says instead of a name when it stands for the workbook itself or for add-ins."""


@dataclass(slots=True)
class Records:
    """Formula cells by number of the sheet (from 0), and what the workbook is linked to."""

    formulas: dict[int, set[tuple[int, int]]] = field(default_factory=dict)
    carries: set[str] = field(default_factory=set)
    locked: bool = False

    @classmethod
    def of(cls, stream: bytes) -> Records:
        """Of the stream "Workbook"; it may end anywhere, what stands before is told."""
        found, sheet = cls(), -1
        begins: dict[int, int] = {}
        for at, kind, body in _records(stream):
            if kind == _FILEPASS:
                found.locked = True
                break
            if kind == _BOUNDSHEET and len(body) >= 4:
                begins[int.from_bytes(body[:4], "little")] = len(begins)
            elif kind in _BOF:
                sheet = begins.get(at, sheet)
            elif kind in _FORMULA and len(body) >= 4:
                found.formulas.setdefault(sheet, set()).add(struct.unpack_from("<HH", body))
            elif kind == _SUPBOOK:
                found._link(body)
        return found

    def _link(self, body: bytes) -> None:
        if len(body) < 4 or int.from_bytes(body[2:4], "little") in _OWN:
            return
        # A link to a program has its topic behind the character 3.
        self.carries.add(DDE if b"\x03" in body[4:] else LINKS)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
