"""Lines of a label and what it is → single fields."""

from __future__ import annotations

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.draft import PRINTED
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.known import Known, texts_of
from workbook_tool.documents.reading.ledger import TO_FILL, Ledger
from workbook_tool.documents.reading.matching import begins, length_of, words
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

NO_FIELD = "no-field"
ITEM = re.compile(r"[\s*+\u2022\u2013-]*(?:[^\W_]{1,2}[.)]\s*)?")
"""The sign or number before an item."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Reads the lines below one heading; a field is known by its label before a colon."""

    section: Section
    known: Known
    ledger: Ledger

    def line(self, bit: Bit) -> None:
        """Take a line: what stands behind the label of a field goes into it."""
        begin = length_of(ITEM, bit.text)
        found = [
            (start.end, field)
            for field in self.section.fields
            for label in texts_of(self.section.words, field)
            if (start := begins(bit.text[begin:], label))
            and re.match(r"\s*:", bit.text[begin + start.end :])
        ]
        if not found:
            self.ledger.leave(NO_FIELD, bit)
            return
        end, field = max(found)
        end = begin + end + length_of(re.compile(r"\s*:\s*"), bit.text[begin + end :])
        value = bit.cut(end)
        if not words(value.text):
            self.ledger.leave(TO_FILL if value.text else PRINTED, bit)
            return
        self.ledger.printed(bit.cut(0, end))
        spec = self.known.field(field)
        listed = self.known.offered(spec, value.text) if spec and spec.list else ""
        self.ledger.fill(field, value, listed)
