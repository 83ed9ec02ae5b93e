"""`wbtool doctor`: what is installed, found and set, and whether it is sound; writes nothing."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import click

from workbook_tool.cli.health import BROKEN, LOOK, SOUND, Vital, vitals
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.selection import Choice, settings_options
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show

EXIT_CODES = {SOUND: 0, LOOK: 1, BROKEN: 2}


@click.command("doctor", cls=Spoken, help=say("help-doctor"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@option("--roster", key="roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@settings_options
@lang_option
def command(
    paths: tuple[Path, ...], format_: str, roster: Path | None, choice: Choice, lang: str
) -> int:
    """Exit code 0: all is sound; 1: something to look at; 2: the tool cannot run like this."""
    known = catalogue()
    seen = list(vitals(choice, known, paths, roster))
    worst = max((vital.state for vital in seen), key=EXIT_CODES.__getitem__)
    if format_ == "json":
        told = {"schema": 1, "status": worst, "checks": [vital.as_dict() for vital in seen]}
        show(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for area, own in groupby(seen, key=lambda vital: vital.area):
            show(known.say(f"doctor-{area}", lang))
            for vital in own:
                show(_line(vital, lang))
        show(known.say(f"doctor-all-{worst}", lang))
    return EXIT_CODES[worst]


def _line(vital: Vital, lang: str) -> str:
    shown = _shown(vital, lang)
    missing = catalogue().say("doctor-missing", lang) if not (vital.value or vital.remark) else ""
    value = _value(vital, lang)
    told = " – ".join(filter(None, (value, vital.remark, missing)))
    mark = catalogue().say(f"doctor-{vital.state}", lang)
    return f"  {mark} {shown}: {told}"


def _shown(vital: Vital, lang: str) -> str:
    """What is looked at, in words: a setting by its own name, or by that of its table."""
    known = catalogue()
    table, _, last = vital.name.partition(".")
    inner, _, code = last.partition(".")
    keys = {
        f"doctor-name-{vital.name}": vital.name,
        f"doctor-set-{vital.name.replace('.', '-')}": last,
        f"doctor-set-{table}-{inner}": code,
        f"doctor-set-{table}": last,
    }
    fits = (known.say(key, lang, name=name) for key, name in keys.items() if key in known.messages)
    return next(fits, vital.name)


def _value(vital: Vital, lang: str) -> str:
    """A value as people say it: a severity is a word of theirs."""
    key = f"severity-{vital.value}"
    known = catalogue()
    return known.say(key, lang) if key in known.messages else vital.value
