"""A counted plan → a line for every task: its standard, its time in months, its money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_tool.catalogue import Catalogue, StandardSet, Vocabulary
from workbook_tool.model import (
    ACTION_TIME,
    ActionLine,
    CriterionRef,
    Money,
    Period,
    Place,
    Plan,
    Record,
    SchoolLine,
    SchoolYear,
    StandardRef,
    Timing,
    Unread,
)
from workbook_tool.typed.text import fold

MONEY = ("amount", "none", "blank", "unclear")
"""States of a task's money; "unclear" is written but cannot be added."""
OTHER, UNNAMED = "other", "unnamed"
"""Sources of an amount: one the vocabulary does not list, and none written."""

EXACT = 10**15
"""From here on a spreadsheet no longer keeps every digit: such an amount is not added."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue knows of standards, sources and months, looked up once for all files."""

    sets: Mapping[str, StandardSet]
    sources: Mapping[str, str]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, catalogue: Catalogue) -> Known:
        """Everything from the catalogue."""
        return cls(
            sets={set_id: catalogue.set(set_id) for set_id in catalogue.set_ids},
            sources={fold(name): name for name in catalogue.vocabulary.lists["funding"]},
            vocabulary=catalogue.vocabulary,
        )

    def order(self, set_id: str) -> tuple[int, str]:
        """Where a set stands: as the vocabulary lists its first school type, then by id."""
        types = self.vocabulary.lists["school_types"]
        own = self.sets[set_id].school_types if set_id in self.sets else ()
        return min((types.index(t) for t in own if t in types), default=len(types)), set_id


def action_lines(school: SchoolLine, plan: Plan, known: Known) -> Iterator[ActionLine]:
    """The tasks of a plan in their order."""
    year = SchoolYear.parse(plan.school_year)
    months = _months(year, known.vocabulary) if year else ()
    for record in plan.actions:
        set_id, standard, criterion = _standing(record, plan.identity.set, known.sets)
        timing = record.timing(*ACTION_TIME)
        running, due = months_of(timing, months)
        amount, state = _money(record)
        yield ActionLine(
            school=school.key,
            path=school.file,
            record=record,
            place=_place(record),
            set=set_id,
            standard=standard,
            criterion=criterion,
            start=timing.start if timing else None,
            end=timing.end if timing else None,
            amount=amount,
            money=state,
            source="" if amount is None else _source(record, known.sources),
            running=running,
            due=due,
            outside=bool(timing and months and not running and due is None),
        )


def _months(year: SchoolYear, vocabulary: Vocabulary) -> tuple[Period, ...]:
    return tuple(period for _, period in vocabulary.months(year)[: vocabulary.month_count])


def months_of(
    timing: Timing | None, months: Sequence[Period]
) -> tuple[tuple[int, ...], int | None]:
    """The months in which a time runs, counted from 0, and the one in which it ends.

    An open end reaches to the edge of the planning year; only a known end is due.
    """
    if timing is None:
        return (), None
    running = tuple(
        n for n, month in enumerate(months) if any(_meet(p, month) for p in timing.periods)
    )
    due = next((n for n, month in enumerate(months) if _holds(month, timing.end)), None)
    return running, due


def _meet(period: Period, month: Period) -> bool:
    if period.start is None and period.end is None:
        return False
    begins = period.start or date.min
    ends = period.end or date.max
    return begins <= (month.end or date.max) and ends >= (month.start or date.min)


def _holds(month: Period, day: date | None) -> bool:
    return bool(day and month.start and month.end and month.start <= day <= month.end)


def _standing(
    record: Record, own_set: str, sets: Mapping[str, StandardSet]
) -> tuple[str, str, str]:
    """Set, standard and criterion; the standard comes from the criterion where there is one."""
    ref = record.criterion or record.read("action.criterion")
    if isinstance(ref, CriterionRef) and ref.set in sets:
        criterion = sets[ref.set].criterion(ref.id)
        if criterion:
            return ref.set, criterion.standard, criterion.id
    read = record.read("action.standard")
    if isinstance(read, StandardRef) and read.set in sets and sets[read.set].standard(read.id):
        return read.set, read.id, ""
    return own_set, "", ""


def _money(record: Record) -> tuple[int | None, str]:
    """Whole VND and the state. What is negative or beyond a spreadsheet's digits is unclear."""
    read = record.read("action.budget")
    if isinstance(read, Money) and read.vnd is not None:
        if read.vnd == 0:
            return None, "none"
        return (read.vnd, "amount") if 0 < read.vnd < EXACT else (None, "unclear")
    if isinstance(read, (Money, Unread)) or record.text("action.budget").strip():
        return None, "unclear"
    return None, "blank"


def _source(record: Record, sources: Mapping[str, str]) -> str:
    read = record.read("action.budget")
    named = read.source if isinstance(read, Money) else ""
    text = fold(record.text("action.funding")) or fold(named)
    return sources.get(text, OTHER) if text else UNNAMED


def _place(record: Record) -> Place | None:
    return record.place("action.task", *record.values) if record.values else None
