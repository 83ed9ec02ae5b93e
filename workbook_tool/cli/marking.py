"""A report → the marks of its workbook and the message to its school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import dress
from workbook_tool.cli.examiner import Examiner
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.patched import Copy, Patch, Patched
from workbook_tool.cli.speech import catalogue, say
from workbook_tool.findings import Finding, Report, Severity, count, sort
from workbook_tool.frozen import replace
from workbook_tool.marks import Head, Marking, Signs, Single, Told, Words, mark, unmark
from workbook_tool.model import PLANNED, Plan
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole
from workbook_tool.patch import is_workbook
from workbook_tool.render import Outcome
from workbook_tool.render.message import message_of
from workbook_tool.settings import Rulebook

FILE = "marked"


class Marker:
    """Marks workbooks in one language; a `Patch`."""

    def __init__(
        self,
        catalogue: Catalogue,
        rules: Rulebook,
        language: str,
        outcome: Outcome | None = None,
        opening: Opening | None = None,
    ) -> None:
        self._catalogue, self._rules, self._language = catalogue, rules, language
        self._opening = opening or Opening.usual()
        self._as_of = outcome.as_of if outcome else None
        self._deadlines = outcome.deadlines if outcome else {}
        table = catalogue.words(FILE)
        self._words, self._signs = Words.read(table, language), Signs.read(table)
        self._severities = severity_words(catalogue, language)

    def __call__(self, data: bytes, report: Report) -> Patched:
        """The marked copy; of another format's content, moved into a workbook of today's form.

        `WbtoolError` when neither can be made.
        """
        if is_workbook(data):
            return Patched(self._marked(data, report, report.findings))
        return Patched(self._moved(report), ("copy-moved",))

    def _marked(self, data: bytes, report: Report, findings: Sequence[Finding]) -> bytes:
        told = [Told(finding, self._singles(finding)) for finding in findings]
        head = _head(report, self._words, self._round(report.plan), self._due(report))
        marking = Marking(told, head, self._words, self._severities)
        return mark(data, marking, self._signs, self._opening.limits)

    def _moved(self, report: Report) -> bytes:
        """What is found again stands where it stands now; the rest is told without a cell."""
        from workbook_tool.migration import migrate

        if report.plan is None:
            return b""
        data = migrate(report.plan, self._catalogue).data
        examiner = Examiner(
            self._catalogue, self._language, self._as_of, self._rules, self._opening
        )
        again = examiner(Source(Path(report.path), report.path, held=data)).findings
        codes = {finding.code for finding in again}
        gone = (f for f in report.findings if f.code not in codes)
        rest = [replace(finding, places=(), hits=()) for finding in gone]
        return self._marked(data, report, sort([*again, *rest]))

    def _singles(self, finding: Finding) -> tuple[Single, ...]:
        """Each hit in words of its own; a finding whose hits are not known tells all at once."""
        card = self._rules.cards.get(finding.code)
        if card is None or len(finding.hits) < 2:
            return (Single(finding.places, finding.told),)
        told = (dress(card, [hit], self._language) for hit in finding.hits)
        return tuple(Single(one.places, one.told) for one in told)

    def _due(self, report: Report) -> str:
        """By when the school is asked to answer, in words; "" where nobody said."""
        return self._deadlines.get(report.plan.identity.round, "") if report.plan else ""

    def _round(self, plan: Plan | None) -> str:
        key = plan.identity.round if plan else PLANNED
        return self._catalogue.vocabulary.round_label(key)


def severity_words(catalogue: Catalogue, language: str) -> Mapping[str, str]:
    """How severities are called, by their words, the worst first."""
    return {s.word: catalogue.say(f"severity-{s.word}", language) for s in reversed(Severity)}


def _head(report: Report, words: Words, round_: str, due: str) -> Head:
    plan, counts = report.plan, count(report.findings)
    school, year = (plan.school_name, plan.school_year) if plan else ("", "")
    of = words("round" if round_ else "of", school=school or report.path, year=year, round=round_)
    last = f"last{'_round' if round_ else ''}" if counts["error"] else "last_none"
    told = words("counts", **counts)
    lines = (of, told, *(words(key) for key in ("how_1", "how_2", "how_3")))
    before = words("before", deadline=due) if due else ""
    return Head(words("title"), lines, words(last, error=counts["error"], before=before))


def take_off(catalogue: Catalogue, opening: Opening) -> Patch:
    """A `Patch` that takes the marks off."""
    signs = Signs.read(catalogue.words(FILE))
    return lambda data, _: Patched(unmark(data, signs, opening.limits))


def write_messages(copies: Sequence[Copy], folder: Path, outcome: Outcome, lang: str) -> None:
    """A short text beside every copy, and all of them in one file, in the order of the files.

    Of a file that needs no answer there is none.
    """

    def words(key: str, **facts: object) -> str:
        return catalogue().say(key, lang, **facts)

    told = []
    for copy in copies:
        text = message_of(copy.report, outcome, words)
        if not text:
            continue
        told.append(f"{copy.report.path}\n{text}\n")
        if copy.path:
            write_whole(copy.path.with_suffix(".txt"), f"{text}\n".encode())
    write_whole(folder / f"{say('messages-file')}.txt", "\n".join(told).encode())
