"""Own rules × their example tables → what to say of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbook_tool.catalogue import Catalogue, Rule
from workbook_tool.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A sentence by its key and facts, and whether it tells of something sound."""

    key: str
    facts: Mapping[str, str]
    sound: bool


def tried_rules(rules: Iterable[Rule], known: Catalogue) -> tuple[Sign, ...]:
    """One sign for each own rule: its examples hold, some do not, it has none, they cannot run."""
    return tuple(_tried(rule, known) for rule in rules if rule.demand)


def _tried(rule: Rule, known: Catalogue) -> Sign:
    from workbook_tool.settings.examples import try_examples

    facts = {"code": rule.code, "rule": rule.name, "file": str(rule.path)}
    try:
        tried = try_examples(rule, known)
    except ValueError as error:
        return Sign("own-unrunnable", {**facts, "reason": str(error)[:200]}, False)
    if not tried:
        return Sign("own-untried", facts, False)
    wrong = [example for example in tried if example.wanted is not example.found]
    if wrong:
        lines = ", ".join(str(example.line) for example in wrong)
        return Sign("own-otherwise", {**facts, "lines": lines}, False)
    return Sign("own-holds", {**facts, "count": str(len(tried))}, True)
