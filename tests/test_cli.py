"""The command line: exit codes, shapes of JSON, sentences instead of tracebacks."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import EXAMPLES, FOLDER, ROOT, check, codes, wbtool
from filled import ACTION, SCHOOL, VALUES, blank, fill, save

from workbook_tool.cli import COMMANDS

GOOD = [
    {**ACTION, "action.criterion": label, "action.weakness": "Số liệu năm trước còn thấp."}
    for label in (
        "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo",
        "2.2. Đối với giáo viên",
        "3.5. Thiết bị, đồ dùng, đồ chơi",
        "4.1. Ban đại diện cha mẹ trẻ",
        "5.4. Kết quả giáo dục",
    )
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / FOLDER
    path.mkdir()
    return path


def test_a_clean_plan_is_clean(folder: Path) -> None:
    code, report = check(save(fill(GOOD), folder / "a.xlsx"))
    assert code == 0
    assert report["files"][0]["status"] == "clean", report["files"][0]["findings"]
    assert report["counts"] == {"error": 0, "warning": 0, "info": 0}
    said = wbtool("check", folder / "a.xlsx").stdout
    assert "đã đủ nội dung. Cảm ơn nhà trường" in said


def test_the_json_has_the_shape_of_schema_1(folder: Path) -> None:
    back = {"action.start": "Tháng 5/2026", "action.end": "Tháng 9/2025"}
    rows = [*GOOD, {**ACTION, **back, "action.task": "Họp phụ huynh đầu năm học."}]
    save(fill(rows), folder / "con/a.xlsx")
    code, report = check(folder, "--as-of", "2026-01-31")
    assert code == 1
    assert set(report) == {"schema", "as_of", "files", "findings", "counts"}
    assert (report["schema"], report["as_of"]) == (1, "2026-01-31")
    (file,) = report["files"]
    assert file["path"] == "con/a.xlsx"
    assert (file["form"], file["form_version"], file["set"]) == ("plan-2018", "1", "tt19-2018-mn")
    assert file["school"] == {"code": SCHOOL.code, "name": SCHOOL.name}
    assert file["school_year"] == "2025-2026"
    (finding,) = file["findings"]
    assert (finding["code"], finding["rule"]) == ("WB301", "ends-before-it-begins")
    assert finding["severity"] == "error"
    assert finding["fix"]
    assert finding["places"][0] == {
        "task": 6,
        "sheet": "III. Kế hoạch",
        "cell": "L10",
        "field": "action.end",
        "value": "Tháng 9/2025",
    }


def test_warnings_fail_only_when_asked(folder: Path) -> None:
    path = save(fill([{**row, "action.lead": None} for row in GOOD]), folder / "a.xlsx")
    assert wbtool("check", path).returncode == 0
    assert wbtool("check", path, "--fail-on", "warning").returncode == 1


def test_english_is_english(folder: Path) -> None:
    path = save(fill([{**row, "action.task": None} for row in GOOD]), folder / "a.xlsx")
    said = wbtool("check", path, "--lang", "en").stdout
    assert "Error" in said
    assert "Đề nghị" not in said


def test_one_bad_file_does_not_stop_the_batch(folder: Path) -> None:
    good = save(fill(GOOD), folder / "a.xlsx")
    (folder / "ảnh.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + b"x" * 100)
    (folder / "tải dở.xlsx").write_bytes(good.read_bytes()[:9_000])
    (folder / "~$a.xlsx").write_bytes(b"owner")
    (folder / "bản ký.pdf").write_bytes(b"%PDF-1.7")
    save(openpyxl.Workbook(), folder / "khác.xlsx")
    (folder / ".ẩn.xlsx").write_bytes(b"hidden")
    code, report = check(folder)
    found = {file["path"]: (file["status"], codes(file)) for file in report["files"]}
    assert found == {
        "a.xlsx": ("clean", []),
        "bản ký.pdf": ("refused", ["WB124"]),
        ".ẩn.xlsx": ("refused", ["WB105"]),
        "khác.xlsx": ("refused", ["WB103"]),
        "tải dở.xlsx": ("refused", ["WB102"]),
        "~$a.xlsx": ("refused", ["WB105"]),
        "ảnh.xlsx": ("refused", ["WB101"]),
    }
    assert code == 1
    assert all(f["school"] is None for f in report["files"] if f["status"] == "refused")
    said = wbtool("check", folder).stdout
    assert "ảnh chụp" in said
    assert "Đề nghị" in said


def test_files_against_each_other(folder: Path) -> None:
    one = save(fill(GOOD), folder / "a.xlsx")
    (folder / "a (1).xlsx").write_bytes(one.read_bytes())
    save(fill(GOOD, {**VALUES, "plan.submission": "2"}), folder / "lần 2.xlsx")
    _, report = check(folder)
    assert sorted(codes(report)) == ["WB115", "WB116"]
    roster = folder / "danh sách.csv"
    roster.write_text("Mã trường;Tên trường\n09999999;Trường khác", encoding="utf-8")
    _, report = check(folder, "--roster", roster)
    assert "WB117" in codes(report)
    assert len(report["files"]) == 3, "the roster itself is no returned file"


def test_what_another_file_replaces_is_not_sent_back(folder: Path) -> None:
    bad = [ACTION | {"action.task": ""}]
    first = save(fill(bad), folder / "lần 1.xlsx")
    (folder / "lần 1 (1).xlsx").write_bytes(first.read_bytes())
    save(fill(GOOD, {**VALUES, "plan.submission": "2"}), folder / "lần 2.xlsx")
    (folder / "~$lần 1.xlsx").write_bytes(b"x")
    marked = folder.parent / "gửi lại"
    done = wbtool("check", folder, "--mark", marked)
    assert "Không có tệp nào phải gửi lại trường." in done.stdout
    assert done.stdout.count("không cần gửi lại bản này") == 2
    assert sorted(p.name for p in marked.glob("*.txt")) == ["Tin nhắn.txt", "lần 2.txt"]
    told = (marked / "Tin nhắn.txt").read_text(encoding="utf-8")
    assert told.splitlines()[0] == "lần 2.xlsx"
    assert told.count("Kính gửi") == 1


def test_several_files_set_aside_are_counted(folder: Path) -> None:
    for name in ("Hoa Sen", "Sao Mai"):
        full = f"Trường Mầm non {name}"
        values = {"school.name": full, "plan.submission": "1"}
        own = save(fill(GOOD, values, template=blank(with_school=False)), folder / f"{name}.xlsx")
        (folder / f"{name} (1).xlsx").write_bytes(own.read_bytes())
    assert "Có 2 tệp giống hệt tệp khác" in wbtool("check", folder).stdout


def test_a_neighbours_file_is_not_also_off_the_list(folder: Path) -> None:
    save(fill(GOOD, VALUES | {"school.name": "Trường Mầm non Khác Hẳn"}), folder / "a.xlsx")
    roster = folder.parent / "ds.csv"
    roster.write_text(f"Mã trường;Tên trường\n{SCHOOL.code};{SCHOOL.name}", encoding="utf-8")
    _, report = check(folder, "--roster", roster)
    assert "WB107" in codes(report["files"][0])
    assert "WB117" not in codes(report)


def test_no_input_is_ever_changed(folder: Path) -> None:
    paths = [save(fill(GOOD), folder / "a.xlsx"), folder / "b.xlsx"]
    paths[1].write_bytes(b"%PDF")
    before = [hashlib.sha256(p.read_bytes()).hexdigest() for p in paths]
    wbtool("check", folder, "-o", folder.parent / "report.txt")
    wbtool("consolidate", folder, "-o", folder.parent / "summary.xlsx")
    assert [hashlib.sha256(p.read_bytes()).hexdigest() for p in paths] == before
    for command in ("check", "consolidate"):
        done = wbtool(command, paths[0], "-o", paths[0])
        assert done.returncode == 2
        assert paths[0].name in done.stderr
    assert [hashlib.sha256(p.read_bytes()).hexdigest() for p in paths] == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "không có"),
        ("check",),
        ("nonsense",),
        ("template", "--school-year", "2025-2026", "-o", "x"),
        ("template", "--set", "tt99", "--school-year", "2025-2026", "-o", "x"),
        ("template", "--set", "tt19-2018-mn", "--school-year", "2025", "-o", "x"),
        ("template", "--set", "tt57-2026-mn", "-o", "x"),
        ("template", "--round", "term1", "-o", "x"),
        ("template", "--round", "term9", "--from", ".", "-o", "x"),
        ("template", "--renamed", __file__, "--school-year", "2026-2027", "-o", "x"),
        (
            "template",
            "--set",
            "tt57-2026-mn",
            "--form",
            "plan-2018",
            "--school-year",
            "2026-2027",
            "-o",
            "x",
        ),
        ("fields", "--set", "tt17-2018-th", "--form", "plan-1999"),
        ("rule", "WB999"),
        ("consolidate", ".", "-o", "x.xlsx", "--by", "planet"),
    ],
)
def test_what_cannot_run_says_why_and_exits_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbook_tool", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_an_empty_folder_is_said(folder: Path) -> None:
    assert wbtool("check", folder).returncode == 2


def test_fields_tells_everything_other_programs_need() -> None:
    done = wbtool(
        "fields", "--form", "plan-2018", "--set", "tt19-2018-mn", "--format", "json",
        "--school-year", "2025-2026", "--rows", "7",
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert {k: told[k] for k in ("schema", "form", "form_version", "set", "rows")} == {
        "schema": 1,
        "form": "plan-2018",
        "form_version": "1",
        "set": "tt19-2018-mn",
        "rows": 7,
    }
    fields = {entry["field"]: entry for entry in told["fields"]}
    name = fields["school.name"]
    assert (name["name"], name["required"], name["writable"]) == ("wb_school_name", True, True)
    assert name["cell"]
    start = fields["action.start"]
    assert (start["kind"], start["last_row"] - start["first_row"]) == ("date", 6)
    assert "Tháng 9/2025" in start["values"]
    assert len(fields["action.criterion"]["values"]) == 25
    wanted = """school: name code unit province type ownership authority address
    contact: name phone email
    plan: number place date school_year status submission self_assessment_date
      external_assessment_date level_reached signer_title signer_name
    purpose: text|basis: kind text|direction: text|nothing: standard declared
    prior: school_year criterion weakness result status evidence
    action: id standard criterion level weakness target task lead support time start end budget
      funding conditions notes|organisation: head council monitoring staff"""
    table = ""
    for word in wanted.replace("|", "\n").split():
        if word.endswith(":"):
            table = word[:-1]
        else:
            assert f"{table}.{word}" in fields


def test_template_of_a_roster_makes_one_for_each_school(folder: Path) -> None:
    roster = folder / "ds.csv"
    roster.write_text(
        "Mã trường;Tên trường;Cấp học\n00000001;Trường MN A/B;MN\n00000002;Trường MN A/B;MN\n"
        "00000003;CON;Tiểu học\n00000004;Trường Đời Sau;Đại học\n",
        encoding="utf-8-sig",
    )
    out = folder / "biểu mẫu"
    done = wbtool("template", "--roster", roster, "--school-year", "2025-2026", "-o", out,
                  "--rows", "5")  # fmt: skip
    assert done.returncode == 0
    assert "Trường Đời Sau" in done.stderr
    made = sorted(path.name for path in out.iterdir())
    assert len(made) == 3
    assert not any("/" in name or "~" in name for name in made)
    again = {path.name: path.read_bytes() for path in out.iterdir()}
    wbtool("template", "--roster", roster, "--school-year", "2025-2026", "-o", out, "--rows", "5")
    assert again == {path.name: path.read_bytes() for path in out.iterdir()}


def test_the_examples_are_read_as_the_plans_they_stand_for() -> None:
    _, report = check(*EXAMPLES)
    by_name = {file["path"]: file for file in report["files"]}
    assert list(by_name) == [path.name for path in EXAMPLES]
    severities = [finding["severity"] for finding in by_name["000.xlsx"]["findings"]]
    assert severities.count("error") == 0
    assert severities.count("warning") <= 7
    assert severities.count("info") <= 3
    assert {"WB305", "WB306", "WB307", "WB401", "WB606"} <= set(codes(by_name["000.xlsx"]))
    assert codes(by_name["001.xlsx"]) == ["WB109"]
    assert {"WB302", "WB307", "WB308", "WB401", "WB406", "WB501"} <= set(codes(by_name["002.xlsx"]))
    assert {"WB202", "WB304", "WB401"} <= set(codes(by_name["003.xlsx"]))
    assert {"WB118", "WB203", "WB502", "WB602"} <= set(codes(by_name["004.xlsx"]))


def test_the_demo_holds_every_action_and_amount(tmp_path: Path) -> None:
    target = tmp_path / FOLDER / "thử"
    done = wbtool("demo", target)
    assert done.returncode == 0, done.stderr
    assert "63 việc" in done.stdout
    assert "543.400.000" in done.stdout
    summary = next(target.rglob("Tổng hợp*.xlsx"))
    workbook = openpyxl.load_workbook(summary, data_only=True)
    text = {
        str(cell.value)
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert "543400000" in text
    assert any("Trường THCS Mường Lúa" in value for value in text), "a missing school is listed"
    assert any("tải dở" in value for value in text), "a broken file is listed"
    assert any("000 (1)" in value for value in text), "a duplicate is listed"
    assert wbtool("demo", target).returncode == 2, "a folder in use is not overwritten"


def test_rules_sets_and_help_are_told() -> None:
    listed = wbtool("rules").stdout
    assert re.search(r"^WB104  Phải sửa +encrypted-file +\S", listed, re.MULTILINE)
    assert "{" not in listed
    assert wbtool("rule", "wb301").stdout.startswith("# WB301 ends-before-it-begins")
    assert wbtool("rule", "ends-before-it-begins").returncode == 0
    sets = wbtool("sets", "--lang", "en").stdout
    assert "tt57-2026-gdtx" in sets
    assert "not compared with the official gazette" in sets
    assert len(json.loads(wbtool("sets", "--format", "json").stdout)["sets"]) == 6
    assert "Kiểm tra" in wbtool("--help").stdout
    assert "Check returned workbooks" in wbtool("--help", WBTOOL_LANG="en").stdout


PLAIN = {*map(chr, range(128)), *"…→"}
ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show|default|required|Missing|Invalid|such)\b")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=str)
def test_help_is_in_one_language(command: tuple[str, ...]) -> None:
    done = wbtool(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Cách dùng: ")
    assert not ENGLISH.search(done.stdout)
    english = wbtool(*command, "--help", WBTOOL_LANG="en").stdout
    assert english.startswith("Usage: ")
    assert set(english.replace("Cài đặt", "").replace("Cài", "").replace("đặt", "")) <= PLAIN


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("check",), "còn thiếu PATHS"),
        (("check", "x", "--nonsense"), "--nonsense"),
        (("check", "nowhere"), "“nowhere”"),
        (("chekc",), "không có lệnh “chekc”"),
        (("check", ROOT, "--format", "xml"), "text, concise, json"),
        (("check", ROOT, "--as-of", "15/02/2027"), "YYYY-MM-DD"),
        (("check", ROOT, "--workers", "x"), "từ 0 đến"),
        (("check", ROOT, "--select"), "--select chưa ghi đúng"),
        (("template",), "còn thiếu --output"),
        (("template", "--rows", "0", "-o", "x"), "từ 1 đến 900"),
    ],
    ids=str,
)
def test_a_wrong_line_is_told_in_one_language(line: tuple[object, ...], said: str) -> None:
    done = wbtool(*line)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "--help" in done.stderr
    assert not ENGLISH.search(done.stderr)
    assert "Wrong usage" in wbtool(*line, WBTOOL_LANG="en").stderr


def test_the_bare_command_shows_what_there_is() -> None:
    done = wbtool()
    assert done.returncode == 2
    assert done.stderr.startswith("Cách dùng: ")
    assert "consolidate" in done.stderr


def test_a_filled_workbook_is_never_made_anew(folder: Path) -> None:
    arguments = ("template", "--set", "tt19-2018-mn", "--school-year", "2025-2026", "-o", folder)
    assert wbtool(*arguments, "--rows", "5").returncode == 0
    (path,) = folder.iterdir()
    save(fill(GOOD, template=path.read_bytes()), path)
    before = path.read_bytes()
    done = wbtool(*arguments)
    assert path.read_bytes() == before
    assert path.name in done.stderr


def test_two_schools_of_one_name_keep_their_names_and_files(folder: Path) -> None:
    roster = folder / "ds.csv"
    roster.write_text(
        "Mã trường;Tên trường;Cấp học;Xã/phường\n0001;Trường MN Sao Mai;MN;Xã A\n"
        "0002;Trường MN Sao Mai;MN;Xã B\n;Trường MN Sao Mai;MN;Xã C\n;Trường MN Sao Mai;MN;Xã D\n",
        encoding="utf-8",
    )
    out = folder / "out"
    wbtool("template", "--roster", roster, "--school-year", "2025-2026", "-o", out, "--rows", "3")
    made = sorted(out.iterdir())
    assert len(made) == 4
    names = {openpyxl.load_workbook(path)["Thông tin"]["C6"].value for path in made}
    assert names == {"Trường MN Sao Mai"}


def test_the_roster_is_an_input_too(folder: Path) -> None:
    save(fill(GOOD), folder / "a.xlsx")
    roster = folder.parent / "ds.csv"
    roster.write_text("Mã trường;Tên trường\n01234567;Trường Mầm non Hoa Sen", encoding="utf-8")
    before = roster.read_bytes()
    assert wbtool("check", folder, "--roster", roster, "-o", roster).returncode == 2
    assert roster.read_bytes() == before


def test_a_report_goes_to_a_file_or_says_why_not(folder: Path) -> None:
    path = save(fill([{**row, "action.task": None} for row in GOOD]), folder / "a.xlsx")
    target = folder.parent / "con" / "báo cáo.txt"
    assert wbtool("check", path, "-o", target).returncode == 1
    said = target.read_text(encoding="utf-8")
    assert "tăng “Lần nộp” thêm 1" in said
    done = wbtool("check", path, "-o", target / "không thể.txt")
    assert done.returncode == 2
    assert "không thể.txt" in done.stderr


def test_read_shows_how_a_text_is_understood() -> None:
    done = wbtool(
        "read", "--kind", "time", "--school-year", "2024-2025", "--format", "json",
        "T8-T9/2025", "Cả năm", "khi nào xong", "",
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert [line["status"] for line in told] == ["read", "read", "unread", "blank"]
    assert told[0]["value"] == [{"start": "2025-08-01", "end": "2025-09-30"}]
    assert told[2]["value"] is None
    assert told[2]["note"]
    money = json.loads(wbtool("read", "--kind", "money", "--format", "json", "2 triệu").stdout)
    assert money[0]["value"] == {"vnd": 2_000_000}
    party = json.loads(wbtool("read", "--kind", "party", "--format", "json", "BGH-GV").stdout)
    assert (party[0]["value"]["lead"], party[0]["value"]["support"]) == (
        "Ban giám hiệu",
        ["giáo viên"],
    )
    level = json.loads(wbtool("read", "--kind", "level", "--format", "json", "MỨC 1, 2").stdout)
    assert level[0]["value"] == [1, 2]


def told(kind: str, *texts: str, more: Sequence[str] = ()) -> list[Any]:
    done = wbtool("read", "--kind", kind, "--format", "json", *more, *texts)
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    keys = {"text", "kind", "status", "value", "certain", "note"}
    assert all(set(line) == keys and line["kind"] == kind for line in lines)
    return lines


def test_read_tells_what_recurs_and_what_is_called_by_name() -> None:
    texts = [
        "Hằng tháng", "Cuối học kỳ I", "trước 30/11/2026", "từ tháng 6/2023 đến nay",
        "mỗi học kỳ và cuối năm học", "Hằng tháng từ 9/2025 đến 5/2026", "tuần cuối mỗi quý",
        "Tháng 9/2026, cuối năm học",
    ]  # fmt: skip
    values = [line["value"] for line in told("time", *texts, more=["--school-year", "2026-2027"])]
    assert values == [
        [{"recurring": "month"}],
        [{"milestone": "cuối học kỳ I"}],
        [{"start": None, "end": "2026-11-30"}],
        [{"start": "2023-06-01", "end": None}],
        [{"milestone": m} for m in ("cuối học kỳ I", "cuối học kỳ II", "cuối năm học")],
        [{"recurring": "month"}, {"start": "2025-09-01", "end": "2026-05-31"}],
        [{"recurring": "quarter"}, {"milestone": "tuần cuối mỗi quý"}],
        [{"start": "2026-09-01", "end": "2026-09-30"}, {"milestone": "cuối năm học"}],
    ]


def test_read_says_what_a_text_may_mean() -> None:
    (line,) = told("time", "31/9/2026")
    assert (line["value"], line["certain"]) == (None, False)
    assert "30/09/2026" in line["note"]


def test_read_takes_texts_that_begin_with_a_dash() -> None:
    assert [line["text"] for line in told("money", "-nt-", "-5", "- 2 triệu")] == [
        "-nt-", "-5", "- 2 triệu",
    ]  # fmt: skip
    done = wbtool("read", "--kind", "money", "--fomat", "json", "5")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--fomat" in done.stderr


def test_read_takes_lines_from_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbook_tool", "read", "--kind", "yesno", "--format", "json", "-"],
        input="\ufeffCó\r\nK\n\n✓\n", capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert [line["value"] for line in json.loads(done.stdout)] == [True, False, None, True]


def test_read_of_levels_criteria_and_sentences() -> None:
    assert [line["value"] for line in told("level", "Không đạt", "M1, M2")] == [[0], [1, 2]]
    first, other = told("criterion", "1.10", "9.9", more=["--set", "tt19-2018-mn"])
    assert first["value"] == {"set": "tt19-2018-mn", "id": "1.10"}
    assert (other["status"], other["value"]) == ("unread", None)
    assert told("criterion", "1.4")[0]["status"] == "read"
    (party,) = told("party", "Rà soát, bổ sung hồ sơ")
    assert (party["status"], party["value"]) == ("unread", None)
    assert party["note"]
    assert wbtool("read", "--kind", "time", "--school-year", "2026", "x").returncode == 2
    assert wbtool("read", "--kind", "color", "x").returncode == 2
    assert wbtool("read", "--kind", "criterion", "--set", "tt1", "x").returncode == 2


def test_the_type_of_a_school_decides_its_set(folder: Path) -> None:
    """A set asked for serves the schools it fits; a primary school never gets a preschool's."""
    roster = folder / "ds.csv"
    roster.write_text(
        "Mã trường;Tên trường;Cấp học\n0001;Trường MN A;MN\n0002;Trường TH B;Tiểu học\n"
        "0003;Cơ sở C;\n",
        encoding="utf-8",
    )
    out = folder / "out"
    wbtool(
        "template", "--roster", roster, "--set", "tt19-2018-mn", "--school-year", "2025-2026",
        "-o", out, "--rows", "3",
    )  # fmt: skip
    sets = {}
    for path in out.iterdir():
        properties = openpyxl.load_workbook(path).custom_doc_props.props
        told = {p.name: p.value for p in properties}
        sets[told["wbtool_school_code"]] = told["wbtool_set"]
    assert sets == {"0001": "tt19-2018-mn", "0002": "tt17-2018-th", "0003": "tt19-2018-mn"}


def test_many_processes_find_what_one_finds() -> None:
    one, two = (wbtool("check", *EXAMPLES[:3], "--workers", workers) for workers in (1, 2))
    assert (one.returncode, one.stdout) == (two.returncode, two.stdout)
