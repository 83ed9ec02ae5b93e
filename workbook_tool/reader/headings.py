"""Headings as a person may have left them → the heading of the form that is meant."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TypeVar

from workbook_tool.patterns import re
from workbook_tool.typed.text import bare

Wanted = TypeVar("Wanted", bound=Hashable)
Offered = TypeVar("Offered", bound=Hashable)

_WORDS = re.compile(r"\w+")
LONGEST = 160
"""Letters beyond which a cell is no heading."""
LIKE = 0.75
"""Two headings at least so alike may be one; below, they are two."""
LEAD = 0.08
"""By so much the nearest heading must be nearer than the next one."""
CONTAINED = 0.85


@lru_cache(maxsize=4096)  # the same headings in every file of a batch
def sign(text: str) -> str:
    """What a heading is told by: its words without accents, case and signs.

    >>> sign("Due  by: MONTH (choose)")
    'due by month choose'
    """
    return " ".join(_WORDS.findall(bare(text))) if len(text) <= LONGEST else ""


def likeness(one: str, other: str) -> float:
    """How alike two signs are, 0 to 1; one that holds all the words of the other is quite alike.

    >>> likeness("ket qua can dat", "ket qua can dat cuoi nam") == CONTAINED
    True
    """
    from difflib import SequenceMatcher  # most files keep every heading as it was

    return max(SequenceMatcher(None, one, other).ratio(), CONTAINED * _within(one, other))


def _within(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    return min(len(first), len(second)) > 1 and (first <= second or second <= first)


def alike(one: str, other: str) -> bool:
    """Whether two signs are `LIKE` or more alike; most pairs are told apart by their lengths."""
    from difflib import SequenceMatcher

    if 2 * min(len(one), len(other)) < LIKE * (len(one) + len(other)):
        return _within(one, other)
    matcher = SequenceMatcher(None, one, other)
    return _within(one, other) or (matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE)


def pairs(wanted: Mapping[Wanted, str], offered: Mapping[Offered, str]) -> Mapping[Wanted, Offered]:
    """Headings that mean one another: each the other's nearest, alike enough, by a clear lead."""
    scores = {(w, o): likeness(a, b) for w, a in wanted.items() for o, b in offered.items()}
    found = {}
    for (own, place), score in scores.items():
        rivals = [
            other
            for (w, o), other in scores.items()
            if (w == own) != (o == place)  # one of the two with somebody else
        ]
        if score >= LIKE and score >= max(rivals, default=0.0) + LEAD:
            found[own] = place
    return found


def nearest(wanted: str, offered: Mapping[Offered, str]) -> Offered | None:
    """The heading that was probably meant, however far; None when there is none."""
    return max(offered, key=lambda o: likeness(wanted, offered[o]), default=None)
