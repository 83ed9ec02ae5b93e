"""Paragraphs that cite documents → rows of kind, number, date, agency and subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbook_tool.catalogue.documents import Piece, Section
from workbook_tool.documents.reading.apart import Stretch
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.matching import begins, plain, words
from workbook_tool.frozen import dataclass
from workbook_tool.model import Timing
from workbook_tool.patterns import re
from workbook_tool.typed import read_day

_BULLET = re.compile(r"\s*(?:[-+*\u2022\u2013]|[^\W\d_][.)]|\d{1,2}[.)])\s+")
_MARKER = re.compile(r"\s*(\d{1,2}(?=[.)])|[-+*\u2022\u2013](?=\s))")
_MARK = re.compile(r";\s+")
_END = re.compile(r"[\s;]*$")
NUMBER = re.compile(r"[^\s,;]*\d[^\s,;]*")
_AGENCY = 14
"""Words that the name of an agency has at most."""


def beside(head: Bit, bits: Sequence[Bit]) -> tuple[Sequence[Bit], Sequence[Bit]]:
    """Paragraphs below a heading, and those from the one on that goes on counting after it.

    "3. A circular" below the heading "2. A report" is beside that report, not part of it, unless
    numbers begin anew.
    """
    last = _MARKER.match(head.shown)
    wanted = _after(last[1]) if last else ""
    for n, bit in enumerate(bits):
        own = _MARKER.match(bit.shown)
        if not wanted or (own and own[1] == "1"):
            break
        if own and own[1] == wanted:
            return bits[:n], bits[n:]
    return bits, ()


def _after(marker: str) -> str:
    """The number that comes after one; a sign comes after itself."""
    return str(int(marker) + 1) if marker.isdecimal() else marker


@dataclass(frozen=True, slots=True)
class Bases:
    """Reads the paragraphs below one heading into its table.

    `made` tells that a program numbered them as the form does: it will do so again.
    """

    section: Section
    known: Known
    ledger: Ledger
    made: bool = False

    @property
    def text_field(self) -> str:
        """The field that holds a sentence as a whole."""
        return self.section.fields[-1]

    @property
    def kind_field(self) -> str:
        """The field that holds what kind of document it is."""
        return self.section.fields[0]

    def kind(self) -> str:
        """The one kind of document that stands below the heading, "" for all."""
        return self.section.where.get(self.kind_field, "")

    def heading(self, name: Bit, rest: Bit | None, *, alone: bool) -> None:
        """Take a heading that is itself the name of a document, and what follows on its line.

        It is a row of its own when something follows, or nothing else stands below it.
        """
        kind = self.kind()
        if not kind or (rest is None and not alone):
            self.ledger.printed(name)
            if rest is not None:
                self.paragraph(rest)
            return
        number = self.ledger.row(self.section.table, {self.kind_field: kind})
        self.ledger.take(name, self.kind_field, number)
        if rest is not None:
            self._fill(rest, number)

    def paragraph(self, bit: Bit) -> None:
        """Take a paragraph: a row for each document that it cites."""
        for part in self._documents(bit):
            start = begins(part.text, self.kind()) if self.kind() else None
            number = self.ledger.row(self.section.table)
            if start and words(part.text[start.end :]):
                self.ledger.put(self.kind_field, number, part.cut(0, start.end), self.kind())
                self._fill(part.cut(start.end), number)
            else:
                self._fill(part, number)
                if self.kind():
                    self.ledger.rows[self.section.table][number - 1][self.kind_field] = self.kind()

    def _documents(self, bit: Bit) -> Iterator[Bit]:
        """The parts of a paragraph between semicolons, when each of them cites a document."""
        cuts = [0, *(f.end() for f in _MARK.finditer(bit.text)), len(bit.text)]
        parts = [bit.cut(a, b) for a, b in pairwise(cuts)]
        parts = [part for part in parts if part.text]
        cited = all(self._cites(part.text) for part in parts)
        yield from parts if cited and len(parts) > 1 else [bit]

    def _cites(self, text: str) -> bool:
        """Whether a text begins with a kind of document, or with words that lead up to one."""
        own = words(text)[:6]
        kinds = [words(kind) for kind in self._kinds()]
        at = [n for kind in kinds for n in range(4) if own[n : n + len(kind)] == kind]
        return bool(at) and bool(re.search(r"\d", text))

    def _kinds(self) -> Sequence[str]:
        field = self.known.field(self.kind_field)
        return self.known.choices.values(field.list) if field else ()

    def _fill(self, bit: Bit, number: int) -> None:
        """Put a citation into the fields of a row, apart where nothing of it is lost by that."""
        bullet = _BULLET.match(bit.text)
        bare = bit.cut(bullet.end()) if bullet else bit
        end = _END.search(bare.text)
        text = bare.text[: end.start()] if end else bare.text
        stretches = self._apart(text)
        if not stretches:
            shown = bit.text if self.made else bit.shown
            self.ledger.put(self.text_field, number, bit, _END.sub("", shown))
            return
        if bullet:
            self.ledger.printed(bit.cut(0, bullet.end()))
        begin = 0
        for stretch in stretches:
            last = stretch is stretches[-1]
            part = bare.cut(begin, None if last else stretch.end)
            self.ledger.put(stretch.field, number, part, stretch.value)
            begin = stretch.end

    def _apart(self, text: str) -> tuple[Stretch, ...]:
        """The fields of a citation, in printed order; () when put together they are not the text.

        A citation that has neither number nor date is a sentence.
        """
        own = plain(text)
        made: list[Stretch] = []
        at = 0
        for piece in self._pieces():
            found = self._next(piece, text, own, at, first=not made)
            if found is not None:
                made.append(found)
                at = found.end
        told = {stretch.field for stretch in made}
        whole = at == len(text) and bool(made)
        sure = bool(self.kind()) or bool(told & set(self.section.fields[1:3]))
        return tuple(made) if whole and sure else ()

    def _pieces(self) -> Sequence[Piece]:
        """What a citation is printed of: of the heading's own, else of any document's."""
        usual = self.known.spec.holding(self.section.table)
        return self.section.pieces or (usual.pieces if usual else ())

    def _next(self, piece: Piece, text: str, own: str, at: int, *, first: bool) -> Stretch | None:
        before = plain(piece.before).strip()
        if not first or before:
            pattern = re.compile(rf"\s*{re.escape(before)}\s+" if before else r"\s+|^")
            found = pattern.match(own, at)
            if not found or words(text[found.start() : found.end()]) != words(piece.before):
                return None
            at = found.end()
        end = self._end(piece.field, text, own, at)
        return Stretch(piece.field, at, end, text[at:end]) if end > at else None

    def _end(self, field: str, text: str, own: str, at: int) -> int:
        """Where a field ends that begins at a letter; `at` itself when it is not there."""
        kind, number, date, agency, whole = self.section.fields
        if field == whole:
            return len(text)
        if field == kind:
            starts = [s.end for k in self._kinds() if (s := begins(text[at:], k))]
            return at + max(starts, default=0)
        if field == number:
            found = NUMBER.match(text, at)
            return found.end() if found and "/" in found[0] else at
        if field == date:
            return self._date(text, at)
        return self._agency(text, own, at) if field == agency else at

    def _date(self, text: str, at: int) -> int:
        for found in re.finditer(r"\d{4}(?!\d)", text[at : at + 40]):
            if isinstance(read_day(text[at : at + found.end()]).value, Timing):
                return at + found.end()
        return at

    def _agency(self, text: str, own: str, at: int) -> int:
        """The name of an agency goes up to the first word of a subject, else to the end."""
        known = any(begins(text[at:], name) for name in self.known.words("agencies"))
        ends = [
            found.start()
            for word in self.known.words("subjects")
            for found in re.finditer(rf"\s+{re.escape(plain(word))}(?=\s)", own[at:])
            if words(text[at + found.start() : at + found.end()]) == words(word)
        ]
        end = at + min(ends) if ends else len(text)
        named = len(words(text[at:end])) <= _AGENCY and not re.search(r"\d{3}", text[at:end])
        return end if known and named else at
