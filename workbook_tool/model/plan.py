"""What a school's plan is once it has been read, whatever form it came in."""

from __future__ import annotations

import copyreg
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from workbook_tool.frozen import dataclass, field
from workbook_tool.model.values import (
    CriterionRef,
    Levels,
    Place,
    Read,
    StandardRef,
    Timing,
    Unread,
    Value,
)

NO_FACTS: Mapping[str, str] = MappingProxyType({})

# Plans go from one process to another; read-only mappings cannot unless told how.
copyreg.pickle(MappingProxyType, lambda view: (MappingProxyType, (dict(view),)))

ACTIONS = "action"
"""The table of tasks, under one name in every form."""

ACTION_TIME = ("action.start", "action.end", "action.time")
"""The fields that tell when an action runs, in the order `Record.timing` wants them."""

ACTION_MONEY = ("action.budget", "action.resources")
"""The fields that may tell what an action costs: a form has one of them."""

ASSESSMENT = ("assessment", "assessment.criterion", "assessment.level")
"""The table in which a school judges itself, its criterion and its level, in every form with it."""

STRAY = "WB123"
"""The rule under which the reader tells of text outside the form."""

TOTAL = "WB178"
"""The rule under which the reader tells of a row of totals; it is no record."""

SHEET_MISSING = "WB121"
"""The rule under which the reader tells of a sheet that is gone; its fact is the `title`."""

HEADING_LOST = "WB170"
"""The rule under which the reader tells of a field that was not found, in place of its cell."""

IMPORTED = "document"
"""The origin of a workbook that was filled out of a document."""

PLANNED = "plan"
"""The round in which a plan is written; the later ones only tell how far it is."""


class _Values:
    """What a plan and each of its rows hold, by field id."""

    __slots__ = ()
    values: Mapping[str, Value]

    def text(self, field_id: str) -> str:
        """The text of a field as typed, "" when blank or not in this form."""
        value = self.values.get(field_id)
        return value.text if value else ""

    def read(self, field_id: str) -> Read | Unread:
        """What a field was understood as; None when blank or not in this form."""
        value = self.values.get(field_id)
        return value.read if value else None


@dataclass(frozen=True, slots=True)
class Record(_Values):
    """One row of a table. `number` is its printed number; `joined` the rows spilled into it.

    `criterion` and `standard` are those it stands under, be it through the row above or through
    a row of another table; `named` is what its rows are called, by language. `parts` are the rows
    as they stood, its own first, where others were joined.
    """

    number: int
    values: Mapping[str, Value]
    criterion: CriterionRef | None = None
    continues: bool = False
    joined: tuple[int, ...] = ()
    standard: StandardRef | None = None
    named: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    parts: tuple[Mapping[str, Value], ...] = ()

    @property
    def proof(self) -> str:
        """A hash of criterion and task (12 hex digits): what a later round must find unchanged."""
        import hashlib  # it loads OpenSSL, and only a later round asks

        own = f"{self.criterion.set} {self.criterion.id}" if self.criterion else ""
        # No control character survives the way into a workbook.
        seen = (" " if unicodedata.category(c) == "Cc" else c for c in self.text("action.task"))
        task = " ".join(unicodedata.normalize("NFC", "".join(seen)).split())
        return hashlib.sha256(f"{own}\n{task}".encode()).hexdigest()[:12]

    def timing(self, start: str, end: str, whole: str = "") -> Timing | None:
        """When a row runs, by its fields of start, end and the whole time in words.

        None when none of them was read. Start and end make one period, both included; when the
        end lies before the start the two stand side by side.
        """
        first, last = self.read(start), self.read(end)
        if isinstance(first, Timing) and isinstance(last, Timing):
            return first.until(last)
        found = (value for value in (first, last, self.read(whole)) if isinstance(value, Timing))
        return next(found, None)

    def place(self, *fields: str) -> Place:
        """The place of the first of `fields` that is filled, else of the first one."""
        values = [self.values[f] for f in fields if f in self.values]
        return next((v.place for v in values if not v.blank), values[0].place)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something the reader saw that no value holds: `rule` is the code of the rule to name it."""

    rule: str
    places: tuple[Place, ...]
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a workbook says of itself: issued by `template`, proved by the fingerprint.

    `rows` are the prepared rows of the plan's table, `prepared` those of other tables that were
    issued with more than their form asks for. `origin` is `IMPORTED` for one filled out of a
    document, whose form may lack columns.
    """

    form: str
    form_version: str
    set: str
    rows: int
    school_year: str
    school_code: str = ""
    school_name: str = ""
    fingerprint: str = ""
    round: str = PLANNED
    prepared: Mapping[str, int] = field(default_factory=dict)
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Plan(_Values):
    """A school's plan: single values by field id, tables by name, and what was odd."""

    identity: Identity
    values: Mapping[str, Value]
    tables: Mapping[str, tuple[Record, ...]]
    anomalies: tuple[Anomaly, ...] = ()

    @property
    def lost(self) -> frozenset[str]:
        """The fields whose heading was not found: blank because nobody knows where they stand."""
        lost = (a.places for a in self.anomalies if a.rule == HEADING_LOST)
        return frozenset(place.field for places in lost for place in places)

    def day(self, field_id: str) -> date | None:
        """A single field that names one day; None otherwise."""
        timing = self.read(field_id)
        if isinstance(timing, Timing) and timing.start and timing.start == timing.end:
            return timing.start
        return None

    def records(self, table: str) -> tuple[Record, ...]:
        """The started rows of a table, in order; () when the form has no such table."""
        return self.tables.get(table, ())

    @property
    def grades(self) -> Mapping[str, int]:
        """The level a school gives itself by criterion id, 0 below level 1; only what was read."""
        table, criterion, level = ASSESSMENT
        pairs = ((r.read(criterion), r.read(level)) for r in self.records(table))
        return {
            ref.id: read.numbers[0]
            for ref, read in pairs
            if isinstance(ref, CriterionRef)
            and ref.set == self.identity.set
            and isinstance(read, Levels)
            and len(read.numbers) == 1
        }

    @property
    def actions(self) -> tuple[Record, ...]:
        """The tasks of the plan."""
        return self.records(ACTIONS)

    @property
    def submission(self) -> int:
        """How often the school has sent it, as it counts itself; 0 where nothing is written."""
        found = re.search(r"\d{1,3}", self.text("plan.submission"))
        return int(found[0]) if found else 0

    @property
    def school_code(self) -> str:
        """The code as issued, else as typed."""
        return self.identity.school_code or self.text("school.code").strip()

    @property
    def school_name(self) -> str:
        """The name as typed, else as issued."""
        return self.text("school.name").strip() or self.identity.school_name

    @property
    def school_year(self) -> str:
        """The school year, "2026-2027", as issued, else as typed."""
        return self.identity.school_year or self.text("plan.school_year").strip()


@dataclass(frozen=True, slots=True)
class School:
    """A line of an office's list of schools. Codes are text; "" where the list says nothing."""

    code: str
    name: str
    unit: str = ""
    province: str = ""
    type: str = ""
    ownership: str = ""
    authority: str = ""
    address: str = ""
    place: str = ""
    head: str = ""
    phone: str = ""
    email: str = ""
