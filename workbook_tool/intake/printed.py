"""What stands on a printed page: its words, the rules between them, its size; as JSON and back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from workbook_tool.frozen import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between them. Points (1/72 inch) from the top left corner.

    `base` is the line they stand on, `font` the name of one of a legacy encoding, else "".
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    font: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its small letters, from the left and from the top."""
        return (self.left + self.right) / 2, self.base - self.size / 4


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of the page, level or upright: left, top, right, bottom in points."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: points wide and high, its words and rules in no order, how many pictures."""

    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    pictures: int = 0


@dataclass(slots=True)
class Pages:
    """The pages of a file and what it carries beside them, on the way to JSON."""

    pages: list[Page] = field(default_factory=list)
    carries: list[str] = field(default_factory=list)

    def as_json(self) -> bytes:
        """The pages as bytes; nothing in them is ever executed."""
        told = [
            [
                p.width,
                p.height,
                [_word(w) for w in p.words],
                [_rule(r) for r in p.rules],
                p.pictures,
            ]
            for p in self.pages
        ]
        return json.dumps([told, self.carries]).encode()


def _word(word: Word) -> list[object]:
    numbers = (round(n, 2) for n in (word.left, word.right, word.base, word.size))
    return [word.text, *numbers, word.bold, word.font]


def _rule(rule: Rule) -> list[float]:
    return [round(n, 2) for n in (rule.left, rule.top, rule.right, rule.bottom)]


def pages_of(told: bytes) -> Pages:
    """The pages of `Pages.as_json`. ValueError, TypeError: they are none."""
    pages, carries = json.loads(told)
    return Pages(list(_pages(pages)), list(carries))


def _pages(told: Iterable[list[list[list[str]]]]) -> Iterable[Page]:
    for width, height, words, rules, pictures in told:
        yield Page(
            float(width),  # type: ignore[arg-type]  # JSON has no types; a wrong one raises
            float(height),  # type: ignore[arg-type]  # the same
            tuple(Word(*word) for word in words),  # type: ignore[arg-type]  # the same
            tuple(Rule(*rule) for rule in rules),  # type: ignore[arg-type]  # the same
            int(pictures),  # type: ignore[call-overload]  # the same
        )
