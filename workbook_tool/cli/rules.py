"""`wbtool rules`: every rule in a line, or as JSON."""

from __future__ import annotations

import json

import click

from workbook_tool.cli.speech import catalogue, lang_option, option, say, show


@click.command("rules", help=say("help-rules"))
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@lang_option
def command(format_: str, lang: str) -> None:
    """Print code, severity, name and what to do for every rule."""
    rules = catalogue().rules.values()
    if format_ == "json":
        listed = [
            {
                "code": rule.code,
                "rule": rule.name,
                "severity": rule.severity.word,
                "since": rule.since,
                "scope": rule.scope,
                "fix": rule.fix[lang],
            }
            for rule in rules
        ]
        show(json.dumps({"schema": 1, "rules": listed}, ensure_ascii=False, indent=1))
        return
    for rule in rules:
        severity = catalogue().say(f"severity-{rule.severity.word}", lang)
        show(f"{rule.code}  {severity:12}  {rule.name:38}  {rule.fix[lang]}")
