"""A word nobody knows → the known one it was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 60
"""Letters beyond which a word is no slip of a known one."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The most similar known word, whatever its case; "" when none is.

    >>> nearest("selct", ["select", "ignore"]), nearest("WB999", ["over-when-signed"])
    ('select', '')
    """
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold()[:LONGEST], folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else ""
