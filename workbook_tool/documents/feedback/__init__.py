"""A report of one file → one page to its school: what to mend, what to look at, how, until when.

The page holds at most ten points, the worst first; their sentences are cut until all of it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from workbook_tool.catalogue.files import Reader
from workbook_tool.documents.feedback.points import one_line
from workbook_tool.documents.feedback.table import SIZE, listed, room_for_points
from workbook_tool.documents.sender import Sender, letterhead
from workbook_tool.findings import Report, Severity, count
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import PLANNED, Plan
from workbook_tool.model.document import DOCUMENT_MARK
from workbook_tool.wordfile import written
from workbook_tool.wordfile.blocks import CENTRED, Block, Paper, Prose, Signing, Title, Words

FILE = "feedback.toml"
KIND = "feedback"
LONGEST_NAME, LONGEST_FILE, LONGEST_FACT = 110, 90, 90
"""Letters that are kept of what others wrote."""
SIGNATURE = 14.0
"""Millimetres left for a signature."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page says around the findings of a file.

    `copy` is the name of the marked copy, `day` the office's today, `deadline` and `round` are in
    words ("" for none, and for the plan itself), `severities` the words of severities.
    """

    sender: Sender
    severities: Mapping[Severity, str]
    copy: str = ""
    day: date | None = None
    deadline: str = ""
    round: str = ""
    words: Mapping[str, object] = field(default_factory=dict)


def feedback(report: Report, frame: Frame) -> bytes:
    """The page as the bytes of a .docx; the same report and frame give the same file.

    `CatalogueError` when `feedback.toml`, in one language the frame's words, lacks a word.
    """
    words = Reader(dict(frame.words), FILE)
    title = _title(report.plan, frame, words)
    paper = Paper(
        title=" ".join(title), author=frame.sender.name, size=SIZE, properties={DOCUMENT_MARK: KIND}
    )
    return written(tuple(_blocks(report, frame, words, title)), paper)


def feedback_name(stem: str, words: Mapping[str, object]) -> str:
    """What the page to a file of this name (without its ending) is called, without an ending."""
    return Reader(dict(words), FILE).text("file").format(name=stem)


def _blocks(report: Report, frame: Frame, words: Reader, title: tuple[str, ...]) -> Iterator[Block]:
    before, after = tuple(_before(report, words)), tuple(_after(report, frame, words))
    yield letterhead(frame.sender, words.table("head"), frame.day)
    yield Title(title)
    yield from before
    if report.findings:
        signed = bool(frame.sender.signer)
        room = room_for_points(frame.sender.name, (*before, *after), noted=not signed)
        yield from listed(report.findings, frame.severities, words, room)
    yield from after
    note = "" if frame.sender.signer else words.text("note")
    yield Signing("", (), words.texts("capacity"), frame.sender.signer, note, SIGNATURE)


def _before(report: Report, words: Reader) -> Iterator[Prose]:
    """To whom, and what the page is about."""
    school = one_line(report.plan.school_name, LONGEST_NAME) if report.plan else ""
    to = words.text("to").format(school=school) if school else words.text("to_unknown")
    yield Prose(to, align=CENTRED, indented=False, bold=True, after=4)
    counts = count(report.findings)
    parts = [words.text(key).format(count=n) for key, n in counts.items() if n]
    told = words.text("counts" if parts else "clean").format(counts=", ".join(parts))
    yield Prose(f"{_about(report, words)} {told}", after=4)


def _after(report: Report, frame: Frame, words: Reader) -> Iterator[Prose]:
    """What the school is to do, where it sees the cells, and whom it may ask."""
    if report.findings:
        yield from _asked(report, frame, words)
    said = []
    if frame.sender.contact:
        contact = one_line(frame.sender.contact, LONGEST_FACT).rstrip(".")
        said.append(words.text("contact").format(contact=contact))
    if report.findings:
        said.append(words.text("thanks"))
    if said:
        yield Prose(" ".join(said), after=0)


def _title(plan: Plan | None, frame: Frame, words: Reader) -> tuple[str, ...]:
    later = plan is not None and plan.identity.round != PLANNED
    what = words.text("round" if later else "plan").format(round=frame.round)
    year = one_line(plan.school_year, LONGEST_FACT) if plan else ""
    told = words.texts("title" if year else "title_no_year")
    return tuple(line.format(what=what, year=year) for line in told)


def _about(report: Report, words: Reader) -> str:
    file = one_line(report.path, LONGEST_FILE)
    number = report.plan.submission if report.plan else 0
    key = "about" if number else "about_unnumbered"
    return words.text(key).format(file=file, submission=number)


def _asked(report: Report, frame: Frame, words: Reader) -> Iterator[Prose]:
    errors = len(report.of(Severity.ERROR))
    marked = words.text("marked").format(copy=one_line(frame.copy, LONGEST_FILE))
    said = [marked] if frame.copy else []
    if not errors:
        yield Prose(" ".join([*said, words.text("look")]), before=5, after=2)
        return
    later = report.plan is not None and report.plan.identity.round != PLANNED
    due = one_line(frame.deadline, LONGEST_FACT)
    before = words.text("before").format(deadline=due) if due else ""
    ask = words.text("mend_round" if later else "mend").format(error=errors, before=before)
    told = (Words(" ".join([*said, ""])), Words(ask, bold=True))
    yield Prose(told, before=5, after=2)
