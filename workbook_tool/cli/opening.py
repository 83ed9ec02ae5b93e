"""What opens the files that schools sent: arguments, limits, passwords, for every command alike."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from workbook_tool.cli.speech import option
from workbook_tool.frozen import dataclass, field, replace
from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.model import School
from workbook_tool.settings.office import Settings

RETURNED = click.Path(path_type=Path, exists=True, allow_dash=True)
"""An argument: a file, a folder, a zip of files, or "-" for standard input."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How files are opened: what each may cost, passwords to try, the schools on the list."""

    limits: Limits = LIMITS
    passwords: tuple[str, ...] = field(default=(), repr=False)
    schools: tuple[School, ...] = field(default=(), repr=False)

    @classmethod
    def usual(cls, passwords: tuple[str, ...] = ()) -> Opening:
        """With the limits of the environment. `WbtoolError` "limits-wrong"."""
        return cls(Limits.from_environment(os.environ), passwords)

    def limited(self, settings: Settings) -> Opening:
        """The same with the limits that an office set, but for those that are unusual already."""
        return replace(self, limits=settings.limits(self.limits))


def opening_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--password`, as often as there are passwords; the command takes an `opening` instead.

    `--open-password` says the same, also where `--password` is that of the sheets.
    """
    return _opening(command, "--password", "--open-password")


def open_password_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--open-password` alone, where `--password` is that of the sheets that are made."""
    return _opening(command, "--open-password")


def _opening(command: Callable[..., Any], *names: str) -> Callable[..., Any]:
    @option(*names, "passwords", key="open-password", multiple=True)
    @wraps(command)
    def opened(*, passwords: tuple[str, ...], **others: Any) -> Any:
        return command(opening=Opening.usual(passwords), **others)

    own: Callable[..., Any] = opened
    return own
