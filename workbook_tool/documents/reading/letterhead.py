"""What stands before the first heading → school, number, place, date and school year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbook_tool.documents.reading.bits import Bit, Unit
from workbook_tool.documents.reading.datedline import DatedLine, figure
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import TO_FILL, Ledger
from workbook_tool.documents.reading.lines import lines_of
from workbook_tool.documents.reading.matching import alike, begins, plain, same, tokens, words
from workbook_tool.documents.reading.years import years_in
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

NAME, AUTHORITY, NUMBER = "school.name", "school.authority", "plan.number"
PLACE, DATE, YEAR = "plan.place", "plan.date", "plan.school_year"
DAMAGED_LINE, LETTERHEAD, SHORT_YEAR = "damaged-line", "letterhead-line", "short-year"

_DOTS = re.compile(r"\.{2,}|\u2026|_{2,}|(?<=\s)\.(?=\s|$)")
_LONGEST = 130


def read_letterhead(units: Sequence[Unit], known: Known, ledger: Ledger) -> None:
    """Take every line before the first heading; what is none of the form's is left over."""
    mottos = known.words("mottos")
    _Reader(known, ledger).read([b for line in lines_of(units) for b in _motto_apart(line, mottos)])


def _motto_apart(line: Bit, mottos: Sequence[str]) -> tuple[Bit, ...]:
    """A line of plain text that ends with the motto, and what the other column says before it."""
    own = tokens(line.text)
    for wanted in map(words, mottos):
        if len(own) > len(wanted) and tuple(t.word for t in own[-len(wanted) :]) == wanted:
            at = own[-len(wanted)].begin
            return line.cut(0, at), line.cut(at)
    return (line,)


def school_in(bits: Iterable[Bit], kinds: Sequence[str], years: Sequence[str]) -> str:
    """The name of the school that lines say, "" when none begins with a kind of school."""
    for bit in bits:
        if len(bit.text) <= _LONGEST and any(begins(bit.text, kind) for kind in kinds):
            return bit.text[: _year_at(bit.text, years)].strip(" -\u2013\u2014,")
    return ""


def _year_at(text: str, marks: Sequence[str]) -> int | None:
    """Where "school year 2023-2024" begins in a line, without the dash before it."""
    found = years_in(text)
    if not found:
        return None
    before = plain(text[: found.begin])
    places = [p for mark in marks if (p := before.rfind(plain(mark))) >= 0]
    return max(places, default=None)


@dataclass(frozen=True, slots=True)
class _Reader:
    known: Known
    ledger: Ledger

    def read(self, bits: Sequence[Bit]) -> None:
        school = next((n for n, bit in enumerate(bits) if self._is_school(bit)), len(bits))
        unknown: list[tuple[int, Bit]] = []
        for n, bit in enumerate(bits):
            if not self._line(bit):
                unknown.append((n, bit))
        above = [bit for n, bit in unknown if n < school < len(bits)]
        self._authority(above)
        rest = [(n, bit) for n, bit in unknown if not n < school < len(bits)]
        for n, bit in rest:
            between = bits[school + 1 : n]
            first = school < len(bits) and n == rest[0][0] and bit.text.isupper()
            titled = any(same(other.text, self.known.words("titles")) for other in between)
            self._other(bit, near=first and not titled)

    def _line(self, bit: Bit) -> bool:
        """Whether a line was one of those that letterheads have."""
        return (
            self._printed(bit)
            or self._numbered(bit)
            or self._dated(bit)
            or self._school(bit)
            or self._year(bit)
        )

    def _printed(self, bit: Bit) -> bool:
        told = (*self.known.words("mottos"), *self.known.words("titles"))
        if not same(bit.text, told) and alike(bit.text, told, self.known.slips) is None:
            return False
        self.ledger.printed(bit)
        return True

    def _numbered(self, bit: Bit) -> bool:
        marks = self.known.words("numbers")
        start = next((s for mark in marks if (s := begins(bit.text, mark))), None)
        if start is None or not re.match(r"\s*:?\s*\S*[\d/.\u2026_]", bit.text[start.end :]):
            return False
        value = bit.cut(start.end)
        skip = re.match(r"[\s:]*", value.text)
        value = value.cut(skip.end() if skip else 0)
        apart = self._apart(value)
        number = value.cut(0, apart) if apart else value
        if _DOTS.search(number.text) or not re.search(r"\d", number.text):
            self.ledger.leave(TO_FILL, bit.cut(0, number.at - bit.at + len(number.text)))
        else:
            self.ledger.printed(bit.cut(0, number.at - bit.at))
            self.ledger.fill(NUMBER, number, re.sub(r"\s*/\s*", "/", number.text))
        if apart:
            self._rest(value.cut(apart))
        return True

    def _rest(self, bit: Bit) -> None:
        """The second part of a line."""
        if not self._line(bit):
            self.ledger.leave(LETTERHEAD, bit)

    def _apart(self, value: Bit) -> int:
        """Where a second column begins in the line of the number; 0 when there is none."""
        found = re.search(r"\s+(?=\S[^\n]*\d{4})", value.text)
        place = DatedLine.of(self.known).pattern.search(plain(value.text))
        if not found or not place:
            return 0
        first = re.match(r"\S+(?:\s*/\s*\S+)?", value.text)
        return first.end() if first else 0

    def _dated(self, bit: Bit) -> bool:
        dated = DatedLine.of(self.known)
        own = plain(bit.text)
        found = dated.pattern.fullmatch(own) or dated.figures.fullmatch(own)
        if not found:
            return False
        marks = dated.marks if found.re is dated.pattern else dated.marks[:1]
        exact = all(mark in " ".join(words(bit.text)) for mark in marks)
        doubt = "" if exact else DAMAGED_LINE
        place = bit.cut(*found.span("place"))
        if re.search(r"\d{2}|:", place.text):
            self.ledger.leave(DAMAGED_LINE, place)
        elif place.text and not _DOTS.search(place.text):
            self.ledger.fill(PLACE, place, doubt=doubt)
        elif place.text:
            self.ledger.leave(TO_FILL, place)
        day = bit.cut(found.end("place"))
        parts = tuple(figure(found[name]) for name in ("day", "month", "year"))
        if any(parts) and DATE not in self.ledger.values:
            self.ledger.values[DATE] = parts
            self.ledger.take(day, DATE, doubt=doubt or ("" if all(parts) else TO_FILL))
        else:
            self.ledger.leave(TO_FILL, day)
        return True

    def _is_school(self, bit: Bit) -> bool:
        kinds, years = self.known.words("school_kinds"), self.known.words("years")
        return bool(school_in([bit], kinds, years))

    def _school(self, bit: Bit) -> bool:
        if not self._is_school(bit):
            return False
        at = _year_at(bit.text, self.known.words("years"))
        name = bit.cut(0, at)
        value = name.text.strip(" -\u2013\u2014,")
        self.ledger.fill(NAME, name, value)
        if at is not None:
            self._rest(bit.cut(at))
        return True

    def _year(self, bit: Bit) -> bool:
        found = years_in(bit.text)
        at = _year_at(bit.text, self.known.words("years"))
        if found is None:
            marks = [s for mark in self.known.words("years") if (s := begins(bit.text, mark))]
            if marks and not words(bit.text[marks[0].end :]):
                self.ledger.leave(TO_FILL, bit)
                return True
            return False
        before = bit.text[:at] if at is not None else bit.text[: found.begin]
        titled = not words(before) or same(before, self.known.words("titles"))
        if at is None or not (titled or len(words(before)) <= 12) or words(bit.text[found.end :]):
            return False
        if titled:
            self.ledger.printed(bit.cut(0, found.begin))
        else:
            self.ledger.leave(LETTERHEAD, bit.cut(0, at))
            self.ledger.printed(bit.cut(at, found.begin))
        told = bit.cut(found.begin)
        doubt = SHORT_YEAR if found.short else ""
        self.ledger.fill(YEAR, told, str(found.year or bit.text[found.begin : found.end]), doubt)
        return True

    def _authority(self, bits: Sequence[Bit]) -> None:
        told = [bit for bit in bits if not _DOTS.search(bit.text)]
        for bit in bits:
            if bit not in told:
                self.ledger.leave(TO_FILL, bit)
        for bit in told:
            self.ledger.add(AUTHORITY, bit)

    def _other(self, bit: Bit, *, near: bool) -> None:
        if _DOTS.search(bit.text) and not words(_DOTS.sub("", bit.text)):
            self.ledger.leave(TO_FILL, bit)
        elif near and NAME in self.ledger.values and len(words(bit.text)) <= 8:
            name = f"{self.ledger.values[NAME]} {bit.text}"
            self.ledger.values[NAME] = name
            self.ledger.take(bit, NAME, doubt="name-goes-on")
        else:
            self.ledger.leave(LETTERHEAD, bit)
