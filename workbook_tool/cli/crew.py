"""The option that says how many processes read the files → who does the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from workbook_tool.cli.speech import option, say
from workbook_tool.engine import Crew

MOST = 256
AUTO = "auto"
_SHOWN = f"[{AUTO}|N]"

Command = Callable[..., Any]


class _Workers(click.ParamType[int]):
    """A number of processes, or "auto"."""

    name = "workers"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, 0 for "auto"."""
        if value == AUTO:
            return 0
        try:
            return click.IntRange(0, MOST).convert(value, param, ctx)
        except click.BadParameter:
            said = say("wrong-number", name="--workers", least=0, most=MOST)
            raise click.BadParameter(said, ctx, param) from None


def workers_option(command: Command) -> Command:
    """Add `--workers`; the command is given it as `crew`."""

    @option("--workers", key="workers", type=_Workers(), default=AUTO, metavar=_SHOWN)
    @wraps(command)
    def gathered(*arguments: Any, workers: int, **options: Any) -> Any:
        return command(*arguments, crew=Crew(workers), **options)

    own: Command = gathered
    return own
