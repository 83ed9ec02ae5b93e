"""A zip from a stranger → its parts in memory, each inflated within limits, or a refusal."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.intake.plainzip import PlainZip, plain_zip

if TYPE_CHECKING:
    from workbook_tool.intake.anyzip import AnyZip

__all__ = ["LIMITS", "Limits", "Parts"]

DAMAGED, UNSAFE, ENCRYPTED, LOCKED_BUNDLE = "WB102", "WB120", "WB104", "WB132"
TOO_LARGE, TOO_MUCH, TOO_MANY_CELLS = "too-large", "too-much-inside", "too-many-cells"
ODD_PARTS, ODD_XML = "odd-parts", "odd-xml"
"""Why a file is unsafe: keys of the sentences `reason-…`."""
_ENTRY = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s2xHH16xHH")
"""Of a local header: mark, flags, method, lengths of the name and of the extra field."""
_SHEETS = "xl/worksheets/"
_READ = (_SHEETS, "xl/sharedstrings.xml", "xl/styles.xml", "xl/workbook.xml")
"""Parts that must be inflated to read a workbook; what others hold costs nothing."""


class Parts:
    """The members of a zip, read on demand; declared sizes refuse, but are never trusted.

    Whatever a file is, its directory must be sound. Whether it is too large is asked only when a
    sheet is to be read: a big workbook that is not ours is no danger.
    """

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self._limits, self._spent = limits, 0
        if data.count(_ENTRY) > limits.directory:
            raise Refused(UNSAFE, reason=ODD_PARTS)
        self._zip = _opened(data)
        try:
            _no_tricks(self._zip, data)
        except (struct.error, ValueError) as error:
            raise Refused(DAMAGED) from error
        members = self._zip.members
        # The parts of a package are called without regard to case.
        self._members = {member.name.casefold(): member for member in members}
        self.names = frozenset(self._members)
        """The members' names, case folded."""
        if len(self.names) < len(members):
            raise Refused(UNSAFE, reason=ODD_PARTS)
        if any(self._is_bomb(name) for name in self.names if name.startswith(_READ)):
            raise Refused(UNSAFE, reason=TOO_MUCH)

    def _vouch(self) -> None:
        """`TooMuch` when the zip declares more members or bytes than a form ever has."""
        declared = [info.size for info in self._members.values()]
        if len(declared) > self._limits.members:
            raise TooMuch(UNSAFE, reason=ODD_PARTS)
        if sum(declared) > self._limits.total or max(declared, default=0) > self._limits.part:
            raise TooMuch(UNSAFE, reason=TOO_MUCH)

    def weight(self, name: str) -> int:
        """The bytes a member is said to have, 0 when there is none."""
        info = self._members.get(name.casefold())
        return info.size if info else 0

    def read(self, name: str) -> bytes:
        """The bytes of a member, in whatever case it is named; b"" when there is none.

        `Refused` when it is broken or a bomb.
        """
        info = self._members.get(name.casefold())
        if info is None:
            return b""
        if name.casefold().startswith(_SHEETS):
            self._vouch()
        limits = self._limits
        allowed = min(limits.part, limits.total - self._spent)
        if info.size > allowed:
            raise TooMuch(UNSAFE, reason=TOO_MUCH)
        data = self._zip.inflated(info)
        self._spent += len(data)
        packed = max(1, info.packed)
        if len(data) > limits.ratio_above and len(data) > limits.ratio * packed:
            raise Refused(UNSAFE, reason=TOO_MUCH)
        return data

    def _is_bomb(self, name: str) -> bool:
        info, limits = self._members[name], self._limits
        return info.size > max(limits.part, limits.ratio * info.packed)


def _opened(data: bytes) -> PlainZip | AnyZip:
    """The zip, by the longer way when it is no plain one."""
    if plain := plain_zip(data):
        return plain
    from workbook_tool.intake.anyzip import AnyZip

    return AnyZip(data)


def _no_tricks(archive: PlainZip | AnyZip, data: bytes) -> None:
    """`Refused` for a directory that no program writes: odd names, overlaps, two truths."""
    end = 0
    for member in sorted(archive.members, key=lambda m: m.begins):
        mark, flags, method, named, extra = _LOCAL.unpack_from(data, member.begins)
        if mark != b"PK\x03\x04":  # bytes were lost or doubled on the way: no trick
            raise Refused(DAMAGED)
        if member.flags & 0x1:
            raise Refused(ENCRYPTED)
        encoding = "utf-8" if member.flags & 0x800 or member.name.isascii() else "cp437"
        begins = member.begins + _LOCAL.size
        told = data[begins : begins + named]
        named_alike = told == member.name.encode(encoding)
        same = named_alike and method == member.method and not flags & 0x1
        odd = _odd(member.name) or member.method not in (0, 8)
        overlaps = member.begins < end or (not end and member.begins)
        if not same or odd or overlaps:
            raise Refused(UNSAFE, reason=ODD_PARTS)
        end = begins + named + extra + member.packed
    if end > archive.start_dir:
        raise Refused(UNSAFE, reason=ODD_PARTS)


def _odd(name: str) -> bool:
    climbs = ".." in name.split("/")
    return climbs or name.startswith("/") or any(c in name for c in "\\:\x00")
