"""A document → its form and its school year, or why it is no plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from workbook_tool.catalogue import Catalogue
from workbook_tool.catalogue.documents import DocumentSpec
from workbook_tool.documents.reading.bits import Bit, Source, bits_of
from workbook_tool.documents.reading.columns import Mapped
from workbook_tool.documents.reading.headings import heading_of
from workbook_tool.documents.reading.known import texts_of
from workbook_tool.documents.reading.matching import (
    SLIPS,
    letters,
    nearly_begins,
    plain,
)
from workbook_tool.documents.reading.titles import other_paper
from workbook_tool.documents.reading.years import every_years
from workbook_tool.errors import WbtoolError
from workbook_tool.layout import IDENTITY_PREFIX
from workbook_tool.model import SchoolYear

FORM, YEAR = (IDENTITY_PREFIX + name for name in ("form", "school_year"))
"""The properties by which an exported document says what it is."""

Recognised: TypeAlias = Callable[[str], Mapping[int, Mapped]]
"""The tables of the document that are tables of a form, by the form's id."""

_TITLE = 40
"""Units at the beginning of a document among which its title stands."""
_TOLD = 4
"""Columns by which a table is a form's."""
_SEPTEMBER = 9


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
        short = len(bit.text) <= 120
        for found in every_years(bit.text) if short else ():
            before = plain(bit.text[: found.begin]).rstrip(" :\n")
            if found.year and any(before.endswith(mark) for mark in marks):
                return found.year
    return None
