"""The first bytes of a file → what it is: a workbook to read, or what to tell its sender."""

from __future__ import annotations

from collections.abc import Callable, Collection

from workbook_tool.patterns import re

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512
"""Bytes of the head of an OLE2 file, and the least one can have."""
BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}

NOT_OF_THIS_KIND = "WB101"
"""The rule under which is told that a file is of a kind that was not asked for."""

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
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "word"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
    (b"[InternetShortcut]", "shortcut"),
    (b"\x09\x00\x04\x00", "xls"),  # before Excel 5 a workbook was a bare stream
    (b"\x09\x02\x06\x00", "xls"),
    (b"\x09\x04\x06\x00", "xls"),
)
_PICTURE = re.compile(rb"(?s)....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avif)|RIFF....WEBP")
_HEADS = re.compile(
    rb"(?:delivered-to|return-path|received|from|to|subject|date|message-id|x-[a-z-]+): ?"
    rb"[^\n]*\n(?:[a-z-]+:|[ \t])"
)
"""The first two lines of a mail that was saved: what follows a name begins or goes on with one."""
_SPREADSHEET_XML = (b"urn:schemas-microsoft-com:office:spreadsheet", b"opendocument.spreadsheet")
_CLASSES = {
    b"\x20\x08\x02\x00": "xls",
    b"\x10\x08\x02\x00": "xls",
    b"\x06\x09\x02\x00": "word",
    b"\x10\x8d\x81\x64": "slides",
}
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
    ("__properties_version1.0", "mail"),
)
_MAIN = re.compile(
    rb"(spreadsheetml|wordprocessingml|presentationml|ms-excel|ms-word|ms-powerpoint)"
    rb"\.\w+(\.binary)?(?:\.macroEnabled)?\.main\+xml"
)
_FAMILIES = {
    b"spreadsheetml": "xlsx",
    b"ms-excel": "xlsx",
    b"wordprocessingml": "word",
    b"ms-word": "word",
    b"presentationml": "slides",
    b"ms-powerpoint": "slides",
}


def recognise(data: bytes) -> str:
    """What the bytes are, by magic alone, whatever the file is called.

    "zip" and "ole" are containers to look into, "xls" is a workbook older than either; every other
    word is a kind of file that is no workbook: empty, pdf, image, word, archive, shortcut, html,
    mail, xml, xml-spreadsheet, csv, text, unknown.
    """
    if data[:1] in (b"", b"\x00") and not data.strip(b"\x00"):
        return "empty"
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if _PICTURE.match(data):
        return "image"
    begun = data.lstrip(b"\r\n\t ") if data[:1] in b"\r\n\t " else data
    for magic, kind in _MAGIC:
        if data.startswith(magic) or begun.startswith(magic):
            return kind
    return _text_kind(data[:4096])


def _text_kind(head: bytes) -> str:
    for mark, encoding in BOMS.items():
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, "replace").encode()
    if b"\x00" in head:
        return "unknown"
    begun = head.lstrip().lower()
    if begun.startswith(b"mime-version:"):
        return "html" if b"multipart/related" in begun else "mail"
    if _HEADS.match(begun) and re.search(rb"(?m)^(?:mime-version|from|date):", begun):
        return "mail"
    if begun.startswith((b"<?xml", b"<?mso", b"<workbook")):
        return _xml_kind(begun)
    if begun.startswith(b"<") and re.search(rb"<(?:!doctype )?(?:html|table|meta|body)\b", begun):
        return "html"
    return "csv" if _is_csv(head) else "text"


def _xml_kind(begun: bytes) -> str:
    if any(mark in begun for mark in _SPREADSHEET_XML):
        return "xml-spreadsheet"
    return "html" if b"<html" in begun else "xml"


def _is_csv(head: bytes) -> bool:
    """Whether the first two lines are parted alike."""
    lines = [line for line in head.splitlines() if line.strip()][:2]
    counts = [[line.count(mark) for mark in (b"\t", b";", b",")] for line in lines]
    return len(counts) > 1 and any(one and one == two for one, two in zip(*counts, strict=True))


def zip_kind(names: Collection[str], read: Callable[[str], bytes]) -> str:
    """What a zip holds, by its members' case-folded names and its table of contents.

    xlsx, xlsb, ods, encrypted (an .ods with a password), word, slides, iwork, archive.
    """
    for name, kind in (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb")):
        if name in names:
            return kind
    if "[content_types].xml" in names:
        main = _MAIN.search(read("[content_types].xml"))
        if main:
            return "xlsb" if main[2] else _FAMILIES[main[1]]
    if "mimetype" in names and (kind := _opendocument(read("mimetype")[:80])):
        manifest = read("meta-inf/manifest.xml") if kind == "ods" else b""
        return "encrypted" if b":encryption-data" in manifest else kind
    iwork = any(name.endswith(".iwa") for name in names)
    return "iwork" if iwork else "archive"


def _opendocument(mimetype: bytes) -> str:
    prefix = b"application/vnd.oasis.opendocument."
    if not mimetype.startswith(prefix):
        return ""
    rest = mimetype[len(prefix) :]
    known = ((b"spreadsheet", "ods"), (b"presentation", "slides"))
    return next((kind for name, kind in known if rest.startswith(name)), "word")


def ole_kind(data: bytes) -> str:
    """What an OLE2 file holds, by the class of its root and its streams' names.

    encrypted, xls, word, slides, mail, unknown; "torn" when its directory, which holds the names,
    lies beyond its end.
    """
    size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    directory = (int.from_bytes(data[48:52], "little") + 1) * size
    if directory >= len(data) or len(data) < SECTOR:
        return "torn"
    if _stream("EncryptedPackage") in data:
        return "encrypted"
    root = data[directory + 80 : directory + 84]
    found = (kind for name, kind in _STREAMS if _stream(name) in data)
    return _CLASSES.get(root) or next(found, "unknown")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"
