"""A document and the school it names → the standard set it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from workbook_tool.catalogue import Catalogue
from workbook_tool.documents.reading.bits import Source, bits_of
from workbook_tool.documents.reading.headings import unnumbered
from workbook_tool.documents.reading.known import texts_of
from workbook_tool.documents.reading.matching import begins, letters, words
from workbook_tool.errors import WbtoolError
from workbook_tool.layout import IDENTITY_PREFIX
from workbook_tool.patterns import re

SET = IDENTITY_PREFIX + "set"
"""The property by which an exported document says its set."""
_TELLING = ("school.type", "school.name")


def set_of(
    source: Source,
    catalogue: Catalogue,
    form_id: str,
    school: str,
    properties: Mapping[str, str],
) -> str:
    """The standard set: by the properties, the school's name, its criteria, or its kind in texts.

    `WbtoolError` "import-set-unknown" names those to choose from: it is never guessed.
    """
    among = catalogue.form(form_id).sets
    if properties.get(SET) in among:
        return properties[SET]
    kinds = _types(catalogue)
    own = _type_of(school, kinds, catalogue) or _told_type(source, catalogue, form_id, kinds)
    found = catalogue.set_for(own, date.max, among) if own else ""
    found = found or _by_criteria(source, catalogue, among)
    found = found or _by_text(source, catalogue, among, kinds)
    if not found:
        raise WbtoolError("import-set-unknown", known=", ".join(among))
    return found


def _told_type(source: Source, catalogue: Catalogue, form_id: str, kinds: Mapping[str, str]) -> str:
    """The kind that a line under the label of the school's name or kind says."""
    labels = [
        label
        for section in catalogue.document(form_id).sections
        for field in _TELLING
        for label in texts_of(section.words, field)
    ]
    lines = (unnumbered(line.text) for bit in bits_of(source.units) for line in bit.lines())
    for text in lines:
        start = next((s for label in labels if (s := begins(text, label))), None)
        told = re.match(r"\s*:\s*(?=\S)", text[start.end :]) if start else None
        kind = _type_of(text[start.end + told.end() :], kinds, catalogue) if start and told else ""
        if kind:
            return kind
    return ""


def _types(catalogue: Catalogue) -> Mapping[str, str]:
    """Words for a kind of school → the kind, the longest first."""
    values = catalogue.words_of_rules("roster")["values"]
    types: Mapping[str, Sequence[str]] = values["type"]  # type: ignore[index]
    pairs = {word: kind for kind, also in types.items() for word in (kind, *also)}
    return dict(sorted(pairs.items(), key=lambda pair: -len(words(pair[0]))))


def _type_of(school: str, kinds: Mapping[str, str], catalogue: Catalogue) -> str:
    """The kind that a school's name says behind its first word."""
    rows = catalogue.words_of_rules("roster")["rows"]
    prefixes: Sequence[str] = rows["name_prefixes"]  # type: ignore[index]
    starts = [start.end for prefix in prefixes if (start := begins(school, prefix))]
    for begin in sorted({0, *starts}, reverse=True):
        for word, kind in kinds.items():
            if begins(school[begin:], word):
                return kind
    return ""


def _by_criteria(source: Source, catalogue: Catalogue, among: Sequence[str]) -> str:
    """The set whose criteria and standards a document names, by number and name together."""
    texts = [" ".join(words(bit.text)) for bit in bits_of(source.units) if len(bit.text) < 300]
    scores: dict[str, int] = {}
    for set_id in among:
        found = catalogue.set(set_id)
        named = [(c.id, n) for c in found.criteria for n in (c.name, *c.aliases)]
        named += [(s.id, n) for s in found.standards for n in (s.name, *s.aliases)]
        wanted = {" ".join(words(f"{number} {name}")) for number, name in named}
        scores[set_id] = sum(any(w in text for text in texts) for w in wanted)
    return _clearly(scores)


def _by_text(
    source: Source, catalogue: Catalogue, among: Sequence[str], kinds: Mapping[str, str]
) -> str:
    """The set of the only kind of school that a document talks of, most of the time."""
    text = " ".join(letters(bit.text) for bit in bits_of(source.units))
    scores: dict[str, int] = {}
    for word, kind in kinds.items():
        if len(letters(word)) > 5:
            set_id = catalogue.set_for(kind, date.max, tuple(among))
            count = text.count(letters(word))
            scores[set_id] = max(scores.get(set_id, 0), count) if set_id else 0
    return _clearly({key: score for key, score in scores.items() if key})


def _clearly(scores: Mapping[str, int]) -> str:
    """The key with the most, when it has twice as much as the next and at least two."""
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < 2:
        return ""
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1] else ""
