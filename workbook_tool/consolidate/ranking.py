"""The files of one school → which one counts, what is joined to it, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.consolidate.contents import Content, contents_of
from workbook_tool.findings import Report
from workbook_tool.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a file counts or not: keys of FileLine, and the file it yields to or is joined to.

    `copies` and `wanted` are those of FileLine.
    """

    state: str
    reason: str
    chosen: str = ""
    copies: int = 1
    wanted: str = ""


def rank(
    family: Sequence[Report], choice: str = "", rounds: Sequence[str] = ()
) -> dict[str, Verdict]:
    """A verdict for every file of one school; identical content counts once.

    What the office chose by name or path comes first, then the later school year, the higher
    submission number, a plan with tasks, the later file time, the shorter name and the smaller one.
    The best file of a later round (`rounds`, in order) is joined to the plan of its school year;
    where that year has no plan it counts itself, for it holds the whole plan.
    """
    contents = contents_of(family, choice, rounds)
    year = max(contents, key=lambda content: (content.picked, content.year)).year
    best, *rivals = sorted((c for c in contents if c.year == year), key=lambda c: c.rank)
    told = None if best.round else next((c for c in rivals if c.round), None)
    others = [content for content in contents if content is not best]
    answered = any(content.picked for content in contents)
    verdicts = {best.report.path: _counted(best, others, "" if answered else choice)}
    for other in others:
        verdicts[other.report.path] = _set_aside(other, best, told)
    for content in contents:
        for copy in content.copies:
            verdicts[copy.path] = Verdict("same", "same", content.report.path)
    return verdicts


def _counted(best: Content, others: Sequence[Content], unanswered: str) -> Verdict:
    plans = any(not content.round for content in others)
    if best.picked:
        reason = "office"
    elif best.round:
        reason = "round_alone"
    else:
        reason = "chosen" if plans else "only_plan" if others else "only"
    return Verdict("counted", reason, copies=len(best.copies) + 1, wanted=unanswered)


def _set_aside(other: Content, best: Content, told: Content | None) -> Verdict:
    copies = len(other.copies) + 1
    if other is told:
        return Verdict("joined", "joined", best.report.path, copies)
    rival = told if told and other.round and other.year == best.year else best
    return Verdict("old", _why_old(other, rival), rival.report.path, copies)


def _why_old(other: Content, rival: Content) -> str:
    if rival.picked or other.year > rival.year:
        return "not_chosen"
    if other.year < rival.year:
        return "earlier_year"
    if other.round < rival.round:
        return "earlier_round"
    if other.submission < rival.submission:
        return "lower_submission"
    if other.empty and not rival.empty:
        return "empty"
    return "earlier" if other.arrived < rival.arrived else "by_path"
