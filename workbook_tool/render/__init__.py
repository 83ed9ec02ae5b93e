"""Reports → text for people, JSON for programs: one function per format, deciding nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from workbook_tool.findings import Finding, Report, count
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import PLANNED

Say = Callable[..., str]
"""A message by key, its facts as keywords."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of `check`: a report per file, and what was found across files.

    `settings` are those an office or the command line made, with their places, as JSON has them;
    `deadlines` say in words by when a round is due, by its key.
    """

    reports: tuple[Report, ...]
    across: tuple[Finding, ...] = ()
    as_of: date | None = None
    settings: tuple[Mapping[str, object], ...] = ()
    deadlines: Mapping[str, str] = field(default_factory=dict)

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


def render(outcome: Outcome, form: str, say: Say) -> str:
    """The outcome in a format: "text" or "json"."""
    renderers: Mapping[str, Callable[[Outcome, Say], str]] = {"text": _text, "json": _json}
    return renderers[form](outcome, say)


def _text(outcome: Outcome, say: Say) -> str:
    from workbook_tool.render.text import render_text

    return render_text(outcome, say)


def _json(outcome: Outcome, _: Say) -> str:
    from workbook_tool.render.jsonform import render_json

    return render_json(outcome)


FORMATS: Sequence[str] = ("text", "json")
