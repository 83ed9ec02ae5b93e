"""A plan read from any readable workbook → a fresh workbook of the same form's newest version."""

from __future__ import annotations

from workbook_tool.carry import Carried, Leftover, Source, into_current
from workbook_tool.catalogue import Catalogue, Form
from workbook_tool.choices import Choices
from workbook_tool.errors import WbtoolError
from workbook_tool.frozen import dataclass
from workbook_tool.layout import build_layout
from workbook_tool.model import ACTIONS, PLANNED, Plan, School, SchoolYear
from workbook_tool.template import Issue, make_template


@dataclass(frozen=True, slots=True)
class Migrated:
    """The bytes of the new workbook, its form, how many cells moved, and what did not."""

    data: bytes
    form: Form
    year: SchoolYear
    moved: int
    leftovers: tuple[Leftover, ...]


def migrate(
    plan: Plan, catalogue: Catalogue, year: SchoolYear | None = None, password: str = ""
) -> Migrated:
    """Move a plan into the newest version of its form, for the same school, set and round.

    `year` is asked for where the workbook names no school year, and wins over the one it names.
    `WbtoolError`: "need-school-year"; "no-place-to-migrate" when the newest version knows the set
    or the round no more; `TemplateRefused` for what no workbook can hold.
    """
    identity = plan.identity
    old = catalogue.form(identity.form, identity.form_version)
    form, standard_set = catalogue.form(identity.form), catalogue.set(identity.set)
    own = SchoolYear.parse(plan.school_year)
    wanted = year or own
    if wanted is None:
        raise WbtoolError("need-school-year")
    if identity.set not in form.sets or identity.round not in (PLANNED, *form.rounds):
        known = {"form": f"{form.id} v{form.version}", "set": identity.set}
        raise WbtoolError("no-place-to-migrate", **known, round=identity.round)
    source = Source(plan, Choices(old, standard_set, catalogue.vocabulary, own, identity.round))
    new = Choices(form, standard_set, catalogue.vocabulary, wanted, identity.round)
    carried = into_current(source, new)
    data = make_template(_issue(plan, new, carried, password))
    cells = sum(len(row) for rows in carried.rows.values() for row in rows)
    return Migrated(data, form, wanted, len(carried.values) + cells, carried.leftovers)


def _issue(plan: Plan, new: Choices, carried: Carried, password: str) -> Issue:
    identity = plan.identity
    wanted = {**identity.prepared}
    for table, rows in carried.prepared.items():
        wanted[table] = max(rows, wanted.get(table, 0))
    rows = max(identity.rows or new.form.rows, wanted.pop(ACTIONS, 0))
    layout = build_layout(new.form, new.set, rows, wanted)
    code, name = identity.school_code, identity.school_name
    school = School(code, name) if code or name else None
    return Issue(layout, new, school, password, carried.values, carried.rows, identity.origin)
