"""The options that say what comes out → where the report goes and how it looks there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from workbook_tool.cli.speech import option, say, show, show_bytes
from workbook_tool.errors import WbtoolError
from workbook_tool.frozen import dataclass
from workbook_tool.outfile import write_whole
from workbook_tool.render import BINARY, ENDINGS, FORMATS, NOT_WRITTEN

NARROWEST, WIDEST = 40, 100
"""Characters a line of text may have: longer lines are hard to read."""

_COLOURS = click.Choice(["auto", "always", "never"])

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Output:
    """A format and the file it goes to; None is the screen. `colour` is as asked for."""

    form: str
    path: Path | None
    colour: str = "auto"

    @property
    def coloured(self) -> bool:
        """Whether text may be in colour: on a terminal, unless the option or NO_COLOR says no."""
        if self.path or self.form != "text" or self.colour == "never":
            return False
        if self.colour == "always":
            return True
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return _on_terminal() and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """Characters of a line: those of the terminal, within bounds."""
        if self.path or not _on_terminal():
            return WIDEST
        import shutil

        columns = shutil.get_terminal_size((WIDEST, 24)).columns
        return max(NARROWEST, min(columns, WIDEST))

    def put(self, data: bytes) -> None:
        """Write the report whole, or show it. `OutputRefused` where it cannot be written."""
        if self.path is None:
            show_bytes(data)
            return
        write_whole(self.path, data)
        show(say("written", path=self.path), error=True)


def output_options(command: Command) -> Command:
    """Add `--format`, `-o` and `--color`; the command is given them as one `output`."""

    @option("--format", "form", key="format", type=click.Choice(FORMATS), show_default="text")
    @option("-o", "--output", "path", key="output", type=click.Path(path_type=Path))
    @option("--color", "colour", key="color", type=_COLOURS, default="auto", show_default=True)
    @wraps(command)
    def gathered(
        *arguments: Any, form: str | None, path: Path | None, colour: str, **options: Any
    ) -> Any:
        chosen = form or (_told_by(path) if path else "text")
        if chosen in BINARY and path is None:
            raise WbtoolError("need-output", format=chosen)
        return command(*arguments, output=Output(chosen, path, colour), **options)

    own: Command = gathered
    return own


def _told_by(path: Path) -> str:
    """The format that the name of a file asks for. `WbtoolError` "ending-not-written"."""
    ending = path.suffix.casefold()
    if ending in NOT_WRITTEN:
        raise WbtoolError("ending-not-written", ending=ending, known=", ".join(ENDINGS))
    return ENDINGS.get(ending, "text")


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
