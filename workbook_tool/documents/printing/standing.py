"""A row of a plan → where it stands among the standards and criteria of its set, and its label."""

from __future__ import annotations

from workbook_tool.catalogue import Standard
from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.printing.source import Source
from workbook_tool.model import CriterionRef, Record, StandardRef
from workbook_tool.typed.text import fold


class Standing:
    """Where rows stand among the standards and criteria of the plan's set."""

    def __init__(self, source: Source, section: Section) -> None:
        self._set, self._words = source.choices.set, section.words
        self._field = section.words["criterion_field"]
        self._block = source.choices.form.table(section.table)
        self._criteria = {c.id: n for n, c in enumerate(self._set.criteria)}
        self._standards = {s.id: n for n, s in enumerate(self._set.standards)}

    def criterion(self, record: Record) -> str:
        """The id of the criterion a row stands under; "" when it is none of this set."""
        known = (record.criterion, record.read(self._field))
        refs = (ref for ref in known if isinstance(ref, CriterionRef))
        own = next(refs, None)
        return own.id if own and own.set == self._set.id and own.id in self._criteria else ""

    def standard(self, record: Record) -> Standard | None:
        """The standard of a row, by its criterion or as it names it."""
        criterion = self._set.criterion(self.criterion(record))
        if criterion:
            return self._set.standard(criterion.standard)
        ref = record.standard
        own = isinstance(ref, StandardRef) and ref.set == self._set.id
        return self._set.standard(ref.id) if ref and own else None

    def place(self, record: Record) -> tuple[int, int, int]:
        """Standard, criterion and number to sort by.

        What has no standard goes first: below one it would seem to be a part of it.
        """
        standard, criterion = self.standard(record), self.criterion(record)
        first = self._standards[standard.id] if standard else -1
        return first, self._criteria.get(criterion, len(self._criteria)), record.number

    def criterion_label(self, record: Record) -> str:
        """The criterion by its official name; as typed where the text says more than the name."""
        typed, criterion = record.text(self._field), self._set.criterion(self.criterion(record))
        if criterion is None:
            return typed.strip()
        label: str = self._words["criterion"].format(id=criterion.id, name=criterion.name)
        return label if _words(typed) <= _words(label) else typed.strip()

    def only_text(self, record: Record) -> bool:
        """Whether a row below another would be taken for the rest of its texts."""
        spills = self._block.spills if self._block else ()
        filled = (name for name, value in record.values.items() if not value.blank)
        grouping = [name for key, name in self._words.items() if key.endswith("_field")]
        shown = {name for name in filled if self._writable(name)} - {*grouping}
        return shown <= set(spills)

    def _writable(self, name: str) -> bool:
        fields = self._block.fields if self._block else ()
        return any(field.id == name and field.writable for field in fields)

    def standard_label(self, standard: Standard) -> str:
        """The heading of a standard as the definition words it."""
        label: str = self._words["standard"].format(id=standard.id, name=standard.name)
        return label


def _words(text: str) -> set[str]:
    """What a text says: its words, folded, without the signs around them."""
    return {word for part in fold(text).split() if (word := part.strip(".,:;()–-"))}
