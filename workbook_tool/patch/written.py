"""Texts and elements of ours → XML as the part that takes them writes it."""

from __future__ import annotations

from xml.sax.saxutils import escape

from workbook_tool.patterns import re

_TAG = re.compile(r"<(/?)(?=[A-Za-z])")


def attribute(text: str) -> str:
    """A text as it stands between the quotation marks of an attribute."""
    return escape(text, {'"': "&quot;"})


def prefixed(text: str, prefix: str) -> str:
    """XML of ours in the words of a part whose elements have a prefix.

    >>> prefixed('<a b="1"><c/></a>', "x:")
    '<x:a b="1"><x:c/></x:a>'
    """
    return _TAG.sub(rf"<\1{prefix}", text) if prefix else text
