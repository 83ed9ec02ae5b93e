"""A check with one slip in it is caught by its card: by its table and by what it says."""

from __future__ import annotations

import importlib.util
import sys

import pytest
from cardcases import CATALOGUE, PLAN_RULES, Rule, examples

from workbook_tool.checks import CHECKS

SPEC = importlib.util.spec_from_file_location("mutants", CATALOGUE.root / "tools/mutants.py")
assert SPEC
assert SPEC.loader
mutants = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(mutants)
EVERY = {code: examples(rule) for code, rule in PLAN_RULES.items()}


@pytest.mark.parametrize("rule", PLAN_RULES.values(), ids=lambda rule: rule.code)
def test_every_change_of_a_check_is_noticed_or_explained(rule: Rule) -> None:
    module = sys.modules[CHECKS[rule.code].__module__]
    left = mutants.survivors(module, mutants.judges(rule.code, EVERY))
    assert sorted(set(left)) == sorted(mutants.EQUAL.get(rule.code, {}))


def test_a_turned_comparison_is_noticed() -> None:
    module = sys.modules[CHECKS["WB404"].__module__]
    names = [name for name, _ in mutants.mutants(mutants.ast.parse(mutants.source(module)))]
    turned = "read.vnd < 0 -> read.vnd <= 0 in negative_budget"
    assert turned in names
    assert turned not in mutants.survivors(module, {"WB404": EVERY["WB404"]})
    assert turned in mutants.survivors(module, {}), "without examples nothing is noticed"
    assert not CHECKS["WB404"].__code__.co_filename.endswith("mutants.py")
