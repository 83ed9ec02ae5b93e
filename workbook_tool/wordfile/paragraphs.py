"""A paragraph as a value → `w:p`, its properties in the order that the schema asks for."""

from __future__ import annotations

from workbook_tool.frozen import dataclass
from workbook_tool.wordfile.blocks import LEFT, WIDTH, Prose, Words, words_of
from workbook_tool.wordfile.lists import Lists
from workbook_tool.wordfile.nodes import Node, half_points, mark, node, text_nodes, twips

POINT = 20
"""Twips."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What a paragraph takes from where it stands: its style, and looks over its own."""

    style: str
    align: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 0
    together: bool = False


BODY = Manner("BodyText")


def paragraph(prose: Prose, lists: Lists, manner: Manner = BODY) -> Node:
    """The paragraph; what it says of itself goes before what its place says."""
    said = (*words_of(prose.content), *((Words("\t"),) if prose.dotted else ()))
    runs = [_run(words, prose, manner) for words in said]
    return node("p", _properties(prose, lists, manner), *runs)


def rule(width: float, within: float) -> Node:
    """A thin line `width` millimetres long in the middle of `within`: the border of a paragraph."""
    side = twips(max(0.0, (within - width) / 2))
    border = node("pBdr", node("top", val="single", sz=6, space=0, color="auto"))
    spacing = node("spacing", before=60, after=0, line=80, lineRule="exact")
    small = node("rPr", node("sz", val=4), node("szCs", val=4))
    end = node("ind", left=side, right=side, firstLine=0)
    return node("p", node("pPr", node("keepNext"), border, spacing, end, small))


def small_end(section: Node | None = None) -> Node:
    """A paragraph that takes no room: where a table must be followed by one."""
    spacing = node("spacing", before=0, after=0, line=20, lineRule="exact")
    size = node("rPr", node("sz", val=2), node("szCs", val=2))
    return node("p", node("pPr", node("pStyle", val="Normal"), spacing, size, section))


def _properties(prose: Prose, lists: Lists, manner: Manner) -> Node:
    align = prose.align or (LEFT if prose.dotted else manner.align)
    return node(
        "pPr",
        node("pStyle", val=manner.style),
        mark("keepNext", prose.together or manner.together),
        lists.number(prose.number) if prose.number else None,
        _dots(prose),
        _spacing(prose),
        _indent(prose, manner),
        node("jc", val=align) if align else None,
        node("rPr", *_sized(size)) if (size := prose.size or manner.size) else None,
    )


def _indent(prose: Prose, manner: Manner) -> Node | None:
    flat = not prose.indented and manner.style == BODY.style and not prose.number
    if not flat and not prose.inset:
        return None
    side = twips(prose.inset)
    return node("ind", left=side, right=side, firstLine=0)


def _dots(prose: Prose) -> Node | None:
    if not prose.dotted:
        return None
    return node("tabs", node("tab", val="right", leader="dot", pos=twips(WIDTH)))


def _spacing(prose: Prose) -> Node | None:
    told = {"before": prose.before, "after": prose.after}
    given = {name: round(value * POINT) for name, value in told.items() if value is not None}
    return node("spacing", **given) if given else None


def _sized(size: float) -> list[Node]:
    return [node(tag, val=half_points(size)) for tag in ("sz", "szCs")] if size else []


def _run(words: Words, prose: Prose, manner: Manner) -> Node:
    size = prose.size or manner.size
    bold = words.bold or prose.bold or manner.bold
    italic = words.italic or prose.italic or manner.italic
    looks = [
        *([node("b"), node("bCs")] if bold else []),
        *([node("i"), node("iCs")] if italic else []),
        *_sized(size),
    ]
    return node("r", node("rPr", *looks) if looks else None, *text_nodes(words.text))
