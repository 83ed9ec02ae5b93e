"""`wbtool template`: a blank workbook, or one for each school of a list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from workbook_tool.cli.choose import MAX_ROWS, choices
from workbook_tool.cli.speech import catalogue, option, progress, say, show
from workbook_tool.errors import WbtoolError
from workbook_tool.layout import build_layout
from workbook_tool.model import School
from workbook_tool.outfile import safe_name, write_whole


@click.command("template", help=say("help-template"))
@option("--set", "set_id", key="set", default="")
@option("--form", "form_id", key="form", default="")
@option("--school-year", key="school-year", required=True)
@option("--roster", key="roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@option("--rows", key="rows", type=click.IntRange(1, MAX_ROWS), default=None)
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
    settings = TemplateSettings(form_id, school_year, rows, password)
    if roster is None:
        if not set_id:
            raise WbtoolError("need-set")
        made = [write_one(settings, set_id, None, folder)]
    else:
        made = write_for_roster(settings, set_id, roster, folder)
    show(say("template-done", count=len(made), folder=folder))


class TemplateSettings:
    """What all workbooks of one run share."""

    def __init__(self, form_id: str, school_year: str, rows: int | None, password: str) -> None:
        self.form_id, self.school_year = form_id, school_year
        self.rows, self.password = rows, password


def write_for_roster(
    settings: TemplateSettings, set_id: str, roster: Path, folder: Path
) -> list[Path]:
    """One workbook a school; schools without a set for their type are named and passed over."""
    from workbook_tool.roster import read_roster

    schools = read_roster(roster, catalogue().words_of_rules("roster"))
    made: list[Path] = []
    with progress("template-progress", len(schools)) as done:
        for school in schools:
            chosen = set_id or set_for(school, settings)
            if chosen:
                made.append(write_one(settings, chosen, school, folder, taken=made))
            else:
                show(say("template-skipped", name=school.name, type=school.type), error=True)
            done()
    return made


def set_for(school: School, settings: TemplateSettings) -> str:
    """The set for a school's type that was in force when the school year began, "" for none."""
    first = int(settings.school_year[:4]) if settings.school_year[:4].isdigit() else 0
    for set_id in catalogue().set_ids:
        standard_set = catalogue().set(set_id)
        ends = standard_set.effective_to
        # A school year is planned from July on: the set in force by 1 September serves it.
        begun = (standard_set.effective_from.year, standard_set.effective_from.month) < (first, 9)
        over = ends is not None and (ends.year, ends.month) < (first, 9)
        if school.type in standard_set.school_types and begun and not over:
            return set_id
    return ""


def write_one(
    settings: TemplateSettings,
    set_id: str,
    school: School | None,
    folder: Path,
    taken: list[Path] | None = None,
) -> Path:
    """Make one workbook and put it in its place; a name already taken gets the school's code."""
    from workbook_tool.template import Issue, make_template

    chosen = choices(settings.form_id, set_id, settings.school_year)
    layout = build_layout(chosen.form, chosen.set, settings.rows)
    issue = Issue(layout, chosen, school, settings.password)
    names = chosen.form.file_name["vi"]
    label = school.name if school else chosen.set.name["short"]
    name = safe_name(names.format(school_year=settings.school_year, school=label))
    path = folder / f"{name}.xlsx"
    if school and path in (taken or []):
        coded = replace(school, name=f"{school.name} {school.code or len(taken or [])}")
        return write_one(settings, set_id, coded, folder)
    return write_whole(path, make_template(issue))
