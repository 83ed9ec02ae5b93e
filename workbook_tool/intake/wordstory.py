"""A story of a Word document (its body, a header, a footnote) → paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator, Set
from xml.etree.ElementTree import Element

from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.looks import Look
from workbook_tool.intake.trees import down
from workbook_tool.intake.wordfields import Fields, reaches
from workbook_tool.intake.wordnumbers import Numbers
from workbook_tool.intake.wordruns import SOFT, Piece, Seen, apart, seen
from workbook_tool.intake.wordsigns import sign
from workbook_tool.intake.wordstyles import Styles, value
from workbook_tool.intake.wordtables import read_table
from workbook_tool.model.document import BODY, BOX, Paragraph, Told

CHANGES, HIDES, UNREAD = "changes", "hidden", "unread"
_SETTINGS = "pPr rPr sdtPr sdtEndPr customXmlPr smartTagPr tblPr tblGrid trPr tcPr sectPr ffData"
_UNSEEN = "rt delText instrText delInstrText"
_ASIDE = frozenset(
    {f"{{w}}{name}" for name in f"{_SETTINGS} {_UNSEEN}".split()}
    | {"{mc}Fallback", "{m}ctrlPr", "{wp}docPr"}
)
"""Elements in which no text of the document stands."""
_STRUCK = frozenset({"{w}del", "{w}moveFrom"})
_PUT_IN = frozenset({"{w}ins", "{w}moveTo"})
_FIXED = {
    "{w}tab": "\t",
    "{w}ptab": "\t",
    "{w}cr": "\n",
    "{w}noBreakHyphen": "-",
    "{w}softHyphen": SOFT,
}


@dataclass(slots=True)
class Book:
    """What the stories of a document share, and what comes to light while they are read."""

    styles: Styles
    numbers: Numbers
    aside: list[Told] = field(default_factory=list)
    carries: set[str] = field(default_factory=set)


class Story:
    """Walks through one story. Boxes and hidden texts go aside: they stand in no flow.

    `lonely` are the marks of fields that count for nothing in the whole part.
    """

    def __init__(self, book: Book, lonely: Set[Element], where: str = BODY, page: int = 0) -> None:
        self._book, self._lonely, self._where, self.page = book, lonely, where, page
        self._fields = Fields(lonely)
        self._pieces: list[Piece] = []
        self._joins = False
        self._style = ""
        self._look = Look()

    def blocks(self, parent: Element) -> Iterator[Told]:
        """Paragraphs and tables of an element, whatever they are wrapped in."""
        yield from self._blocks(parent)
        if self._joins:  # what it would be joined to does not follow
            self._joins = False
            yield self._made(seen(self._pieces), "", False, self.page)

    def _blocks(self, parent: Element) -> Iterator[Told]:
        for element in parent:
            tag = element.tag
            if tag == "{w}p":
                yield from self._paragraph(element)
            elif tag == "{w}tbl":
                yield read_table(self, element)
            elif tag in ("{w}altChunk", "{w}subDoc"):
                self._book.carries.add(UNREAD)
            elif tag in _STRUCK:
                self._book.carries.add(CHANGES)
            elif tag == "{mc}AlternateContent":
                yield from self._blocks(_choice(element))
            elif tag not in _ASIDE:
                self._note(tag)
                yield from self._blocks(element)

    @property
    def where(self) -> str:
        """Where its blocks stand."""
        return self._where

    def note_change(self) -> None:
        """Say that the document holds changes that somebody tracks."""
        self._book.carries.add(CHANGES)

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        properties = element.find("{w}pPr")
        self._style = value(down(properties, "{w}pStyle"))
        if not self._joins:
            self._pieces = []
        page = self.page
        if self.page and _opens_page(element):
            page += 1
        self._walk(element)
        self._joins = _mark_struck(properties)
        if self._joins:
            self._book.carries.add(CHANGES)
            return
        text, hidden = apart(self._pieces, page)
        if hidden:
            self._book.carries.add(HIDES)
            self._book.aside.append(hidden)
        number = self._number(properties)
        centred = self._book.styles.centred(properties, self._style)
        yield self._made(text, number, centred, page)

    def _made(self, told: Seen, number: str, centred: bool, page: int) -> Paragraph:
        return Paragraph(told.text, number, told.bold, centred, page, self._where, told.encoding)

    def _number(self, properties: Element | None) -> str:
        listed, style = self._book.styles.listed(properties, self._style)
        if not listed.number or listed.number == "0":
            return ""
        numbers, level = self._book.numbers, listed.level
        if level is None:
            level = numbers.level_of(listed.number, style) if style else 0
        return numbers.next(listed.number, level)

    def _walk(self, parent: Element) -> None:
        """Collect the pieces of a paragraph, whatever their runs are wrapped in."""
        for element in parent:
            tag = element.tag
            if tag == "{w}r":
                before, self._look = self._look, self._run_look(element)
                self._walk(element)
                self._look = before
            elif tag in ("{w}t", "{m}t"):
                self._add(element.text or "")
            elif tag in _FIXED:
                self._add(_FIXED[tag])
            elif tag in _STRUCK:
                self._book.carries.add(CHANGES)
            elif tag == "{mc}AlternateContent":
                self._walk(_choice(element))
            elif tag == "{w}txbxContent":
                self._box(element)
            elif not self._marked(element):
                self._note(tag)
                self._walk(element)

    def _marked(self, element: Element) -> bool:
        """Whether an element is a mark or a sign rather than something to look into."""
        tag = element.tag
        if tag == "{w}fldChar":
            self._fields.mark(element)
        elif tag == "{w}instrText":
            self._reach(element.text or "")
        elif tag == "{w}br":
            self._add("" if element.get("{w}type") == "page" else "\n")
        elif tag == "{w}sym":
            self._add(sign(element.get("{w}font", ""), element.get("{w}char", "")))
        elif tag == "{w}lastRenderedPageBreak":
            self.page += 1 if self.page else 0
        elif tag == "{w}fldSimple":
            self._reach(element.get("{w}instr", ""))
            return False
        return tag in _ASIDE or tag in _MARKS

    def _add(self, text: str) -> None:
        if text and self._fields.shows:
            self._pieces.append(Piece(text, self._look))

    def _run_look(self, element: Element) -> Look:
        return self._book.styles.run(element.find("{w}rPr"), self._style)

    def _box(self, element: Element) -> None:
        box = Story(self._book, self._lonely, BOX, self.page)
        blocks = [block for block in box.blocks(element) if not is_blank(block)]
        self._book.aside.extend(blocks)

    def _reach(self, instruction: str) -> None:
        if found := reaches(instruction):
            self._book.carries.add(found)

    def _note(self, tag: str) -> None:
        if tag in _PUT_IN:
            self._book.carries.add(CHANGES)


_MARKS = frozenset({"{w}fldChar", "{w}br", "{w}sym", "{w}lastRenderedPageBreak"})


def is_blank(block: Told) -> bool:
    """Whether a block is a paragraph without any sign in it."""
    return isinstance(block, Paragraph) and not block.text.strip() and not block.number


def _choice(element: Element) -> Element:
    """Of what may stand in one place the first that says something in words, else the first."""
    offered = list(element)
    spoken = (e for e in offered if next(e.iter("{w}t"), None) is not None)
    return next(spoken, offered[0] if offered else element)


def _opens_page(element: Element) -> bool:
    """Whether a page ends before the first characters of a paragraph."""
    for inner in element.iter():
        if inner.tag == "{w}lastRenderedPageBreak":
            return True
        if inner.tag == "{w}t":
            return False
    return False


def _mark_struck(properties: Element | None) -> bool:
    mark = down(properties, "{w}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in _STRUCK)
