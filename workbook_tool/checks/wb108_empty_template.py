"""WB108: a template that came back as it went out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook_tool.catalogue import FieldSpec
from workbook_tool.checks.context import Context
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Value

SHEET_MISSING = "WB121"


def empty_template(plan: Plan, context: Context) -> Iterator[Hit]:
    """No task, and no other cell that says anything the template did not say when it was sent."""
    if not plan.actions and not torn(plan) and not written(plan, context):
        yield Hit(())


def torn(plan: Plan) -> bool:
    """Whether a sheet is gone: what is missing then was lost, and not left unwritten."""
    return any(anomaly.rule == SHEET_MISSING for anomaly in plan.anomalies)


def written(plan: Plan, context: Context) -> bool:
    """Whether the school wrote anything itself: a filled cell that was not handed out filled."""
    singles = list(plan.values.items())
    rows = [item for t in plan.tables.values() for r in t for item in r.values.items()]
    return any(_own(context.form.field(name), value) for name, value in [*singles, *rows])


def _own(field: FieldSpec | None, value: Value) -> bool:
    if field is None or value.blank or not field.writable or field.issued or field.roster:
        return False
    return not any(_handed_out(value.text, fill) for fill in field.fill if fill)


def _handed_out(text: str, fill: str) -> bool:
    pieces = (re.escape(_line(piece)) for piece in re.split(r"\{\w+\}", fill))
    return re.fullmatch(".*".join(pieces), _line(text)) is not None


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
