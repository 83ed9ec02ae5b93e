"""A section of the definition → its heading and what stands below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.printing.results import results
from workbook_tool.documents.printing.source import DOTS, Source, lines_of, said, years_of
from workbook_tool.documents.printing.tables import table
from workbook_tool.model.values import shows
from workbook_tool.patterns import re
from workbook_tool.typed.text import fold
from workbook_tool.wordfile.blocks import Block, Heading, Numbering, Prose, Words

_OWN_NUMBER = re.compile(r"\s*(?:[\divxIVX]+(?:\.\d+)*\.?[.)]|\w[.)]|[-–—+•*·])\s*\S")
"""How a text begins that somebody numbered by hand: no second number is put before it."""
_CLOSING_SIGNS = ".,;:"
_FORMS = {"decimal": ("decimal", "%1."), "bullet": ("bullet", "-")}


def contents(source: Source, section: Section) -> Iterator[Block]:
    """The blocks of one section, its heading first."""
    yield from _HOLDING[section.holds](source, section)


def _heading(source: Source, section: Section) -> Heading:
    return Heading(source.filled(section.heading, **_years(source, section)), section.level)


def _years(source: Source, section: Section) -> Mapping[str, str]:
    """The year that all rows of a section name stands in its heading, whatever year it is."""
    field = section.words.get("year_field", "")
    years = set(years_of(source.plan.records(section.table), field)) if field else set()
    return {"previous_year": years.pop()} if len(years) == 1 else {}


def _nothing(source: Source, section: Section) -> Iterator[Block]:
    yield _heading(source, section)


def _field(source: Source, section: Section) -> Iterator[Block]:
    yield _heading(source, section)
    for name in section.fields:
        yield from (Prose(line) for line in lines_of(source.plan.text(name)))


def _facts(source: Source, section: Section) -> Iterator[Block]:
    yield _heading(source, section)
    for name in section.fields:
        label, *_ = section.words[name]
        text = " ".join(lines_of(source.plan.text(name)))
        yield Prose((Words(f"{label}: "), Words(text or DOTS)))


def _rows(source: Source, section: Section) -> Iterator[Block]:
    """Lines of the form, then the rows; all under a heading of their own where it has words."""
    yield _heading(source, section)
    yield from (Prose(source.filled(line)) for line in section.fixed)
    (field,) = section.fields
    texts = [record.text(field) for record in source.records(section)]
    if texts and "other" in section.words:
        yield Prose(section.words["other"], together=True)
    yield from listed(section, [text for text in texts if shows(text)])


def listed(section: Section, texts: Sequence[str]) -> Iterator[Prose]:
    """Texts one below another, numbered by Word where no one has a number of its own."""
    form = _FORMS.get(section.numbered)
    own = any(_OWN_NUMBER.match(text) for text in texts)
    number = Numbering(section.key, *form) if form and not own else None
    for text in texts:
        first, *more = lines_of(text)
        yield Prose(first, number=number)
        yield from (Prose(line) for line in more)


def _bases(source: Source, section: Section) -> Iterator[Block]:
    """Documents that are cited: a single one of its kind stands on the line of the heading.

    A text that names the kind itself goes on from there.
    """
    heading = _heading(source, section)
    rows = source.records(section) if section.pieces else ()
    texts = [said(section.pieces, source.of_row(row)) for row in rows]
    told = [text for text in texts if shows(text)]
    kind = next(iter(section.where.values()), "")
    if section.where and len(told) == 1:
        first, *more = lines_of(told[0])
        if fold(first).startswith(fold(kind)):
            first = first[len(kind) :].strip()
        between = "" if first[:1] in _CLOSING_SIGNS else " "
        yield Prose((Words(str(heading.content), bold=True), Words(f"{between}{first}")))
        yield from (Prose(line) for line in more)
        return
    yield heading
    yield from listed(section, [f"{kind}{text}".strip() for text in told])


def _results(source: Source, section: Section) -> Iterator[Block]:
    yield _heading(source, section)
    yield from results(source, section, _years(source, section).get("previous_year", ""))


def _table(source: Source, section: Section) -> Iterator[Block]:
    yield _heading(source, section)
    yield table(source, section)
    yield from (Prose(source.filled(line), italic=True) for line in section.fixed)


_HOLDING: Mapping[str, Callable[[Source, Section], Iterator[Block]]] = MappingProxyType(
    {
        "nothing": _nothing,
        "rows": _rows,
        "field": _field,
        "facts": _facts,
        "bases": _bases,
        "results": _results,
        "table": _table,
    }
)
