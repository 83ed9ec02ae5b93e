"""A plan → the texts the school wrote in it, to be searched all at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from workbook_tool.catalogue import FieldSpec
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_facts
from workbook_tool.findings import Hit
from workbook_tool.frozen import dataclass
from workbook_tool.model import Plan, Record, Value

BETWEEN = "\n\0\n"
BETWEEN_FOLDED = " \0 "
READ_AS_WORDS = ("text", "party", "resources")
CHOSEN = ("list", "dependent")


@dataclass(frozen=True, slots=True)
class Text:
    """What a school wrote in one cell; `record` is None for a single field."""

    field: FieldSpec
    value: Value
    record: Record | None

    @property
    def table(self) -> str:
        """The table, or group of single fields, that the text stands in."""
        return self.field.id.partition(".")[0]

    def hit(self, **facts: str) -> Hit:
        """A hit in the cell; beside `value` it tells what its row is called, if it has a name."""
        row = row_facts(self.record) if self.record and self.record.named else {}
        return Hit((self.value.place,), {"value": self.value.text, **row, **facts})


class Texts:
    """Texts in the order of the form, and all of them in one string, as typed and folded."""

    def __init__(self, items: Sequence[Text], fold: Callable[[str], str]) -> None:
        self.items, self._fold = tuple(items), fold

    @cached_property
    def typed(self) -> str:
        """All texts as typed, with `BETWEEN` between them."""
        return BETWEEN.join(text.value.text.replace("\0", " ") for text in self.items)

    @cached_property
    def folded(self) -> str:
        """All texts folded, with `BETWEEN_FOLDED` between them."""
        return BETWEEN_FOLDED.join(self._pieces)

    @cached_property
    def _pieces(self) -> list[str]:
        return [self._fold(text.value.text.replace("\0", " ")) for text in self.items]

    def saying(self, pattern: re.Pattern[str]) -> Iterator[tuple[Text, re.Match[str]]]:
        """Where a pattern that crosses no line break stands in what was typed."""
        for found in pattern.finditer(self.typed):
            yield self.items[bisect_right(self._typed_starts, found.start()) - 1], found

    def meaning(self, pattern: re.Pattern[str]) -> Iterator[tuple[Text, re.Match[str]]]:
        """Where a pattern that crosses no NUL stands in the folded texts."""
        for found in pattern.finditer(self.folded):
            yield self.items[bisect_right(self._folded_starts, found.start()) - 1], found

    def naming(self, words: Sequence[str]) -> Iterator[tuple[Text, str]]:
        """The texts that hold one of some words, whole or not, and their folded letters."""
        wanted = [self._fold(word) for word in words]
        if any(word in self.folded for word in wanted):
            for text, folded in zip(self.items, self._pieces, strict=True):
                if any(word in folded for word in wanted):
                    yield text, folded

    @cached_property
    def _typed_starts(self) -> list[int]:
        return _starts([text.value.text for text in self.items], len(BETWEEN))

    @cached_property
    def _folded_starts(self) -> list[int]:
        return _starts(self._pieces, len(BETWEEN_FOLDED))


def texts(plan: Plan, context: Context) -> Texts:
    """The texts in cells that the school may write in the plan's round; lists are no texts."""
    fold = context.kept.fold
    return context.kept.once(plan, "texts", lambda: Texts(list(_texts(plan, context)), fold))


def _texts(plan: Plan, context: Context) -> Iterator[Text]:
    writable = context.writable(plan)
    fields = {
        field.id: field
        for _, block in context.form.blocks()
        for field in block.fields
        if field.id in writable and _is_text(field)
    }
    rows = ((record, record.values) for records in plan.tables.values() for record in records)
    for record, values in [(None, plan.values), *rows]:
        for name, value in values.items():
            if name in fields and not value.blank:
                yield Text(fields[name], value, record)


def _is_text(field: FieldSpec) -> bool:
    return field.reads in READ_AS_WORDS and (field.kind not in CHOSEN or field.reads == "party")


def _starts(pieces: Sequence[str], between: int) -> list[int]:
    return list(accumulate((len(piece) + between for piece in pieces[:-1]), initial=0))
