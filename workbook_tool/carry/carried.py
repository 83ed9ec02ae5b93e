"""What goes from an older plan into a new workbook, and what stays behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbook_tool.catalogue import Block, FieldSpec, Form
from workbook_tool.choices import Choices
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import NO_FACTS, STRAY, TOTAL, Place, Plan, Record, School
from workbook_tool.model.grid import Raw

Rows = tuple[Mapping[str, Raw], ...]
"""What cells hold by field id, row after row; {} for a row that stays blank."""

NO_PLACE, OUTSIDE, LOST, TOO_LONG = "no-place", "outside", "error-value", "too-long"
"""Why a text stays behind: no field for it, in no field, an Excel error, more than a cell keeps."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A text of an older plan that the new workbook does not show, what it was called, and why."""

    school: str
    year: str
    label: Mapping[str, str]
    place: Place
    text: str
    reason: str = NO_PLACE


@dataclass(frozen=True, slots=True)
class Carried:
    """What a workbook is filled with: single fields, tables by row, and what was left over."""

    values: Mapping[str, Raw] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    leftovers: tuple[Leftover, ...] = ()

    @property
    def prepared(self) -> Mapping[str, int]:
        """How many rows each table needs at least."""
        return {table: len(rows) for table, rows in self.rows.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """A plan and what its own form offers in words."""

    plan: Plan
    choices: Choices

    @property
    def form(self) -> Form:
        """The form the plan was written in."""
        return self.choices.form

    def leftover(
        self, label: Mapping[str, str], place: Place, text: str, reason: str = NO_PLACE
    ) -> Leftover:
        """A text of the plan that the new workbook does not show."""
        school = self.plan.school_name or self.plan.school_code
        return Leftover(school, self.plan.school_year, label, place, text, reason)

    def stray(self) -> Iterator[Leftover]:
        """What was written outside the cells of the form, and totals of its tables."""
        for anomaly in self.plan.anomalies:
            for place in anomaly.places if anomaly.rule in (STRAY, TOTAL) else ():
                yield self.leftover(NO_FACTS, place, place.value, OUTSIDE)

    def row(self, block: Block, record: Record) -> int:
        """The number of the row a record belongs in: that of its criterion where rows are those."""
        ids = [criterion.id for criterion in self.choices.set.criteria]
        if block.rows == "criteria" and record.criterion and record.criterion.id in ids:
            return ids.index(record.criterion.id) + 1
        return record.number


def numbered(rows: Iterable[tuple[int, Mapping[str, Raw]]]) -> Rows:
    """Rows by their printed numbers, blank ones between them."""
    found = dict(rows)
    return tuple(found.get(number, {}) for number in range(1, max(found, default=0) + 1))


def listed(spec: FieldSpec, school: School | None) -> bool:
    """Whether the office's list says what a field wants to know."""
    return bool(spec.roster and school and getattr(school, spec.roster))
