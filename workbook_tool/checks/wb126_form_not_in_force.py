"""WB126: a plan written in a form that is not in force on its day."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit, spoken
from workbook_tool.checks.spell import day, period
from workbook_tool.findings import Hit
from workbook_tool.model import Period, Plan


def form_not_in_force(plan: Plan, context: Context) -> Iterator[Hit]:
    """The plan's day, else the first of its school year, lies before or after the form's time."""
    form, judged = context.form, context.stands_for(plan)
    if judged is None or form.in_force(judged):
        return
    where = "plan.date" if plan.day("plan.date") else "plan.school_year"
    in_force = period(Period(form.valid_from, form.valid_to))
    facts = {"date": day(judged), "in_force": in_force, **spoken("form", form.name)}
    yield field_hit(plan, where, **facts)
