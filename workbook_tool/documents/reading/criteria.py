"""Cells and headings that name a criterion or a standard → the label of the set, and the rest."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.catalogue import Criterion, Standard
from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.matching import begins, plain, tokens, words
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

_ID = r"\s*(?:so\s+)?(?P<id>\d{1,2}\s*[.,]\s*\d{1,2})(?!\d)(?!\s*[.,]\s*\d)[\s.:;)\u2013-]*"
_STANDARD_ID = r"\s*(?P<id>\d{1,2}|[ivx]{1,4})(?![^\W_])(?!\s*[.,]\s*\d)[\s.:;)\u2013-]*"


@dataclass(frozen=True, slots=True)
class Named:
    """A text that names a criterion: the stretch that does, how it is written, what follows.

    `agrees` when number and name are those of the set; else `label` is the text as typed.
    """

    head: Bit
    label: str
    rest: Bit | None
    agrees: bool
    id: str = ""


@dataclass(frozen=True, slots=True)
class Headed:
    """A text that names a standard: how it is written, and whether its name is there too.

    `standard` is the one of that number, None where the set has none.
    """

    label: str
    standard: Standard | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of the set, as a section of the form words them."""

    known: Known
    section: Section

    def numbered(self, text: str) -> bool:
        """Whether a text begins with the word for a criterion and a number."""
        return bool(self._pattern("criterion", _ID, needed=True).match(plain(text)))

    def is_standard(self, text: str) -> bool:
        """Whether a text begins with the word for a standard and a number."""
        return bool(self._pattern("standard", _STANDARD_ID, needed=True).match(plain(text)))

    def named(self, bit: Bit) -> Named:
        """The criterion that a text names at its beginning; all of it as typed where it is none."""
        found = self._pattern("criterion", _ID, needed=False).match(plain(bit.text))
        wanted = re.sub(r"\s", "", found["id"]).replace(",", ".") if found else ""
        criterion = self.known.choices.set.criterion(wanted)
        if not found or criterion is None:
            return Named(bit, bit.text, None, agrees=False)
        end = self._name_end(bit.text, found.end(), criterion)
        if end is None:
            return Named(bit, bit.text, None, agrees=False, id=criterion.id)
        label = self.known.choices.criterion(criterion)
        rest = bit.cut(end)
        if not words(rest.text):
            return Named(bit, label, None, agrees=True, id=criterion.id)
        return Named(bit.cut(0, end), label, rest, agrees=True, id=criterion.id)

    def _name_end(self, text: str, begin: int, criterion: Criterion) -> int | None:
        """Where the name of a criterion ends behind its number; None when another name is there.

        A number alone names it too: at the end of the text, or of its line.
        """
        name = text[begin:]
        if not words(name):
            return len(text)
        ends = [s.end for n in (criterion.name, *criterion.aliases) if (s := begins(name, n))]
        if ends:
            end = begin + max(ends)
            closed = re.match(r"[\s.;:)]*", text[end:])
            return end + (closed.end() if closed else 0)
        written = self.known.written_out(name)
        if any(written == self.known.written_out(n) for n in (criterion.name, *criterion.aliases)):
            return len(text)
        return None

    def standard(self, text: str) -> Headed | None:
        """The standard that a text names at its beginning, or is the name of; None for none."""
        found = self._pattern("standard", _STANDARD_ID, needed=True).match(plain(text))
        if not found:
            return self._by_name(text)
        number = _ROMAN.get(found["id"]) or found["id"].lstrip("0")
        standard = self.known.choices.set.standard(number)
        name = text[found.end() :]
        names = (standard.name, *standard.aliases) if standard else ()
        agrees = standard is not None and (not words(name) or words(name) in map(words, names))
        label = self.known.choices.standard(standard) if standard and agrees else text
        return Headed(label, standard, agrees)

    def _by_name(self, text: str) -> Headed | None:
        for standard in self.known.choices.set.standards:
            if words(text) in map(words, (standard.name, *standard.aliases)):
                return Headed(self.known.choices.standard(standard), standard, agrees=True)
        return None

    def weakness(self, text: str) -> tuple[int, int] | None:
        """Where "Weakness:" begins and ends in a text, at its first place."""
        found = list(self._marks(text))
        return min(found, default=None)

    def _marks(self, text: str) -> Iterator[tuple[int, int]]:
        own = tokens(text)
        for wording in self.section.words.get("weakness", ()):
            wanted = words(wording)
            for n, token in enumerate(own):
                last = own[n + len(wanted) - 1 : n + len(wanted)]
                if tuple(t.word for t in own[n : n + len(wanted)]) != wanted or not last:
                    continue
                colon = re.match(r"\s*:|\s*\n", text[last[0].end :])
                if colon:
                    begin = len(text[: token.begin].rstrip(" *+-\u2022\u2013"))
                    yield begin, last[0].end + colon.end()

    def _pattern(self, key: str, number: str, *, needed: bool) -> re.Pattern[str]:
        template = str(self.section.words.get(key, "")).partition("{")[0]
        called = {plain(word).strip() for word in (template, *self.known.words(key))} - {""}
        prefix = "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(called))
        optional = "" if needed else "?"
        return re.compile(rf"[\s*+\u2022\u2013-]*(?:{prefix}){optional}{number}")


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
