"""Reports → text and pages for people, JSON for programs: one module a format, deciding nothing."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from workbook_tool.catalogue import Catalogue, Rule
from workbook_tool.findings import Finding, Report, Severity, count
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import PLANNED

Say = Callable[..., str]
"""A message by key, its facts as keywords."""

FORMATS: Sequence[str] = ("text", "concise", "json", "jsonl", "csv", "sarif", "html", "xlsx")
BINARY = frozenset({"xlsx"})
"""Formats that no terminal can show: they go into a file."""
ENDINGS: Mapping[str, str] = MappingProxyType(
    {".txt": "text", ".htm": "html", ".ndjson": "jsonl", **{f".{form}": form for form in FORMATS}}
)
"""The format that the ending of a file's name asks for."""
NOT_WRITTEN = frozenset(
    {".doc", ".docx", ".ods", ".odt", ".pdf", ".ppt", ".pptx", ".rtf", ".xls", ".xlsb", ".xlsm"}
)
"""Endings of files that a program would open and find no such file in; others hold text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of `check`: a report per file, and what was found across files.

    `settings` are those an office or the command line made, with their places, as JSON has them;
    `deadlines` say in words by when a round is due, by its key; `aside` are the paths of files
    that need no answer: another one of the school counts, or they are no school's.
    """

    reports: tuple[Report, ...]
    across: tuple[Finding, ...] = ()
    as_of: date | None = None
    settings: tuple[Mapping[str, object], ...] = ()
    deadlines: Mapping[str, str] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()

    def due(self, report: Report) -> str:
        """By when the school is to send its file again, in words; "" when nobody said."""
        round_ = report.plan.identity.round if report.plan else PLANNED
        return self.deadlines.get(round_, "")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the run, by file and then across files."""
        return (*(f for report in self.reports for f in report.findings), *self.across)

    @property
    def counts(self) -> Mapping[str, int]:
        """Findings by severity word."""
        return count(self.findings)

    @property
    def returned(self) -> tuple[Report, ...]:
        """The files that go back to their schools: those with something that must be mended."""
        heard = (r for r in self.reports if r.path not in self.aside)
        return tuple(r for r in heard if r.worst is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Manner:
    """How an outcome is told: in which language, by which cards, in colour, how wide.

    `rules` are the cards by code whose findings may occur; `width` is in characters.
    """

    catalogue: Catalogue
    language: str
    rules: Mapping[str, Rule]
    colour: bool = False
    width: int = 100

    def say(self, key: str, **facts: object) -> str:
        """A message in the language."""
        return self.catalogue.say(key, self.language, **facts)


def render(outcome: Outcome, form: str, manner: Manner) -> bytes:
    """The outcome in one of `FORMATS`, as the bytes of a file; text is UTF-8.

    Halves of surrogate pairs (names that are no UTF-8) become question marks.
    """
    module = importlib.import_module(f"workbook_tool.render.{form}form")
    made: str | bytes = module.render(outcome, manner)
    return made if isinstance(made, bytes) else made.encode("utf-8", errors="replace")
