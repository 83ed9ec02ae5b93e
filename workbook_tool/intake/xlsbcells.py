"""Bytes of an .xlsb → the same, the short cells of its sheets written as long ones.

A short cell ([MS-XLSB] BrtShortBlank to BrtShortIsst) leaves out its column, one beyond that of the
cell before it. Some programs write them; python-calamine passes them over.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

SHEETS = "xl/worksheets/"
_LONG = range(1, 12)
"""BrtCellBlank to BrtFmlaError: their data begin with the column, four bytes."""
_SHORT = range(12, 19)
_APART = 11
"""By so much the number of a short cell is greater than that of the long one."""
_LENGTH_BYTES = 4


def lengthened(data: bytes) -> bytes:
    """An .xlsb without short cells. zipfile's errors and ValueError: its bytes make no sense."""
    written, changed = io.BytesIO(), False
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for member in source.infolist():
            part = source.read(member)
            if member.filename.lower().startswith(SHEETS) and member.filename.endswith(".bin"):
                long = b"".join(_records(part))
                changed, part = changed or long != part, long
            target.writestr(member.filename, part)
    return written.getvalue() if changed else data


def _records(part: bytes) -> Iterator[bytes]:
    """The records of a sheet, every cell with its column."""
    at, column = 0, -1
    while at < len(part):
        kind, begins, ends = _head(part, at)
        if ends > len(part):
            raise ValueError
        if kind in _SHORT:
            column += 1
            cell = column.to_bytes(4, "little") + part[begins:ends]
            yield bytes((kind - _APART,)) + _length(len(cell)) + cell
        else:
            if kind in _LONG:
                column = int.from_bytes(part[begins : begins + 4], "little")
            yield part[at:ends]
        at = ends


def _head(part: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the record at `at`, and where its data begin and end. IndexError: cut off."""
    kind, at = part[at], at + 1
    if kind > 127:
        kind, at = (kind & 127) | (part[at] << 7), at + 1
    length = 0
    for step in range(_LENGTH_BYTES):
        piece, at = part[at], at + 1
        length |= (piece & 127) << (7 * step)
        if piece < 128:
            break
    return kind, at, at + length


def _length(count: int) -> bytes:
    pieces = bytearray()
    while count > 127:
        pieces.append(count & 127 | 128)
        count >>= 7
    return bytes((*pieces, count))
