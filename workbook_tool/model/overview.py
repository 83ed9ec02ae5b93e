"""What a summary workbook says when it is read again: rows of its lists, words turned to keys."""

from __future__ import annotations

from datetime import date

from workbook_tool.frozen import dataclass


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school of the list. `state` is fine, mend, missing or outside, "" for any other word.

    `received` is the day its file came; `group` what the office groups by; `note` the clerk's.
    """

    name: str
    type: str = ""
    unit: str = ""
    state: str = ""
    group: str = ""
    received: date | None = None
    actions: int = 0
    note: str = ""

    @property
    def sent(self) -> bool:
        """Whether a file of this school counts."""
        return self.state in ("fine", "mend")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of the list: standard and criterion with their names, as printed.

    `money` and `status` are keys of `model.summary`, "" for any other word; `amount` is in VND;
    `source` is the word that is printed.
    """

    school: str
    set: str = ""
    standard: str = ""
    criterion: str = ""
    money: str = ""
    amount: int | None = None
    source: str = ""
    end: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A finding of the list; `severity` is error, warning or info. `key` tells schools apart."""

    key: str
    school: str
    code: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class LevelsTable:
    """Schools of one set by the level that they reach as a whole, in the words of the sheet."""

    title: str
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """Tasks of each school by criterion, of one set: `title` its short name, `name` the long one.

    `ids` are criteria in printed order; the last is "" when some tasks name none. Every row has
    as many numbers.
    """

    title: str
    name: str
    ids: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    def schools(self, column: int) -> int:
        """How many schools plan something for the criterion of a column (from 0)."""
        return sum(counts[column] > 0 for _, counts in self.rows)


@dataclass(frozen=True, slots=True)
class Overview:
    """A summary workbook. `years` and `as_of` are as printed, "" where they are not."""

    years: str
    as_of: str
    schools: tuple[SchoolRow, ...]
    tasks: tuple[TaskRow, ...]
    found: tuple[FoundRow, ...]
    levels: tuple[LevelsTable, ...]
    criteria: tuple[CriteriaTable, ...]
