"""A plan as the blocks of its official document: what stands where, and what is left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from filled import ACTION, ACTION_2026, CATALOGUE, ISSUE, VALUES
from printed import composed, example, left_out, made_of, plan_of, table_of, told

from workbook_tool.documents.printing import print_plan
from workbook_tool.frozen import replace
from workbook_tool.typed import Context, read
from workbook_tool.wordfile.blocks import Prose, Signing, Table, Turn

BLANK = [""] * 7
STANDARDS = {
    "1": "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",
    "2": "Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên",
    "3": "Tiêu chuẩn 3: Cơ sở vật chất và thiết bị dạy học",
    "4": "Tiêu chuẩn 4: Quan hệ giữa nhà trường, gia đình và xã hội",
    "5": "Tiêu chuẩn 5: Hoạt động và kết quả nuôi dưỡng, chăm sóc, giáo dục trẻ",
}
GROUPS = "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo"
SAFE = "1.10. Đảm bảo an ninh trật tự, an toàn trường học"
ROOMS = "3.3. Khối phòng hành chính - quản trị"


def task(**more: object) -> dict[str, object]:
    """A task with one text alone, but for what is given (`lead` for "action.lead")."""
    return {"action.task": "Việc", "action.lead": "BGH"} | {
        f"action.{name}": value for name, value in more.items()
    }


def rows_of(*tasks: Mapping[str, object]) -> list[list[str]]:
    return table_of(plan_of(tasks))


def test_the_table_has_every_standard_with_its_tasks_or_nothing() -> None:
    first, *rest = table_of(plan_of([ACTION]))
    assert first == ["1", STANDARDS["1"]]
    assert rest[0] == [
        "",
        "Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo",
        ACTION["action.target"],
        ACTION["action.task"],
        "Hiệu trưởng; phối hợp: GV",
        "Tháng 9/2025 - Tháng 5/2026",
        "Không",
        "",
        "",
    ]
    expected = []
    for number in "2345":
        expected += [[number, STANDARDS[number]], ["", "Không có", *BLANK]]
    assert rest[1:] == expected


@pytest.mark.parametrize(
    ("given", "column", "printed"),
    [
        ({"start": "Tháng 9/2025", "end": "Tháng 9/2025"}, 5, "Tháng 9/2025"),
        ({"start": "Tháng 9/2025"}, 5, "Tháng 9/2025"),
        ({"end": "Tháng 5/2026"}, 5, "Đến hết Tháng 5/2026"),
        ({"time": "Tháng 8, 9 và 5", "start": "Tháng 8/2025"}, 5, "Tháng 8, 9 và 5"),
        ({"lead": "", "support": "Kế toán"}, 4, "Phối hợp: Kế toán"),
        (
            {"budget": "2 triệu", "funding": "Ngân sách nhà nước"},
            6,
            "2 triệu; nguồn: Ngân sách nhà nước",
        ),
        ({"funding": "Ngân sách nhà nước"}, 6, "Nguồn: Ngân sách nhà nước"),
        ({"task": "- Một\n\n  - Hai"}, 3, "- Một\n- Hai"),
        (
            {"weakness": "Thiếu phòng."},
            1,
            "Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo\nĐiểm yếu: Thiếu phòng.",
        ),
        ({"conditions": "Hồ sơ", "notes": "x"}, 7, "Hồ sơ"),
        ({"conditions": "Hồ sơ", "notes": "x"}, 8, "x"),
    ],
)
def test_a_cell_is_put_together_out_of_its_fields(
    given: dict[str, object], column: int, printed: str
) -> None:
    assert rows_of(task(criterion=GROUPS, **given))[1][column] == printed


def test_tasks_stand_under_their_criterion_which_is_named_once() -> None:
    rows = rows_of(
        task(criterion=ROOMS, task="a"),
        task(criterion=SAFE, task="b"),
        task(task="c"),
        task(criterion=GROUPS, task="d"),
        task(criterion=SAFE, task="e"),
    )
    tasks = [(row[1], row[3]) for row in rows if len(row) > 3 and row[3]]
    assert tasks == [
        ("Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo", "d"),
        ("Tiêu chí 1.10: Đảm bảo an ninh trật tự, an toàn trường học", "b"),
        ("", "c"),
        ("", "e"),
        ("Tiêu chí 3.3: Khối phòng hành chính - quản trị", "a"),
    ]


def test_a_criterion_is_named_again_where_a_task_would_look_like_the_rest_of_the_one_above() -> (
    None
):
    own = {"action.criterion": SAFE, "action.task": "b"}
    rows = rows_of(task(criterion=SAFE, task="a"), own)
    assert [row[1] for row in rows[1:3]] == [
        "Tiêu chí 1.10: Đảm bảo an ninh trật tự, an toàn trường học"
    ] * 2


def test_one_level_stands_above_the_standards() -> None:
    rows = rows_of(task(criterion=GROUPS, level="Mức 1, 2, 3"))
    assert rows[:2] == [["MỨC 1, 2, 3"], ["1", STANDARDS["1"]]]
    assert len([row for row in rows if row == ["MỨC 1, 2, 3"]]) == 1
    assert [row[0] for row in rows if len(row) == 2] == ["1", "2", "3", "4", "5"]


def test_levels_part_the_table_and_standards_without_a_task_stand_in_the_first() -> None:
    rows = rows_of(
        task(criterion=GROUPS, level="Mức 3", task="a"),
        task(criterion=ROOMS, level="Mức 2", task="b"),
        task(criterion=SAFE, level="Mức 2", task="c"),
    )
    heads = [row[0] for row in rows if len(row) <= 2]
    assert heads == ["MỨC 2", "1", "2", "3", "4", "5", "MỨC 3", "1"]


def test_standards_stand_in_order_where_each_has_a_level_of_its_own() -> None:
    rows = rows_of(
        task(criterion=GROUPS, level="Mức 2", task="a"),
        task(task="b"),
        task(criterion=ROOMS, level="Mức 1", task="c"),
    )
    heads = [row[0] for row in rows if len(row) <= 2]
    assert heads == ["1", "MỨC 2", "2", "3", "MỨC 1", "4", "5"]


def test_areas_in_place_of_criteria_are_printed_as_typed_and_nothing_is_said_of_standards() -> None:
    plan = example("003")
    rows = table_of(plan)
    typed = [record.text("action.criterion") for record in plan.actions]
    assert [row[1] for row in rows] == typed


def test_a_criterion_that_is_none_stands_before_the_standards() -> None:
    rows = rows_of(task(criterion=GROUPS, task="a"), task(criterion="9.9. Việc khác", task="b"))
    assert [row[3] for row in rows if len(row) > 2] == ["b", "a"]
    assert [row[0] for row in rows if len(row) == 2] == ["1"]


def test_a_plan_without_tasks_says_of_no_standard_that_nothing_is_planned() -> None:
    rows = table_of(plan_of([]))
    assert [row[1] for row in rows if len(row) > 2] == [""] * 5


def test_what_a_school_declares_is_printed() -> None:
    nothing = [{}, {"nothing.declared": "Không có"}]
    rows = table_of(plan_of([], tables={"nothing": nothing}))
    assert [row[1] for row in rows if len(row) > 2] == ["", "Không có", "", "", ""]


def test_a_criterion_typed_with_more_than_its_name_stays_as_typed() -> None:
    rows = rows_of(task(criterion="1.5 (lớp lá)"), task(criterion="1.10", task="b"))
    assert [row[1] for row in rows[1:3]] == [
        "1.5 (lớp lá)",
        "Tiêu chí 1.10: Đảm bảo an ninh trật tự, an toàn trường học",
    ]


def test_numbers_and_dates_that_nobody_knows_are_dots() -> None:
    lines = told(plan_of([ACTION], {"school.name": "Trường Mầm non Hoa Sen"}))
    assert "Số: ……/KH-……" in lines
    assert "……, ngày …… tháng …… năm ……" in lines


@pytest.mark.parametrize(
    ("day", "month", "printed"),
    [("5", "1", "ngày 05 tháng 01"), ("15", "9", "ngày 15 tháng 9"), ("", "9", "ngày …… tháng 9")],
)
def test_a_date_is_written_as_the_decree_asks(day: str, month: str, printed: str) -> None:
    plan = plan_of([ACTION], {"plan.place": "Hoa Sen"})
    values = dict(plan.values)
    whole = f"{day}/{month}/2025"
    context = Context(CATALOGUE.vocabulary, CATALOGUE.set("tt19-2018-mn"), None)
    read_as = read("day", whole, context).value
    values["plan.date"] = replace(values["plan.date"], text=whole, read=read_as)
    lines = told(replace(plan, values=values))
    assert f"Hoa Sen, {printed} năm 2025" in lines


@pytest.mark.parametrize(
    ("title", "capacity"),
    [
        ("HIỆU TRƯỞNG", ("HIỆU TRƯỞNG",)),
        ("", ("HIỆU TRƯỞNG",)),
        ("KT. HIỆU TRƯỞNG – PHÓ HIỆU TRƯỞNG", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
        ("KT. Hiệu trưởng - Phó Hiệu trưởng", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
        ("P.HIỆU TRƯỞNG", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
        ("Phó hiệu trưởng", ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
        ("Q. Hiệu trưởng", ("Q. HIỆU TRƯỞNG",)),
    ],
)
def test_a_deputy_signs_for_the_head(title: str, capacity: tuple[str, ...]) -> None:
    plan = plan_of([ACTION], {**VALUES, "plan.signer_title": title, "plan.signer_name": "Lê Mai"})
    (signing,) = (block for block in composed(plan).blocks if isinstance(block, Signing))
    assert (signing.capacity, signing.name) == (capacity, "Lê Mai")
    assert left_out(plan) == []


def test_sections_stand_in_their_order_the_plan_across() -> None:
    lines = told(example("002"))
    order = [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
        "3. Các văn bản quy phạm pháp luật, văn bản hướng dẫn hiện hành",
        "landscape",
        "III. NỘI DUNG KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC",
        "portrait",
        "IV. TỔ CHỨC THỰC HIỆN",
        "4. Cán bộ, giáo viên, nhân viên của trường",
    ]
    places = [lines.index(line) for line in order]
    assert places == sorted(places)


def test_rows_get_numbers_of_word_only_where_none_has_its_own() -> None:
    purposes = [{"purpose.text": "Giữ điểm mạnh\nSửa điểm yếu"}, {"purpose.text": "Nâng cao"}]
    blanks = [{"purpose.text": ""}] * 4
    plan = plan_of([ACTION], tables={"purpose": [*purposes, *blanks]})
    assert _numbered(plan, "Giữ điểm mạnh", "Sửa điểm yếu", "Nâng cao") == [True, False, True]
    purposes[1] = {"purpose.text": "2. Nâng cao"}
    plan = plan_of([ACTION], tables={"purpose": [*purposes, *blanks]})
    assert _numbered(plan, "Giữ điểm mạnh", "2. Nâng cao") == [False, False]


def _numbered(plan: Any, *texts: str) -> list[bool]:
    proses = [block for block in composed(plan).blocks if isinstance(block, Prose)]
    return [block.number is not None for block in proses if block.content in texts]


def test_cited_documents_stand_under_their_kind() -> None:
    bases = [
        {"basis.kind": "Báo cáo tự đánh giá", "basis.number": "12/BC", "basis.date": "20/5/2025"},
        {"basis.kind": "Báo cáo đánh giá ngoài", "basis.text": "Báo cáo đánh giá ngoài của Sở"},
        {"basis.kind": "Thông tư", "basis.number": "19/2018/TT-BGDĐT", "basis.text": "Quy định"},
        {"basis.kind": "", "basis.text": "Ý kiến của hội đồng trường", "basis.number": ""},
    ]
    empty = {"basis.date": "", "basis.agency": "", "basis.number": "", "basis.text": ""}
    plan = plan_of([ACTION], tables={"basis": [empty | row for row in bases]})
    lines = told(plan)
    for line in (
        "1. Báo cáo tự đánh giá số 12/BC ngày 20/5/2025",
        "2. Báo cáo đánh giá ngoài của Sở",
        "Thông tư số 19/2018/TT-BGDĐT Quy định",
        "Ý kiến của hội đồng trường",
    ):
        assert line in lines
    assert left_out(plan) == []


def test_results_stand_by_standard_and_criterion_under_the_year_they_name() -> None:
    prior = [
        {"prior.criterion": ROOMS, "prior.result": "Xong", "prior.school_year": "2023-2024"},
        {"prior.criterion": GROUPS, "prior.weakness": "Ít", "prior.school_year": "2023-2024"},
        {"prior.result": "Chung", "prior.school_year": "2023-2024", "prior.status": "Hoàn thành"},
    ]
    lines = told(plan_of([ACTION], tables={"prior": prior}))
    start = next(n for n, line in enumerate(lines) if line.startswith("4. Kết quả"))
    assert lines[start].endswith("trong năm học 2023-2024")
    assert lines[start + 1 : start + 9] == [
        "Chung",
        "Mức độ hoàn thành: Hoàn thành",
        STANDARDS["1"],
        "Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo",
        "Điểm yếu: Ít",
        STANDARDS["3"],
        "Tiêu chí 3.3: Khối phòng hành chính - quản trị",
        "Xong",
    ]


def test_the_form_of_2026_has_its_eight_sections_and_three_tables_across() -> None:
    plan = example("005")
    blocks = composed(plan).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [len(table.columns) for table in tables] == [6, 10, 5]
    assert [block.landscape for block in blocks if isinstance(block, Turn)] == [True, False]
    lines = told(plan)
    for heading in ("I. ", "II. ", "III. ", "IV. ", "V. ", "VI. ", "VII. ", "VIII. "):
        assert any(line.startswith(heading) and line.isupper() for line in lines)
    assert "1. Báo cáo tự đánh giá năm học 2025-2026;" in lines
    assert " | ".join(f"({n})" for n in range(1, 11)) in lines
    assert left_out(plan) == []


def test_issues_are_numbered_without_gaps_and_tasks_name_them_so() -> None:
    task_of_third = {**ACTION_2026, "action.issue": "3. Tỉ lệ"}
    plan = plan_of(
        [task_of_third, {**ACTION_2026, "action.issue": ""}],
        {},
        {"issue": [ISSUE, {}, {**ISSUE, "issue.limitation": "Khác"}]},
        set_id="tt57-2026-mn",
        year=2026,
    )
    assert [row[0] for row in table_of(plan, 0)] == ["1", "2"]
    first, second = table_of(plan, 1)
    assert first[:2] == ["1", "Vấn đề 2: Chăm sóc trẻ nhẹ cân"]
    assert second[:2] == ["2", "Chăm sóc trẻ nhẹ cân"]


def test_what_is_filled_and_not_printed_is_told_unless_it_is_for_the_office() -> None:
    values = {**VALUES, "contact.name": "Cô Mai", "plan.level_reached": "Kiểm định cấp độ 2"}
    row = {**ACTION, "action.standard": "Tiêu chuẩn 2. Cán bộ quản lý, giáo viên, nhân viên"}
    assert left_out(plan_of([row], values)) == [
        ("plan.level_reached", "Kiểm định cấp độ 2"),
        ("action.standard", row["action.standard"]),
    ]


@pytest.mark.parametrize(
    "name", ["000", "001", "002", "003", "004", "005", "006", "007", "007-hk1"]
)
def test_every_text_of_the_examples_is_printed(name: str) -> None:
    lost = left_out(example(name))
    assert {field for field, _ in lost} <= {"action.standard"}, lost
    assert len(lost) == (name == "004")


@pytest.mark.parametrize("name", ["000", "005"])
def test_the_file_knows_its_plan_and_nothing_else_is_hidden_in_it(name: str) -> None:
    plan = example(name)
    data = print_plan(*made_of(plan))
    assert data == print_plan(*made_of(plan))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        custom = file.read("docProps/custom.xml").decode()
        names = set(file.namelist())
    for own in (plan.identity.form, plan.identity.set, plan.school_code, plan.school_year):
        assert f">{own}<" in custom
    assert f">{plan.school_name}<" in custom
    assert custom.count("<property ") == 6
    assert not [name for name in names if "comments" in name or "vba" in name or "embed" in name]
