"""`wbtool consolidate`: returned workbooks in, the office's summary workbook out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbook_tool.cli.crew import workers_option
from workbook_tool.cli.examine import (
    refuse_input,
    reports_of,
    schools_of,
    sources_in,
)
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.opening import RETURNED, Opening, opening_options
from workbook_tool.cli.ownsummary import grid_at
from workbook_tool.cli.selection import Choice, settings_options
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show
from workbook_tool.engine import AS_PAYS, Crew
from workbook_tool.errors import Refused, WbtoolError
from workbook_tool.frozen import replace
from workbook_tool.model import NO_NOTES, SUMMARY_MARK, Notes
from workbook_tool.model.grid import Grid
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole
from workbook_tool.reader.notes import read_notes
from workbook_tool.settings.office import Settings

if TYPE_CHECKING:
    from workbook_tool.model import Summary

_GROUPS = click.Choice(["type", "unit", "province"])


@click.command("consolidate", cls=Spoken, help=say("help-consolidate"))
@click.argument("paths", nargs=-1, required=True, type=RETURNED)
@option("-o", "--output", key="summary", type=click.Path(path_type=Path), required=True)
@option("--roster", key="roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@option("--by", key="by", type=_GROUPS, default="type", show_default=True)
@option("--as-of", key="as-of", type=click.DateTime(["%Y-%m-%d"]), default=None)
@settings_options
@workers_option
@opening_options
@lang_option
def command(
    *,
    paths: tuple[Path, ...],
    output: Path,
    roster: Path | None,
    by: str,
    as_of: datetime | None,
    lang: str,
    choice: Choice,
    crew: Crew,
    opening: Opening,
) -> None:
    """Write the summary; files that cannot be read are listed in it."""
    day = as_of.date() if as_of else None
    settings = choice.settings(*paths, roster=roster)
    opening = opening.limited(settings)
    summary = consolidated(
        paths, output, roster, by, day, lang, settings=settings, crew=crew, opening=opening
    )
    show(
        catalogue().say(
            "consolidate-done",
            lang,
            files=len(summary.files),
            schools=sum(line.sent for line in summary.schools),
            actions=len(summary.actions),
            path=output,
        )
    )


def consolidated(
    paths: tuple[Path, ...],
    output: Path,
    roster: Path | None,
    by: str,
    day: date | None,
    lang: str,
    *,
    settings: Settings | None = None,
    crew: Crew = AS_PAYS,
    opening: Opening | None = None,
) -> Summary:
    """Examine, put together and write. `WbtoolError` "output-is-input", "no-files"."""
    from workbook_tool.consolidate import consolidate
    from workbook_tool.summary import write_summary

    own, root = output.resolve(), _root(paths)
    if output.suffix.casefold() != ".xlsx":
        raise WbtoolError("not-xlsx", path=output)
    # The summary and the roster often lie in the folder that is read: no school sent them.
    refuse_input(output, [roster])
    found = sources_in(paths, [roster], opening, allow_none=roster is not None)
    old = grid_at(output)
    if old is None or SUMMARY_MARK not in old.properties:
        refuse_input(output, [source.path for source in found])
    found = tuple(source for source in found if source.path.resolve() != own)
    schools = schools_of(roster)
    sources = tuple(_shown_from(root, source) for source in found)
    known = replace(opening or Opening.usual(), schools=schools)
    reports = reports_of(sources, lang, day, settings, crew, known)
    words = catalogue().words("summary")
    notes = _notes(old, words)
    summary = consolidate(reports, schools, catalogue(), as_of=day, by=by, notes=notes)
    folder = Path(os.path.relpath(root, own.parent)).as_posix()
    write_whole(output, write_summary(summary, words, folder="" if folder == "." else folder))
    return summary


def _notes(old: Grid | None, words: Mapping[str, object]) -> Notes:
    """What the clerk wrote into the old summary; none of it when that file is damaged."""
    try:
        return read_notes(old, words) if old else NO_NOTES
    except Refused:
        return NO_NOTES


def _root(paths: tuple[Path, ...]) -> Path:
    """The folder that all paths lie in: what the links of the summary start from."""
    folders = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths]
    return Path(os.path.commonpath(folders))


def _shown_from(root: Path, source: Source) -> Source:
    return replace(source, shown=source.path.resolve().relative_to(root).as_posix() + source.inside)
