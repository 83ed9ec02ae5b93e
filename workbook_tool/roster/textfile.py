"""Turns the bytes of a csv, tsv or txt file into records, whatever wrote it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from workbook_tool.roster.cells import plain, unreadable

_DELIMITERS = (";", "\t", ",", "|")


def read_text(file: str, data: bytes, words: Mapping[str, Any]) -> list[list[str]]:
    """The records under the delimiter that makes most cells into known headings.

    UTF-8 with or without mark, UTF-16 of either order, else cp1258 (the Vietnamese code page of
    Windows). `RosterError` roster-unreadable when the bytes are no text; `file` is its name.
    """
    text = _decoded(file, data)
    known = {plain(alias) for names in words["headings"].values() for alias in names}
    try:
        tried = [_records(text, delimiter) for delimiter in _DELIMITERS]
        hits = [max((sum(plain(c) in known for c in r) for r in t[:40]), default=0) for t in tried]
        # Strictly this time: a quotation mark left open would swallow the schools below it.
        return _records(text, _DELIMITERS[hits.index(max(hits))], strict=True)
    except csv.Error as error:
        raise unreadable(file, error) from error


def _records(text: str, delimiter: str, strict: bool = False) -> list[list[str]]:
    lines = io.StringIO(text, newline="")
    return list(csv.reader(lines, delimiter=delimiter, strict=strict))


def _decoded(file: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codecs = ["utf-16"]
    elif b"\0" in data[:200]:
        codecs = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    else:
        codecs = ["utf-8-sig", "cp1258"]
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise unreadable(file, "no text")


def _is_text(text: str) -> bool:
    """Whether nothing but blanks among the control characters: a picture has others."""
    return not re.search(r"[\0-\x08\x0e-\x1f]", text)
