"""Plans as documents: a filled workbook is read, composed, and told as plain text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from filled import CATALOGUE, VALUES, fill

from workbook_tool.catalogue.documents import DocumentSpec
from workbook_tool.choices import Choices
from workbook_tool.documents.printing import Composed, Unprinted, compose, unprinted
from workbook_tool.intake import open_grid
from workbook_tool.model import Plan, SchoolYear
from workbook_tool.reader import read_plan
from workbook_tool.wordfile.blocks import (
    Block,
    Cell,
    Content,
    Heading,
    Letterhead,
    Prose,
    Signing,
    Table,
    Title,
    Turn,
)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Rows = Sequence[Mapping[str, object]]


def plan_of(
    rows: Rows,
    values: Mapping[str, object] = VALUES,
    tables: Mapping[str, Rows] | None = None,
    set_id: str = "tt19-2018-mn",
    year: int = 2025,
) -> Plan:
    """The plan of a workbook that is filled so."""
    stream = io.BytesIO()
    fill(rows, values, tables, set_id=set_id, year=year).save(stream)
    return read_plan(open_grid(stream.getvalue()), CATALOGUE)


def example(name: str) -> Plan:
    return read_plan(open_grid((EXAMPLES / f"{name}.xlsx").read_bytes()), CATALOGUE)


def made_of(plan: Plan) -> tuple[Plan, Choices, DocumentSpec]:
    """A plan with its own form's choices and definition."""
    identity = plan.identity
    form, standard_set = CATALOGUE.form(identity.form), CATALOGUE.set(identity.set)
    year = SchoolYear.parse(plan.school_year)
    choices = Choices(form, standard_set, CATALOGUE.vocabulary, year, identity.round)
    return plan, choices, CATALOGUE.document(identity.form)


def composed(plan: Plan) -> Composed:
    return compose(*made_of(plan))


def left_out(plan: Plan) -> list[tuple[str, str]]:
    """Field and text of what a plan holds and its document does not show."""
    found: tuple[Unprinted, ...] = unprinted(*made_of(plan), composed(plan))
    return [(lost.field, lost.text) for lost in found]


def told(plan: Plan) -> list[str]:
    """Everything printed, one paragraph or row of a table a line; cells are parted by " | "."""
    return [line for block in composed(plan).blocks for line in _lines(block)]


def table_of(plan: Plan, number: int = 0) -> list[list[str]]:
    """The rows of a printed table, the headings left out; a cell over several columns is one."""
    tables = [block for block in composed(plan).blocks if isinstance(block, Table)]
    return [[_cell(cell) for cell in row.cells] for row in tables[number].body]


def _lines(block: Block) -> list[str]:
    match block:
        case Prose() | Heading():
            return [plain(block.content)]
        case Title():
            return list(block.lines)
        case Letterhead():
            return [block.above, block.author, block.number, block.place_and_date]
        case Signing():
            return [*block.recipients, *block.capacity, block.name]
        case Table():
            return [" | ".join(map(_cell, row.cells)) for row in (*block.head, *block.body)]
        case Turn():
            return ["landscape" if block.landscape else "portrait"]


def _cell(cell: Cell) -> str:
    return "\n".join(plain(prose.content) for prose in cell.paragraphs)


def plain(content: Content) -> str:
    return content if isinstance(content, str) else "".join(words.text for words in content)
