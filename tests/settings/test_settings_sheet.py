"""The sheet "Cài đặt" of a list of schools: what a clerk sets without a settings file."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import EXAMPLES, FOLDER, wbtool
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue
from workbook_tool.findings import Severity
from workbook_tool.settings.load import load
from workbook_tool.settings.said import Said
from workbook_tool.settings.schema import Schema
from workbook_tool.settings.sheet import sheet_settings

KNOWN = Catalogue()
WORDS = KNOWN.words_of_rules("settings")
SCHOOLS = [["Mã trường", "Tên trường", "Cấp học"], ["01002305", "Trường MN Tuổi Ngọc", "Mầm non"]]


def roster(folder: Path, *rows: list[Any], name: str = "Danh sách trường.xlsx") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.active.title = "Danh sách"
    for row in SCHOOLS:
        book.active.append(row)
    sheet = book.create_sheet("Cài đặt")
    for row in rows:
        sheet.append(row)
    book.save(folder / name)
    return folder / name


def said(folder: Path, *rows: list[Any]) -> Said:
    path = roster(folder, *rows)
    found = sheet_settings(path, WORDS, Schema(str(path), folder, KNOWN))
    assert found
    return found


ITEMS = ["Mục", "Giá trị"]
RULES = ["Mã", "Mức", "Tham số", "Giá trị"]


def test_everything_a_clerk_sets(tmp_path: Path) -> None:
    own = said(
        tmp_path,
        ["CÀI ĐẶT CHO ĐỢT KẾ HOẠCH"],
        [],
        [None, "MUC", "Giá  trị (ghi ở đây)"],
        [None, "Hạn nộp", "17 giờ ngày 02/10/2026"],
        [None, "Năm học", "2026 – 2027"],
        [None, "tên cơ quan", "UBND phường Bến Nứa"],
        [None, "Địa danh", "Bến Nứa"],
        [None, "Mẫu biểu", "plan-2026"],
        [None, "Người ký", None],
        [None, "Nơi nhận", "Như trên; Lưu VT"],
        [None, "Xét quy tắc thử nghiệm", "Có"],
        [],
        ["Mã", "Mức"],
        ["WB401", "Gợi ý"],
        ["over-when-signed", "không xét"],
        ["WB6", "Nên xem lại"],
    )
    assert own.complaints == ()
    assert own.values["office.recipients"] == ("Như trên", "Lưu VT")
    assert own.values["office.school_year"] == "2026-2027"
    assert own.values["rules.preview"] is True
    assert "office.signer" not in own.values
    assert own.asked.grades["WB401"] is Severity.INFO
    assert own.asked.grades["WB305"] is None
    assert own.asked.grades["WB607"] is Severity.WARNING


@pytest.mark.parametrize("marks", ["WB602, WB5", "WB602; WB5", "WB602\nWB5", "WB602 WB5,"])
def test_rules_and_lists_are_parted_by_any_mark(tmp_path: Path, marks: str) -> None:
    own = said(
        tmp_path,
        ITEMS,
        ["Không xét quy tắc", marks],
        ["Chức danh bổ sung", "Tổ tư vấn, Ban thư viện"],
        ["Nơi nhận", "Như trên; Lưu: VT, TCCB"],
        ["Hạn nộp cuối học kỳ 1", "30/01/2027"],
    )
    assert own.complaints == ()
    assert own.texts("rules.ignore") == ("WB602", "WB5")
    assert own.texts("lists.roles") == ("Tổ tư vấn", "Ban thư viện")
    assert own.texts("office.recipients") == ("Như trên", "Lưu: VT, TCCB")
    assert "deadline.term1" in own.values


def test_tables_may_stand_side_by_side(tmp_path: Path) -> None:
    own = said(
        tmp_path,
        [*ITEMS, None, *RULES],
        ["Địa danh", "Bến Nứa", None, "WB401", "Gợi ý"],
        [None, None, None, "WB402", "Phải sửa"],
    )
    assert own.complaints == ()
    assert own.values["office.place"] == "Bến Nứa"
    assert set(own.asked.grades) == {"WB401", "WB402"}


def test_cells_of_excel_are_read(tmp_path: Path) -> None:
    own = said(
        tmp_path,
        ITEMS,
        ["Hạn nộp", datetime(2026, 10, 20, 17)],
        ["Hạn nộp cuối học kỳ I", date(2027, 1, 30)],
        ["Hạn nộp cuối năm học", datetime(2027, 7, 5)],
    )
    assert str(own.values["deadline.plan"].hour) == "17:00:00"
    assert own.values["deadline.term1"].day == date(2027, 1, 30)
    (doubt,) = own.complaints
    assert doubt.key == "settings-doubtful"
    assert doubt.facts["found"] == "05/07/2027"
    assert "[B4]" in doubt.facts["at"]


@pytest.mark.parametrize(
    ("rows", "key", "at"),
    [
        ([ITEMS, ["Hạn nop", "02/10/2026"]], "", ""),
        ([ITEMS, ["Hạn nộpp", "02/10/2026"]], "settings-unknown-near", "Hạn nộpp [B2]"),
        ([ITEMS, ["Màu sắc", "xanh"]], "settings-unknown", "Màu sắc [B2]"),
        ([ITEMS, ["Hạn nộp", "đầu tháng 10"]], "settings-wrong", "Hạn nộp [B2]"),
        ([ITEMS, ["Năm học", 2026]], "settings-wrong", "Năm học [B2]"),
        ([ITEMS, ["Mẫu biểu", "mẫu mới"]], "settings-wrong", "Mẫu biểu [B2]"),
        ([RULES, ["WB401", "Cao"]], "settings-wrong", "WB401 [A2]"),
        ([RULES, ["QQQ99", "Gợi ý"]], "settings-rule", "QQQ99 [A2]"),
        ([RULES, ["WB401", None, "most", 3]], "settings-no-parameter", "WB401 [A2]"),
    ],
)
def test_what_is_not_understood_is_told_and_nothing_ends(
    tmp_path: Path, rows: list[list[Any]], key: str, at: str
) -> None:
    own = said(tmp_path, *rows)
    assert [error.key for error in own.complaints] == ([key] if key else [])
    for error in own.complaints:
        assert error.facts["at"] == at
        assert "Danh sách trường.xlsx [Cài đặt]" in error.facts["file"]


def test_a_parameter_may_go_without_its_name(tmp_path: Path) -> None:
    code, name = next(
        (code, name)
        for code, rule in KNOWN.rules.items()
        for name, value in rule.parameters.items()
        if len(rule.parameters) == 1 and type(value) is int
    )
    for row in ([code, None, None, 1500], [code, None, name, "1.500"]):
        own = said(tmp_path, RULES, row)
        assert own.asked.parameters == {code: {name: 1500}}


def test_lists_without_the_sheet_set_nothing(tmp_path: Path) -> None:
    schema = Schema("x", tmp_path, KNOWN)
    assert sheet_settings(roster(tmp_path), WORDS, schema) is None
    csv = tmp_path / "a.csv"
    csv.write_text("Mục;Giá trị\nHạn nộp;02/10/2026\n", encoding="utf-8")
    assert sheet_settings(csv, WORDS, schema) is None
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04broken")
    assert sheet_settings(tmp_path / "b.xlsx", WORDS, schema) is None


def test_the_file_is_stronger_than_the_sheet(tmp_path: Path) -> None:
    path = roster(tmp_path, ITEMS, ["Địa danh", "Bến Nứa"], ["Tên cơ quan", "UBND"], [], RULES)
    toml = tmp_path / "wbtool.toml"
    toml.write_text('[office]\nplace = "Đông Sen"\n', encoding="utf-8")
    own = load(KNOWN, toml, Said("command-line"), path)
    assert own.text("office.place") == "Đông Sen"
    assert own.text("office.name") == "UBND"
    assert own.in_force["office.name"].where.endswith("[Cài đặt]")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    (folder / "Trường gửi về").mkdir(parents=True)
    (folder / "Trường gửi về" / "a.xlsx").write_bytes(EXAMPLES[3].read_bytes())
    return folder


def test_check_follows_the_sheet_of_the_roster(office: Path) -> None:
    plain = json.loads(wbtool("check", office / "Trường gửi về", "--format", "json").stdout)
    worst = [f["code"] for f in plain["files"][0]["findings"] if f["severity"] == "error"]
    assert worst
    rules = [[code, "Gợi ý"] for code in worst]
    path = roster(office, ITEMS, ["Hạn nộp", "17 giờ ngày 02/10/2026"], [], ["Mã", "Mức"], *rules)
    arguments = (office / "Trường gửi về", "--roster", path)
    done = wbtool("check", *arguments, "--format", "json", "--ignore", "WB117")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert {"deadline.plan", f"rules.severity.{worst[0]}"} < {s["key"] for s in told["settings"]}
    assert wbtool("check", *arguments, "--no-config").returncode == 1
    assert wbtool("check", *arguments, "--select", worst[0]).returncode == 0
    roster(office, ITEMS, ["Hạn nộp", "17 giờ ngày 02/10/2026"], ["Sở thích", "xanh"])
    done = wbtool("check", *arguments)
    assert "gửi lại trước 17 giờ ngày 02/10/2026." in " ".join(done.stdout.split())
    assert "Sở thích [B3]" in done.stderr


def test_template_takes_year_form_and_place_from_the_sheet(office: Path) -> None:
    rows = [["Năm học", "2026-2027"], ["Mẫu biểu", "plan-2018"], ["Địa danh", "Bến Nứa"]]
    path = roster(office, ITEMS, *rows)
    done = wbtool("template", "--roster", path, "--set", "tt19-2018-mn", "-o", office / "Gửi")
    assert done.returncode == 0, done.stderr
    (made,) = (office / "Gửi").glob("*.xlsx")
    cells = {str(c.value) for ws in openpyxl.load_workbook(made) for row in ws for c in row}
    assert "Bến Nứa" in cells
    assert "plan-2018" in cells
    again = ("template", "--roster", path, "--set", "tt19-2018-mn", "-o", office / "Gửi 2")
    assert wbtool(*again, "--no-config").returncode == 2


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (
            [["Hạn nộp", "02/10/2026"], ["Liên hệ", "bà An, ĐT 0900 000 000."]],
            "Gửi lại trước khi hết ngày 02/10/2026. Cần giúp: liên hệ bà An, ĐT 0900 000 000.",
        ),
        (
            [["Hạn nộp", "17 giờ ngày 02/10/2026"]],
            "Gửi lại trước 17 giờ ngày 02/10/2026. Cần giúp: gọi cán bộ đã gửi tệp này cho trường.",
        ),
        ([["Liên hệ", "{An}"]], "Cần giúp: liên hệ {An}."),
        ([["Địa danh", "Bến Nứa"]], "Cần giúp: gọi cán bộ đã gửi tệp này cho trường."),
    ],
)
def test_templates_tell_how_and_until_when_the_office_is_reached(
    office: Path, rows: list[list[str]], line: str
) -> None:
    path, out = roster(office, ITEMS, ["Năm học", "2026-2027"], *rows), office / "Gửi"
    assert wbtool("template", "--roster", path, "-o", out).returncode == 0
    (made,) = out.glob("*.xlsx")
    first = openpyxl.load_workbook(made).worksheets[0]
    assert line in [str(cell.value) for row in first for cell in row]
    done = wbtool("check", made, "--select", "ALL", "--format", "json")
    assert not [f for f in json.loads(done.stdout)["findings"] if line in json.dumps(f)]
    assert wbtool("template", "--roster", path, "-o", out).stderr == ""


CELLS = st.none() | st.text(max_size=8) | st.integers() | st.booleans() | st.dates()
LABELS = st.sampled_from(["Mục", "Giá trị", "Mã", "Mức", "Hạn nộp", "WB401", "Gợi ý", "Năm học"])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.lists(LABELS | CELLS, max_size=5), max_size=8))
def test_any_sheet_is_read_or_told_about(tmp_path: Path, rows: list[list[Any]]) -> None:
    clean = [[c if not isinstance(c, str) or c.isprintable() else "" for c in row] for row in rows]
    clean = [["" if isinstance(c, str) and c.startswith("=") else c for c in row] for row in clean]
    clean = [[None if isinstance(c, int) and abs(c) > 2**40 else c for c in row] for row in clean]
    clean = [[None if isinstance(c, date) and c.year < 1900 else c for c in row] for row in clean]
    path = roster(tmp_path, *clean)
    own = sheet_settings(path, WORDS, Schema(str(path), tmp_path, KNOWN))
    assert own is None or all(error.facts["file"] for error in own.complaints)
