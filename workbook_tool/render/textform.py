"""An outcome → lines for people: the school first, the worst first, cells and codes last."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from workbook_tool.findings import Finding, Report, Severity, count
from workbook_tool.model import PLANNED
from workbook_tool.render import Manner, Outcome
from workbook_tool.render.lastline import to_do
from workbook_tool.render.plain import one_line

MOST_LINES = 10
"""Findings shown for one school: a longer list is not read."""
MOST_PLACES = 6
_SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}
)
_BOLD, _DIM, _GREEN = "1", "2", "32"


def render(outcome: Outcome, manner: Manner) -> str:
    """Every file with its findings, what was found across files, and a last line to act on."""
    page = _Page(manner)
    parts = [line for report in outcome.reports for line in page.file(report, outcome)]
    if outcome.across:
        heading = page.painted(manner.say("report-across"), _BOLD)
        parts += [heading, *page.findings(outcome.across), ""]
    return "\n".join([*parts, *page.last(outcome), ""])


class _Page:
    """The lines of a page, in the manner asked for."""

    def __init__(self, manner: Manner) -> None:
        self._say, self._colour, self._width = manner.say, manner.colour, manner.width

    def painted(self, text: str, code: str) -> str:
        """The text in a colour of the terminal (an SGR code), plain where none is wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def file(self, report: Report, outcome: Outcome) -> Iterator[str]:
        """A file: the school, how many findings of each kind, the findings, what to do."""
        path = one_line(report.path)
        name = one_line(report.plan.school_name) if report.plan else ""
        yield f"{self.painted(name, _BOLD)} ({path})" if name else self.painted(path, _BOLD)
        if report.findings:
            yield "  " + self._say("report-counts", **count(report.findings))
            yield from self.findings(report.findings)
            yield from self._wrapped(self._asked(report, outcome), "  ", "  ")
        else:
            yield "  " + self.painted(self._say("report-clean"), _GREEN)
        yield from self._fixed(report)
        yield ""

    def _fixed(self, report: Report) -> Iterator[str]:
        """What was corrected in the file's copy, for who asked for one."""
        if report.corrections is None:
            return
        from workbook_tool.render.fixed import told

        lines = [one_line(line) for line in told(report.corrections, self._say)]
        for line in lines[: MOST_LINES + 1]:
            yield from self._wrapped(line, "  ", "    ")
        if len(lines) > MOST_LINES + 1:
            yield "  " + self._say("report-more", count=len(lines) - MOST_LINES - 1)

    def findings(self, findings: Sequence[Finding]) -> Iterator[str]:
        """At most ten findings, each with its places and its code below."""
        for finding in findings[:MOST_LINES]:
            word = self._say(f"severity-{finding.severity.word}")
            first, *rest = self._wrapped(f"- {word}: {finding.told}", "  ", "    ")
            head = f"  - {word}:"
            painted = "  - " + self.painted(f"{word}:", _SEVERITIES[finding.severity])
            yield painted + first.removeprefix(head) if first.startswith(head) else first
            yield from rest
            where = f"[{self._where(finding)}{finding.code}]"
            for line in self._wrapped(where, "    ", "     "):
                yield self.painted(line, _DIM)
        if len(findings) > MOST_LINES:
            yield "  " + self._say("report-more", count=len(findings) - MOST_LINES)

    def last(self, outcome: Outcome) -> Iterator[str]:
        """How much was checked, and whom to send what back."""
        told = self._say("report-total", files=len(outcome.reports), **outcome.counts)
        yield from self._wrapped(told, "", "")
        yield from self._wrapped(to_do(outcome, self._say), "", "")

    def _asked(self, report: Report, outcome: Outcome) -> str:
        errors, due = len(report.of(Severity.ERROR)), outcome.due(report)
        if not errors or report.plan is None:
            return ""
        if report.path in outcome.aside:
            return self._say("report-file-aside")
        # In a later round the number of the submission is locked.
        later = "" if report.plan.identity.round == PLANNED else "-round"
        before = self._say("message-before", deadline=due) if due else ""
        return self._say(f"report-file-last{later}", error=errors, before=before)

    def _where(self, finding: Finding) -> str:
        """Cells, the sheet named once; for a fault of a whole file, the file."""
        shown: list[str] = []
        sheet = ""
        for place in finding.places[:MOST_PLACES]:
            name = place.value if not place.cell else f"{place.sheet}!{place.cell}"
            if place.cell and place.sheet == sheet:
                name = place.cell
            if name and (place.cell or name not in finding.message):
                shown.append(one_line(name))
            sheet = place.sheet
        hidden = len(finding.places) - MOST_PLACES
        if hidden > 0:
            shown.append(self._say("report-places", count=hidden))
        return f"{', '.join(shown)} · " if shown else ""

    def _wrapped(self, text: str, first: str, then: str) -> list[str]:
        return textwrap.wrap(
            one_line(text),
            self._width,
            initial_indent=first,
            subsequent_indent=then,
            break_long_words=False,
            break_on_hyphens=False,
        )
