"""`wbtool rule CODE`: the page of one rule, from its card."""

from __future__ import annotations

import click

from workbook_tool.cli.speech import catalogue, lang_option, say, show
from workbook_tool.settings.naming import code_named, refused


@click.command("rule", help=say("help-rule"))
@click.argument("code")
@lang_option
def command(code: str, lang: str) -> None:
    """Print what a rule says to a school and why it is there."""
    rules = catalogue().rules
    rule = rules.get(code_named(code, rules))
    if rule is None:
        raise refused(code, rules)
    severity = catalogue().say(f"severity-{rule.severity.word}", lang)
    show(f"# {rule.code} {rule.name} ({severity})\n")
    show(f"> {rule.one[lang]}\n> {rule.fix[lang]}\n")
    show(rule.page)
