"""Official documents as values: what a definition says of one is a DocumentSpec.

One definition serves both ways: the document is printed by it, and recognised by it in the
documents that schools write themselves (docs/decisions/0017).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from workbook_tool.catalogue.files import Toml
from workbook_tool.frozen import dataclass

HOLDS = frozenset({"nothing", "rows", "field", "facts", "bases", "results", "table"})
"""What stands below a heading.

Nothing but other headings; a row of a table each paragraph; one field; one labelled field a line;
documents that are cited; results by criterion; a table.
"""
COLUMNS = frozenset({"pieces", "number", "criterion", "standard"})
"""What a column holds: fields, the printed number, or a criterion with its standard above it."""
LOOKS = frozenset({"plain", "bold", "ruled", "italic", "title", "list", "signer", "recipients"})
PAGES = frozenset({"portrait", "landscape"})
LISTS = frozenset({"", "decimal", "bullet"})
"""How rows are numbered of which none has a number or a bullet of its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A field between two texts, printed only when it is filled; a text alone always is.

    `alone` stands in the place of `before` where nothing is printed in front of it, `once` leaves
    out a field that says what the one before it does. `blank` stands for a field without content,
    `part` is that of a date (0 day, 1 month, 2 year), in two digits when below `pad`; `upper`
    prints capitals, `lines` is where the text of a field breaks into lines.
    """

    before: str = ""
    field: str = ""
    after: str = ""
    blank: str = ""
    part: int | None = None
    upper: bool = False
    lines: str = ""
    alone: str = ""
    once: bool = False
    pad: int = 0


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of the letterhead or of the closing and how it looks."""

    pieces: tuple[Piece, ...]
    look: str


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a printed table, `width` in mm; `also` are other wordings of its heading.

    A cell is its `pieces`; `instead` is a field that is printed in their place when it is filled.
    A text that does not come apart into the pieces goes `into` one field.
    """

    heading: str
    also: tuple[str, ...]
    width: int
    holds: str
    pieces: tuple[Piece, ...]
    instead: str
    into: str
    mark: str

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings of its heading, the printed one first."""
        return (self.heading, *self.also)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it shows, in order."""
        own = (*(piece.field for piece in self.pieces), self.instead)
        return tuple(name for name in own if name)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; `level` is 1 for sections, 2 for items of them.

    `also` are other wordings of the heading, without their numbers; `takes` are headings of other
    matters that belong here too, whose names are kept with what they say. `table` and `fields`
    say what the contents fill, `where` which rows of the table they are (field → their one value;
    a row that fits no other section goes to the one without). `fixed` are lines the form prints.
    `numbered` is the list that rows make of which none has a number of its own. `seldom` are
    columns that schools have beside those of the form: read into its fields, never printed.
    """

    key: str
    heading: str
    also: tuple[str, ...]
    takes: tuple[str, ...]
    level: int
    holds: str
    page: str
    table: str
    fields: tuple[str, ...]
    where: Mapping[str, str]
    fixed: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    seldom: tuple[ColumnSpec, ...]
    pieces: tuple[Piece, ...]
    numbered: str
    words: Toml

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings of its heading, the printed one first."""
        return (self.heading, *self.also)


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """The official document of a form: what is printed in order, and what it is recognised by.

    `aside` are fields and tables that are meant for the office and not for the document; `reading`
    are the words that only import needs; `path` is the file they all stand in.
    """

    form: str
    file_name: str
    left: tuple[PaperLine, ...]
    right: tuple[PaperLine, ...]
    title: tuple[PaperLine, ...]
    sections: tuple[Section, ...]
    closing_left: tuple[PaperLine, ...]
    closing_right: tuple[PaperLine, ...]
    aside: frozenset[str]
    reading: Toml
    path: Path

    def section(self, key: str) -> Section | None:
        """The section of that key."""
        return next((s for s in self.sections if s.key == key), None)

    def holding(self, table: str) -> Section | None:
        """The section for rows of a table that fit no other one."""
        usual = (s for s in self.sections if s.table == table and not s.where)
        return max(usual, key=lambda section: bool(section.pieces), default=None)

    def below(self, section: Section | None) -> tuple[Section, ...]:
        """The items of the section of level 1 that a section is or stands under, in order."""
        if section is None:
            return ()
        begin = self.sections.index(section)
        while self.sections[begin].level > 1:
            begin -= 1
        rest = self.sections[begin + 1 :]
        end = next((n for n, other in enumerate(rest) if other.level == 1), len(rest))
        return rest[:end]

    @property
    def tables(self) -> tuple[Section, ...]:
        """The sections that hold a table."""
        return tuple(s for s in self.sections if s.holds == "table")

    @property
    def fields(self) -> frozenset[str]:
        """Every field that the document shows somewhere."""
        return frozenset(self._fields())

    def _fields(self) -> Iterator[str]:
        lines = (*self.left, *self.right, *self.title, *self.closing_left, *self.closing_right)
        pieces = [p for line in lines for p in line.pieces]
        for section in self.sections:
            yield from section.fields
            pieces += section.pieces
            for column in section.columns:
                yield from (*column.fields, *([column.into] if column.into else ()))
        yield from (piece.field for piece in pieces if piece.field)
