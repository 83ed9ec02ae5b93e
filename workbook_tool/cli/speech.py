"""Sentences of `rules/messages.toml` on the terminal, in the person's language."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import click

from workbook_tool.catalogue import LANGUAGES, Catalogue
from workbook_tool.errors import WbtoolError


def catalogue() -> Catalogue:
    """The catalogue of the command that runs: everybody's, or the one it was told to use."""
    context = click.get_current_context(silent=True)
    own = context.find_object(Catalogue) if context else None
    return own or _everybodys()


def debugging() -> bool:
    """Whether what goes wrong inside is to be raised, for whoever works on the program."""
    return bool(os.environ.get("WBTOOL_DEBUG"))


DAY = "YYYY-MM-DD"
"""How a day is typed on the command line."""

_NOBODY_READS = frozenset({errno.EPIPE, errno.EINVAL})
"""What a closed pipe is called: EINVAL on Windows."""


@cache
def _everybodys() -> Catalogue:
    return Catalogue()


def use(own: Catalogue) -> None:
    """Let the command that runs speak by another catalogue."""
    context = click.get_current_context(silent=True)
    if context:
        context.obj = own


def language() -> str:
    """The language of help and messages: `WBTOOL_LANG`, else Vietnamese."""
    wanted = os.environ.get("WBTOOL_LANG", LANGUAGES[0])
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def say(key: str, **facts: object) -> str:
    """A message in the person's language."""
    return catalogue().say(key, language(), **facts)


def sentence(error: WbtoolError) -> str:
    """The sentence of what stopped the tool; facts that are keys of messages are put in words."""
    facts = dict(error.facts)
    for name in ("wanted", "reason"):
        if facts.get(name) in catalogue().messages:
            facts[name] = say(facts[name], **facts)
    return say(error.key, **facts)


def show(text: str, *, error: bool = False) -> None:
    """Print a line; on standard error when it is no result."""
    with _unheard("stderr" if error else "stdout"):
        click.echo(text, err=error)


def show_bytes(data: bytes) -> None:
    """Print the bytes of a text as they are; on a terminal as text, for Windows' consoles."""
    with _unheard("stdout"):
        if sys.stdout is not None and sys.stdout.isatty():
            click.echo(data.decode("utf-8"), nl=False, color=True)
        else:
            click.echo(data, nl=False)


@contextmanager
def _unheard(name: str) -> Iterator[None]:
    """Nobody reads on (`| head`): what is left goes nowhere, and the exit code is the true one."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NOBODY_READS:
            raise
        with suppress(OSError, ValueError, AttributeError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, getattr(sys, name).fileno())


class _Explained(click.Option):
    """An option whose help says all itself: click's remarks are English."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option as it is typed, and its help."""
        record = super().get_help_record(ctx)
        return record and (record[0], self.help or "")


def option(
    *names: str, key: str, show_default: bool | str = False, **settings: Any
) -> Callable[[Any], Any]:
    """A click option whose help is the message `opt-<key>`, with what else is to be known."""
    told = say(f"opt-{key}")
    if show_default:
        usual = settings["default"] if show_default is True else show_default
        told += " " + say("option-default", value=usual)
    if settings.get("required"):
        told += " " + say("option-required")
    match settings.get("type"):
        case click.DateTime():
            settings["metavar"] = DAY
        case click.IntRange(min=least, max=most):
            settings["metavar"] = f"{least}-{most}"
    return click.option(*names, cls=_Explained, help=told, **settings)


lang_option = option(
    "--lang", key="lang", type=click.Choice(LANGUAGES), default=language, show_default="vi"
)


@contextmanager
def progress(key: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error while something runs over many files; silent when piped."""
    if total < 3 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say(key), total=total)
        yield lambda: bar.advance(task)
