"""The first bytes of a file → what it is: a workbook to read, or what to tell its sender."""

from __future__ import annotations

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"{\\rtf", "word"),
)


def recognise(data: bytes) -> str:
    """What the bytes are, by magic alone, whatever the file is called.

    "zip" and "ole" are containers to look into; every other word is a kind of file that is no
    workbook: empty, pdf, image, word, archive, html, xml, text, unknown.
    """
    if not data:
        return "empty"
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") or data[8:12] == b"WEBP":
        return "image"
    begun = data.lstrip(b"\r\n\t ") if data[:1] in b"\r\n\t " else data
    for magic, kind in _MAGIC:
        if begun.startswith(magic):
            return kind
    return _text_kind(data)


def _text_kind(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith(b"<?xml"):
        return "xml"
    if not data.strip(b"\x00"):
        return "empty"
    return (
        "unknown"
        if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff")
        else "text"
    )


def zip_kind(names: frozenset[str], mimetype: bytes) -> str:
    """What a zip holds, by its members' names in small letters.

    One of xlsx, xlsb, ods, word, slides, archive.
    """
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if "word/document.xml" in names or mimetype.startswith(b"application/vnd.oasis"):
        return "word"
    if "ppt/presentation.xml" in names:
        return "slides"
    return "archive"


def ole_kind(data: bytes) -> str:
    """What an OLE2 file holds, by its streams' names: encrypted, xls, word, unknown.

    "torn" when its directory, which holds the names, lies beyond its end.
    """
    size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    if (int.from_bytes(data[48:52], "little") + 1) * size >= len(data):
        return "torn"
    for name, kind in (("EncryptedPackage", "encrypted"), ("Workbook", "xls"), ("Book", "xls")):
        if name.encode("utf-16-le") + b"\x00\x00" in data:
            return kind
    return "word" if "WordDocument".encode("utf-16-le") in data else "unknown"
