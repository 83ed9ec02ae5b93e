"""Paragraphs below a heading → a row each, joined again where a sentence was torn."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.headings import NUMBER
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.torn import ENDS, TORN
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

_ARABIC, _SIGN = re.compile(r"\s*\(?\d{1,2}[.)]"), re.compile(r"\s*[-+*\u2022\u2013\uf0b7\u25cf]")


@dataclass(slots=True)
class Rows:
    """Reads the paragraphs below one heading.

    Numbers that a program `made` as the form does are made again; `doubt` is of the heading.
    """

    section: Section
    ledger: Ledger
    made: bool
    doubt: str
    number: int = 0

    def paragraph(self, bit: Bit) -> None:
        """A row of its own, or more of the row above."""
        (field,) = self.section.fields
        table = self.section.table
        if self.number and self._goes_on(str(self.ledger.row_of(table, self.number)[field]), bit):
            self.ledger.put(field, self.number, bit, doubt=TORN, glue=" ")
        elif self.made and not bit.number and self.number:
            self.ledger.put(field, self.number, bit, doubt=self.doubt)
        else:
            self.number = self.ledger.row(table)
            self.ledger.put(field, self.number, bit, bit.text if self.made else "", self.doubt)

    def _goes_on(self, above: str, bit: Bit) -> bool:
        """Whether a paragraph is the rest of a sentence that lines were broken in."""
        tells = str.isalnum if _SIGN.match(bit.text) else str.isalpha
        first = next(filter(tells, bit.text), "")
        typed = bit.number or NUMBER.match(bit.text)
        return not typed and first.islower() and not above.endswith(ENDS)


def as_made(section: Section, bits: Sequence[Bit]) -> bool:
    """Whether a program numbered the paragraphs as the form prints them."""
    kinds = {"decimal": _ARABIC, "bullet": _SIGN}
    pattern = kinds.get(section.numbered)
    numbers = [bit.number for bit in bits if bit.number]
    return pattern is not None and bool(numbers) and all(pattern.match(n) for n in numbers)
