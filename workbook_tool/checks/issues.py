"""Tasks and the issues they serve: rows of another table, which they name by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from workbook_tool.catalogue import Criterion
from workbook_tool.checks.context import Context
from workbook_tool.frozen import dataclass
from workbook_tool.model import ACTIONS, Plan, Record, RowRefs, Unread


@dataclass(frozen=True, slots=True)
class Issues:
    """The issues of a plan whose form has a table for them."""

    plan: Plan
    table: str
    field: str

    @classmethod
    def of(cls, plan: Plan, context: Context) -> Issues | None:
        """The issues of a plan; None when tasks name no rows of another table."""
        tasks = context.form.table(ACTIONS)
        field = tasks.reading("rows") if tasks else None
        table = context.form.referred(field) if field else None
        return cls(plan, table.table, field.id) if field and table else None

    @property
    def rows(self) -> tuple[Record, ...]:
        """The rows in which issues are written, in order."""
        return self.plan.records(self.table)

    @property
    def unsettled(self) -> bool:
        """Whether some task names its issue in a way nobody understood."""
        return any(isinstance(task.read(self.field), Unread) for task in self.plan.actions)

    @property
    def named(self) -> frozenset[int]:
        """The numbers that tasks name, whether there is such an issue or not."""
        reads = (task.read(self.field) for task in self.plan.actions)
        return frozenset(n for read in reads if isinstance(read, RowRefs) for n in read.numbers)

    def written(self) -> Sequence[tuple[Record, Set[int]]]:
        """Every issue by its first row, with the numbers of all rows it goes on in."""
        found: list[tuple[Record, set[int]]] = []
        for row in self.rows:
            if row.continues:
                found[-1][1].add(row.number)
            else:
                found.append((row, {row.number}))
        return found

    def by_task(self) -> Iterator[tuple[Record, Sequence[Record]]]:
        """Every task with the issues it names; a row that names none has those it continues."""
        issues: Sequence[Record] = ()
        for task in self.plan.actions:
            read = task.read(self.field)
            wanted = read.numbers if isinstance(read, RowRefs) else ()
            own = [row for row in self.rows if row.number in wanted]
            issues = own or (issues if task.continues else ())
            yield task, issues


def placed_rows(plan: Plan, context: Context) -> Sequence[Record] | None:
    """The tasks and issues that tell what is planned.

    None while nothing is planned, and while some row's place is unread: it may fill any gap.
    """
    issues = Issues.of(plan, context)
    rows = [*plan.actions, *(issues.rows if issues else ())]
    return rows if rows and not any(_unread(row, context) for row in rows) else None


def planned(criterion: Criterion, rows: Sequence[Record]) -> bool:
    """Whether some row names a criterion, or its standard as a whole."""
    own = (r.criterion.id == criterion.id for r in rows if r.criterion)
    above = (r.standard.id == criterion.standard for r in rows if r.standard and not r.criterion)
    return any(own) or any(above)


def _unread(row: Record, context: Context) -> bool:
    """Whether a row tells where it stands in words that nobody understood."""
    fields = (context.form.field(name) for name in row.values)
    told = [row.read(f.id) for f in fields if f and f.reads in ("criterion", "standard", "rows")]
    lost = any(isinstance(read, Unread) for read in told)
    return lost and row.criterion is None and row.standard is None
