"""The options of copies: which copies are wanted, and in which folders."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from workbook_tool.cli.speech import option
from workbook_tool.errors import WbtoolError
from workbook_tool.frozen import dataclass, replace

Command = Callable[..., Any]
ALONE = Path()
"""`--unmark` without a folder: `--mark` says where the copies go."""
UNSAFE = "unsafe"
"""`--fix unsafe`: the word, not a folder. A folder of that name is `./unsafe`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The folders that copies go into, None where none is wanted; `unsafe` fixes are asked for.

    With `feedback` a page for the school goes with each marked copy.
    """

    mark: Path | None = None
    unmark: Path | None = None
    fix: Path | None = None
    unsafe: bool = False
    feedback: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder that is written into."""
        return tuple(folder for folder in (self.mark, self.unmark, self.fix) if folder)


def copy_options(command: Command) -> Command:
    """Add `--mark`, `--unmark`, `--fix` and what goes with them, as one `wanted`."""
    folder = click.Path(path_type=Path, file_okay=False)

    @option("--mark", key="mark", type=folder, metavar="DIR")
    @option(
        "--unmark", key="unmark", type=folder, metavar="[DIR]", is_flag=False, flag_value=str(ALONE)
    )
    @option("--fix", key="fix", multiple=True, metavar="DIR")
    @option("--unsafe", key="unsafe", is_flag=True)
    @option("--feedback", key="feedback", is_flag=True)
    @wraps(command)
    def gathered(
        *arguments: Any,
        mark: Path | None,
        unmark: Path | None,
        fix: tuple[str, ...],
        unsafe: bool,
        feedback: bool,
        **options: Any,
    ) -> Any:
        if unmark == ALONE:
            if mark is None:
                raise WbtoolError("unmark-where")
            mark, unmark = None, mark
        if feedback and mark is None:
            raise WbtoolError("feedback-where")
        wanted = replace(_wanted(mark, unmark, fix, unsafe), feedback=feedback)
        return command(*arguments, wanted=wanted, **options)

    own: Command = gathered
    return own


def _wanted(mark: Path | None, unmark: Path | None, fix: tuple[str, ...], unsafe: bool) -> Wanted:
    """`--fix unsafe` alone writes into a folder of that name, for a folder is always named."""
    folders = [Path(text) for text in fix if text != UNSAFE]
    unsafe = unsafe or UNSAFE in fix
    if UNSAFE in fix and not folders:
        folders = [Path(UNSAFE)]
    if (unsafe and not folders) or len(folders) > 1:
        raise WbtoolError("fix-where")
    wanted = Wanted(mark, unmark, folders[0] if folders else None, unsafe)
    if len({folder.resolve() for folder in wanted.folders}) < len(wanted.folders):
        raise WbtoolError("copies-in-one-folder")
    return wanted
