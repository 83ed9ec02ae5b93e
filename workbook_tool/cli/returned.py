"""A folder of returned workbooks → the plan of each school, for workbooks that begin with it."""

from __future__ import annotations

from pathlib import Path

from workbook_tool.carry import Source
from workbook_tool.choices import Choices
from workbook_tool.cli.examine import reports_of, sources_in
from workbook_tool.cli.speech import catalogue, language, show
from workbook_tool.consolidate.sortedout import last_known
from workbook_tool.consolidate.submissions import sort_out
from workbook_tool.model import Plan, SchoolYear


def latest_plans(folder: Path) -> list[Plan]:
    """The plan of every school that sent one, as its last round left it.

    A file that cannot be read is named on standard error.
    """
    reports = reports_of(sources_in((folder,), ()), language())
    for report in reports:
        if report.plan is None and report.findings:
            show(f"{report.path}: {report.findings[0].message}", error=True)
    rounds = [known.key for known in catalogue().vocabulary.rounds]
    return list(last_known(sort_out(reports, (), rounds=rounds), catalogue()))


def source_of(plan: Plan, round_: str = "") -> Source:
    """A plan and its own form, in a round of it."""
    identity, known = plan.identity, catalogue()
    form = known.form(identity.form, identity.form_version)
    year = SchoolYear.parse(plan.school_year)
    own = Choices(form, known.set(identity.set), known.vocabulary, year, round_ or identity.round)
    return Source(plan, own)
