"""A report of one file → one page to its school: what to mend, what to look at, how, until when.

The page holds at most ten points, the worst first; their sentences are cut until all of it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from workbook_tool.catalogue.files import Reader
from workbook_tool.documents.points import one_line, sentences, wordings
from workbook_tool.documents.sender import MARK, Sender, letterhead
from workbook_tool.findings import Finding, Report, Severity, count, sort
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import PLANNED, Plan
from workbook_tool.wordfile import written
from workbook_tool.wordfile.blocks import (
    CENTRED,
    MIDDLE,
    WIDTH,
    Block,
    Paper,
    Prose,
    Row,
    Signing,
    Table,
    Title,
    Words,
    cell,
    text_of,
)
from workbook_tool.wordfile.measures import MM_PER_POINT, lines

FILE = "feedback.toml"
KIND = "feedback"
MOST = 10
"""Points on the page: a school that gets more reads none."""
POOREST = 3
"""The last of the ways in which a point is told, see `points`."""
PAGE, HEAD, FOOT = 257.0, 38.0, 34.0
"""Millimetres between the margins; of head and title without the office's name; of the foot."""
NOTE = AUTHOR_LINE = 5.0
"""Millimetres of a line of the office's name, and of the note over a signature."""
LONGEST_NAME, LONGEST_FILE, LONGEST_FACT = 110, 90, 90
"""Letters that are kept of what others wrote."""
AUTHOR_WIDTH, AUTHOR_SIZE = 70.0, 13.0
"""Millimetres of the column of the office's name, and about the size of its bold capitals."""
SIZE, TABLE_SIZE = 13.0, 11.0
LINE, ROW_AIR = 1.17, 1.0
"""The height of a line in sizes of its letters; millimetres that a row adds."""
LINE_HIGH = TABLE_SIZE * LINE * MM_PER_POINT
INDENT = 4.0
"""Millimetres: what first lines and ragged ends take of the width, spread over all lines."""


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
        title=" ".join(title), author=frame.sender.name, size=SIZE, properties={MARK: KIND}
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
        author = lines(frame.sender.name.upper(), AUTHOR_SIZE, AUTHOR_WIDTH)
        noted = 0.0 if frame.sender.signer else NOTE
        around = HEAD + author * AUTHOR_LINE + noted + FOOT
        room = PAGE - around - sum(map(_tall, (*before, *after)))
        yield from _listed(report.findings, frame, words, room)
    yield from after
    note = "" if frame.sender.signer else words.text("note")
    yield Signing("", (), words.texts("capacity"), frame.sender.signer, note, space=14)


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


def _tall(prose: Prose) -> float:
    """About how high a paragraph prints, in millimetres, with the blank below it."""
    blank = (prose.before or 0) + (prose.after or 0)
    counted = lines(text_of(prose.content), SIZE, WIDTH - INDENT)
    return (counted * SIZE * LINE + blank) * MM_PER_POINT


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


def _listed(
    findings: Sequence[Finding], frame: Frame, words: Reader, room: float
) -> Iterator[Block]:
    """The table, its sentences as short as they must be; below it how many have no room."""
    widths = tuple(float(width) for width in words.get("widths", list))
    told = _fitting(sort(findings), widths, room, words.text("tasks"))
    counts = count(findings)
    rows: list[Row] = []
    for n, (finding, texts) in enumerate(told, 1):
        if n == 1 or finding.severity is not told[n - 2][0].severity:
            facts = {"count": counts[finding.severity.word]}
            group = words.text("group").format(severity=frame.severities[finding.severity], **facts)
            head = cell(group, span=len(widths), bold=True, stands=MIDDLE)
            rows.append(Row((head,), together=True))
        rows.append(Row((cell(str(n), align=CENTRED), *map(cell, texts))))
    heads = (cell(t, align=CENTRED, bold=True, stands=MIDDLE) for t in words.texts("columns"))
    yield Table(widths, tuple(rows), (Row(tuple(heads)),), size=TABLE_SIZE)
    if left := len(findings) - len(told):
        more = words.text("more").format(count=left)
        yield Prose(more, italic=True, before=3, after=0, size=TABLE_SIZE)


Told: TypeAlias = tuple[tuple[Finding, tuple[str, str]], ...]
"""Findings and the two sentences that the page says of each."""


def _fitting(
    findings: Sequence[Finding], widths: tuple[float, ...], room: float, tasks: str
) -> Told:
    """The richest wording that has room on the page; of the last resort one point is left."""
    told: Told = ()
    for ways in wordings(min(len(findings), MOST), POOREST):
        pairs = zip(findings, ways, strict=False)
        told = tuple((finding, sentences(finding, way, tasks)) for finding, way in pairs)
        more = LINE_HIGH + ROW_AIR if len(told) < len(findings) else 0.0
        if _height(told, widths) + more <= room:
            break
    return told


def _height(told: Told, widths: tuple[float, ...]) -> float:
    """About how high the table prints, in millimetres."""
    groups = 1 + len({finding.severity for finding, _ in told})
    rows = [
        max(lines(t, TABLE_SIZE, width - 3) for t, width in zip(texts, widths[1:], strict=False))
        for _, texts in told
    ]
    return (sum(rows) + groups) * LINE_HIGH + (len(rows) + groups) * ROW_AIR
