"""Words of the vocabulary in what a school typed: which of them it says, if any."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbook_tool.typed import fold, nfc


def said(words: Iterable[str], text: str) -> str:
    """The first of `words` that some word of a text begins with, "" for none.

    One that ends in a blank stands alone: "thieu " is not the start of a name.

    >>> said(["chua ", "thieu"], "Vuon thieunhi"), said(["thieu "], "Vuon thieunhi")
    ('thieu', '')
    """
    folded = f" {fold(text)} "
    return next((word for word in words if _beginning(word) in folded), "")


def begins(words: Iterable[str], text: str) -> bool:
    """Whether a text begins with one of the words."""
    folded = fold(text)
    return any(re.match(rf"{re.escape(fold(word))}(?!\w)", folded) for word in words)


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words, of any case, that is searched for in text in NFC."""
    longest = sorted(words, key=len, reverse=True)
    spaced = "|".join(r"\s+".join(map(re.escape, nfc(word).split())) for word in longest)
    return re.compile(rf"(?<!\w)(?:{spaced or '(?!)'})(?!\w)", re.IGNORECASE)


def _beginning(word: str) -> str:
    return f" {fold(word)} " if word.endswith(" ") else f" {fold(word)}"
