"""The pieces that an official document is put together from, as values: words are the caller's.

Lengths are in millimetres, sizes of letters in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from workbook_tool.frozen import dataclass, field

WIDTH = 165.0
"""Between the usual margins of an upright page."""
LEFT, CENTRED, RIGHT, JUSTIFIED = "left", "center", "right", "both"
TOP, MIDDLE = "top", "center"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text that looks one way."""

    text: str
    bold: bool = False
    italic: bool = False


Content: TypeAlias = str | tuple[Words, ...]
"""What a paragraph says; `\\n` in it is a line break, `\\t` a tabulator."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The list whose next number a paragraph bears: one `key`, one list, counted from `start`.

    `form` is Word's name of the numerals (decimal, lowerLetter, upperRoman, bullet), `text` what
    is printed, `%1` the number.
    """

    key: str
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of the text: justified, its first line indented; in a cell neither.

    `size` 0 is the size of where it stands. `together` keeps it on the page of what follows.
    `before` and `after` are the blanks above and below in points, None the usual ones; `inset`
    makes its lines shorter at both sides. A `dotted` paragraph ends in dots up to the right margin
    of an upright page.
    """

    content: Content
    align: str = ""
    indented: bool = True
    bold: bool = False
    italic: bool = False
    size: float = 0
    number: Numbering | None = None
    together: bool = False
    before: float | None = None
    after: float | None = None
    inset: float = 0
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, numbered by its own words; level 1 to 3, 3 is bold italic."""

    content: Content
    level: int = 1


@dataclass(frozen=True, slots=True)
class Title:
    """What the document is: lines in the middle, bold, with a short rule below when `rule`.

    `note` is a line in italics under the title, as under that of an annex.
    """

    lines: tuple[str, ...]
    rule: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of the first page: whose document, its number; the country's name, place and date.

    `above` is the body over the one that writes (may be ""), `motto` two lines.
    """

    above: str
    author: str
    number: str
    country: str
    motto: str
    place_and_date: str


@dataclass(frozen=True, slots=True)
class Signing:
    """The foot of the text: who gets it at the left, who signs at the right.

    `capacity` are lines in capitals, one above the other, `name` may be "". The
    blank for the signature is `space` millimetres high.
    """

    recipients_title: str
    recipients: tuple[str, ...]
    capacity: tuple[str, ...]
    name: str
    note: str = ""
    space: float = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell `span` columns wide and `down` rows high (rows below leave its columns out)."""

    paragraphs: tuple[Prose, ...] = ()
    span: int = 1
    down: int = 1
    align: str = LEFT
    stands: str = TOP
    bold: bool = False
    italic: bool = False
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row. With `together` it stays on the page of the row below (a group's heading)."""

    cells: tuple[Cell, ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: widths of columns, rows repeated at the head of each page, and rows.

    `columns` are widths; they are stretched or narrowed together to the width between the margins
    when they are more, or when `full`. With `ruled` False it has no lines. `padding` is the blank
    between a line and the text beside it.
    """

    columns: tuple[float, ...]
    body: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    size: float = 12
    full: bool = True
    ruled: bool = True
    padding: float = 1.5


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on a new page, upright or `landscape`; pages are counted on, or anew."""

    landscape: bool = False
    anew: bool = False


Block: TypeAlias = Prose | Heading | Title | Letterhead | Signing | Table | Turn


@dataclass(frozen=True, slots=True)
class Paper:
    """What holds for the whole document: margins, letters, language, and what stands in its file.

    The decree: top and bottom 20–25 mm, left 30–35, right 15–20; Times New Roman 13–14.
    `properties` are custom ones, by name. `author` and `title` stand in the file's own.
    """

    title: str = ""
    author: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    font: str = "Times New Roman"
    size: float = 14
    language: str = "vi-VN"
    landscape: bool = False


def cell(text: str, **how: object) -> Cell:
    """A cell of plain text, a paragraph for each line."""
    return Cell(tuple(Prose(line) for line in text.split("\n")), **how)  # type: ignore[arg-type]


def words_of(content: Content) -> tuple[Words, ...]:
    """A content as stretches of text."""
    return (Words(content),) if isinstance(content, str) else content


def text_of(content: Content) -> str:
    """A content as plain text."""
    return "".join(words.text for words in words_of(content))
