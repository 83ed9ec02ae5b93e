"""Blocks → an official Vietnamese document as a .docx: the only place that knows python-docx.

The page follows Decree 30/2020/ND-CP. Whoever asks brings every word; the same blocks give the
same file. The blocks are those of `wordfile.blocks`; no import of python-docx until one is written.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbook_tool.wordfile.blocks import Block, Paper

__all__ = ["Block", "Paper", "written"]


def written(blocks: Iterable[Block], paper: Paper | None = None) -> bytes:
    """The bytes of a .docx with these blocks, in this order."""
    from workbook_tool.wordfile.writing import document_bytes

    return document_bytes(tuple(blocks), paper or Paper())
