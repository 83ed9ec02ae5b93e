"""Standard sets: one TOML file each under `rules/standards/`, read into frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from workbook_tool.catalogue.files import Reader, read_toml
from workbook_tool.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion; `id` is text ("1.10" is not 1.1), `standard` the id it stands under."""

    id: str
    name: str
    standard: str
    levels: tuple[int, ...]
    mandatory: bool
    aliases: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard with its criteria, in printed order."""

    id: str
    name: str
    aliases: tuple[str, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class OverallRule:
    """What the criteria must reach for an overall level (Circular 57/2026, article 5, clause 3)."""

    level: int
    mandatory_at: int
    others_at: int
    others_count: int
    rest_at: int


@dataclass(frozen=True, slots=True)
class StandardSet:
    """One circular's standards for one kind of school. `effective_to` is inclusive.

    `texts` fill the braces of a form: examples, and the documents a plan is based on.
    """

    id: str
    name: Mapping[str, str]
    document: str
    effective_from: date
    effective_to: date | None
    school_types: tuple[str, ...]
    levels: tuple[int, ...]
    level_groups: tuple[tuple[int, ...], ...]
    standards: tuple[Standard, ...]
    overall: tuple[OverallRule, ...]
    texts: Mapping[str, str]
    source: Mapping[str, str]

    def reached(self, grades: Mapping[str, int]) -> int | None:
        """The overall level of a school by the levels of its criteria (0: below level 1).

        None where a criterion has no level, or the set has no rule for the whole.
        """
        if not self.overall or any(c.id not in grades for c in self.criteria):
            return None
        return max((r.level for r in self.overall if self._meets(r, grades)), default=0)

    def _meets(self, rule: OverallRule, grades: Mapping[str, int]) -> bool:
        mandatory = [grades[c.id] for c in self.criteria if c.mandatory]
        others = [grades[c.id] for c in self.criteria if not c.mandatory]
        return (
            min(mandatory, default=rule.mandatory_at) >= rule.mandatory_at
            and sum(grade >= rule.others_at for grade in others) >= rule.others_count
            and min(others, default=rule.rest_at) >= rule.rest_at
        )

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in printed order."""
        return tuple(c for s in self.standards for c in s.criteria)

    def criterion(self, criterion_id: str) -> Criterion | None:
        """The criterion of that id, if the set has it."""
        known = (c for s in self.standards for c in s.criteria)
        return next((c for c in known if c.id == criterion_id), None)

    def standard(self, standard_id: str) -> Standard | None:
        """The standard of that id, if the set has it."""
        return next((s for s in self.standards if s.id == standard_id), None)


def load_set(path: Path) -> StandardSet:
    """Read one file; `CatalogueError` names file and key of the first mistake."""
    top = Reader(read_toml(path), path.name)
    words, source = top.table("name"), top.table("source")
    groups = top.get("level_groups", list)
    ends = "effective_to" in top
    loaded = StandardSet(
        id=top.text("set"),
        name={key: words.text(key) for key in ("vi", "en", "short")},
        document=top.text("document"),
        effective_from=top.get("effective_from", date),
        effective_to=top.get("effective_to", date) if ends else None,
        school_types=top.texts("school_types"),
        levels=tuple(top.get("levels", list)),
        level_groups=tuple(tuple(group) for group in groups),
        standards=tuple(_standard(row) for row in top.tables("standard")),
        overall=tuple(_overall(row) for row in top.tables("overall")),
        texts={k: str(v) for k, v in top.table("texts").raw().items()},
        source={language: source.text(language) for language in ("vi", "en")},
    )
    top.done()
    ids = [c.id for c in loaded.criteria]
    for twice in {i for i in ids if ids.count(i) > 1}:
        raise top.wrong("standard", f"criterion {twice} stands twice")
    return loaded


def _standard(row: Reader) -> Standard:
    standard_id = row.text("id")
    standard = Standard(
        id=standard_id,
        name=row.text("name"),
        aliases=row.texts("aliases"),
        criteria=tuple(_criterion(c, standard_id) for c in row.tables("criterion")),
    )
    row.done()
    return standard


def _criterion(row: Reader, standard_id: str) -> Criterion:
    criterion = Criterion(
        id=row.text("id"),
        name=row.text("name"),
        standard=standard_id,
        levels=tuple(row.get("levels", list)),
        mandatory=row.flag("mandatory"),
        aliases=row.texts("aliases"),
        source=row.text("source"),
    )
    row.done()
    return criterion


def _overall(row: Reader) -> OverallRule:
    keys = ("level", "mandatory_at", "others_at", "others_count", "rest_at")
    rule = OverallRule(*(row.number(key) for key in keys))
    row.done()
    return rule
