"""Whole plans of the form with issues: a good one, one slip at a time, and its later rounds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import Context, run
from workbook_tool.checks.wb213_same_plan_as_last_year import same_tasks
from workbook_tool.findings import Finding
from workbook_tool.model import Identity, Plan
from workbook_tool.reader import plan_from

CATALOGUE = Catalogue()
FORM = CATALOGUE.form("plan-2026")
SET = CATALOGUE.set(FORM.sets[0])
RULES = {code: rule for code, rule in CATALOGUE.rules.items() if not rule.off}
Row = Mapping[str, object]

VALUES = {
    "school.name": "Trường Mầm non Họa Mi",
    "plan.number": "12/KH-MNHM",
    "plan.date": "10/9/2026",
    "plan.school_year": "2026-2027",
    "plan.status": "Đã ban hành",
    "school.authority": "UBND xã Thanh Xương",
    "plan.signer_title": "HIỆU TRƯỞNG",
    "plan.signer_name": "Trần Thị Cúc",
    "purpose.text": "Nâng dần mức đạt của các tiêu chí.",
    "organisation.head": "Giao từng việc cho người phụ trách.",
}
ISSUES = [
    {
        "issue.standard": "Tiêu chuẩn 3",
        "issue.criterion": "3.5. Kết quả phát triển và sự tiến bộ của trẻ",
        "issue.state": "Trường có 214 trẻ",
        "issue.limitation": "Trẻ nhẹ cân còn 8,3%",
        "issue.cause": "Thực đơn chưa đa dạng",
    },
    {"issue.standard": "Tiêu chuẩn 4", "issue.limitation": "Sân chưa có bóng mát"},
]
ACTION = {
    "action.issue": "1",
    "action.improvement": "Bữa ăn của trẻ",
    "action.target": "Trẻ nhẹ cân dưới 5%",
    "action.task": "Cân đo hằng quý, điều chỉnh thực đơn",
    "action.indicator": "Dưới 5% trẻ nhẹ cân",
    "action.start": "Tháng 9/2026",
    "action.end": "Tháng 5/2027",
    "action.lead": "Phó hiệu trưởng",
    "action.resources": "Nhân lực của trường",
    "action.evidence": "Sổ theo dõi sức khỏe",
}
ACTIONS = [
    ACTION,
    {
        **ACTION,
        "action.issue": "2",
        "action.task": "Trồng cây quanh sân",
        "action.target": "Sân có đủ bóng mát",
        "action.indicator": "12 cây",
    },
]
REVIEWS = [{"review.moment": "Cuối học kỳ I"}, {"review.moment": "Cuối năm học"}]


def plan(
    actions: Sequence[Row] = ACTIONS,
    issues: Sequence[Row] = ISSUES,
    round_: str = "plan",
    values: Mapping[str, object] | None = None,
    **tables: Sequence[Row],
) -> Plan:
    facts = (SET.id, FORM.rows, "2026-2027", "", "Trường Mầm non Họa Mi")
    identity = replace(Identity(FORM.id, FORM.version, *facts), round=round_)
    rows = {"action": actions, "issue": issues, "review": REVIEWS, **tables}
    singles = {**VALUES, **(values or {})}
    return plan_from(FORM, SET, CATALOGUE.vocabulary, identity, singles, rows)


def check(given_plan: Plan, as_of: date | None = None, language: str = "vi") -> tuple[Finding, ...]:
    context = Context(FORM, SET, CATALOGUE.vocabulary, as_of)
    return run(given_plan, context, RULES, language)


def codes(given_plan: Plan, as_of: date | None = None) -> list[str]:
    return [finding.code for finding in check(given_plan, as_of)]


def changed(rows: Sequence[Row], number: int, **cells: object) -> list[Row]:
    """The rows, some cells of one of them typed otherwise."""
    table = next(iter(rows[0])).split(".")[0]
    own = {f"{table}.{name}": text for name, text in cells.items()}
    return [{**row, **(own if n == number else {})} for n, row in enumerate(rows, 1)]


def test_a_good_plan_has_no_finding() -> None:
    assert codes(plan()) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"issue": ""}, ["WB208", "WB209"]),
        ({"issue": "7"}, ["WB208", "WB210"]),
        ({"issue": "2, 7"}, ["WB210"]),
        ({"issue": "sân chơi"}, ["WB210"]),
        ({"issue": "1"}, ["WB208"]),
        ({"end": "Tháng 5/2026"}, ["WB301"]),
        ({"start": "", "end": ""}, ["WB309"]),
        ({"end": "Tháng 9/2027"}, ["WB303"]),
        ({"resources": "2 đến 3 triệu đồng"}, ["WB407"]),
        ({"resources": ""}, []),
        ({"lead": ""}, ["WB501"]),
        ({"lead": "Phòng GD&ĐT"}, ["WB504"]),
        ({"task": ""}, ["WB601"]),
        ({"task": "", "target": ""}, ["WB601"]),
        (dict.fromkeys(("task", "issue", "lead", "start", "end"), ""), ["WB601", "WB208"]),
        (dict.fromkeys(("task", "indicator", "evidence"), ""), ["WB601"]),
        ({"resources": "500 đồng"}, ["WB403"]),
        ({"target": "Mức 2"}, ["WB602"]),
        ({"target": ""}, ["WB604"]),
        ({"indicator": ""}, ["WB608"]),
        ({"indicator": "Tốt hơn"}, ["WB609"]),
        ({"evidence": ""}, ["WB611"]),
        ({"task": "dài " * 400}, ["WB607"]),
    ],
    ids=str,
)
def test_one_slip_in_a_task_is_one_finding(cells: dict[str, object], expected: list[str]) -> None:
    assert codes(plan(changed(ACTIONS, 2, **cells))) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"standard": "4"}, ["WB203"]),
        ({"criterion": "9.9"}, ["WB201"]),
        ({"criterion": "Phát triển đội ngũ"}, ["WB202"]),
        ({"criterion": "", "standard": ""}, ["WB214"]),
        ({"standard": ""}, []),
        ({"limitation": ""}, []),
        ({"limitation": "", "state": ""}, ["WB610"]),
    ],
    ids=str,
)
def test_one_slip_in_an_issue_is_one_finding(cells: dict[str, object], expected: list[str]) -> None:
    assert codes(plan(issues=changed(ISSUES, 1, **cells))) == expected


def test_rows_of_both_tables_are_told_apart() -> None:
    issues = changed(ISSUES, 2, limitation="KÕ ho¹ch båi d­ìng gi¸o viªn")
    actions = changed(ACTIONS, 1, task="KÕ ho¹ch båi d­ìng gi¸o viªn")
    (finding,) = check(plan(actions, issues))
    assert finding.code == "WB603"
    assert finding.message.endswith("(Vấn đề số 2; Việc số 1).")
    (finding,) = check(plan(issues=changed(ISSUES, 1, criterion="9.9")))
    assert finding.message.startswith("Vấn đề số 1: tiêu chí “9.9”")
    assert finding.places[0].task is None
    (finding,) = check(plan(issues=changed(ISSUES, 1, criterion="9.9")), language="en")
    assert "1: criterion “9.9”" in finding.message


def test_the_criterion_of_a_task_is_that_of_its_issue() -> None:
    (finding,) = check(plan(changed(ACTIONS, 1, lead="")))
    assert finding.message == ("Việc số 1 (tiêu chí 3.5) chưa ghi ô “Đơn vị/cá nhân phụ trách”.")


def reported(**cells: object) -> list[Row]:
    """The tasks as a round hands them out, the first answered."""
    proofs = [record.proof for record in plan().actions]
    rows = [{**row, "action.proof": p} for row, p in zip(ACTIONS, proofs, strict=True)]
    rows = [{**row, "action.completion": "Đang thực hiện - 40%"} for row in rows]
    return changed(rows, 1, **cells)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, []),
        ({"completion": "Hoàn thành"}, []),
        ({"completion": "Hoàn thành", "evidence": ""}, ["WB702"]),
        ({"completion": ""}, ["WB707"]),
        ({"completion": "theo kế hoạch"}, ["WB701"]),
        ({"completion": "Đang thực hiện - 140%"}, ["WB703"]),
        ({"progress": "140%"}, ["WB703"]),
        ({"task": "Trồng rau"}, ["WB706"]),
        ({"target": "", "lead": "", "indicator": "", "evidence": ""}, []),
    ],
    ids=str,
)
def test_a_round_asks_for_what_it_may_change(cells: dict[str, object], expected: list[str]) -> None:
    assert codes(plan(reported(**cells), round_="term1")) == expected


FAULTS = {
    "issue.standard": "4",
    "issue.criterion": "3.5",
    "action.issue": "1, 9",
    "action.start": "Tháng 9/2027",
    "action.end": "Tháng 9/2026",
    "action.lead": "Phòng GD&ĐT, XYZ",
    "action.target": "Mức 2",
    "action.indicator": "Tốt hơn",
    "action.resources": "2 đến 3 triệu đồng",
    "action.evidence": "",
}


def test_what_is_locked_in_a_round_is_not_found_fault_with() -> None:
    issues = [{**row, **_of("issue")} for row in ISSUES]
    rows = [{**row, **_of("action")} for row in ACTIONS]
    grades = [{"assessment.criterion": "1.1", "assessment.level": "khá"}]
    values = {"plan.number": "", "plan.recipients": "- Phòng GD&ĐT (b/c)"}
    planned = plan(rows, issues, values=values, assessment=grades)
    found = codes(planned)
    assert {"WB203", "WB210", "WB301", "WB407", "WB504", "WB602", "WB609", "WB802"} <= {*found}
    told = [{**row, "action.completion": "Đang thực hiện"} for row in rows]
    later = plan(told, issues, "term1", values=values, assessment=grades)
    assert codes(later) == []


def _of(table: str) -> Row:
    return {name: text for name, text in FAULTS.items() if name.startswith(f"{table}.")}


def test_a_percentage_in_two_cells_is_one_task() -> None:
    rows = reported(completion="Đang thực hiện - 140,5%", progress="140,5%")
    (finding,) = check(plan(rows, round_="term1"))
    assert "ghi 140,5%, ngoài" in finding.message
    assert [place.field for place in finding.places] == ["action.completion", "action.progress"]
    (finding,) = check(plan(rows, round_="term1"), language="en")
    assert "is 140.5%, outside" in finding.message


def test_long_rows_of_two_tables_are_not_told_to_blank_the_cells_of_one() -> None:
    issues = changed(ISSUES, 2, limitation="dài " * 400)
    actions = changed(ACTIONS, 1, task="dài " * 400)
    (finding,) = check(plan(actions, issues))
    assert finding.fix == "Đề nghị tách bớt sang dòng dưới."
    (finding,) = check(plan(actions))
    assert finding.fix.endswith(
        "(để trống các ô đầu của dòng đó: Thuộc vấn đề số, Nội dung cải tiến)."
    )


def test_a_criterion_may_stay_blank_where_the_form_has_issues() -> None:
    (finding,) = check(plan(issues=changed(ISSUES, 1, criterion="Phát triển đội ngũ")))
    assert finding.fix.endswith("khi đó chỉ chọn ô “Tiêu chuẩn”).")


def test_a_grade_without_its_label_names_its_row() -> None:
    grades = [{"assessment.level": "khá"}, {"assessment.criterion": "1.2", "assessment.level": "x"}]
    (finding,) = [f for f in check(plan(assessment=grades[:1])) if f.code == "WB802"]
    assert finding.message == "Tiêu chí số 1: mức tự đánh giá ghi “khá”, máy chưa hiểu."
    (finding,) = [f for f in check(plan(assessment=grades)) if f.code == "WB802"]
    assert finding.message.startswith("Tiêu chí số 1, 2: mức tự đánh giá máy chưa hiểu")


def test_evidence_codes_are_patterns() -> None:
    for code in CATALOGUE.vocabulary.lists["evidence_codes"]:
        re.compile(code.format(criterion="3.5", standard="3"))


def test_a_round_that_comes_back_blank_is_one_finding() -> None:
    rows = [{**row, "action.completion": ""} for row in reported()]
    (finding,) = check(plan(rows, round_="term1"))
    assert finding.message == ("Biểu mẫu chưa điền nội dung nào (đợt theo dõi: Cuối học kỳ I).")


def test_reviews_are_late_by_the_day_of_the_office_alone() -> None:
    assert codes(plan()) == []
    assert codes(plan(), date(2027, 1, 30)) == []
    assert codes(plan(), date(2027, 1, 31)) == ["WB704"]
    (finding,) = check(plan(), date(2027, 8, 1))
    assert "2 đợt" in finding.message
    assert "30/01/2027" in finding.message
    assert codes(plan(review=()), date(2027, 8, 1)) == ["WB704", "WB705"]


def test_the_old_tasks_under_a_new_year_are_noticed() -> None:
    former = [{"prior.task": row["action.task"], "prior.result": "Xong"} for row in ACTIONS]
    assert codes(plan(prior=former)) == ["WB213"]
    assert codes(plan(prior=former[:1])) == []
    assert codes(plan(reported(), round_="term1", prior=former)) == []


def test_tasks_of_two_plans_compare_without_years_and_signs() -> None:
    own = ["Tập huấn, năm 2026.", "LÁT  lại sân"]
    assert same_tasks(own, ["Lát lại sân", "tập huấn năm 2025", "Họp"])
    assert not same_tasks(own, ["Lát lại sân"])
    assert not same_tasks(["2026", "", "Lát lại sân"], ["Lát lại sân"])
    assert not same_tasks([], [])


RAW = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["1", "1, 2", "7", "nt", "3.5", "Không đạt", "140%", "Hoàn thành", "…", "-1"]),
    st.integers(-(10**6), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(),
    st.none(),
)
ISSUE_FIELDS = ["issue.standard", "issue.criterion", "issue.limitation"]
ACTION_FIELDS = [f"action.{n}" for n in ("issue", "task", "target", "indicator", "lead", "proof")]
ACTION_FIELDS += [f"action.{n}" for n in ("evidence", "completion", "progress", "resources")]
OTHER = {"assessment": ["assessment.criterion", "assessment.level"]}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.dictionaries(st.sampled_from(ISSUE_FIELDS), RAW), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(ACTION_FIELDS), RAW), max_size=4),
    st.lists(st.dictionaries(st.sampled_from(["review.moment", "review.result"]), RAW), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(OTHER["assessment"]), RAW), max_size=3),
    st.dictionaries(st.sampled_from(["assessment.overall", "plan.date", "plan.recipients"]), RAW),
    st.sampled_from(["plan", "term1", "year", ""]),
    st.sampled_from(["vi", "en"]),
)
def test_nothing_a_school_types_stops_a_check(
    issues: list[Row],
    actions: list[Row],
    reviews: list[Row],
    grades: list[Row],
    values: dict[str, object],
    round_: str,
    language: str,
) -> None:
    own = plan(actions, issues, round_, values, review=reviews, assessment=grades)
    found = check(own, date(2027, 8, 1), language)
    assert all(f.message.isprintable() and f.fix for f in found)
    assert len({f.code for f in found}) == len(found)
