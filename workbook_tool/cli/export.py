"""`wbtool export`: filled workbooks in, official documents out; no workbook is changed."""

from __future__ import annotations

from pathlib import Path

import click

from workbook_tool.cli.crew import workers_option
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.opening import RETURNED, Opening, opening_options
from workbook_tool.cli.selection import Choice, config_options
from workbook_tool.cli.speech import lang_option, option, say, show
from workbook_tool.engine import Crew

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("export", cls=Spoken, help=say("help-export"))
@click.argument("paths", nargs=-1, required=True, type=RETURNED)
@option("-o", "--output", "folder", key="export-folder", type=_FOLDER, required=True)
@option(
    "--format",
    "kind",
    key="export-format",
    type=click.Choice(["docx", "pdf"]),
    default="docx",
    show_default=True,
)
@option("--json", "as_json", key="export-json", is_flag=True)
@option("--roster", key="roster", type=_FILE)
@config_options
@workers_option
@opening_options
@lang_option
def command(
    *,
    paths: tuple[Path, ...],
    folder: Path,
    kind: str,
    as_json: bool,
    roster: Path | None,
    choice: Choice,
    crew: Crew,
    opening: Opening,
    lang: str,
) -> int:
    """Write the documents.

    Exit code 1 when a plan is not ready to be signed, 2 when none is made of what was asked for.
    """
    from workbook_tool.cli.exporting import Exporting, ready_folder
    from workbook_tool.cli.exports import as_json as json_of
    from workbook_tool.cli.exports import as_text
    from workbook_tool.cli.officereports import summary_at

    settings = choice.settings(*paths, roster=roster)
    opening = opening.limited(settings)
    summaries = {path: grid for path in paths if (grid := summary_at(path))}
    plans = tuple(path for path in paths if path not in summaries)
    exporting = Exporting(folder, kind, lang, settings, crew, opening)
    exported = exporting.run(plans, roster, summaries)
    show(json_of(exported) if as_json else as_text(exported, ready_folder(folder)))
    return exported.code
