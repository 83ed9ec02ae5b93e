"""Lines of a label and what it is → single fields."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.draft import PRINTED
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.known import Known, texts_of
from workbook_tool.documents.reading.ledger import TO_FILL, Ledger
from workbook_tool.documents.reading.matching import begins, length_of, words
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

NO_FIELD = "no-field"
_APART = re.compile(r"[;,.]\s*|\t\s*|\s{2,}|\s[-\u2013]\s+|\s+")
ITEM = re.compile(r"[\s*+\u2022\u2013-]*(?:[^\W_]{1,2}[.)]\s*)?")
"""The sign or number before an item."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Reads the lines below one heading; a field is known by its label before a colon."""

    section: Section
    known: Known
    ledger: Ledger

    def line(self, bit: Bit) -> None:
        """Take a line: what stands behind the label of a field goes into it.

        Several labels may stand on one line, each behind a sign or a gap.
        """
        cuts = [0, *(f.end() for f in _APART.finditer(bit.text) if self._labelled(bit, f.end()))]
        for at, end in pairwise((*cuts, len(bit.text))):
            self._labels(bit.cut(at, end))

    def _labelled(self, bit: Bit, at: int) -> bool:
        return next(self._found(bit.text[at:]), None) is not None

    def _found(self, text: str) -> Iterator[tuple[int, str]]:
        """The labels that a text begins with: where each ends, and its field."""
        for field in self.section.fields:
            for label in texts_of(self.section.words, field):
                start = begins(text, label)
                if start and re.match(r"\s*:", text[start.end :]):
                    yield start.end, field

    def _labels(self, bit: Bit) -> None:
        begin = length_of(ITEM, bit.text)
        found = list(self._found(bit.text[begin:]))
        if not found:
            self.ledger.leave(NO_FIELD, bit)
            return
        end, field = max(found)
        end = begin + end + length_of(re.compile(r"\s*:\s*"), bit.text[begin + end :])
        value = bit.cut(end, end + len(bit.text[end:].rstrip(" \t;,")))
        if not words(value.text):
            self.ledger.leave(TO_FILL if value.text else PRINTED, bit)
            return
        self.ledger.printed(bit.cut(0, end))
        spec = self.known.field(field)
        listed = self.known.offered(spec, value.text) if spec and spec.list else ""
        self.ledger.fill(field, value, listed)
