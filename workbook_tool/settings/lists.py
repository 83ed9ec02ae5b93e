"""The vocabulary × an office's own lists and abbreviations → the vocabulary with both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbook_tool.catalogue import Abbreviation, Vocabulary
from workbook_tool.frozen import replace
from workbook_tool.settings.said import Said
from workbook_tool.typed.text import fold


def extended(vocabulary: Vocabulary, places: Iterable[Said]) -> Vocabulary:
    """What the places add to lists, behind what stands there; an abbreviation replaces its like."""
    lists = dict(vocabulary.lists)
    short = {fold(known.short): known for known in vocabulary.abbreviations}
    for said in places:
        for name in said.below("lists"):
            lists[name] = _joined(lists.get(name, ()), said.texts(f"lists.{name}"))
        for word, full in said.below("abbreviations").items():
            short[fold(word)] = Abbreviation(word, str(full), True, False, None)
    return replace(vocabulary, lists=lists, abbreviations=tuple(short.values()))


def _joined(known: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    words = {fold(word): word for word in (*more, *known)}
    order = dict.fromkeys(map(fold, (*known, *more)))
    return tuple(words[key] for key in order)
