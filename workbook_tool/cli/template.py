"""`wbtool template`: blank workbooks, or ones that begin with what schools sent before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource

from workbook_tool.cli.making import TemplateSettings, write_for_roster, write_one
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.opening import RETURNED, Opening, open_password_option
from workbook_tool.cli.selection import Choice, config_options, reached_by
from workbook_tool.cli.speech import catalogue, option, say, show
from workbook_tool.errors import WbtoolError
from workbook_tool.frozen import replace
from workbook_tool.layout import MOST_ROWS

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


_WITH_ROUND = ("round_", "returned", "passwords", "password", "folder", "config", "no_config")
"""Options that go with a round."""


def _rounds() -> list[str]:
    return [known.key for known in catalogue().vocabulary.rounds]


@click.command("template", cls=Spoken, help=say("help-template"))
@option("--set", "set_id", key="set", default="")
@option("--form", "form_id", key="form", default="")
@option("--school-year", key="school-year", default="")
@option("--plan-date", key="plan-date", type=click.DateTime(["%Y-%m-%d"]), default=None)
@option("--roster", key="roster", type=_FILE)
@option("--previous", key="previous", type=RETURNED)
@option("--renamed", key="renamed", type=_FILE)
@option("--round", "round_", key="round", type=click.Choice(_rounds()), default=None)
@option("--from", "returned", key="from", type=RETURNED)
@option("--rows", key="rows", type=click.IntRange(1, MOST_ROWS), default=None)
@config_options
@option("--password", "--lock-password", "password", key="password", default="")
@open_password_option
@option("-o", "--output", "folder", key="folder", type=click.Path(path_type=Path), required=True)
def command(
    *,
    set_id: str,
    form_id: str,
    school_year: str,
    plan_date: datetime | None,
    roster: Path | None,
    previous: Path | None,
    renamed: Path | None,
    round_: str | None,
    returned: Path | None,
    rows: int | None,
    password: str,
    opening: Opening,
    folder: Path,
    choice: Choice,
) -> None:
    """Write the workbooks; print how many and where."""
    if bool(round_) != bool(returned):
        raise WbtoolError("need-round-and-from")
    if round_ and returned:
        from workbook_tool.cli.rounds import write_rounds

        _refuse_beside_round()
        office = choice.settings(returned)
        reached = reached_by(office, catalogue(), round_)
        made = write_rounds(returned, round_, folder, password, opening.limited(office), reached)
    else:
        day = plan_date.date() if plan_date else None
        office = choice.settings(roster or previous, roster=roster)
        form_id = form_id or office.text("office.form")
        school_year = school_year or office.text("office.school_year")
        settings = TemplateSettings.of(form_id, school_year, rows, password, day)
        reached = reached_by(office, catalogue())
        settings = replace(settings, place=office.text("office.place"), office=reached)
        opening = opening.limited(office)
        made = _plans(settings, set_id, roster, previous, renamed, folder, opening)
    show(say("template-done", count=len(made), folder=folder))


def _refuse_beside_round() -> None:
    """`WbtoolError` "round-alone" for an option that a round takes from the plans themselves."""
    context = click.get_current_context()
    for option_ in context.command.params:
        given = context.get_parameter_source(option_.name or "") is ParameterSource.COMMANDLINE
        if given and option_.name not in _WITH_ROUND:
            raise WbtoolError("round-alone", option=option_.opts[0])


def _plans(
    settings: TemplateSettings,
    set_id: str,
    roster: Path | None,
    previous: Path | None,
    renamed: Path | None,
    folder: Path,
    opening: Opening,
) -> list[Path]:
    if renamed and not previous:
        raise WbtoolError("need-previous")
    if previous:
        from workbook_tool.cli.previous import write_next_year

        return write_next_year(settings, set_id, previous, roster, renamed, folder, opening)
    if roster:
        return write_for_roster(settings, set_id, roster, folder)
    if not set_id:
        raise WbtoolError("need-set")
    return write_one(settings, set_id, None, folder)
