"""The words of a document → the share of them that no Vietnamese text has."""

from __future__ import annotations

from collections.abc import Iterable

from workbook_tool.documents.reading.matching import plain
from workbook_tool.patterns import re
from workbook_tool.typed import fold
from workbook_tool.typed.legacy import is_word

BADLY = 0.12
"""From this share on a document is taken for a scan that was read by a machine."""

_RUN = re.compile(r"[^\W_]+(?:['`´][^\W_]+)*")
_FIGURES = re.compile(r"\d+(?:[a-z]{1,4}|[^\W\d_]{1,3}\d*)?|[^\W\d_]{1,2}\d+")
_LEAST = 30
"""Words below which nothing can be said."""


def damage(texts: Iterable[str]) -> float:
    """The share of damaged words, 0 to 1; abbreviations, figures and plain letters do not count.

    A text wholly without accents is damaged too: its words are syllables, but not of its language.
    """
    found = [run for text in texts for run in _RUN.findall(text)]
    if len(found) < _LEAST:
        return 0.0
    return sum(map(_damaged, found)) / len(found)


def _damaged(word: str) -> bool:
    if word.isupper() or _FIGURES.fullmatch(word.lower()):
        return False
    if any(sign.isdigit() for sign in word):
        return True
    small = fold(word)
    if not word.islower() and not word.istitle():
        return plain(word) != word.lower()
    if is_word(small) or (is_word(plain(small)) and plain(small) == small):
        return False
    return len(small) > 1
