"""Rules and forms as data: `rules/` and `template_workbooks/` read once, on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workbook_tool import compiled
from workbook_tool.catalogue.formspec import (
    Block,
    Condition,
    FieldSpec,
    Form,
    ListSpec,
    SheetSpec,
)
from workbook_tool.catalogue.rules import EVERY_RULE, Parameter, Rule, load_rule
from workbook_tool.catalogue.standards import (
    Criterion,
    OverallRule,
    Standard,
    StandardSet,
    load_set,
)
from workbook_tool.catalogue.vocabulary import (
    Abbreviation,
    Round,
    Span,
    Vocabulary,
    load_vocabulary,
)
from workbook_tool.datafiles import LANGUAGES, data_root, read_toml
from workbook_tool.errors import CatalogueError, WbtoolError
from workbook_tool.model import PLANNED

if TYPE_CHECKING:
    from workbook_tool.catalogue.documents import DocumentSpec

__all__ = [
    "EVERY_RULE",
    "LANGUAGES",
    "Abbreviation",
    "Block",
    "Catalogue",
    "Condition",
    "Criterion",
    "FieldSpec",
    "Form",
    "ListSpec",
    "OverallRule",
    "Parameter",
    "Round",
    "Rule",
    "SheetSpec",
    "Span",
    "Standard",
    "StandardSet",
    "Vocabulary",
    "data_root",
]

Part = TypeVar("Part")
RULE_WORDS = ("readings", "roster")
"""Files of words of `rules/` that commands ask for in passing."""


class Catalogue:
    """Everything the tool knows as data. Each file is read when first asked for, then kept.

    The tool's own data are taken from what was compiled of them, unless they are wanted `fresh`;
    those of another root are read.
    """

    def __init__(self, root: Path | None = None, *, fresh: bool = False) -> None:
        self.root = root or data_root()
        own = self.root == data_root() and not fresh
        self._compiled = compiled.load(compile_parts) if own else {}
        self._own_words: Vocabulary | None = None
        self._sets: dict[str, StandardSet] = {}
        self._forms: dict[tuple[str, str], Form] = {}
        self._documents: dict[str, DocumentSpec] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Another process reads the files itself; an office's own words go with it."""
        return (Catalogue, (self.root,), self._own_words)

    def __setstate__(self, own_words: Vocabulary) -> None:
        """Take an office's own words along."""
        self._own_words = own_words

    def _part(self, name: str, read: Callable[[], Part]) -> Part:
        """A part as it was compiled, else as it is read now."""
        held = self._compiled.get(name)
        return read() if held is None else compiled.unpacked(held, self.root)

    @cached_property
    def set_ids(self) -> tuple[str, ...]:
        """The ids of all standard sets, by file name."""
        return tuple(sorted(p.stem for p in (self.root / "rules/standards").glob("*.toml")))

    def set(self, set_id: str) -> StandardSet:
        """A standard set; `WbtoolError` "unknown-set" names the ones there are."""
        if set_id not in self.set_ids:
            raise WbtoolError("unknown-set", set=set_id, known=", ".join(self.set_ids))
        if set_id not in self._sets:
            path = self.root / f"rules/standards/{set_id}.toml"
            self._sets[set_id] = self._part(f"set {set_id}", lambda: load_set(path))
        return self._sets[set_id]

    @cached_property
    def form_files(self) -> Mapping[tuple[str, str], Path]:
        """Form files by (form id, version), as their names tell: `plan-2018.v1.toml`."""
        found = sorted((self.root / "template_workbooks").glob("*.v*.toml"))
        return {(p.name.rsplit(".v", 1)[0], p.stem.rsplit(".v", 1)[1]): p for p in found}

    def form(self, form_id: str, version: str = "") -> Form:
        """A form, the newest version unless one is named; `WbtoolError` "unknown-form"."""
        known = [key for key in self.form_files if key[0] == form_id]
        key = (form_id, version) if version else max(known, key=_version, default=("", ""))
        if key not in self.form_files:
            names = ", ".join(sorted({f"{f} v{v}" for f, v in self.form_files}))
            raise WbtoolError("unknown-form", form=f"{form_id} {version}".strip(), known=names)
        if key not in self._forms:
            self._forms[key] = self._part(f"form {' '.join(key)}", lambda: self._read_form(key))
        return self._forms[key]

    @cached_property
    def document_files(self) -> Mapping[str, Path]:
        """Definitions of official documents by form id: `plan-2018.document.toml`."""
        found = sorted((self.root / "template_workbooks").glob("*.document.toml"))
        return {path.name.removesuffix(".document.toml"): path for path in found}

    def document(self, form_id: str) -> DocumentSpec:
        """The official document of a form; `WbtoolError` "no-document" when it has none."""
        if form_id not in self.document_files:
            raise WbtoolError("no-document", form=form_id)
        if form_id not in self._documents:
            read = self._part(f"document {form_id}", lambda: self._read_document(form_id))
            self._documents[form_id] = read
        return self._documents[form_id]

    def _read_document(self, form_id: str) -> DocumentSpec:
        from workbook_tool.catalogue.documentfile import load_document

        return load_document(self.document_files[form_id], self.form(form_id))

    def _read_form(self, key: tuple[str, str]) -> Form:
        from workbook_tool.catalogue.forms import load_form

        return self._checked(load_form(self.form_files[key]))

    def _checked(self, form: Form) -> Form:
        for name, spec in form.lists.items():
            source, _, key = spec.from_.partition(".")
            if source == "vocabulary" and key not in self.vocabulary.lists:
                raise CatalogueError(form.path.name, f"list.{name}.from", f"no {key!r} there")
        for key in set(form.rounds) - {PLANNED, *(r.key for r in self.vocabulary.rounds)}:
            raise CatalogueError(form.path.name, f"round.{key}", "no such round in the vocabulary")
        if form.rounds and PLANNED not in form.rounds:
            raise CatalogueError(form.path.name, f"round.{PLANNED}", "missing")
        for set_id in set(form.sets) - set(self.set_ids):
            raise CatalogueError(form.path.name, "sets", f"no set {set_id!r}")
        codes = {card.name[:5] for card in (self.root / "rules/cards").glob("WB*.md")}
        for block, condition in ((b, c) for _, b in form.blocks() for c in b.conditions):
            if condition.rule not in codes:
                at = f"table {block.table}: condition.rule"
                raise CatalogueError(form.path.name, at, f"no card {condition.rule!r}")
        from workbook_tool.catalogue.formbraces import check_braces

        check_braces(form, [self.set(set_id).texts for set_id in form.sets])
        return form

    def set_for(self, school_type: str, day: date, among: tuple[str, ...] = ()) -> str:
        """The set for a kind of school in force on a day; "" when there is none.

        `among` are the sets to choose from whatever the day (those of a form that was asked for).
        """
        for set_id in among or self.set_ids:
            found = self.set(set_id)
            ends = found.effective_to or day
            serves = among or found.effective_from <= day <= ends
            if school_type in found.school_types and serves:
                return set_id
        return ""

    def serves(self, set_id: str) -> bool:
        """Whether any form serves a standard set."""
        return any(set_id in self.form(*key).sets for key in self.form_files)

    def form_for(self, set_id: str, day: date | None = None) -> Form:
        """The newest form that serves a standard set, one in force on the day where there is.

        `WbtoolError` "no-form-for-set".
        """
        self.set(set_id)
        newest = sorted(self.form_files, key=_version, reverse=True)
        serving = [form for key in newest if set_id in (form := self.form(*key)).sets]
        if not serving:
            raise WbtoolError("no-form-for-set", set=set_id)
        return next((form for form in serving if day and form.in_force(day)), serving[0])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Lists, abbreviations and spans of the school year."""
        if self._own_words:
            return self._own_words
        path = self.root / "rules/vocabulary.toml"
        return self._part("vocabulary", lambda: load_vocabulary(path))

    def with_vocabulary(self, vocabulary: Vocabulary) -> Catalogue:
        """The same catalogue with other words; what was read of it is shared."""
        other = Catalogue.__new__(Catalogue)
        other.__dict__ |= self.__dict__ | {"_own_words": vocabulary, "vocabulary": vocabulary}
        return other

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """All rule cards by code."""
        return self._part("rules", self._read_rules)

    def _read_rules(self) -> Mapping[str, Rule]:
        cards = sorted((self.root / "rules/cards").glob("WB*.md"))
        return {rule.code: rule for rule in map(load_rule, cards)}

    @cached_property
    def messages(self) -> Mapping[str, Mapping[str, str]]:
        """What the command line says: key → language → `str.format` template."""
        return self._part("messages", lambda: read_toml(self.root / "rules/messages.toml"))

    def say(self, key: str, language: str, **facts: object) -> str:
        """A message of the command line in a language, its braces filled.

        `{count:file|files}` is a number with the word for one and for any other number.
        """
        words = self.messages[key][language]
        if "|" in words:
            facts = {name: _Counted(fact) for name, fact in facts.items()}
        return words.format(**facts)

    def words(self, name: str) -> Mapping[str, object]:
        """A file of words of `template_workbooks/` that is no form (`summary`)."""
        path = self.root / f"template_workbooks/{name}.toml"
        return self._part(f"words {name}", lambda: read_toml(path))

    def page(self, name: str) -> str:
        """The text of a page with braces (`report.html`) of `template_workbooks/`."""
        return (self.root / f"template_workbooks/{name}").read_text(encoding="utf-8")

    def words_of_rules(self, name: str) -> Mapping[str, object]:
        """A file of words of `rules/` (`roster`)."""
        path = self.root / f"rules/{name}.toml"
        return self._part(f"words of rules {name}", lambda: read_toml(path))


class _Counted:
    """A fact that brings the word for what is counted."""

    __slots__ = ("fact",)

    def __init__(self, fact: object) -> None:
        self.fact = fact

    def __format__(self, form: str) -> str:
        one, apart, many = form.partition("|")
        if not apart:
            return format(self.fact, form)
        return f"{self.fact} {one if str(self.fact) == '1' else many}"


def compile_parts() -> Mapping[str, bytes]:
    """Every part of the tool's own data, read, checked and packed. `CatalogueError`."""
    root = data_root()
    read = Catalogue(root, fresh=True)
    parts: dict[str, object] = {
        "messages": read.messages,
        "vocabulary": read.vocabulary,
        "rules": read.rules,
        **{f"set {set_id}": read.set(set_id) for set_id in read.set_ids},
        **{f"form {' '.join(key)}": read.form(*key) for key in read.form_files},
        **{f"document {form_id}": read.document(form_id) for form_id in read.document_files},
        **{f"words of rules {name}": read.words_of_rules(name) for name in RULE_WORDS},
    }
    return {name: compiled.packed(part, root) for name, part in parts.items()}


def _version(key: tuple[str, str]) -> tuple[int, ...]:
    return tuple(int(n) for n in key[1].split(".") if n.isdecimal())
