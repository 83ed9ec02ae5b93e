"""A filled workbook is read back as the plan it holds, whoever saved it."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from filled import ACTION, CATALOGUE, SCHOOL, VALUES, blank, content, fill, save
from mutations import members, zipped

from workbook_tool.checks import Context, find, run
from workbook_tool.errors import Refused
from workbook_tool.intake import open_grid, take
from workbook_tool.layout import field_name
from workbook_tool.model import ACTION_TIME, Money, Party, Period, Plan, Unread
from workbook_tool.reader import plan_from, read_plan


def read(path: Path) -> Plan:
    return read_plan(open_grid(take(path).data), CATALOGUE)


ROWS = [
    {**ACTION, "action.level": "Mức 1, 2, 3"},
    {
        "action.task": "Việc thứ hai của cùng tiêu chí",
        "action.lead": "PHT",
        "action.start": "Hằng tháng",
    },
    {**ACTION, "action.criterion": "1.10. Đảm bảo an ninh trật tự, an toàn trường học"},
    {**ACTION, "action.budget": "2.000.000đ", "action.funding": "Nguồn khác"},
]


def test_what_was_filled_is_read(tmp_path: Path) -> None:
    plan = read(save(fill(ROWS), tmp_path / "a.xlsx"))
    assert [a.number for a in plan.actions] == [1, 2, 3, 4]
    assert [a.text("action.id") for a in plan.actions] == ["A001", "A002", "A003", "A004"]
    ids = [a.criterion.id if a.criterion else "" for a in plan.actions]
    assert ids == ["1.5", "1.5", "1.10", "1.5"]
    assert [a.continues for a in plan.actions] == [False, True, False, False]
    assert plan.actions[3].read("action.budget") == Money(2_000_000)
    timing = plan.actions[0].timing(*ACTION_TIME)
    assert timing
    year = Period(datetime.date(2025, 9, 1), datetime.date(2026, 5, 31))
    assert timing.periods == (year,)
    assert (plan.school_code, plan.school_name) == (SCHOOL.code, SCHOOL.name)
    assert plan.anomalies == ()


def test_texts_that_stand_in_no_file_are_the_plan_of_the_workbook_that_holds_them(
    tmp_path: Path,
) -> None:
    values = {**VALUES, "plan.number": "12/KH-MNHS"}
    held = read(save(fill([ACTION], values), tmp_path / "a.xlsx"))
    form, own = CATALOGUE.form(held.identity.form), CATALOGUE.set(held.identity.set)
    more, rows = {**values, "plan.unheard_of": "x"}, {"action": [ACTION]}
    plan = plan_from(form, own, CATALOGUE.vocabulary, held.identity, more, rows)
    assert plan.values == {field: held.values[field] for field in values}
    (action,) = plan.actions
    assert {f: v for f, v in action.values.items() if f in ACTION} == {
        f: v for f, v in held.actions[0].values.items() if f in ACTION
    }
    year = {"plan.date": ["5", "9", "2025"]}
    dated = plan_from(form, own, CATALOGUE.vocabulary, held.identity, year, {})
    assert dated.day("plan.date") == datetime.date(2025, 9, 5)


def test_a_date_in_three_cells_or_in_one(tmp_path: Path) -> None:
    book = fill(ROWS)
    area = book.defined_names[field_name("plan.date")].attr_text
    sheet, cell = area.replace("'", "").replace("$", "").rsplit("!", 1)
    first = book[sheet][cell]
    for offset, part in enumerate(("14", "12", "2025")):
        book[sheet].cell(first.row + offset, first.column).value = part
    assert read(save(book, tmp_path / "a.xlsx")).day("plan.date") == datetime.date(2025, 12, 14)
    whole = fill(ROWS, {**VALUES, "plan.date": "14/12/2025"})
    assert read(save(whole, tmp_path / "b.xlsx")).day("plan.date") == datetime.date(2025, 12, 14)
    real = fill(ROWS, {**VALUES, "plan.date": datetime.date(2025, 12, 14)})
    assert read(save(real, tmp_path / "c.xlsx")).day("plan.date") == datetime.date(2025, 12, 14)


def test_spilled_paragraphs_are_joined_and_said(tmp_path: Path) -> None:
    rows = [ACTION, {"action.task": "đoạn hai"}, {"action.task": "đoạn ba"}, ACTION]
    plan = read(save(fill(rows), tmp_path / "a.xlsx"))
    assert [(a.number, a.joined) for a in plan.actions] == [(1, (2, 3)), (4, ())]
    assert plan.actions[0].text("action.task").endswith("\nđoạn hai\nđoạn ba")
    spilled = [a for a in plan.anomalies if a.rule == "WB113"]
    assert [a.places[0].task for a in spilled] == [2, 3]
    assert all(a.places[0].field == "action.task" for a in spilled)


def test_a_paragraph_after_a_gap_is_no_spill(tmp_path: Path) -> None:
    plan = read(save(fill([ACTION, {}, {"action.task": "riêng"}]), tmp_path / "a.xlsx"))
    assert [a.number for a in plan.actions] == [1, 3]


def test_numbers_and_dates_that_excel_made(tmp_path: Path) -> None:
    row = {
        **ACTION,
        "action.criterion": 1.1,
        "action.budget": 2_000_000,
        "action.start": datetime.datetime(2025, 9, 1),
    }
    action = read(save(fill([row]), tmp_path / "a.xlsx")).actions[0]
    assert action.read("action.budget") == Money(2_000_000)
    assert action.text("action.start") == "01/09/2025"
    criterion = action.read("action.criterion")
    assert isinstance(criterion, Unread)
    assert criterion.candidates == ("1.1", "1.10")


def test_formulas_and_error_values_in_input_cells_are_said(tmp_path: Path) -> None:
    book = fill([ACTION, ACTION])
    sheet = book["III. Kế hoạch"]
    sheet["H5"] = "=1+1"
    sheet["N6"].value, sheet["N6"].data_type = "#REF!", "e"
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert {(a.rule, a.places[0].cell) for a in plan.anomalies} == {
        ("WB112", "H5"),
        ("WB111", "N6"),
    }
    assert plan.actions[1].read("action.budget") == Unread("error-value")


def test_a_changed_heading_is_said_with_what_it_was(tmp_path: Path) -> None:
    book = fill([ACTION])
    book["III. Kế hoạch"]["H4"] = "Cột của tôi"
    (anomaly,) = read(save(book, tmp_path / "a.xlsx")).anomalies
    assert (anomaly.rule, anomaly.places[0].cell) == ("WB110", "H4")
    assert anomaly.facts["was"].startswith("Công việc")


def test_moved_cells_are_found_by_their_names(tmp_path: Path) -> None:
    """A cell that was cut out and put elsewhere takes its name along."""
    book = fill([ACTION])
    sheet = book["Thông tin"]
    name = field_name("school.name")
    area = book.defined_names[name].attr_text
    row = int(area.rsplit("$", 1)[1])
    sheet.cell(row + 40, 3).value, sheet.cell(row, 3).value = "Trường Mầm non Nơi Khác", None
    book.defined_names[name].attr_text = area.replace(f"${row}", f"${row + 40}")
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert plan.text("school.name") == "Trường Mầm non Nơi Khác"
    assert plan.values["school.name"].place.cell == f"C{row + 40}"


def test_without_names_the_form_says_where(tmp_path: Path) -> None:
    book = fill(ROWS)
    for name in list(book.defined_names):
        del book.defined_names[name]
    lost = read(save(book, tmp_path / "a.xlsx"))
    assert content(lost) == content(read(save(fill(ROWS), tmp_path / "b.xlsx")))


def test_without_properties_the_identity_sheet_speaks(tmp_path: Path) -> None:
    book = fill(ROWS)
    book.custom_doc_props.props.clear()
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert plan.identity.school_code == SCHOOL.code


@pytest.mark.parametrize(("key", "rule"), [("form", "WB106"), ("form_version", "WB106")])
def test_an_unknown_form_or_version_is_refused_by_name(tmp_path: Path, key: str, rule: str) -> None:
    book = fill(ROWS)
    for prop in book.custom_doc_props.props:
        if prop.name == f"wbtool_{key}":
            prop.value = "99"
    with pytest.raises(Refused, match=rule):
        read(save(book, tmp_path / "a.xlsx"))


def test_a_strangers_workbook_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "điểm danh"
    with pytest.raises(Refused, match="WB103"):
        read(save(book, tmp_path / "a.xlsx"))


@pytest.mark.soffice
def test_libreoffice_saves_the_same_plan(tmp_path: Path, convert) -> None:
    path = save(fill(ROWS), tmp_path / "Kế hoạch năm học 2026 – 2027" / "a.xlsx")
    before = content(read(path))
    again = convert(path, "xlsx")
    assert content(read(again)) == before
    through_ods = convert(convert(path, "ods"), "xlsx")
    assert content(read(through_ods)) == before


@pytest.mark.soffice
def test_an_ods_is_read_too(tmp_path: Path, convert) -> None:
    path = save(fill(ROWS), tmp_path / "a.xlsx")
    assert content(read(convert(path, "ods"))) == content(read(path))


@pytest.mark.soffice
def test_live_words_say_what_the_checker_says(tmp_path: Path, convert) -> None:
    """One declaration, two readings: the sheet's own words and the rules agree row by row."""
    rows = [
        ACTION,
        {**ACTION, "action.task": None},
        {**ACTION, "action.lead": None},
        {**ACTION, "action.start": "Tháng 5/2026", "action.end": "Tháng 9/2025"},
        {**ACTION, "action.budget": "200"},
        {**ACTION, "action.budget": "2.000.000"},
        {**ACTION, "action.standard": "Tiêu chuẩn 2. Cán bộ quản lý, giáo viên, nhân viên"},
        {"action.task": "viết tiếp"},
        {**ACTION, "action.task": "KÕ ho¹ch c¶i tiÕn chÊt l\u00adîng"},
    ]
    path = convert(save(fill(rows), tmp_path / "a.xlsx"), "xlsx")
    sheet = openpyxl.load_workbook(path, data_only=True)["III. Kế hoạch"]
    table = CATALOGUE.form("plan-2018").table("action")
    assert table
    words = {c.rule: c.words for c in table.conditions}
    state = [column.role for column in table.fields].index("state") + 1
    said = [sheet.cell(5 + n, state).value for n in range(len(rows) + 1)]
    done, joined = "Đủ", CATALOGUE.form("plan-2018").words["continued"]
    assert said == [
        done,
        words["WB601"],
        words["WB501"],
        words["WB301"],
        f"{words['WB403']}; {words['WB406']}",
        words["WB406"],
        words["WB203"],
        joined,
        words["WB603"],
        None,
    ]
    assert blank()  # the template itself is untouched by what was filled into a copy


def test_rows_filled_below_the_prepared_ones_are_read(tmp_path: Path) -> None:
    book = fill([ACTION])
    sheet = book["III. Kế hoạch"]
    for column in range(1, 21):
        sheet.cell(30, column).value = sheet.cell(5, column).value
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert [a.number for a in plan.actions] == [1, 26]
    assert plan.actions[1].values["action.task"].place.cell == "H30"


def test_a_sheet_that_is_gone_is_named_and_not_taken_for_blank(tmp_path: Path) -> None:
    book = fill([ACTION])
    del book["III. Kế hoạch"]
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert [(a.rule, a.facts["title"]) for a in plan.anomalies] == [("WB121", "III. Kế hoạch")]
    context = Context(
        CATALOGUE.form("plan-2018"), CATALOGUE.set("tt19-2018-mn"), CATALOGUE.vocabulary
    )
    codes = [f.code for f in run(plan, context, CATALOGUE.rules, "vi")]
    assert "WB121" in codes
    assert not {"WB108", "WB109"} & set(codes)


def test_a_lost_sheet_is_not_also_a_section_left_blank(tmp_path: Path) -> None:
    """One slip, one finding: the section stood on the sheet that WB121 names."""
    sections = CATALOGUE.rules["WB901"].parameters["sections"]
    form = CATALOGUE.form("plan-2018")
    titles = {
        sheet.title
        for sheet, block in form.blocks()
        for field in block.fields
        if any(field.fill) and field.id.partition(".")[0] in sections
    }
    context = Context(form, CATALOGUE.set("tt19-2018-mn"), CATALOGUE.vocabulary)
    assert titles
    for title in titles:
        book = fill([ACTION])
        del book[title]
        plan = read(save(book, tmp_path / "a.xlsx"))
        codes = [f.code for f in run(plan, context, CATALOGUE.rules, "vi")]
        assert "WB121" in codes
        assert "WB901" not in codes


def test_printed_ids_and_labels_that_were_changed_are_said(tmp_path: Path) -> None:
    book = fill([ACTION])
    book["III. Kế hoạch"]["A5"] = "A999"
    book["Nộp"]["B31"] = "Tiêu chuẩn đổi"
    changed = read(save(book, tmp_path / "a.xlsx")).anomalies
    assert {(a.rule, a.places[0].cell) for a in changed} >= {("WB110", "A5")}
    assert all(a.rule == "WB110" for a in changed)


@pytest.mark.parametrize("rows", ["²", "9" * 5000, "-1", "", "1e3", "999"])
def test_a_hostile_identity_is_no_crash(tmp_path: Path, rows: str) -> None:
    book = fill([ACTION])
    for prop in book.custom_doc_props.props:
        if prop.name == "wbtool_rows":
            prop.value = rows
    assert len(read(save(book, tmp_path / "a.xlsx")).actions) == 1


PLAN = "III. Kế hoạch"


def stray(plan: Plan) -> list[tuple[str, str, str]]:
    """Sheet, cell and text of what stands outside the form."""
    places = [place for a in plan.anomalies if a.rule == "WB123" for place in a.places]
    return [(place.sheet, place.cell, place.value) for place in places]


def test_what_is_written_in_the_margin_is_said(tmp_path: Path) -> None:
    book = fill([ACTION])
    book[PLAN]["AD9"] = "bổ sung sau"
    book[PLAN]["U5"] = "ghi đè cột ẩn"
    book["Thông tin"]["F9"] = "hỏi lại phòng"
    book["I-II. Mục đích, căn cứ"]["J4"] = 5
    book["IV. Tổ chức"]["C20"] = datetime.date(2025, 9, 5)
    book["IV. Tổ chức"]["G2"] = "=1+1"
    book["IV. Tổ chức"]["G3"] = "\u200b \xa0"
    book["Văn bản (in, ký)"]["C90"] = "trang in không xét"
    book["ds"]["Z900"] = "trang ẩn không xét"
    book.create_sheet("Nháp")["A1"] = "trang thêm không xét"
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert stray(plan) == [
        ("Thông tin", "F9", "hỏi lại phòng"),
        ("I-II. Mục đích, căn cứ", "J4", "5"),
        (PLAN, "U5", "ghi đè cột ẩn"),
        (PLAN, "AD9", "bổ sung sau"),
        ("IV. Tổ chức", "C20", "05/09/2025"),
    ]
    assert len(plan.actions) == 1


@pytest.mark.parametrize("set_id", CATALOGUE.form("plan-2018").sets)
def test_what_the_form_prints_is_never_outside_it(tmp_path: Path, set_id: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(blank(set_id))
    assert read(path).anomalies == ()
    assert read(save(fill([], {}, set_id=set_id), tmp_path / "b.xlsx")).anomalies == ()


EXAMPLES = sorted((CATALOGUE.root / "examples").glob("*.xlsx"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_examples_have_nothing_outside_the_form(path: Path) -> None:
    assert stray(read(path)) == []


@pytest.mark.soffice
def test_other_programs_put_nothing_outside_the_form(tmp_path: Path, convert) -> None:
    path = save(fill(ROWS), tmp_path / "a.xlsx")
    for kind in ("xlsx", "ods", "xls"):
        assert stray(read(convert(path, kind))) == [], kind


@pytest.mark.soffice
def test_an_ods_tells_formulas_and_error_values(tmp_path: Path, convert) -> None:
    book = fill([ACTION, ACTION])
    book[PLAN]["H5"], book[PLAN]["N6"] = "=1+1", "=1/0"
    said = read(convert(save(book, tmp_path / "a.xlsx"), "ods")).anomalies
    assert {(a.rule, a.places[0].cell) for a in said} == {("WB112", "H5"), ("WB111", "N6")}


def test_a_lone_letter_far_below_is_no_task(tmp_path: Path) -> None:
    book = fill([ACTION])
    book[PLAN]["H19999"] = "x"
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert [a.number for a in plan.actions] == [1]
    assert stray(plan) == [(PLAN, "H19999", "x")]


@pytest.mark.parametrize(("below", "read_as_task"), [(1, True), (21, True), (22, False)])
def test_twenty_blank_rows_end_a_table(tmp_path: Path, below: int, read_as_task: bool) -> None:
    book = fill([ACTION])
    cell = f"H{4 + 12 + below}"
    book[PLAN][cell] = "việc dưới bảng"
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert [a.number for a in plan.actions] == ([1, 12 + below] if read_as_task else [1])
    assert stray(plan) == ([] if read_as_task else [(PLAN, cell, "việc dưới bảng")])


def test_no_more_rows_are_read_than_the_slack(tmp_path: Path) -> None:
    book = fill([ACTION])
    for row in range(6, 3_000):
        book[PLAN][f"H{row}"] = f"việc {row}"
    name = book.defined_names[field_name("action.task")]
    name.attr_text = name.attr_text.split(":")[0] + ":$H$1048576"
    plan = read(save(book, tmp_path / "a.xlsx"))
    last = plan.actions[-1]
    assert max([last.number, *last.joined]) == 12 + 200
    assert [cell for _, cell, _ in stray(plan)] == [f"H{n}" for n in range(217, 237)]


def test_a_name_that_runs_to_the_end_of_the_sheet_costs_nothing(tmp_path: Path) -> None:
    book = fill(ROWS)
    for field in ("action.task", "basis.text", "purpose.text"):
        name = book.defined_names[field_name(field)]
        name.attr_text = name.attr_text.rsplit("$", 1)[0] + "$1048576"
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert [a.number for a in plan.actions] == [1, 2, 3, 4]


def test_an_inserted_column_with_stale_names_is_read_by_its_headings(tmp_path: Path) -> None:
    book = fill(ROWS)
    book[PLAN].insert_cols(4)
    plan = read(save(book, tmp_path / "a.xlsx"))
    expected = read(save(fill(ROWS), tmp_path / "b.xlsx"))
    assert content(plan) == content(expected)
    assert plan.actions[0].values["action.task"].place.cell == "I5"
    assert stray(plan) == []


def test_a_heading_that_two_columns_bear_decides_nothing(tmp_path: Path) -> None:
    book = fill([ACTION])
    heading = book[PLAN]["H4"].value
    book[PLAN]["H4"], book[PLAN]["Q4"], book[PLAN]["R4"] = "khác", heading, heading
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert plan.actions[0].text("action.task") == ACTION["action.task"]


@pytest.mark.parametrize("mark", ["nt", "như trên", '"', "„", "″", "-nt-"])
def test_a_ditto_mark_below_nothing_is_blank(tmp_path: Path, mark: str) -> None:
    marked = dict.fromkeys(("action.criterion", "action.task", "action.lead", "action.end"), mark)
    rows = [{"action.target": "Đạt", **marked}, ACTION, {**ACTION, "action.task": mark}]
    first, _, third = read(save(fill(rows), tmp_path / "a.xlsx")).actions
    assert all(first.values[field].blank for field in marked)
    assert first.values["action.task"].place.value == mark
    assert third.read("action.task") == ACTION["action.task"]
    beside = [ACTION, {**ACTION, "action.notes": mark}]
    assert read(save(fill(beside), tmp_path / "b.xlsx")).actions[1].values["action.notes"].blank


def test_a_first_row_of_ditto_marks_alone_is_no_task(tmp_path: Path) -> None:
    rows = [dict.fromkeys(("action.criterion", "action.task", "action.lead"), "nt"), ACTION]
    plan = read(save(fill(rows), tmp_path / "a.xlsx"))
    assert [(a.number, a.read("action.task")) for a in plan.actions] == [(2, ACTION["action.task"])]


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff\xa0", "\u2060\u3164", "\u2800", "\xad"])
def test_signs_that_nobody_sees_are_blank(tmp_path: Path, unseen: str) -> None:
    rows = [{"action.task": unseen, "action.lead": unseen}, {**ACTION, "action.lead": unseen}]
    plan = read(save(fill(rows, {**VALUES, "school.name": unseen}), tmp_path / "a.xlsx"))
    assert [a.number for a in plan.actions] == [2]
    assert plan.actions[0].values["action.lead"].blank
    assert plan.school_name == SCHOOL.name


DIFFER = {"WB205", "WB401", "WB604"}
"""Rules the sheet does not speak of row by row."""


@pytest.mark.soffice
def test_live_words_and_rules_agree_on_every_row(tmp_path: Path, convert) -> None:
    """What the sheet says of a row and what the checker says of it are the same conditions."""
    changes = [
        {"action.task": None},
        {"action.lead": None},
        {"action.start": None, "action.end": None},
        {"action.start": "Tháng 5/2026", "action.end": "Tháng 9/2025"},
        {"action.budget": "abc"},
        {"action.budget": "2.000.000"},
        {"action.budget": "2.000.000", "action.funding": "Không sử dụng kinh phí"},
        {"action.budget": "2.000.000", "action.funding": "Nguồn khác"},
        {"action.standard": "Tiêu chuẩn 2. Cán bộ quản lý, giáo viên, nhân viên"},
        {"action.criterion": "9.9. Tiêu chí lạ"},
        {"action.task": "x" * 1201},
        {"action.task": "KÕ ho¹ch c¶i tiÕn chÊt l\u00adîng"},
    ]
    path = convert(save(fill([{**ACTION, **c} for c in changes]), tmp_path / "a.xlsx"), "xlsx")
    plan = read(path)
    form, standard_set = CATALOGUE.form("plan-2018"), CATALOGUE.set("tt19-2018-mn")
    hits = find(plan, Context(form, standard_set, CATALOGUE.vocabulary), CATALOGUE.rules)
    table = form.table("action")
    assert table
    state = [column.role for column in table.fields].index("state") + 1
    sheet = openpyxl.load_workbook(path, data_only=True)["III. Kế hoạch"]
    for number in range(1, len(changes) + 1):
        said = str(sheet.cell(4 + number, state).value)
        live = {c.rule for c in table.conditions if c.words in said}
        checked = {
            code
            for code, found in hits.items()
            for hit in found
            for place in hit.places
            if place.task == number
        }
        assert live - DIFFER == checked & {c.rule for c in table.conditions} - DIFFER, number


def test_text_under_a_legacy_font_is_read_as_it_is_seen(tmp_path: Path) -> None:
    book = fill([{**ACTION, "action.task": "Mua s¾m thiÕt bÞ", "action.lead": "HiÖu tr\xadëng"}])
    for name in ("action.task", "action.lead"):
        area = book.defined_names[field_name(name)].attr_text
        sheet, cells = area.replace("'", "").replace("$", "").rsplit("!", 1)
        book[sheet][cells.split(":")[0]].font = openpyxl.styles.Font(name=".VnTime")
    plan = read(save(book, tmp_path / "a.xlsx"))
    (action,) = plan.actions
    assert action.text("action.task") == "Mua sắm thiết bị"
    assert action.read("action.lead") == Party("Hiệu trưởng")
    told = [(a.rule, a.places[0].field, a.facts["font"]) for a in plan.anomalies]
    assert sorted(told) == [("WB129", f, ".VnTime") for f in ("action.lead", "action.task")]


def test_unicode_under_a_legacy_font_stays(tmp_path: Path) -> None:
    book = fill([ACTION])
    for name in ("action.task", "action.budget"):
        area = book.defined_names[field_name(name)].attr_text
        sheet, cells = area.replace("'", "").replace("$", "").rsplit("!", 1)
        book[sheet][cells.split(":")[0]].font = openpyxl.styles.Font(name=".VnTime")
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert plan.actions[0].text("action.task") == ACTION["action.task"]
    assert plan.actions[0].read("action.budget") == Money(0)
    assert not plan.anomalies


@pytest.mark.parametrize(
    ("added", "rules", "what"),
    [
        ({}, set(), ""),
        ({"xl/vbaProject.bin": b"x"}, {"WB134"}, ""),
        ({"xl/embeddings/a.bin": b"x"}, {"WB135"}, "đối tượng nhúng"),
        (
            {"xl/vbaProject.bin": b"x", "xl/connections.xml": b"<x/>", "xl/activeX/a.bin": b"x"},
            {"WB134", "WB135"},
            "kết nối lấy dữ liệu từ ngoài, nút điều khiển",
        ),
    ],
)
def test_what_a_workbook_carries_beside_its_cells_is_said_in_words(
    tmp_path: Path, added: dict[str, bytes], rules: set[str], what: str
) -> None:
    path = save(fill([ACTION]), tmp_path / "a.xlsx")
    path.write_bytes(zipped(members(path.read_bytes()) | added))
    plan = read(path)
    assert {a.rule for a in plan.anomalies} == rules
    assert "".join(a.facts.get("what.vi", "") for a in plan.anomalies) == what
    assert plan.actions[0].text("action.task") == ACTION["action.task"]
