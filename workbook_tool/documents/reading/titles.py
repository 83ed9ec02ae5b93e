"""The first texts of a document → what paper it says it is, when that is no improvement plan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from workbook_tool.catalogue.documents import DocumentSpec
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.known import texts_of
from workbook_tool.documents.reading.matching import begins, letters, same
from workbook_tool.typed.wraps import begins_item

_SUBJECT = 3
"""Lines behind the word "plan" that say what it is about."""
_LONGEST = 120
"""Letters of a title at the most."""


def other_paper(bits: Sequence[Bit], spec: DocumentSpec, *, tabled: bool) -> str:
    """The title of a paper that is no plan of this kind; "" when it is one, or says nothing.

    A report, a decision or minutes may talk of the plan all through; a decision may have the plan
    behind it. `tabled`: a table of the form's is in it, which settles what a plan's title leaves
    open.
    """
    lines = [line.text for bit in bits for line in bit.lines() if len(line.text) <= _LONGEST]
    plan, *_ = texts_of(spec.reading, "titles")
    papers = texts_of(spec.reading, "papers")
    own = [n for n, line in enumerate(lines) if _is_title(line, (plan,))]
    for n in own:
        subject = takewhile(lambda line: not begins_item(line), lines[n : n + 1 + _SUBJECT])
        if any(_matter(line, spec) for line in subject):
            return ""
    other = next((line for line in lines if _is_title(line, papers)), "")
    if other:
        return other
    if own:
        return "" if tabled else " ".join(lines[own[0] : own[0] + 2])
    addressed = texts_of(spec.reading, "addressed")
    return next((line for line in lines if any(begins(line, word) for word in addressed)), "")


def _is_title(line: str, words: Sequence[str]) -> bool:
    """Whether a line is one of the words, in capitals with more behind it or alone."""
    if not line.isupper():
        return same(line, words) and line[:1].isupper()
    return any(begins(line, word) for word in words)


def _matter(line: str, spec: DocumentSpec) -> bool:
    own = letters(line)
    return any(letters(matter) in own for matter in texts_of(spec.reading, "matters"))
