"""A story of an .odt (its body, a header, a footnote) → paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from workbook_tool.errors import TooMuch
from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.foreign import DDE, LINKS, OBJECTS
from workbook_tool.intake.guard import TOO_MANY_CELLS, UNSAFE
from workbook_tool.intake.looks import Look
from workbook_tool.intake.odtlists import OdtLists
from workbook_tool.intake.odtstyles import OdtStyles
from workbook_tool.intake.odttables import read_table
from workbook_tool.intake.trees import whole
from workbook_tool.intake.wordcarried import COMMENTS
from workbook_tool.intake.wordruns import Piece, apart
from workbook_tool.intake.wordstory import CHANGES, HIDES, is_blank
from workbook_tool.model.document import BODY, BOX, NOTE, Paragraph, Told
from workbook_tool.patterns import re

_BREAKS = re.compile(r"[ \t\r\n]+")
_BLANKS = 10_000
"""Blanks in a row that are taken for blanks."""
_SAID = {
    "{office}annotation": COMMENTS,
    "{text}tracked-changes": CHANGES,
    "{text}dde-connection-decls": DDE,
    "{text}section-source": LINKS,
    "{draw}object": OBJECTS,
    "{draw}object-ole": OBJECTS,
    "{office}dde-source": DDE,
}
"""What holds no text of the document, and what the document carries with it."""
_ASIDE = frozenset({
    *_SAID, "{text}ruby-text", "{text}note-citation", "{office}forms", "{text}sequence-decls",
    "{text}variable-decls", "{text}user-field-decls", "{svg}title", "{svg}desc",
    "{office}annotation-end", "{text}list-level-style-number",
})  # fmt: skip
_LISTED = ("{text}list-item", "{text}list-header")


@dataclass(slots=True)
class OdtBook:
    """What the stories of a document share, and what comes to light while they are read."""

    styles: OdtStyles
    lists: OdtLists
    cells: int
    aside: list[Told] = field(default_factory=list)
    carries: set[str] = field(default_factory=set)

    def spend(self, cells: int) -> None:
        """Count cells that a few words may stand for; `TooMuch` beyond what is allowed."""
        self.cells -= cells
        if self.cells < 0:
            raise TooMuch(UNSAFE, reason=TOO_MANY_CELLS)


class OdtStory:
    """Walks through one story. Boxes, notes and hidden texts go aside: they stand in no flow."""

    def __init__(self, book: OdtBook, where: str = BODY, page: int = 0) -> None:
        self.book, self.where, self.page = book, where, page
        self._pieces: list[Piece] = []

    def blocks(self, parent: Element) -> Iterator[Told]:
        """Paragraphs and tables of an element, whatever they are wrapped in."""
        for element in parent:
            tag = element.tag
            if tag in ("{text}p", "{text}h"):
                yield from self._paragraph(element)
            elif tag == "{table}table":
                self._turn("table", element.get("{table}style-name", ""))
                yield read_table(self, element)
            elif tag == "{text}list":
                self.book.lists.open(element)
                yield from self.blocks(element)
                self.book.lists.close()
            elif tag == "{draw}text-box":
                self._apart(element, BOX)
            elif not self._passed(element):
                yield from self.blocks(element)

    def _turn(self, family: str, style: str) -> None:
        if self.page and self.book.styles.new_page(family, style):
            self.page += 1

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        style = element.get("{text}style-name", "")
        styles = self.book.styles
        self._turn("paragraph", style)
        page, number = self.page, self.book.lists.number(element)
        self._pieces = []
        usual = styles.look("paragraph", style).over(styles.look("paragraph", ""))
        self._walk(element, usual)
        told, hidden = apart(self._pieces, page)
        if hidden:
            self.book.carries.add(HIDES)
            self.book.aside.append(hidden)
        centred = styles.centred(style)
        yield Paragraph(told.text, number, told.bold, centred, page, self.where, told.encoding)

    def _walk(self, parent: Element, look: Look) -> None:
        """Collect the pieces of a paragraph, each in its look."""
        self._add(parent.text or "", look)
        for element in parent:
            self._one(element, look)
            self._add(element.tail or "", look)

    def _one(self, element: Element, look: Look) -> None:
        tag = element.tag
        if tag == "{text}span":
            named = self.book.styles.look("text", element.get("{text}style-name", ""))
            self._walk(element, named.over(look))
        elif tag == "{text}s":
            count = min(max(whole(element.get("{text}c", "1"), 1), 0), _BLANKS)
            self._pieces.append(Piece(" " * count, look))
        elif tag in ("{text}tab", "{text}line-break"):
            self._pieces.append(Piece("\t" if tag == "{text}tab" else "\n", look))
        elif tag in ("{draw}text-box", "{draw}custom-shape", "{text}note-body"):
            self._apart(element, NOTE if tag == "{text}note-body" else BOX)
        elif not self._passed(element):
            self._walk(element, look)

    def _passed(self, element: Element) -> bool:
        """Whether an element holds no text of the document; pages are counted, the rest said."""
        tag = element.tag
        if tag == "{text}soft-page-break" and self.page:
            self.page += 1
        elif tag in _LISTED:
            self.book.lists.entry(element)
        elif tag == "{draw}image" and "/" in element.get("{xlink}href", "").partition(":")[2]:
            self.book.carries.add(LINKS)
        if tag in _SAID:
            self.book.carries.add(_SAID[tag])
        return tag in _ASIDE

    def _add(self, text: str, look: Look) -> None:
        if not text:
            return
        text = _BREAKS.sub(" ", text)
        begins = not self._pieces or self._pieces[-1].text[-1:] in ("\n", " ")
        if begins and text[0] == " " and not self._after_sign():
            text = text[1:]
        if text:
            self._pieces.append(Piece(text, look))

    def _after_sign(self) -> bool:
        """Whether the last piece is a sign of its own, after which a blank is a blank."""
        return bool(self._pieces) and not self._pieces[-1].text.strip(" ")

    def _apart(self, element: Element, where: str) -> None:
        lists = self.book.lists
        self.book.lists = OdtLists(self.book.styles)
        story = OdtStory(self.book, where, self.page)
        found = [block for block in story.blocks(element) if not is_blank(block)]
        self.book.lists = lists
        self.book.aside.extend(found)
