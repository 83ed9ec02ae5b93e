"""Scans and photographs: whose signed copy they are, by the names that people give files."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from filled import ACTION, CATALOGUE, fill
from test_sources import wbtool, zipped

from workbook_tool.consolidate.named import school_named_in
from workbook_tool.model import School

WORDS = CATALOGUE.words_of_rules("roster")
SCHOOLS = (
    School("01234567", "Trường Mầm non Hoa Sen", unit="Xã Hoa Sen"),
    School("01234568", "Trường Mầm non Hoa Sen 2"),
    School("01234569", "Trường Tiểu học Bình Minh"),
    School("", "Trường Tiểu học và THCS Sơn Hà"),
    School("A1", "Trường Mầm non Sơn Ca"),
    School("A2", "Trường Tiểu học Sơn Ca"),
    School("A3", "Mầm non An"),
    School("", "Ngôi Nhà Xanh"),
)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("01234567.pdf", "Trường Mầm non Hoa Sen"),
        ("01234569/bản ký.pdf", "Trường Tiểu học Bình Minh"),
        ("KH Trường Mầm non Hoa Sen - đã ký.pdf", "Trường Mầm non Hoa Sen"),
        ("kh_mn_hoa_sen_ky.pdf", "Trường Mầm non Hoa Sen"),
        ("KH MN HOA SEN 2 (1).pdf", "Trường Mầm non Hoa Sen 2"),
        ("thư.zip!/TH Bình Minh/scan0001.pdf", "Trường Tiểu học Bình Minh"),
        ("binh minh.pdf", "Trường Tiểu học Bình Minh"),
        ("TH&THCS Sơn Hà.jpg", "Trường Tiểu học và THCS Sơn Hà"),
        ("MN Sơn Ca.pdf", "Trường Mầm non Sơn Ca"),
        ("Tieu hoc Son Ca.pdf", "Trường Tiểu học Sơn Ca"),
        ("Sơn Ca.pdf", ""),
        ("ngoi nha xanh", "Ngôi Nhà Xanh"),
        ("An toàn.pdf", ""),
        ("scan0001.pdf", ""),
        ("hoa.pdf", ""),
    ],
)
def test_the_school_that_a_path_names(path: str, name: str) -> None:
    found = school_named_in(path, SCHOOLS, WORDS)
    assert (found.name if found else "") == name


def test_two_schools_of_one_name_are_neither() -> None:
    twins = (School("1", "Trường Mầm non Hoa Sen"), School("2", "Trường Mầm non Hoa Sen"))
    assert school_named_in("Hoa Sen.pdf", twins, WORDS) is None


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "Danh sách.csv"
    path.write_text("Mã trường,Tên trường\n01234567,Trường Mầm non Hoa Sen\n", "utf-8")
    return path


def test_a_scan_of_a_known_school_is_its_signed_copy(tmp_path: Path, roster: Path) -> None:
    sent = tmp_path / "gửi về"
    (sent / "MN Hoa Sen").mkdir(parents=True)
    fill([ACTION]).save(sent / "KH.xlsx")
    (sent / "MN Hoa Sen" / "trang 1.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"x" * 99)
    (sent / "MN Hoa Sen" / "trang 2.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + b"x" * 99)
    (sent / "ảnh.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"x" * 99)
    (sent / "thư.zip").write_bytes(zipped({"KH MN Hoa Sen ký.pdf": b"%PDF-1.7\n" + b"x" * 99}))
    code, out, _ = wbtool("check", str(sent), "--roster", str(roster), "--format", "json")
    found = {f["path"]: [x["code"] for x in f["findings"]] for f in json.loads(out)["files"]}
    assert code == 1
    assert found["MN Hoa Sen/trang 1.jpg"] == ["WB139"]
    assert found["MN Hoa Sen/trang 2.xlsx"] == ["WB101"]
    assert found["ảnh.jpg"] == ["WB101"]
    assert found["thư.zip!/KH MN Hoa Sen ký.pdf"] == ["WB139"]
    text = wbtool("check", str(sent / "thư.zip"), "--roster", str(roster))[1]
    assert "Trường Mầm non Hoa Sen" in text
    alone = wbtool("check", str(sent / "MN Hoa Sen" / "trang 1.jpg"))
    assert alone[0] == 1
    summary = tmp_path / "Tổng hợp.xlsx"
    code, _, err = wbtool("consolidate", str(sent), "--roster", str(roster), "-o", str(summary))
    assert code == 0, err
    rows = [
        [str(cell) for cell in row if cell]
        for sheet in openpyxl.load_workbook(summary).worksheets
        for row in sheet.iter_rows(values_only=True)
    ]
    signed = [row for row in rows if any("trang 1.jpg" in cell for cell in row)]
    assert any("Bản đã ký" in row and "Trường Mầm non Hoa Sen" in row for row in signed), signed


def test_a_locked_file_opens_with_the_option(tmp_path: Path) -> None:
    from corpus import locked, plan

    (tmp_path / "KH.xlsx").write_bytes(locked(plan(), "Hoa Sen"))
    wanted = {(): "WB104", ("--password", "x"): "WB133"}
    for options, rule in wanted.items():
        code, out, _ = wbtool("check", str(tmp_path), *options, "--format", "json")
        (file,) = json.loads(out)["files"]
        assert (code, file["findings"][0]["code"], file["status"]) == (1, rule, "refused")
    options = ["--password", "x", "--password", "Hoa Sen"]
    code, out, _ = wbtool("check", str(tmp_path), *options, "--format", "json")
    assert (code, json.loads(out)["files"][0]["status"]) == (0, "findings")
    summary = tmp_path / "ra" / "Tổng hợp.xlsx"
    summary.parent.mkdir()
    code, _, err = wbtool("consolidate", str(tmp_path / "KH.xlsx"), "-o", str(summary), *options)
    assert code == 0, err
    assert "Hoa Sen 2026" not in err


@pytest.mark.parametrize("listed", [True, False])
def test_a_signed_copy_beside_its_workbook_asks_for_nothing(
    tmp_path: Path, roster: Path, listed: bool
) -> None:
    sent = tmp_path / "gửi về"
    sent.mkdir()
    fill([ACTION]).save(sent / "KH.xlsx")
    for name in ("KH MN Hoa Sen ký.pdf", "KH MN Hoa Mai ký.pdf"):
        (sent / name).write_bytes(b"%PDF-1.7\n" + b"x" * 99)
    options = ["--roster", str(roster)] if listed else []
    out = wbtool("check", str(sent), *options, "--format", "json")[1]
    files = {f["path"]: f["findings"] for f in json.loads(out)["files"]}
    (own,), (other,) = files["KH MN Hoa Sen ký.pdf"], files["KH MN Hoa Mai ký.pdf"]
    assert (own["code"], other["code"]) == ("WB139", "WB124")
    assert "Trường Mầm non Hoa Sen" in own["message"]
    assert "KH.xlsx" in own["message"]
    mark = tmp_path / "Gửi lại"
    wbtool("check", str(sent), *options, "--mark", str(mark))
    told = "\n".join(p.read_text(encoding="utf-8") for p in mark.glob("*.txt"))
    assert "Hoa Sen ký.pdf" not in told
    assert "Hoa Mai ký.pdf" in told
    (sent / "KH.xlsx").unlink()
    out = wbtool("check", str(sent), *options, "--format", "json")[1]
    codes = [f["code"] for file in json.loads(out)["files"] for f in file["findings"]]
    assert codes == ["WB124", "WB124"]


def test_last_year_s_file_alone_is_one_sentence(tmp_path: Path) -> None:
    sent = tmp_path / "gửi về"
    sent.mkdir()
    fill([ACTION]).save(sent / "KH.xlsx")
    config = tmp_path / "office.toml"
    config.write_text('[office]\nschool_year = "2026-2027"\n', encoding="utf-8")
    code, out, _ = wbtool("check", str(sent), "--config", str(config), "--format", "json")
    (file,) = json.loads(out)["files"]
    assert code == 1
    assert [f["code"] for f in file["findings"]] == ["WB140"]
    assert "2026-2027" in file["findings"][0]["message"]
    fill([ACTION], year=2026).save(sent / "KH mới.xlsx")
    code, out, _ = wbtool("check", str(sent), "--config", str(config), "--format", "json")
    codes = {f["path"]: [x["code"] for x in f["findings"]] for f in json.loads(out)["files"]}
    assert all("WB140" not in found for found in codes.values()), codes
    code, out, _ = wbtool("check", str(sent / "KH.xlsx"), "--no-config", "--format", "json")
    assert "WB140" not in out
