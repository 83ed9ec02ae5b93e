"""Whatever a school wrote, a round hands it back as it was."""

from __future__ import annotations

from dataclasses import replace

from filled import CATALOGUE
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_tool.carry import Source, into_round
from workbook_tool.choices import Choices
from workbook_tool.model import Identity, Plan, SchoolYear
from workbook_tool.reader import plan_from

FORM, SET = CATALOGUE.form("plan-2026"), CATALOGUE.set("tt57-2026-mn")
YEAR = SchoolYear(2026)

texts = st.sampled_from(["", "", "Đoạn văn.", " hai  dòng\nchữ ", "nt", "x\x01y"])
issues = st.fixed_dictionaries(
    {
        "issue.standard": st.sampled_from(["", "Tiêu chuẩn 3", "4"]),
        "issue.criterion": st.sampled_from(["", "3.5", "2.2. Giáo viên", "9.9"]),
        "issue.limitation": texts,
        "issue.state": texts,
    }
)
tasks = st.fixed_dictionaries(
    {
        "action.issue": st.sampled_from(["", "1", "2. Đoạn", "3", "Vấn đề 1", "nt", "không rõ"]),
        "action.improvement": texts,
        "action.target": texts,
        "action.task": texts,
        "action.lead": st.sampled_from(["", "Hiệu trưởng"]),
        "action.start": st.sampled_from(["", "Tháng 9/2026"]),
    }
)


def read(tables: dict[str, list[dict[str, str]]], round_: str = "plan") -> Plan:
    facts = (FORM.version, SET.id, FORM.rows, str(YEAR))
    identity = Identity(FORM.id, *facts, round=round_)
    return plan_from(FORM, SET, CATALOGUE.vocabulary, identity, {}, tables)


@settings(max_examples=200, deadline=None)
@given(st.lists(issues, max_size=4), st.lists(tasks, max_size=6))
def test_an_untouched_round_proves_every_task(
    own: list[dict[str, str]], rows: list[dict[str, str]]
) -> None:
    plan = read({"issue": own, "action": rows})
    choices = Choices(FORM, SET, CATALOGUE.vocabulary, YEAR, "term1")
    carried = into_round(Source(plan, choices))
    later = read({name: [dict(row) for row in found] for name, found in carried.rows.items()})
    later = replace(later, identity=replace(later.identity, round="term1"))
    assert [r.number for r in later.actions] == [r.number for r in plan.actions]
    assert [r.criterion for r in later.actions] == [r.criterion for r in plan.actions]
    assert [r.standard for r in later.actions] == [r.standard for r in plan.actions]
    assert all(r.text("action.proof") == r.proof for r in later.actions)
