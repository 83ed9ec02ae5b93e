"""Paragraphs on what was reached last year → rows by criterion, others as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.criteria import Criteria, Named
from workbook_tool.documents.reading.known import Known, texts_of
from workbook_tool.documents.reading.ledger import REMAINDER, Ledger
from workbook_tool.documents.reading.matching import begins, length_of, words
from workbook_tool.frozen import dataclass
from workbook_tool.model import SchoolYear
from workbook_tool.patterns import re

_SIGN = re.compile(r"[\s*+\u2022\u2013-]*")
_COLON = re.compile(r"[\s*]*(?::[\s*]*|$)")


@dataclass(slots=True)
class Results:
    """Reads paragraph by paragraph: what came before says where the next one belongs."""

    section: Section
    known: Known
    ledger: Ledger
    year: str = ""
    row: int = 0
    field: str = ""

    def heading(self, head: Bit) -> None:
        """Take the heading: the school year it names is that of all rows."""
        self.ledger.printed(head)
        found = re.search(r"\d{4}\s*\D{1,3}\s*\d{4}", head.text)
        year = SchoolYear.parse(found[0]) if found else None
        self.year = str(year) if year else ""

    def paragraph(self, bit: Bit) -> None:
        """Take one paragraph."""
        bare = bit.cut(length_of(_SIGN, bit.text))
        criteria = Criteria(self.known, self.section)
        if criteria.is_standard(bare.text):
            self.ledger.printed(bit)
            self.row, self.field = 0, ""
            return
        named = criteria.named(bare) if criteria.numbered(bare.text) else None
        if named is not None:
            self._criterion(named)
        elif not self._labelled(bit, bare):
            self._text(bit)

    def _criterion(self, named: Named) -> None:
        self.row = self._new_row()
        self.field = self._result
        head = self.section.words["criterion_field"]
        self.ledger.put(head, self.row, named.head, named.label)
        if named.rest is not None:
            self._rest(named.rest)

    def _rest(self, bit: Bit) -> None:
        if not self._labelled(bit, bit):
            self.ledger.put(self._result, self.row, bit, doubt=REMAINDER)

    def _new_row(self) -> int:
        year_field = self.section.words.get("year_field", "")
        first = {year_field: self.year} if year_field and self.year else {}
        return self.ledger.row(self.section.table, first)

    @property
    def _result(self) -> str:
        """The field of a text that nothing is said before."""
        own = [p.field for p in self.section.pieces if p.field and not p.before]
        return own[0]

    def _labelled(self, bit: Bit, bare: Bit) -> bool:
        """Whether a paragraph begins with the name of a field; what follows goes into it."""
        found = self._label(bare.text)
        if found is None:
            return False
        field, end = found
        if not self.row:
            self.row = self._new_row()
        rest = bare.cut(end)
        self.ledger.printed(bit.cut(0, bare.at - bit.at + end))
        self.field = field
        if words(rest.text):
            self._put(field, rest)
            self.field = self._result
        return True

    def _put(self, field: str, bit: Bit) -> None:
        spec = self.known.field(field)
        listed = self.known.offered(spec, bit.text) if spec and spec.list else ""
        self.ledger.put(field, self.row, bit, listed)

    def _label(self, text: str) -> tuple[str, int] | None:
        found = [
            (start.end + colon.end(), field)
            for field, label in self._labels()
            if (start := begins(text, label)) and (colon := _COLON.match(text[start.end :]))
        ]
        if not found:
            return None
        end, field = max(found)
        return field, end

    def _labels(self) -> Iterator[tuple[str, str]]:
        """What fields are called, by the form and by schools."""
        weaknesses = texts_of(self.section.words, "weakness")
        yield from ((self._result, word) for word in texts_of(self.section.words, "result"))
        for piece in self.section.pieces:
            if piece.before:
                yield piece.field, piece.before
                own = [w for w in weaknesses if words(w) == words(piece.before)]
                yield from ((piece.field, word) for word in weaknesses if own)

    def _text(self, bit: Bit) -> None:
        if not self.row or not self.field:
            number = self._new_row()
            self.ledger.put(self._result, number, bit)
            return
        self.ledger.put(self.field, self.row, bit)
