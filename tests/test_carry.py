"""A later workbook begins with an older one: rounds, next year, merged and split schools."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from commandline import wbtool
from filled import (
    ACTION,
    ACTION_2026,
    CATALOGUE,
    ISSUE,
    SCHOOL,
    VALUES,
    content,
    fill,
    issue,
    save,
)

from workbook_tool.carry import into_next_year
from workbook_tool.choices import Choices
from workbook_tool.cli.returned import source_of
from workbook_tool.errors import RosterError
from workbook_tool.intake import open_grid, take
from workbook_tool.model import Completion, Plan, RowRefs, School, SchoolYear
from workbook_tool.reader import read_plan
from workbook_tool.roster.renamed import read_renamed
from workbook_tool.template import make_template

NEW_SET = "tt57-2026-mn"
TASKS = [
    ACTION_2026,
    {"action.task": "Mời y tế xã tư vấn cho cha mẹ.", "action.start": "Tháng 10/2026"},
    ACTION_2026 | {"action.improvement": "Bữa ăn", "action.task": "Lập thực đơn theo mùa."},
]


def plan_of(path: Path) -> Plan:
    return read_plan(open_grid(take(path).data), CATALOGUE)


def run(*arguments: object, code: int = 0) -> str:
    done = wbtool(*arguments, WBTOOL_LANG="en")
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def documented(*arguments: object) -> dict[str, dict]:
    fields = json.loads(wbtool("fields", *arguments, "--format", "json").stdout)["fields"]
    return {entry["field"]: entry for entry in fields}


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    """A folder with one filled plan of the present form."""
    workbook = fill(TASKS, VALUES, {"issue": [ISSUE]}, set_id=NEW_SET, year=2026)
    return save(workbook, tmp_path / "Trường gửi về/kế hoạch.xlsx").parent


def round_file(returned: Path, key: str = "term1") -> Path:
    folder = returned.parent / f"Đợt {key}"
    run("template", "--round", key, "--from", returned, "-o", folder)
    return next(folder.glob("*.xlsx"))


def test_a_round_is_the_plan_itself_with_its_identity(returned: Path) -> None:
    plan, later = plan_of(returned / "kế hoạch.xlsx"), plan_of(round_file(returned))
    assert later.identity.round == "term1"
    assert later.identity.school_code == SCHOOL.code
    assert [r.proof for r in later.actions] == [r.proof for r in plan.actions]
    assert [r.text("action.proof") for r in later.actions] == [r.proof for r in plan.actions]
    kept = ("action.task", "action.lead", "action.start", "action.evidence", "action.issue")
    for old, new in zip(plan.actions, later.actions, strict=True):
        assert (old.number, old.criterion, old.continues) == (
            new.number,
            new.criterion,
            new.continues,
        )
        assert [old.text(f) for f in kept] == [new.text(f) for f in kept]
    assert content(plan)[1] == content(later)[1]


def test_only_review_and_completion_cells_are_open(returned: Path) -> None:
    path = round_file(returned)
    places = documented("--set", NEW_SET)
    open_fields = set()
    workbook = openpyxl.load_workbook(path)
    for field, place in places.items():
        cell = place.get("cell") or f"{place['column']}{place['first_row']}"
        if not workbook[place["sheet"]][cell].protection.locked:
            open_fields.add(field)
    assert open_fields == {
        "action.completion",
        "action.progress",
        "review.moment",
        "review.followed",
        "review.result",
        "review.adjustment",
        "review.reviewer",
    }
    assert all(sheet.protection.sheet for sheet in workbook)


def test_a_filled_round_reads_back_and_the_next_round_asks_again(returned: Path) -> None:
    path = round_file(returned)
    states = ["Hoàn thành", "Đang thực hiện - 40%", "Chưa thực hiện"]
    fill_in(path, {"action.completion": states, "review.result": ["Đúng tiến độ."]})
    states = [r.read("action.completion") for r in plan_of(path).actions]
    assert states == [
        Completion("done"),
        Completion("running", 40.0),
        Completion("not_started"),
    ]
    (returned / "đợt 1.xlsx").write_bytes(path.read_bytes())
    last = plan_of(round_file(returned, "year"))
    assert last.identity.round == "year"
    assert [r.text("action.completion") for r in last.actions] == ["", "", ""]
    assert last.records("review")[0].text("review.result") == "Đúng tiến độ."


def fill_in(path: Path, columns: dict[str, list[str]]) -> None:
    places = documented("--set", NEW_SET)
    workbook = openpyxl.load_workbook(path)
    for field, texts in columns.items():
        place = places[field]
        for number, text in enumerate(texts):
            cell = workbook[place["sheet"]][f"{place['column']}{place['first_row'] + number}"]
            cell.value = text
    workbook.save(path)


def test_a_filled_round_is_never_replaced(returned: Path) -> None:
    path = round_file(returned)
    round_file(returned)
    fill_in(path, {"action.completion": ["Hoàn thành"]})
    filled = path.read_bytes()
    assert "Kept" in run("template", "--round", "term1", "--from", returned, "-o", path.parent)
    assert path.read_bytes() == filled


def test_an_untouched_round_reports_nothing(returned: Path) -> None:
    path = round_file(returned)
    fill_in(path, {"action.completion": ["Hoàn thành"] * 3, "review.result": ["Tốt."]})
    (returned / "đợt 1.xlsx").write_bytes(path.read_bytes())
    untouched = round_file(returned, "year")
    assert {"WB108", "WB707"} & set(codes_of(untouched))


def codes_of(path: Path) -> list[str]:
    (file,) = json.loads(wbtool("check", path, "--format", "json").stdout)["files"]
    return [finding["code"] for finding in file["findings"]]


def test_a_task_of_an_issue_without_a_standard_keeps_its_issue(tmp_path: Path) -> None:
    issues = [ISSUE, {"issue.limitation": "Hai phòng học dột."}]
    tasks = [ACTION_2026 | {"action.issue": "2"}]
    workbook = fill(tasks, VALUES, {"issue": issues}, set_id=NEW_SET, year=2026)
    folder = save(workbook, tmp_path / "in/a.xlsx").parent
    (task,) = plan_of(round_file(folder)).actions
    assert task.read("action.issue") == RowRefs((2,))
    assert task.text("action.proof") == task.proof


def test_an_untouched_round_of_an_older_plan_is_made_anew(returned: Path) -> None:
    path = round_file(returned)
    again = [*TASKS, ACTION_2026 | {"action.task": "Việc mới.", "action.improvement": "Mới"}]
    workbook = fill(again, VALUES, {"issue": [ISSUE]}, set_id=NEW_SET, year=2026)
    save(workbook, returned / "kế hoạch.xlsx")
    assert round_file(returned) == path
    assert len(plan_of(path).actions) == 4


def test_single_fields_somebody_wrote_are_kept_too(tmp_path: Path) -> None:
    options = ("--set", NEW_SET, "--school-year", "2026-2027", "-o", tmp_path)
    run("template", *options)
    path = next(tmp_path.glob("*.xlsx"))
    place = documented("--set", NEW_SET)["organisation.head"]
    workbook = openpyxl.load_workbook(path)
    workbook[place["sheet"]][place["cell"]] = "Câu chữ của trường."
    workbook.save(path)
    assert "Kept" in run("template", *options)
    assert plan_of(path).text("organisation.head") == "Câu chữ của trường."


def test_a_round_hands_back_the_same_three_cells_of_the_date(tmp_path: Path) -> None:
    workbook = fill(TASKS, VALUES, {"issue": [ISSUE]}, set_id=NEW_SET, year=2026)
    place = documented("--set", NEW_SET)["plan.date"]
    column, row = place["cell"][0], int(place["cell"][1:])
    for part, text in enumerate((None, "9", "2026")):
        workbook[place["sheet"]][f"{column}{row + part}"] = text
    path = round_file(save(workbook, tmp_path / "in/a.xlsx").parent)
    sheet = openpyxl.load_workbook(path)[place["sheet"]]
    assert [sheet[f"{column}{row + part}"].value for part in range(3)] == [None, "9", "2026"]


def test_what_a_school_took_out_stays_out_in_a_round(tmp_path: Path) -> None:
    gone = {"organisation.head": None, "plan.signer_title": None}
    workbook = fill(TASKS, VALUES | gone, {"issue": [ISSUE]}, set_id=NEW_SET, year=2026)
    plan = plan_of(round_file(save(workbook, tmp_path / "in/a.xlsx").parent))
    assert plan.text("organisation.head") == plan.text("plan.signer_title") == ""
    assert plan.text("purpose.text")


def inserted(path: Path, sheet: str, row: int) -> None:
    """Insert a row the way a program does that moves everything below, ids included."""
    workbook = openpyxl.load_workbook(path)
    for name in ("wb_issue_id", "wb_action_id"):
        assert name in workbook.defined_names
    workbook[sheet].insert_rows(row)
    workbook.save(path)


def test_rows_keep_their_numbers_when_one_is_inserted(tmp_path: Path) -> None:
    issues = [ISSUE, ISSUE | {"issue.standard": None, "issue.criterion": "2.2. Giáo viên"}]
    tasks = [ACTION_2026 | {"action.issue": "2. Giáo viên"}]
    workbook = fill(tasks, VALUES, {"issue": issues}, set_id=NEW_SET, year=2026)
    path = save(workbook, tmp_path / "a.xlsx")
    place = documented("--set", NEW_SET)["issue.id"]
    inserted(path, place["sheet"], place["first_row"] + 1)
    plan = plan_of(path)
    assert [r.number for r in plan.records("issue")] == [1, 2]
    assert plan.actions[0].criterion.id == "2.2"


def test_the_signer_is_last_year_s_signer(tmp_path: Path) -> None:
    people = {"plan.signer_name": "Trần Văn Ký", "contact.name": "Nguyễn Thị Lập"}
    save(fill([ACTION], VALUES | people), tmp_path / "in/a.xlsx")
    run(
        *("template", "--previous", tmp_path / "in", "--school-year", "2026-2027"),
        *("-o", tmp_path / "o"),
    )
    plan = plan_of(next((tmp_path / "o").glob("KH*.xlsx")))
    assert plan.text("plan.signer_name") == "Trần Văn Ký"
    assert plan.text("contact.name") == "Nguyễn Thị Lập"


def test_only_earlier_years_are_last_year(tmp_path: Path, returned: Path) -> None:
    save(fill(many(2)), returned / "năm trước.xlsx")
    told = run(
        *("template", "--previous", returned, "--school-year", "2026-2027"),
        *("-o", tmp_path / "o"),
    )
    plan = plan_of(next((tmp_path / "o").glob("KH*.xlsx")))
    years = [r.text("prior.school_year") for r in plan.records("prior")]
    assert years == ["2025-2026"] * 2
    assert "kế hoạch.xlsx" in told


def test_last_year_s_own_results_are_listed(returned: Path, tmp_path: Path) -> None:
    prior = [{"prior.task": "Việc của năm kia.", "prior.result": "Xong."}]
    tables = {"issue": [ISSUE], "prior": prior}
    save(fill(TASKS, VALUES, tables, set_id=NEW_SET, year=2026), returned / "kế hoạch.xlsx")
    run(
        *("template", "--previous", returned, "--school-year", "2027-2028"),
        *("-o", tmp_path / "o"),
    )
    listed = openpyxl.load_workbook(tmp_path / "o/Not carried over.xlsx").active
    texts = [row[5] for row in listed.iter_rows(min_row=2, values_only=True)]
    assert "Việc của năm kia." in texts
    assert ISSUE["issue.limitation"] in texts


def test_levels_go_with_their_criteria(returned: Path, tmp_path: Path) -> None:
    levels = [{"assessment.level": text} for text in ("Mức 2", "Mức 1", "Không đạt")]
    tables = {"issue": [ISSUE], "assessment": levels}
    path = save(fill(TASKS, VALUES, tables, set_id=NEW_SET, year=2026), returned / "kế hoạch.xlsx")
    place = documented("--set", NEW_SET)["assessment.criterion"]
    workbook = openpyxl.load_workbook(path)
    workbook[place["sheet"]].insert_rows(place["first_row"] + 1)
    workbook.save(path)
    run(
        *("template", "--previous", returned, "--school-year", "2027-2028"),
        *("-o", tmp_path / "o"),
    )
    plan = plan_of(next((tmp_path / "o").glob("KH*.xlsx")))
    rows = plan.records("assessment")
    told = {r.read("assessment.criterion").id: r.text("assessment.level") for r in rows}
    assert told == {"1.1": "Mức 2", "1.2": "Mức 1", "1.3": "Không đạt"}


def test_what_is_made_does_not_lie_among_what_came(returned: Path) -> None:
    run("template", "--round", "term1", "--from", returned, "-o", returned / "o", code=2)


def test_a_file_another_school_wrote_its_name_into_is_not_used(
    returned: Path, tmp_path: Path
) -> None:
    values = VALUES | {"school.name": "Trường Tiểu học Khác Hẳn"}
    workbook = fill(TASKS, values, {"issue": [ISSUE]}, set_id=NEW_SET, year=2026)
    save(workbook, returned / "nhầm.xlsx")
    told = run("template", "--round", "term1", "--from", returned, "-o", tmp_path / "o")
    assert "nhầm.xlsx" in told
    (made,) = (tmp_path / "o").glob("*.xlsx")
    assert plan_of(made).text("school.name") == SCHOOL.name


def test_one_plan_that_no_workbook_holds_stops_nobody_else(returned: Path, tmp_path: Path) -> None:
    other = School("01999999", "Trường Mầm non Dài")
    blocks = [{"action.task": "x" * 30_000}] * 2
    values = {"school.code": other.code, "school.name": other.name}
    workbook = fill(
        [ACTION_2026, *blocks], values, {"issue": [ISSUE]}, blank_of(other), NEW_SET, 2026
    )
    save(workbook, returned / "dài.xlsx")
    told = run("template", "--round", "term1", "--from", returned, "-o", tmp_path / "o")
    assert other.name in told
    assert len(list((tmp_path / "o").glob("*.xlsx"))) == 1


def blank_of(school: School) -> bytes:
    return make_template(issue(NEW_SET, 2026, 40, school))


def test_long_names_are_told_apart(tmp_path: Path) -> None:
    name = "Trường Mầm non " + "Rất Dài " * 20
    roster = tmp_path / "roster.csv"
    lines = [f"0100000{n};{name};Mầm non" for n in (1, 2)]
    roster.write_text("\n".join(["Mã trường;Tên trường;Cấp học", *lines]), encoding="utf-8")
    run("template", "--roster", roster, "--school-year", "2026-2027", "-o", tmp_path / "o")
    assert len(list((tmp_path / "o").glob("*.xlsx"))) == 2


def test_a_round_takes_no_other_options(returned: Path, tmp_path: Path) -> None:
    told = run(
        *("template", "--round", "term1", "--from", returned, "--school-year", "2026-2027"),
        *("-o", tmp_path / "o"),
        code=2,
    )
    assert "--school-year" in told


def test_a_changed_task_no_longer_proves_itself(returned: Path) -> None:
    path = round_file(returned)
    fill_in(path, {"action.task": ["Việc khác hẳn."]})
    first, second, _ = plan_of(path).actions
    assert first.text("action.proof") != first.proof
    assert second.text("action.proof") == second.proof
    assert "WB706" in run("check", path, "--format", "json", code=1)


def test_a_plan_without_round_or_task_is_named_and_passed_over(tmp_path: Path) -> None:
    save(fill([ACTION]), tmp_path / "in/a.xlsx")
    other = School("01234568", "Trường Mầm non Hoa Lan")
    template = make_template(issue(NEW_SET, 2026, school=other))
    tables = {"issue": [ISSUE]}
    planless = fill([], {"plan.submission": "1"}, tables, template, NEW_SET, 2026)
    save(planless, tmp_path / "in/b.xlsx")
    told = run(
        "template", "--round", "term1", "--from", tmp_path / "in", "-o", tmp_path / "o", code=2
    )
    assert re.search(f"{SCHOOL.name}: .+ has no review round", told)
    assert f"{other.name}: the plan has no task" in told
    assert not (tmp_path / "o").exists()


def many(count: int) -> list[dict[str, str]]:
    return [ACTION | {"action.task": f"Việc thứ {n} của năm trước."} for n in range(1, count + 1)]


def test_every_task_of_an_old_form_becomes_a_result_to_answer(tmp_path: Path) -> None:
    """More tasks than the new form has rows for results: all of them are there, counted."""
    tasks = [*many(11), {"action.task": "Việc viết tiếp.", "action.lead": "GV"}]
    save(fill(tasks, VALUES | {"contact.phone": "0900 000 999"}), tmp_path / "in/a.xlsx")
    run(
        "template",
        "--previous",
        tmp_path / "in",
        "--school-year",
        "2026-2027",
        "-o",
        tmp_path / "o",
    )
    made = next((tmp_path / "o").glob("KH*.xlsx"))
    plan = plan_of(made)
    assert plan.identity.form != "plan-2018"
    assert plan.school_code == SCHOOL.code
    assert plan.text("contact.phone") == "0900 000 999"
    results = plan.records("prior")
    assert [r.text("prior.task") for r in results] == [t["action.task"] for t in tasks]
    assert {r.text("prior.school_year") for r in results} == {"2025-2026"}
    assert results[0].text("prior.id") == "A001"
    assert results[0].text("prior.criterion").startswith("1.5. Tổ chức nhóm trẻ")
    assert all(r.text("prior.result") == "" for r in results)
    assert not plan.actions
    assert not plan.anomalies


def test_forty_tasks_find_rows_and_a_list_tells_the_rest(tmp_path: Path) -> None:
    rows = 40
    template = tmp_path / "big"
    run(
        *("template", "--set", "tt19-2018-mn", "--school-year", "2025-2026"),
        *("--rows", rows, "-o", template),
    )
    workbook = openpyxl.load_workbook(next(template.glob("*.xlsx")))
    places = documented("--set", "tt19-2018-mn", "--rows", rows)
    workbook[places["school.name"]["sheet"]][places["school.name"]["cell"]] = "Trường Mầm non Xa"
    for number, task in enumerate(many(rows)):
        for field, text in task.items():
            place = places[field]
            workbook[place["sheet"]][f"{place['column']}{place['first_row'] + number}"] = text
    save(workbook, tmp_path / "in/a.xlsx")
    run(
        "template",
        "--previous",
        tmp_path / "in",
        "--school-year",
        "2026-2027",
        "--set",
        NEW_SET,
        "-o",
        tmp_path / "o",
    )
    made = next((tmp_path / "o").glob("KH*.xlsx"))
    assert len(plan_of(made).records("prior")) == rows
    listed = openpyxl.load_workbook(tmp_path / "o/Not carried over.xlsx").active
    texts = [row[5] for row in listed.iter_rows(min_row=2, values_only=True)]
    assert texts.count(ACTION["action.target"]) == rows
    assert texts.count(ACTION["action.lead"]) == rows


def test_nothing_is_lost_between_rows_and_list() -> None:
    """Each text of a task is either in the new workbook or among what was left over."""
    stream = io.BytesIO()
    fill([ACTION, ACTION | {"action.weakness": "Trẻ đi học muộn."}]).save(stream)
    plan = read_plan(open_grid(stream.getvalue()), CATALOGUE)
    new_set = CATALOGUE.set(NEW_SET)
    form = CATALOGUE.form_for(NEW_SET)
    new = Choices(form, new_set, CATALOGUE.vocabulary, SchoolYear(2026))
    carried = into_next_year([source_of(plan)], new, None)
    left = {item.place.cell for item in carried.leftovers}
    moved = {"action.task", "action.criterion"}
    for record in plan.actions:
        for field, value in record.values.items():
            spec = CATALOGUE.form("plan-2018").field(field)
            if spec and spec.writable and not value.blank:
                assert (value.place.cell in left) != (field in moved), field


def two_schools(folder: Path) -> tuple[School, School]:
    one = School("01000001", "Trường Mầm non Một", unit="Xã A", province="Tỉnh B")
    two = School("01000002", "Trường Mầm non Hai", unit="Xã A", province="Tỉnh B")
    for school in (one, two):
        values = {"school.code": school.code, "school.name": school.name, "school.type": "Mầm non"}
        workbook = fill(many(3), values, template=blank_for(school))
        save(workbook, folder / f"{school.code}.xlsx")
    return one, two


def blank_for(school: School) -> bytes:
    return make_template(issue(school=school))


def test_merged_schools_bring_all_their_tasks(tmp_path: Path) -> None:
    two_schools(tmp_path / "in")
    roster = tmp_path / "roster.csv"
    roster.write_text("Mã trường;Tên trường;Cấp học\n01000009;Trường Mầm non Chung;Mầm non\n")
    codes = tmp_path / "codes.csv"
    codes.write_text("Mã cũ;Mã mới\n01000001;01000009\n1000002;01000009\n")
    run(
        *("template", "--previous", tmp_path / "in", "--roster", roster, "--renamed", codes),
        *("--school-year", "2026-2027", "-o", tmp_path / "o"),
    )
    plan = plan_of(next((tmp_path / "o").glob("KH*.xlsx")))
    ids = [r.text("prior.id") for r in plan.records("prior")]
    assert len(set(ids)) == 6
    assert plan.school_name == "Trường Mầm non Chung"


def test_a_split_school_hands_its_tasks_to_each_part(tmp_path: Path) -> None:
    two_schools(tmp_path / "in")
    codes = tmp_path / "codes.csv"
    codes.write_text("Old code,New code\n01000001,01000011\n01000001,01000012\n")
    run(
        *("template", "--previous", tmp_path / "in", "--renamed", codes),
        *("--school-year", "2026-2027", "-o", tmp_path / "o"),
    )
    plans = [plan_of(path) for path in (tmp_path / "o").glob("KH*.xlsx")]
    counted = {p.school_code: len(p.records("prior")) for p in plans}
    assert counted == {"01000011": 3, "01000012": 3, "01000002": 3}


def test_a_plan_of_no_listed_school_is_told_and_listed(tmp_path: Path) -> None:
    one, two = two_schools(tmp_path / "in")
    roster = tmp_path / "roster.csv"
    roster.write_text(f"Mã trường;Tên trường;Cấp học\n{one.code};{one.name};Mầm non\n")
    told = run(
        *("template", "--previous", tmp_path / "in", "--roster", roster),
        *("--school-year", "2026-2027", "-o", tmp_path / "o"),
    )
    assert two.name in told
    listed = openpyxl.load_workbook(tmp_path / "o/Not carried over.xlsx").active
    rows = list(listed.iter_rows(min_row=2, values_only=True))
    assert sum(row[0] == two.name and row[5].startswith("Việc thứ") for row in rows) == 3


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mã;Tên\n1;2\n", "renamed-no-columns"),
        ("Mã cũ;Mã mới\n01;\n", "renamed-half-a-row"),
    ],
)
def test_a_wrong_list_of_codes_is_refused(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(text)
    with pytest.raises(RosterError) as refused:
        read_renamed(path, CATALOGUE.words_of_rules("roster"))
    assert refused.value.key == key


def test_codes_may_stand_together_in_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("Mã cũ;Mã mới\n01, 02;09\n03;04 05\n")
    codes = read_renamed(path, CATALOGUE.words_of_rules("roster"))
    assert codes == {"1": ("09",), "2": ("09",), "3": ("04", "05")}


def lock(path: Path, password: str) -> None:
    import msoffcrypto

    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).encrypt(password, out)
    path.write_bytes(out.getvalue())


def test_locked_files_are_gone_on_with_where_their_password_is_given(
    tmp_path: Path, returned: Path
) -> None:
    lock(next(returned.glob("*.xlsx")), "Hoa Sen")
    ways = (
        ("--round", "term1", "--from", returned),
        ("--previous", returned, "--school-year", "2027-2028"),
    )
    for n, way in enumerate(ways):
        folder = tmp_path / f"o{n}"
        assert "password" in run("template", *way, "-o", folder, code=2)
        assert not list(folder.glob("KH*.xlsx"))
        run("template", *way, "-o", folder, "--open-password", "Hoa Sen", "--password", "sheet")
        made = next(folder.glob("KH*.xlsx"))
        assert plan_of(made).school_name == VALUES["school.name"]
        book = openpyxl.load_workbook(made)
        assert book.security.workbookHashValue or book.security.workbookPassword


def test_a_locked_file_is_moved_with_its_password(tmp_path: Path, returned: Path) -> None:
    path, new = next(returned.glob("*.xlsx")), tmp_path / "new.xlsx"
    before = plan_of(path)
    lock(path, "Hoa Sen")
    assert "password" in run("migrate", path, "-o", new, code=2)
    for option in ("--password", "--open-password"):
        run("migrate", path, "-o", new, option, "x", option, "Hoa Sen")
        assert [r.text("action.task") for r in plan_of(new).actions] == [
            r.text("action.task") for r in before.actions
        ]
        new.unlink()
    run("migrate", path, "-o", new, "--password", "Hoa Sen", "--lock-password", "sheet")
    assert openpyxl.load_workbook(new).security.workbookPassword is not None


def test_a_round_follows_the_settings_it_is_given(tmp_path: Path, returned: Path) -> None:
    config = tmp_path / "office.toml"
    config.write_text("[limits]\nfile = 100\n", encoding="utf-8")
    way = ("template", "--round", "term1", "--from", returned, "-o", tmp_path / "o")
    run(*way, "--config", config, code=2)
    config.write_text("[limits]\nfile = wrong\n", encoding="utf-8")
    assert "office.toml" in run(*way, "--config", config, code=2)
    (returned.parent / "wbtool.toml").write_text("[limits]\nfile = 100\n", encoding="utf-8")
    run(*way, code=2)
    run(*way, "--no-config")
