"""A paragraph of a section → whether the form itself prints it, or the label before it."""

from __future__ import annotations

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.facts import ITEM
from workbook_tool.documents.reading.known import texts_of
from workbook_tool.documents.reading.matching import begins, length_of, words
from workbook_tool.patterns import re


def is_fixed(bit: Bit, section: Section) -> bool:
    """Whether a paragraph is one that the form prints in this section."""
    own = _unnumbered(bit.text)
    for line in section.fixed:
        before, _, after = line.partition("{")
        first, last = _unnumbered(before), words(after.partition("}")[2])
        if own[: len(first)] != first or own[len(own) - len(last) :] != last:
            continue
        between = own[len(first) : len(own) - len(last)]
        if all(word.isdecimal() for word in between):
            return True
    return False


def label_end(bit: Bit, section: Section) -> int:
    """Where the words end under which the form prints rows ("4. Others:"); 0 without them."""
    labels = [str(section.words.get("other", "")), *texts_of(section.words, "also_other")]
    begin = length_of(ITEM, bit.text)
    for label in filter(None, labels):
        start = begins(bit.text[begin:], label[length_of(ITEM, label) :])
        if start:
            end = begin + start.end
            return end + length_of(re.compile(r"[\s:]*"), bit.text[end:])
    return 0


def _unnumbered(text: str) -> tuple[str, ...]:
    return words(text[length_of(ITEM, text) :])
