"""`wbtool rule CODE`: the page of one rule, from its card."""

from __future__ import annotations

import click

from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.rules import state_of
from workbook_tool.cli.selection import Choice, settings_options
from workbook_tool.cli.speech import catalogue, lang_option, say, show
from workbook_tool.settings.naming import code_named, unknown


@click.command("rule", cls=Spoken, help=say("help-rule"))
@click.argument("code")
@settings_options
@lang_option
def command(code: str, choice: Choice, lang: str) -> None:
    """Print what a rule says to a school, what may be set of it, and why it is there."""
    book = choice.settings().rules
    rule = book.cards.get(code_named(code, book.cards))
    if rule is None:
        raise unknown(code, book.cards)
    severity = catalogue().say(f"severity-{rule.severity.word}", lang)
    state = state_of(rule, book, lang)
    show(f"# {rule.code} {rule.name} ({', '.join(filter(None, (severity, state)))})\n")
    show(f"> {rule.one[lang]}\n> {rule.fix[lang]}\n")
    for name, value in rule.parameters.items():
        told = ", ".join(value) if isinstance(value, tuple) else value
        show(catalogue().say("rule-parameter", lang, name=name, value=told))
    show(f"\n{rule.page}" if rule.parameters else rule.page)
