"""The form of the regulation in force, alone and beside the older one, from template to summary."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from commandline import wbtool
from filled import ACTION, ACTION_2026, CATALOGUE, ISSUE, VALUES, content, fill, save
from test_carry import NEW_SET, documented, fill_in, plan_of, round_file

from workbook_tool.checks import CHECKS
from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.model import CriterionRef, Levels, Money, Plan, StandardRef

FORM = CATALOGUE.form_for(NEW_SET)
GRADES = ["Mức 1"] * 15


def filled(rows: list[dict], path: Path, **tables: list[dict]) -> Path:
    workbook = fill(rows, VALUES, {"issue": [ISSUE], **tables}, set_id=NEW_SET, year=2026)
    return save(workbook, path)


def read(rows: list[dict], folder: Path, **tables: list[dict]) -> Plan:
    return plan_of(filled(rows, folder / "a.xlsx", **tables))


def test_a_task_stands_where_its_issue_stands(tmp_path: Path) -> None:
    only_standard = {k: v for k, v in ISSUE.items() if k != "issue.criterion"}
    rows = [
        ACTION_2026,
        {"action.task": "Việc nữa.", "action.lead": "GV"},
        ACTION_2026 | {"action.issue": "2", "action.improvement": "Khác"},
        ACTION_2026 | {"action.issue": "9. Không có", "action.improvement": "Lạ"},
    ]
    first, second, third, fourth = read(rows, tmp_path, issue=[ISSUE, only_standard]).actions
    assert first.criterion == second.criterion == CriterionRef(NEW_SET, "3.5")
    assert second.continues
    assert (third.criterion, third.standard) == (None, StandardRef(NEW_SET, "3"))
    assert (fourth.criterion, fourth.standard) == (None, None)
    assert isinstance(first.read("action.resources"), Money)
    assert first.read("action.resources").vnd == 12_000_000


def test_an_issue_that_a_task_names_is_one_of_its_own(tmp_path: Path) -> None:
    text = {"issue.limitation": "Hai phòng học dột.", "issue.cause": "Mái lợp từ năm 2009."}
    both = [ACTION_2026, ACTION_2026 | {"action.issue": "2", "action.improvement": "Mái"}]
    assert [i.number for i in read(both, tmp_path, issue=[ISSUE, text]).records("issue")] == [1, 2]
    (joined,) = read(both[:1], tmp_path, issue=[ISSUE, text]).records("issue")
    assert joined.joined == (2,)


@pytest.mark.parametrize("typed", ["1", 1, "1.", "Vấn đề 1", "V001", "1. Tỉ lệ trẻ nhẹ cân"])
def test_an_issue_is_named_in_many_ways(tmp_path: Path, typed: object) -> None:
    plan = read([ACTION_2026 | {"action.issue": typed}], tmp_path)
    assert plan.actions[0].criterion == CriterionRef(NEW_SET, "3.5")


def grades(levels: list[str]) -> list[dict]:
    return [{"assessment.level": level} for level in levels]


LEVELS = [
    (GRADES, 1),
    ([*GRADES[:14], ""], None),
    (["Mức 2"] * 15, 2),
    # 1.1, 1.2 below level 1: five of seven others are enough.
    (["Không đạt", "Không đạt", *GRADES[:13]], 1),
    (["Không đạt", "Không đạt", *GRADES[:4], "Không đạt", *GRADES[:8]], 0),
    # 1.3 is mandatory.
    (["Mức 2", "Mức 2", "Không đạt", *["Mức 2"] * 12], 0),
    # Level 2: two others at level 1 are allowed, one below is not.
    (["Mức 1", "Mức 1", *["Mức 2"] * 13], 2),
    (["Không đạt", "Mức 1", *["Mức 2"] * 13], 1),
]


@pytest.mark.soffice
def test_the_sheet_finds_the_overall_level_the_set_finds(tmp_path: Path, convert) -> None:
    for number, (levels, wanted) in enumerate(LEVELS):
        path = filled([ACTION_2026], tmp_path / f"{number}.xlsx", assessment=grades(levels))
        plan = plan_of(convert(path, "xlsx"))
        found = {
            r.read("assessment.criterion").id: r.read("assessment.level").numbers[0]
            for r in plan.records("assessment")
        }
        assert CATALOGUE.set(NEW_SET).reached(found) == wanted
        read_back = plan.read("assessment.overall")
        if wanted is None:
            assert plan.text("assessment.overall") == "Chưa đủ dữ liệu"
        else:
            assert read_back == Levels((wanted,)), (levels, plan.text("assessment.overall"))


@pytest.mark.soffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_saves_the_same_plan(tmp_path: Path, convert, kind: str) -> None:
    path = convert(filled([ACTION_2026], tmp_path / "a.xlsx", assessment=grades(GRADES)), "xlsx")
    assert content(plan_of(convert(path, kind))) == content(plan_of(path))


CHANGES = [
    {},
    {"action.issue": ""},
    {"action.issue": "7. Không có vấn đề này"},
    {"action.task": ""},
    {"action.target": ""},
    {"action.lead": ""},
    {"action.indicator": ""},
    {"action.evidence": ""},
    {"action.start": "", "action.end": ""},
    {"action.start": "Tháng 5/2027", "action.end": "Tháng 9/2026"},
    {"action.task": "x" * 1300},
    {"action.task": "KÕ ho¹ch ®¸nh gi¸"},
]


NUMBERS = ["1, 2", "Vấn đề 1", "V001", "số 1", "1 và 2", "10. Không có", "1"]
STATES = ["Hoàn thành", "Đang thực hiện - 40%", "40%", "Chưa bắt đầu", "Hoàn thành một phần", "x"]


@pytest.mark.soffice
def test_the_sheet_reads_typed_words_as_the_checker_does(tmp_path: Path, convert) -> None:
    """In the plan issues named in words, in a round states with percents and looser words."""
    rows = [
        ACTION_2026 | {"action.issue": text, "action.improvement": str(number)}
        for number, text in enumerate(NUMBERS)
    ]
    path = convert(filled(rows, tmp_path / "a.xlsx", issue=[ISSUE, ISSUE]), "xlsx")
    assert live_and_checked(path, "WB210") == [False] * 5 + [True, False]
    rows = [ACTION_2026 | {"action.improvement": str(n)} for n in range(len(STATES))]
    folder = filled(rows, tmp_path / "in/a.xlsx").parent
    later = round_file(folder)
    fill_in(later, {"action.completion": STATES})
    assert live_and_checked(convert(later, "xlsx"), "WB701") == [False] * 4 + [True, True]


def live_and_checked(path: Path, rule: str) -> list[bool]:
    """For every task whether the sheet and, the same, whether the checker finds it at fault."""
    plan = plan_of(path)
    block = FORM.table("action")
    words = next(c.words for c in block.conditions if c.rule == rule)
    context = Context(FORM, CATALOGUE.set(NEW_SET), CATALOGUE.vocabulary)
    found = [record.number for record, _ in unmet(plan, context, rule)]
    column = [f.role for f in block.fields].index("state") + 1
    place = documented("--set", NEW_SET)["action.id"]
    sheet = openpyxl.load_workbook(path, data_only=True)[place["sheet"]]
    first = int(str(place["first_row"])) - 1
    said = [words in str(sheet.cell(first + r.number, column).value) for r in plan.actions]
    assert said == [record.number in found for record in plan.actions]
    return said


@pytest.mark.soffice
def test_live_words_and_rules_agree_on_every_row(tmp_path: Path, convert) -> None:
    """The sheet's last column says exactly the conditions that the checker finds unmet."""
    rows = [
        ACTION_2026 | {"action.improvement": f"Nội dung {n}"} | change
        for n, change in enumerate(CHANGES)
    ]
    issues = [
        ISSUE,
        {"issue.limitation": "Không rõ tiêu chuẩn."},
        {"issue.standard": "Tiêu chuẩn 1"},
    ]
    path = convert(filled(rows, tmp_path / "a.xlsx", issue=issues), "xlsx")
    plan = plan_of(path)
    context = Context(FORM, CATALOGUE.set(NEW_SET), CATALOGUE.vocabulary)
    said = openpyxl.load_workbook(path, data_only=True)
    for table in ("issue", "action"):
        block = FORM.table(table)
        column = [f.role for f in block.fields].index("state") + 1
        place = documented("--set", NEW_SET)[f"{table}.id"]
        for record in plan.records(table):
            words = {
                condition.words
                for code in CHECKS
                for found, condition in unmet(plan, context, code)
                if found is record
            }
            row = int(str(place["first_row"])) + record.number - 1
            shown = said[place["sheet"]].cell(row, column).value
            expected = words or {FORM.words["done"]}
            assert set(shown.split("; ")) == expected, (table, record.number, shown)


ROSTER = """Mã trường;Tên trường;Cấp học;Xã/phường
01000001;Trường Mầm non Một;Mầm non;Xã A
01000002;Trường Mầm non Hai;Mầm non;Xã A
"""


def write(path: Path, places: dict[str, dict], tables: dict[str, list[dict]]) -> None:
    workbook = openpyxl.load_workbook(path)
    for rows in tables.values():
        for number, row in enumerate(rows):
            for field, text in row.items():
                place = places[field]
                cell = f"{place['column']}{place['first_row'] + number}"
                workbook[place["sheet"]][cell] = text
    workbook.save(path)


def test_both_forms_from_template_to_summary(tmp_path: Path) -> None:
    """Template → filled → checked → consolidated, an old plan and a new one side by side."""
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    content_of = {
        "2025-2026": ("tt19-2018-mn", {"action": [ACTION, ACTION | {"action.task": "Việc hai."}]}),
        "2026-2027": (NEW_SET, {"issue": [ISSUE], "action": [ACTION_2026]}),
    }
    returned = tmp_path / "Trường gửi về"
    for number, (year, (set_id, tables)) in enumerate(content_of.items(), 1):
        out = tmp_path / year
        done = wbtool("template", "--roster", roster, "--school-year", year, "-o", out)
        assert done.returncode == 0, done.stderr
        path = next(p for p in out.glob("*.xlsx") if ("Một" if number == 1 else "Hai") in p.name)
        write(path, documented("--set", set_id), tables)
        returned.mkdir(exist_ok=True)
        path.rename(returned / path.name)
    checked = wbtool("check", returned, "--roster", roster, "--format", "json")
    assert checked.returncode == 0, checked.stdout
    files = json.loads(checked.stdout)["files"]
    assert sorted(file["form"] for file in files) == ["plan-2018", "plan-2026"]
    summary = tmp_path / "Tổng hợp.xlsx"
    done = wbtool("consolidate", returned, "--roster", roster, "-o", summary)
    assert done.returncode == 0, done.stderr
    workbook = openpyxl.load_workbook(summary)
    assert {"Tiêu chí (MN 2018)", "Tiêu chí (MN 2026)"} <= set(workbook.sheetnames)
    texts = [str(c.value) for row in workbook["Danh mục việc"].iter_rows() for c in row]
    for task in (ACTION["action.task"], "Việc hai.", ACTION_2026["action.task"]):
        assert texts.count(task) == 1
    assert "12000000" in texts


@pytest.mark.parametrize(("levels", "wanted"), LEVELS)
def test_the_overall_level_follows_the_numbers_of_the_set(
    levels: list[str], wanted: int | None
) -> None:
    known = ["Không đạt", "Mức 1", "Mức 2"]
    standard_set = CATALOGUE.set(NEW_SET)
    pairs = zip(standard_set.criteria, levels, strict=True)
    assert standard_set.reached({c.id: known.index(text) for c, text in pairs if text}) == wanted


def test_sets_without_a_rule_for_the_whole_have_no_overall_level() -> None:
    old = CATALOGUE.set("tt19-2018-mn")
    assert old.reached({c.id: 1 for c in old.criteria}) is None


def form_made(folder: Path, *options: object) -> str:
    roster = folder / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    done = wbtool("template", "--roster", roster, *options, "-o", folder / "o")
    assert done.returncode == 0, done.stderr
    return plan_of(next((folder / "o").glob("*.xlsx"))).identity.form


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("--school-year", "2025-2026"), "plan-2018"),
        (("--school-year", "2026-2027"), "plan-2026"),
        (("--school-year", "2026-2027", "--plan-date", "2026-07-06"), "plan-2018"),
        (("--school-year", "2026-2027", "--plan-date", "2026-07-07"), "plan-2026"),
        (("--school-year", "2026-2027", "--form", "plan-2018"), "plan-2018"),
        (("--school-year", "2025-2026", "--form", "plan-2026"), "plan-2026"),
        (("--school-year", "2026-2027", "--set", "tt19-2018-mn"), "plan-2018"),
    ],
)
def test_the_form_is_picked_by_set_and_day(
    tmp_path: Path, options: tuple[str, ...], wanted: str
) -> None:
    assert form_made(tmp_path, *options) == wanted


def test_a_plan_in_the_wrong_form_for_its_day_is_a_finding(tmp_path: Path) -> None:
    values = VALUES | {"plan.status": "Đã ban hành", "plan.number": "12/KH"}
    workbook = fill([ACTION], values)
    places = documented("--set", "tt19-2018-mn")
    sheet, cell = places["plan.date"]["sheet"], places["plan.date"]["cell"]
    for part, text in enumerate(("15", "9", "2026")):
        workbook[sheet][f"{cell[0]}{int(cell[1:]) + part}"] = text
    path = save(workbook, tmp_path / "a.xlsx")
    done = wbtool("check", path, "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    assert "WB126" in [finding["code"] for finding in file["findings"]]
    assert file["form"] == "plan-2018"


def test_rounds_show_in_fields() -> None:
    places = documented("--set", NEW_SET)
    assert not places["action.completion"]["writable"]
    assert places["action.completion"]["rounds"] == ["term1", "year"]
    assert places["review.result"]["writable"]
    assert places["action.issue"]["rows_of"] == "issue"
    assert not places["assessment.overall"]["writable"]
