"""`wbtool read`: how a text is understood, for a person who wants to try before writing it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import click

from workbook_tool.cli.choose import year_of
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show
from workbook_tool.model import (
    Completion,
    Levels,
    Money,
    Party,
    Period,
    Reading,
    RowRefs,
    SchoolYear,
    Timing,
    Unread,
)
from workbook_tool.typed import (
    read_completion,
    read_levels,
    read_money,
    read_party,
    read_percent,
    read_resources,
    read_rows,
    read_time,
)

KINDS = ("time", "money", "party", "level", "rows", "completion", "percent", "resources")


@click.command("read", help=say("help-read"))
@click.argument("texts", nargs=-1, required=True)
@option("--kind", key="kind", type=click.Choice(KINDS), required=True)
@option("--school-year", key="school-year", default="")
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@lang_option
def command(texts: tuple[str, ...], kind: str, school_year: str, format_: str, lang: str) -> None:
    """Print each text with its value, whether it is certain, and why not."""
    year = year_of(school_year)
    told = [_told(text, kind, _reader(kind, year)(text), lang) for text in texts]
    if format_ == "json":
        show(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in told:
        show(f"{line['text']!r}: {json.dumps(line['value'], ensure_ascii=False)} {line['note']}")


def _reader(kind: str, year: SchoolYear | None) -> Callable[[str], Reading]:
    vocabulary = catalogue().vocabulary
    readers: Mapping[str, Callable[[str], Reading]] = {
        "time": lambda text: read_time(text, year, vocabulary),
        "money": read_money,
        "party": lambda text: read_party(text, vocabulary.abbreviations),
        "level": read_levels,
        "rows": read_rows,
        "completion": lambda text: read_completion(text, vocabulary.completion),
        "percent": read_percent,
        "resources": read_resources,
    }
    return readers[kind]


def _told(text: str, kind: str, reading: Reading, lang: str) -> dict[str, object]:
    unread = isinstance(reading.value, Unread)
    blank = reading.value is None
    return {
        "text": text,
        "kind": kind,
        "status": "unread" if unread else "blank" if blank else "read",
        "value": _value(reading),
        "certain": reading.certain and not unread,
        "note": _note(reading, lang),
    }


def _note(reading: Reading, lang: str) -> str:
    words = catalogue().words_of_rules("readings")
    value = reading.value
    key = f"reason-{value.reason}" if isinstance(value, Unread) else f"note-{reading.note}"
    said = words.get(key)
    return str(said[lang]) if isinstance(said, Mapping) else ""


def _value(reading: Reading) -> object:
    value = reading.value
    if isinstance(value, Timing):
        marks = {"recurring": value.recurring, "milestone": value.milestone}
        named = [{key: word} for key, word in marks.items() if word]
        return named or [_period(period) for period in value.periods]
    if isinstance(value, Money):
        return {"vnd": value.vnd, **({"source": value.source} if value.source else {})}
    if isinstance(value, Party):
        parts = {"support": value.support, "known": value.known, "unknown": value.unknown}
        return {"lead": value.lead, **{key: list(names) for key, names in parts.items()}}
    if isinstance(value, Completion):
        return {"state": value.state, "percent": value.percent}
    if isinstance(value, Levels | RowRefs):
        return list(value.numbers)
    return value if isinstance(value, str) else None


def _period(period: Period) -> dict[str, str | None]:
    ends = {"start": period.start, "end": period.end}
    return {name: day.isoformat() if day else None for name, day in ends.items()}
