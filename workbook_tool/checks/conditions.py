"""The conditions a form declares × the rows of a plan → the rows that do not meet them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias, TypeGuard

from workbook_tool.catalogue import Condition, FieldSpec, Parameter
from workbook_tool.checks.context import Context
from workbook_tool.frozen import replace
from workbook_tool.model import (
    CriterionRef,
    Money,
    Plan,
    Read,
    Record,
    RowRefs,
    StandardRef,
    Timing,
    Unread,
)
from workbook_tool.typed import fold, looks_legacy

SPOKEN_OF_ELSEWHERE = ("error-value", "same-as-above")
"""Reasons of an unread cell that its field's rule keeps silent about.

A value lost to an Excel error is WB111's; "as above" is how people write, and no fault.
"""

UNDERSTOOD = ("criterion", "standard", "levels", "grade", "completion")
"""Ways of reading for which a cell is in its list when it was understood at all."""

Fails: TypeAlias = Callable[[Record, Condition, Plan, Context], bool]


def unmet(
    plan: Plan, context: Context, rule: str, length: Parameter | None = None
) -> Iterator[tuple[Record, Condition]]:
    """The rows that fail a condition the form declares under `rule`, in the plan's order.

    A `length` takes the place of the condition's own. Nothing is asked of a field that the school
    may not write in the round of the plan, nor of one that was not found in the file.
    """
    writable = context.writable(plan) - plan.lost
    for block, condition in context.form.conditions(rule):
        asked = {condition.field} if condition.field else {field.id for field in block.fields}
        if writable.isdisjoint(asked):
            continue
        fails = KINDS[condition.kind]
        own = replace(condition, length=length) if isinstance(length, int) else condition
        for record in plan.records(block.table):
            if fails(record, own, plan, context):
                yield record, condition


def not_understood(read: Read | Unread) -> TypeGuard[Unread]:
    """Whether a filled cell says what nobody understood, and no other rule speaks of that."""
    return isinstance(read, Unread) and read.reason not in SPOKEN_OF_ELSEWHERE


def missing_rows(record: Record, field: FieldSpec, plan: Plan, context: Context) -> list[int]:
    """The numbers a field names of which the table they belong to has no started row."""
    table, read = context.form.referred(field), record.read(field.id)
    if table is None or not isinstance(read, RowRefs):
        return []
    written = {r.number for r in plan.records(table.table)}
    return [number for number in read.numbers if number not in written]


def _required_if_started(
    record: Record, condition: Condition, plan: Plan, context: Context
) -> bool:
    if condition.or_above and record.continues:
        return False
    wanted = (condition.field, *condition.or_fields)
    return not any(record.text(field).strip() for field in wanted)


def _in_list(record: Record, condition: Condition, plan: Plan, context: Context) -> bool:
    text = record.text(condition.field).strip()
    field = context.form.field(condition.field)
    if not text or field is None:
        return False
    unread = isinstance(record.read(condition.field), Unread)
    if context.form.referred(field):
        return unread or bool(missing_rows(record, field, plan, context))
    if field.reads in UNDERSTOOD:
        return unread
    return fold(text) not in map(fold, context.choices.values(field.list))


def _depends_on(record: Record, condition: Condition, plan: Plan, context: Context) -> bool:
    standard, own = record.read(condition.other), record.read(condition.field)
    reference = own if isinstance(own, CriterionRef) else None
    if record.continues and not record.text(condition.field).strip():
        reference = record.criterion
    criterion = context.set.criterion(reference.id) if reference else None
    if criterion is None or not isinstance(standard, StandardRef):
        return False
    return criterion.standard != standard.id


def _not_before(record: Record, condition: Condition, plan: Plan, context: Context) -> bool:
    end, start = record.read(condition.field), record.read(condition.other)
    if not isinstance(end, Timing) or not isinstance(start, Timing):
        return False
    return bool(end.end and start.start and end.end < start.start)


def _within(record: Record, condition: Condition, plan: Plan, context: Context) -> bool:
    amount = record.read(condition.field)
    if not isinstance(amount, Money) or amount.vnd is None:
        return False
    return amount.vnd < condition.minimum and not (condition.or_zero and amount.vnd == 0)


def _readable(record: Record, condition: Condition, plan: Plan, context: Context) -> bool:
    return isinstance(record.read(condition.field), Unread)


def _needs(record: Record, condition: Condition, plan: Plan, context: Context) -> bool:
    amount = record.read(condition.field)
    if not isinstance(amount, Money) or not amount.vnd or amount.vnd < 0 or amount.source:
        return False
    source = fold(record.text(condition.other))
    return not source or source in map(fold, context.vocabulary.lists.get("no_funding", ()))


def _legible(record: Record, condition: Condition, plan: Plan, context: Context) -> bool:
    fields = (condition.field,) if condition.field else tuple(record.values)
    return any(looks_legacy(record.text(field)) for field in fields)


def _at_most(record: Record, condition: Condition, plan: Plan, context: Context) -> bool:
    return len(record.text(condition.field)) > condition.length


KINDS: Mapping[str, Fails] = MappingProxyType(
    {
        "required_if_started": _required_if_started,
        "in_list": _in_list,
        "depends_on": _depends_on,
        "not_before": _not_before,
        "within": _within,
        "readable": _readable,
        "needs": _needs,
        "legible": _legible,
        "at_most": _at_most,
    }
)
"""Every kind of `catalogue.formkinds.CONDITIONS`, and when a row fails it."""
