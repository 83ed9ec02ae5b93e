"""`wbtool read`: how a text is understood, for a person who wants to try before writing it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping

import click

from workbook_tool.cli.choose import year_of
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show
from workbook_tool.cli.told import told
from workbook_tool.model import Reading, SchoolYear, Unread
from workbook_tool.patterns import re
from workbook_tool.typed import Context, read

KINDS: Mapping[str, str] = {
    "time": "time",
    "money": "money",
    "party": "party",
    "level": "grades",
    "criterion": "criterion",
    "yesno": "yes_no",
    "rows": "rows",
    "completion": "completion",
    "percent": "percent",
    "resources": "resources",
}
"""Kinds of text by what a field of a form reads."""

_OPTION = re.compile(r"--[a-z][a-z-]*(?:=.*)?")


@click.command(
    "read", cls=Spoken, help=say("help-read"), context_settings={"ignore_unknown_options": True}
)
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@option("--kind", key="kind", type=click.Choice(list(KINDS)), required=True)
@option("--school-year", key="school-year", default="")
@option("--set", "set_id", key="read-set", default="")
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@lang_option
def command(
    texts: tuple[str, ...], kind: str, school_year: str, set_id: str, format_: str, lang: str
) -> None:
    """Print each text with its value, whether it is certain, and why not."""
    year = year_of(school_year)
    said = catalogue().words_of_rules("readings")
    words = {key: str(text[lang]) for key, text in said.items() if isinstance(text, Mapping)}
    reader = _reader(kind, set_id, year)
    lines = [told(text, kind, reader(text), words) for text in _given(texts)]
    if format_ == "json":
        show(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for line in lines:
        show(f"{line['text']!r}: {json.dumps(line['value'], ensure_ascii=False)} {line['note']}")


def _given(texts: tuple[str, ...]) -> list[str]:
    """The texts, or the lines of standard input for a single "-"; a misspelt option is none."""
    if texts == ("-",):
        given = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
        return given.replace("\r\n", "\n").removesuffix("\n").split("\n")
    for text in texts:
        if _OPTION.fullmatch(text):
            raise click.NoSuchOption(text.partition("=")[0])
    return list(texts)


def _reader(kind: str, set_id: str, year: SchoolYear | None) -> Callable[[str], Reading]:
    """How a kind of text is read; without a set criteria are read by the first that has them."""
    known = catalogue()
    named = (set_id,) if set_id else known.set_ids if kind == "criterion" else known.set_ids[:1]
    contexts = [Context(known.set(name), year, known.vocabulary) for name in named]

    def reader(text: str) -> Reading:
        readings = [read(KINDS[kind], text, context) for context in contexts]
        return next((r for r in readings if not isinstance(r.value, Unread)), readings[0])

    return reader
