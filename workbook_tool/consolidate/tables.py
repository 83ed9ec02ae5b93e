"""Tasks of counted plans → the matrices of the office's workbook: money, months, progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from workbook_tool.catalogue import Vocabulary
from workbook_tool.consolidate.money import MONEY
from workbook_tool.consolidate.rows import criterion_rows, source_columns, standard_of
from workbook_tool.consolidate.totals import crossed
from workbook_tool.frozen import dataclass
from workbook_tool.model import STATUSES, ActionLine, Key, Matrix, SetLine

Entries: TypeAlias = Iterable[tuple[ActionLine, str, int]]
"""Tasks, the column that each counts in, and the number that it adds."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The matrices of one summary; `schools` are the rows of schools by their key.

    `standards` are the rows by standard.
    """

    actions: Sequence[ActionLine]
    sets: Sequence[SetLine]
    standards: Sequence[Key]
    schools: Mapping[str, Key]
    vocabulary: Vocabulary

    def money(self) -> Matrix:
        """Tasks by standard and state of their money."""
        return self._by_standard(((a, a.money, 1) for a in self.actions), MONEY)

    def budget(self) -> Matrix:
        """VND by standard and source."""
        amounts = ((a, a.source, a.amount) for a in self.actions if a.amount is not None)
        return self._by_standard(amounts, source_columns(self.actions, self.vocabulary))

    def running(self) -> Matrix:
        """Tasks under way by standard and month."""
        return self._by_standard(self._running(), self._months())

    def due(self) -> Matrix:
        """Tasks that end, by standard and month."""
        return self._by_standard(self._due(), self._months())

    def school_running(self) -> Matrix:
        """Tasks under way by school and month."""
        return self._by_school(self._running(), tuple(self.schools.values()), self._months())

    def school_due(self) -> Matrix:
        """Tasks that end, by school and month."""
        return self._by_school(self._due(), tuple(self.schools.values()), self._months())

    def progress(self) -> Matrix:
        """Tasks by school and status, of those whose form asks how far they are."""
        rows = tuple(dict.fromkeys(self.schools[a.school] for a, *_ in self._asked()))
        return self._by_school(self._asked(), rows, STATUSES)

    def criterion_progress(self) -> Matrix:
        """The same by criterion."""
        rows = criterion_rows(self.sets, [a for a, *_ in self._asked()])
        entries = (((a.set, a.criterion), c, n) for a, c, n in self._asked())
        return crossed(entries, rows, STATUSES)

    def _by_standard(self, entries: Entries, columns: Sequence[str]) -> Matrix:
        return crossed(((standard_of(a), c, n) for a, c, n in entries), self.standards, columns)

    def _by_school(self, entries: Entries, rows: Sequence[Key], columns: Sequence[str]) -> Matrix:
        return crossed(((self.schools[a.school], c, n) for a, c, n in entries), rows, columns)

    def _months(self) -> tuple[str, ...]:
        return tuple(map(str, range(self.vocabulary.month_count)))

    def _running(self) -> Entries:
        return ((a, str(month), 1) for a in self.actions for month in a.running)

    def _due(self) -> Entries:
        return ((a, str(a.due), 1) for a in self.actions if a.due is not None)

    def _asked(self) -> Entries:
        return ((a, a.status, 1) for a in self.actions if a.status)
