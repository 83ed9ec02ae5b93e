"""Files of a batch by school → which plan counts, and what a later round told of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from workbook_tool.catalogue import Catalogue
from workbook_tool.consolidate.contents import round_of
from workbook_tool.consolidate.notes import Joined
from workbook_tool.consolidate.ranking import Verdict
from workbook_tool.consolidate.rounds import REVIEWED, as_left, fitting
from workbook_tool.findings import Finding, Report
from workbook_tool.frozen import dataclass
from workbook_tool.model import PLANNED, Plan, Record, School

EARLIER = "earlier_round"
"""Why a file is set aside that tells of a round before the last."""


@dataclass(frozen=True)
class SortedOut:
    """Reports by path, the school of each plan, what counts, and the schools in order.

    `notes` are the clerk's, beside the schools.
    """

    reports: Mapping[str, Report]
    schools: Mapping[str, School]
    listed: bool
    owner: Mapping[str, str]
    verdicts: Mapping[str, Verdict]
    notes: Joined

    def plan(self, path: str) -> Plan:
        """The plan of a file that was read; KeyError when there is none."""
        plan = self.reports[path].plan
        if plan is None:
            raise KeyError(path)
        return plan

    @cached_property
    def chosen(self) -> Mapping[str, str]:
        """The path of the file that stands for each school, outside ones included."""
        return {
            self.owner[path]: path
            for path, verdict in self.verdicts.items()
            if path in self.owner and not verdict.chosen
        }

    @cached_property
    def told(self) -> Mapping[str, str]:
        """The path of the file of a later round that tells how far the plan of a school is.

        It is the chosen file itself where the school sent no plan of that year.
        """
        alone = {key: path for key, path in self.chosen.items() if round_of(self.reports[path])}
        joined = {
            self.owner[path]: path
            for path, verdict in self.verdicts.items()
            if verdict.state == "joined"
        }
        return alone | joined

    def left(self, key: str, fields: Collection[str] = REVIEWED) -> Plan:
        """The plan of a school as its last round left it, as far as `fields` go.

        What the last round leaves blank is as the rounds before it told.
        """
        plan = self.plan(self.chosen[key])
        rounds = [self.told[key]] if key in self.told else []
        if plan.identity.round == PLANNED:
            rounds = [*self._before(key), *rounds]
        for path in rounds:
            plan = as_left(plan, self.plan(path), fields)
        return plan

    def _before(self, key: str) -> list[str]:
        """The files of earlier rounds of a school's plan, in the order they arrived."""
        paths = (p for p, verdict in self.verdicts.items() if verdict.reason == EARLIER)
        own = (path for path in paths if self.owner.get(path) == key)
        return sorted(own, key=lambda path: (self.reports[path].modified, path))

    def unfit(self, path: str) -> tuple[Record, ...]:
        """The tasks of a file of a later round that were not joined to the plan that counts."""
        key = self.owner.get(path, "")
        if self.told.get(key) != path:
            return ()
        return fitting(self.plan(self.chosen[key]), self.plan(path)).unfit

    @cached_property
    def findings(self) -> Mapping[str, tuple[tuple[str, Finding], ...]]:
        """What was found in the chosen file of each school and in that of its last round.

        Each finding has its path. A round file holds the whole plan: what both say alike is said
        once, and what the plan left blank and the round has filled in is no longer missing.
        """
        return {key: tuple(self._found(key)) for key in self.chosen}

    def _found(self, key: str) -> Iterable[tuple[str, Finding]]:
        found: dict[tuple[str, str], tuple[str, Finding]] = {}
        for path in dict.fromkeys((self.chosen[key], self.told.get(key, self.chosen[key]))):
            for finding in self.open(path):
                found.setdefault((finding.code, finding.message), (path, finding))
        return found.values()

    def open(self, path: str) -> tuple[Finding, ...]:
        """The findings of a file, but for blanks of a plan that its last round has filled in."""
        findings, key = self.reports[path].findings, self.owner.get(path, "")
        last = self.told.get(key, path)
        if self.chosen.get(key) != path or last == path:
            return findings
        filled = _filled(self.plan(last))
        return tuple(finding for finding in findings if not _mended(finding, filled))


def _filled(plan: Plan) -> frozenset[tuple[str, str]]:
    """The cells in which something stands."""
    rows = (plan, *(record for records in plan.tables.values() for record in records))
    values = (value for row in rows for value in row.values.values() if not value.blank)
    return frozenset((value.place.sheet, value.place.cell) for value in values)


def _mended(finding: Finding, filled: Collection[tuple[str, str]]) -> bool:
    """Whether a finding speaks of nothing but blank cells that were filled in since."""
    places = finding.places
    return bool(places) and all(not p.value and (p.sheet, p.cell) in filled for p in places)


def last_known(sorted_out: SortedOut, catalogue: Catalogue) -> tuple[Plan, ...]:
    """The plan of every school that sent one, with all that its last round was asked to tell."""
    found = []
    for key in sorted_out.chosen:
        told = sorted_out.plan(sorted_out.told.get(key, sorted_out.chosen[key])).identity
        form = catalogue.form(told.form, told.form_version)
        asked = {f.id for _, b in form.blocks() for f in b.fields if f.writable_in(told.round)}
        found.append(sorted_out.left(key, asked))
    return tuple(found)
