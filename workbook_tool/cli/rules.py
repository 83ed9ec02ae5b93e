"""`wbtool rules`: every rule in a line, or as JSON; with --check, whether own rules work."""

from __future__ import annotations

import json

import click

from workbook_tool.catalogue import Rule
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.ownrules import tried_rules
from workbook_tool.cli.selection import Choice, settings_options
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show
from workbook_tool.settings import Rulebook


@click.command("rules", cls=Spoken, help=say("help-rules"))
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@option("--check", "check", key="rules-check", is_flag=True)
@settings_options
@lang_option
def command(format_: str, check: bool, choice: Choice, lang: str) -> int:
    """Print code, severity, name and title of every rule, as severe as it is made."""
    book = choice.settings().rules
    if check:
        return _check(book, lang)
    if format_ == "json":
        listed = [_as_dict(rule, book, lang) for rule in book.cards.values()]
        show(json.dumps({"schema": 1, "rules": listed}, ensure_ascii=False, indent=1))
        return 0
    for rule in book.cards.values():
        severity = catalogue().say(f"severity-{rule.severity.word}", lang)
        state = state_of(rule, book, lang)
        remark = f" ({state})" if state else ""
        show(f"{rule.code}  {severity:12}  {rule.name:38}  {rule.title[lang]}{remark}")
    return 0


def state_of(rule: Rule, book: Rulebook, lang: str) -> str:
    """Why a rule is silent, or that it is on trial; "" for one that simply speaks."""
    speaks = rule.code in book.speaking
    if rule.preview:
        return catalogue().say("rule-trial" if speaks else "rule-preview", lang)
    return "" if speaks else catalogue().say("rule-off", lang)


def _as_dict(rule: Rule, book: Rulebook, lang: str) -> dict[str, object]:
    return {
        "code": rule.code,
        "rule": rule.name,
        "severity": rule.severity.word,
        "since": rule.since,
        "scope": rule.scope,
        "title": rule.title[lang],
        "fix": rule.fix[lang],
        "speaks": rule.code in book.speaking,
        "off": rule.off,
        "preview": rule.preview,
        "parameters": dict(rule.parameters),
        "own": rule.demand is not None,
    }


def _check(book: Rulebook, lang: str) -> int:
    """Run the examples of own rules; the exit code is 1 when some come out otherwise."""
    signs = tried_rules(book.cards.values(), catalogue())
    for sign in signs:
        show(catalogue().say(sign.key, lang, **sign.facts))
    if not signs:
        show(catalogue().say("own-none", lang))
    return int(any(not sign.sound for sign in signs))
