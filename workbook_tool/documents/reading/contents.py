"""What stands below a heading → the fields and rows of its section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.draft import PRINTED
from workbook_tool.documents.reading.bases import Bases, beside
from workbook_tool.documents.reading.bits import Bit, Grid, Unit, bits_of
from workbook_tool.documents.reading.boilerplate import is_fixed, label_end
from workbook_tool.documents.reading.closing import SENTENCE, closes
from workbook_tool.documents.reading.columns import FRAME, Mapped
from workbook_tool.documents.reading.facts import NO_FIELD, Facts
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.labelled import Labelled
from workbook_tool.documents.reading.ledger import TO_FILL, Ledger
from workbook_tool.documents.reading.matching import words
from workbook_tool.documents.reading.outline import Part
from workbook_tool.documents.reading.plantable import PlanTable
from workbook_tool.documents.reading.results import Results
from workbook_tool.documents.reading.rows import Rows, as_made
from workbook_tool.frozen import dataclass, replace
from workbook_tool.patterns import re

NO_SECTION, BESIDE, NO_TABLE = "no-section", "beside-table", "no-table"
NO_ITEM, BESIDE_ITEM = "no-item", "beside-item"
DAMAGED_HEADING = "damaged-heading"
_DOTS = re.compile(r"[.\u2026_\s;:/-]+")


@dataclass(frozen=True, slots=True)
class Contents:
    """Reads the parts of one document; `exported` when it was printed by the form itself."""

    known: Known
    ledger: Ledger
    tables: Mapping[int, Mapped]
    exported: bool

    def read(self, part: Part) -> None:
        """Take the heading of a part and everything below it."""
        section = part.section
        if section is None:
            self._unknown(part)
            return
        _READERS[section.holds](self, part, section)

    def _unknown(self, part: Part) -> None:
        """A heading that the form has not: a table of the form's below it is read all the same."""
        own = [u for u in part.units if isinstance(u, Grid) and u.block in self.tables]
        self.ledger.leave(PRINTED if own else NO_SECTION, part.heading.head)
        left = list(part.units)
        for key in dict.fromkeys(self.tables[grid.block].section.key for grid in own):
            left = self.table(left, key)
        self.ledger.leave(NO_SECTION, *bits_of(left))

    def _below(self, part: Part, section: Section) -> Iterator[Bit]:
        """The paragraphs below a heading, without what the form prints and what ends documents."""
        heading = part.heading
        units = (*([heading.rest] if heading.rest else []), *part.units)
        for unit in units:
            if isinstance(unit, Grid):
                yield from self._grid(unit, section)
            elif closes(unit, self.known):
                self.ledger.leave(SENTENCE, unit)
            elif is_fixed(unit, section):
                self.ledger.printed(unit)
            elif _DOTS.fullmatch(unit.text):
                self.ledger.leave(TO_FILL, unit)
            elif end := label_end(unit, section):
                self.ledger.printed(unit.cut(0, end))
                if words(unit.text[end:]):
                    yield unit.cut(end)
            else:
                yield unit

    def _grid(self, grid: Grid, section: Section) -> Iterator[Bit]:
        """A table below a heading of paragraphs: the form's own is read, a frame is looked into."""
        mapped = self.tables.get(grid.block)
        if mapped is not None and section.holds == "results" and self._before(grid, mapped):
            self.ledger.leave(NO_TABLE, *grid.bits)
        elif mapped is not None:
            self.table([grid], mapped.section.key)
        elif grid.width <= FRAME:
            yield from grid.bits
        else:
            self.ledger.leave(NO_TABLE, *grid.bits)

    def _before(self, grid: Grid, mapped: Mapped) -> bool:
        """Whether another table of a section comes later: this one told of last year."""
        later = [m for block, m in self.tables.items() if block > grid.block]
        return any(m.section.key == mapped.section.key for m in later)

    def nothing(self, part: Part, section: Section) -> None:
        """Below a heading of items: what stands before the first of them is the first one's."""
        self.ledger.printed(part.heading.head)
        below = self.known.spec.below(section)
        field = next((f for s in below if s.holds == "field" for f in s.fields), "")
        for bit in self._below(part, section):
            if field:
                self.ledger.add(field, bit, doubt=NO_ITEM)
            else:
                self.ledger.leave(NO_FIELD, bit)

    def field(self, part: Part, section: Section) -> None:
        """Paragraphs into one field; a heading that the form does not print is kept with them."""
        (name,) = section.fields
        heading = part.heading
        if heading.own:
            self._named_item(part, section, name)
            return
        self._heading(part)
        below: Sequence[Bit] = list(self._below(part, section))
        others: Sequence[Bit] = ()
        if section.level > 1 and not self.exported:
            below, others = beside(heading.head, below)
        for bit in below:
            self.ledger.add(name, bit, doubt=_doubt(part))
        for bit in others:
            self.ledger.add(name, bit, doubt=BESIDE_ITEM)

    def _named_item(self, part: Part, section: Section, name: str) -> None:
        heading = part.heading
        known = self.ledger.values.get(name)
        whole = heading.head.text[heading.name.at - heading.head.at :]
        if heading.rest is not None:
            whole = f"{whole} {heading.rest.text}"
        self.ledger.values[name] = f"{known}\n{whole}" if known else whole
        for bit in filter(None, (heading.head, heading.rest)):
            self.ledger.take(bit, name)
        for bit in self._below(_without_rest(part), section):
            self.ledger.add(name, bit)

    def _heading(self, part: Part) -> None:
        self.ledger.printed(part.heading.head)

    def rows(self, part: Part, section: Section) -> None:
        """A row each paragraph."""
        self._heading(part)
        bits = list(self._below(part, section))
        reader = Rows(section, self.ledger, as_made(section, bits), _doubt(part))
        for bit in bits:
            reader.paragraph(bit)

    def facts(self, part: Part, section: Section) -> None:
        """A labelled field each line."""
        self._heading(part)
        reader = Facts(section, self.known, self.ledger)
        for whole in self._below(part, section):
            for bit in whole.lines():
                reader.line(bit)

    def bases(self, part: Part, section: Section) -> None:
        """A row each cited document."""
        heading = part.heading
        below: Sequence[Bit] = list(self._below(_without_rest(part), section))
        others: Sequence[Bit] = ()
        reader = Bases(section, self.known, self.ledger, as_made(section, below))
        if section.where:
            below, others = beside(heading.head, below)
            # The form prints the heading of a report also where there is none.
            alone = not below and not self.exported
            reader.heading(heading.head, heading.rest, alone=alone)
        else:
            self._heading(part)
            below = [*([heading.rest] if heading.rest else []), *below]
        for bit in below:
            reader.paragraph(bit)
        usual = self.known.spec.holding(section.table)
        for bit in others:
            Bases(usual or section, self.known, self.ledger).paragraph(bit)

    def results(self, part: Part, section: Section) -> None:
        """Rows by criterion, else a row each paragraph."""
        reader = Results(section, self.known, self.ledger)
        reader.heading(part.heading.head)
        for bit in self._below(part, section):
            reader.paragraph(bit)

    def tabled(self, part: Part, section: Section) -> None:
        """A section with a table: its own table, and what stands beside it."""
        self._heading(part)
        left = self.table(part.units, section.key)
        if not any(mapped.section.key == section.key for mapped in self.tables.values()):
            left = Labelled(section, self.known, self.ledger).read(part.units)
        for unit in left:
            self._beside(unit, section)
        if part.heading.rest is not None:
            self.ledger.leave(BESIDE, part.heading.rest)

    def _is(self, unit: Unit, key: str) -> bool:
        mapped = self.tables.get(unit.block) if isinstance(unit, Grid) else None
        return mapped is not None and mapped.section.key == key

    def _beside(self, unit: Bit | Grid, section: Section) -> None:
        if isinstance(unit, Grid):
            mapped = self.tables.get(unit.block)
            if mapped is not None:
                self.table([unit], mapped.section.key)
            else:
                self.ledger.leave(NO_TABLE, *unit.bits)
        elif is_fixed(unit, section):
            self.ledger.printed(unit)
        elif closes(unit, self.known):
            self.ledger.leave(SENTENCE, unit)
        else:
            self.ledger.leave(BESIDE, unit)

    def table(self, units: Sequence[Unit], key: str) -> list[Unit]:
        """Take the tables of a section one after the other, as one; give back what is beside.

        Lines between them may be headings of the rows below.
        """
        first = next((u for u in units if isinstance(u, Grid) and self._is(u, key)), None)
        if first is None:
            return list(units)
        reader = PlanTable(
            self.tables[first.block], self.known, self.ledger, joins=not self.exported
        )
        left: list[Unit] = []
        for unit in units:
            if not isinstance(unit, Grid):
                taken = reader.line(unit)
            elif taken := self._is(unit, key):
                reader.read(unit, self.tables[unit.block])
            if not taken:
                left.append(unit)
        reader.close()
        return left


_READERS: Mapping[str, Callable[[Contents, Part, Section], None]] = MappingProxyType(
    {
        "nothing": Contents.nothing,
        "field": Contents.field,
        "rows": Contents.rows,
        "facts": Contents.facts,
        "bases": Contents.bases,
        "results": Contents.results,
        "table": Contents.tabled,
    }
)


def _without_rest(part: Part) -> Part:
    return replace(part, heading=replace(part.heading, rest=None))


def _doubt(part: Part) -> str:
    return "" if part.heading.certain else DAMAGED_HEADING
