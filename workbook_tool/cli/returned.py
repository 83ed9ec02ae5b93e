"""A folder of returned workbooks → the plan of each school, for workbooks that begin with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbook_tool.carry import Source
from workbook_tool.choices import Choices
from workbook_tool.cli.examine import reports_of, sources_in
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.speech import catalogue, language, say, show
from workbook_tool.consolidate.sortedout import SortedOut, last_known
from workbook_tool.consolidate.submissions import sort_out
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Report
from workbook_tool.model import Plan, SchoolYear

STRANGE, SAME = "outside", "same"


def latest_plans(folder: Path, opening: Opening, before: SchoolYear | None = None) -> list[Plan]:
    """The plan of every school that sent one, as its last round left it.

    `before` leaves out the plans of that school year and later ones, and takes documents too: last
    year's plan may be a Word file. What is not used is named on standard error: files that cannot
    be read or are nobody's, older ones, answers that fit no task.
    """
    sources, documents = sources_in((folder,), (), opening), before is not None
    reports = reports_of(sources, language(), opening=opening, documents=documents)
    used = [report for report in reports if _is_before(report, before)]
    rounds = [known.key for known in catalogue().vocabulary.rounds]
    sorted_out = sort_out(used, (), rounds=rounds)
    _tell(reports, used, sorted_out)
    plans = zip(sorted_out.chosen, last_known(sorted_out, catalogue()), strict=True)
    chosen = {key: sorted_out.verdicts[path] for key, path in sorted_out.chosen.items()}
    return [plan for key, plan in plans if chosen[key].state != STRANGE]


def refuse_inside(folder: Path, returned: Path) -> None:
    """`WbtoolError` "output-in-input": what is made must not be read as returned next time."""
    if folder.resolve().is_relative_to(returned.resolve()):
        raise WbtoolError("output-in-input", path=folder)


def source_of(plan: Plan, round_: str = "") -> Source:
    """A plan and its own form, in a round of it."""
    identity, known = plan.identity, catalogue()
    form = known.form(identity.form, identity.form_version)
    year = SchoolYear.parse(plan.school_year)
    own = Choices(form, known.set(identity.set), known.vocabulary, year, round_ or identity.round)
    return Source(plan, own)


def _is_before(report: Report, before: SchoolYear | None) -> bool:
    year = SchoolYear.parse(report.plan.school_year) if report.plan else None
    return before is None or year is None or year < before


def _tell(reports: Sequence[Report], used: Sequence[Report], sorted_out: SortedOut) -> None:
    for report in reports:
        if report.plan is None and report.findings:
            show(f"{report.path}: {report.findings[0].message}", error=True)
        elif report not in used:
            show(say("returned-not-before", path=report.path), error=True)
    for path, verdict in sorted_out.verdicts.items():
        if verdict.state == STRANGE:
            show(say("returned-strange", path=path), error=True)
        elif verdict.chosen and verdict.state not in (SAME, "joined"):
            show(say("returned-older", path=path, other=verdict.chosen), error=True)
        if unfit := sorted_out.unfit(path):
            tasks = ", ".join(str(record.number) for record in unfit)
            show(say("returned-unfit", path=path, tasks=tasks), error=True)
