"""How far tasks are, how schools judge themselves: figures, sheets, and both forms side by side."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import Convert
from summary_factory import SHEET, action, assessed, plan, report, told, tracked, value

from workbook_tool.catalogue import Catalogue
from workbook_tool.consolidate import consolidate
from workbook_tool.findings import Report
from workbook_tool.model import Money, Record, School, Summary
from workbook_tool.sheets import Book
from workbook_tool.summary import write_summary
from workbook_tool.summary.paper import TALL, Paper

CATALOGUE = Catalogue()
WORDS: Any = CATALOGUE.words("summary")
DAY = date(2027, 1, 31)
MN, PT, OLD = "tt57-2026-mn", "tt57-2026-pt", "tt19-2018-mn"
MN_SET = CATALOGUE.set(MN)
RESULTS, MN_LEVELS, PT_LEVELS = (
    "Kết quả thực hiện",
    "Tự đánh giá (MN 2026)",
    "Tự đánh giá (PT 2026)",
)
ONES = {c.id: 1 for c in MN_SET.criteria}


def task(number: int, criterion: str, set_id: str = MN, end: date | None = None) -> Record:
    """A task of the form of 2026: no budget, but words for what it takes."""
    base = action(number, criterion, set_id=set_id, start=date(2026, 8, 1), end=end)
    gone = ("action.budget", "action.funding", "action.standard")
    kept = {field: v for field, v in base.values.items() if field not in gone}
    more = {"action.resources": "", "action.improvement": f"Nội dung {number}"}
    added = {f: value(f, text, text or None, number + 8, "N") for f, text in more.items()}
    return replace(base, values={**kept, **added})


def costing(record: Record, text: str, read: Any) -> Record:
    cost = value("action.resources", text, read, record.number + 8, "N")
    return replace(record, values={**record.values, "action.resources": cost})


TASKS = (
    task(1, "1.1", end=date(2026, 12, 31)),
    task(2, "1.1", end=date(2027, 5, 31)),
    task(3, "3.1", end=date(2026, 10, 31)),
)


def both_forms() -> list[Report]:
    """Two schools of 2026 and one of 2018; the first came in the round, the second did not."""
    own = [tracked(one) for one in TASKS]
    later = [told(TASKS[0], "done"), told(TASKS[1], "running", 40.0), told(TASKS[2], "unfinished")]
    of_pt = [tracked(task(1, "1.1", PT)), tracked(task(2, "", PT))]
    name = {"code": "01", "name": "Trường Mầm non Họa Mi", "type_": "Mầm non"}
    other = {"code": "02", "name": "Trường Tiểu học Kim Đồng", "type_": "Tiểu học"}
    former = [action(1, "1.1", end=date(2026, 10, 31)), action(2, "3.1", vnd=5_000)]
    return [
        report("kh.xlsx", plan(own, set_id=MN, assessment=assessed(ONES, MN), **name)),
        report("hk1.xlsx", plan(later, set_id=MN, round_="term1", **name)),
        report("pt.xlsx", plan(of_pt, set_id=PT, **other)),
        report("2018.xlsx", plan(former, code="03", name="Trường Mầm non Sơn Ca")),
    ]


def together(
    found: Sequence[Report], as_of: date | None = DAY, roster: Sequence[School] = ()
) -> Summary:
    return consolidate(found, roster, CATALOGUE, as_of=as_of, by="type")


def opened(found: Sequence[Report], as_of: date | None = DAY, *, values: bool = True) -> Any:
    data = write_summary(together(found, as_of), WORDS)
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def rows(sheet: Any) -> list[list[Any]]:
    return [list(line) for line in sheet.iter_rows(values_only=True)]


def text_of(sheet: Any) -> str:
    return "\n".join(str(cell) for line in rows(sheet) for cell in line if cell is not None)


def table(sheet: Any) -> list[dict[str, Any]]:
    heads, *lines = sheet.iter_rows(min_row=4, values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def test_results_stand_by_school_and_by_criterion_of_each_set() -> None:
    lines = rows(opened(both_forms())[RESULTS])
    assert lines[2][0].startswith("1/2 trường")
    schools = lines[5:8]
    assert schools[0] == ["1", "Trường Mầm non Họa Mi", 3, 1, 1, None, 1, None, 1 / 3]
    assert schools[1] == ["2", "Trường Tiểu học Kim Đồng", 2, None, None, None, None, 2, 0]
    assert schools[2][1:] == ["Tổng cộng", 5, 1, 1, 0, 1, 2, 0.2]
    named = {str(line[0]): line for line in lines[8:]}
    assert "Theo tiêu chí – Mầm non (Thông tư 57/2026)" in named
    assert not any("2018" in name for name in named)
    criteria = [line[:3] for line in lines[8:] if line[2] in (1, 2) and line[1] != "Tổng cộng"]
    assert [(line[0], line[2]) for line in criteria] == [
        ("1.1", 2),
        ("3.1", 1),
        ("1.1", 1),
        (None, 1),
    ]
    assert criteria[3][1] == "Chưa nêu tiêu chí"


def test_late_tasks_are_listed_the_longest_late_first_and_only_so_many() -> None:
    ends = [date(2026, 12, 31), date(2026, 9, 30), date(2026, 10, 31)]
    tasks = [told(task(n, "1.1", end=end), "running", proof="") for n, end in enumerate(ends, 1)]
    found = [report("a.xlsx", plan(tasks, code="1", set_id=MN))]
    lines = rows(opened(found)[RESULTS])
    at = next(n for n, line in enumerate(lines) if str(line[0]).startswith("Việc quá hạn"))
    assert lines[at][0] == "Việc quá hạn đến ngày 31/01/2027 (3 việc)"
    assert [line[8] for line in lines[at + 2 : at + 5]] == [
        "30/09/2026",
        "31/10/2026",
        "31/12/2026",
    ]
    words = {**WORDS, "results": {**WORDS["results"], "late_shown": 2}}
    data = write_summary(together(found), words)
    cut = text_of(openpyxl.load_workbook(io.BytesIO(data))[RESULTS])
    assert "… và 1 việc khác" in cut
    assert "31/12/2026" not in cut


def test_without_a_day_nothing_is_late() -> None:
    sheet = opened(both_forms(), None)[RESULTS]
    assert "Chưa chọn ngày lấy số liệu" in sheet["A3"].value
    assert "Việc quá hạn đến" not in text_of(sheet)
    assert rows(sheet)[5][6] is None


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ([report("a.xlsx", plan([action()], code="1"))], False),
        ([report("a.xlsx", plan([tracked(task(1, "1.1"))], code="1", set_id=MN))], False),
        ([report("a.xlsx", plan([told(TASKS[0], "done", proof="")], code="1", set_id=MN))], True),
        (both_forms(), True),
        (both_forms()[1:2], True),
    ],
)
def test_results_are_shown_as_soon_as_somebody_told_any(found: list[Report], shown: bool) -> None:
    book = opened(found)
    assert (RESULTS in book.sheetnames) is shown
    heads = {cell.value for cell in book["Danh mục việc"][4]}
    assert ("Tình hình thực hiện" in heads) is shown
    assert ("Đợt theo dõi" in {cell.value for cell in book["Theo dõi nộp"][4]}) is (
        shown and any(line.round for line in together(found).schools)
    )


def test_both_forms_stand_in_one_list_of_tasks() -> None:
    lines = table(opened(both_forms())["Danh mục việc"])
    by_set = {line["Bộ tiêu chuẩn"]: line for line in lines[::-1]}
    new, old = by_set["MN 2026"], by_set["MN 2018"]
    assert (new["Nội dung cải tiến"], old["Nội dung cải tiến"]) == ("Nội dung 1", None)
    assert (new["Tình hình thực hiện"], old["Tình hình thực hiện"]) == ("Hoàn thành", None)
    assert (new["Biểu có cột kinh phí"], old["Biểu có cột kinh phí"]) == ("Không", "Có")
    assert [line["% thực hiện"] for line in lines[:2]] == [None, 40]
    track = {line["Mã trường"]: line for line in table(opened(both_forms())["Theo dõi nộp"])}
    assert [track[code]["Đợt theo dõi"] for code in ("01", "02")] == ["Cuối học kỳ I", None]


def test_what_a_task_names_tells_its_weakness() -> None:
    summary = together(both_forms())
    limitation = value("issue.limitation", "Thiếu học liệu", "Thiếu học liệu", 3, "E")
    issue = Record(3, {"issue.limitation": limitation})
    first, *others = summary.actions
    with_issue = replace(summary, actions=(replace(first, issue=issue), *others))
    data = write_summary(with_issue, WORDS)
    line = table(openpyxl.load_workbook(io.BytesIO(data))["Danh mục việc"])[0]
    assert line["Hiện trạng, điểm hạn chế"] == "Thiếu học liệu"


@pytest.mark.parametrize(
    ("text", "read", "state", "amount"),
    [
        ("10.000.000 đồng xã hội hóa", Money(10_000_000, "xã hội hóa"), "amount", 10_000_000),
        ("Không", Money(0), "none", None),
        ("Tủ sách của lớp", "Tủ sách của lớp", "unclear", None),
        ("ngân sách", Money(None, "ngân sách nhà nước"), "unclear", None),
        ("", None, "blank", None),
    ],
)
def test_money_is_read_out_of_resources(
    text: str, read: Any, state: str, amount: int | None
) -> None:
    own = costing(task(1, "1.1"), text, read)
    (line,) = together([report("a.xlsx", plan([own], code="1", set_id=MN))]).actions
    assert (line.money, line.amount) == (state, amount)
    assert line.source == ("Tài trợ, xã hội hóa" if amount else "")


def cover_of(found: Sequence[Report]) -> str:
    return text_of(opened(found)["Tổng quan"])


def test_nobody_is_said_to_owe_a_budget_that_no_form_asked_for() -> None:
    new = report("a.xlsx", plan([task(1, "1.1")], code="1", set_id=MN))
    old = report("b.xlsx", plan([action(1), action(2, vnd=0)], code="2"))
    lines = cover_of([new, old]).split("\n")
    assert lines[lines.index("Việc chưa ghi kinh phí") - 1 - 2] == "1"
    assert "Việc ghi rõ số tiền" in cover_of([new])
    assert "chưa ghi kinh phí" not in cover_of([new])
    assert "1/5" in cover_of(both_forms())
    assert "Việc hoàn thành/được theo dõi" in cover_of(both_forms())


LEVELS: Mapping[str, dict[str, int | None]] = {
    "1": {c.id: 2 for c in MN_SET.criteria},
    "2": dict(ONES),
    "3": {c.id: 0 if c.id == "1.3" else 2 for c in MN_SET.criteria},
    "4": {**ONES, "1.1": None, "4.3": 7},
    "5": {},
}


def judged(levels: Mapping[str, Mapping[str, int | None]], set_id: str = MN) -> list[Report]:
    return [
        report(
            f"{set_id} {key}.xlsx",
            plan(
                [tracked(task(1, "1.1", set_id))],
                code=f"{set_id[-2:]}{key}",
                name=f"Trường {key}",
                set_id=set_id,
                assessment=assessed(own, set_id),
            ),
        )
        for key, own in levels.items()
    ]


def test_self_assessments_are_counted_by_criterion_and_for_the_whole() -> None:
    (line,) = together(judged(LEVELS)).sets
    found = line.assessment
    assert found is not None
    assert [found.levels.at((MN, "1.3"), c) for c in found.levels.columns] == [1, 2, 1, 0]
    assert [found.levels.at((MN, "1.1"), c) for c in found.levels.columns] == [0, 1, 2, 1]
    assert [found.levels.at((MN, "4.3"), c) for c in found.levels.columns] == [0, 1, 2, 1]
    assert found.overall == (("mn1", 2), ("mn2", 1), ("mn3", 0), ("mn4", None))
    assert found.without == ("mn5",)
    assert found.mandatory == {c.id for c in MN_SET.criteria if c.mandatory}


def test_an_assessment_by_another_sets_criteria_is_none() -> None:
    own = plan([], code="1", set_id=MN, assessment=assessed({"1.1": 1, "9.9": 1}, PT))
    (line,) = together([report("a.xlsx", own)]).sets
    assert line.assessment is not None
    assert line.assessment.without == ("1",)


def test_each_set_with_a_rule_for_the_whole_has_its_sheet() -> None:
    ones = {c.id: 1 for c in CATALOGUE.set(PT).criteria}
    found = [*judged(LEVELS), *judged({"1": ones}, PT), *both_forms()[3:]]
    book = opened(found)
    titles = [name for name in book.sheetnames if name.startswith("Tự đánh giá")]
    assert titles == [MN_LEVELS, PT_LEVELS]
    lines = rows(book[MN_LEVELS])
    assert (
        lines[2][0]
        == "Mầm non (Thông tư 57/2026): 4/5 trường đã gửi tự đánh giá. ★: tiêu chí bắt buộc."
    )
    by_id = {line[0]: line for line in lines[5:]}
    assert by_id["1.3 ★"][2:] == [1, 2, 1, None, 0.25, 0.5, 0.25, 0]
    assert "1.1" in by_id
    whole = {line[0]: (line[2], line[3], line[4]) for line in lines[22:]}
    assert whole["Mức 2"] == (1, 0.2, "Trường 1")
    assert whole["Không đạt"] == (1, 0.2, "Trường 3")
    assert whole["Chưa đủ dữ liệu"] == (1, 0.2, "Trường 4")
    assert whole["Chưa gửi tự đánh giá"] == (1, 0.2, "Trường 5")
    assert whole["Tổng cộng"][0] == 5
    assert "Trường 2" not in text_of(book[PT_LEVELS])


def test_all_names_stand_there_in_as_many_rows_as_they_need() -> None:
    many = {str(n): ONES for n in range(45)}
    sheet = opened(judged(many))[MN_LEVELS]
    lines = rows(sheet)
    at = next(n for n, line in enumerate(lines) if line[0] == "Mức 1")
    parts = [lines[at + n][4].split("; ") for n in range(3)]
    assert [len(part) for part in parts] == [20, 20, 5]
    assert len({name for part in parts for name in part}) == 45
    assert [lines[at + n][2] for n in range(3)] == [45, None, None]


def test_a_hundred_schools_are_one_bar() -> None:
    tasks = [told(TASKS[0], "done", proof="")]
    found = [report(f"{n}.xlsx", plan(tasks, code=str(n), set_id=MN)) for n in range(100)]
    data = write_summary(together(found), WORDS)
    with zipfile.ZipFile(io.BytesIO(data)) as members:
        charts = [members.read(n).decode() for n in members.namelist() if "/charts/chart" in n]
    assert any(f"'{RESULTS}'!$D$106" in chart for chart in charts)


def test_both_forms_give_the_same_bytes_whatever_came_first() -> None:
    found = [*both_forms(), *judged(LEVELS)]
    one = write_summary(together(found), WORDS)
    assert one == write_summary(together(found[::-1]), WORDS)


@pytest.mark.soffice
def test_live_formulas_say_what_is_written(tmp_path: Path, convert: Convert) -> None:
    found = [*both_forms(), *judged(LEVELS), *judged({"9": ONES}, PT)]
    data = write_summary(together(found), WORDS)
    bare = tmp_path / "in.xlsx"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(name, content)
    live = openpyxl.load_workbook(convert(bare, "xlsx"), data_only=True)
    cached = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = 0
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    formulas += sheet.title in (RESULTS, MN_LEVELS, PT_LEVELS)
                    own = cached[sheet.title][cell.coordinate].value
                    now = live[sheet.title][cell.coordinate].value
                    at = f"{sheet.title}!{cell.coordinate} {cell.value}"
                    assert (now or "") == (pytest.approx(own) if own else own or ""), at
    assert formulas > 150


def test_what_is_whole_begins_a_page_rather_than_be_torn() -> None:
    sheet = Book("Arial", 11).sheet(SHEET)
    paper = Paper(sheet, [10.0], 30)
    paper.add(0, TALL / 2, whole=False)
    paper.add(20, TALL / 3)
    paper.add(30, TALL / 2)
    paper.add(50, TALL * 3, whole=False)
    paper.add(200, TALL * 2)
    assert sheet.hbreaks == [30]
