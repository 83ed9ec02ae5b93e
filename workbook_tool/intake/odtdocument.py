"""The parts of an .odt → a Document: body, headers, footers, notes, and what else it carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from xml.etree.ElementTree import Element

from workbook_tool.errors import Refused
from workbook_tool.intake.foreign import MACROS, OBJECTS
from workbook_tool.intake.guard import DAMAGED, ENCRYPTED, Parts
from workbook_tool.intake.limits import Limits
from workbook_tool.intake.odtlists import OdtLists
from workbook_tool.intake.odtstory import OdtBook, OdtStory
from workbook_tool.intake.odtstyles import OdtStyles
from workbook_tool.intake.trees import Trees, down
from workbook_tool.intake.wordcarried import PICTURES, TEMPLATE
from workbook_tool.intake.wordstory import is_blank
from workbook_tool.model.document import FOOTER, HEADER, Document, Told

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_KINDS = ("office", "text", "table", "style", "meta")
_SPACES = {
    **{f"{_ODF}{kind}:1.0": kind for kind in _KINDS},
    f"{_ODF}drawing:1.0": "draw",
    f"{_ODF}xsl-fo-compatible:1.0": "fo",
    f"{_ODF}svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_FOLDERS = {"basic/": MACROS, "scripts/": MACROS, "pictures/": PICTURES, "object ": OBJECTS}


def read_odt(parts: Parts, limits: Limits) -> Document:
    """A document of LibreOffice Writer, but for blocks past one more than `limits.paragraphs`.

    `Refused` WB102 when its content is missing or none, WB104 for a password, else as `Trees.read`.
    """
    if b":encryption-data" in parts.read("META-INF/manifest.xml"):
        raise Refused(ENCRYPTED)
    trees = Trees(parts, _SPACES, limits.elements)
    root, styles, told = trees.read("content.xml"), OdtStyles(), trees.read("styles.xml")
    text = down(root, "{office}body", "{office}text")
    if root is None or text is None:
        raise Refused(DAMAGED)
    if told is not None:
        styles.add(told)
    styles.add(root)
    book = OdtBook(styles, OdtLists(styles), limits.cells)
    paged = text.get("{text}use-soft-page-breaks") == "true"
    flow = tuple(islice(OdtStory(book, page=int(paged)).blocks(text), limits.paragraphs + 1))
    around = tuple(_running(book, told))
    meta = down(trees.read("meta.xml"), "{office}meta")
    carries = frozenset(book.carries | _carried(parts, meta))
    return Document((*flow, *around, *book.aside), "odt", _properties(meta), carries)


def _running(book: OdtBook, styles: Element | None) -> Iterator[Told]:
    """Headers and footers of all kinds of pages; blank ones are none."""
    for page in down(styles, "{office}master-styles") or ():
        for element in page:
            kind = element.tag.partition("}")[2].partition("-")[0]
            if kind in (HEADER, FOOTER):
                found = OdtStory(book, kind).blocks(element)
                yield from (block for block in found if not is_blank(block))


def _properties(meta: Element | None) -> Mapping[str, str]:
    found = () if meta is None else meta.iterfind("{meta}user-defined")
    return {e.get("{meta}name", ""): "".join(e.itertext()).strip() for e in found}


def _carried(parts: Parts, meta: Element | None) -> set[str]:
    starts = _FOLDERS.items()
    found = {kind for name in parts.names for start, kind in starts if name.startswith(start)}
    return found | ({TEMPLATE} if down(meta, "{meta}template") is not None else set())
