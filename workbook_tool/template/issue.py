"""What one workbook is issued with: the school it is for, the year, values already known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

from workbook_tool.catalogue import FieldSpec
from workbook_tool.choices import Choices, fingerprint
from workbook_tool.frozen import dataclass, field
from workbook_tool.layout import IDENTITY_PREFIX, Layout
from workbook_tool.model import School
from workbook_tool.model.grid import Raw, text_of

_PARSE = Formatter().parse
Prefill = Mapping[str, Sequence[Mapping[str, Raw]]]
"""Rows already known, by table: field id → text, or the number or day a cell is to hold."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One workbook to be made. `values` and `rows` win over the form's own boilerplate.

    Rows are found by their printed number: a blank one stays blank. `origin` is what the workbook
    was filled out of, "" for one that is handed out. `office` says how the office is reached
    ("contact") and until when a school sends the workbook back ("deadline"), where it told that.
    """

    layout: Layout
    choices: Choices
    school: School | None = None
    password: str = ""
    values: Mapping[str, Raw] = field(default_factory=dict)
    rows: Prefill = field(default_factory=dict)
    origin: str = ""
    office: Mapping[str, str] = field(default_factory=dict)

    def value(self, spec: FieldSpec) -> str:
        """What a single field holds when the workbook is handed out; "" when nothing is known."""
        if spec.id in self.values:
            return text_of(self.values[spec.id])
        if spec.roster and self.school:
            return str(getattr(self.school, spec.roster))
        return self.filled(spec.fill[0]) if spec.fill else ""

    def part(self, spec: FieldSpec, number: int) -> Raw:
        """What one cell of a single field holds: a date in parts is handed out as "5/9/2026"."""
        if not spec.parts:
            return self.values.get(spec.id, self.value(spec))
        parts = self.value(spec).split("/", max(0, len(spec.parts) - 1))
        if len(parts) != max(1, len(spec.parts)):
            parts = [self.value(spec)]
        return parts[number].strip() if number < len(parts) else ""

    def locked(self, spec: FieldSpec) -> bool:
        """Whether a single field is issued, or of another round: not the school's to change."""
        issued = spec.issued and bool(self.value(spec))
        return issued or not spec.writable_in(self.choices.round)

    def cell(self, table: str, spec: FieldSpec, number: int) -> Raw:
        """What a table's cell holds when the workbook is handed out (rows count from 1)."""
        if table in self.rows:
            rows = self.rows[table]
            return rows[number - 1].get(spec.id, "") if number <= len(rows) else ""
        return self.filled(spec.fill[number - 1]) if number <= len(spec.fill) else ""

    def filled(self, text: str) -> str:
        """A text of the form with its braces filled."""
        return text.format_map(self._facts) if "{" in text else text

    def line(self, text: str, told: Sequence[str] = ()) -> str:
        """A line of the form: the first of those told of which all is known, else its text."""
        facts = self._facts
        known = (t for t in told if all(facts[name] for _, name, *_ in _PARSE(t) if name))
        return self.filled(next(known, text))

    @property
    def _facts(self) -> Mapping[str, str]:
        return {**self.choices.facts(self.school), **self.office}

    def identity(self) -> Mapping[str, str]:
        """The keys and values a workbook is known by when it comes back."""
        school = self.school
        pairs = {
            "form": self.choices.form.id,
            "form_version": self.choices.form.version,
            "set": self.choices.set.id,
            "rows": str(self.layout.rows),
            "school_year": str(self.choices.year or ""),
            "school_code": school.code if school else "",
            "school_name": school.name if school else "",
            "round": self.choices.round,
            "fingerprint": fingerprint(self.choices),
            **{f"rows_{table}": str(rows) for table, rows in self.layout.prepared.items()},
        }
        if self.origin:
            pairs["origin"] = self.origin
        return {IDENTITY_PREFIX + key: value for key, value in pairs.items()}
