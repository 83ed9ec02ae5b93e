"""A document as people wrote it: what intake delivers of Word, PDF and text, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from workbook_tool.frozen import dataclass, field
from workbook_tool.model.plan import NO_FACTS

BODY, HEADER, FOOTER, NOTE, BOX = "body", "header", "footer", "note", "box"
HIDDEN = "hidden"
"""Where a block stands: in the flow, at the top or foot of pages, in a footnote, in a box.

Or nowhere, because the document hides it and no print shows it.
"""

DOCUMENT_MARK = "wbtool_document"
"""The custom property by which a paper of the office is told from a school's: no plan is in it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its runs joined, in Unicode (NFC); line breaks within it are `\\n`.

    `number` is what the program prints before it ("1.", "a)", "-") and nobody typed. `page` counts
    from 1, 0 where the format does not tell. `encoding` is the legacy code page that its letters
    were in ("tcvn3", "vni"), "" for Unicode.
    """

    text: str
    number: str = ""
    bold: bool = False
    centred: bool = False
    page: int = 0
    where: str = BODY
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of which nobody knows the paragraph: text files, PDF outside of tables.

    Leading blanks, tabs and trailing blanks are kept; a blank line has `text` "". `goes_on` is
    what the page itself tells: True where the line above had no room for its first word, False
    where it had; None where there is no page to measure.
    """

    text: str
    page: int = 0
    goes_on: bool | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: `span` grid columns wide; `goes_on` when it is the lower part of a cell above.

    `certain` is False where the cell was put together out of lines that have no rules.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    span: int = 1
    goes_on: bool = False
    certain: bool = True

    @property
    def text(self) -> str:
        """The cell's paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; `heading` when the document itself repeats it on every page."""

    cells: tuple[TableCell, ...]
    heading: bool = False
    page: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document. Tables within its cells stand in the cells as paragraphs."""

    rows: tuple[TableRow, ...]
    page: int = 0
    where: str = BODY


Told: TypeAlias = Paragraph | Table
"""What a file is made of that knows its own paragraphs."""
Block: TypeAlias = Told | Line


@dataclass(frozen=True, slots=True)
class Document:
    """A document in its blocks; `kind` is "docx", "odt", "doc", "rtf", "pdf" or "text".

    `properties` are its custom ones. `carries` says what it holds beside text (macros, links,
    objects, controls, pictures, dde, template, changes, comments, hidden; "unread": texts in parts
    that are not looked into, such as diagrams and files put in whole): none of it is used. Texts
    that stand outside the flow (headers, footers, footnotes, boxes, what is hidden) are blocks like
    others, after those of the body. Of tracked changes what was put in counts, what was struck out
    does not.
    """

    blocks: tuple[Block, ...]
    kind: str
    properties: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    carries: frozenset[str] = frozenset()
