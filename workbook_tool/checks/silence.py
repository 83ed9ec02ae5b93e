"""Hits of all rules → those worth saying: one slip that several rules see is said by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TypeAlias

from workbook_tool.catalogue import EVERY_RULE, Rule
from workbook_tool.findings import Hit

Cells: TypeAlias = Set[tuple[str, str]]


def heard(found: Mapping[str, list[Hit]], rules: Mapping[str, Rule]) -> Mapping[str, list[Hit]]:
    """The hits without those that a rule of their card's `silenced_by` says in the same cells.

    A hit without a place speaks of the whole file: it silences, and gives way to, a hit anywhere.
    Who is silenced silences too: the slip is said by the last of a row of rules.
    """
    said = {code: _cells(hits) for code, hits in found.items()}
    left = {code: _left(code, found, said, rules[code]) for code in found}
    return {code: hits for code, hits in left.items() if hits}


def _left(
    code: str, found: Mapping[str, list[Hit]], said: Mapping[str, Cells], rule: Rule
) -> list[Hit]:
    hits = found[code]
    every = EVERY_RULE in rule.silenced_by
    louder = [name for name in said if name != code and (every or name in rule.silenced_by)]
    if not louder:
        return list(hits)
    if not every and not all(hit.places for name in louder for hit in found[name]):
        return []
    cells = frozenset().union(*(said[name] for name in louder))
    return [hit for hit in hits if not _cells([hit]) <= cells]


def _cells(hits: Sequence[Hit]) -> Cells:
    return frozenset((place.sheet, place.cell) for hit in hits for place in hit.places)
