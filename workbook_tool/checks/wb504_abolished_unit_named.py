"""WB504: an office or a unit that is no more, named in a plan of today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbook_tool.catalogue import Vocabulary
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit, row_hit
from workbook_tool.checks.spell import day
from workbook_tool.checks.words import whole
from workbook_tool.findings import Hit
from workbook_tool.frozen import dataclass
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import nfc

SINGLES = ("school.authority", "school.unit", "plan.recipients")
COLUMNS = ("action.lead", "action.support", "review.reviewer")
"""Where those stand who have to do with the plan now; addresses and results may name old units."""

_CITED = re.compile(r"[0-9]/(?:[0-9]{4}/)?[^\W\d_]")
"""The number of a document, whose title keeps the names of its time."""


def abolished_unit_named(plan: Plan, context: Context) -> Iterator[Hit]:
    """A unit or an office that had ended by the day of the plan, in a cell that may be written."""
    judged = context.stands_for(plan)
    if judged is None or judged < context.vocabulary.abolished_since:
        return
    ended, writable = _Ended.by(judged, context.vocabulary), context.writable(plan)
    since = day(context.vocabulary.abolished_since)
    for field in (name for name in SINGLES if name in writable):
        if word := ended.said(plan.text(field)):
            yield field_hit(plan, field, word=word, since=since)
    columns = [field for field in COLUMNS if field in writable]
    for record in (record for records in plan.tables.values() for record in records):
        for field in columns:
            if word := ended.said(record.text(field)):
                yield row_hit(record, field, word=word, since=since)


@dataclass(frozen=True, slots=True)
class _Ended:
    """Words for what is no more: those that always count, and those that may mean another thing."""

    offices: re.Pattern[str]
    kinds: re.Pattern[str]
    alone: re.Pattern[str]
    above: re.Pattern[str]

    @classmethod
    def by(cls, judged: date, vocabulary: Vocabulary) -> _Ended:
        """The lists `abolished…` of the vocabulary, and the short forms that had ended by a day."""
        short = (
            a.short
            for a in vocabulary.abbreviations
            if a.obsolete_after and a.obsolete_after < judged
        )
        offices = {word for words in short for word in words.split(" / ")}
        names = ("abolished", "abolished_kinds", "abolished_alone", "abolished_above")
        listed, *rest = (vocabulary.lists.get(name, ()) for name in names)
        return cls(whole({*listed, *offices}), *map(whole, rest))

    def said(self, text: str) -> str:
        """The first such word, as typed, of the clauses that cite no document."""
        clauses = (clause for clause in re.split(r"[;\n]", nfc(text)) if not _CITED.search(clause))
        return next((word for clause in clauses if (word := self._in(clause))), "")

    def _in(self, clause: str) -> str:
        alone = None if self.above.search(clause) else self.alone.search(clause)
        units = (unit for unit in self.kinds.finditer(clause) if _is_unit(unit))
        found = [word for word in (self.offices.search(clause), alone, next(units, None)) if word]
        return min(found, key=lambda word: word.start())[0] if found else ""


def _is_unit(word: re.Match[str]) -> bool:
    """Whether a kind of unit is no person's name: in small letters, or before a name or a number.

    Within a run of capitalised words the last one is the name of a person.
    """
    follows = re.match(r"\s+(\w)", word.string[word.end() :])
    named = follows is not None and (follows[1].isupper() or follows[1].isdigit())
    return word[0][0].islower() or named
