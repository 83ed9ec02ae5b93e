"""A zip of any kind → its members, as the standard library reads it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from workbook_tool.errors import Refused
from workbook_tool.intake.plainzip import DAMAGED, Member

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


class AnyZip:
    """What `plainzip.PlainZip` is, of any zip. `Refused` when there is no sound directory."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise Refused(DAMAGED) from error
        self.start_dir: int = self._zip.start_dir
        self.members = [_member(info) for info in self._zip.infolist()]
        self._infos = dict(zip(self.members, self._zip.infolist(), strict=True))

    def inflated(self, member: Member) -> bytes:
        """The bytes of a member, never more than it is said to have. `Refused` when torn."""
        try:
            with self._zip.open(self._infos[member]) as stream:
                data = stream.read(member.size + 1)
        except BROKEN as error:
            raise Refused(DAMAGED) from error
        if len(data) != member.size:
            raise Refused(DAMAGED)
        return data


def _member(info: zipfile.ZipInfo) -> Member:
    sizes = (info.compress_size, info.file_size)
    flags, name = info.flag_bits, info.orig_filename
    return Member(name, flags, info.compress_type, info.CRC, *sizes, info.header_offset)
