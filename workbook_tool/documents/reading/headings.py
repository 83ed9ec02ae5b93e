"""The first letters of a paragraph → the section of the official document that it heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.documents.reading.matching import SLIPS, Start, begins, nearly_begins, words
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

NUMBER = re.compile(
    r"\s*(?:[-+*\u2022\u2013]\s+)?(?:"
    r"(?P<roman>[IVXivx]{1,5})\s*[./):\u2013-]|(?P<bare>[IVX]{1,4})(?=\s)"
    r"|(?P<figure>\d{1,2}(?:\.\d{1,2})*)\s*[./):\u2013-]|(?P<letter>[^\W\d_])\s*[./)])\s*"
)
"""The number before a heading, whatever it is: schools copy wrong ones from each other."""

_SCANNED = re.compile(r"\s*(?:[0-9IVXivxlT|]{1,4}\s*)?[.,)]\s*")
_GOES_ON = re.compile(r"[\s.]*(?:[:(\n\u2013-]|;\s*$|$)")
_LONGEST = 160
"""Letters of a heading that nothing but its look tells."""
_LEAST = 12
"""Letters of a wording up to which it is recognised only word for word."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that heads `section` (None: one the form does not know).

    `head` is the heading with its number, `rest` what follows in the same paragraph, `name` the
    heading without its number; `level` is 1 for roman numbers and for what a form has there.
    """

    section: Section | None
    head: Bit
    name: Bit
    rest: Bit | None
    certain: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph behind its number: where its text begins, and what kind the number is."""

    begin: int
    roman: bool
    any: bool


def numbered(bit: Bit, *, damaged: bool = False) -> Numbered:
    """The number before a text, typed or made by a program."""
    found = NUMBER.match(bit.text)
    made = NUMBER.match(f"{bit.number} ") if bit.number else None
    if found:
        return Numbered(found.end(), bool(found["roman"] or found["bare"]), True)
    scanned = _SCANNED.match(bit.text) if damaged else None
    if scanned:
        return Numbered(scanned.end(), False, True)
    return Numbered(0, bool(made and made["roman"]), bool(made))


def heading_of(bit: Bit, sections: Iterable[Section], slips: float) -> Heading | None:
    """The section that a paragraph heads; None for none.

    It is the one of the longest wording that the paragraph begins with, word for word, else that
    with the fewest slips; `slips` is the share of a wording's letters that may be wrong.
    """
    number = numbered(bit, damaged=slips > SLIPS)
    text = bit.text[number.begin :]
    wordings = [(section, wording) for section in sections for wording in _wordings(section)]
    first = words(text)[:1]
    exact = [
        (len(words(wording)), start, section)
        for section, wording in wordings
        if words(wording)[:1] == first
        and (start := begins(text, wording))
        and _ends(bit, text, start, section, number)
    ]
    if exact:
        _, start, section = max(exact, key=lambda one: one[0])
        return _heading(bit, number, start, section)
    if not (number.any or bit.bold or bit.centred or text.isupper()):
        return None
    near = [
        (start.slips, start, section)
        for section, wording in wordings
        if len(wording) > _LEAST
        and (start := nearly_begins(text, wording, slips))
        and _ends(bit, text, start, section, number)
    ]
    if not near:
        return None
    _, start, section = min(near, key=lambda one: one[0])
    return _heading(bit, number, start, section, certain=False)


def strange(bit: Bit) -> bool:
    """Whether a paragraph looks like a heading of a section: by a roman number and its letters."""
    number = numbered(bit)
    text = bit.text[number.begin :]
    short = len(bit.text) <= _LONGEST and not text.rstrip().endswith((";", ","))
    looks = bit.bold or text.isupper() or bit.centred or not text.rstrip().endswith(".")
    return bool(text) and number.roman and short and looks and text[0].isupper()


@lru_cache(maxsize=1024)
def unnumbered(text: str) -> str:
    """A text without the number before it."""
    found = NUMBER.match(text)
    return text[found.end() :] if found else text


def _wordings(section: Section) -> Iterator[str]:
    for wording in (*section.wordings, *section.takes):
        yield unnumbered(wording).partition("{")[0]


def _ends(bit: Bit, text: str, start: Start, section: Section, number: Numbered) -> bool:
    """Whether a heading may end there: with the paragraph, a year, a colon, a bracket, a line."""
    rest = text[start.end :]
    left = words(rest)
    if all(word.isdecimal() for word in left):
        return True
    if section.where:
        return number.any
    if not _GOES_ON.match(rest):
        return False
    opened = rest.lstrip(" .").startswith((":", "\n"))
    return opened or ((number.any or bit.bold) and len(bit.text) <= _LONGEST)


def _heading(
    bit: Bit, number: Numbered, start: Start, section: Section, *, certain: bool = True
) -> Heading:
    end = number.begin + start.end
    after = bit.text[end:]
    apart = re.match(r"[\s:.]*", after)
    end += apart.end() if apart else 0
    told = any(not word.isdecimal() for word in words(after))
    rest = bit.cut(end) if told else None
    head = bit.cut(0, end) if rest else bit
    name = bit.cut(number.begin, number.begin + start.end if rest else None)
    own = any(begins(name.text, wording) for wording in section.takes) and not any(
        words(name.text) == words(unnumbered(wording)) for wording in section.wordings
    )
    return Heading(section, head, name, rest, certain, own)
