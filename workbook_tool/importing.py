"""A draft of a plan that a document tells → the workbook that holds it, and every piece's cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_tool.catalogue import Catalogue, Form, StandardSet
from workbook_tool.choices import Choices
from workbook_tool.documents.draft import Draft, Piece
from workbook_tool.documents.flowing import KnownTable, flowing, known_tables
from workbook_tool.documents.holdable import holdable, text_in_cell
from workbook_tool.documents.reading import read_document
from workbook_tool.frozen import dataclass, replace
from workbook_tool.intake import LIMITS, Limits
from workbook_tool.intake.opendocument import open_document
from workbook_tool.layout import Layout, build_layout, letter
from workbook_tool.model import (
    ACTIONS,
    IMPORTED,
    STRAY,
    Anomaly,
    Identity,
    Place,
    Plan,
    School,
    SchoolYear,
)
from workbook_tool.model.document import Line
from workbook_tool.model.grid import Raw
from workbook_tool.patterns import re
from workbook_tool.reader import plan_from
from workbook_tool.template import Issue, make_template


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person who imports says of the documents: form, set, school year; "" for nothing."""

    form: str = ""
    set: str = ""
    school_year: str = ""


NOTHING_SAID = Wish()
NAME = "school.name"

Told = tuple[Piece, Place | None]
"""A piece of the source and the cell that holds it; None for what no cell holds."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A filled workbook, the draft it was made of, and where each piece of the source stands.

    `school_name` is the school as the document calls it.
    """

    data: bytes
    draft: Draft
    form: Form
    set: StandardSet
    told: tuple[Told, ...]
    school_name: str = ""

    @property
    def doubtful(self) -> tuple[tuple[Piece, Place], ...]:
        """What stands in a cell, and nobody can be sure that it should; one of each cell.

        Pieces of one cell are told together, under the reason of the first.
        """
        cells: dict[tuple[str, str], tuple[Piece, Place]] = {}
        for piece, place in self.told:
            if place and not piece.certain:
                first, where = cells.get((place.sheet, place.cell), (piece, place))
                text = piece.text if first is piece else f"{first.text}\n{piece.text}"
                whole = replace(first, text=text), replace(where, value=text)
                cells[place.sheet, place.cell] = whole
        return tuple(cells.values())


def draft_of(
    data: bytes,
    name: str,
    catalogue: Catalogue,
    wish: Wish = NOTHING_SAID,
    limits: Limits = LIMITS,
    passwords: Sequence[str] = (),
) -> Draft:
    """What the bytes of a document tell of a plan.

    `Refused`: no document, or one that may not be opened. `WbtoolError`: no plan of a known form.
    """
    document = open_document(data, name, limits, passwords)
    if any(isinstance(block, Line) for block in document.blocks):
        document = flowing(document, _tables(catalogue))
    said = {"form": wish.form, "set": wish.set, "school_year": wish.school_year}
    return read_document(document, catalogue, **said)


def _tables(catalogue: Catalogue) -> list[KnownTable]:
    """The tables of every form's document, by which running text is parted."""
    sets = [catalogue.set(set_id) for set_id in catalogue.set_ids]
    documents = ((catalogue.document(f), catalogue.form(f)) for f in catalogue.document_files)
    found = (known_tables(spec, form, sets, catalogue.vocabulary) for spec, form in documents)
    return [table for tables in found for table in tables]


def import_draft(draft: Draft, catalogue: Catalogue, school: School | None = None) -> Imported:
    """Fill a workbook with a draft; `school` is the one of the office's list that sent it.

    What no cell can hold becomes left over. `TemplateRefused` when Excel would not keep the rest.
    """
    draft = holdable(draft)
    form, standard_set = catalogue.form(draft.form), catalogue.set(draft.set)
    layout = _layout(draft, form, standard_set)
    year = SchoolYear.parse(draft.school_year)
    choices = Choices(form, standard_set, catalogue.vocabulary, year)
    values = {name: text_in_cell(raw) for name, raw in draft.values.items()}
    called = _called(draft, school)
    if called:
        values[NAME] = called
    own = school or School("", called)
    blank: dict[str, tuple[Mapping[str, Raw], ...]] = {
        table: () for table in layout.tables if _filled_in(form, table)
    }
    kept = {**_blank_fields(form), **values}
    data = make_template(Issue(layout, choices, own, "", kept, {**blank, **draft.rows}, IMPORTED))
    told = tuple((piece, _place(layout, piece)) for piece in draft.pieces)
    return Imported(data, draft, form, standard_set, told, called)


def plan_of(draft: Draft, catalogue: Catalogue, name: str, school: School | None = None) -> Plan:
    """The plan that a draft's workbook would be read as; what is left over stands outside of it.

    `name` is the document's, for the places of what stands in no cell.
    """
    form, standard_set = catalogue.form(draft.form), catalogue.set(draft.set)
    called = _called(draft, school)
    identity = Identity(
        form.id,
        form.version,
        standard_set.id,
        form.rows,
        draft.school_year,
        school.code if school else "",
        school.name if school else called,
        origin=IMPORTED,
    )
    values: dict[str, Raw | Sequence[Raw]] = {**draft.values, NAME: called}
    plan = plan_from(form, standard_set, catalogue.vocabulary, identity, values, draft.rows)
    outside = tuple(Place(name, str(p.spot.block), value=p.text) for p in draft.left_over)
    odd = (*plan.anomalies, Anomaly(STRAY, outside)) if outside else plan.anomalies
    return replace(plan, anomalies=odd)


def _called(draft: Draft, school: School | None) -> str:
    """The school as the document calls it, "" where it does not.

    A name that the letterhead prints in capitals is spelt as the list or the text itself does.
    """
    name = text_in_cell(draft.values.get(NAME, ""))
    if school and name.casefold() == school.name.casefold():
        return school.name
    if not name.isupper():
        return name
    wanted = re.compile(re.escape(name), re.IGNORECASE)
    found = (match[0] for piece in draft.pieces for match in wanted.finditer(piece.text))
    spelt = next((spelling for spelling in found if not spelling.isupper()), name)
    return spelt[:1].upper() + spelt[1:]


def _layout(draft: Draft, form: Form, standard_set: StandardSet) -> Layout:
    wanted = {table: len(rows) for table, rows in draft.rows.items()}
    rows = max(form.rows, wanted.pop(ACTIONS, 0))
    return build_layout(form, standard_set, rows, wanted)


def _blank_fields(form: Form) -> Mapping[str, str]:
    """The form's own boilerplate stays out: a document's workbook holds what the document says."""
    singles = [spec for _, block in form.blocks("fields") for spec in block.fields]
    return {spec.id: "" for spec in singles if spec.fill and not spec.issued and not spec.list}


def _filled_in(form: Form, table: str) -> bool:
    """Whether a form hands a table out with texts in it."""
    block = form.table(table)
    return block is not None and any(spec.fill for spec in block.fields)


def _place(layout: Layout, piece: Piece) -> Place | None:
    """The cell that holds a piece; None where none does."""
    if not piece.field:
        return None
    if single := layout.spots.get(piece.field):
        return Place(single.sheet, single.cells[0], piece.field, None, piece.text)
    spot = layout.tables.get(piece.field.partition(".")[0])
    if spot is None:
        return None
    columns = [c for c, spec in spot.columns.items() if spec.id == piece.field]
    if not columns:
        return None
    cell = f"{letter(columns[0])}{spot.first + max(1, piece.number)}"
    task = piece.number if spot.block.table == ACTIONS else None
    return Place(spot.sheet, cell, piece.field, task, piece.text)
