"""The command line: options in, one call, exit code out. The only place that prints or exits."""

from __future__ import annotations

import importlib
import io
import sys

import click

from workbook_tool import __version__
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.speech import debugging, say, sentence, show
from workbook_tool.errors import SettingsError, WbtoolError

COMMANDS = (
    "template",
    "import",
    "check",
    "consolidate",
    "export",
    "migrate",
    "demo",
    "sets",
    "fields",
    "rules",
    "rule",
    "doctor",
    "read",
)
MODULES = {"import": "importing"}
"""Modules that Python does not let have their command's name."""
COULD_NOT_RUN = 2


class Commands(Spoken, click.Group):
    """Commands whose modules are imported when they are called, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of an office's year."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"workbook_tool.cli.{MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and what is left of the line."""
        if args and args[0] not in COMMANDS:
            raise click.UsageError(say("wrong-command", name=args[0]), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands first: that is what one looks for."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each by the first sentence of its help, without importing them."""
        told = [(name, say(f"help-{name}").partition(". ")[0].rstrip(".")) for name in COMMANDS]
        with formatter.section(say("commands")):
            formatter.write_dl([(name, f"{first}.") for name, first in told])


@click.group(cls=Commands, help=say("help-wbtool"))
@click.version_option(__version__, prog_name="wbtool", help=say("opt-version"))
def group() -> None:
    """Collect the commands; each has a module of its own."""


def main() -> None:
    """Run the command line. Exit codes: 0 nothing found, 1 findings, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles speak code pages that have no Vietnamese.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = group.main(standalone_mode=False)
    except click.exceptions.Abort:
        show(say("interrupted"), error=True)
        code = COULD_NOT_RUN
    except click.ClickException as error:
        from workbook_tool.cli.wrong import told_wrong

        show(told_wrong(error), error=True)
        code = COULD_NOT_RUN
    except SettingsError as error:
        for complaint in error.complaints:
            show(sentence(complaint), error=True)
        code = COULD_NOT_RUN
    except WbtoolError as error:
        show(sentence(error), error=True)
        code = COULD_NOT_RUN
    except Exception as error:  # a person must never meet a traceback
        if debugging():
            raise
        show(say("crashed", error=f"{type(error).__name__}: {error}"), error=True)
        code = COULD_NOT_RUN
    sys.exit(code if isinstance(code, int) else 0)
