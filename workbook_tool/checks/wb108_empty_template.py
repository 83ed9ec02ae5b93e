"""WB108: a template that came back as it went out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook_tool.catalogue import FieldSpec, Form
from workbook_tool.checks.context import Context
from workbook_tool.findings import Hit
from workbook_tool.model import HEADING_LOST, PLANNED, SHEET_MISSING, Plan, Value


def empty_template(plan: Plan, context: Context) -> Iterator[Hit]:
    """No cell says anything that the template did not say when it was sent.

    A plan that was carried into a later round is handed out with its tasks.
    """
    handed_out = plan.identity.round != PLANNED
    if (handed_out or not plan.actions) and not torn(plan) and not written(plan, context):
        rounds = {asked.key: asked.label for asked in context.vocabulary.rounds}
        yield Hit((), {"round": rounds.get(plan.identity.round, "")})


def torn(plan: Plan) -> bool:
    """Whether a sheet or heading is gone: what is missing was lost, and not left unwritten."""
    return any(anomaly.rule in (SHEET_MISSING, HEADING_LOST) for anomaly in plan.anomalies)


def written(plan: Plan, context: Context) -> bool:
    """Whether the school wrote anything itself: a filled cell that was not handed out filled.

    What last year's plan may have brought along with its tasks is no sign of it, nor, in a later
    round, what the plan itself has: only cells that may be written in this round are.
    """
    brought = _brought(plan, context.form)
    singles = list(plan.values.items())
    rows = [item for t in plan.tables.values() for r in t for item in r.values.items()]
    fields = ((context.form.field(name), value) for name, value in [*singles, *rows])
    return any(
        field.writable_in(plan.identity.round)
        and not (brought and (field.carries or field.id in context.form.carry))
        and _own(field, value)
        for field, value in fields
        if field
    )


def _brought(plan: Plan, form: Form) -> bool:
    """Whether the plan may have begun with last year's: it lists tasks of that."""
    return any(plan.records(name.partition(".")[0]) for name in form.carry)


def _own(field: FieldSpec, value: Value) -> bool:
    if value.blank or field.issued or field.roster:
        return False
    return not any(_handed_out(value.text, fill) for fill in field.fill if fill)


def _handed_out(text: str, fill: str) -> bool:
    pieces = (re.escape(_line(piece)) for piece in re.split(r"\{\w+\}", fill))
    return re.fullmatch(".*".join(pieces), _line(text)) is not None


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
