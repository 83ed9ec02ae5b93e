"""Plan × definition → the blocks of the official document, in order, and its paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.catalogue.documents import DocumentSpec
from workbook_tool.choices import Choices
from workbook_tool.documents.printing.heads import letterhead, signing, title
from workbook_tool.documents.printing.sections import contents
from workbook_tool.documents.printing.source import Source
from workbook_tool.frozen import dataclass
from workbook_tool.layout import IDENTITY_PREFIX
from workbook_tool.model import Plan
from workbook_tool.wordfile.blocks import Block, Paper, Turn


@dataclass(frozen=True, slots=True)
class Composed:
    """A document before it is written: its blocks in reading order."""

    blocks: tuple[Block, ...]
    paper: Paper


def compose(plan: Plan, choices: Choices, spec: DocumentSpec) -> Composed:
    """All that is printed of a plan. No value of the plan is altered; blanks stay blank or dots."""
    source = Source(plan, choices, spec)
    head = title(source)
    paper = Paper(
        title=" – ".join(head.lines),
        author=plan.school_name,
        properties=_properties(plan),
    )
    blocks = (letterhead(source), head, *_sections(source), signing(source))
    return Composed(blocks, paper)


def _sections(source: Source) -> Iterator[Block]:
    """The sections; pages turn where one wants them otherwise than the one before."""
    landscape = False
    for section in source.spec.sections:
        wanted = section.page == "landscape"
        if wanted is not landscape:
            yield Turn(landscape=wanted)
        landscape = wanted
        yield from contents(source, section)
    if landscape:
        yield Turn()


def _properties(plan: Plan) -> Mapping[str, str]:
    """What the workbook says of itself, as far as the paper must be known by it."""
    identity = plan.identity
    told = {
        "form": identity.form,
        "form_version": identity.form_version,
        "set": identity.set,
        "school_year": plan.school_year,
        "school_code": plan.school_code,
        "school_name": plan.school_name,
    }
    return {IDENTITY_PREFIX + name: text for name, text in told.items() if text}
