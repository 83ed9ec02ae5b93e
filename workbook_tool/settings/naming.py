"""Words that name rules (`WB305`, `WB3`, `WB3xx`, `over-when-signed`, `ALL`) → codes of cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from workbook_tool.catalogue import Rule
from workbook_tool.errors import WbtoolError
from workbook_tool.frozen import dataclass, field
from workbook_tool.settings.near import nearest

ALL, DEFAULT = "ALL", "DEFAULT"
CLOSEST = 99
"""How closely a code or a name names its rule; a family as closely as it has letters."""
_ALIKE = str.maketrans("OILS", "0115")
"""Letters that are typed for digits."""


@dataclass(frozen=True, slots=True)
class Named:
    """The codes that words name, and how closely each is named: 0 by "ALL" or "DEFAULT"."""

    codes: Set[str]
    by: Mapping[str, int] = field(default_factory=dict)

    def closeness(self, code: str) -> int:
        """How closely a code is named; -1 when it is not named at all."""
        return self.by.get(code, 0) if code in self.codes else -1

    def joined(self, codes: Set[str]) -> Named:
        """The same with more codes, named as closely as can be."""
        return Named(self.codes | codes, {**self.by, **dict.fromkeys(codes, CLOSEST)})


def words_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of comma lists, once each, blanks left out.

    >>> words_in(["WB3, WB401", "", "WB3"])
    ('WB3', 'WB401')
    """
    words = (word.strip() for text in texts for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def matched(words: Iterable[str], cards: Mapping[str, Rule], default: Set[str]) -> Named:
    """What the words name; `default` is what "DEFAULT" stands for.

    `WbtoolError` "unknown-rule-asked" with the nearest known word for one that names no rule.
    """
    by: dict[str, int] = {}
    for word in words:
        codes, closeness = _one(word, cards, default)
        for code in codes:
            by[code] = max(by.get(code, 0), closeness)
    return Named(by.keys(), by)


def code_named(word: str, cards: Mapping[str, Rule]) -> str:
    """The code of the one rule that a code or a name means; "" for none."""
    if word.upper() in cards:
        return word.upper()
    return next((code for code, rule in cards.items() if rule.name == word.lower()), "")


def unknown(word: str, cards: Mapping[str, Rule], also: Iterable[str] = ()) -> WbtoolError:
    """The error for a word that names no rule, nor is one of those understood `also`."""
    known = [*cards, *(rule.name for rule in cards.values()), *also]
    alike = word[:CLOSEST].upper().translate(_ALIKE)
    near = next((c for c in cards if c.translate(_ALIKE) == alike), "") or nearest(word, known)
    return WbtoolError("unknown-rule-asked" if near else "unknown-rule", code=word, near=near)


def _one(word: str, cards: Mapping[str, Rule], default: Set[str]) -> tuple[Set[str], int]:
    if word.upper() in (ALL, DEFAULT):
        return cards.keys() if word.upper() == ALL else default, 0
    if code := code_named(word, cards):
        return {code}, CLOSEST
    family = word.upper().rstrip("X")
    # "WB3xx" is as long as the codes it means, "WB3x" would mean none.
    length = len(word) if family != word.upper() else 0
    codes = {c for c in cards if family and c.startswith(family) and length in (0, len(c))}
    if not codes:
        raise unknown(word, cards, (*_families(cards), ALL, DEFAULT))
    return codes, len(family)


def _families(cards: Iterable[str]) -> set[str]:
    letters = {code.rstrip("0123456789") for code in cards}
    return letters | {code[: len(own) + 1] for code in cards for own in letters if own in code}
