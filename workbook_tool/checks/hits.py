"""A row or a single field at fault → a hit: its filled places and the facts of its sentence."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.checks.context import Context
from workbook_tool.findings import Hit
from workbook_tool.model import Place, Plan, Record


def row_hit(record: Record, *fields: str, **facts: str) -> Hit:
    """A hit in the filled ones of `fields`, else in the first of them the form has.

    Every row hit tells its `criterion` ("" when there is none), the first `value` as typed and
    what the row is called.
    """
    own = [record.values[name] for name in fields if name in record.values]
    shown = [value for value in own if not value.blank] or own[:1]
    places = tuple(value.place for value in shown)
    if not places:
        places = tuple(value.place for value in list(record.values.values())[:1])
    criterion = record.criterion.id if record.criterion else ""
    value = shown[0].text if shown else ""
    return Hit(places, {"criterion": criterion, "value": value, **row_facts(record), **facts})


def field_hit(plan: Plan, *fields: str, **facts: str) -> Hit:
    """A hit in single fields, whether filled or not; the first `value` as typed is a fact."""
    own = [plan.values[name] for name in fields if name in plan.values]
    places: tuple[Place, ...] = tuple(value.place for value in own)
    return Hit(places, {"value": own[0].text if own else "", **facts})


def row_facts(record: Record) -> Mapping[str, str]:
    """What a row is called in every language, and its printed number: {row} and {rows}."""
    return {**spoken("named", record.named), "number": str(record.number)}


def label_facts(context: Context, field: str, name: str = "label") -> Mapping[str, str]:
    """How the form heads a field, as a fact called `name`; nothing when it has no such field."""
    spec = context.form.field(field)
    return spoken(name, spec.label) if spec else {}


def spoken(name: str, words: Mapping[str, str]) -> Mapping[str, str]:
    """A fact that reads otherwise in every language; a sentence takes the one of its own.

    >>> dict(spoken("row", {"vi": "x", "en": "y"}))
    {'row.vi': 'x', 'row.en': 'y'}
    """
    return {f"{name}.{language}": text for language, text in words.items()}


def tells_something(record: Record) -> bool:
    """Whether a row tells its task; what else one without a task lacks, WB601 says with that."""
    return bool(record.text("action.task").strip())
