"""A piece of a printed line and a column → how unlikely it is that it stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from workbook_tool.documents.flowing.words import (
    MONEY,
    NUMBER,
    PARTY,
    TEXT,
    TIME,
    ColumnWords,
    KnownTable,
    squeezed,
)
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import Money
from workbook_tool.patterns import re
from workbook_tool.typed.amounts import amounts_in
from workbook_tool.typed.money import read_money
from workbook_tool.typed.text import fold
from workbook_tool.typed.time_words import tokens

_OVER = 1.5
"""Cost of a letter that a piece is longer than its column is wide; a few may be measured wrong."""
_MOST = 14.0
_WIDER = 1.2
"""Times that a column may hold more letters than its heading in bold tells."""
_NAMED = -2.0
"""Gain of a piece that is the next one of a criterion's name."""
_SENTENCES = 400
"""Letters of a piece that is neither a time, nor an amount, nor a party."""
_BLANK: Mapping[str, float] = {TEXT: 2.0, TIME: 1.5, PARTY: 1.5}
"""Cost of a column that stays blank, by what it holds; 0.4 of all others."""
_WORD = re.compile(r"\w+")
_NO_TIME = "?x"
"""Kinds of tokens that no text about time has."""


@dataclass(slots=True)
class Evidence:
    """What pieces say of their columns, which are counted from the left; `widths` in letters."""

    table: KnownTable
    order: tuple[int, ...]
    widths: list[float]
    _known: dict[tuple[str, int], float] = field(default_factory=dict)
    _skipped: dict[tuple[int, int], float] = field(default_factory=dict)

    @property
    def columns(self) -> range:
        """All columns, from the left."""
        return range(len(self.order))

    def column(self, number: int) -> ColumnWords:
        """The words of a column."""
        return self.table.columns[self.order[number]]

    def cost(self, text: str, column: int) -> float:
        """The cost of a piece in a column, but for what the name of a criterion says."""
        key = text, column
        if key not in self._known:
            over = max(0.0, len(text) - self.widths[column]) * _OVER
            self._known[key] = min(over, _MOST) + self._said(text, column)
        return self._known[key]

    def named(self, text: str, row: str, told: int) -> tuple[float, int]:
        """The cost of a piece in the column of criteria, and how far their name is told then.

        `row` is the criterion's id, `told` the letters of its name that were told before.
        """
        names = self.table.names.get(row, ())
        plain = squeezed(text).removeprefix(squeezed(self.table.criterion) + squeezed(row))
        if not plain:
            return _NAMED, told
        for short in (plain, self.table.shorts.get(plain, plain)):
            for name in names:
                at = name.find(short, told)
                if at >= 0:
                    return _NAMED, at + len(short)
        return (1.5 if names else 0.8), told

    def _said(self, text: str, column: int) -> float:
        kind = self.column(column).kind
        if len(text) > _SENTENCES:
            return 0.0 if kind == TEXT else 6.0
        time = self.is_time(text)
        if kind == TIME:
            return -2.0 if time else 0.0 if self._of_spans(text) else 4.0
        if kind == NUMBER:
            return 0.0 if text.strip("().").isdigit() else 6.0
        if kind == MONEY:
            return -1.5 if self._is_money(text) else 3.5
        if kind == PARTY:
            return 2.5 - 4.0 * self.parties(text) + (2.0 if time else 0.0)
        return (2.0 if time else 0.0) + (0.8 if self.parties(text) == 1.0 else 0.0)

    def _of_spans(self, text: str) -> bool:
        return set(fold(text).split()) <= self.table.spans

    @staticmethod
    def _is_money(text: str) -> bool:
        digits = re.fullmatch(r"[\d.,\s]+\D{0,5}", text.strip())
        if digits and any(map(str.isdigit, text)):
            return True
        return bool(amounts_in(fold(text))) or isinstance(read_money(text).value, Money)

    def is_time(self, text: str) -> bool:
        """Whether a piece may be of a text about time and of no other."""
        return _is_time(text, self.table.times)

    def parties(self, text: str) -> float:
        """The share of its words that people and bodies are called by."""
        words = _WORD.findall(fold(text))
        known = sum(word in self.table.parties for word in words)
        return known / len(words) if words else 0.0

    def skipped(self, before: int, column: int) -> float:
        """The cost of the columns between two that stay blank."""
        key = before, column
        if key not in self._skipped:
            kinds = [self.column(c).kind for c in self.columns if before < c < column]
            self._skipped[key] = sum(_BLANK.get(kind, 0.4) for kind in kinds)
        return self._skipped[key]


@lru_cache(maxsize=4096)
def _is_time(text: str, months: frozenset[str]) -> bool:
    found = list(tokens(fold(text)))
    said = any(t.kind == "p" or t.text in months or t.kind == "r" for t in found)
    return said and all(t.kind not in _NO_TIME or t.text in months for t in found)


def measured(pieces: Sequence[str], least: int, most: int) -> float:
    """The width of a column by its pieces, between what its heading tells (`most` 0: nothing)."""
    lengths = sorted(len(piece) for piece in pieces) or [least]
    usual = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    return max(float(least), min(usual, most * _WIDER) if most else usual + 1.0)
