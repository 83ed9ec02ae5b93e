"""A workbook and a seed → the workbook damaged in one of many ways, always the same for a seed.

Three levels: the bytes and members of the zip, the XML of a part, the cells of a sheet. Nothing
here knows what a form is; it knows how files break and what people and programs put into cells.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

Members = dict[str, bytes]
"""The parts of a workbook by name, inflated."""

TEXTS = (
    "",
    " ",
    "\u200b",
    "=1+1",
    '=HYPERLINK("http://a.example","x")',
    "+84",
    "@SUM(A1)",
    "-nt-",
    "như trên",
    "5/9/2026",
    "Tháng 13/2026",
    "31/9/2026",
    "9999999999999999999999",
    "1e308",
    "-5",
    "NaN",
    "200 triệu",
    "1.5",
    "Không",
    "1.1",
    "Tiêu chí 9.9",
    "Mức 7",
    "x" * 5_000,
    "a\x07b",
    "\ud7ff\ue000\ufffd",
    "KÕ ho¹ch",
    "e\u0301" * 400,
    "<b>&amp;</b>",
    "_x000D__x0041_",
    "\u202eabc\u202c",
    "🙂",
    "Tháng " * 300,
    "1," * 500,
    "(" * 500,
)
"""What a cell may hold: hostile, damaged, or merely odd."""

ATTRIBUTES = ("", "0", "-1", "1", "A1", "XFD1048576", "A0", "9" * 30, "s", "n", "e", "true", "rId1")
PARTS = re.compile(r"xl/(workbook|sharedStrings|styles)\.xml|\.rels$|Content_Types|docProps/custom")
TAG = re.compile(rb"<[^<>]*>")
ATTRIBUTE = re.compile(rb'([A-Za-z:]+)="([^"]*)"')
CELL = re.compile(rb"<c [^<>]*?(?:/>|>.*?</c>)", re.DOTALL)
ROW = re.compile(rb"<row [^<>]*>.*?</row>", re.DOTALL)
TEXT = re.compile(rb">([^<>]+)<")


def mutate(data: bytes, kind: str, seed: int) -> bytes:
    """`data` damaged in the way called `kind`; `seed` picks the place."""
    return KINDS[kind](data, Random(f"{kind} {seed}"))


def members(data: bytes) -> Members:
    """The parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def zipped(parts: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as book:
        for name, part in parts.items():
            book.writestr(zipfile.ZipInfo(name), part, compress_type=method)
    return out.getvalue()


def _flip(data: bytes, random: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.choice((1, 3, 30))):
        spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _splice(data: bytes, random: Random) -> bytes:
    begin = random.randrange(len(data))
    return data[:begin] + data[begin + random.randrange(1, 2_000) :]


def _repeat(data: bytes, random: Random) -> bytes:
    begin = random.randrange(len(data))
    span = data[begin : begin + random.randrange(1, 2_000)]
    return data[:begin] + span + data[begin:]


def _junk(data: bytes, random: Random) -> bytes:
    noise = random.randbytes(random.randrange(1, 500))
    return random.choice((noise + data, data + noise, data + b"\0" * 500))


def _directory(data: bytes, random: Random) -> bytes:
    """Lies in the central directory: flags, method, CRC, sizes, offset of one member."""
    places = [found.start() for found in re.finditer(rb"PK\x01\x02", data)]
    if not places:
        return data
    at = random.choice(places)
    offset, width = random.choice(((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (42, 4)))
    lie = random.choice((0, 1, 0xFFFF, random.randrange(2**16))) * random.choice((1, 2**15))
    value = struct.pack("<I", lie & 0xFFFFFFFF)[:width]
    return data[: at + offset] + value + data[at + offset + width :]


def _drop_member(data: bytes, random: Random) -> bytes:
    parts = members(data)
    del parts[random.choice(sorted(parts))]
    return zipped(parts)


def _empty_member(data: bytes, random: Random) -> bytes:
    parts = members(data)
    parts[random.choice(sorted(parts))] = random.choice((b"", b"<a/>", b"\0" * 100, b"text"))
    return zipped(parts)


def _swap_members(data: bytes, random: Random) -> bytes:
    parts = members(data)
    one, two = random.sample(sorted(parts), 2)
    parts[one], parts[two] = parts[two], parts[one]
    return zipped(parts)


def _rename_member(data: bytes, random: Random) -> bytes:
    parts = members(data)
    name = random.choice(sorted(parts))
    tricks = (name.upper(), f"../{name}", f"/{name}", name.replace("/", "\\"), f"C:{name}")
    parts[random.choice((*tricks, f"{name}\0.xml", "é" + name, name + "/"))] = parts.pop(name)
    return zipped(parts)


def _double_member(data: bytes, random: Random) -> bytes:
    parts = members(data)
    name = random.choice(sorted(parts))
    out = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(out, "a") as book, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of the double we mean
        book.writestr(zipfile.ZipInfo(random.choice((name, name.upper()))), parts[name])
    return out.getvalue()


def _many_members(data: bytes, random: Random) -> bytes:
    extra = {f"xl/media/{n}.png": b"\x89PNG" for n in range(random.choice((20, 900, 1_200)))}
    return zipped(members(data) | extra)


def _stored(data: bytes, _: Random) -> bytes:
    return zipped(members(data), zipfile.ZIP_STORED)


def _big_member(data: bytes, random: Random) -> bytes:
    parts = members(data)
    name = random.choice(sorted(parts))
    parts[name] += b" " * random.choice((10**5, 10**7, 70 * 2**20))
    return zipped(parts)


def _in_part(change: Callable[[bytes, Random], bytes]) -> Callable[[bytes, Random], bytes]:
    """A change of one XML part: of the sheets and what they lean on more often than of others."""

    def mutation(data: bytes, random: Random) -> bytes:
        parts = members(data)
        known = sorted(name for name in parts if PARTS.search(name) or "worksheets/" in name)
        name = random.choice(known or sorted(parts))
        parts[name] = change(parts[name], random)
        return zipped(parts)

    return mutation


def _in_sheet(change: Callable[[bytes, Random], bytes]) -> Callable[[bytes, Random], bytes]:
    """A change of one to ten places in one sheet."""

    def mutation(data: bytes, random: Random) -> bytes:
        parts = members(data)
        sheets = sorted(name for name in parts if re.search(r"worksheets/[^/]+\.xml$", name))
        name = random.choice(sheets)
        for _ in range(random.choice((1, 1, 3, 10))):
            parts[name] = change(parts[name], random)
        return zipped(parts)

    return mutation


def _at(pattern: re.Pattern[bytes], part: bytes, random: Random) -> re.Match[bytes] | None:
    found = list(pattern.finditer(part))
    return random.choice(found) if found else None


def _replaced(part: bytes, found: re.Match[bytes] | None, by: bytes) -> bytes:
    return part[: found.start()] + by + part[found.end() :] if found else part


def _noise(part: bytes, random: Random) -> bytes:
    return _flip(part, random) if part else part


def _drop_tag(part: bytes, random: Random) -> bytes:
    return _replaced(part, _at(TAG, part, random), b"")


def _double_tag(part: bytes, random: Random) -> bytes:
    found = _at(TAG, part, random)
    return _replaced(part, found, found[0] * random.choice((2, 70))) if found else part


def _attribute(part: bytes, random: Random) -> bytes:
    found = _at(ATTRIBUTE, part, random)
    if not found:
        return part
    value = random.choice((*ATTRIBUTES, "x" * 70_000)).encode()
    return _replaced(part, found, random.choice((b"", found[1] + b'="' + value + b'"')))


def _text(part: bytes, random: Random) -> bytes:
    return _replaced(part, _at(TEXT, part, random), b">" + _escaped(random.choice(TEXTS)) + b"<")


def _declared(part: bytes, random: Random) -> bytes:
    body = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", part)
    text = body.decode("utf-8", "replace")
    choices = (
        b'<!DOCTYPE a [<!ENTITY b "c">]>' + body,
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + body,
        b'<?xml version="1.0" encoding="UTF-16"?>' + body,
        ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16"),
        text.encode("utf-16-le"),
        b"\xef\xbb\xbf" + body,
        b"<!-- -->" * 2_000 + body,
        b"<a>" * 5_000 + body + b"</a>" * 5_000,
        body + body,
        body.replace(b"><", b"><![CDATA[x]]><", 1),
    )
    return random.choice(choices)


def _namespace(part: bytes, random: Random) -> bytes:
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    prefixed = re.sub(rb"<(/?)(?=[A-Za-z])(?!\w+:)", rb"<\1x:", part)
    return random.choice((part.replace(usual, strict), prefixed.replace(b"xmlns=", b"xmlns:x=")))


def _half(part: bytes, random: Random) -> bytes:
    return part[: random.randrange(len(part) + 1)]


def _cell_text(part: bytes, random: Random) -> bytes:
    found = _at(CELL, part, random)
    if not found:
        return part
    reference = re.search(rb'r="([^"]*)"', found[0])
    own = b' r="' + reference[1] + b'"' if reference else b""
    text = _escaped(random.choice(TEXTS))
    kinds = (
        b"<c%s t='inlineStr'><is><t>%s</t></is></c>" % (own, text),
        b"<c%s t='str'><v>%s</v></c>" % (own, text),
        b"<c%s><v>%s</v></c>" % (own, text),
        b"<c%s t='s'><v>%d</v></c>" % (own, random.choice((0, 1, 10**6, -1))),
        b"<c%s t='e'><v>#REF!</v></c>" % own,
        b"<c%s t='b'><v>1</v></c>" % own,
        b"<c%s t='d'><v>2026-09-05T10:00:00</v></c>" % own,
        b"<c%s s='%d'><v>46000.5</v></c>" % (own, random.choice((0, 3, 10**6))),
        b"<c%s><f>1+1</f><v>2</v></c>" % own,
        b"<c%s t='?'><v>1</v></c>" % own,
    )
    return _replaced(part, found, random.choice(kinds))


def _cell_place(part: bytes, random: Random) -> bytes:
    found = _at(CELL, part, random)
    if not found:
        return part
    wanted = random.choice((b"A1", b"XFD1048576", b"C5", b"AAAA1", b"1", b"A99999999", b"c7"))
    moved = re.sub(rb'r="[^"]*"', b'r="' + wanted + b'"', found[0], count=1)
    return _replaced(part, found, random.choice((moved, found[0] + moved, b"")))


def _rows(part: bytes, random: Random) -> bytes:
    found = _at(ROW, part, random)
    if not found:
        return part
    number = random.choice((b"1", b"1048577", b"0", b"-3", b"7", b"x"))
    moved = re.sub(rb'r="\d*"', b'r="' + number + b'"', found[0], count=1)
    return _replaced(part, found, random.choice((b"", found[0] * 2, moved, found[0] * 40)))


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").encode("utf-8", "replace")


KINDS: Mapping[str, Callable[[bytes, Random], bytes]] = MappingProxyType(
    {
        "zip-flip": _flip,
        "zip-cut": _cut,
        "zip-splice": _splice,
        "zip-repeat": _repeat,
        "zip-junk": _junk,
        "zip-directory": _directory,
        "zip-drop-member": _drop_member,
        "zip-empty-member": _empty_member,
        "zip-swap-members": _swap_members,
        "zip-rename-member": _rename_member,
        "zip-double-member": _double_member,
        "zip-many-members": _many_members,
        "zip-stored": _stored,
        "zip-big-member": _big_member,
        "xml-noise": _in_part(_noise),
        "xml-drop-tag": _in_part(_drop_tag),
        "xml-double-tag": _in_part(_double_tag),
        "xml-attribute": _in_part(_attribute),
        "xml-text": _in_part(_text),
        "xml-declared": _in_part(_declared),
        "xml-namespace": _in_part(_namespace),
        "xml-half": _in_part(_half),
        "cell-text": _in_sheet(_cell_text),
        "cell-place": _in_sheet(_cell_place),
        "cell-rows": _in_sheet(_rows),
    }
)
"""Every way of breaking a workbook, by name."""
