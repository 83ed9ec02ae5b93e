"""An outcome → lines for people: the school first, the worst first, cells and codes last."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from workbook_tool.findings import Finding, Report, Severity, count
from workbook_tool.model import PLANNED
from workbook_tool.render import Outcome, Say

WIDTH = 100
MOST_LINES = 10
"""Findings shown for one school: a longer list is not read."""
MOST_PLACES = 6


def render_text(outcome: Outcome, say: Say) -> str:
    """Every file with its findings, what was found across files, and a last line to act on."""
    parts = [line for report in outcome.reports for line in _file(report, outcome.due(report), say)]
    if outcome.across:
        parts += [say("report-across"), *_findings(outcome.across, say), ""]
    return "\n".join([*parts, _last(outcome, say)])


def _file(report: Report, due: str, say: Say) -> Iterator[str]:
    name = report.plan.school_name if report.plan else ""
    yield f"{name} ({report.path})" if name else report.path
    if report.findings:
        yield "  " + say("report-counts", **count(report.findings))
        yield from _findings(report.findings, say)
        errors = count(report.findings)["error"]
        if errors and report.plan:
            # In a later round the number of the submission is locked.
            later = "" if report.plan.identity.round == PLANNED else "-round"
            before = say("message-before", deadline=due) if due else ""
            yield "  " + say(f"report-file-last{later}", error=errors, before=before)
    else:
        yield "  " + say("report-clean")
    yield ""


def _findings(findings: Sequence[Finding], say: Say) -> Iterator[str]:
    for finding in findings[:MOST_LINES]:
        word = say(f"severity-{finding.severity.word}")
        yield textwrap.fill(
            f"- {word}: {finding.told}",
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
            break_long_words=False,
        )
        yield f"    [{_where(finding, say)}{finding.code}]"
    if len(findings) > MOST_LINES:
        yield "  " + say("report-more", count=len(findings) - MOST_LINES)


def _where(finding: Finding, say: Say) -> str:
    """Cells, the sheet named once; for a fault of a whole file, the file."""
    shown: list[str] = []
    sheet = ""
    for place in finding.places[:MOST_PLACES]:
        name = place.value if not place.cell else f"{place.sheet}!{place.cell}"
        if place.cell and place.sheet == sheet:
            name = place.cell
        if name and (place.cell or name not in finding.message):
            shown.append(name)
        sheet = place.sheet
    hidden = len(finding.places) - MOST_PLACES
    if hidden > 0:
        shown.append(say("report-places", count=hidden))
    return f"{', '.join(shown)} · " if shown else ""


def _last(outcome: Outcome, say: Say) -> str:
    bad = sum(report.worst is Severity.ERROR for report in outcome.reports)
    key = "report-last" if outcome.counts["error"] else "report-last-none"
    return say(key, files=len(outcome.reports), bad=bad, **outcome.counts)
