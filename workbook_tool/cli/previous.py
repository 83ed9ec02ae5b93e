"""Last year's returned workbooks → next year's, begun with what the schools wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from workbook_tool.carry import Carried, Leftover, everything, into_next_year
from workbook_tool.cli.choose import choices
from workbook_tool.cli.examine import schools_of
from workbook_tool.cli.leftovers import write_leftovers
from workbook_tool.cli.making import TemplateSettings, write_all
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.returned import latest_plans, refuse_inside, source_of
from workbook_tool.cli.speech import catalogue, say, show
from workbook_tool.consolidate.owners import Finder, school_key, school_of
from workbook_tool.frozen import replace
from workbook_tool.model import Plan, School
from workbook_tool.roster.line import type_in
from workbook_tool.roster.renamed import code_key, read_renamed

Codes = Mapping[str, Sequence[str]]
"""Key of an old code → the codes that took its place."""


def write_next_year(
    settings: TemplateSettings,
    set_id: str,
    previous: Path,
    roster: Path | None,
    renamed: Path | None,
    folder: Path,
    opening: Opening,
) -> list[Path]:
    """One workbook a school; texts that found no place in any of them are listed in a file.

    Without a list the schools are those that sent a plan, under their new codes.
    """
    refuse_inside(folder, previous)
    plans = latest_plans(previous, opening, settings.year)
    codes = _codes(renamed)
    schools = settings.placed(schools_of(roster)) or tuple(_successors(plans, codes))
    heirs = _heirs(plans, schools, codes)
    left: list[Leftover] = []
    served: set[int] = set()

    def known(school: School, chosen: str) -> Carried:
        new = choices(settings.form_id, chosen, settings.year, settings.day)
        carried = into_next_year([source_of(plan) for plan in heirs[school]], new, school)
        left.extend(carried.leftovers)
        served.update(id(plan) for plan in heirs[school])
        return carried

    try:
        return write_all(settings, set_id, schools, folder, known, str(previous))
    finally:
        left += _of_nobody([plan for plan in plans if id(plan) not in served])
        write_leftovers(left, folder)


def _of_nobody(plans: Sequence[Plan]) -> list[Leftover]:
    """All that stands in the plans that no workbook goes on with; each is named."""
    for plan in plans:
        told = {"name": plan.school_name, "code": plan.school_code}
        show(say("previous-without-school", **told), error=True)
    return [item for plan in plans for item in everything(source_of(plan))]


def _codes(path: Path | None) -> Codes:
    if path is None:
        return {}
    return read_renamed(path, catalogue().words_of_rules("roster"))


def _successors(plans: Sequence[Plan], codes: Codes) -> list[School]:
    """The schools of the plans under their new codes, each once.

    A school that keeps its code is told by its own plan rather than by one merged into it. Persons
    and telephones are left to what the plans themselves carry.
    """
    found: dict[str, School] = {}
    own: set[str] = set()
    for plan in plans:
        told = replace(_typed(school_of(plan), plan), head="", phone="", email="")
        for code in codes.get(code_key(told.code), (told.code,)):
            school = replace(told, code=code)
            key = code_key(code) or school_key(school)
            keeps = code_key(code) == code_key(told.code)
            if key not in found or (keeps and key not in own):
                found[key] = school
            own |= {key} if keeps else set()
    return list(found.values())


def _typed(school: School, plan: Plan) -> School:
    """A school with its type: as told, else the only one its standards are for, else by name."""
    types = catalogue().set(plan.identity.set).school_types
    only = types[0] if len(types) == 1 else ""
    words = catalogue().words_of_rules("roster")
    return replace(school, type=school.type or only or type_in(school.name, words))


def _heirs(
    plans: Sequence[Plan], schools: Sequence[School], codes: Codes
) -> Mapping[School, list[Plan]]:
    """The plans each school goes on with: by new code, by its own, by a name that is certain."""
    finder = Finder((str(n), school) for n, school in enumerate(schools))
    heirs: dict[School, list[Plan]] = defaultdict(list)
    for plan in plans:
        own = school_of(plan)
        wanted = [School(code, "") for code in codes.get(code_key(own.code), ())] or [own]
        for school in wanted:
            key, _ = finder.find(school)
            if key:
                heirs[schools[int(key)]].append(plan)
            elif school is not own:
                show(say("renamed-unknown", code=school.code), error=True)
    return heirs
