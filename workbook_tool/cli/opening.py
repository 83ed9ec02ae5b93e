"""What opens the files that schools sent: arguments, limits, passwords, for every command alike."""

from __future__ import annotations

import os
from pathlib import Path

import click

from workbook_tool.cli.speech import option
from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.limits import LIMITS, Limits

RETURNED = click.Path(path_type=Path, exists=True, allow_dash=True)
"""An argument: a file, a folder, a zip of files, or "-" for standard input."""

password_option = option(
    "--password", "passwords", key="open-password", multiple=True, metavar="TEXT"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """How files are opened: what each may cost, and the passwords to try."""

    limits: Limits = LIMITS
    passwords: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def usual(cls, passwords: tuple[str, ...] = ()) -> Opening:
        """With the limits of the environment. `WbtoolError` "limits-wrong"."""
        return cls(Limits.from_environment(os.environ), passwords)
