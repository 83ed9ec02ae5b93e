"""The parts of a .docx → a Document: body, headers, footers, notes, and what else it carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from xml.etree.ElementTree import Element

from workbook_tool.errors import Refused
from workbook_tool.intake.guard import DAMAGED, Parts
from workbook_tool.intake.limits import Limits
from workbook_tool.intake.relations import Relations
from workbook_tool.intake.trees import Trees, down
from workbook_tool.intake.wordcarried import carried
from workbook_tool.intake.wordfields import lonely_marks
from workbook_tool.intake.wordnumbers import Numbers
from workbook_tool.intake.wordstory import Book, Story, is_blank
from workbook_tool.intake.wordstyles import Styles, theme_fonts
from workbook_tool.model.document import FOOTER, HEADER, NOTE, Document, Told

DOCUMENT = "word/document.xml"
_OPEN, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_SPACES = {
    f"{_OPEN}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OPEN}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OPEN}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OPEN}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OPEN}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OPEN}markup-compatibility/2006": "mc",
    f"{_OPEN}officeDocument/2006/custom-properties": "p",
    f"{_STRICT}officeDocument/customProperties": "p",
}
_RUNNING = (("{w}headerReference", HEADER), ("{w}footerReference", FOOTER))
_NOTES = (("footnotes", "{w}footnote"), ("endnotes", "{w}endnote"))
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_word(parts: Parts, limits: Limits, kind: str = "docx") -> Document:
    """A document of the .docx family (also .docm, .dotx; macros are never touched).

    Of blocks past one more than `limits.paragraphs` nothing is told.
    `Refused` WB102 when a part that it needs is missing or is none, and as `Trees.read`.
    """
    return _Package(parts, limits).document(kind)


class _Package:
    """The parts of one document, as its relationships name them."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self._parts, self._most = parts, limits.paragraphs + 1
        self._trees = Trees(parts, _SPACES, limits.elements)
        self._whole = Relations.of("", parts)
        self._main = self._whole.part("officeDocument", DOCUMENT)
        self._relations = Relations.of(self._main, parts)
        self._folder = self._main.rpartition("/")[0]

    def document(self, kind: str) -> Document:
        root = self._trees.read(self._main)
        body = down(root, "{w}body")
        if root is None or body is None or root.tag != "{w}document":
            raise Refused(DAMAGED)
        theme = theme_fonts(self._beside("theme", "theme/theme1.xml"))
        styles = Styles(self._beside("styles", "styles.xml"), theme)
        book = Book(styles, Numbers(self._beside("numbering", "numbering.xml")))
        paged = next(body.iter("{w}lastRenderedPageBreak"), None) is not None
        blocks = Story(book, lonely_marks(body), page=int(paged)).blocks(body)
        flow = tuple(islice(blocks, self._most))
        around = (*self._running(book, body), *self._notes(book))
        carries = frozenset(book.carries | carried(self._parts, self._main))
        return Document((*flow, *around, *book.aside), kind, self._properties(), carries)

    def _running(self, book: Book, body: Element) -> Iterator[Told]:
        """The headers and footers that sections name, each once."""
        read: set[str] = set()
        for tag, where in _RUNNING:
            for reference in body.iter(tag):
                part = self._relations.ids.get(reference.get("{r}id", ""), "")
                root = None if part in read else self._trees.read(part)
                read.add(part)
                if root is not None:
                    yield from _told(book, root, where)

    def _notes(self, book: Book) -> Iterator[Told]:
        for kind, tag in _NOTES:
            root = self._beside(kind, f"{kind}.xml")
            for note in () if root is None else root.iterfind(tag):
                if note.get("{w}type") not in _RULES:
                    yield from _told(book, note, NOTE)

    def _properties(self) -> Mapping[str, str]:
        root = self._trees.read(self._whole.part("custom-properties", "docProps/custom.xml"))
        found = () if root is None else root.iterfind("{p}property")
        return {e.get("name", ""): "".join(e.itertext()).strip() for e in found}

    def _beside(self, kind: str, usual: str) -> Element | None:
        return self._trees.read(self._relations.part(kind, f"{self._folder}/{usual}".lstrip("/")))


def _told(book: Book, root: Element, where: str) -> Iterator[Told]:
    story = Story(book, lonely_marks(root), where)
    return (block for block in story.blocks(root) if not is_blank(block))
