"""What the lists of a form offer for one standard set and school year, and how data texts fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workbook_tool.catalogue import (
    Block,
    Criterion,
    FieldSpec,
    Form,
    Standard,
    StandardSet,
    Vocabulary,
)
from workbook_tool.frozen import dataclass
from workbook_tool.model import PLANNED, Period, School, SchoolYear

PRINTED_ROLES = ("id", "label", "mandatory")
"""Columns whose cells the form itself prints, row by row."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A form for one standard set, school year (None: lists of months are empty) and round."""

    form: Form
    set: StandardSet
    vocabulary: Vocabulary
    year: SchoolYear | None
    round: str = PLANNED

    def values(self, name: str) -> tuple[str, ...]:
        """What a list offers, in order; () for no list and for one of what a school writes."""
        spec = self.form.lists.get(name)
        if spec is None:
            return ()
        if spec.values:
            return spec.values
        source, _, key = spec.from_.partition(".")
        if spec.table:
            return ()
        if source == "vocabulary":
            return self.vocabulary.lists[key]
        if source == "year":
            return tuple(label for label, _ in self.months())
        labels: Mapping[str, Callable[[], Iterable[str]]] = {
            "standards": lambda: map(self.standard, self.set.standards),
            "criteria": lambda: map(self.criterion, self.set.criteria),
            "levels": lambda: map(self.level, self.set.level_groups),
            "grades": self.grades,
        }
        return tuple(labels[key]())

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

    def grades(self) -> tuple[str, ...]:
        """What one criterion can be assessed as, the lowest first; the place is the level."""
        levels = (self.level((level,)) for level in self.set.levels)
        none = self.form.labels.get("grade_none", "")
        return (none, *levels) if none else ()

    def printed(self, block: Block, field: FieldSpec, number: int) -> str:
        """What the form itself prints in a row of a table (rows count from 1); "" for most."""
        if field.role == "id":
            return f"{block.id_prefix}{number:03}"
        if field.role == "mandatory":
            mandatory = self.set.criteria[number - 1].mandatory
            return str(self.form.words["mandatory"]) if mandatory else ""
        labels = self.values(field.list) if field.role == "label" else ()
        return labels[number - 1] if number <= len(labels) else ""

    def facts(self, school: School | None = None) -> Mapping[str, str]:
        """What the braces of the form's texts stand for; "" where nothing is known."""
        first = self.year.first if self.year else 0
        years = {
            "school_year": str(self.year or ""),
            "first_year": str(first or ""),
            "second_year": str(first + 1 if first else ""),
            "previous_year": str(SchoolYear(first - 1)) if first else "",
        }
        others = {"school": school.name if school else "", "contact": "", "deadline": ""}
        known = {**years, **self.set.texts, **others}
        texts = self.form.rounds.get(self.round, {}).items()
        return {**known, **{key: text.format_map(known) for key, text in texts}}


def fingerprint(choices: Choices) -> str:
    """A hash of the form's file and of every list it offers (first 16 hex digits of SHA-256)."""
    import hashlib
    import json

    lists = {name: choices.values(name) for name in choices.form.lists}
    digest = hashlib.sha256(choices.form.path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(json.dumps(lists, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()[:16]
