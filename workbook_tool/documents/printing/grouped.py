"""Rows of the plan's table → lines in printed order: levels, standards, tasks by criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from workbook_tool.catalogue import Standard
from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.printing.source import Source
from workbook_tool.documents.printing.standing import Standing
from workbook_tool.frozen import dataclass
from workbook_tool.model import Levels, Record, StandardRef
from workbook_tool.model.values import shows


@dataclass(frozen=True, slots=True)
class LevelLine:
    """The heading of the tasks planned for a level."""

    text: str


@dataclass(frozen=True, slots=True)
class StandardLine:
    """The heading of a standard's tasks; `number` is the standard's own."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class NothingLine:
    """Below a standard under which nothing is planned; "" where nobody says so."""

    text: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task; `label` is its criterion, "" when the line above names it."""

    record: Record
    label: str


Line: TypeAlias = LevelLine | StandardLine | NothingLine | TaskLine
Level: TypeAlias = tuple[int, str]
"""The place of a level in the form's list (0 for none) and how it is printed."""

NO_LEVEL: Level = (0, "")


def grouped(source: Source, section: Section) -> Iterator[Line]:
    """The lines of the table in order.

    Tasks stand by level, standard, criterion and number. Where every standard is planned for one
    level and the levels would tear the standards apart, the standards come first.
    """
    standing = Standing(source, section)
    rows = [*_levelled(source, section, source.records(section))]
    words = _nothing(source, section, [standing.standard(row) for _, row in rows])
    standards, levels = source.choices.set.standards, sorted({level for level, _ in rows})
    if _standards_first(rows, standing):
        yield from _of_standards(rows, standards, words, standing, inside=True)
        return
    planned = {s.id for _, row in rows if (s := standing.standard(row))}
    for level in levels or [NO_LEVEL]:
        own = [(known, row) for known, row in rows if known == level]
        if level[1]:
            yield LevelLine(level[1])
        here = {s.id for _, row in own if (s := standing.standard(row))}
        blank = {
            s.id for s in standards if s.id not in planned and level in (*levels[:1], NO_LEVEL)
        }
        shown = [s for s in standards if s.id in here | blank]
        yield from _of_standards(own, shown, words, standing, inside=False)


def _of_standards(
    rows: Sequence[tuple[Level, Record]],
    standards: Sequence[Standard],
    words: Mapping[str, str],
    standing: Standing,
    *,
    inside: bool,
) -> Iterator[Line]:
    """The standards with their tasks; levels are named `inside` of them, or above.

    `words` stand below a standard without tasks; one that has none of them is left out.
    """
    yield from _tasks([row for _, row in rows if standing.standard(row) is None], standing)
    for standard in standards:
        own = [(level, row) for level, row in rows if standing.standard(row) == standard]
        if not own and standard.id not in words:
            continue
        yield StandardLine(standard.id, standing.standard_label(standard))
        if inside and own and own[0][0][1]:
            yield LevelLine(own[0][0][1])
        if not own:
            yield NothingLine(words[standard.id])
        yield from _tasks([row for _, row in own], standing)


def _nothing(
    source: Source, section: Section, planned: Sequence[Standard | None]
) -> Mapping[str, str]:
    """What stands below a standard under which nothing is planned, by its id.

    It says so where the school does, or where every task has a standard. A plan without a task
    says nothing of any; where tasks have no standard, nobody knows what is planned for others.
    """
    field = section.words["nothing_field"]
    records = source.plan.records(field.partition(".")[0])
    declared = {
        ref.id
        for record in records
        if shows(record.text(field))
        for ref in (value.read for value in record.values.values())
        if isinstance(ref, StandardRef)
    }
    usual = "" if not planned else section.words["nothing"]
    standards = [s.id for s in source.choices.set.standards if None not in planned]
    return dict.fromkeys(standards, usual) | dict.fromkeys(declared, section.words["nothing"])


def _tasks(rows: Sequence[Record], standing: Standing) -> Iterator[TaskLine]:
    """The tasks in order, each criterion named once.

    Named again where a task would otherwise look like the rest of the text above it.
    """
    above, named = "", ""
    for row in sorted(rows, key=standing.place):
        criterion, label = standing.criterion(row), standing.criterion_label(row)
        same = bool(criterion) and criterion == above and (label == named or row.continues)
        repeated = same and (row.continues or not standing.only_text(row))
        yield TaskLine(row, "" if repeated else label)
        above, named = criterion, named if repeated else label


def _levelled(
    source: Source, section: Section, records: Sequence[Record]
) -> Iterator[tuple[Level, Record]]:
    """Each row with its level; one that goes on with the row above has that one's."""
    above = NO_LEVEL
    for record in records:
        level = _level(source, section, record)
        if level is None:
            level = above if record.continues else NO_LEVEL
        above = level
        yield level, record


def _level(source: Source, section: Section, record: Record) -> Level | None:
    field = section.words["level_field"]
    read, text = record.read(field), record.text(field)
    if not shows(text):
        return None
    groups = source.choices.set.level_groups
    if not isinstance(read, Levels):
        return len(groups) + 1, text.strip().upper()
    at = groups.index(read.numbers) + 1 if read.numbers in groups else len(groups) + 1
    levels = ", ".join(map(str, read.numbers))
    return at, section.words["level"].format(levels=levels)


def _standards_first(rows: Sequence[tuple[Level, Record]], standing: Standing) -> bool:
    levels: dict[int, set[Level]] = {}
    for level, row in rows:
        levels.setdefault(standing.place(row)[0], set()).add(level)
    # Below a level's heading a standard without one would seem to be of that level.
    if any(len(own) > 1 or NO_LEVEL in own for own in levels.values()):
        return False
    in_order = [own for at in sorted(levels) for own in levels[at]]
    return in_order != sorted(in_order)
