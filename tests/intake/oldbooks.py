"""Writes .xls and .xlsb from cells, byte by byte, and what forgers make of them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Cells = Mapping[tuple[int, int], object]


@dataclass
class Error:
    """An error value by its code in the file: 0x17 is #REF!, 0x2A is #N/A."""

    code: int


@dataclass
class Formula:
    """A formula with its cached result, a number or a text."""

    result: float | str


@dataclass
class Styled:
    """A value in a format by its number: see FORMATS."""

    value: float | str
    style: int


@dataclass
class OldSheet:
    cells: Cells
    hidden: bool = False
    rows: Sequence[int] = ()
    columns: Sequence[int] = ()


@dataclass
class OldBook:
    sheets: Mapping[str, OldSheet]
    names: Mapping[str, tuple[int, int, int, int, int] | int] = field(default_factory=dict)
    """Sheet, top, left, bottom and right; or a number that the name stands for."""
    links: Sequence[bytes] = ()
    date1904: bool = False
    before: bytes = b""
    """Records put behind the first one of the file."""


SMALL = 4096
"""Bytes below which OLE2 keeps a stream elsewhere; ours are never so small."""
GENERAL, DAY, TIME, LEGACY = 0, 1, 2, 3
FORMATS = ((0, 0), (14, 0), (20, 0), (0, 1))
"""Number format and font of each style."""
FONTS = ("Arial", ".VnTime")


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def text8(text: str, length: str = "<HB") -> bytes:
    return struct.pack(length, len(text.encode("utf-16-le")) // 2, 1) + text.encode("utf-16-le")


def xls_stream(book: OldBook) -> bytes:
    """The records of the stream "Workbook"."""
    bof = struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 1996, 0, 6)
    head = [record(0x809, bof), book.before, record(0x42, struct.pack("<H", 1200))]
    head.append(record(0x22, struct.pack("<H", book.date1904)))
    for font in FONTS:
        body = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0)
        head.append(record(0x31, body + text8(font, "<BB")))
    for number, font in FORMATS:
        head.append(record(0xE0, struct.pack("<HHH", font, number, 1) + bytes(14)))
    tail = []
    if book.names or book.links:
        tail.append(record(0x1AE, struct.pack("<HH", len(book.sheets), 0x0401)))
        tail += [record(0x1AE, link) for link in book.links]
        refs = b"".join(struct.pack("<HHH", 0, n, n) for n in range(len(book.sheets)))
        tail.append(record(0x17, struct.pack("<H", len(book.sheets)) + refs))
    for name, meant in book.names.items():
        if isinstance(meant, int):
            area = struct.pack("<BH", 0x1E, meant)
        else:
            sheet, top, left, bottom, right = meant
            area = struct.pack("<BHHHHH", 0x3B, sheet, top, bottom, left, right)
        body = struct.pack("<HBBHHHBBBB", 0, 0, len(name), len(area), 0, 0, 0, 0, 0, 0)
        tail.append(record(0x18, body + b"\x00" + name.encode("ascii") + area))
    texts: dict[str, int] = {}
    bodies = [_sheet(sheet, texts) for sheet in book.sheets.values()]
    tail += _strings(texts)
    tail.append(record(0x0A))
    bounds = {title: text8(title, "<BB") for title in book.sheets}
    size = len(b"".join(head + tail)) + sum(10 + len(name) for name in bounds.values())
    listed = []
    for (title, sheet), body in zip(book.sheets.items(), bodies, strict=True):
        told = struct.pack("<IBB", size, sheet.hidden, 0) + bounds[title]
        listed.append(record(0x85, told))
        size += len(body)
    return b"".join([*head, *listed, *tail, *bodies])


def _strings(texts: Mapping[str, int]) -> list[bytes]:
    """One record a text: a text that crosses two would need a flag in between."""
    said = [text8(text) for text in texts]
    first = record(0xFC, struct.pack("<II", len(said), len(said)) + (said[0] if said else b""))
    return [first, *(record(0x3C, told) for told in said[1:])]


def _sheet(sheet: OldSheet, texts: dict[str, int]) -> bytes:
    out = [record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 1996, 0, 6))]
    for column in sheet.columns:
        out.append(record(0x7D, struct.pack("<HHHHHH", column, column, 2560, 0, 1, 0)))
    for row in sheet.rows:
        out.append(record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x120)))
    for (row, column), value in sorted(sheet.cells.items()):
        out.append(_cell(row, column, value, texts))
    return b"".join([*out, record(0x0A)])


def _cell(row: int, column: int, value: object, texts: dict[str, int]) -> bytes:
    style = 0
    if isinstance(value, Styled):
        value, style = value.value, value.style
    at = struct.pack("<HHH", row, column, style)
    if isinstance(value, Error):
        return record(0x205, at + bytes([value.code, 1]))
    if isinstance(value, bool):
        return record(0x205, at + bytes([value, 0]))
    if isinstance(value, Formula):
        if isinstance(value.result, str):
            shown = b"\x00" * 6 + b"\xff\xff"
            text = record(0x207, text8(value.result))
        else:
            shown, text = struct.pack("<d", value.result), b""
        token = struct.pack("<BH", 0x1E, 1)
        return record(0x6, at + shown + struct.pack("<HIH", 0, 0, 3) + token) + text
    if isinstance(value, int | float):
        return record(0x203, at + struct.pack("<d", value))
    index = texts.setdefault(str(value), len(texts))
    return record(0xFD, at + struct.pack("<I", index))


def ole(streams: Mapping[str, bytes], class_id: bytes = bytes(16)) -> bytes:
    """An OLE2 file of large streams, each in sectors that follow one another."""
    sectors: list[bytes] = []
    table: list[int] = []
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1, class_id=class_id)]
    for number, (name, data) in enumerate(streams.items(), 1):
        padded = data.ljust(SMALL, b"\x00")
        own = len(padded)
        padded += bytes(-own % 512)
        first, count = len(sectors), len(padded) // 512
        sectors += [padded[n : n + 512] for n in range(0, len(padded), 512)]
        table += [*range(first + 1, first + count), 0xFFFFFFFE]
        last = number == len(streams)
        entries.append(_entry(name, 2, first, own, right=-1 if last else number + 1))
    listed = b"".join(entries).ljust(512 * -(-len(entries) // 4), b"\x00")
    directory, count = len(sectors), len(listed) // 512
    sectors += [listed[n : n + 512] for n in range(0, len(listed), 512)]
    table += [*range(directory + 1, directory + count), 0xFFFFFFFE]
    fats = 1
    while fats * 128 < len(table) + fats:
        fats += 1
    places = range(len(sectors), len(sectors) + fats)
    table += [0xFFFFFFFD] * fats
    packed = struct.pack(f"<{len(table)}I", *table).ljust(fats * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, directory, 0)
    head += struct.pack("<IIIII", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - fats))
    return head + b"".join(sectors) + packed


def _entry(
    name: str, kind: int, first: int, size: int, *, child: int = -1, right: int = -1,
    class_id: bytes = bytes(16),
) -> bytes:  # fmt: skip
    said = name.encode("utf-16-le")
    links = struct.pack("<BBiii", kind, 1, -1, right, child)
    rest = class_id + bytes(20) + struct.pack("<IQ", first, size)
    return said.ljust(64, b"\x00") + struct.pack("<H", len(said) + 2) + links + rest


def xls(book: OldBook) -> bytes:
    stream = xls_stream(book)
    return ole({"Workbook": stream + record(0, bytes(max(0, SMALL - len(stream) - 4)))})


def xlsb(
    sheets: Mapping[str, OldSheet],
    extra: Mapping[str, bytes] | None = None,
    folder: str = "worksheets",
    short: bool = False,
) -> bytes:
    """A binary workbook with its texts inside the cells; with `short` cells beside others."""
    titles = list(sheets)
    book = b"".join(
        _binary(0x9C, struct.pack("<II", sheets[t].hidden, n) + _wide(f"rId{n}") + _wide(t))
        for n, t in enumerate(titles, 1)
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{relation}/worksheet" Target="{folder}/s{n}.bin"/>'
        for n in range(1, len(titles) + 1)
    )
    members = {
        "[Content_Types].xml": b'<Types><Override PartName="/xl/workbook.bin" ContentType='
        b'"application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}">'.encode()
        + f"{links}</Relationships>".encode(),
        "xl/workbook.bin": _binary(0x83) + _binary(0x8F) + book + _binary(0x90) + _binary(0x84),
        **{f"xl/{folder}/s{n}.bin": _part(sheets[t], short) for n, t in enumerate(titles, 1)},
        **(extra or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _part(sheet: OldSheet, short: bool = False) -> bytes:
    row, column = (max((at[n] for at in sheet.cells), default=0) for n in (0, 1))
    out = [_binary(0x81), _binary(0x94, struct.pack("<IIII", 0, row, 0, column))]
    out.append(_binary(0x91))
    begun = -1
    for (row, column), value in sorted(sheet.cells.items()):
        if row != begun:
            out.append(_binary(0x0, struct.pack("<I", row) + bytes(21)))
            begun = row
        beside = short and (row, column - 1) in sheet.cells
        at = b"" if beside else struct.pack("<I", column)
        kind, data = _told(value)
        out.append(_binary(kind + 11 * beside, at + bytes(4) + data))
    return b"".join([*out, _binary(0x92), _binary(0x82)])


def _told(value: object) -> tuple[int, bytes]:
    """The record of a long cell that holds a value, and its data."""
    if isinstance(value, Error):
        return 0x3, bytes([value.code])
    if isinstance(value, bool):
        return 0x4, bytes([value])
    if isinstance(value, int | float):
        return 0x5, struct.pack("<d", value)
    return 0x6, _wide(str(value))


def _wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def _binary(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(body)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + body
