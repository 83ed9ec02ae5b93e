"""A document × the definitions of official documents → the draft of a plan, each word told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workbook_tool.catalogue import Catalogue
from workbook_tool.documents.draft import PRINTED, Draft
from workbook_tool.documents.reading.bits import Bit, Source, take_apart
from workbook_tool.documents.reading.closing import read_closing
from workbook_tool.documents.reading.columns import Mapped, by_order, recognised
from workbook_tool.documents.reading.contents import Contents
from workbook_tool.documents.reading.damage import BADLY, damage
from workbook_tool.documents.reading.kind import form_of, year_of
from workbook_tool.documents.reading.known import Known, known_of
from workbook_tool.documents.reading.ledger import Ledger
from workbook_tool.documents.reading.letterhead import NAME, read_letterhead, school_in
from workbook_tool.documents.reading.lines import boxed_head, lines_of
from workbook_tool.documents.reading.matching import SCAN_SLIPS, SLIPS
from workbook_tool.documents.reading.outline import Outline, outline
from workbook_tool.documents.reading.preamble import read_preamble
from workbook_tool.documents.reading.standardset import set_of
from workbook_tool.frozen import replace
from workbook_tool.layout import IDENTITY_PREFIX
from workbook_tool.model import SchoolYear
from workbook_tool.model.document import Document

__all__ = ["read_document"]

_FIRST = 25
"""Lines at the beginning of a document among which its school is looked for."""


def read_document(
    document: Document,
    catalogue: Catalogue,
    *,
    form: str = "",
    set: str = "",
    school_year: str = "",
) -> Draft:
    """The plan that a document tells. What is given wins over what the document says.

    `WbtoolError`: "import-not-a-plan", "import-other-paper", "import-set-unknown", and those of
    the catalogue for a form or a set it has not.
    """
    source = _with_boxes(take_apart(document), catalogue)
    share = damage(bit.text for bit in source.atoms)
    slips = SCAN_SLIPS if share >= BADLY else SLIPS
    said = SchoolYear.parse(school_year)
    year = said or year_of(source, catalogue, document.properties)

    @cache
    def tables(form_id: str) -> Mapping[int, Mapped]:
        return recognised(source.units, catalogue.document(form_id))

    form_id = form or form_of(source, catalogue, document.properties, year, slips, tables)
    set_id = set or set_of(
        source, catalogue, form_id, _school(source, catalogue, form_id), document.properties
    )
    known = known_of(catalogue, form_id, set_id, year, damaged=share >= BADLY)
    ledger = Ledger(source.atoms, damaged=known.damaged)
    exported = IDENTITY_PREFIX + "form" in document.properties
    _read(source, known, ledger, tables(form_id), exported=exported)
    _spell(ledger, document.properties.get(IDENTITY_PREFIX + "school_name", ""))
    if year is not None and (said or not ledger.values.get("plan.school_year")):
        ledger.values["plan.school_year"] = str(year)
    rows = {table: tuple(found) for table, found in ledger.rows.items()}
    return Draft(form_id, set_id, str(year or ""), ledger.values, rows, ledger.pieces(), share)


def _with_boxes(source: Source, catalogue: Catalogue) -> Source:
    """The document with a letterhead that was put into boxes where it is printed: at its head."""
    for form_id in catalogue.document_files:
        head = boxed_head(source.outside, catalogue.document(form_id).reading)
        if head:
            outside = tuple(bit for bit in source.outside if bit not in head)
            return replace(source, units=(*head, *source.units), outside=outside)
    return source


def _school(source: Source, catalogue: Catalogue, form_id: str) -> str:
    """The school that the first lines name."""
    reading = catalogue.document(form_id).reading
    return school_in(
        list(lines_of(source.units))[:_FIRST], reading["school_kinds"], reading["years"]
    )


def _spell(ledger: Ledger, name: str) -> None:
    """The school's name as the exported workbook had it, which the letterhead has in capitals."""
    if name and str(ledger.values.get(NAME, "")).casefold() == name.casefold():
        ledger.values[NAME] = name


def _read(
    source: Source,
    known: Known,
    ledger: Ledger,
    known_tables: Mapping[int, Mapped],
    *,
    exported: bool,
) -> None:
    """Letterhead, sections and closing, one after the other."""
    tables = dict(known_tables)
    parts: Outline = outline(
        source.units,
        {block: mapped.section for block, mapped in tables.items()},
        known,
        exported=exported,
    )
    for part in parts.parts:
        for unit in part.units:
            if not isinstance(unit, Bit) and unit.block not in tables and part.section:
                mapped = by_order(unit, part.section) if part.section.columns else None
                if mapped:
                    tables[unit.block] = mapped
    contents = Contents(known, ledger, tables, exported)
    read_letterhead(read_preamble(parts.letterhead, known, ledger), known, ledger)
    for part in parts.parts:
        contents.read(part)
    read_closing(parts.closing, known, ledger, exported=exported)
    for bit in source.outside:
        ledger.leave(PRINTED if bit.text.isdecimal() else bit.where, bit)
