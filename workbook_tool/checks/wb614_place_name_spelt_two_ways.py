"""WB614: one place whose name is spelt in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.mentions import Mention, places_named
from workbook_tool.checks.names import Likeness, compare
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

MOST = 40
"""Different names that are compared with one another; no plan names more places."""


def place_name_spelt_two_ways(plan: Plan, context: Context) -> Iterator[Hit]:
    """Two names of as many words that differ by accents or two letters, and not by a number."""
    met: dict[str, Mention] = {}
    for mention in places_named(plan, context):
        met.setdefault(context.kept.fold(mention.name), mention)
    names = list(met)[:MOST]
    for n, name in enumerate(names):
        for other in names[:n]:
            same_length = len(name.split()) == len(other.split())
            if same_length and compare(name, other, context.vocabulary) is Likeness.ALIKE:
                yield met[name].text.hit(typed=met[name].name, other=met[other].name)
