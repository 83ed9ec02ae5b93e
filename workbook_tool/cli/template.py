"""`wbtool template`: a blank workbook, or one for each school of a list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Self

import click

from workbook_tool.cli.choose import choices
from workbook_tool.cli.examine import schools_of
from workbook_tool.cli.speech import catalogue, option, progress, say, show
from workbook_tool.errors import Refused, WbtoolError
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
            chosen = _set_of(school, set_id, settings.year)
            if chosen and (settings.form_id or catalogue().serves(chosen)):
                made.append(write_one(settings, chosen, school, folder, taken=made))
            else:
                told = {"name": school.name, "type": school.type, "year": settings.year}
                show(say("template-skipped", **told), error=True)
            done()
    if not made:
        raise WbtoolError("no-template-made", path=roster)
    return made


def _set_of(school: School, set_id: str, year: SchoolYear) -> str:
    """The set asked for where it fits the school's type, else the one of that type and year."""
    fits = set_id and school.type in ("", *catalogue().set(set_id).school_types)
    return set_id if fits else catalogue().set_for(school.type, year) or set_id


def write_one(
    settings: TemplateSettings,
    set_id: str,
    school: School | None,
    folder: Path,
    taken: Collection[Path] = (),
) -> Path:
    """Make one workbook and put it in its place; a workbook that was filled in is kept.

    A name that another school of the run has got is told apart by the code, then by a number.
    """
    from workbook_tool.template import Issue, make_template

    chosen = choices(settings.form_id, set_id, settings.year)
    layout = build_layout(chosen.form, chosen.set, settings.rows)
    label = school.name if school else chosen.set.name["short"]
    names = chosen.form.file_name["vi"]
    coded = f" {school.code}" if school and school.code else ""
    for more in chain(("", coded), (f"{coded} ({n})" for n in count(2))):
        name = names.format(school_year=settings.year, school=label + more)
        path = folder / f"{safe_name(name)}.xlsx"
        if path not in taken:
            break
    if _filled(path):
        show(say("template-kept", path=path), error=True)
        return path
    return write_whole(path, make_template(Issue(layout, chosen, school, settings.password)))


def _filled(path: Path) -> bool:
    """Whether a file is there that must not be lost: a plan somebody wrote, or no form of ours."""
    from workbook_tool.intake import open_grid, take
    from workbook_tool.reader import read_plan

    if not path.exists():
        return False
    try:
        return bool(read_plan(open_grid(take(path).data), catalogue()).actions)
    except Refused:
        return True
