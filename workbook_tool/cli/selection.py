"""The options that choose rules → what the command line asks of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from workbook_tool.cli.speech import catalogue, option
from workbook_tool.errors import WbtoolError
from workbook_tool.settings import Asked, Rulebook, rulebook, words_in

Command = Callable[..., Any]


def selection_options(command: Command) -> Command:
    """Add `--select`, `--ignore` and `--preview`; the command is given them as one `asked`."""

    @option("--select", key="select", multiple=True, metavar="CODES")
    @option("--ignore", key="ignore", multiple=True, metavar="CODES")
    @option("--preview", key="preview", is_flag=True, default=None)
    @wraps(command)
    def gathered(
        *arguments: Any,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        preview: bool | None,
        **options: Any,
    ) -> Any:
        asked = Asked(_words("--select", select), _words("--ignore", ignore), preview)
        return command(*arguments, asked=asked, **options)

    own: Command = gathered
    return own


def rules_for(asked: Asked) -> Rulebook:
    """The rules that speak. `WbtoolError` "unknown-rule-asked", "unknown-rule"."""
    return rulebook(catalogue().rules, (asked,))


def _words(name: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    words = words_in(texts)
    if texts and not words:
        raise WbtoolError("no-rule-named", option=name)
    return words
