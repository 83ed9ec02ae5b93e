"""What the lists of a form offer for one standard set and school year, and how data texts fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_tool.catalogue import (
    Block,
    Criterion,
    FieldSpec,
    Form,
    Standard,
    StandardSet,
    Vocabulary,
)
from workbook_tool.model import Period, School, SchoolYear

PRINTED_ROLES = ("id", "label")
"""Columns whose cells the form itself prints, row by row."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A form for one standard set and one school year (None: lists of months are empty)."""

    form: Form
    set: StandardSet
    vocabulary: Vocabulary
    year: SchoolYear | None

    def values(self, name: str) -> tuple[str, ...]:
        """What a list offers, in order; () for no list."""
        spec = self.form.lists.get(name)
        if spec is None:
            return ()
        if spec.values:
            return spec.values
        source, _, key = spec.from_.partition(".")
        if source == "vocabulary":
            return self.vocabulary.lists[key]
        if source == "year":
            return tuple(label for label, _ in self.months())
        labels = {
            "standards": tuple(self.standard(s) for s in self.set.standards),
            "criteria": tuple(self.criterion(c) for c in self.set.criteria),
            "levels": tuple(self.level(group) for group in self.set.level_groups),
        }
        return labels[key]

    def months(self) -> tuple[tuple[str, Period], ...]:
        """Labels and periods of the list of months."""
        return self.vocabulary.months(self.year) if self.year else ()

    def standard(self, standard: Standard) -> str:
        """A standard as lists show it."""
        return self.form.labels["standard"].format(id=standard.id, name=standard.name)

    def criterion(self, criterion: Criterion) -> str:
        """A criterion as lists show it: never a bare id, which Excel takes for a number."""
        return self.form.labels["criterion"].format(id=criterion.id, name=criterion.name)

    def level(self, group: tuple[int, ...]) -> str:
        """One level or a group planned together, as lists show it."""
        return self.form.labels["level"].format(levels=", ".join(map(str, group)))

    def printed(self, block: Block, field: FieldSpec, number: int) -> str:
        """What the form itself prints in a row of a table (rows count from 1); "" for most."""
        if field.role == "id":
            return f"{block.id_prefix}{number:03}"
        return self.values(field.list)[number - 1] if field.role == "label" else ""

    def facts(self, school: School | None = None) -> Mapping[str, str]:
        """What the braces of the form's texts stand for; "" where nothing is known."""
        first = self.year.first if self.year else 0
        years = {
            "school_year": str(self.year or ""),
            "first_year": str(first or ""),
            "second_year": str(first + 1 if first else ""),
            "previous_year": str(SchoolYear(first - 1)) if first else "",
        }
        return {**years, **self.set.texts, "school": school.name if school else ""}
