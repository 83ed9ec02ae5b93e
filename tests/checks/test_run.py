"""Whole plans through every check: a good one, ordinary ones, one slip at a time, and nonsense."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import CHECKS, Context, find, run
from workbook_tool.findings import Finding, count
from workbook_tool.model import HEADING_LOST, Anomaly, Identity, Place, Plan, SchoolYear
from workbook_tool.reader import plan_from

CATALOGUE = Catalogue()
FORM = CATALOGUE.form("plan-2018")
Row = Mapping[str, object]
RULES = {c: rule for c, rule in CATALOGUE.rules.items() if c != "WB126" and not rule.off}
"""All that is not petty, previews too.

The plans here are of a year in which their form is in force no more, which is not the point.
"""

GOOD_VALUES = {
    "school.name": "Trường Mầm non Họa Mi",
    "school.code": "02193326",
    "plan.number": "12/KH-MNHM",
    "plan.date": "10/9/2026",
    "plan.school_year": "2026-2027",
    "plan.status": "Đã ban hành",
    "plan.signer_title": "HIỆU TRƯỞNG",
    "plan.signer_name": "Trần Thị Cúc",
    "plan.recipients": "- UBND phường (b/c);\n- Lưu: VT.",
    "contact.name": "Lê Thị Bình",
    "organisation.staff": "- Làm tốt phần việc được giao.",
}
GOOD_ROW = {
    "action.criterion": "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo",
    "action.weakness": "Nhóm trẻ chưa chia theo tuổi",
    "action.target": "Mọi nhóm trẻ chia theo tuổi",
    "action.task": "Chia lại nhóm trẻ, họp phụ huynh từng nhóm",
    "action.lead": "BGH",
    "action.support": "GV, NV",
    "action.start": "Tháng 9/2026",
    "action.end": "Tháng 5/2027",
    "action.budget": "Không",
}
GOOD_TABLES = {
    "purpose": [{"purpose.text": "Lập kế hoạch để thực hiện trong năm học 2026-2027."}],
    "basis": [{"basis.kind": "Thông tư", "basis.number": "19/2018", "basis.date": "22/8/2018"}],
    "prior": [{"prior.school_year": "2025-2026", "prior.result": "Đã sửa cổng"}],
}
CRITERIA = ("1.5", "2.3", "3.1", "4.1", "5.1")


def plan(
    rows: Sequence[Row],
    values: Mapping[str, object] | None = None,
    tables: Mapping[str, Sequence[Row]] | None = None,
    year: str = "2026-2027",
    set_id: str = "tt19-2018-mn",
) -> Plan:
    identity = Identity("plan-2018", "1", set_id, 60, year, "02193326", "Trường Mầm non Họa Mi")
    singles = {**GOOD_VALUES, **(values or {})}
    everything = {**GOOD_TABLES, "action": rows, **(tables or {})}
    return plan_from(
        FORM, CATALOGUE.set(set_id), CATALOGUE.vocabulary, identity, singles, everything
    )


def context(set_id: str = "tt19-2018-mn") -> Context:
    return Context(FORM, CATALOGUE.set(set_id), CATALOGUE.vocabulary)


def check(given_plan: Plan, language: str = "vi") -> tuple[Finding, ...]:
    return run(given_plan, context(given_plan.identity.set), RULES, language)


def codes(given_plan: Plan) -> list[str]:
    return [finding.code for finding in check(given_plan)]


def good_rows(**changed: object) -> list[Row]:
    """One good row a standard; the changes go into the second one."""
    rows: list[dict[str, object]] = [{**GOOD_ROW, "action.criterion": c} for c in CRITERIA]
    rows[1].update({f"action.{name}": value for name, value in changed.items()})
    return rows


def test_a_good_plan_has_no_finding() -> None:
    assert check(plan(good_rows())) == ()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"criterion": "9.9"}, ["WB201"]),
        ({"criterion": 1.1}, ["WB201", "WB205"]),
        ({"criterion": "2. Cán bộ quản lý, giáo viên, nhân viên"}, ["WB202"]),
        ({"standard": "3"}, ["WB203"]),
        ({"criterion": "1.2", "level": "Mức 3", "standard": "1"}, ["WB204", "WB205"]),
        ({"end": "Tháng 5/2026"}, ["WB301"]),
        ({"start": "Tháng 9/2025", "end": "Tháng 5/2025"}, ["WB301"]),
        ({"start": "", "end": "", "time": "Tháng 12/2026 - Tháng 9/2026"}, ["WB301"]),
        ({"end": "khi xong"}, ["WB302"]),
        ({"start": "Tháng 9/2025", "end": "Tháng 5/2026"}, ["WB303"]),
        ({"end": "Tháng 9/2026", "start": "Tháng 8/2026"}, []),
        ({"end": "Tháng 8/2026", "start": "Tháng 8/2026"}, ["WB305"]),
        ({"start": "", "end": ""}, ["WB309"]),
        ({"start": "", "end": "", "time": "Tháng 9/2026\nTháng 5/2027"}, ["WB310"]),
        ({"budget": ""}, ["WB401"]),
        ({"budget": "theo dự toán"}, ["WB402"]),
        ({"budget": "200", "funding": "Nguồn khác"}, ["WB403"]),
        ({"budget": "200"}, ["WB403"]),
        ({"budget": "-2.000.000"}, ["WB404"]),
        ({"task": "Mua sắm đồ chơi"}, ["WB405"]),
        ({"budget": "2.000.000"}, ["WB406"]),
        ({"lead": ""}, ["WB501"]),
        ({"lead": "PVX"}, ["WB503"]),
        ({"task": ""}, ["WB601"]),
        (dict.fromkeys(("task", "target", "lead", "start", "end", "budget"), ""), ["WB601"]),
        ({"target": "Mức 2"}, ["WB602"]),
        ({"task": "KÕ ho¹ch båi d­ìng gi¸o viªn"}, ["WB603"]),
        ({"target": ""}, ["WB604"]),
        ({"target": "Nhóm trẻ chưa chia theo tuổi"}, ["WB605"]),
        ({"task": "dài " * 400}, ["WB607"]),
    ],
    ids=str,
)
def test_one_slip_is_one_finding(changed: dict[str, object], expected: list[str]) -> None:
    assert codes(plan(good_rows(**changed))) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"school.name": "Trường Mầm non Sơn Ca"}, ["WB107"]),
        ({"school.code": "02193327", "school.name": "Trường Mầm non Sơn Ca"}, ["WB107"]),
        ({"school.code": "2193326"}, []),
        ({"school.name": "Trường MN Họa Mi"}, ["WB118"]),
        ({"plan.school_year": "2025-2026"}, ["WB119"]),
        ({"plan.number": "……/KH-MNHM"}, ["WB606"]),
        ({"plan.date": ""}, ["WB606"]),
        ({"plan.date": "10/9/2025"}, ["WB306"]),
        ({"plan.number": "", "plan.date": "", "plan.status": "Dự thảo"}, []),
    ],
    ids=str,
)
def test_one_slip_in_the_heading(values: dict[str, object], expected: list[str]) -> None:
    assert codes(plan(good_rows(), values)) == expected


def test_a_year_slipped_in_the_plan_s_day_is_said_once() -> None:
    basis = [{"basis.kind": "Công văn", "basis.number": "12", "basis.date": "5/9/2026"}]
    report = {"plan.self_assessment_date": "25/5/2026"}
    told = {**GOOD_TABLES, "basis": basis}
    assert codes(plan(good_rows(), report, told)) == []
    assert codes(plan(good_rows(), {**report, "plan.date": "10/9/2025"}, told)) == ["WB306"]
    assert codes(plan(good_rows(), {**report, "plan.date": "10/9/2027"}, told)) == ["WB306"]


def test_hits_of_a_rule_are_one_finding_with_all_places() -> None:
    rows = [{**row, "action.budget": ""} for row in good_rows()]
    (finding,) = check(plan(rows))
    assert finding.message == "Có 5/5 việc chưa ghi kinh phí (việc số 1, 2, 3, 4, 5)."
    assert [(place.task, place.field) for place in finding.places] == [
        (n, "action.budget") for n in range(1, 6)
    ]


def test_messages_name_task_and_criterion_first() -> None:
    (finding,) = check(plan(good_rows(end="Tháng 5/2026")))
    assert finding.message == (
        "Việc số 2 (tiêu chí 2.3): thời điểm kết thúc (5/2026) sớm hơn thời điểm bắt đầu (9/2026)."
    )
    assert finding.fix == "Đề nghị xem lại một trong hai mốc."
    (english,) = check(plan(good_rows(end="Tháng 5/2026")), "en")
    assert english.message.startswith("Task 2 (criterion 2.3): it ends (5/2026) before")


def test_candidates_of_a_shortened_number_are_named() -> None:
    (finding,) = check(plan([{**GOOD_ROW, "action.criterion": 1.1}]))
    assert "“1.1”" in finding.message
    assert "(có thể là 1.1, 1.10)" in finding.message
    (other,) = check(plan([{**GOOD_ROW, "action.criterion": "9.9"}]))
    assert "có thể" not in other.message


def test_decomposed_text_is_read_alike() -> None:
    rows = [
        {k: unicodedata.normalize("NFD", v) if isinstance(v, str) else v for k, v in row.items()}
        for row in good_rows(task="Mua sắm đồ chơi")
    ]
    values = {k: unicodedata.normalize("NFD", v) for k, v in GOOD_VALUES.items()}
    assert codes(plan(rows, values)) == ["WB405"]


def test_a_rule_without_its_card_is_off() -> None:
    rules = {c: r for c, r in RULES.items() if c != "WB401"}
    assert run(plan(good_rows(budget="")), context(), rules, "vi") == ()


def test_a_rule_for_another_form_is_silent() -> None:
    card = replace(CATALOGUE.rules["WB401"], forms=("plan-2026",))
    assert not run(plan(good_rows(budget="")), context(), {"WB401": card}, "vi")
    card = replace(card, forms=("plan-2026", "plan-2018"))
    assert len(run(plan(good_rows(budget="")), context(), {"WB401": card}, "vi")) == 1


def test_what_the_reader_saw_is_said_in_the_same_report() -> None:
    place = Place("III. Kế hoạch", "N9", "action.budget", 1, "#REF!")
    odd = replace(plan(good_rows()), anomalies=(Anomaly("WB111", (place,)),) * 2)
    (finding,) = check(odd)
    assert (finding.code, finding.places) == ("WB111", (place,))
    assert "“#REF!”" in finding.message


def test_a_changed_locked_cell_is_not_said_again_beside_its_own_rule() -> None:
    typed = plan(good_rows(), {"plan.school_year": "2025-2026"})
    own = typed.values["plan.school_year"].place
    other = replace(own, cell="B2")
    locked = (Anomaly("WB110", (own,)), Anomaly("WB110", (other,)))
    found = check(replace(typed, anomalies=locked))
    assert [f.code for f in found] == ["WB119", "WB110"]
    assert found[1].places == (other,)
    assert codes(replace(typed, anomalies=locked[:1])) == ["WB119"]


def test_nothing_is_asked_of_a_column_whose_heading_is_lost() -> None:
    rows = [{**row, "action.budget": ""} for row in good_rows()]
    lost = Anomaly(HEADING_LOST, (Place("III. Kế hoạch", "", "action.budget"),))
    assert codes(plan(rows)) == ["WB401"]
    assert "WB401" not in codes(replace(plan(rows), anomalies=(lost,)))
    torn = replace(plan([], dict.fromkeys(GOOD_VALUES, "")), anomalies=(lost,))
    assert "WB109" not in codes(torn)


def test_an_as_above_mark_is_no_fault() -> None:
    above = dict.fromkeys(("criterion", "lead", "start", "budget"), "nt")
    assert codes(plan(good_rows(**above, end="", task="Báo cho phụ huynh"))) in (
        [],
        ["WB205"],
    )


@pytest.mark.parametrize("year", ["", "2026", "0000-0001", "9999-10000", "9998-9999"])
def test_a_plan_without_a_usable_year_is_still_checked(year: str) -> None:
    odd = replace(plan(good_rows(budget="")), identity=replace(plan([]).identity, school_year=year))
    assert "WB401" in codes(odd)


# A preschool's plan as they are written: 20 tasks, no money, months, all leads the same board.
ORDINARY = [
    ("1.1", "Phụ huynh và phường cùng góp ý chiến lược", "CB-GV-NV-CMHS", "9/2020\n5/2021"),
    ("1.2", "Thành viên các hội đồng được tập huấn", "Hội đồng trường – Công đoàn", "9/2020"),
    ("1.3", "Nhân viên được giới thiệu vào Đảng", "BGH-Công đoàn – Chi đoàn", "9/2020"),
    ("1.4", "Sinh hoạt tổ chưa phong phú", "BGH-NV", "9/2020"),
    ("1.5", "Trẻ ra lớp đúng độ tuổi", "BGH-Hội đồng tuyển sinh", "7/2020"),
    ("1.6", "Hồ sơ nhóm lớp gọn, đủ", "BGH-GV-NV", "10/2020"),
    ("1.7", "Giáo viên nâng chuẩn", "BGH-GV", "9/2020 – tháng 5/2021"),
    ("1.8", "Giáo viên mới được dự giờ", "BGH-GV", "9/2020 – tháng 5/2021"),
    ("1.9", "Công khai đúng hạn", "BGH-NV-GV", "9/2020 – tháng 5/2021"),
    ("1.10", "Trường an toàn", "BGH-UBND phường Bình An", "9/2020 đến tháng 5/2021"),
    ("2.2", "Giáo viên đạt chuẩn nghề nghiệp", "GV", "9/2020"),
    ("2.3", "Thiếu một thủ quỹ", "BGH", "9/2020"),
    ("3.1", "Sân hẹp, chưa có vườn rau", "BGH-GV-NV", "9/2020"),
    ("3.2", "Chưa có phòng ngoại ngữ", "BGH-GV", "9/2020"),
    ("3.3", "Không có phòng bảo vệ", "BGH", "9/2020"),
    ("3.5", "Máy tính cấu hình thấp", "BGH-GV", "12/2020"),
    ("3.6", "Nhà vệ sinh chưa đủ", "BGH-GV-NV", "9/2020"),
    ("4.1", "Phụ huynh chưa quan tâm", "BGH-GV-PHHS", "8, 9/2020 và tháng 5/2021"),
    ("4.2", "Nguồn lực còn hạn chế", "BGH-GV-PHHS", "9/2020-tháng 5/2021"),
    ("5.1", "Chương trình của trường được bổ sung", "BGH-GV", "9/2020\n\nTháng 5/2021"),
]


def ordinary() -> Plan:
    rows = [
        {
            "action.criterion": criterion,
            "action.target": target,
            "action.task": f"Bàn trong hội đồng rồi phân công từng bước cho tiêu chí {criterion}",
            "action.lead": lead,
            "action.time": f"Tháng {when}",
        }
        for criterion, target, lead, when in ORDINARY
    ]
    purposes = ["Lập kế hoạch để thực hiện trong năm học 2021-2022.", "Năm học 2020-2021 làm tiếp."]
    tables = {
        "purpose": [{"purpose.text": text} for text in purposes],
        "prior": [{"prior.school_year": "2020-2021", "prior.result": "Đã rà soát tiêu chí"}],
        "basis": [{"basis.kind": "Kế hoạch", "basis.number": "625", "basis.date": "24/9/2020"}],
    }
    values = {
        "plan.number": "....../KH-MNTH",
        "plan.date": "14/12/2020",
        "plan.school_year": "2020-2021",
    }
    return plan(rows, values, tables, year="2020-2021")


def test_an_ordinary_plan_gets_few_findings_and_no_error() -> None:
    found = check(ordinary())
    assert [f.code for f in found] == [
        *("WB305", "WB306", "WB307", "WB401", "WB606"),
        *("WB310", "WB605"),
    ]
    assert count(found) == {"error": 0, "warning": 5, "info": 2}
    by_code = {f.code: f for f in found}
    assert "Có 20/20 việc chưa ghi kinh phí" in by_code["WB401"].message
    assert len(by_code["WB305"].places) == 11
    assert by_code["WB306"].places[0].value.startswith("Lập kế hoạch")


def test_areas_instead_of_criteria_are_one_warning() -> None:
    areas = [s.name for s in CATALOGUE.set("tt19-2018-mn").standards]
    times = ["T8-T9/2025", "T9/2025 - T5/2026", "T9/2025 - \n\nT12/2025", "T9/2025 - T5/2026"]
    rows = [
        {**GOOD_ROW, "action.criterion": f"{n}. {area}", "action.start": "", "action.end": ""}
        | {"action.time": when}
        for n, (area, when) in enumerate(zip(areas, [*times, "Cả năm"], strict=True), 1)
    ]
    found = check(plan(rows, {"plan.school_year": "2024-2025", "plan.date": ""}, {}, "2024-2025"))
    assert [f.code for f in found] == ["WB304", "WB202", "WB306", "WB307", "WB606"]
    assert "2025-2026" in found[0].message
    assert [place.task for place in found[0].places] == [1, 2, 3, 4]
    assert found[1].fix == "Đề nghị chọn tiêu chí cụ thể trong danh sách, ví dụ 1.3."


def test_a_shifted_row_is_named_for_each_of_its_slips() -> None:
    rows = [
        {
            "action.standard": "Tiêu chuẩn 2. Cán bộ quản lý, giáo viên, nhân viên",
            "action.criterion": "3.5",
            "action.level": "Mức 1, 2, 3",
            "action.target": "Mức 2",
            "action.task": "Trang bị thêm máy tính, mua sắm thiết bị nghe nhìn",
            "action.lead": "Hiệu trưởng vận động nhà hảo tâm và ưu tiên mua sắm thêm thiết bị; "
            "khuyến khích giáo viên tự làm đồ dùng dạy học thường xuyên hơn.",
            "action.time": "Tháng  8 năm 2026\n\nTháng 05 năm 2027",
            "action.budget": "không",
        }
    ]
    assert codes(plan(rows, set_id="tt17-2018-th")) == [
        *("WB203", "WB502", "WB602"),
        *("WB205", "WB310", "WB405"),
    ]


FIELDS = [
    f"action.{name}"
    for name in ("criterion", "level", "standard", "task", "target", "lead", "start", "end")
]
SINGLES = ["plan.date", "plan.number", "plan.status", "school.name", "school.code"]
RAW = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["1.1", "Tháng 9/2026", "200", "-1", "không", "nt", "…", "Mức 3", "31/2/2026"]),
    st.integers(-(10**12), 10**18),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(),
    st.none(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.dictionaries(st.sampled_from([*FIELDS, "action.budget", "action.time"]), RAW),
        max_size=4,
    ),
    st.dictionaries(st.sampled_from(SINGLES), RAW),
    st.dictionaries(st.sampled_from(["basis.date", "basis.text", "basis.number"]), RAW),
    st.sampled_from(["vi", "en"]),
)
def test_nothing_a_school_types_stops_a_check(
    rows: list[Row], values: dict[str, object], basis: Row, language: str
) -> None:
    found = check(plan(rows, values, {"basis": [basis]}), language)
    assert all(f.message.isprintable() and f.fix for f in found)
    assert len({f.code for f in found}) == len(found)


def test_a_blank_plan_of_every_set_runs() -> None:
    for set_id in FORM.sets:
        empty = plan([], dict.fromkeys(GOOD_VALUES, ""), dict.fromkeys(GOOD_TABLES, ()), "", set_id)
        assert codes(empty) == ["WB108"]


def test_sixty_long_rows_are_checked() -> None:
    rows = [{**GOOD_ROW, "action.task": f"{n}" + "y" * 30000} for n in range(60)]
    typed = plan(rows)
    assert [f.code for f in check(typed)] == ["WB205", "WB607"]


def test_find_leaves_out_rules_without_hits() -> None:
    assert dict(find(plan(good_rows()), context(), RULES)) == {}
    assert SchoolYear.parse(plan([]).school_year) == SchoolYear(2026)
    assert len(CHECKS) == 122
