"""Texts of a document → their lines one by one, wherever columns or boxes put them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbook_tool.catalogue.files import Toml
from workbook_tool.documents.reading.bits import Bit, Unit, bits_of
from workbook_tool.documents.reading.known import texts_of
from workbook_tool.documents.reading.matching import begins, same
from workbook_tool.model.document import BOX
from workbook_tool.patterns import re

_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]*\t\s*|[ \u00a0]{4,})(?=\S)")
_BOXES = 16
"""Paragraphs in boxes among which those of a letterhead are looked for."""


def lines_of(units: Iterable[Unit]) -> Iterator[Bit]:
    """The lines of units, tables cell by cell."""
    for bit in bits_of(units):
        for line in bit.lines():
            yield from _beside(line)


def _beside(line: Bit) -> Iterator[Bit]:
    """The texts of a line that tabs or many blanks put beside one another, as columns."""
    begin = 0
    for gap in _GAP.finditer(line.text):
        left = line.text[begin : gap.start()]
        if line.text[gap.end()].isupper() and not left.endswith((":", ",")):
            yield line.cut(begin, gap.start())
            begin = gap.end()
    yield line.cut(begin)


def boxed_head(outside: Sequence[Bit], reading: Toml) -> tuple[Bit, ...]:
    """Of what stands beside the flow the boxes of a letterhead, where the motto is in one of them.

    They end with the motto, the number or the school, and with the line of a date behind these.
    """
    mottos, kinds, numbers = (texts_of(reading, k) for k in ("mottos", "school_kinds", "numbers"))
    boxes = [bit for bit in outside if bit.where == BOX][:_BOXES]
    lines = [(n, line.text) for n, bit in enumerate(boxes) for line in bit.lines()]
    if not any(same(text, mottos) for _, text in lines):
        return ()
    heads = (*mottos, *kinds, *numbers)
    end = 1 + max(n for n, text in lines if any(begins(text, head) for head in heads))
    dated = end < len(boxes) and re.search(r"\d{4}|\.{3}|\u2026", boxes[end].text)
    return tuple(boxes[: end + 1] if dated else boxes[:end])
