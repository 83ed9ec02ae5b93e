"""Two names of schools → whether they are the same, alike (a slip of the pen), or another's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from workbook_tool.catalogue import Abbreviation, Vocabulary
from workbook_tool.typed import bare, fold

MOST_LETTERS = 200


class Likeness(Enum):
    """How two names stand to one another."""

    SAME = "same"
    ALIKE = "alike"
    OTHER = "other"


def compare(issued: str, typed: str, vocabulary: Vocabulary) -> Likeness:
    """SAME but for case, blanks, tone placement; ALIKE but for accents, short forms, two letters.

    A different number in a name, or a different word of at most two letters, is another school.
    A name that holds the whole of the other ("Mam non A" in "Truong Mam non A") is alike.
    """
    if fold(issued) == fold(typed):
        return Likeness.SAME
    if max(len(issued), len(typed)) > MOST_LETTERS:
        return Likeness.OTHER
    one, two = words_of(issued, vocabulary), words_of(typed, vocabulary)
    alike = "".join(one) == "".join(two) or _holds(one, two) or _near(one, two)
    return Likeness.ALIKE if one and two and alike else Likeness.OTHER


def words_of(name: str, vocabulary: Vocabulary) -> list[str]:
    """The words of a name without accents, short forms written out."""
    full = _written_out(vocabulary.abbreviations)
    words = re.findall(r"[^\W_]+", bare(name))
    return [part for word in words for part in full.get(word, word).split()]


@lru_cache(maxsize=2)
def _written_out(abbreviations: tuple[Abbreviation, ...]) -> Mapping[str, str]:
    return {bare(a.short): bare(a.full) for a in abbreviations if not a.ambiguous}


def _holds(one: list[str], two: list[str]) -> bool:
    short, long = sorted((one, two), key=len)
    starts = range(len(long) - len(short) + 1)
    return len(short) > 1 and any(long[n : n + len(short)] == short for n in starts)


def _near(one: list[str], two: list[str]) -> bool:
    if len(one) != len(two):
        return False
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if any(a.isdigit() or b.isdigit() for a, b in pairs):
        return False
    steps = [_distance(a, b) for a, b in pairs]
    small = all(2 * n < min(len(a), len(b)) for n, (a, b) in zip(steps, pairs, strict=True))
    return small and sum(steps) <= 2


def _distance(one: str, two: str) -> int:
    """Letters to put in, take out or change to make one word the other."""
    row = list(range(len(two) + 1))
    for n, letter in enumerate(one, 1):
        above, row = row, [n]
        for m, other in enumerate(two, 1):
            row.append(min(above[m] + 1, row[m - 1] + 1, above[m - 1] + (letter != other)))
    return row[-1]
