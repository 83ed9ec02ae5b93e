"""A text as typed → the same without what nobody sees, and with tones where lists have them."""

from __future__ import annotations

from workbook_tool.patterns import re
from workbook_tool.typed.text import fold, nfc

_INNER_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")


def tidied(text: str) -> str:
    """NFC, plain blanks, one at a time within a line, none at the ends of lines; indents stay.

    >>> tidied("  Ca\\u0309\\xa0na\\u0306m  học \\u200b")
    'Cả năm học'
    >>> tidied("Việc:\\n  - một  \\n  - hai")
    'Việc:\\n  - một\\n  - hai'
    """
    lines = nfc(text).split("\n")
    return "\n".join(_INNER_BLANKS.sub(" ", line).rstrip() for line in lines).strip()


def early_tones(text: str) -> str:
    """A text with its tones on the letter that lists and laws put them on, case as it was.

    >>> early_tones("Hoà Bình, KHOẺ, toàn, quý")
    'Hòa Bình, KHỎE, toàn, quý'
    """
    return _WORD.sub(lambda found: _early(found[0]), nfc(text))


def _early(word: str) -> str:
    folded = fold(word)
    if folded == word.casefold() or len(folded) != len(word):
        return word
    pairs = zip(word, folded, strict=True)
    return "".join(new.upper() if old.isupper() else new for old, new in pairs)
