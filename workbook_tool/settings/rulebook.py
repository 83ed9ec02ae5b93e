"""The cards × what each place says of rules → the rules that speak, as severe as they are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_tool.catalogue import Parameter, Rule
from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass, field, replace
from workbook_tool.settings.naming import Named, matched


@dataclass(frozen=True, slots=True)
class Asked:
    """What one place (the command line, a file, a sheet) says of rules.

    `select` and `ignore` hold codes, families, names, "ALL" or "DEFAULT", as they were typed;
    `grades` give a rule, by its code, another severity, None for silence. `preview` lets previews
    speak; None where nothing is said. `parameters` are told to the check of a rule, by its code.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool | None = None
    grades: Mapping[str, Severity | None] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, Parameter]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """`speaking` are the rules to apply, by code; `cards` are all of them.

    Both have the severities and parameters that were asked for. A file that is not read is told
    of with `cards`: no choice of rules makes a file disappear.
    """

    speaking: Mapping[str, Rule]
    cards: Mapping[str, Rule]


def rulebook(cards: Mapping[str, Rule], asked: Sequence[Asked] = ()) -> Rulebook:
    """What speaks when every place has had its say, the weightiest place last.

    By themselves all rules speak that are neither off nor previews. In each place a grade makes a
    rule speak; a `select` says alone what speaks ("DEFAULT" stands for what spoke before); what
    `ignore` names is silent unless `select` names it more closely.
    `WbtoolError` "unknown-rule-asked" for a word that names no rule.
    """
    speaking = {code for code, rule in cards.items() if not rule.asked_for}
    grades: dict[str, Severity] = {}
    for said in asked:
        speaking = _heard(speaking, said, cards)
        grades |= {code: grade for code, grade in said.grades.items() if grade is not None}
    told = {code for said in asked for code in said.parameters}
    graded = {
        code: _told(rule, grades.get(code), asked) if code in grades or code in told else rule
        for code, rule in cards.items()
    }
    return Rulebook({code: rule for code, rule in graded.items() if code in speaking}, graded)


def _told(rule: Rule, grade: Severity | None, asked: Sequence[Asked]) -> Rule:
    parameters = dict(rule.parameters)
    for said in asked:
        parameters.update(said.parameters.get(rule.code, {}))
    return replace(rule, severity=grade or rule.severity, parameters=parameters)


def _heard(before: set[str], said: Asked, cards: Mapping[str, Rule]) -> set[str]:
    default = before | {code for code, grade in said.grades.items() if grade is not None}
    if said.preview is not None:
        previews = {code for code, rule in cards.items() if rule.preview and not rule.off}
        default = default | previews if said.preview else default - previews
    wanted = matched(said.select, cards, default) if said.select else Named(default)
    silent = matched(said.ignore, cards, default)
    silent = silent.joined({code for code, grade in said.grades.items() if grade is None})
    return {code for code in wanted.codes if silent.closeness(code) < wanted.closeness(code)}
