"""Lists that paragraphs ask for by key → Word's own numbering, each list counted anew."""

from __future__ import annotations

from workbook_tool.wordfile.blocks import Numbering
from workbook_tool.wordfile.nodes import Node, node, twips

INDENT = 10.0
"""Millimetres of a first line."""


class Lists:
    """The lists of a document, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Numbering]] = {}

    def number(self, numbering: Numbering) -> Node:
        """The property that gives a paragraph the next number of its list."""
        own, _ = self._known.setdefault(numbering.key, (len(self._known) + 1, numbering))
        return node("numPr", node("ilvl", val=0), node("numId", val=own))

    def parts(self) -> list[Node]:
        """What the part `numbering.xml` holds: the lists' shapes, then the lists."""
        known = self._known.values()
        shapes = [_shape(own, numbering) for own, numbering in known]
        return shapes + [
            node("num", node("abstractNumId", val=own), numId=own) for own, _numbering in known
        ]


def _shape(own: int, numbering: Numbering) -> Node:
    level = node(
        "lvl",
        node("start", val=numbering.start),
        node("numFmt", val=numbering.form),
        node("suff", val="space"),
        node("lvlText", val=numbering.text),
        node("lvlJc", val="left"),
        node("pPr", node("ind", left=0, firstLine=twips(INDENT))),
        ilvl=0,
    )
    return node("abstractNum", node("multiLevelType", val="singleLevel"), level, abstractNumId=own)
