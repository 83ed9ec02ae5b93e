"""A counted plan → a line for every task: its standard, its time in months, its money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from workbook_tool.catalogue import Catalogue, StandardSet, Vocabulary
from workbook_tool.consolidate.money import money_of, source_of
from workbook_tool.consolidate.status import percent_of, status_of
from workbook_tool.frozen import dataclass
from workbook_tool.model import (
    ACTION_TIME,
    ActionLine,
    Period,
    Place,
    Plan,
    Record,
    RowRefs,
    SchoolLine,
    SchoolYear,
    Timing,
)
from workbook_tool.typed.text import fold


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
            sources={
                fold(part): name
                for name in catalogue.vocabulary.lists["funding"]
                for part in (name, *name.split(","))
            },
            vocabulary=catalogue.vocabulary,
        )

    def order(self, set_id: str) -> tuple[int, str]:
        """Where a set stands: as the vocabulary lists its first school type, then by id."""
        types = self.vocabulary.lists["school_types"]
        own = self.sets[set_id].school_types if set_id in self.sets else ()
        return min((types.index(t) for t in own if t in types), default=len(types)), set_id


def action_lines(
    school: SchoolLine, plan: Plan, known: Known, as_of: date | None
) -> Iterator[ActionLine]:
    """The tasks of a plan in their order, as they stand on a day."""
    year = SchoolYear.parse(plan.school_year)
    months = _months(year, known.vocabulary) if year else ()
    issue: Record | None = None
    for record in plan.actions:
        issue = _issue(record, plan) or (issue if record.continues else None)
        set_id, standard, criterion = _standing(record, plan.identity.set, known.sets)
        timing = record.timing(*ACTION_TIME)
        end = timing.end if timing else None
        running, due = months_of(timing, months)
        amount, state = money_of(record)
        yield ActionLine(
            school=school.key,
            path=school.file,
            record=record,
            place=_place(record),
            set=set_id,
            standard=standard,
            criterion=criterion,
            start=timing.start if timing else None,
            end=end,
            amount=amount,
            money=state,
            source="" if amount is None else source_of(record, known.sources),
            running=running,
            due=due,
            outside=bool(timing and months and not running and due is None),
            status=status_of(record, end, as_of),
            percent=percent_of(record),
            issue=issue,
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
    ref, under = record.criterion, record.standard
    criterion = sets[ref.set].criterion(ref.id) if ref and ref.set in sets else None
    if ref and criterion:
        return ref.set, criterion.standard, criterion.id
    if under and under.set in sets and sets[under.set].standard(under.id):
        return under.set, under.id, ""
    return own_set, "", ""


def _issue(record: Record, plan: Plan) -> Record | None:
    """The row of another table that the task names first; None where it names none."""
    for field, value in record.values.items():
        if isinstance(value.read, RowRefs):
            wanted, table = value.read.numbers[0], field.partition(".")[2]
            rows = plan.records(table)
            return next((r for r in rows if wanted in (r.number, *r.joined)), None)
    return None


def _place(record: Record) -> Place | None:
    return record.place("action.task", *record.values) if record.values else None
