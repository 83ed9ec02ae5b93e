"""An outcome → the sentence that says what to do now."""

from __future__ import annotations

from workbook_tool.render import Outcome, Say
from workbook_tool.render.plain import one_line

MOST_NAMES = 5


def to_do(outcome: Outcome, say: Say) -> str:
    """Which files go back to their schools, five of them by name."""
    back = outcome.returned
    if not back:
        return say("report-last-none")
    names = ", ".join(one_line(report.path) for report in back[:MOST_NAMES])
    more = len(back) - MOST_NAMES
    left = f" {say('report-more-files', count=more)}" if more > 0 else ""
    return say("report-last", count=len(back), names=names + left)
