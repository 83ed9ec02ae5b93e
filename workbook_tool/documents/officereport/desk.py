"""What every part of the report asks: words with their facts, figures as printed, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from workbook_tool.catalogue.files import Reader
from workbook_tool.documents.sender import Sender
from workbook_tool.frozen import dataclass, field
from workbook_tool.model.overview import Overview, SchoolRow
from workbook_tool.wordfile.blocks import (
    CENTRED,
    LEFT,
    MIDDLE,
    RIGHT,
    Block,
    Cell,
    Prose,
    Row,
    Table,
    cell,
)

WHOLE = 15
"""A table of up to so many rows stands on one page."""
FILE = "report-office.toml"


@dataclass(frozen=True, slots=True)
class Circular:
    """A standard set as the report names it: its circular, and its criteria by id."""

    document: str
    criteria: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Office:
    """What an office set and rules call things; "" and empty where nobody said.

    `deadline` is in words, `due` its day; `circulars` are the standard sets by short name, `titles`
    those of rules by code.
    """

    sender: Sender = Sender()
    recipients: tuple[str, ...] = ()
    deadline: str = ""
    due: date | None = None
    circulars: Mapping[str, Circular] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


class Desk:
    """One report being written."""

    def __init__(self, overview: Overview, office: Office, words: Mapping[str, object]) -> None:
        self.overview, self.office = overview, office
        self._words = Reader(dict(words), FILE)
        self._tables = 0

    @property
    def name(self) -> str:
        """The office's name, "" where it did not say."""
        return self.office.sender.name

    def words(self, table: str) -> Reader:
        """A table of the words."""
        return self._at(table)

    def say(self, key: str, **facts: object) -> str:
        """A text of the words by its path ("say.sent"), its braces filled."""
        table, _, name = key.rpartition(".")
        return self._at(table).text(name).format(**facts)

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of texts by its path."""
        table, _, name = key.rpartition(".")
        return self._at(table).texts(name)

    def count(self, key: str) -> int:
        """A whole number by its path."""
        table, _, name = key.rpartition(".")
        return self._at(table).number(name)

    @property
    def years(self) -> str:
        """The school years as printed."""
        return self.overview.years or self.say("unknown")

    @property
    def year(self) -> str:
        """The year in which the figures were taken; dots where nobody said."""
        return self.overview.as_of[-4:] or self.say("dots")

    @property
    def schools(self) -> tuple[SchoolRow, ...]:
        """The schools that count: those outside the list do not."""
        return tuple(s for s in self.overview.schools if s.state in ("fine", "mend", "missing"))

    @property
    def sent(self) -> int:
        """How many schools sent a plan."""
        return sum(school.sent for school in self.schools)

    def states(self, schools: Iterable[SchoolRow]) -> Counter[str]:
        """Schools by state."""
        return Counter(school.state for school in schools)

    def late(self, school: SchoolRow) -> bool:
        """Whether the school sent its plan after the day that the office set."""
        due = self.office.due
        return bool(due and school.sent and school.received and school.received > due)

    def caption(self, name: str, **facts: object) -> Prose:
        """The line over a table, numbered through the report."""
        self._tables += 1
        told = self.say(f"{name}.caption", n=self._tables, **facts)
        return Prose(
            told, align=CENTRED, indented=False, italic=True, together=True, before=6, after=3
        )

    def table(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        *,
        aligned: str,
        total: bool = False,
        **facts: object,
    ) -> Table:
        """A table with the columns and widths of the words; `aligned` has l, c or r a column.

        With `total` the last row is bold.
        """
        heads = [text.format(**facts) for text in self.lines(f"{name}.columns")]
        aligns = [{"l": LEFT, "c": CENTRED, "r": RIGHT}[one] for one in aligned]
        body = []
        for n, row in enumerate(rows, 1):
            bold = total and n == len(rows)
            cells = zip(row, aligns, strict=True)
            made = tuple(cell(t, align=a, bold=bold, stands=MIDDLE) for t, a in cells)
            body.append(Row(made, together=len(rows) <= WHOLE and n < len(rows)))
        return Table(self.widths(name), tuple(body), (heading(heads),))

    def widths(self, name: str) -> tuple[float, ...]:
        """The widths of a table's columns, in millimetres."""
        return tuple(float(width) for width in self._at(name).get("widths", list))

    def _at(self, path: str) -> Reader:
        found = self._words
        for name in filter(None, path.split(".")):
            found = found.table(name)
        return found


def heading(texts: Iterable[str]) -> Row:
    """A row of bold words in the middle of their cells."""
    return Row(tuple(_head(text) for text in texts))


def _head(text: str) -> Cell:
    return cell(text, align=CENTRED, bold=True, stands=MIDDLE)


def gaps(lines: int = 2) -> tuple[Block, ...]:
    """Dotted lines for what people write."""
    return tuple(Prose("", dotted=True) for _ in range(lines))


def share(part: int, whole: int) -> str:
    """A part of a whole in percent with one digit, as Vietnamese print it.

    >>> share(45, 50), share(1, 0)
    ('90,0%', '')
    """
    return f"{part / whole * 100:.1f}%".replace(".", ",") if whole else ""


def dotted(number: int) -> str:
    """A whole number with dots between thousands.

    >>> dotted(504200000)
    '504.200.000'
    """
    return f"{number:,}".replace(",", ".")
