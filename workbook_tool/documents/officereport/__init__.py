"""A summary workbook as read again, and what an office set → its report on the plans, as a .docx.

Figures stand in sentences and tables, with their counts; what only people can judge is a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.documents.officereport.annexes import annexes
from workbook_tool.documents.officereport.desk import Desk, Office
from workbook_tool.documents.officereport.judged import guidance, judgement
from workbook_tool.documents.officereport.results import results
from workbook_tool.documents.sender import letterhead
from workbook_tool.model.document import DOCUMENT_MARK
from workbook_tool.model.overview import Overview
from workbook_tool.wordfile import written
from workbook_tool.wordfile.blocks import Block, Paper, Prose, Signing, Title

__all__ = ["Office", "office_report", "report_name"]

KIND = "report"


def office_report(overview: Overview, office: Office, words: Mapping[str, object]) -> bytes:
    """The report; the same overview, office and words give the same file.

    `CatalogueError` when `report-office.toml`, here `words`, lacks a word.
    """
    desk = Desk(overview, office, words)
    paper = Paper(
        title=desk.say("file.title", years=desk.years),
        author=desk.name,
        properties={DOCUMENT_MARK: KIND},
    )
    return written(tuple(_blocks(desk)), paper)


def report_name(overview: Overview, words: Mapping[str, object]) -> str:
    """What the report's file is called, without its ending."""
    desk = Desk(overview, Office(), words)
    return desk.say("file.name", years=desk.years)


def _blocks(desk: Desk) -> Iterator[Block]:
    yield letterhead(desk.office.sender, desk.words("head"), year=desk.year)
    yield Title(tuple(line.format(years=desk.years) for line in desk.lines("head.title")))
    key = "say.opening" if desk.overview.as_of else "say.opening_no_day"
    facts = {"years": desk.years, "as_of": desk.overview.as_of}
    yield Prose(desk.say(key, office=desk.name or desk.say("say.office"), **facts))
    yield from guidance(desk)
    yield from results(desk)
    yield from judgement(desk)
    yield _signing(desk)
    yield from annexes(desk)


def _signing(desk: Desk) -> Signing:
    own = desk.office.recipients
    told = tuple(
        desk.say("foot.last_recipient" if n == len(own) else "foot.recipient", name=name)
        for n, name in enumerate(own, 1)
    )
    return Signing(
        desk.say("foot.recipients_title"),
        told or desk.lines("foot.recipients"),
        desk.lines("foot.capacity"),
        desk.office.sender.signer,
        desk.say("foot.note"),
    )
