"""Texts and the wordings they may be: how a heading is recognised, also a damaged one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re
from workbook_tool.typed import fold

_WORD = re.compile(r"[^\W_]+")
_LONG_START = 1000
"""Letters of a text, blanks with them, in which a wording must end that it begins with."""
SLIPS = 0.12
"""Share of a wording's letters that may be wrong in a document that was typed."""
SCAN_SLIPS = 0.36
"""The same in one that was read off a scan.

Measured on 30 headings of such a one: at most 0.34, other lines that begin with a number from 0.5.
"""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded, and where it stands."""

    word: str
    begin: int
    end: int


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text: letters and figures, tone placement and case folded."""
    return tuple(Token(fold(f[0]), *f.span()) for f in _WORD.finditer(text))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(token.word for token in tokens(text))


def same(text: str, wordings: Iterable[str]) -> bool:
    """Whether a text is one of the wordings, signs between words aside."""
    own = words(text)
    return bool(own) and any(words(wording) == own for wording in wordings)


def plain(text: str) -> str:
    """A text letter for letter without accents and case, dashes and blanks alike: for patterns.

    >>> plain("S\\u1ed0 \\u2013 \\u0110")
    'so - d'
    """
    return "".join(map(_plain_letter, text))


@lru_cache(maxsize=2048)
def _plain_letter(letter: str) -> str:
    if letter == "\n":
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) == "Pd":
        return "-"
    base = unicodedata.normalize("NFD", letter.lower())[0]
    return "d" if base == "\u0111" else base


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """The letters and figures of a text alone, without accents and case."""
    return "".join(letter for letter in plain(text) if letter.isalnum())


def length_of(pattern: re.Pattern[str], text: str) -> int:
    """How many letters at the beginning of a text a pattern matches; 0 for none."""
    found = pattern.match(text)
    return found.end() if found else 0


@dataclass(frozen=True, slots=True)
class Start:
    """A wording that a text begins with: where it ends in the text, and its share of slips."""

    end: int
    slips: float


def begins(text: str, wording: str) -> Start | None:
    """Where a wording ends that a text begins with, word for word."""
    wanted = words(wording)
    if not wanted or words(text)[: len(wanted)] != wanted:
        return None
    return Start(tokens(text)[len(wanted) - 1].end, 0.0)


@lru_cache(maxsize=8192)
def nearly_begins(text: str, wording: str, most: float) -> Start | None:
    """The same with letters wrong, missing or too many, up to a share of the wording's."""
    wanted = letters(wording)
    allowed = int(len(wanted) * most)
    places, own = _placed(text[:_LONG_START])
    own = own[: len(wanted) + allowed + 1]
    if not any(part in own for part in _parts(wanted, allowed)) or _missing(wanted, own) > allowed:
        return None
    near = nearest_start(own, wanted, allowed)
    if near is None or not near[1]:
        return None
    slips, end = near
    stop = places[end - 1] + 1
    while stop < len(text) and text[stop].isalnum():
        stop += 1
    return Start(stop, slips / len(wanted))


@lru_cache(maxsize=256)
def _placed(text: str) -> tuple[tuple[int, ...], str]:
    """Where the letters and figures of a text stand, and they themselves, without accents."""
    told = plain(text)
    places = tuple(n for n, letter in enumerate(told) if letter.isalnum())
    return places, "".join(told[n] for n in places)


@lru_cache(maxsize=4096)
def _parts(wanted: str, slips: int) -> tuple[str, ...]:
    """A wording cut into one part more than it may have slips: one of them stands as it is."""
    size = max(1, len(wanted) // (slips + 1))
    cuts = [*range(0, size * slips, size), size * slips, len(wanted)]
    return tuple(wanted[begin:end] for begin, end in pairwise(cuts) if begin < len(wanted))


def _missing(wanted: str, own: str) -> int:
    """How many letters of a wording a text has not, wherever: it has no fewer slips than these."""
    return sum(max(0, wanted.count(letter) - own.count(letter)) for letter in set(wanted))


def nearest_start(text: str, wanted: str, allowed: int) -> tuple[int, int] | None:
    """The least slips between `wanted` and a start of `text`, and that start's length.

    None for more slips than are allowed.
    """
    row = _slips(text, wanted, allowed)
    if row is None or min(row) > allowed:
        return None
    told = enumerate(row)
    # Of equal ones the longest that is not longer than the wording leaves no letter behind.
    return min((slips, -min(end, len(wanted)), end) for end, slips in told)[::2]


def alike(text: str, wordings: Sequence[str], most: float = SLIPS) -> float | None:
    """The share of slips between a text and the nearest wording; None beyond `most`."""
    own = letters(text)
    best: float | None = None
    for wanted in map(letters, wordings):
        if not wanted or abs(len(own) - len(wanted)) > most * len(wanted):
            continue
        row = _slips(own, wanted, int(most * len(wanted)))
        if row is None:
            continue
        slips = row[-1] / len(wanted)
        if slips <= most and (best is None or slips < best):
            best = slips
    return best


def _slips(text: str, wanted: str, allowed: int) -> list[int] | None:
    """The letters wrong, missing or too many in each start of `text`, the blank one first.

    None as soon as it is sure that every start has more than are allowed.
    """
    row = list(range(len(text) + 1))
    for n, letter in enumerate(wanted, 1):
        last, row[0] = row[0], n
        for m, other in enumerate(text, 1):
            kept = last if letter == other else 1 + min(last, row[m], row[m - 1])
            last, row[m] = row[m], kept
        if min(row) > allowed:
            return None
    return row
