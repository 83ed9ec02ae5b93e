"""A document → its form, its standard set and its school year, or why it is no plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from workbook_tool.catalogue import Catalogue
from workbook_tool.catalogue.documents import DocumentSpec
from workbook_tool.documents.reading.bits import Bit, Source, bits_of
from workbook_tool.documents.reading.columns import Mapped
from workbook_tool.documents.reading.headings import heading_of, unnumbered
from workbook_tool.documents.reading.known import texts_of
from workbook_tool.documents.reading.matching import (
    SLIPS,
    begins,
    letters,
    nearly_begins,
    plain,
    words,
)
from workbook_tool.documents.reading.titles import other_paper
from workbook_tool.errors import WbtoolError
from workbook_tool.layout import IDENTITY_PREFIX
from workbook_tool.model import SchoolYear
from workbook_tool.patterns import re

FORM, SET, YEAR = (IDENTITY_PREFIX + name for name in ("form", "set", "school_year"))
"""The properties by which an exported document says what it is."""

Recognised: TypeAlias = Callable[[str], Mapping[int, Mapped]]
"""The tables of the document that are tables of a form, by the form's id."""

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-\u2013\u2014/]\s*(?:19|20)\d\d(?!\d)")
_TITLE = 40
"""Units at the beginning of a document among which its title stands."""
_TOLD = 4
"""Columns by which a table is a form's."""
_SEPTEMBER = 9
_TELLING = ("school.type", "school.name")


def form_of(
    source: Source,
    catalogue: Catalogue,
    properties: Mapping[str, str],
    year: SchoolYear | None,
    slips: float,
    tables: Recognised,
) -> str:
    """The form whose document this is.

    By what it says itself, by its columns and headings, by its year; `tables` gives those that
    are a form's. `WbtoolError` "import-not-a-plan" when it is none of them, "import-other-paper"
    when its title says that it is another paper.
    """
    if properties.get(FORM) in catalogue.document_files:
        return properties[FORM]
    told = {
        form_id: max((mapped.told for mapped in tables(form_id).values()), default=0)
        for form_id in catalogue.document_files
    }
    _refuse_others(source, catalogue, slips, told)
    scored = {
        form_id: _score(source, catalogue.document(form_id), slips, columns)
        for form_id, columns in told.items()
    }
    best = max(scored.values(), default=0.0)
    if best <= 0:
        raise WbtoolError("import-not-a-plan")
    near = [form_id for form_id, score in scored.items() if score >= best - 1]
    day = date(year.first, _SEPTEMBER, 1) if year else None
    in_force = [f for f in near if day and catalogue.form(f).in_force(day)]
    return max(in_force or near, key=lambda form_id: scored[form_id])


def _refuse_others(
    source: Source, catalogue: Catalogue, slips: float, told: Mapping[str, int]
) -> None:
    """Raise for a paper whose title no form's document has; a scan's title may be misread."""
    if slips > SLIPS:
        return
    bits = [unit for unit in source.units if isinstance(unit, Bit)][:_TITLE]
    titles = [
        other_paper(bits, catalogue.document(form_id), tabled=columns >= _TOLD)
        for form_id, columns in told.items()
    ]
    if titles and all(titles):
        raise WbtoolError("import-other-paper", title=titles[0])


def _score(source: Source, spec: DocumentSpec, slips: float, told: int) -> float:
    """Columns and headings of a definition that a document has; 0 when it is no plan of that kind.

    `told` are the columns of its best table. Many documents of a school have a purpose, bases and
    an organisation: only those count that name their matter, or have a table of the form's.
    """
    bits = [unit for unit in source.units if isinstance(unit, Bit)]
    matters = texts_of(spec.reading, "matters")
    named = any(_says(bit.text, m, slips) for bit in bits[:_TITLE] for m in matters)
    if not named and told < _TOLD:
        return 0.0
    found = {
        h.section.key for b in bits if (h := heading_of(b, spec.sections, slips)) and h.section
    }
    return 2.0 * told + len(found) if found or told else 0.0


def _says(text: str, wording: str, slips: float) -> bool:
    own, wanted = letters(text[:200]), letters(wording)
    if wanted in own:
        return True
    tried = text[:200].split()
    return slips > SLIPS and any(
        nearly_begins(" ".join(tried[n:]), wording, slips / 2) for n in range(min(8, len(tried)))
    )


def year_of(
    source: Source, catalogue: Catalogue, properties: Mapping[str, str]
) -> SchoolYear | None:
    """The school year a document names itself: in its properties, else in its title."""
    told = SchoolYear.parse(properties.get(YEAR, ""))
    if told:
        return told
    bits = list(bits_of(source.units))[:_TITLE]
    specs = [catalogue.document(form_id) for form_id in catalogue.document_files]
    marks = {plain(word) for spec in specs for word in texts_of(spec.reading, "years")}
    for bit in bits:
        for found in _YEARS.finditer(bit.text):
            before = plain(bit.text[: found.start()]).rstrip(" :\n")
            short = len(bit.text) <= 120
            year = SchoolYear.parse(found[0])
            if year and short and any(before.endswith(mark) for mark in marks):
                return year
    return None


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
