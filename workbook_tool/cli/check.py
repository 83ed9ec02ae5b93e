"""`wbtool check`: returned workbooks in, findings out; no file is changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from workbook_tool.cli.copynames import kept_apart, lying_inside
from workbook_tool.cli.copyoptions import Wanted, copy_options
from workbook_tool.cli.crew import workers_option
from workbook_tool.cli.examine import (
    own_report,
    refuse_input,
    reports_of,
    schools_of,
    sources_in,
)
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.opening import RETURNED, Opening, opening_options
from workbook_tool.cli.output import Output, output_options
from workbook_tool.cli.selection import Choice, deadlines, settings_options
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show
from workbook_tool.engine import AS_PAYS, Crew
from workbook_tool.findings import Severity
from workbook_tool.frozen import replace
from workbook_tool.model.source import Source
from workbook_tool.render import Manner, Outcome, render
from workbook_tool.settings.office import Settings, settings_of


@click.command("check", cls=Spoken, help=say("help-check"))
@click.argument("paths", nargs=-1, required=True, type=RETURNED)
@option(
    "--fail-on",
    key="fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
)
@option("--as-of", key="as-of", type=click.DateTime(["%Y-%m-%d"]), default=None)
@option("--roster", key="roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@output_options
@settings_options
@workers_option
@copy_options
@opening_options
@lang_option
def command(
    paths: tuple[Path, ...],
    *,
    fail_on: str,
    as_of: datetime | None,
    roster: Path | None,
    output: Output,
    lang: str,
    choice: Choice,
    crew: Crew,
    wanted: Wanted,
    opening: Opening,
) -> int:
    """Check every file below PATHS. Exit code 1 when something is as bad as `--fail-on`."""
    settings = choice.settings(*paths, roster=roster)
    opening = opening.limited(settings)
    aside = [roster, own_report(output.path)]
    sources = kept_apart(paths, sources_in(paths, aside, opening), wanted.folders)
    if output.path:
        inputs = [roster, choice.file(*paths), *(source.path for source in sources)]
        refuse_input(output.path, inputs)
    day = as_of.date() if as_of else None
    outcome = examine(sources, lang, day, roster, settings, crew, opening)
    lines: tuple[str, ...] = ()
    if wanted.folders:
        from workbook_tool.cli.copies import make_copies

        outcome, lines = make_copies(outcome, sources, wanted, settings, opening, lang)
        inside = lying_inside(paths, wanted.folders)
        lines += tuple(say("copies-inside", folder=folder) for folder in inside)
    manner = Manner(catalogue(), lang, settings.rules.cards, output.coloured, output.width)
    output.put(render(outcome, output.form, manner))
    for line in lines:
        show(line, error=True)
    threshold = Severity[fail_on.upper()]
    return int(any(finding.severity >= threshold for finding in outcome.findings))


def examine(
    sources: tuple[Source, ...],
    lang: str,
    as_of: date | None = None,
    roster: Path | None = None,
    settings: Settings | None = None,
    crew: Crew = AS_PAYS,
    opening: Opening | None = None,
) -> Outcome:
    """Examine every file, and the files against each other and the roster.

    Without `settings` those rules speak that speak by themselves.
    """
    settings = settings or settings_of(catalogue(), ())
    schools = schools_of(roster)
    known = replace(opening or Opening.usual(), schools=schools)
    reports = reports_of(sources, lang, as_of, settings, crew, known)
    if len(reports) == 1 and roster is None:
        return _told(Outcome(reports, (), as_of), settings, lang)
    from workbook_tool.cli.across import compare

    still, between, aside = compare(reports, schools, catalogue(), settings.rules, lang)
    return _told(Outcome(still, between, as_of, aside=aside), settings, lang)


def _told(outcome: Outcome, settings: Settings, lang: str) -> Outcome:
    """The outcome with what the office set."""
    listed = tuple(setting.as_dict() for setting in settings.in_force.values())
    due = deadlines(settings, catalogue(), lang)
    return replace(outcome, settings=listed, deadlines=due)
