"""Clean, well-written plans in real workbooks: what a careful head teacher gets to read."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import Context, run
from workbook_tool.findings import Finding, count
from workbook_tool.intake import open_grid
from workbook_tool.model import Plan, School
from workbook_tool.reader import read_plan

CATALOGUE = Catalogue()
PLANS = sorted((Path(__file__).parent / "clean").glob("*.toml"))
BY_DEFAULT = {code: rule for code, rule in CATALOGUE.rules.items() if not rule.asked_for}


def maker() -> ModuleType:
    """`examples/make.py`, which fills workbooks cell by cell."""
    path = CATALOGUE.root / "examples/make.py"
    spec = importlib.util.spec_from_file_location("example_maker", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def returned(path: Path, folder: Path) -> Plan:
    """The plan as a school sends it back: issued, filled in Excel, saved, read."""
    make, told = maker(), tomllib.loads(path.read_text(encoding="utf-8"))
    issue = make.of_year(told, CATALOGUE, School(**told["school"]))
    sent, target = folder / "sent.xlsx", folder / "returned.xlsx"
    sent.write_bytes(make.make_template(issue))
    workbook = openpyxl.load_workbook(sent)
    make.fill(workbook, issue.layout, issue.choices, told)
    workbook.save(target)
    return read_plan(open_grid(target.read_bytes()), CATALOGUE)


def findings(plan: Plan, rules: dict) -> tuple[Finding, ...]:
    form = CATALOGUE.form(plan.identity.form, plan.identity.form_version)
    context = Context(form, CATALOGUE.set(plan.identity.set), CATALOGUE.vocabulary)
    return run(plan, context, rules, "vi")


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_clean_plan_gets_no_error_and_hardly_a_warning(path: Path, tmp_path: Path) -> None:
    plan = returned(path, tmp_path)
    assert len(plan.actions) >= 4
    found = findings(plan, BY_DEFAULT)
    assert count(found) == {"error": 0, "warning": 0, "info": len(found)}, found
    assert [f.code for f in found] in ([], ["WB205"]), found
    everything = findings(plan, dict(CATALOGUE.rules))
    assert count(everything)["error"] == 0
    assert count(everything)["warning"] <= 2
    assert len(everything) <= 2, everything


def test_there_are_three_of_them_in_two_forms() -> None:
    sets = [tomllib.loads(path.read_text(encoding="utf-8"))["set"] for path in PLANS]
    assert len(sets) == len(set(sets)) == 3
    assert len({CATALOGUE.form_for(name).id for name in sets}) == 2
