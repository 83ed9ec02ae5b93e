"""A zip from a stranger → its parts in memory, each inflated within limits, or a refusal."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.intake.limits import LIMITS, Limits

__all__ = ["LIMITS", "Limits", "Parts"]

DAMAGED, UNSAFE, ENCRYPTED, LOCKED_BUNDLE = "WB102", "WB120", "WB104", "WB132"
TOO_LARGE, TOO_MUCH, TOO_MANY_CELLS = "too-large", "too-much-inside", "too-many-cells"
ODD_PARTS, ODD_XML = "odd-parts", "odd-xml"
"""Why a file is unsafe: keys of the sentences `reason-…`."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)
"""What zipfile raises over torn and forged archives."""
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
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            _no_tricks(self._zip, data)
        except BROKEN as error:
            raise Refused(DAMAGED) from error
        infos = self._zip.infolist()
        # The parts of a package are called without regard to case.
        self._members = {info.filename.casefold(): info for info in infos}
        self.names = frozenset(self._members)
        """The members' names, case folded."""
        if len(self.names) < len(infos):
            raise Refused(UNSAFE, reason=ODD_PARTS)
        if any(self._is_bomb(name) for name in self.names if name.startswith(_READ)):
            raise Refused(UNSAFE, reason=TOO_MUCH)

    def _vouch(self) -> None:
        """`TooMuch` when the zip declares more members or bytes than a form ever has."""
        declared = [info.file_size for info in self._members.values()]
        if len(declared) > self._limits.members:
            raise TooMuch(UNSAFE, reason=ODD_PARTS)
        if sum(declared) > self._limits.total or max(declared, default=0) > self._limits.part:
            raise TooMuch(UNSAFE, reason=TOO_MUCH)

    def weight(self, name: str) -> int:
        """The bytes a member is said to have, 0 when there is none."""
        info = self._members.get(name.casefold())
        return info.file_size if info else 0

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
        if info.file_size > allowed:
            raise TooMuch(UNSAFE, reason=TOO_MUCH)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except BROKEN as error:
            raise Refused(DAMAGED) from error
        if len(data) != info.file_size:
            raise Refused(DAMAGED)
        self._spent += len(data)
        packed = max(1, info.compress_size)
        if len(data) > limits.ratio_above and len(data) > limits.ratio * packed:
            raise Refused(UNSAFE, reason=TOO_MUCH)
        return data

    def _is_bomb(self, name: str) -> bool:
        info, limits = self._members[name], self._limits
        return info.file_size > max(limits.part, limits.ratio * info.compress_size)


def _no_tricks(archive: zipfile.ZipFile, data: bytes) -> None:
    """`Refused` for a directory that no program writes: odd names, overlaps, two truths."""
    end = 0
    for info in sorted(archive.infolist(), key=lambda i: i.header_offset):
        mark, flags, method, named, extra = _LOCAL.unpack_from(data, info.header_offset)
        if mark != b"PK\x03\x04":  # bytes were lost or doubled on the way: no trick
            raise Refused(DAMAGED)
        if info.flag_bits & 0x1:
            raise Refused(ENCRYPTED)
        encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
        begins = info.header_offset + _LOCAL.size
        told = data[begins : begins + named]
        named_alike = told == info.orig_filename.encode(encoding)
        same = named_alike and method == info.compress_type and not flags & 0x1
        odd = _odd(info.orig_filename) or info.compress_type not in (0, 8)
        overlaps = info.header_offset < end or (not end and info.header_offset)
        if not same or odd or overlaps:
            raise Refused(UNSAFE, reason=ODD_PARTS)
        end = begins + named + extra + info.compress_size
    if end > archive.start_dir:
        raise Refused(UNSAFE, reason=ODD_PARTS)


def _odd(name: str) -> bool:
    climbs = ".." in name.split("/")
    return climbs or name.startswith("/") or any(c in name for c in "\\:\x00")
