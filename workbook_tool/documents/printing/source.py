"""A plan, its choices and its definition → the texts that pieces ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from workbook_tool.catalogue.documents import DocumentSpec, Piece, Section
from workbook_tool.choices import Choices
from workbook_tool.frozen import dataclass
from workbook_tool.model import Plan, Record, RowRefs, SchoolYear
from workbook_tool.model.values import shows
from workbook_tool.typed.text import fold

DOTS = "……"
"""What stands where nobody knows yet: to be written by hand."""

TextOf = Callable[[Piece], str]
"""The text of a piece's field, "" when it is blank."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one document is made of."""

    plan: Plan
    choices: Choices
    spec: DocumentSpec

    def filled(self, text: str, **facts: str) -> str:
        """A text of the definition with its braces filled; dots where nothing is known."""
        if "{" not in text:
            return text
        known = {**self.choices.facts(), "school": self.plan.school_name, **facts}
        return text.format_map({name: said or DOTS for name, said in known.items()})

    def records(self, section: Section) -> tuple[Record, ...]:
        """The rows that a section shows, those of other sections left out."""
        others = [s for s in self.spec.sections if s.table == section.table and s.where]
        rows = self.plan.records(section.table)
        if section.where:
            return tuple(row for row in rows if _fits(row, section.where))
        return tuple(row for row in rows if not any(_fits(row, s.where) for s in others))

    def of_plan(self, piece: Piece) -> str:
        """The text of a single field, or of a part of it."""
        if piece.part is None:
            return self.plan.text(piece.field)
        return _part(self.plan, piece)

    def of_row(self, record: Record) -> TextOf:
        """What finds the texts of a row; rows of other tables are named by printed numbers."""

        def text(piece: Piece) -> str:
            read = record.read(piece.field)
            if isinstance(read, RowRefs):
                return self._numbers(piece.field, read) or record.text(piece.field)
            return record.text(piece.field)

        return text

    def _numbers(self, field_id: str, refs: RowRefs) -> str:
        """The numbers that rows of another table are printed under: their gaps are closed."""
        field = self.choices.form.field(field_id)
        block = self.choices.form.referred(field) if field else None
        rows = self.plan.records(block.table) if block else ()
        printed = {row.number: at for at, row in enumerate(rows, 1)}
        if any(number not in printed for number in refs.numbers):
            return ""
        return ", ".join(str(printed[number]) for number in refs.numbers)


def said(pieces: Sequence[Piece], text_of: TextOf) -> str:
    """The pieces one after another; see `Piece` for what is left out."""
    whole, last = "", ""
    for piece in pieces:
        if not piece.field:
            whole += piece.before
            continue
        text = text_of(piece)
        if not shows(text):
            whole += f"{piece.before}{piece.blank}{piece.after}" if piece.blank else ""
            continue
        if piece.once and fold(text) == last:
            continue
        last = fold(text)
        shown = text.upper() if piece.upper else text
        whole += f"{piece.before if whole else piece.alone}{shown}{piece.after}"
    return whole


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that show anything, their content unaltered but for outer blanks."""
    return tuple(line.strip() for line in text.splitlines() if shows(line))


def years_of(records: Sequence[Record], field_id: str) -> Iterator[str]:
    """The school years that rows name, each as it is written when it is one."""
    for record in records:
        text = record.text(field_id)
        if shows(text):
            year = SchoolYear.parse(text)
            yield str(year) if year else text.strip()


def _fits(record: Record, where: Mapping[str, str]) -> bool:
    return all(fold(record.text(name)) == fold(text) for name, text in where.items())


def _part(plan: Plan, piece: Piece) -> str:
    day, part = plan.day(piece.field), piece.part or 0
    if day:
        number = (day.day, day.month, day.year)[part]
        return f"{number:02}" if number < piece.pad else str(number)
    texts = plan.text(piece.field).split("/")
    return texts[part].strip() if len(texts) > part and len(texts) == len("dmy") else ""
