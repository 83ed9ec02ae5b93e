"""What stands after the last section → recipients, the signer's title and name."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.documents.reading.bits import Bit, Unit
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.ledger import TO_FILL, Ledger
from workbook_tool.documents.reading.lines import lines_of
from workbook_tool.documents.reading.matching import begins, letters, nearly_begins, same, words
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

TITLE, NAME, RECIPIENTS = "plan.signer_title", "plan.signer_name", "plan.recipients"
STATUS, NUMBER, DAY = "plan.status", "plan.number", "plan.date"
TAKEN_FOR_ISSUED = "taken-for-issued"
SENTENCE, AFTER = "closing-sentence", "after-closing"
DEPUTY = "deputy-title"
_DOTS = re.compile(r"[.\u2026_\s]+")
_NAMED = 2, 7
"""Words that a person's name has, with what stands before it ("ThS.")."""


def closes(bit: Bit, known: Known) -> bool:
    """Whether a paragraph is the sentence that ends a document."""
    wordings = known.words("closings")
    if any(begins(bit.text, wording) for wording in wordings):
        return True
    return known.damaged and any(nearly_begins(bit.text, w, known.slips / 2) for w in wordings)


def read_closing(
    units: Sequence[Unit], known: Known, ledger: Ledger, *, exported: bool = False
) -> None:
    """Take every line of the closing; what is neither of these is left over.

    A document that was `exported` may be a draft, whoever it names.
    """
    reader = _Reader(known, ledger, [], [], [])
    for bit in lines_of(units):
        reader.line(bit)
    reader.sign()
    if not exported:
        reader.issue()


@dataclass(frozen=True, slots=True)
class _Reader:
    known: Known
    ledger: Ledger
    titles: list[Bit]
    said: list[str]
    columns: list[int]

    def line(self, bit: Bit) -> None:
        recipients = [s for w in self.known.words("recipients") if (s := begins(bit.text, w))]
        if closes(bit, self.known):
            self.ledger.leave(SENTENCE, bit)
        elif recipients:
            self._recipients(bit, recipients[0].end)
        elif same(bit.text, self.known.words("signers")):
            self.titles.append(bit)
            self.said.append(TITLE)
        elif same(bit.text.strip("()"), self.known.words("signed")):
            self.ledger.take(bit, STATUS)
            self.ledger.values[STATUS] = self.known.issued
        elif _DOTS.fullmatch(bit.text):
            self.ledger.leave(TO_FILL, bit)
        else:
            self._other(bit)

    def _recipients(self, bit: Bit, end: int) -> None:
        skip = re.match(r"[\s:]*", bit.text[end:])
        end += skip.end() if skip else 0
        self.ledger.printed(bit.cut(0, end))
        self.said.append(RECIPIENTS)
        self.columns.append(bit.spot.column)
        rest = bit.cut(end)
        if same(rest.text, self.known.words("signers")):
            self.titles.append(rest)
            self.said.append(TITLE)
        elif words(rest.text):
            self.ledger.add(RECIPIENTS, rest)

    def _other(self, bit: Bit) -> None:
        if self.said[-1:] == [TITLE] and NAME not in self.ledger.values and _is_name(bit.text):
            self.ledger.fill(NAME, bit)
            self.said.append(RECIPIENTS if RECIPIENTS in self.said else NAME)
        elif self._is_recipient(bit):
            self.ledger.add(RECIPIENTS, bit)
        else:
            self.ledger.leave(AFTER, bit)

    def _is_recipient(self, bit: Bit) -> bool:
        """Whether a line is one below "recipients": beside them, in another cell, it is none."""
        if bit.spot.column and self.columns and bit.spot.column != self.columns[-1]:
            return False
        dashed = TITLE in self.said and not bit.text[:1].isalnum()
        return self.said[-1:] == [RECIPIENTS] or dashed

    def sign(self) -> None:
        """The title of who signs, as the form's list has it; a deputy signs for the head."""
        if not self.titles:
            return
        text = "\n".join(bit.text for bit in self.titles)
        field = self.known.field(TITLE)
        offers = self.known.choices.values(field.list) if field else ()
        listed = next((o for o in offers if letters(o) == letters(text)), "")
        deputy = letters(text) in {letters(w) for w in self.known.words("deputies")}
        reason = DEPUTY if deputy and not listed else ""
        title = listed or (self.known.words("deputy_title")[0] if deputy else text)
        self.ledger.values[TITLE] = title.replace("\n", " \u2013 ")
        for bit in self.titles:
            self.ledger.take(bit, TITLE, doubt=reason)

    def issue(self) -> None:
        """Take a document that names its signer for issued: with number and day for certain."""
        values = self.ledger.values
        if self.titles and STATUS not in values and NAME in values:
            day = values.get(DAY)
            whole = NUMBER in values and isinstance(day, tuple) and all(day)
            doubt = "" if whole else TAKEN_FOR_ISSUED
            self.ledger.follows(STATUS, self.known.issued, self.titles[0], doubt)


def _is_name(text: str) -> bool:
    least, most = _NAMED
    own = re.findall(r"[^\W_]+", text)
    listed = not text[:1].isalpha() or text.endswith((";", ":"))
    return (
        not listed
        and least <= len(own) <= most
        and all(w[0].isupper() and w.isalpha() for w in own)
    )
