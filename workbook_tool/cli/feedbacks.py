"""Reports of files that have a marked copy → a page of feedback beside each copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from workbook_tool.catalogue import LANGUAGES
from workbook_tool.cli.officereports import sender_of
from workbook_tool.cli.patched import Copy
from workbook_tool.cli.places import place_for
from workbook_tool.cli.speech import catalogue, say
from workbook_tool.findings import Report, Severity
from workbook_tool.model import PLANNED
from workbook_tool.outfile import write_whole
from workbook_tool.patterns import re
from workbook_tool.render import Outcome
from workbook_tool.settings.office import Settings

FILE = "feedback"
ENDING = ".docx"
WORKBOOKS = (".xlsx", ".xlsm")
_NUMBER = re.compile(r" \([0-9]+\)$")


def write_feedback(
    copies: Sequence[Copy], outcome: Outcome, settings: Settings, lang: str
) -> list[str]:
    """Write a page for every copy but of files that need no answer; what is to be said of it.

    A page that a clerk wrote into is kept, the new one stands beside it.
    """
    from workbook_tool.documents.feedback import Frame, feedback, feedback_name

    words, known = words_in(lang), catalogue()
    severities = {s: known.say(f"severity-{s.word}", lang) for s in Severity}
    sender = sender_of(settings)
    answered = [c for c in copies if c.path and c.report.path not in outcome.aside]
    for copy in answered:
        path = copy.path or Path()
        due, round_ = outcome.due(copy.report), _round(copy.report)
        page = Frame(sender, severities, path.name, outcome.as_of, due, round_, words)
        target = path.with_name(feedback_name(path.stem, words) + ENDING)
        data = feedback(copy.report, page)
        write_whole(place_for(target, data), data)
    return [say("feedback-done", count=len(answered))]


def goes_with_copy(path: Path) -> bool:
    """Whether a document is a page of feedback that lies beside its workbook."""
    from workbook_tool.documents.feedback import feedback_name

    stem = _NUMBER.sub("", path.stem)
    others = (p for p in path.parent.iterdir() if p.suffix.casefold() in WORKBOOKS)
    names = {feedback_name(p.stem, words_in(lang)) for p in others for lang in LANGUAGES}
    return stem in names


def words_in(lang: str) -> Mapping[str, object]:
    """The words of the page in a language."""
    words = catalogue().words(FILE)[lang]
    return words if isinstance(words, dict) else {}


def _round(report: Report) -> str:
    key = report.plan.identity.round if report.plan else PLANNED
    return catalogue().vocabulary.round_label(key)
