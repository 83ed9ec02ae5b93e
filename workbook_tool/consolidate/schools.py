"""Sorted-out files → a line for every school, in groups, and the groups counted."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields

from workbook_tool.catalogue import StandardSet, Vocabulary
from workbook_tool.consolidate.contents import round_of
from workbook_tool.consolidate.files import received
from workbook_tool.consolidate.notes import of_school
from workbook_tool.consolidate.owners import school_of
from workbook_tool.consolidate.sortedout import SortedOut
from workbook_tool.findings import Severity
from workbook_tool.frozen import replace
from workbook_tool.model import GroupLine, School, SchoolLine
from workbook_tool.typed.text import bare, fold


class Grouping:
    """How schools are grouped: the label of each school's group, and the order of the groups."""

    def __init__(self, by: str, vocabulary: Vocabulary) -> None:
        self._by = by
        types = vocabulary.lists["school_types"]
        self._types = {fold(name): n for n, name in enumerate(types)}
        self._spelling = {fold(name): name for name in types}

    def labels(self, schools: Sequence[School]) -> list[str]:
        """One label a school; spellings of one name are one group, "" where none is told."""
        if self._by == "type":
            spelling = dict(self._spelling)
            return [spelling.setdefault(fold(s.type), s.type) for s in schools]
        spelling = {}
        homes: dict[str, set[str]] = defaultdict(set)
        for school in schools:
            name = school.unit if self._by == "unit" else school.province
            spelling.setdefault(fold(name), name)
            homes[fold(name)].add(fold(school.province))
        return [self._place(school, spelling, homes) for school in schools]

    def _place(self, school: School, spelling: dict[str, str], homes: dict[str, set[str]]) -> str:
        if self._by == "province":
            return spelling[fold(school.province)]
        unit = spelling[fold(school.unit)]
        # 241 commune names stand in several provinces: one name is then several groups.
        several = unit and len(homes[fold(school.unit)]) > 1
        return f"{unit} ({school.province})" if several and school.province else unit

    def order(self, label: str) -> tuple[bool, int, str, str]:
        """Where a group stands: types as the vocabulary lists them, else by letters."""
        rank = self._types.get(fold(label), len(self._types)) if self._by == "type" else 0
        return (not label, rank, bare(label), fold(label))

    def count(self, schools: Sequence[SchoolLine]) -> tuple[GroupLine, ...]:
        """The groups in order; schools outside the list belong to none."""
        states = Counter((line.group, line.state) for line in schools)
        names = sorted({g for g, state in states if state != "outside"}, key=self.order)
        return tuple(
            GroupLine(g, states[g, "fine"], states[g, "mend"], states[g, "missing"]) for g in names
        )


def school_lines(
    sorted_out: SortedOut, sets: Mapping[str, StandardSet], grouping: Grouping
) -> tuple[SchoolLine, ...]:
    """Every school of the list and of the files: by group, then as the list has them."""
    chosen = sorted_out.chosen
    lines = [
        _line(key, school, sorted_out, chosen.get(key, ""), sets)
        for key, school in sorted_out.schools.items()
    ]
    labels = grouping.labels([line.school for line in lines])
    grouped = [replace(line, group=label) for line, label in zip(lines, labels, strict=True)]
    listed = list(enumerate(grouped))
    listed.sort(key=lambda pair: _order(pair[0], pair[1], grouping, sorted_out.listed))
    return tuple(line for _, line in listed)


def _order(place: int, line: SchoolLine, grouping: Grouping, listed: bool) -> tuple[object, ...]:
    by_name = (bare(line.school.name), fold(line.school.name), line.key)
    own = (place,) if listed and line.state != "outside" else by_name
    return (line.state == "outside", grouping.order(line.group), own)


def _line(
    key: str, school: School, sorted_out: SortedOut, path: str, sets: Mapping[str, StandardSet]
) -> SchoolLine:
    choice = sorted_out.notes.choice(key)
    note = sorted_out.notes.text(of_school(key), "note")
    if not path:
        contact = _contact(school, school)
        blank = SchoolLine(key, _tidy(school), "", "missing", contact=contact)
        return replace(blank, choice=choice, note=note)
    report = sorted_out.reports[path]
    plan = sorted_out.plan(path)
    findings = [finding for _, finding in sorted_out.findings[key]]
    worst = Counter(finding.severity for finding in findings)
    judged = "mend" if worst[Severity.ERROR] else "fine"
    told = school_of(plan)
    round_file = sorted_out.told.get(key, "")
    return SchoolLine(
        key=key,
        school=_tidy(_completed(school, told, _usual_type(plan.identity.set, sets))),
        group="",
        state="outside" if sorted_out.verdicts[path].state == "outside" else judged,
        file=path,
        set=plan.identity.set,
        submission=plan.submission,
        received=received(report),
        errors=worst[Severity.ERROR],
        warnings=worst[Severity.WARNING],
        actions=len(plan.actions),
        contact=_contact(told, school),
        mend=tuple(f.message for f in findings if f.severity is Severity.ERROR),
        choice=choice,
        note=note,
        round=round_of(sorted_out.reports[round_file]) if round_file else "",
        round_file=round_file,
    )


def _usual_type(set_id: str, sets: Mapping[str, StandardSet]) -> str:
    """The school type of a standard set, where it serves only one."""
    types = sets[set_id].school_types if set_id in sets else ()
    return types[0] if len(types) == 1 else ""


def _completed(school: School, told: School, usual_type: str) -> School:
    """The list's line, its blanks filled from the plan."""
    blanks = {f.name: getattr(told, f.name) for f in fields(School) if not getattr(school, f.name)}
    filled = replace(school, **blanks)
    return filled if filled.type else replace(filled, type=usual_type)


def _tidy(school: School) -> School:
    composed = (unicodedata.normalize("NFC", getattr(school, f.name)) for f in fields(School))
    return School(*(" ".join(text.split()) for text in composed))


def _contact(told: School, listed: School) -> str:
    """Name and telephone, each as the plan tells it, else as the list does."""
    parts = (told.head or listed.head, told.phone or listed.phone)
    return ", ".join(text for part in parts if (text := " ".join(part.split())))
