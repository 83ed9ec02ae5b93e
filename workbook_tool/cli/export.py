"""`wbtool export`: workbooks in, official Word documents out; no workbook is changed."""

from __future__ import annotations

from pathlib import Path

import click

from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.officereports import summary_at, write_report
from workbook_tool.cli.selection import Choice, config_options
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show
from workbook_tool.errors import WbtoolError


@click.command("export", cls=Spoken, help=say("help-export"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@option(
    "-o",
    "--output",
    key="export",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
)
@config_options
@lang_option
def command(*, paths: tuple[Path, ...], output: Path, lang: str, choice: Choice) -> int:
    """Write a document of every workbook. Exit code 2 when there is one that none is made of."""
    settings = choice.settings(*paths)
    grids = [(path, summary_at(path)) for path in paths]
    for path, grid in grids:
        if grid is None:
            raise WbtoolError("export-no-summary", path=path)
        written = write_report(grid, output, settings)
        show(catalogue().say("export-done", lang, path=written))
    return 0
