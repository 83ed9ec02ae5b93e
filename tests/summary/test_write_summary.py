"""The office's workbook: what stands in it, live and cached."""

from __future__ import annotations

import copy
import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from summary_factory import SHEET, action, finding, plan, report

from workbook_tool.catalogue import Catalogue
from workbook_tool.consolidate import consolidate
from workbook_tool.errors import CatalogueError
from workbook_tool.findings import Report, Severity
from workbook_tool.model import Place, School, Summary
from workbook_tool.summary import listing, write_summary

CATALOGUE = Catalogue()
WORDS = CATALOGUE.words("summary")
ROSTER = (
    School("01", "Trường Mầm non Họa Mi", "Xã A", "Điện Biên", "Mầm non"),
    School("02", "Trường Tiểu học Kim Đồng", "Xã A", "Điện Biên", "Tiểu học"),
    School("03", "Trường Mầm non Sơn Ca", "Xã B", "Điện Biên", "Mầm non"),
)
HOSTILE = (
    '=cmd|"/c calc"!A0',
    "+1+1",
    "@SUM(1)",
    "-2",
    "{=1}",
    "http://a.vn",
    "\x07\ud800 a",
    "=A1",
)


def reports() -> list[Report]:
    th = "tt17-2018-th"
    tasks = [
        action(
            1,
            "1.10",
            vnd=2_000_000,
            funding="Ngân sách nhà nước",
            start=date(2026, 9, 1),
            end=date(2026, 10, 31),
        ),
        action(2, "1.1", vnd=500, funding="Quỹ lớp"),
        action(3, "3.1", vnd=0, budget="Không"),
        action(4, "", task="Việc chưa rõ"),
    ]
    place = Place(SHEET, "F14", "action.task", 6, "=1+1")
    return [
        report("Xã A/kế hoạch #1 100%.xlsx", plan(tasks, code="01"), [finding(places=[place])]),
        report(
            "b.xlsx",
            plan([action(vnd=1_234_567_890_123, set_id=th)], code="02", set_id=th),
            [finding(Severity.ERROR, "WB601", "Việc số 1 chưa ghi công việc.")],
        ),
        report("zip.zip!/c.xlsx", plan([action()], code="99", name="Trường lạ")),
        report("ảnh.xlsx", None, [finding(Severity.ERROR, "WB101", "Tệp là ảnh.")]),
    ]


def column(value: str, width: int) -> dict[str, object]:
    return {"value": value, "title": "X", "width": width}


def together(
    found: list[Report], roster: tuple[School, ...] = ROSTER, as_of: date | None = date(2026, 10, 2)
) -> Summary:
    return consolidate(found, roster, CATALOGUE, as_of=as_of, by="type")


def opened(data: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def table(sheet: Any) -> list[dict[str, Any]]:
    heads, *lines = sheet.iter_rows(min_row=4, values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def test_the_sheets_and_what_they_list() -> None:
    book = opened(write_summary(together(reports()), WORDS), values=True)
    assert book.sheetnames == [
        "Tổng quan",
        "Theo dõi nộp",
        "Nội dung cần sửa",
        "Tiêu chí (MN 2018)",
        "Tiêu chí (TH 2018)",
        "Danh mục việc",
        "Kinh phí",
        "Tiến độ",
        "Tệp đã nhận",
    ]
    track = {line["Tên trường"]: line["Tình trạng"] for line in table(book["Theo dõi nộp"])}
    assert track == {
        "Trường Mầm non Họa Mi": "Đạt yêu cầu",
        "Trường Tiểu học Kim Đồng": "Phải bổ sung",
        "Trường Mầm non Sơn Ca": "Chưa nộp",
        "Trường lạ": "Trường ngoài danh sách",
    }
    assert table(book["Theo dõi nộp"])[0]["Mã trường"] == "01"
    files = {line["Tên tệp"]: line["Tình trạng"] for line in table(book["Tệp đã nhận"])}
    assert files["ảnh.xlsx"] == "Không đọc được"
    assert len(files) == 4
    tasks = table(book["Danh mục việc"])
    assert len(tasks) == 5
    assert tasks[0]["Từ"] == datetime(2026, 9, 1)
    assert tasks[0]["Số tiền (đồng)"] == 2_000_000
    assert tasks[0]["Tiêu chí"].startswith("1.10. ")
    assert "02/10/2026, 4 tệp" in book["Tổng quan"]["A2"].value


def test_the_day_stands_only_where_it_is_given() -> None:
    book = opened(write_summary(together(reports(), as_of=None), WORDS))
    assert book["Tổng quan"]["A2"].value == "Năm học 2026-2027. 4 tệp"
    assert "Đến hạn" not in "".join(str(c.value) for c in book["Tiến độ"]["A"])


def test_messages_for_schools_stay_short() -> None:
    long = [finding(Severity.ERROR, f"WB6{n:02}", "Thiếu công việc. " * 9) for n in range(20)]
    summary = together([report("a.xlsx", plan(code="01"), long)])
    told = {
        s["Tên trường"]: s["Tin nhắn gửi trường"]
        for s in table(opened(write_summary(summary, WORDS))["Theo dõi nộp"])
    }
    mend = told["Trường Mầm non Họa Mi"]
    assert len(mend) <= 600
    assert "còn 20 nội dung phải sửa: (1) Thiếu" in mend
    assert mend.endswith("Cảm ơn thầy cô.")
    assert "chưa nhận được" in told["Trường Mầm non Sơn Ca"]


def test_what_is_said_to_a_school_fits_where_it_stands() -> None:
    found = [
        report("a.xlsx", plan([action()], code="01"), [finding(), finding(code="WB501")]),
        report("b.xlsx", plan([action()], code="02")),
    ]
    lines = table(opened(write_summary(together(found), WORDS))["Theo dõi nộp"])
    told = {line["Mã trường"]: line["Tin nhắn gửi trường"] for line in lines}
    assert "đã đủ nội dung. Còn 2 nội dung nên xem lại. Cảm ơn" in told["01"]
    assert "xem lại" not in told["02"]
    assert "hoàn thiện và gửi tệp" in told["03"]
    assert "gửi lại" not in told["03"]


def test_criteria_of_several_sets_are_counted_apart() -> None:
    sheet = opened(write_summary(together(reports()), WORDS))["Tổng quan"]
    values = {cell.value for line in sheet.iter_rows() for cell in line}
    assert "MN 2018 3/25 · TH 2018 1/27" in values
    sheet = opened(write_summary(together([]), WORDS))["Tổng quan"]
    assert "Chưa có" in {cell.value for line in sheet.iter_rows() for cell in line}


def test_places_are_said_once_a_sheet() -> None:
    places = [Place(SHEET, f"K{n}", "action.budget", n - 4) for n in range(6, 16)]
    places += [Place("Thông tin", "C6"), Place("", "", value="tệp.xlsx")]
    summary = together([report("a.xlsx", plan(code="01"), [finding(places=places)])])
    told = table(opened(write_summary(summary, WORDS))["Nội dung cần sửa"])[0]["Các việc, ô"]
    assert told.split("\n") == [
        "việc số 2, 3, 4, 5, 6, 7, 8, 9, … và 2 việc khác",
        f"{SHEET}: K6, K7, K8, K9, K10, K11, K12, K13, … và 2 chỗ khác",
        "Thông tin: C6",
    ]


def test_reasons_tell_of_copies() -> None:
    found = [
        report(p, plan([action()], code="01"), digest="x") for p in ("000.xlsx", "000 (1).xlsx")
    ]
    lines = table(opened(write_summary(together(found), WORDS))["Tệp đã nhận"])
    assert [(line["Tên tệp"], line["Được tính?"], line["Lý do"]) for line in lines] == [
        ("000 (1).xlsx", "Không", "Nội dung giống hệt tệp “000.xlsx”."),
        ("000.xlsx", "Có", "Tệp duy nhất của trường. 2 tệp giống hệt nhau, chỉ tính một lần."),
    ]


def test_a_schools_text_stays_text() -> None:
    found = []
    for n, text in enumerate(HOSTILE):
        place = Place(text, "A1", "action.task", 1, text)
        tasks = [action(1, task=text, lead=text, budget=text, funding=text)]
        found.append(
            report(
                f"{text[:1]}{n}.xlsx",
                plan(tasks, code=text, name=text, unit=text, type_=text),
                [finding(Severity.ERROR, text, text, [place])],
            )
        )
    data = write_summary(together(found, ()), WORDS)
    own = re.compile(r"^=(SUM|COUNTIFS?|SUMIFS|SUMPRODUCT|IF|'Kinh phí'!|[A-Z]+\d)")
    for sheet in opened(data):
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    assert own.match(cell.value), cell.value
                    assert "cmd" not in cell.value
    tasks = [line["Công việc/giải pháp"] for line in table(opened(data)["Danh mục việc"])]
    assert sorted(tasks) == sorted([*HOSTILE[:6], "   a", HOSTILE[7]])
    with zipfile.ZipFile(io.BytesIO(data)) as members:
        links = "".join(members.read(n).decode() for n in members.namelist() if "_rels" in n)
    assert "http://a.vn" not in links
    assert "externalLink" not in links


def test_links_lead_beside_the_workbook_and_nowhere_else() -> None:
    paths = [
        "\\\\host\\share\\a.xlsx",
        "/etc/a.xlsx",
        "C:/a.xlsx",
        "a",
        "x\\..\\y#z.xlsx",
        "q" * 2100,
    ]
    found = [report(p, plan([action()], code=str(n))) for n, p in enumerate(paths)]
    data = write_summary(together([*found, *reports()], ()), WORDS, folder="nhận về")
    sheet = opened(data)["Danh mục việc"]
    targets = {
        cell.hyperlink.target: cell.hyperlink.location
        for line in sheet.iter_rows()
        for cell in line
        if cell.hyperlink
    }
    at = f"'{SHEET}'!F9"
    assert targets == {
        "nhận%20về\\a": at,
        "nhận%20về\\x%5C..%5Cy%23z.xlsx": at,
        "nhận%20về\\Xã%20A\\kế%20hoạch%20%231%20100%25.xlsx": f"'{SHEET}'!F12",
        "nhận%20về\\b.xlsx": at,
    }


def test_more_links_than_a_sheet_keeps_become_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LINKS", 3)
    monkeypatch.setattr("workbook_tool.summary.actions.LINKS", 3)
    tasks = [action(n) for n in range(1, 8)]
    book = opened(write_summary(together([report("a.xlsx", plan(tasks))], ()), WORDS))
    cells = [c for line in book["Danh mục việc"].iter_rows(min_row=5) for c in line if c.hyperlink]
    assert len(cells) == 3
    assert "Trang tính chỉ chứa được 3 liên kết: từ dòng 8" in book["Danh mục việc"]["D3"].value


def test_no_file_no_school_still_a_workbook() -> None:
    for roster in ((), ROSTER):
        for as_of in (None, date(2026, 10, 2)):
            book = opened(write_summary(together([], roster, as_of), WORDS))
            assert book["Tổng quan"]["A1"].value == "TỔNG HỢP KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC"
            assert len(book.sheetnames) == 7


def test_the_same_input_gives_the_same_bytes() -> None:
    found = reports()
    assert write_summary(together(found), WORDS) == write_summary(together(found[::-1]), WORDS)


def test_a_column_is_left_out_when_no_plan_has_its_field() -> None:
    rows = table(opened(write_summary(together(reports()), WORDS))["Danh mục việc"])
    assert "Điều kiện hỗ trợ khác" not in rows[0]
    more = [report("a.xlsx", plan([action(more={"action.conditions": "Xe"})], code="01"))]
    rows = table(opened(write_summary(together(more), WORDS))["Danh mục việc"])
    assert rows[0]["Điều kiện hỗ trợ khác"] == "Xe"


@pytest.mark.parametrize(
    ("table_name", "key", "value", "said"),
    [
        ("cover", "title", 5, "cover.title"),
        ("style", "bar", None, "style.bar"),
        ("common", "as_of", "{nobody}", "common.as_of"),
        ("budget", "rows_shown", "many", "budget.rows_shown"),
        (
            "track",
            "column",
            [column("nonsense", 5)],
            "track.column[1].value",
        ),
        (
            "track",
            "column",
            [column("state", -1)],
            "track.column[1].width",
        ),
        ("actions", "column", [column("number", 5)], "actions.column"),
    ],
)
def test_a_wrong_word_is_named(table_name: str, key: str, value: object, said: str) -> None:
    words: Any = copy.deepcopy(dict(WORDS))
    if value is None:
        del words[table_name][key]
    else:
        words[table_name][key] = value
    with pytest.raises(CatalogueError) as error:
        write_summary(together(reports()), words)
    assert error.value.facts["at"] == said


@pytest.mark.parametrize("count", [1, 13])
def test_many_groups_come_after_the_page(count: int) -> None:
    roster = tuple(School(str(n), f"Trường {n}", f"Xã {n}") for n in range(count))
    summary = consolidate([], roster, CATALOGUE, as_of=None, by="unit")
    sheet = opened(write_summary(summary, WORDS), values=True)["Tổng quan"]
    places = [c.row for c in sheet["A"] if c.value == "Xã 0"]
    assert len(places) == 1
    assert (places[0] > 20) is (count == 13)
    assert sheet.page_setup.fitToHeight in ([0] if count == 13 else [None, 1])


@pytest.mark.soffice
def test_live_formulas_say_what_is_cached(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not on this machine")
    odd = School("04", "Trường =1*?", "Xã A", "", '>=0 "*"')
    found = [*reports(), report("d.xlsx", plan([action(vnd=3)], code="04", type_=odd.type))]
    data = write_summary(together(found, (*ROSTER, odd)), WORDS)
    bare = tmp_path / "in.xlsx"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(name, content)
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    cached, live = (
        opened(data, values=True),
        openpyxl.load_workbook(tmp_path / "out/in.xlsx", data_only=True),
    )
    formulas = 0
    for sheet in opened(data):
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    formulas += 1
                    at = f"{sheet.title}!{cell.coordinate} {cell.value}"
                    own = cached[sheet.title][cell.coordinate].value
                    assert live[sheet.title][cell.coordinate].value == pytest.approx(own), at
    assert formulas > 200


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    """One school's long plan must not stop the summary of all the others."""
    found = [report("a.xlsx", plan([action(task="a" * 40_000)]))]
    workbook = opened(write_summary(together(found, ()), WORDS))
    texts = [str(c) for sheet in workbook for row in sheet.iter_rows(values_only=True) for c in row]
    (cut,) = [text for text in texts if text.startswith("aaa")]
    assert len(cut) <= 32_767
    assert cut.endswith("(còn nữa, xem tệp của trường)")


def test_a_file_of_the_past_or_without_a_time_is_listed() -> None:
    first = reports()[0]
    for moment in (0.0, -1e18, 1e18, float("nan")):
        summary = together([dataclasses.replace(first, modified=moment)])
        lines = table(opened(write_summary(summary, WORDS))["Tệp đã nhận"])
        assert lines[0]["Ngày nhận"] is None
