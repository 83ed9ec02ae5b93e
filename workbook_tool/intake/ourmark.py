"""Bytes of a file → whether our mark stands anywhere in them, before anything is parsed."""

from __future__ import annotations

from workbook_tool.intake.guard import Parts
from workbook_tool.layout import IDENTITY_PREFIX
from workbook_tool.model.document import DOCUMENT_MARK

NOT_OURS, OWN_REPORT = "WB103", "WB138"
_PAGE = b'<meta name="generator" content="wbtool_report">'
_HEAD = 4096
_PROPERTIES, _PAPER = "docprops/custom.xml", f'"{DOCUMENT_MARK}"'.encode()
_MARKS = (IDENTITY_PREFIX.encode(), IDENTITY_PREFIX.encode("utf-16-le"))


def own_page(data: bytes) -> bool:
    """Whether a web page is a report of this program."""
    return _PAGE in data[:_HEAD]


def own_paper(parts: Parts) -> bool:
    """Whether a Word document is a paper of an office that this program wrote."""
    return _PROPERTIES in parts.names and _PAPER in parts.read(_PROPERTIES)


def marked(data: bytes) -> bool:
    """Whether a key of an identity is there, in UTF-8 or in UTF-16."""
    return any(mark in data for mark in _MARKS)
