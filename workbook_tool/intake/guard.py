"""A zip from a stranger → its parts in memory, each inflated within limits, or a refusal."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from workbook_tool.errors import Refused

DAMAGED, UNSAFE, ENCRYPTED = "WB102", "WB120", "WB104"
TOO_LARGE, TOO_MUCH, TOO_MANY_CELLS = "too-large", "too-much-inside", "too-many-cells"
ODD_PARTS, ODD_XML = "odd-parts", "odd-xml"
"""Why a file is unsafe: keys of the sentences `reason-…`."""


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: bytes and counts. Of 862 public workbooks none comes near the bytes.

    `elements` of XML count over all parts that are read, formatted blanks aside: a form of 900
    rows, all filled, has a third of them. `cells` and `strings` (characters) count for one sheet.
    """

    file: int = 20 * 2**20
    members: int = 1_000
    part: int = 64 * 2**20
    total: int = 128 * 2**20
    ratio: int = 100
    ratio_above: int = 100 * 2**10
    elements: int = 200_000
    cells: int = 100_000
    strings: int = 32 * 2**20
    names: int = 10_000


LIMITS = Limits()


class Parts:
    """The members of a zip, read on demand; declared sizes refuse, but are never trusted."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self._limits, self._spent = limits, 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refused(DAMAGED) from error
        # The parts of a package are called without regard to case.
        self._members = {info.filename.casefold(): info for info in self._vouched()}
        self.names = frozenset(self._members)
        """The members' names, case folded."""

    def _vouched(self) -> list[zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > self._limits.members:
            raise Refused(UNSAFE, reason=ODD_PARTS)
        declared = [info.file_size for info in infos]
        if sum(declared) > self._limits.total or max(declared, default=0) > self._limits.part:
            raise Refused(UNSAFE, reason=TOO_MUCH)
        seen: set[str] = set()
        for info in infos:
            name = info.filename
            if info.flag_bits & 0x1:
                raise Refused(ENCRYPTED)
            if name.casefold() in seen:
                raise Refused(UNSAFE, reason=ODD_PARTS)
            if "\\" in name or name.startswith("/") or ":" in name or ".." in name.split("/"):
                raise Refused(UNSAFE, reason=ODD_PARTS)
            seen.add(name.casefold())
        _no_overlap(infos)
        return infos

    def read(self, name: str) -> bytes:
        """The bytes of a member, in whatever case it is named; b"" when there is none.

        `Refused` when it is broken or a bomb.
        """
        info = self._members.get(name.casefold())
        if info is None:
            return b""
        limits = self._limits
        allowed = min(limits.part, limits.total - self._spent)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(allowed + 1)
        except _BROKEN as error:
            raise Refused(DAMAGED) from error
        self._spent += len(data)
        packed = max(1, info.compress_size)
        bomb = len(data) > limits.ratio_above and len(data) > limits.ratio * packed
        if len(data) > allowed or bomb:
            raise Refused(UNSAFE, reason=TOO_MUCH)
        return data


def _no_overlap(infos: list[zipfile.ZipInfo]) -> None:
    end = 0
    for info in sorted(infos, key=lambda i: i.header_offset):
        if info.header_offset < end:
            raise Refused(UNSAFE, reason=ODD_PARTS)
        end = info.header_offset + 30 + len(info.filename) + info.compress_size
