"""What went before and what is to be thought of it: facts where there are some, gaps for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workbook_tool.documents.officereport.desk import Desk, gaps
from workbook_tool.wordfile.blocks import Block, Heading, Prose

HINTS = 3
"""So many faults that many schools share are offered as shortcomings."""
SEVERITIES = ("error", "warning")


def guidance(desk: Desk) -> Iterator[Block]:
    """The first section: circulars in use, the deadline, and gaps."""
    yield Heading(desk.say("headings.I"))
    yield Heading(desk.say("headings.I_1"), 2)
    for document in _documents(desk):
        yield Prose(desk.say("say.basis", document=document))
    yield Prose(desk.say("say.basis_own"), dotted=True)
    yield Heading(desk.say("headings.I_2"), 2)
    if desk.office.deadline:
        yield Prose(desk.say("say.due", deadline=desk.office.deadline))
    yield Prose(desk.say("say.guided"), dotted=True)
    yield from gaps(1)


def judgement(desk: Desk) -> Iterator[Block]:
    """The third and fourth sections: what is good, what is lacking, why, and what is asked for."""
    yield Heading(desk.say("headings.III"))
    yield Heading(desk.say("headings.III_1"), 2)
    yield from gaps()
    yield Heading(desk.say("headings.III_2"), 2)
    for title, count in _faults(desk)[:HINTS]:
        yield Prose(desk.say("say.fault", title=title, count=count, sent=desk.sent))
    if not desk.overview.found:
        yield Prose(desk.say("say.faults_none"))
    yield from gaps(1)
    yield Heading(desk.say("headings.III_3"), 2)
    yield from gaps()
    yield Heading(desk.say("headings.IV"))
    yield from gaps()


def _documents(desk: Desk) -> tuple[str, ...]:
    """The circulars whose standards some plan uses."""
    used = (desk.office.circulars.get(table.title) for table in desk.overview.criteria)
    return tuple(dict.fromkeys(circular.document for circular in used if circular))


def _faults(desk: Desk) -> list[tuple[str, int]]:
    """Titles of rules with the schools in whose files they found something, the most first."""
    names = {school.name for school in desk.schools if school.sent}
    schools: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    for row in desk.overview.found:
        title = desk.office.titles.get(row.code, "")
        if title and row.severity in SEVERITIES and row.school in names:
            rank = SEVERITIES.index(row.severity)
            schools[rank, row.code, title].add(row.key)
    ranked = sorted(schools.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(title, len(keys)) for (_, _, title), keys in ranked]
