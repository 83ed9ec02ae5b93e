"""A stranger's text → one line that no terminal, mail or list can be tricked or broken by."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""Format characters that emoji and some scripts are written with; all others are left out."""
_LOST = "\ufffd"


def one_line(text: str) -> str:
    """The text in one line: line breaks become blanks, what cannot be seen is left out.

    Escape codes lose the escape, marks of writing direction go, halves of surrogates (a file name
    that is no UTF-8) become the replacement character.

    >>> one_line("A\\n\\x1b[31mB\\u202e C\\ud800")
    'A [31mB C\ufffd'
    """
    return "".join(map(_shown, " ".join(text.split())))


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it has more than `most` characters.

    >>> shortened("abcdef", 4), shortened("abc", 4)
    ('abc…', 'abc')
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _shown(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS:
        return letter
    return _LOST if unicodedata.category(letter) == "Cs" else ""
