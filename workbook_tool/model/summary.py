"""What an office sees when the plans of its schools are put together: counts, sums and lists.

Words of states and reasons are keys here; the summary workbook gives them their words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from workbook_tool.frozen import dataclass, field
from workbook_tool.model.plan import NO_FACTS, Record, School
from workbook_tool.model.values import Place

Key: TypeAlias = tuple[str, str]
"""A row of a matrix: (set, standard), (set, criterion) or (group, school key)."""

STATUSES = ("done", "running", "unfinished", "late", "not_started")
"""How far a task is; late is one whose last day is over and that is not done."""

SUMMARY_MARK = "wbtool_summary"
"""The custom property by which a summary of ours is told from a school's workbook."""

REPORT_MARK = "wbtool_report"
"""The same for a report: findings, or what was not carried over."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Exact whole numbers by row and column; a cell that is not there is 0."""

    rows: tuple[Key, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[Key, str], int]

    def at(self, row: Key, column: str) -> int:
        """The number of a cell."""
        return self.cells.get((row, column), 0)

    def row_total(self, row: Key) -> int:
        """The sum over the columns."""
        return sum(self.at(row, column) for column in self.columns)

    def column_total(self, column: str) -> int:
        """The sum over the rows."""
        return sum(self.at(row, column) for row in self.rows)

    @property
    def total(self) -> int:
        """The sum of everything."""
        return sum(self.column_total(column) for column in self.columns)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A row of an older summary in which a clerk wrote something.

    `sheet` is track or findings; `rule` and `path` (as listed) only stand in rows of findings.
    """

    sheet: str
    code: str = ""
    name: str = ""
    unit: str = ""
    rule: str = ""
    path: str = ""


Notes: TypeAlias = Mapping[NoteRow, Mapping[str, str]]
"""What a clerk wrote, by row and column: "choice" and "note" of track, "done" of findings.

A row of findings keeps its "message" too, so that it can still be told when the finding is gone.
"""

LONGEST_NOTE = 32_767
"""Characters that a cell keeps, and so the longest text a clerk can have written."""

NO_NOTES: Notes = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that arrived.

    `state`: counted, joined, old, same, outside, signed, unreadable or skipped. `reason` is a key,
    `facts` fill its sentence; `received` is the file's time in Vietnam (UTC+7), None where unknown;
    `size` is in bytes; `submission` 0 where the school wrote none; `copies` is how many files of
    the same content it stands for, itself included; `wanted` is the clerk's choice that no file
    answers to; `round` is the later round it was issued for, "" for a plan; `unfit` are the numbers
    of its tasks that are not those of the plan, and were not joined.
    """

    path: str
    state: str
    reason: str
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    school: str = ""
    set: str = ""
    submission: int = 0
    received: datetime | None = None
    size: int = 0
    copies: int = 1
    wanted: str = ""
    round: str = ""
    unfit: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school and where it stands. `state`: fine, mend, missing or outside.

    `mend` holds the sentences of its error-level findings; `file` is "" where none counts;
    `choice` and `note` are what the clerk wrote beside it. `round` is the later round that told
    how far the plan is, and `round_file` the file that did (`file` itself where a school sent no
    other); both "" where none did.
    """

    key: str
    school: School
    group: str
    state: str
    file: str = ""
    set: str = ""
    submission: int = 0
    received: datetime | None = None
    errors: int = 0
    warnings: int = 0
    actions: int = 0
    contact: str = ""
    mend: tuple[str, ...] = ()
    choice: str = ""
    note: str = ""
    round: str = ""
    round_file: str = ""

    @property
    def sent(self) -> bool:
        """Whether a file of this school counts."""
        return self.state in ("fine", "mend")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The schools of one type, unit or province, by state."""

    name: str
    fine: int
    mend: int
    missing: int

    @property
    def sent(self) -> int:
        """Schools of which a file counts."""
        return self.fine + self.mend

    @property
    def schools(self) -> int:
        """All schools of the group."""
        return self.sent + self.missing


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A task of a counted plan. Both ends of the time are inclusive, None where open or unknown.

    `record` is the task as the joined round left it, `issue` the row of another table it names.
    `money`: amount, none (the school wrote that none is needed), blank or unclear; `amount` is
    whole VND and not None exactly when `money` is "amount". `source`: a source of the vocabulary,
    "other" or "unnamed", "" where there is no amount. `running` and `due` are columns of the
    planning year; `outside` says the time is known and lies in none of them. `status` is one of
    STATUSES, "" where the form does not ask how far it is; `percent` is as written, and may lie
    outside 0 to 100.
    """

    school: str
    path: str
    record: Record
    place: Place | None
    set: str
    standard: str
    criterion: str
    start: date | None
    end: date | None
    amount: int | None
    money: str
    source: str
    running: tuple[int, ...] = ()
    due: int | None = None
    outside: bool = False
    status: str = ""
    percent: float | None = None
    issue: Record | None = None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding of a counted, joined or unreadable file; `severity` is error, warning or info.

    `school` is its name, `key` that of its line, both "" for an unreadable file; `done` is what
    the clerk wrote beside it.
    """

    key: str
    school: str
    path: str
    code: str
    severity: str
    message: str
    fix: str
    places: tuple[Place, ...]
    done: str = ""


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A rule and the number of schools in whose counted files it found something.

    `title` names the rule, an example of its sentences where it has no title.
    """

    code: str
    severity: str
    title: str
    files: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """How the schools of one set judge themselves; only sets with a rule for the whole have one.

    `mandatory` are the ids of the criteria the rule asks most of. `overall` are the schools (by
    key, in order) that sent a self-assessment, each with the level it reaches: 0 is below level
    1, None where criteria are still to be judged. `without` are those that sent none.
    """

    mandatory: frozenset[str]
    levels: Matrix
    """Schools that sent one, by (set, criterion) and level: "0", "1" …, "" for not judged."""
    overall: tuple[tuple[str, int | None], ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A standard set that counted plans use: names in printed order, schools by criteria."""

    id: str
    short: str
    name: str
    standards: tuple[tuple[str, str], ...]
    criteria: tuple[tuple[str, str, str], ...]
    """Id, name and standard of each criterion."""
    chosen: Matrix
    """Tasks by (group, school key) and criterion id; "" is a task without a criterion."""
    assessment: Assessment | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the office's workbook shows. `by` is type, unit or province.

    Matrices of standards have rows (set, standard id), "" for a task whose standard is unknown;
    months are columns "0", "1" … from the first month of a plan's own planning year, `months` the
    numbers they are called by (7, 8 … 12, 1 … 8). `rounds` are the later rounds in order, each by
    key and label.
    """

    as_of: date | None
    by: str
    roster: bool
    years: tuple[str, ...]
    months: tuple[str, ...]
    rounds: tuple[tuple[str, str], ...]
    files: tuple[FileLine, ...]
    schools: tuple[SchoolLine, ...]
    groups: tuple[GroupLine, ...]
    sets: tuple[SetLine, ...]
    actions: tuple[ActionLine, ...]
    findings: tuple[FindingLine, ...]
    faults: tuple[FaultLine, ...]
    money: Matrix
    """Tasks by standard and state of their money."""
    budget: Matrix
    """VND by standard and source."""
    running: Matrix
    """Tasks under way by standard and month."""
    due: Matrix
    """Tasks that end, by standard and month."""
    school_running: Matrix
    school_due: Matrix
    progress: Matrix
    """Tasks by (group, school key) and status, of those whose form asks how far they are."""
    criterion_progress: Matrix
    """The same by (set, criterion); "" is a task without a criterion."""
    lost: Notes = field(default_factory=lambda: NO_NOTES)
    """What a clerk wrote beside rows that are no longer there."""
