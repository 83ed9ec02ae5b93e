"""What a check is given beside the plan: the form, the standards, the words, the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TypeAlias

from workbook_tool.catalogue import Form, Parameter, StandardSet, Vocabulary
from workbook_tool.checks.kept import Kept
from workbook_tool.choices import Choices
from workbook_tool.findings import Hit
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import Period, Plan, SchoolYear

DRAFTED_BEFORE = timedelta(days=91)
"""How long before 1 July a plan may be signed without a question: from April on."""


@dataclass(frozen=True, slots=True)
class Context:
    """The data a plan is judged by; `as_of` is the office's today, None when nobody gave one.

    `parameters` are those of the card whose check is running, `kept` what checks share.
    """

    form: Form
    set: StandardSet
    vocabulary: Vocabulary
    as_of: date | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)

    @property
    def choices(self) -> Choices:
        """What the lists of the form offer in every school year: all but the months."""
        return Choices(self.form, self.set, self.vocabulary, None)

    def writable(self, plan: Plan) -> frozenset[str]:
        """The fields that the school may write in the round of a plan."""

        def make() -> frozenset[str]:
            fields = (field for _, block in self.form.blocks() for field in block.fields)
            return frozenset(f.id for f in fields if f.writable_in(plan.identity.round))

        return self.kept.once(plan, "writable", make)

    def school_year(self, plan: Plan) -> SchoolYear | None:
        """The school year of a plan, if it has one whose days a calendar has."""
        year = SchoolYear.parse(plan.school_year)
        return year if year and MINYEAR <= year.first < MAXYEAR else None

    def planning_year(self, plan: Plan) -> Period | None:
        """The days a plan's tasks may lie in, both included; None without a school year."""
        year = self.school_year(plan)
        return self.vocabulary.planning_year.of(year) if year else None

    def signed(self, plan: Plan) -> date | None:
        """The day a plan was signed, to hold other days against; None for one of another year.

        That slip is asked for by WB306: all that follows from it would be said twice.
        """
        signed, own = plan.day("plan.date"), self.planning_year(plan)
        if signed is None or own is None or own.start is None or own.end is None:
            return signed
        return signed if own.start - DRAFTED_BEFORE <= signed <= own.end else None

    def stands_for(self, plan: Plan) -> date | None:
        """The day a plan is judged by: its own, else the first of its school year, else None."""
        year = self.school_year(plan)
        first = self.vocabulary.begins(year) if year else None
        return plan.day("plan.date") or first

    def issued(self, plan: Plan) -> bool:
        """Whether the plan says that it is signed and issued, so that its dates count."""
        return plan.text("plan.status").strip() == self.vocabulary.issued_status


Check: TypeAlias = Callable[[Plan, Context], Iterator[Hit]]


def number_of(context: Context, parameter: str) -> float:
    """A parameter of the running rule's card that is a number; TypeError when it is none."""
    value = context.parameters[parameter]
    if not isinstance(value, int | float):
        raise TypeError(f"parameter {parameter}: a number expected, not {value!r}")
    return value
