"""Settings and schools → workbooks in a folder; what somebody wrote is never replaced."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeAlias

from workbook_tool.carry import Carried
from workbook_tool.cli.choose import choices, year_of
from workbook_tool.cli.examine import schools_of
from workbook_tool.cli.speech import catalogue, progress, say, show
from workbook_tool.errors import Refused, TemplateRefused, WbtoolError
from workbook_tool.frozen import dataclass, field, replace
from workbook_tool.layout import build_layout
from workbook_tool.model import Plan, School, SchoolYear
from workbook_tool.outfile import school_names, write_whole

if TYPE_CHECKING:
    from workbook_tool.template import Issue

Made: TypeAlias = tuple[Path, bool]
"""A workbook in its place, and whether it is new there."""

NOTHING = Carried()


@dataclass(frozen=True, slots=True)
class TemplateSettings:
    """What all workbooks of one run share; `office` is what they tell of it (see `Issue`)."""

    form_id: str
    year: SchoolYear
    rows: int | None = None
    password: str = ""
    plan_date: date | None = None
    place: str = ""
    office: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, form_id: str, school_year: str, rows: int | None, password: str, day: date | None
    ) -> Self:
        """From the options as typed. `WbtoolError` "need-school-year", "bad-school-year"."""
        year = year_of(school_year)
        if year is None:
            raise WbtoolError("need-school-year")
        return cls(form_id, year, rows, password, day)

    @property
    def day(self) -> date:
        """The day that decides which regulation a plan follows."""
        return self.plan_date or catalogue().vocabulary.begins(self.year)

    def placed(self, schools: Sequence[School]) -> tuple[School, ...]:
        """The schools, the office's place with those whose list tells none."""
        return tuple(replace(s, place=s.place or self.place) for s in schools)


def write_for_roster(
    settings: TemplateSettings, set_id: str, roster: Path, folder: Path
) -> list[Path]:
    """One workbook a school of the list (see `write_all`)."""
    schools = settings.placed(schools_of(roster))
    return write_all(settings, set_id, schools, folder, lambda *_: NOTHING, str(roster))


def write_all(
    settings: TemplateSettings,
    set_id: str,
    schools: Sequence[School],
    folder: Path,
    known: Callable[[School, str], Carried],
    origin: str,
) -> list[Path]:
    """One workbook a school; schools without a set or a form are named and passed over.

    `known` gives what is already known of a school under a set. `WbtoolError` "no-template-made"
    when no school is left.
    """
    made: list[Made] = []
    with progress("template-progress", len(schools)) as done:
        for school in schools:
            chosen = set_of(school, set_id, settings)
            if chosen:
                carried = known(school, chosen)
                issue = partial(_issue, settings, chosen, school, carried)
                made += attempt(school.name, issue, folder, made)
            else:
                told = {"name": school.name, "type": school.type, "year": settings.year}
                show(say("template-skipped", **told), error=True)
            done()
    if not made:
        raise WbtoolError("no-template-made", path=origin)
    return new_ones(made)


def set_of(school: School, set_id: str, settings: TemplateSettings) -> str:
    """The set asked for where it fits the school's type, else the one of that type and day.

    A form that was asked for chooses among its own sets. "" when no form serves any.
    """
    fits = set_id and school.type in ("", *catalogue().set(set_id).school_types)
    among = catalogue().form(settings.form_id).sets if settings.form_id else ()
    found = set_id if fits else catalogue().set_for(school.type, settings.day, among) or set_id
    return found if found and (settings.form_id or catalogue().serves(found)) else ""


def write_one(
    settings: TemplateSettings, set_id: str, school: School | None, folder: Path
) -> list[Path]:
    """Make one workbook of the plan's round (see `write_issue`); none where one is kept."""
    return new_ones([write_issue(_issue(settings, set_id, school, NOTHING), folder, ())])


def new_ones(made: Iterable[Made]) -> list[Path]:
    """The workbooks that were written; those that were kept were told one by one."""
    return [path for path, new in made if new]


def attempt(
    name: str, issue: Callable[[], Issue], folder: Path, made: Sequence[Made]
) -> list[Made]:
    """One workbook among many: what no workbook can hold stops this school, and is said."""
    try:
        return [write_issue(issue(), folder, [path for path, _ in made])]
    except TemplateRefused as error:
        show(say("not-made", name=name, reason=say(error.key, **error.facts)), error=True)
        return []


def _issue(
    settings: TemplateSettings, set_id: str, school: School | None, carried: Carried
) -> Issue:
    from workbook_tool.template import Issue

    chosen = choices(settings.form_id, set_id, settings.year, settings.day)
    layout = build_layout(chosen.form, chosen.set, settings.rows, carried.prepared)
    known = carried.values, carried.rows
    return Issue(layout, chosen, school, settings.password, *known, office=settings.office)


def write_issue(issue: Issue, folder: Path, taken: Collection[Path]) -> Made:
    """Put one workbook in its place; a workbook that was filled in is kept, and said.

    A name that another school of the run has got is told apart by the code, then by a number.
    """
    from workbook_tool.template import make_template

    path = next(p for p in _paths(issue, folder) if p not in taken)
    data = make_template(issue)
    if path.exists() and holds_writing(path, data):
        show(say("template-kept", path=path), error=True)
        return path, False
    return write_whole(path, data), True


def _paths(issue: Issue, folder: Path) -> Iterable[Path]:
    school, chosen = issue.school, issue.choices
    pattern = chosen.form.rounds.get(chosen.round, {}).get("file_name")
    pattern = pattern or chosen.form.file_name["vi"]
    called = (school.name, school.code) if school else (chosen.set.name["short"], "")
    return (folder / f"{name}.xlsx" for name in school_names(pattern, chosen.year, *called))


def holds_writing(path: Path, fresh: bytes) -> bool:
    """Whether a file is there that must not be lost: cells somebody wrote, or no form of ours."""
    from workbook_tool.intake import open_grid, take
    from workbook_tool.reader import read_plan

    try:
        there = read_plan(open_grid(take(path).data), catalogue())
    except Refused:
        return True
    handed_out = _written(read_plan(open_grid(fresh), catalogue()))
    return any(told not in handed_out for told in _written(there))


def _written(plan: Plan) -> list[object]:
    """What a school may have written in its round, single fields and rows.

    What the office's list or last year's plan fills in is not the school's own.
    """
    form = catalogue().form(plan.identity.form, plan.identity.form_version)

    def own(name: str) -> bool:
        spec = form.field(name)
        given = spec is None or spec.roster or spec.issued or spec.carries or name in form.carry
        return not given and spec is not None and spec.writable_in(plan.identity.round)

    singles = [(n, v.text) for n, v in plan.values.items() if own(n) and not v.blank]
    rows = (
        (table, {n: v.text for n, v in record.values.items() if own(n) and not v.blank})
        for table, records in plan.tables.items()
        for record in records
    )
    return [*singles, *((table, texts) for table, texts in rows if texts)]
