"""Blocks and paper → a document, block by block, and its bytes."""

from __future__ import annotations

from collections.abc import Iterator

from docx import Document
from docx.document import Document as Opened

from workbook_tool.frozen import replace
from workbook_tool.wordfile import formal, package, pages, styles
from workbook_tool.wordfile.blocks import (
    Block,
    Heading,
    Letterhead,
    Paper,
    Prose,
    Signing,
    Table,
    Title,
    Turn,
)
from workbook_tool.wordfile.lists import Lists
from workbook_tool.wordfile.measures import Room
from workbook_tool.wordfile.nodes import Node
from workbook_tool.wordfile.paragraphs import Manner, paragraph, small_end
from workbook_tool.wordfile.tables import table_node

AIR = 6.0
"""Points between a table and the text below it."""


def document_bytes(blocks: tuple[Block, ...], paper: Paper) -> bytes:
    """The file; `blocks` stand in it in their order."""
    document, lists = Document(), Lists()
    package.strip(document)
    pages.first_page(document, paper)
    landscape = paper.landscape
    for before, block, following in _in_sight(blocks):
        if isinstance(block, Turn):
            landscape = block.landscape
            pages.turn_page(document, paper, block)
            continue
        room = pages.room(paper, landscape=landscape)
        _append(document, _nodes(_beside(before, block, following), lists, room))
        if isinstance(block, Table | Signing) and isinstance(following, Table | Signing | None):
            _append(document, [small_end()])  # Two tables that touch would be one.
    parts = package.own_parts(document)
    package.fill(parts.styles, styles.style_nodes(paper))
    package.fill(parts.settings, styles.settings_nodes(paper))
    package.fill(parts.numbering, lists.parts())
    package.tell(document, paper)
    return package.saved(document)


def _in_sight(blocks: tuple[Block, ...]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    """Each block between the one before and the one after it."""
    return zip((None, *blocks[:-1]), blocks, (*blocks[1:], None), strict=True)


def _beside(before: Block | None, block: Block, following: Block | None) -> Block:
    """The block: words before a signature stay on its page, those under a table have air."""
    if not isinstance(block, Prose):
        return block
    together = block.together or isinstance(following, Signing)
    air = AIR if isinstance(before, Table) and block.before is None else block.before
    return replace(block, together=together, before=air)


def _nodes(block: Block, lists: Lists, room: Room) -> list[Node]:
    match block:
        case Prose():
            return [paragraph(block, lists)]
        case Heading():
            return [paragraph(Prose(block.content), lists, Manner(f"Heading{block.level}"))]
        case Title():
            return formal.title_nodes(block, lists, room)
        case Letterhead():
            return formal.letterhead_nodes(block, lists, room)
        case Signing():
            return formal.signing_nodes(block, lists, room)
        case Table():
            return [table_node(block, lists, room)]
    raise TypeError(block)


def _append(document: Opened, nodes: list[Node]) -> None:
    """Puts nodes at the end, before the properties of the last section."""
    end = document.element.body.sectPr
    for node in nodes:
        end.addprevious(node)
