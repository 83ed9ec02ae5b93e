"""What every place sets, the weightiest last → the settings of one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workbook_tool.catalogue import Catalogue, Rule
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass, replace
from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.settings.rulebook import Rulebook, rulebook
from workbook_tool.settings.said import Said

if TYPE_CHECKING:
    from workbook_tool.settings.kinds import Value
    from workbook_tool.typed.cutoff import Cutoff


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting that is in force, and the place that says so."""

    path: str
    value: Value
    where: str

    def as_dict(self) -> dict[str, object]:
        """The shape of "settings" in JSON."""
        return {"key": self.path, "value": plain(self.value), "from": self.where}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the places say, the weakest first, and the rules that follow from it."""

    places: tuple[Said, ...]
    rules: Rulebook

    @property
    def in_force(self) -> Mapping[str, Setting]:
        """Every setting by its path: of several places the last one counts."""
        return {
            path: Setting(path, value, said.where)
            for said in self.places
            for path, value in said.values.items()
        }

    @property
    def complaints(self) -> tuple[WbtoolError, ...]:
        """What some place says that was not understood."""
        return tuple(error for said in self.places for error in said.complaints)

    def text(self, path: str) -> str:
        """A text, "" when it is not set."""
        found = self.in_force.get(path)
        return found.value if found and isinstance(found.value, str) else ""

    def deadline(self, round_: str) -> Cutoff | None:
        """The day and hour by which a round is due at this office; None when it set none."""
        found = self.in_force.get(f"deadline.{round_}")
        if found is None:
            return None
        from workbook_tool.typed.cutoff import Cutoff

        return found.value if isinstance(found.value, Cutoff) else None

    def limits(self, told: Limits = LIMITS) -> Limits:
        """What a stranger's file may cost; `told` are limits of weight, where they are unusual."""
        own = {path.partition(".")[2]: s.value for path, s in self._below("limits")}
        usual = {k: v for k, v in own.items() if getattr(told, k) == getattr(LIMITS, k)}
        return replace(told, **{k: v for k, v in usual.items() if isinstance(v, int)})

    def catalogue(self, known: Catalogue) -> Catalogue:
        """The catalogue with the office's own lists; the same one when it has none."""
        if not any(said.below(t) for said in self.places for t in ("lists", "abbreviations")):
            return known
        from workbook_tool.settings.lists import extended

        return known.with_vocabulary(extended(known.vocabulary, self.places))

    def _below(self, table: str) -> Iterator[tuple[str, Setting]]:
        start = f"{table}."
        return ((path, s) for path, s in self.in_force.items() if path.startswith(start))


def settings_of(
    known: Catalogue, places: tuple[Said, ...], cards: Mapping[str, Rule] | None = None
) -> Settings:
    """The settings that follow from what the places say, the weightiest last.

    `cards` are all rules where an office has some of its own.
    """
    own = known.rules if cards is None else cards
    return Settings(places, rulebook(own, [said.asked for said in places]))


def plain(value: Value) -> object:
    """A value as JSON has it.

    >>> plain(Severity.INFO), plain(None), plain(("a",))
    ('info', 'off', ['a'])
    """
    from workbook_tool.settings.kinds import OFF
    from workbook_tool.typed.cutoff import Cutoff

    if isinstance(value, Severity):
        return value.word
    if isinstance(value, Cutoff):
        day = value.day.isoformat()
        return f"{day}T{value.hour:%H:%M}" if value.hour else day
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, tuple):
        return list(value)
    return OFF if value is None else value
