"""A zip as office programs write it → its members; every other zip is left to `anyzip`.

The standard library's reader loads compressions that no workbook uses and opens each member as a
stream: together a thirtieth of checking one file (docs/performance.md). What is unusual in any
way – a comment, Zip64, an extra field in the directory, a name beyond ASCII without its flag – is
no plain zip.
"""

from __future__ import annotations

import struct
import zlib

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass

DAMAGED = "WB102"
_END = struct.Struct("<4s2H2H2LH")
"""The last record: mark, disks, entries, size and place of the directory, length of a comment."""
_ENTRY = struct.Struct("<4s4B2H4x3L3H2x6xL")
"""Mark, versions, flags, method, sum, sizes, lengths of name, extra and comment, place."""
_LOCAL = struct.Struct("<6xH18x2H")
"""Of the record before a member's bytes: flags, lengths of its name and of its extra field."""
_ZIP64 = b"PK\x06\x07"
_NEWEST = 63
"""The newest version of the format, times ten, that the standard library reads."""
_UTF8 = 0x800
_USUAL = 0x2 | 0x4 | 0x8 | _UTF8
"""Flags: how hard was packed, sizes told behind the bytes, names in UTF-8."""
_ELSEWHERE = 2**32 - 1
"""A size or place that is told in an extra field (Zip64)."""
_STORED, _DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Member:
    """What a directory says of a member: sizes in bytes, packed and not, and where it begins."""

    name: str
    flags: int
    method: int
    sum: int
    packed: int
    size: int
    begins: int


class PlainZip:
    """The members of a plain zip in the order of its directory, which begins at `start_dir`."""

    def __init__(self, data: bytes, start_dir: int, members: list[Member]) -> None:
        self._data, self.start_dir, self.members = data, start_dir, members

    def inflated(self, member: Member) -> bytes:
        """The bytes of a member, never more than it is said to have. `Refused` when torn."""
        flags, named, extra = _LOCAL.unpack_from(self._data, member.begins)
        if not member.name.isascii() and not flags & _UTF8:  # the two records name it differently
            raise Refused(DAMAGED)
        begins = member.begins + _LOCAL.size + named + extra
        data = self._data[begins : begins + member.packed]
        if member.method == _DEFLATED:
            try:
                # One byte more, for a limit of 0 would be none.
                data = zlib.decompressobj(-15).decompress(data, member.size + 1)
            except zlib.error as error:
                raise Refused(DAMAGED) from error
        data = data[: member.size]
        if len(data) != member.size or zlib.crc32(data) != member.sum:
            raise Refused(DAMAGED)
        return data


def plain_zip(data: bytes) -> PlainZip | None:
    """The zip, when it is a plain one whose directory lies where its last record says."""
    ends = len(data) - _END.size
    if ends < 0 or data[max(0, ends - 20) : ends].startswith(_ZIP64):
        return None
    mark, disk, first, here, entries, size, begins, comment = _END.unpack_from(data, ends)
    whole = not disk and not first and here == entries and not comment
    if mark != b"PK\x05\x06" or not whole or begins + size != ends:
        return None
    members = _members(data, begins, ends)
    return PlainZip(data, begins, members) if len(members) == entries else None


def _members(data: bytes, at: int, ends: int) -> list[Member]:
    """The members of a directory; [] when one is not plain or something else lies among them."""
    members = []
    while at < ends:
        if at + _ENTRY.size > ends:
            return []
        mark, _, _, version, _, flags, method, *told, place = _ENTRY.unpack_from(data, at)
        crc, packed, size, named, extra, comment = told
        name = data[at + _ENTRY.size : at + _ENTRY.size + named]
        at += _ENTRY.size + named
        usual = not extra and not comment and not flags & ~_USUAL and version <= _NEWEST
        known = method in (_STORED, _DEFLATED) and max(packed, size, place) < _ELSEWHERE
        shown = _shown(name, flags)
        if mark != b"PK\x01\x02" or at > ends or not (usual and known and shown):
            return []
        members.append(Member(shown, flags, method, crc, packed, size, place))
    return members


def _shown(name: bytes, flags: int) -> str:
    """A name in the letters that its flag allows; "" for others."""
    try:
        shown = name.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in shown else shown
