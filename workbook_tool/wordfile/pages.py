"""Paper and turns → sections: A4 upright or across, numbered at the top from the second page."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Mm

from workbook_tool.wordfile.blocks import Paper, Turn
from workbook_tool.wordfile.measures import Room
from workbook_tool.wordfile.nodes import Node, half_points, node
from workbook_tool.wordfile.paragraphs import small_end

A4 = (210.0, 297.0)
HEADER = 10.0
"""Millimetres from the edge to the page's number, which stands within the margin."""
AFTER_NUMBERS = ("w:cols", "w:titlePg", "w:docGrid")
"""What the schema lets follow the numbering of pages."""
NUMBER_SIZE = 13


def first_page(document: Document, paper: Paper) -> None:
    """The first section: its first page bears no number."""
    section = document.sections[0]
    _shape(section, paper, landscape=paper.landscape)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    line = section.header.paragraphs[0]._p
    size = [node("sz", val=half_points(NUMBER_SIZE)), node("szCs", val=half_points(NUMBER_SIZE))]
    instruction = node("instrText")
    instruction.text = "PAGE"
    for inner in (
        node("fldChar", fldCharType="begin"),
        instruction,
        node("fldChar", fldCharType="separate"),
        node("t"),
        node("fldChar", fldCharType="end"),
    ):
        line.append(node("r", node("rPr", *size), inner))


def turn_page(document: Document, paper: Paper, turn: Turn) -> None:
    """A new section; the number at the top is the one of the section before."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _take_no_room(document.element.body)
    section.different_first_page_header_footer = False
    _shape(section, paper, landscape=turn.landscape)
    for known in section._sectPr.findall("{*}pgNumType"):
        section._sectPr.remove(known)
    if turn.anew:
        section._sectPr.insert_element_before(node("pgNumType", start=1), *AFTER_NUMBERS)


def room(paper: Paper, *, landscape: bool) -> Room:
    """What the margins leave of a page."""
    width, height = A4[landscape], A4[not landscape]
    return Room(width - paper.left - paper.right, height - paper.top - paper.bottom)


def _shape(section: Section, paper: Paper, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(A4[landscape]), Mm(A4[not landscape])
    section.top_margin, section.bottom_margin = Mm(paper.top), Mm(paper.bottom)
    section.left_margin, section.right_margin = Mm(paper.left), Mm(paper.right)
    section.header_distance = section.footer_distance = Mm(HEADER)
    section.gutter = Mm(0)


def _take_no_room(body: Node) -> None:
    """The break stands in the paragraph before it; after a table in one that nobody sees."""
    broken = body.findall("{*}p")[-1]
    before, end = broken.getprevious(), broken.find("{*}pPr/{*}sectPr")
    if before is not None and before.tag == broken.tag and before.find("{*}pPr/{*}sectPr") is None:
        before.find("{*}pPr").append(end)
    else:
        broken.addprevious(small_end(end))
    body.remove(broken)
