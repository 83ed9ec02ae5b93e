"""Files of one batch against each other and the roster → what is open, findings across files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import dress
from workbook_tool.checks.dress import listed
from workbook_tool.checks.wb213_same_plan_as_last_year import same_tasks
from workbook_tool.consolidate.submissions import SortedOut, sort_out
from workbook_tool.findings import Finding, Hit, Report, sort
from workbook_tool.frozen import replace
from workbook_tool.model import PLANNED, Place, Plan, School, SchoolYear
from workbook_tool.settings import Rulebook

OTHER_YEAR = "WB140"
UNFIT, SAME_AS_LAST_YEAR, SIGNED, SIGNED_TOO = "WB128", "WB213", "WB124", "WB139"
_RULES = {"same": "WB115", "old": "WB116", "outside": "WB117"}
"""The rule that speaks of a file which was set aside, by its state."""

_UNANSWERED = frozenset({"same", "old", "skipped"})
"""States of files that nobody is written to about: another one counts, or they are no school's."""

_OWN_FAULTS = frozenset({"other_school", "unnamed"})
"""Why a file is nobody's, where a rule has said so in the file itself."""

_Found = tuple[str, Hit]
"""The code of a rule, and what it found."""


def compare(
    reports: Sequence[Report],
    roster: Sequence[School],
    catalogue: Catalogue,
    rules: Rulebook,
    language: str,
) -> tuple[tuple[Report, ...], tuple[Finding, ...], frozenset[str]]:
    """The reports without what a later file answers; findings across files; paths set aside.

    The last are those of files that need no answer.
    """
    rounds = {known.key: known.label for known in catalogue.vocabulary.rounds}
    sorted_out = sort_out(reports, roster, rounds=tuple(rounds))
    signed = _signed(sorted_out, catalogue, rules, language)
    still = tuple(
        replace(r, findings=signed.get(path) or _open(sorted_out, path))
        for path, r in sorted_out.reports.items()
    )
    aside = frozenset(path for path, v in sorted_out.verdicts.items() if v.state in _UNANSWERED)
    return still, _across(sorted_out, rounds, rules, language), aside | signed.keys()


def _open(sorted_out: SortedOut, path: str) -> tuple[Finding, ...]:
    """What is open of a file; that it is of another year, only where no other one counts."""
    found = sorted_out.open(path)
    if sorted_out.verdicts[path].state not in _UNANSWERED:
        return found
    return tuple(finding for finding in found if finding.code != OTHER_YEAR)


def _signed(
    sorted_out: SortedOut, catalogue: Catalogue, rules: Rulebook, language: str
) -> dict[str, tuple[Finding, ...]]:
    """What is said of scans of schools whose workbooks came too: nothing more is asked for."""
    scans = [path for path, verdict in sorted_out.verdicts.items() if verdict.state == "signed"]
    if not scans or SIGNED_TOO not in rules.speaking:
        return {}
    from workbook_tool.consolidate.named import school_named_in

    sent = {sorted_out.schools[key]: path for key, path in sorted_out.chosen.items()}
    words = catalogue.words_of_rules("roster")
    told: dict[str, tuple[Finding, ...]] = {}
    for path in scans:
        school = school_named_in(path, list(sent), words)
        report = sorted_out.reports[path]
        if school and report.school in ("", school.name):
            scan = next(f for f in report.findings if f.code == SIGNED)
            facts = {**scan.hits[0].facts, "school": school.name, "workbook": sent[school]}
            hit = Hit(scan.places, facts)
            told[path] = (dress(rules.cards[SIGNED_TOO], [hit], language),)
    return told


def _across(
    sorted_out: SortedOut, rounds: dict[str, str], rules: Rulebook, language: str
) -> tuple[Finding, ...]:
    """Findings of files set aside.

    One a rule; of results that fit no task, and of last year's plan sent again, one a file.
    """
    hits: dict[str, list[Hit]] = defaultdict(list)
    for code, hit in _set_aside(sorted_out):
        hits[code].append(hit)
    alone = [*_unfit(sorted_out, rounds), *_repeated(sorted_out, rules)]
    said = [*hits.items(), *((code, [hit]) for code, hit in alone)]
    heard = [(code, found) for code, found in said if code in rules.speaking]
    return sort([dress(rules.cards[code], found, language) for code, found in heard])


def _set_aside(sorted_out: SortedOut) -> Iterator[_Found]:
    for path, verdict in sorted_out.verdicts.items():
        if verdict.state in _RULES and verdict.reason not in _OWN_FAULTS:
            plan = sorted_out.plan(path)
            facts = {"other": verdict.chosen, "code": plan.school_code, "name": plan.school_name}
            yield _RULES[verdict.state], Hit(_file(path), facts)


def _unfit(sorted_out: SortedOut, rounds: dict[str, str]) -> Iterator[_Found]:
    """Files of a later round with tasks that are not those of the plan that counts."""
    for path in sorted(sorted_out.told.values()):
        if unfit := sorted_out.unfit(path):
            plan = sorted_out.plan(path)
            facts = {
                "round": rounds.get(plan.identity.round, plan.identity.round),
                "name": plan.school_name or plan.school_code,
                "tasks_differ": listed(str(record.number) for record in unfit),
            }
            yield UNFIT, Hit(_file(path), facts)


def _repeated(sorted_out: SortedOut, rules: Rulebook) -> Iterator[_Found]:
    """Plans with nothing but the tasks of an earlier year's, where their own file tells nothing."""
    forms = rules.cards[SAME_AS_LAST_YEAR].forms
    for key, path in sorted(sorted_out.chosen.items()):
        report, own = sorted_out.reports[path], sorted_out.plan(path)
        said = any(finding.code == SAME_AS_LAST_YEAR for finding in report.findings)
        applies = own.identity.round == PLANNED and (not forms or own.identity.form in forms)
        if applies and not said and any(_same(own, old) for old in _earlier(sorted_out, key)):
            yield SAME_AS_LAST_YEAR, Hit(_file(path))


def _earlier(sorted_out: SortedOut, key: str) -> Iterator[Plan]:
    """What a school sent of the years before that of its plan which counts."""
    now = SchoolYear.parse(sorted_out.plan(sorted_out.chosen[key]).school_year)
    for path, owner in sorted_out.owner.items():
        year = SchoolYear.parse(sorted_out.plan(path).school_year)
        if owner == key and year and now and year < now:
            yield sorted_out.plan(path)


def _same(own: Plan, former: Plan) -> bool:
    return same_tasks(_tasks(own), _tasks(former))


def _tasks(plan: Plan) -> list[str]:
    return [record.text("action.task") for record in plan.actions]


def _file(path: str) -> tuple[Place]:
    return (Place("", "", value=path),)
