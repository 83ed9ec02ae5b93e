"""The hits of one rule in one file → one finding, in the words of the rule's card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbook_tool.catalogue import Rule
from workbook_tool.findings import Finding, Hit
from workbook_tool.model import Place
from workbook_tool.patterns import re

MOST_TASKS = 8
MOST_LETTERS = 120
_NAME = re.compile(r"\{(\w+)")
_ASIDE = re.compile(r" ?(?:\([^()]*\)|“[^“”]*”)")


class _Facts(dict[str, str]):
    """Facts of a sentence; one that nobody gave is blank rather than the end of a batch."""

    def __missing__(self, key: str) -> str:
        return ""


def dress(rule: Rule, hits: Sequence[Hit], language: str) -> Finding:
    """One finding with every place; `hits` holds at least one.

    Beside the facts of the first hit a sentence may use {task} (the first task's number), {tasks}
    (all of them, at most eight), {row} (what the first hit's row is called, with its number),
    {rows} (all of them), {count} (how many hits) and the first place's {sheet}, {cell} and
    {value}. An aside in parentheses or quotes whose facts are all blank is left out.
    """
    places = tuple(dict.fromkeys(place for hit in hits for place in hit.places))
    facts = _Facts(_shared(places, len(hits)))
    facts.update(_rows([in_language(hit.facts, language) for hit in hits]))
    facts.update(in_language(hits[0].facts, language))
    facts = _Facts({key: _line(text) for key, text in facts.items()})
    words = rule.one if len(hits) == 1 else rule.many
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=rule.severity,
        message=_fill(words[language], facts),
        fix=_fill(rule.fix[language], facts),
        places=places,
        title=rule.title[language],
        hits=tuple(hits),
    )


def _shared(places: Sequence[Place], count: int) -> dict[str, str]:
    tasks = [str(place.task) for place in places if place.task is not None]
    first = places[0] if places else Place("", "")
    return {
        "task": tasks[0] if tasks else "",
        "tasks": listed(tasks),
        "count": str(count),
        "sheet": first.sheet,
        "cell": first.cell,
        "value": first.value,
    }


def in_language(facts: Mapping[str, str], language: str) -> Mapping[str, str]:
    """Facts without a language, and those told in this one under their plain name.

    >>> in_language({"form.vi": "x", "form.en": "y", "day": "1"}, "en")
    {'form': 'y', 'day': '1'}
    """
    own = ((name.removesuffix(f".{language}"), text) for name, text in facts.items())
    return {name: text for name, text in own if "." not in name}


def _rows(hits: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """The row of the first hit, and those of all hits, each table's together."""
    numbers: dict[str, list[str]] = {}
    for facts in hits:
        if facts.get("named"):
            numbers.setdefault(facts["named"], []).append(facts["number"])
    rows = "; ".join(f"{name} {listed(own)}" for name, own in numbers.items())
    first = hits[0]
    row = f"{first['named']} {first['number']}" if first.get("named") else ""
    return {"row": row, "rows": rows}


def listed(items: Iterable[str]) -> str:
    """Items once each, at most eight of them.

    >>> listed("12334567890")
    '1, 2, 3, 4, 5, 6, 7, 8, …'
    """
    distinct = list(dict.fromkeys(items))
    return ", ".join([*distinct[:MOST_TASKS], *(["…"] if distinct[MOST_TASKS:] else [])])


def _line(text: str) -> str:
    line = " ".join(str(text).split())
    if not line.isprintable():
        line = "".join(filter(str.isprintable, line))
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1].rstrip() + "…"


def _fill(template: str, facts: Mapping[str, str]) -> str:
    def keep(aside: re.Match[str]) -> str:
        names = _NAME.findall(aside[0])
        return "" if names and not any(facts[name] for name in names) else aside[0]

    return _ASIDE.sub(keep, template).format_map(facts)
