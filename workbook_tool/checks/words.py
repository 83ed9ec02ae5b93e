"""Words of the vocabulary in what a school typed: which of them it says, if any."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from workbook_tool.patterns import re
from workbook_tool.typed import fold, nfc


def said(words: Iterable[str], folded: str) -> str:
    """The first of `words` that some word of a folded text begins with, "" for none.

    One that ends in a blank stands alone: "thieu " is not the start of a name.

    >>> said(["chua ", "thieu"], "vuon thieunhi"), said(["thieu "], "vuon thieunhi")
    ('thieu', '')
    """
    padded = f" {folded} "
    return next((w for w, begin in _beginnings(tuple(words)) if begin in padded), "")


def begins(words: Iterable[str], folded: str) -> bool:
    """Whether a folded text begins with one of the words."""
    return any(re.match(rf"{re.escape(fold(word))}(?!\w)", folded) for word in words)


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words, of any case, that is searched for in text in NFC."""
    return _whole(tuple(words))


@lru_cache(maxsize=32)
def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    spaced = "|".join(r"\s+".join(map(re.escape, nfc(word).split())) for word in longest)
    return re.compile(rf"(?<!\w)(?:{spaced or '(?!)'})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _beginnings(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Every word with what is looked for: a blank before it, and behind it where it has one."""
    return tuple(
        (word, f" {fold(word)} " if word.endswith(" ") else f" {fold(word)}") for word in words
    )
