"""A row or a single field at fault → a hit: its filled places and the facts of its sentence."""

from __future__ import annotations

from workbook_tool.findings import Hit
from workbook_tool.model import Place, Plan, Record


def row_hit(record: Record, *fields: str, **facts: str) -> Hit:
    """A hit in the filled ones of `fields`, else in the first of them the form has.

    Every row hit tells its `criterion` ("" when there is none) and the first `value` as typed.
    """
    own = [record.values[name] for name in fields if name in record.values]
    shown = [value for value in own if not value.blank] or own[:1]
    places = tuple(value.place for value in shown)
    if not places:
        places = tuple(value.place for value in list(record.values.values())[:1])
    criterion = record.criterion.id if record.criterion else ""
    value = shown[0].text if shown else ""
    return Hit(places, {"criterion": criterion, "value": value, **facts})


def field_hit(plan: Plan, *fields: str, **facts: str) -> Hit:
    """A hit in single fields, whether filled or not; the first `value` as typed is a fact."""
    own = [plan.values[name] for name in fields if name in plan.values]
    places: tuple[Place, ...] = tuple(value.place for value in own)
    return Hit(places, {"value": own[0].text if own else "", **facts})


def tells_something(record: Record) -> bool:
    """Whether a row says enough to be asked for more; one that does not is WB601's alone."""
    return any(record.text(field).strip() for field in ("action.task", "action.target"))
