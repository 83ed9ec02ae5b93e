"""`wbtool template`: a blank workbook, or one for each school of a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import click

from workbook_tool.cli.choose import choices
from workbook_tool.cli.examine import schools_of
from workbook_tool.cli.speech import catalogue, option, progress, say, show
from workbook_tool.errors import WbtoolError
from workbook_tool.layout import MOST_ROWS, build_layout
from workbook_tool.model import School, SchoolYear
from workbook_tool.outfile import safe_name, write_whole


@click.command("template", help=say("help-template"))
@option("--set", "set_id", key="set", default="")
@option("--form", "form_id", key="form", default="")
@option("--school-year", key="school-year", required=True)
@option("--roster", key="roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@option("--rows", key="rows", type=click.IntRange(1, MOST_ROWS), default=None)
@option("--password", key="password", default="")
@option("-o", "--output", "folder", key="folder", type=click.Path(path_type=Path), required=True)
def command(
    set_id: str,
    form_id: str,
    school_year: str,
    roster: Path | None,
    rows: int | None,
    password: str,
    folder: Path,
) -> None:
    """Write the workbooks; print how many and where."""
    settings = TemplateSettings.of(form_id, school_year, rows, password)
    if roster is None:
        if not set_id:
            raise WbtoolError("need-set")
        made = [write_one(settings, set_id, None, folder)]
    else:
        made = write_for_roster(settings, set_id, roster, folder)
    show(say("template-done", count=len(made), folder=folder))


@dataclass(frozen=True, slots=True)
class TemplateSettings:
    """What all workbooks of one run share."""

    form_id: str
    year: SchoolYear
    rows: int | None = None
    password: str = ""

    @classmethod
    def of(cls, form_id: str, school_year: str, rows: int | None, password: str) -> Self:
        """From the options as typed. `WbtoolError` "bad-school-year"."""
        year = SchoolYear.parse(school_year)
        if year is None:
            raise WbtoolError("bad-school-year", text=school_year)
        return cls(form_id, year, rows, password)


def write_for_roster(
    settings: TemplateSettings, set_id: str, roster: Path, folder: Path
) -> list[Path]:
    """One workbook a school. Schools without a set or a form are named and passed over;

    `WbtoolError` "no-template-made" when that leaves none.
    """
    schools = schools_of(roster)
    made: list[Path] = []
    with progress("template-progress", len(schools)) as done:
        for school in schools:
            chosen = set_id or catalogue().set_for(school.type, settings.year)
            if chosen and (settings.form_id or catalogue().serves(chosen)):
                made.append(write_one(settings, chosen, school, folder, taken=made))
            else:
                told = {"name": school.name, "type": school.type, "year": settings.year}
                show(say("template-skipped", **told), error=True)
            done()
    if not made:
        raise WbtoolError("no-template-made", path=roster)
    return made


def write_one(
    settings: TemplateSettings,
    set_id: str,
    school: School | None,
    folder: Path,
    taken: list[Path] | None = None,
) -> Path:
    """Make one workbook and put it in its place; a name already taken gets the school's code."""
    from workbook_tool.template import Issue, make_template

    chosen = choices(settings.form_id, set_id, str(settings.year))
    layout = build_layout(chosen.form, chosen.set, settings.rows)
    issue = Issue(layout, chosen, school, settings.password)
    names = chosen.form.file_name["vi"]
    label = school.name if school else chosen.set.name["short"]
    name = safe_name(names.format(school_year=settings.year, school=label))
    path = folder / f"{name}.xlsx"
    if school and path in (taken or []):
        coded = replace(school, name=f"{school.name} {school.code or len(taken or [])}")
        return write_one(settings, set_id, coded, folder)
    return write_whole(path, make_template(issue))
