"""A plan → findings: every check whose card applies, dressed in the words of the cards."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.catalogue import Rule
from workbook_tool.checks.context import Check, Context
from workbook_tool.checks.dress import dress
from workbook_tool.checks.kept import Kept
from workbook_tool.checks.own import unmet_demand
from workbook_tool.checks.silence import heard
from workbook_tool.checks.table import CHECKS
from workbook_tool.findings import Finding, Hit, sort
from workbook_tool.frozen import replace
from workbook_tool.model import Plan

__all__ = ["CHECKS", "Check", "Context", "dress", "find", "run"]


def run(
    plan: Plan, context: Context, rules: Mapping[str, Rule], language: str
) -> tuple[Finding, ...]:
    """All findings of one plan, the worst first; one finding per rule.

    `rules` are the cards to apply, by code: a rule that is left out is switched off.
    """
    found = find(plan, context, rules)
    return sort([dress(rules[code], hits, language) for code, hits in found.items()])


def find(plan: Plan, context: Context, rules: Mapping[str, Rule]) -> Mapping[str, list[Hit]]:
    """The hits of every rule that has any: what the checks find, and what the reader saw."""
    context = replace(context, kept=Kept(), parameters={})
    found: dict[str, list[Hit]] = {}
    for code in CHECKS:
        if code in rules and _applies(rules[code], plan):
            own = context
            if rules[code].parameters:
                own = replace(context, parameters=rules[code].parameters)
            if hits := list(CHECKS[code](plan, own)):
                found[code] = hits
    demands = [(code, r.demand) for code, r in rules.items() if r.demand and _applies(r, plan)]
    for code, demand in demands:
        if hits := list(unmet_demand(demand, plan, context)):
            found[code] = hits
    for anomaly in plan.anomalies:
        if anomaly.rule in rules and _applies(rules[anomaly.rule], plan):
            found.setdefault(anomaly.rule, []).append(Hit(anomaly.places, anomaly.facts))
    return heard(found, rules)


def _applies(rule: Rule, plan: Plan) -> bool:
    own = plan.identity
    return (not rule.forms or own.form in rule.forms) and (
        not rule.rounds or own.round in rule.rounds
    )
