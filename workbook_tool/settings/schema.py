"""Forms, cards and lists of the catalogue → which settings there are, and of what kind each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from workbook_tool.catalogue import Catalogue, Rule
from workbook_tool.catalogue.files import Reader
from workbook_tool.errors import WbtoolError
from workbook_tool.model import PLANNED
from workbook_tool.settings.kinds import (
    CUTOFF,
    FLAG,
    GRADE,
    TABLE,
    TEXT,
    TEXTS,
    YEAR,
    Kind,
    folder_below,
    like,
    limit,
    one_of,
)
from workbook_tool.settings.naming import code_named, matched, unknown
from workbook_tool.settings.near import nearest

TABLES = ("office", "deadline", "rules", "rules.severity", "lists", "abbreviations", "limits")
OWN_RULES = "own_rules"
SHOWN = 60
"""Characters of a value that are quoted in a complaint."""


class Schema:
    """What may be set, each setting by its path: "office.name", "rules.WB607.most".

    `file` is what complaints call the place; folders are named from `base`.
    """

    def __init__(
        self, file: str, base: Path, catalogue: Catalogue, cards: Mapping[str, Rule] | None = None
    ) -> None:
        self.file, self._base, self._catalogue = file, base, catalogue
        self._cards = cards

    @cached_property
    def cards(self) -> Mapping[str, Rule]:
        """The rules that can be spoken of, an office's own ones included."""
        return self._catalogue.rules if self._cards is None else self._cards

    @cached_property
    def fixed(self) -> Mapping[str, Kind]:
        """Every setting whose path does not depend on rules."""
        known = self._catalogue
        lists = Reader(dict(known.words_of_rules("settings")), "settings.toml").texts("lists")
        rounds = (PLANNED, *(round_.key for round_ in known.vocabulary.rounds))
        texts = ("name", "above", "place", "contact", "signer")
        return {
            **{f"office.{name}": TEXT for name in texts},
            "office.recipients": TEXTS,
            "office.school_year": YEAR,
            "office.form": one_of(sorted({form for form, _ in known.form_files})),
            **{f"deadline.{key}": CUTOFF for key in rounds},
            "rules.select": TEXTS,
            "rules.ignore": TEXTS,
            "rules.preview": FLAG,
            OWN_RULES: folder_below(self._base),
            **{f"lists.{name}": TEXTS for name in lists},
            **{f"limits.{name}": limit(name) for name in _limits()},
        }

    def kind(self, path: str) -> Kind:
        """The kind of a setting; `WbtoolError` for a path that is none, with what was meant."""
        if path in self.fixed:
            return self.fixed[path]
        table, _, name = path.rpartition(".")
        if path.startswith("abbreviations."):
            return TEXT
        if path.startswith("rules.severity."):
            return GRADE
        if path.startswith("rules.") and table.count(".") == 1:
            return self._parameter(table.removeprefix("rules."), name, path)
        raise self.unknown(path)

    def codes(self, path: str) -> Iterator[str]:
        """The codes of the rules that a path below "rules." speaks of."""
        word = path.removeprefix("rules.severity.")
        try:
            yield from matched([word], self.cards, set()).codes
        except WbtoolError as error:
            raise self._at(error, path) from error

    def by_code(self, path: str) -> str:
        """The path of a parameter with the code of its rule; any other path as it is."""
        table, _, rest = path.partition(".")
        word, _, name = rest.partition(".")
        known = table == "rules" and name and code_named(word, self.cards)
        return f"rules.{known}.{name}" if known else path

    def only_parameter(self, path: str) -> str:
        """The path of a rule's only parameter, for one that ends where its name should be."""
        word = path.removeprefix("rules.").removesuffix(".")
        code = code_named(word, self.cards)
        names = list(self.cards[code].parameters) if code else []
        return f"{path}{names[0]}" if len(names) == 1 else path

    def check_words(self, words: tuple[str, ...], path: str) -> None:
        """Raise `WbtoolError` for a word of `select` or `ignore` that names no rule."""
        try:
            matched(words, self.cards, set())
        except WbtoolError as error:
            raise self._at(error, path) from error

    def unfit(self, path: str, raw: object, kind: Kind | None) -> WbtoolError:
        """The complaint about a value that is not of the kind it should be."""
        wanted = kind.wanted if kind else TABLE
        known = ", ".join(sorted({form for form, _ in self._catalogue.form_files}))
        found = shown(raw)
        return WbtoolError(
            "settings-wrong", file=self.file, at=path, found=found, wanted=wanted, known=known
        )

    def unknown(self, path: str) -> WbtoolError:
        """The complaint about a key that nothing reads."""
        table, _, name = path.rpartition(".")
        names = {own.rpartition(".")[2]: own for own in (*self.fixed, *TABLES) if _in(own, table)}
        near = names.get(nearest(name, names), "")
        key = "settings-unknown-near" if near else "settings-unknown"
        return WbtoolError(key, file=self.file, at=shown(path), near=near)

    def _parameter(self, word: str, name: str, path: str) -> Kind:
        code = code_named(word, self.cards)
        if not code:
            raise self._at(unknown(word, self.cards), path)
        known = self.cards[code].parameters
        if name not in known:
            facts = {"file": self.file, "at": shown(path), "code": code}
            if not known:
                raise WbtoolError("settings-no-parameter", **facts)
            raise WbtoolError("settings-parameter", **facts, known=", ".join(known))
        return like(known[name])

    def _at(self, error: WbtoolError, path: str) -> WbtoolError:
        facts = {name: shown(fact) for name, fact in error.facts.items()}
        key = "settings-rule-near" if error.facts.get("near") else "settings-rule"
        return WbtoolError(key, **{**facts, "file": self.file, "at": shown(path)})


def shown(raw: object) -> str:
    """A value as a complaint quotes it: one line, not too long."""
    text = raw if isinstance(raw, str) else str(raw)[: 10 * SHOWN]
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 10 * SHOWN]).split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def _in(path: str, table: str) -> bool:
    return path.rpartition(".")[0] == table


def _limits() -> tuple[str, ...]:
    from dataclasses import fields

    from workbook_tool.intake.limits import Limits

    return tuple(field.name for field in fields(Limits))
