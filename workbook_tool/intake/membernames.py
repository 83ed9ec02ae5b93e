"""The name of a member as its zip has it → the name its sender gave it, safe to print and join."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from workbook_tool.patterns import re

if TYPE_CHECKING:
    import zipfile

_UNICODE_PATH = 0x7075
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that steer a terminal, turn text around or break lines."""
_TYPED_SIGNS = frozenset("–—‘’“”…")
_DRIVE = re.compile(r"^[A-Za-z]:")
_OUT = re.compile(r"^(?:[A-Za-z]:|[\\/])|(?:^|[\\/])\.\.(?:[\\/]|$)")


def member_name(info: zipfile.ZipInfo) -> str:
    """The path of a member with "/" between its parts: composed, without "..", roots and drives.

    Programs write names in UTF-8 without saying so, or in the code page of a Vietnamese Windows;
    zipfile reads both as the code page of the first IBM PC. Control characters and halves of
    surrogate pairs become U+FFFD.
    """
    name = _told_apart(info) or _mended(info.filename)
    parts = _DRIVE.sub("", name.replace("\\", "/")).split("/")
    kept = "/".join(part for part in parts if part not in ("", ".", ".."))
    return printable(unicodedata.normalize("NFC", kept))


def leading_out(info: zipfile.ZipInfo) -> str:
    """The name of a member that goes up, begins at a root or names a drive, as stored; else ""."""
    name = info.orig_filename.partition("\0")[0]
    return printable(name) if _OUT.search(name) else ""


def printable(name: str) -> str:
    """A name without what a terminal or a file of UTF-8 cannot take.

    >>> printable("KH\\x1b[31m.xlsx") == "KH\\ufffd[31m.xlsx"
    True
    """
    return "".join("\ufffd" if unicodedata.category(c) in _UNSHOWN else c for c in name)


def _told_apart(info: zipfile.ZipInfo) -> str:
    """The name in the extra field that Info-ZIP writes beside a mangled one; "" without."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = (int.from_bytes(extra[n : n + 2], "little") for n in (0, 2))
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return ""


def _mended(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:  # a name that zipfile was told is UTF-8
        return name
    if raw.isascii():
        return name
    for encoding in ("utf-8", "cp1258"):
        try:
            read = unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _of_letters(read):
            return read
    return name


def _of_letters(name: str) -> bool:
    """Whether all beyond ASCII are letters and the dashes and quotes that names are typed with."""
    beyond = {c for c in name if not c.isascii()} - _TYPED_SIGNS
    return bool(beyond) and all(c.isalpha() and not unicodedata.combining(c) for c in beyond)
