"""A counted plan and what a later round told of it → the plan as that round left it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from workbook_tool.frozen import dataclass, replace
from workbook_tool.model import ACTIONS, Plan, Record, Value
from workbook_tool.typed.text import fold

ID, PROOF = "action.id", "action.proof"
COMPLETION, PROGRESS = "action.completion", "action.progress"
REVIEWED = (COMPLETION, PROGRESS)
"""The fields by which a task tells how far it is."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Which task of a plan each task of a round file is: by the number of the plan's task.

    `unfit` are those of the round file that are none of the plan's tasks, or are another task by
    now than when the file was issued.
    """

    tasks: Mapping[int, Record]
    unfit: tuple[Record, ...]


def fitting(plan: Plan, told: Plan) -> Fit:
    """Join the tasks by id, each proved by the hash that its file was issued with.

    A plan that was read from the round file itself (`told` is `plan`) may lack the hash.
    """
    tasks: dict[int, Record] = {}
    unfit = []
    find = _Tasks(plan)
    for record in told.actions:
        own = record if told is plan else find.same(record)
        if own and own.number not in tasks and _proved(record, own):
            tasks[own.number] = record
        else:
            unfit.append(record)
    return Fit(tasks, tuple(unfit))


def _proved(record: Record, own: Record) -> bool:
    proof = record.text(PROOF).strip()
    return proof == own.proof == record.proof or (own is record and not proof)


class _Tasks:
    """Looks the tasks of a plan up: by id, by number where one of the two has none."""

    def __init__(self, plan: Plan) -> None:
        self._ids: dict[str, list[Record]] = defaultdict(list)
        for record in plan.actions:
            self._ids[_id(record)].append(record)
        self._numbers = {record.number: record for record in plan.actions}

    def same(self, record: Record) -> Record | None:
        """The task of that id; None when there is none, or more than one."""
        own = _id(record)
        named = self._ids.get(own, []) if own else []
        if named:
            return named[0] if len(named) == 1 else None
        numbered = self._numbers.get(record.number)
        return numbered if numbered and not (own and _id(numbered)) else None


def _id(record: Record) -> str:
    return fold(record.text(ID))


def as_left(plan: Plan, told: Plan, fields: Collection[str] = REVIEWED) -> Plan:
    """The plan with what `told` says in `fields`: of a task where it fits, of other rows by number.

    What does not fit is not taken, and what a round leaves blank takes nothing away.
    """
    fit = fitting(plan, told)
    if told is plan:
        strange = {record.number for record in fit.unfit}
        own = (_without(r, fields) if r.number in strange else r for r in plan.actions)
        return replace(plan, tables={**plan.tables, ACTIONS: tuple(own)})
    tables = {
        table: tuple(_rows(plan.records(table), told.records(table), fields))
        for table in {*plan.tables, *told.tables} - {ACTIONS}
    }
    tables[ACTIONS] = tuple(_with(r, fit.tasks.get(r.number), fields) for r in plan.actions)
    return replace(plan, values={**plan.values, **_said(told, fields)}, tables=tables)


def _rows(
    own: Iterable[Record], told: Iterable[Record], fields: Collection[str]
) -> Iterator[Record]:
    """The rows of both, in order: of one that only the round has, what the round may say."""
    rows = {record.number: record for record in own}
    for record in told:
        if _said(record, fields):
            base = rows.get(record.number) or replace(record, values={})
            rows[record.number] = _with(base, record, fields)
    yield from (rows[number] for number in sorted(rows))


def _with(record: Record, later: Record | None, fields: Collection[str]) -> Record:
    said = _said(later, fields) if later else {}
    return replace(record, values={**record.values, **said}) if said else record


def _without(record: Record, fields: Collection[str]) -> Record:
    blank = {n: Value("", v.place) for n, v in record.values.items() if n in fields}
    return replace(record, values={**record.values, **blank})


def _said(rows: Plan | Record, fields: Collection[str]) -> dict[str, Value]:
    return {n: value for n, value in rows.values.items() if n in fields and not value.blank}
