"""A task of last year → a row of results: what the new form's `carry` takes of it."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.carry.carried import Source
from workbook_tool.catalogue import FieldSpec, Form
from workbook_tool.model import ACTIONS, Record

CRITERION = "record.criterion"


def result_of(source: Source, record: Record, form: Form, several: bool) -> Mapping[str, str]:
    """The filled columns of a row; the id tells the school where there are `several`."""
    found = {
        target: _told(source, record, wanted, form.field(target), several)
        for target, wanted in form.carry.items()
    }
    return {name: text for name, text in found.items() if text}


def columns_shown(source: Source, record: Record, form: Form) -> set[str]:
    """The columns of a task that its row of results shows somewhere."""
    shown = set(form.carry.values())
    block = source.form.table(ACTIONS)
    for target in (name for name, wanted in form.carry.items() if wanted == CRITERION):
        if block and _told(source, record, CRITERION, form.field(target), several=False):
            shown |= {f.id for f in block.fields if f.reads in ("criterion", "standard", "rows")}
    return shown


def _told(
    source: Source, record: Record, wanted: str, target: FieldSpec | None, several: bool
) -> str:
    plan = source.plan
    if wanted == "plan.school_year":
        return plan.school_year
    if wanted == "record.id":
        own = _id(source, record)
        return f"{plan.school_code or plan.school_name}-{own}" if several else own
    if wanted == CRITERION:
        return _criterion(source, record, free=target is None or target.reads != "criterion")
    return record.text(wanted)


def _id(source: Source, record: Record) -> str:
    """The id that the form printed, or would have printed, in a task's row."""
    block = source.form.table(ACTIONS)
    printed = [spec for spec in block.fields if spec.role == "id"] if block else []
    if block is None or not printed:
        return str(record.number)
    own = source.choices.printed(block, printed[0], record.number)
    return record.text(printed[0].id) or own


def _criterion(source: Source, record: Record, *, free: bool) -> str:
    """The criterion as its own set calls it; free text tells the set too, for ids repeat."""
    choices = source.choices
    criterion = choices.set.criterion(record.criterion.id) if record.criterion else None
    standard = choices.set.standard(record.standard.id) if record.standard else None
    if criterion is None and (standard is None or not free):
        block = source.form.table(ACTIONS)
        typed = block.reading("criterion") if block else None
        return record.text(typed.id) if free and typed else ""
    label = choices.criterion(criterion) if criterion else ""
    label = label or (choices.standard(standard) if standard else "")
    return f"{label} ({choices.set.name['short']})" if free else label
