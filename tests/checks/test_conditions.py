"""Conditions of a form beyond those its cards show: plain lists, rows as above, other forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from workbook_tool.catalogue import Catalogue, Condition, Form
from workbook_tool.catalogue.forms import CONDITIONS
from workbook_tool.checks import Context, find
from workbook_tool.checks.conditions import KINDS, unmet
from workbook_tool.checks.context import number_of
from workbook_tool.model import Identity, Plan
from workbook_tool.reader import plan_from

CATALOGUE = Catalogue()
FORM = CATALOGUE.form("plan-2018")
SET = CATALOGUE.set("tt19-2018-mn")
BLANK = Condition("", "WB900", "", "", (), False, 0, False, 0, "")


def plan(form: Form, *rows: Mapping[str, object], **values: object) -> Plan:
    singles = {name.replace("_", ".", 1): value for name, value in values.items()}
    identity = Identity("plan-2018", "1", SET.id, 60, "2026-2027", "0123", "Trường MN Họa Mi")
    return plan_from(form, SET, CATALOGUE.vocabulary, identity, singles, {"action": rows})


def with_condition(**demand: object) -> Form:
    """The form, its plan table bound by one condition alone."""
    condition = replace(BLANK, **demand)
    sheets = tuple(
        replace(
            sheet,
            blocks=tuple(
                replace(b, conditions=(condition,)) if b.table == "action" else b
                for b in sheet.blocks
            ),
        )
        for sheet in FORM.sheets
    )
    return replace(FORM, sheets=sheets)


def failing(form: Form, *rows: Mapping[str, object]) -> list[int]:
    context = Context(form, SET, CATALOGUE.vocabulary)
    return [record.number for record, _ in unmet(plan(form, *rows), context, "WB900")]


def test_every_kind_a_form_may_declare_can_be_checked() -> None:
    assert set(KINDS) == CONDITIONS


@pytest.mark.parametrize(
    ("field", "text", "fails"),
    [
        ("action.funding", "Ngân sách nhà nước", False),
        ("action.funding", "NGÂN  SÁCH nhà nước", False),
        ("action.funding", "Mạnh thường quân", True),
        ("action.funding", "", False),
        ("action.level", "Mức 2", False),
        ("action.level", "cao", True),
        ("action.unheard_of", "x", False),
    ],
)
def test_a_closed_list_of_any_kind_is_compared(field: str, text: str, fails: bool) -> None:
    form = with_condition(kind="in_list", field=field)
    assert failing(form, {"action.task": "Họp", field: text}) == ([1] if fails else [])


@pytest.mark.parametrize(
    ("budget", "or_zero", "fails"),
    [
        ("Không", False, True),
        ("Không", True, False),
        ("999", True, True),
        ("1.000", True, False),
        ("xã hội hóa", True, False),
        ("năm chục gì đó", True, False),
    ],
)
def test_within_counts_nothing_only_when_told(budget: str, or_zero: bool, fails: bool) -> None:
    form = with_condition(kind="within", field="action.budget", minimum=1000, or_zero=or_zero)
    assert bool(failing(form, {"action.task": "Họp", "action.budget": budget})) is fails


def test_required_asks_every_row_unless_the_one_above_may_answer() -> None:
    rows = (
        {"action.criterion": "1.1", "action.lead": "BGH"},
        {"action.support": "GV"},
        {"action.criterion": "1.2"},
    )
    demand = {"kind": "required_if_started", "field": "action.lead"}
    assert failing(with_condition(**demand), *rows) == [2, 3]
    assert failing(with_condition(**demand, or_above=True), *rows) == [3]


@pytest.mark.parametrize(("round_", "fails"), [("plan", [1]), ("term1", [])])
@pytest.mark.parametrize(
    "demand",
    [
        {"kind": "required_if_started", "field": "action.lead"},
        {"kind": "in_list", "field": "action.funding"},
        {"kind": "legible"},
    ],
    ids=str,
)
def test_nothing_is_asked_where_the_school_may_not_write(
    demand: dict[str, object], round_: str, fails: list[int]
) -> None:
    form = with_condition(**demand)
    row = {"action.task": "KÕ ho¹ch n¨m häc", "action.funding": "Mạnh thường quân"}
    own = plan(form, row)
    own = replace(own, identity=replace(own.identity, round=round_))
    context = Context(form, SET, CATALOGUE.vocabulary)
    assert [record.number for record, _ in unmet(own, context, "WB900")] == fails


def test_what_may_be_written_is_judged_in_every_round() -> None:
    form = CATALOGUE.form("plan-2026")
    own_set = CATALOGUE.set(form.sets[0])
    facts = (form.version, own_set.id, form.rows, "2026-2027")
    identity = Identity(form.id, *facts, round="year")
    row = {"action.task": "Họp", "action.completion": "tàm tạm"}
    own = plan_from(form, own_set, CATALOGUE.vocabulary, identity, {}, {"action": [row]})
    context = Context(form, own_set, CATALOGUE.vocabulary)
    assert [record.number for record, _ in unmet(own, context, "WB701")] == [1]


def test_legible_looks_at_one_field_or_at_all() -> None:
    row = {"action.task": "Họp", "action.notes": "KÕ ho¹ch n¨m häc"}
    assert failing(with_condition(kind="legible"), row) == [1]
    assert failing(with_condition(kind="legible", field="action.task"), row) == []


def test_a_form_without_a_budget_asks_for_none() -> None:
    without = tuple(
        replace(
            sheet,
            blocks=tuple(
                replace(b, fields=tuple(f for f in b.fields if f.id != "action.budget"))
                for b in sheet.blocks
            ),
        )
        for sheet in FORM.sheets
    )
    form = replace(FORM, sheets=without)
    row = {"action.criterion": "1.1", "action.task": "Họp"}
    for used, expected in ((FORM, True), (form, False)):
        context = Context(used, SET, CATALOGUE.vocabulary)
        found = find(plan(used, row), context, {"WB401": CATALOGUE.rules["WB401"]})
        assert ("WB401" in found) is expected


def test_another_schools_code_and_name_are_one_hit() -> None:
    other = plan(FORM, school_code="0124", school_name="Trường MN Sơn Ca")
    context = Context(FORM, SET, CATALOGUE.vocabulary)
    (hit,) = find(other, context, CATALOGUE.rules)["WB107"]
    assert hit.facts["typed"] == "0124 – Trường MN Sơn Ca"


def test_a_parameter_that_is_no_number_is_said_by_name() -> None:
    form = CATALOGUE.form("plan-2018")
    given = {"most": 4, "words": "four"}
    context = Context(form, CATALOGUE.set(form.sets[0]), CATALOGUE.vocabulary, parameters=given)
    assert number_of(context, "most") == 4
    with pytest.raises(TypeError, match="parameter words: a number expected"):
        number_of(context, "words")
