"""Returned plans → workbooks of a review round: the plan locked, only its progress to be told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbook_tool.carry import Source, into_round
from workbook_tool.cli.making import Made, attempt, new_ones
from workbook_tool.cli.returned import latest_plans, refuse_inside, source_of
from workbook_tool.cli.speech import language, progress, say, show
from workbook_tool.errors import WbtoolError
from workbook_tool.layout import build_layout
from workbook_tool.model import ACTIONS, Plan, School

if TYPE_CHECKING:
    from workbook_tool.cli.opening import Opening
    from workbook_tool.template import Issue


def write_rounds(
    returned: Path,
    round_: str,
    folder: Path,
    password: str,
    opening: Opening,
    office: Mapping[str, str],
) -> list[Path]:
    """One workbook a school that sent a plan whose form has the round; the others are named.

    `office` is what the workbooks tell of it (see `Issue`).

    `WbtoolError` "no-round-made" when there is none.
    """
    refuse_inside(folder, returned)
    made: list[Made] = []
    plans = latest_plans(returned, opening)
    with progress("template-progress", len(plans)) as done:
        for plan in plans:
            source = source_of(plan, round_)
            if round_ in source.form.rounds and plan.actions:
                issue = partial(_issue, source, password, office)
                made += attempt(plan.school_name, issue, folder, made)
            else:
                told = {"name": plan.school_name, "form": source.form.name[language()]}
                key = "round-no-task" if round_ in source.form.rounds else "round-not-of-form"
                show(say(key, **told), error=True)
            done()
    if not made:
        raise WbtoolError("no-round-made", path=returned)
    return new_ones(made)


def _issue(source: Source, password: str, office: Mapping[str, str]) -> Issue:
    from workbook_tool.template import Issue

    plan, carried = source.plan, into_round(source)
    rows = max(plan.identity.rows, carried.prepared[ACTIONS])
    layout = build_layout(source.form, source.choices.set, rows, carried.prepared)
    school = _issued_to(plan)
    known = carried.values, carried.rows
    return Issue(layout, source.choices, school, password, *known, office=office)


def _issued_to(plan: Plan) -> School | None:
    """The school a plan was issued to, else the one that wrote its name into it."""
    code, name = plan.school_code, plan.identity.school_name or plan.school_name
    return School(code, name) if code or name else None
