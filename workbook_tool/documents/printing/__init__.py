"""Plan × definition → the official document that a school signs.

What is printed is composed as blocks first (`compose`): those are what is laid out, and compared.
"""

from __future__ import annotations

from workbook_tool.catalogue.documents import DocumentSpec
from workbook_tool.choices import Choices
from workbook_tool.documents.printing.composing import Composed, compose
from workbook_tool.documents.printing.unprinted import Unprinted, unprinted
from workbook_tool.model import Plan

__all__ = ["Composed", "Unprinted", "compose", "print_plan", "unprinted"]


def print_plan(plan: Plan, choices: Choices, spec: DocumentSpec) -> bytes:
    """The bytes of a .docx: a plan in the form and for the set of `choices`, after `spec`."""
    from workbook_tool.wordfile import written

    composed = compose(plan, choices, spec)
    return written(composed.blocks, composed.paper)
