"""What stands between title and first heading → documents that are cited, and the letterhead."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.reading.bases import Bases
from workbook_tool.documents.reading.bits import Bit, Unit
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.matching import begins, words

OPENING = "opening-sentence"
_BASES = "basis"
_LEAST = 4
"""Words that a citation has at least."""
_SENTENCE = 8
"""Words that a sentence has at least which leads up to what follows."""


def read_preamble(units: Sequence[Unit], known: Known, ledger: Ledger) -> tuple[Unit, ...]:
    """Take the paragraphs that cite documents, as letters and decisions begin; the rest is given.

    They are rows of the section that holds such documents: a plan may have no heading for them.
    """
    section = known.spec.holding(_BASES)
    left: list[Unit] = []
    for unit in units:
        if not isinstance(unit, Bit) or unit.spot.row:
            left.append(unit)
        elif section and _cites(unit, known):
            _row(unit, section, known, ledger)
        elif _opens(unit, known):
            ledger.leave(OPENING, unit)
        else:
            left.append(unit)
    return tuple(left)


def _cites(bit: Bit, known: Known) -> bool:
    long = len(words(bit.text)) >= _LEAST and not bit.centred and not bit.text.isupper()
    return long and any(begins(bit.text, word) for word in known.words("cites"))


def _opens(bit: Bit, known: Known) -> bool:
    """Whether a paragraph says that the plan follows."""
    own = words(bit.text)
    ends = [words(wording) for wording in known.words("openings")]
    return len(own) >= _SENTENCE and any(own[-len(end) :] == end for end in ends)


def _row(bit: Bit, section: Section, known: Known, ledger: Ledger) -> None:
    if section.holds == "bases":
        Bases(section, known, ledger).paragraph(bit)
        return
    ledger.put(section.fields[0], ledger.row(section.table), bit)
