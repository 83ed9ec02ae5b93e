"""Bytes of a text file → a Document of its lines, in Unicode (NFC), a form feed between pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.intake.guard import TOO_LARGE, UNSAFE
from workbook_tool.intake.kinds import BOMS, NOT_OF_THIS_KIND
from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.model.document import Block, Document, Line
from workbook_tool.patterns import re
from workbook_tool.typed.encodings import from_font
from workbook_tool.typed.legacy import RUN, is_word

_BREAK = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Signs that no text holds."""
_DAMAGED = 0.01
"""Share of signs that a transfer may have spoilt in a text that is UTF-8 all the same."""
_WORDS = 0.5
"""Share of words with marks that must be Vietnamese for an old code page to be believed."""
_FONTS = (".VnTime", "VNI-Times")
"""Fonts whose encodings a text file may be in: they are told by their words alone."""


def open_text(data: bytes, limits: Limits = LIMITS) -> Document:
    """A text file as a Document of kind "text": a Line for each of its lines, blank ones too.

    Read are UTF-8 (with signs that were spoilt on the way), UTF-16 with its mark, windows-1258,
    TCVN3 and VNI, the last three where most words with marks are Vietnamese ones. `Refused` WB101
    for bytes that are no text, WB120 for more than the limits allow.
    """
    if len(data) > limits.text:
        raise TooMuch(UNSAFE, reason=TOO_LARGE)
    text = _decoded(data)
    if text is None or _FORBIDDEN.search(text):
        raise Refused(NOT_OF_THIS_KIND, kind="unknown")
    return Document(counted(_lines(text), limits), "text")


def counted(blocks: Iterable[Block], limits: Limits) -> tuple[Block, ...]:
    """The blocks; `TooMuch` WB120 when more of them are lines than the limits allow."""
    kept: list[Block] = []
    lines = 0
    for block in blocks:
        lines += isinstance(block, Line)
        if lines > limits.lines:
            raise TooMuch(UNSAFE, reason=TOO_LARGE)
        kept.append(block)
    return tuple(kept)


def _lines(text: str) -> Iterator[Line]:
    pages = text.removesuffix("\n").removesuffix("\f").split("\f")
    for number, page in enumerate(pages, start=1):
        for line in _BREAK.split(page.removesuffix("\n")):
            yield Line(unicodedata.normalize("NFC", line), number)


def _decoded(data: bytes) -> str | None:
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        spoilt = data.decode("utf-8", "replace")
    if spoilt.count("\ufffd") <= len(spoilt) * _DAMAGED:
        return spoilt
    return _of_code_page(data)


def _of_code_page(data: bytes) -> str | None:
    """The text in the old code page in which most of its words are Vietnamese."""
    latin = data.decode("latin-1")
    texts = [unicodedata.normalize("NFC", data.decode("cp1258", "replace"))]
    texts += ["\n".join(from_font(line, font) for line in latin.split("\n")) for font in _FONTS]
    share, _, best = max((_vietnamese(text), -n, text) for n, text in enumerate(texts))
    return best if share >= _WORDS else None


def _vietnamese(text: str) -> float:
    """The share of its words with marks that are Vietnamese."""
    words = [word for word in RUN.findall(text) if not word.isascii()]
    return sum(map(is_word, words)) / len(words) if words else 0.0
