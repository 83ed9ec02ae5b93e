"""A cell's text and what it was understood as → the text the form itself would have there."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from workbook_tool.catalogue import Criterion, FieldSpec
from workbook_tool.choices import Choices
from workbook_tool.frozen import dataclass
from workbook_tool.model import (
    CriterionRef,
    Levels,
    Money,
    Reading,
    StandardRef,
    Timing,
    Unread,
    Value,
)
from workbook_tool.model.grid import Raw, text_of
from workbook_tool.patterns import re
from workbook_tool.typed import Context, fold, looks_legacy, read, write_money, write_time
from workbook_tool.typed.tidying import early_tones, tidied

BLANKS, LABEL, VALUE, TONES, ABOVE = "blanks", "label", "value", "tones", "above"
"""Kinds of a correction: keys of the sentences `fix-…`."""

ALIKE = 0.85
"""How alike a criterion's name as typed and its own must be to be called a slip of spelling."""
_NUMBER = re.compile(r"^\D{0,20}\d{1,2}\s*[.,]\s*\d{1,2}(?!\d)[\s.:;)–-]*")
_WORDS = re.compile(r"[^\W_]+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a cell should hold, what kind of change that is, and whether it is certain."""

    after: str
    kind: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Proposing:
    """Proposes texts for the cells of one plan; `unsafe` adds what is likely only."""

    choices: Choices
    context: Context
    unsafe: bool = False

    def propose(self, field: FieldSpec, value: Value) -> Proposal | None:
        """The change of a filled cell, None when it is as it should be or nobody can tell how.

        A certain one means the same as before, to whoever reads the cell.
        """
        if looks_legacy(value.text):  # Letters of another encoding are not read as what they are.
            return None
        spec = self.choices.form.lists.get(field.list)
        if spec is not None and spec.table:  # Its labels are the sheet's own, blanks included.
            return None
        raw: Raw = value.text if value.raw is None else value.raw
        before = read(field.reads, raw, self.context)
        for proposal in self._ways(field, raw, before):
            if proposal.after == text_of(raw) and value.raw is None:
                return None
            if proposal.certain and not self._means_the_same(field, before, proposal.after):
                continue
            if proposal.certain or self.unsafe:
                return proposal
        return None

    def _ways(self, field: FieldSpec, raw: Raw, before: Reading) -> Iterator[Proposal]:
        text = tidied(text_of(raw))
        if label := self._label(field, text, before):
            yield Proposal(label, LABEL)
        if before.certain and (written := self._written(field, text, before)):
            yield Proposal(written, VALUE)
        if not isinstance(raw, str):
            return
        if not before.certain and (likely := self._likely(field, text, before)):
            yield Proposal(likely, VALUE, certain=False)
        if self.unsafe and (early := early_tones(text)) != text:
            yield Proposal(early, TONES, certain=False)
        yield Proposal(text, BLANKS)

    def _label(self, field: FieldSpec, text: str, reading: Reading) -> str:
        """What the field's list has for the text: the same but for signs, case and tones."""
        value = reading.value
        if reading.certain and isinstance(value, CriterionRef) and field.list == "criteria":
            criterion = self.choices.set.criterion(value.id)
            return (
                self.choices.criterion(criterion) if criterion and _named(text, criterion) else ""
            )
        if reading.certain and isinstance(value, StandardRef) and field.list == "standards":
            standard = self.choices.set.standard(value.id)
            label = self.choices.standard(standard) if standard else ""
            return label if standard and _same_name(text, standard.name) else ""
        labels = self.choices.values(field.list)
        if reading.certain and isinstance(value, Levels):
            labels = tuple(
                label for label in labels if read(field.reads, label, self.context).value == value
            )
            return labels[0] if labels else ""
        same = [label for label in labels if fold(label) == fold(text)]
        return same[0] if len(same) == 1 else ""

    def _written(self, field: FieldSpec, text: str, reading: Reading) -> str:
        """A time or an amount as the form writes it; words that only a document prints stay."""
        value = reading.value
        if isinstance(value, Timing) and self._months(field):
            return self._time(value)
        if isinstance(value, Money) and field.reads == "money" and not _GROUPED.fullmatch(text):
            return write_money(value)
        return ""

    def _time(self, time: Timing) -> str:
        """The label of the list of months for what it covers, else the time in words."""
        for label, _ in self.choices.months():
            if read("time", label, self.context).value == time:
                return label
        return write_time(time, self.context.vocabulary)

    def _months(self, field: FieldSpec) -> bool:
        spec = self.choices.form.lists.get(field.list)
        return spec is not None and spec.from_ == "year.months"

    def _likely(self, field: FieldSpec, text: str, reading: Reading) -> str:
        """What a doubtful text most probably is; "" where there is more than one answer."""
        value = reading.value
        if isinstance(value, Unread):
            if len(value.candidates) != 1:
                return ""
            value = read(field.reads, value.candidates[0], self.context).value
        if isinstance(value, CriterionRef) and (known := self.choices.set.criterion(value.id)):
            return self.choices.criterion(known)
        if isinstance(value, StandardRef) and (other := self.choices.set.standard(value.id)):
            return self.choices.standard(other)
        sure = Reading(value)
        written = self._written(field, text, sure)
        again = read(field.reads, written, self.context) if written else Reading(None)
        return written if again.value == value and again.certain else ""

    def _means_the_same(self, field: FieldSpec, before: Reading, after: str) -> bool:
        again = read(field.reads, after, self.context)
        if isinstance(before.value, str) and isinstance(again.value, str):
            return fold(before.value) == fold(again.value)
        return again.value == before.value and again.certain == before.certain


def _named(text: str, criterion: Criterion) -> bool:
    """Whether a text tells the criterion's number alone, or its name with at most slips."""
    return any(_same_name(text, name) for name in (criterion.name, *criterion.aliases))


def _same_name(text: str, name: str) -> bool:
    rest = _NUMBER.sub("", text)
    rest = re.sub(r"^\D{0,12}\d{1,2}\s*[.:)–-]*\s*", "", rest) if rest == text else rest
    own, wanted = (" ".join(_WORDS.findall(fold(one))) for one in (rest, name))
    return not own or own == wanted or SequenceMatcher(None, own, wanted).ratio() >= ALIKE
