"""Files of one batch against each other and the roster → findings across files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import dress
from workbook_tool.consolidate.submissions import sort_out
from workbook_tool.findings import Finding, Hit, Report, sort
from workbook_tool.model import Place, School

_RULES = {"same": "WB115", "old": "WB116", "outside": "WB117"}
"""The rule that speaks of a file which was set aside, by its state."""


def across(
    reports: Sequence[Report], roster: Sequence[School], catalogue: Catalogue, language: str
) -> tuple[Finding, ...]:
    """Identical files, older submissions, schools outside the roster: one finding a rule."""
    sorted_out = sort_out(reports, roster)
    hits: dict[str, list[Hit]] = defaultdict(list)
    for path, verdict in sorted_out.verdicts.items():
        if verdict.state in _RULES:
            plan = sorted_out.plan(path)
            facts = {"other": verdict.chosen, "code": plan.school_code, "name": plan.school_name}
            hits[_RULES[verdict.state]].append(Hit((Place("", "", value=path),), facts))
    rules = catalogue.rules
    return sort([dress(rules[code], found, language) for code, found in hits.items()])
