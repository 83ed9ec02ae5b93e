"""A plan and its composed document → what is filled in the workbook and printed nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.catalogue.documents import DocumentSpec
from workbook_tool.choices import Choices
from workbook_tool.documents.printing.composing import Composed
from workbook_tool.frozen import dataclass
from workbook_tool.model import (
    STRAY,
    CriterionRef,
    Levels,
    Place,
    Plan,
    Record,
    RowRefs,
    StandardRef,
    Value,
)
from workbook_tool.typed.text import fold
from workbook_tool.wordfile.blocks import (
    Heading,
    Letterhead,
    Prose,
    Signing,
    Table,
    Title,
    text_of,
)


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A text that stands in a workbook and not in its document; `field` is "" outside the form."""

    field: str
    place: Place
    text: str


def unprinted(
    plan: Plan, choices: Choices, spec: DocumentSpec, composed: Composed
) -> tuple[Unprinted, ...]:
    """Every text that is not printed, but for what the definition keeps for the office.

    A reference that was understood is printed by its official name or number, a time of two cells
    in the words that take their place.
    """
    seen = fold("\n".join(_texts(composed)))
    stray = (p for a in plan.anomalies if a.rule == STRAY for p in a.places)
    return (
        *_of_plan(plan, spec, seen),
        *(lost for table in plan.tables for lost in _of_table(plan, choices, spec, table, seen)),
        *(Unprinted("", place, place.value) for place in stray if place.value),
    )


def _of_plan(plan: Plan, spec: DocumentSpec, seen: str) -> Iterator[Unprinted]:
    """Single fields; a date is printed in parts, and a deputy's title as it should be."""
    dated = {p.field for line in spec.right for p in line.pieces if p.part is not None}
    signer = {p.field for line in spec.closing_right for p in line.pieces if p.lines}
    for name, value in plan.values.items():
        text = value.text.replace("/", "\n") if name in dated else value.text
        in_words = name in signer or (name in dated and plan.day(name) is not None)
        if not (value.blank or name in spec.aside or in_words or _said(text, seen)):
            yield Unprinted(name, value.place, value.text)


def _of_table(
    plan: Plan, choices: Choices, spec: DocumentSpec, table: str, seen: str
) -> Iterator[Unprinted]:
    covering = {c.instead: c.fields for s in spec.tables for c in s.columns if c.instead}
    for record in plan.records(table) if table not in spec.aside else ():
        covered = {f for i, fields in covering.items() if record.text(i) for f in fields if f != i}
        for name, value in record.values.items():
            if value.blank or name in spec.aside or name in covered:
                continue
            if not _understood(record, value, choices) and not _said(value.text, seen):
                yield Unprinted(name, value.place, value.text)


def _understood(record: Record, value: Value, choices: Choices) -> bool:
    """Whether a value is a reference that the document names in its own way."""
    match value.read:
        case CriterionRef() | Levels() | RowRefs():
            return True
        case StandardRef(id=own):
            criterion = choices.set.criterion(record.criterion.id) if record.criterion else None
            return criterion is None or criterion.standard == own
    return False


def _said(text: str, seen: str) -> bool:
    return all(fold(line).rstrip(" .,;:") in seen for line in text.splitlines())


def _texts(composed: Composed) -> Iterator[str]:
    for block in composed.blocks:
        match block:
            case Prose() | Heading():
                yield text_of(block.content)
            case Title():
                yield from block.lines
            case Letterhead():
                yield from (block.above, block.author, block.number, block.place_and_date)
            case Signing():
                yield from (*block.recipients, *block.capacity, " – ".join(block.capacity))
                yield block.name
            case Table():
                cells = (cell for row in block.body for cell in row.cells)
                yield from (text_of(p.content) for cell in cells for p in cell.paragraphs)
