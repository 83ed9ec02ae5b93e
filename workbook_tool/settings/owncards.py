"""A folder of an office's own cards → its rules, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from workbook_tool.catalogue import Catalogue, Form, Rule
from workbook_tool.catalogue.rules import read_card
from workbook_tool.errors import CatalogueError, SettingsError, WbtoolError
from workbook_tool.patterns import re
from workbook_tool.settings.near import nearest

CODE = re.compile(r"(?!WB)[A-Z]{2,8}\d{2,4}")
LARGEST = 200_000
"""Bytes of a card."""
FACTS = frozenset(
    {"task", "tasks", "row", "rows", "count", "sheet", "cell", "value", "label", "criterion"}
    | {"found", "wanted"}
)
"""What the sentences of an own card may name."""


def load_own(folder: Path, known: Catalogue) -> Mapping[str, Rule]:
    """The rules of every card (`.md`) in a folder but a README.

    `SettingsError` with one complaint for each card that cannot be used.
    """
    rules: dict[str, Rule] = {}
    complaints: list[WbtoolError] = []
    cards = sorted(p for p in folder.glob("*.md") if p.stem.casefold() != "readme")
    for path in cards:
        try:
            rule = _card(path, known)
            if rule.code in rules or rule.name in {own.name for own in rules.values()}:
                raise CatalogueError(path.name, "code", "why-twin")
            rules[rule.code] = rule
        except CatalogueError as error:
            complaints.append(WbtoolError("own-card-wrong", **{**error.facts, "file": str(path)}))
    if complaints:
        raise SettingsError(complaints)
    return rules


def _card(path: Path, known: Catalogue) -> Rule:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(path.name, "+++", "why-unreadable") from error
    if len(data) > LARGEST:
        raise CatalogueError(path.name, "+++", "why-large", most=LARGEST)
    try:
        rule = read_card(path, text, own=True)
    except RecursionError as error:
        raise CatalogueError(path.name, "+++", "why-toml-deep", line="", said="") from error
    _check(rule, known)
    return rule


def _check(rule: Rule, known: Catalogue) -> None:
    file = rule.path.name
    if not CODE.fullmatch(rule.code):
        raise CatalogueError(file, "code", "why-code")
    if rule.scope != "plan":
        raise CatalogueError(file, "scope", "why-scope")
    if rule.name in {other.name for other in known.rules.values()}:
        raise CatalogueError(file, "rule", "why-name-taken")
    for words in (rule.one, rule.many, rule.fix):
        for text in words.values():
            _check_braces(file, text)
    ids = {form for form, _ in known.form_files}
    for form in rule.forms:
        if form not in ids:
            known_forms = ", ".join(sorted(ids))
            raise CatalogueError(file, "forms", "why-one-of", found=form, known=known_forms)
    _check_fields(rule, [known.form(form) for form in rule.forms or sorted(ids)])


def _check_braces(file: str, text: str) -> None:
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise CatalogueError(file, "message", "why-brace") from error
    for _, name, spec, conversion in parts:
        if name is not None and (name not in FACTS or spec or conversion):
            told = ", ".join(f"{{{fact}}}" for fact in sorted(FACTS))
            raise CatalogueError(file, "message", "why-one-of", found=f"{{{name}}}", known=told)


def _check_fields(rule: Rule, forms: list[Form]) -> None:
    fields = {f.id for form in forms for _, block in form.blocks() for f in block.fields if f.id}
    for name in rule.demand.fields if rule.demand else ():
        if name not in fields:
            near = nearest(name, fields)
            key = "why-no-field-near" if near else "why-no-field"
            raise CatalogueError(rule.path.name, "condition", key, found=name, near=near)
