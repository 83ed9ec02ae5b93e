"""Builds one file of every hostile, broken and foreign kind that anybody may send."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

import msoffcrypto
from filled import ACTION, fill
from oldbooks import OldBook, OldSheet, ole, record, xls, xlsb

PLAN_SHEET = "xl/worksheets/sheet5.xml"
BOOK, STYLES, STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
CONTENTS = "[Content_Types].xml"
STRANGER = {"A": OldSheet({(0, 0): "Thời khóa biểu", (1, 1): 2.0})}


@cache
def plan() -> bytes:
    """A filled form as Python writes it."""
    stream = io.BytesIO()
    fill([ACTION]).save(stream)
    return stream.getvalue()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """The plan with its members changed and others added."""
    with zipfile.ZipFile(io.BytesIO(plan())) as old:
        members = {name: change(name, old.read(name)) for name in old.namelist()}
    return zipped({**members, **(more or {})})


def part(name: str, old: bytes, new: bytes) -> bytes:
    """The plan with one place of one part changed."""
    data = changed(lambda n, p: p.replace(old, new, 1) if n == name else p)
    assert data != changed(lambda _, p: p), name
    return data


def added(**members: bytes) -> bytes:
    """The plan with members added under names as they stand."""
    out = io.BytesIO(plan())
    with zipfile.ZipFile(out, "a") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def renamed(old: bytes, new: bytes, place: str = "both") -> bytes:
    """The plan with a member's name changed in its local header, the directory or both."""
    data = plan()
    assert len(old) == len(new)
    at = [data.index(old), data.rindex(old)]
    for where in {"local": at[:1], "directory": at[1:], "both": at}[place]:
        data = data[:where] + new + data[where + len(new) :]
    return data


def packed(offset: int, format_: str, change: Callable[[int], int]) -> bytes:
    """The plan with a number of its plan sheet's entry in the directory changed."""
    data = bytearray(plan())
    at = data.rindex(PLAN_SHEET.encode()) - 46
    (number,) = struct.unpack_from(format_, data, at + offset)
    struct.pack_into(format_, data, at + offset, change(number))
    return bytes(data)


def rows(count: int, cell: str) -> bytes:
    return b"".join(
        (f'<row r="{r}">' + cell.format(r=r) + "</row>").encode() for r in range(200, 200 + count)
    )


def in_sheet(inside: bytes) -> bytes:
    return part(PLAN_SHEET, b"</sheetData>", inside + b"</sheetData>")


def foreign(sheet: bytes = b"", more: dict[str, bytes] | None = None) -> bytes:
    """An ordinary workbook of somebody else's."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    members = {
        CONTENTS: b'<Types><Override PartName="/xl/workbook.xml" ContentType="'
        + main
        + b'"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        BOOK: f'<workbook xmlns:r="{relation}"><sheets>'
        f'<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + sheet + b"</sheetData></worksheet>",
    }
    return zipped({**members, **(more or {})})


def locked(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def opendocument(kind: str, body: bytes = b"<a/>", **more: bytes) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": mimetype, "content.xml": body, **more}, zipfile.ZIP_STORED)


def office(main: str, content: str) -> bytes:
    told = f'PartName="/{main}" ContentType="application/{content}.main+xml"'
    listed = f"<Types><Override {told}/></Types>"
    return zipped({CONTENTS: listed.encode(), main: b"<a/>"})


def kinds() -> Iterator[tuple[str, bytes]]:
    """What is no workbook, under the names that people give it."""
    noise = bytes(range(1, 256)) * 9
    word = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    slides = "vnd.openxmlformats-officedocument.presentationml.presentation"
    yield "empty.xlsx", b""
    yield "zeros.xlsx", bytes(40_000)
    yield "photo.jpg", b"\xff\xd8\xff\xe0" + noise
    yield "photo.xlsx", b"\xff\xd8\xff\xe0" + noise
    yield "photo.png", b"\x89PNG\r\n\x1a\n" + noise
    yield "photo.heic", b"\x00\x00\x00\x18ftypheic" + noise
    yield "photo.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + noise
    yield "scan.pdf", b"%PDF-1.7\n" + noise
    yield "scan.xlsx", b"%PDF-1.7\n" + noise
    yield "plan.docx", office("word/document.xml", word)
    yield "plan-macro.docm", office("word/document2.xml", "vnd.ms-word.document.macroEnabled")
    yield "plan.doc", ole({"WordDocument": noise})
    yield "plan-root.doc", ole({"1Table": noise}, b"\x06\x09\x02\x00" + bytes(12))
    yield "plan.rtf", b"{\\rtf1 xin chao}"
    yield "plan.odt", opendocument("text")
    yield "slides.pptx", office("ppt/presentation.xml", slides)
    yield "slides.odp", opendocument("presentation")
    yield "slides.ppt", ole({"PowerPoint Document": noise})
    yield "archive.rar", b"Rar!\x1a\x07\x00" + noise
    yield "archive.7z", b"7z\xbc\xaf\x27\x1c" + noise
    yield "archive.gz", b"\x1f\x8b\x08" + noise
    yield "archive.xlsx", zipped({"KH.txt": b"x"})
    yield "export.xls", b"<html xmlns:o='urn:x'><table><tr><td>1</td></tr></table></html>"
    yield "export-16.xls", "<html><table></table></html>".encode("utf-16")
    yield "export-mht.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n"
    yield "table.csv", "Mã,Tên\n1,Trường\n".encode()
    yield "table-16.csv", "Mã\tTên\n1\tTrường\n".encode("utf-16")
    yield "note.txt", "Kính gửi".encode()
    yield (
        "sheet-2003.xml",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    )
    yield (
        "flat.fods",
        b'<?xml version="1.0"?><office:document '
        b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
    )
    yield "other.xml", b'<?xml version="1.0"?><a/>'
    yield "numbers.numbers", zipped({"Index/Document.iwa": b"x"})
    yield "shortcut.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + noise
    yield "shortcut.url", b"[InternetShortcut]\r\nURL=https://example.org/\r\n"
    yield "mail.eml", b"MIME-Version: 1.0\nSubject: KH\n\n"
    yield "mail.msg", ole({"__properties_version1.0": noise})
    yield "unknown.xlsx", b"\x01\x02\x00\x03" + noise
    yield "~$owner.xlsx", b"owner"
    yield "half.xlsx.crdownload", plan()[:9_000]


def containers() -> Iterator[tuple[str, bytes]]:
    """Workbooks of every format: ours, others', torn, locked."""
    own = {"_id": OldSheet({(0, 0): "wbtool_form", (0, 1): "plan-9999", (1, 0): "wbtool_set",
                            (1, 1): "x"})}  # fmt: skip
    yield "plan.xlsx", plan()
    yield "plan (1).xlsx", plan()
    yield "plan-called.xls", plan()
    yield "torn-begin.xlsx", plan()[:100]
    yield "torn-middle.xlsx", plan()[:20_000]
    yield "torn-end.xlsx", plan()[:-1]
    yield "other.xlsx", foreign()
    yield "other.xls", xls(OldBook(STRANGER))
    yield "other-called.xlsx", xls(OldBook(STRANGER))
    yield "other.xlsb", xlsb(STRANGER)
    yield "other.ods", opendocument("spreadsheet")
    yield "version.xls", xls(OldBook(own))
    yield "torn.xls", xls(OldBook(STRANGER))[:2_000]
    yield "rubbish.xls", ole({"Workbook": b"\xff" * 5_000})
    yield "locked.xls", xls(OldBook(STRANGER, before=record(0x2F, bytes(54))))
    yield "locked.xlsx", locked(plan(), "Hoa Sen")
    yield "locked-forged.xlsx", ole({"EncryptionInfo": b"x" * 99, "EncryptedPackage": b"x" * 5_000})
    sealed = {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    yield "locked.ods", opendocument("spreadsheet", b"\x00\xff", **sealed)
    yield "torn.ods", opendocument("spreadsheet", b"<a>")
    yield "far.xlsb", xlsb({"A": OldSheet({(0, 0): "x", (1_048_575, 16_383): "y"})})
    yield "loop.xls", _looping()


def _looping() -> bytes:
    """A sector table whose chain runs in a circle."""
    data = bytearray(xls(OldBook(STRANGER)))
    table = data.rindex(b"\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00")
    struct.pack_into("<I", data, table + 8, 0)
    return bytes(data)


def zips() -> Iterator[tuple[str, bytes]]:
    """Tricks with the directory of a zip."""
    for name, trick in {
        "climb": "../x",
        "root": "/etc/x",
        "back": "a\\b",
        "drive": "C:x",
        "case": "XL/workbook.xml",
    }.items():
        yield f"zip-{name}.xlsx", added(**{trick: b"x"})
    yield (
        "zip-twice.xlsx",
        renamed(b"xl/theme/theme1.xml", b"xl/styles.xml\x00\x00\x00\x00\x00\x00"),
    )
    yield "zip-two-names.xlsx", renamed(STYLES.encode(), b"xl/stylez.xml", "local")
    yield "zip-locked-flag.xlsx", packed(8, "<H", lambda flags: flags | 1)
    yield "zip-method.xlsx", packed(10, "<H", lambda _: 12)
    yield "zip-overlap.xlsx", packed(42, "<I", lambda _: 0)
    yield "zip-size-low.xlsx", packed(24, "<I", lambda size: size // 2)
    yield "zip-size-high.xlsx", packed(24, "<I", lambda size: size + 9)
    yield "zip-packed-high.xlsx", packed(20, "<I", lambda size: size + 10_000)
    yield "zip-packed-vast.xlsx", packed(20, "<I", lambda _: 2**31)
    yield "zip-prefix.xlsx", b"PK\x03\x04" + b"junk" * 9 + plan()
    yield "zip-suffix.xlsx", plan() + b"\r\n"
    yield "zip-checksum.xlsx", packed(16, "<I", lambda _: 1)
    yield "zip-many.xlsx", added(**{f"n{n}": b"" for n in range(1_001)})
    yield "zip-flood.xlsx", zipped({f"n{n}": b"" for n in range(20_001)})
    yield "zip-bomb.xlsx", changed(lambda n, p: p + b" " * 70_000_000 if n == PLAN_SHEET else p)
    yield "zip-bomb-other.xlsx", foreign(b" " * 70_000_000)
    yield (
        "zip-bomb-small.xlsx",
        changed(lambda n, p: p + b" " * 20_000_000 if n == PLAN_SHEET else p),
    )
    yield "zip-bomb-attribute.xlsx", in_sheet(b'<row a="' + b"x" * 20_000_000 + b'"/>')
    yield "zip-bomb-comment.xlsx", in_sheet(b"<!--" + b"x" * 20_000_000 + b"-->")
    yield "zip-big-unread.xlsx", added(**{"xl/media/a.png": bytes(65 * 2**20)})
    yield "zip-torn-stream.xlsx", _torn_stream()


def _torn_stream() -> bytes:
    data = bytearray(plan())
    with zipfile.ZipFile(io.BytesIO(plan())) as archive:
        at = archive.getinfo(PLAN_SHEET).header_offset
    data[at + 100 : at + 200] = b"\xff" * 100
    return bytes(data)


def markup() -> Iterator[tuple[str, bytes]]:
    """What stands in the parts."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet '
    yield "xml-doctype.xlsx", part(PLAN_SHEET, b"<worksheet ", laughs)
    yield (
        "xml-doctype-book.xlsx",
        part(BOOK, b"<workbook ", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><workbook '),
    )
    yield (
        "xml-utf16.xlsx",
        changed(lambda n, p: p.decode().encode("utf-16") if n == PLAN_SHEET else p),
    )
    yield "xml-latin1.xlsx", changed(
        lambda n, p: b'<?xml version="1.0" encoding="latin-1"?>' + p.split(b"?>", 1)[-1]
        if n == STYLES else p
    )  # fmt: skip
    yield (
        "xml-deep.xlsx",
        part(PLAN_SHEET, b"<sheetData>", b"<a>" * 99 + b"</a>" * 99 + b"<sheetData>"),
    )
    yield "xml-torn.xlsx", part(PLAN_SHEET, b"</sheetData>", b"")
    yield "xml-nul.xlsx", part(PLAN_SHEET, b"<sheetData>", b"<sheetData>\x00")
    attributes = b" ".join(b'a%d=""' % n for n in range(60_000))
    yield "xml-attributes.xlsx", in_sheet(b"<row><c " + attributes + b"><v>1</v></c></row>")
    yield "far-cell.xlsx", in_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "beyond-cell.xlsx", in_sheet(b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>')
    yield "blanks.xlsx", in_sheet(rows(100_000, '<c r="A{r}" s="1"/><c r="B{r}" s="1"/>'))
    yield "cells.xlsx", in_sheet(rows(110_000, '<c r="A{r}"><v>{r}</v></c>'))
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(210_000))
    merges = b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
    yield "merges.xlsx", part(PLAN_SHEET, b"</sheetData>", merges)
    names = b"".join(b'<definedName name="n%d">x!$A$1</definedName>' % n for n in range(10_001))
    yield "names.xlsx", part(BOOK, b"</definedNames>", names + b"</definedNames>")
    formats = b"".join(b'<xf numFmtId="%d"/>' % n for n in range(300_000))
    yield "styles.xlsx", part(STYLES, b"</cellXfs>", formats + b"</cellXfs>")
    again = b'<row r="5"><c r="H5" t="str"><v>again</v></c></row><row r="3"/>'
    yield "twice.xlsx", in_sheet(again)
    strict = (
        b"schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"purl.oclc.org/ooxml/spreadsheetml/main",
    )
    yield "strict.xlsx", changed(lambda n, p: p.replace(*strict) if n.startswith("xl/") else p)
    yield (
        "no-sheet.xlsx",
        changed(
            lambda n, p: (
                p.replace(b"sheet5.xml", b"sheet99.xml") if n.endswith("workbook.xml.rels") else p
            )
        ),
    )


def contents() -> Iterator[tuple[str, bytes]]:
    """What a workbook may carry: read, said, never used."""
    yield "macro.xlsm", added(**{"xl/vbaProject.bin": b"x"})
    link = b"<externalLink><ddeLink ddeService='cmd' ddeTopic='/c calc'/></externalLink>"
    yield "dde.xlsx", added(**{"xl/externalLinks/externalLink1.xml": link})
    yield "links.xlsx", added(**{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    more = {
        "xl/connections.xml": b"<x/>",
        "xl/queryTables/q.xml": b"<x/>",
        "xl/embeddings/o.bin": b"x",
    }
    yield "connections.xlsx", added(**more)
    yield "controls.xlsx", added(**{"xl/activeX/a.bin": b"x"})


def big() -> Iterator[tuple[str, bytes]]:
    """Ordinary big workbooks of others: turned away as not ours, and never as unsafe."""
    million = rows(250_000, '<c r="A{r}"><v>{r}</v></c><c r="B{r}" t="s"><v>{r}</v></c>')
    texts = b"".join(b"<si><t>text %d</t></si>" % n for n in range(250_000))
    yield "big-rows.xlsx", foreign(million, {STRINGS: b"<sst>" + texts + b"</sst>"})
    yield "big-members.xlsx", foreign(more={f"xl/media/{n}.png": b"x" for n in range(5_000)})
    yield "big-image.xlsx", foreign(more={"xl/media/a.bmp": bytes(90 * 2**20)})
    cache = b"<r>" + b'<x v="0"/>' * 3_000_000 + b"</r>"
    yield "big-cache.xlsx", foreign(more={"xl/pivotCache/records1.xml": cache})
    other = {"A": OldSheet({(r, c): "chữ" for r in range(5_000) for c in range(50)})}
    yield "big.xls", xls(OldBook(other))
    texts = b"".join(b"<text:p>%d</text:p>" % n for n in range(1_000_000))
    members = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": texts}
    yield "big.ods", zipped(members)


def build() -> dict[str, bytes]:
    """Every file by its name."""
    return {
        name: data
        for group in (kinds, containers, zips, markup, contents, big)
        for name, data in group()
    }
