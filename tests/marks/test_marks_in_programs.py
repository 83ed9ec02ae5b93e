"""Marked copies opened and saved by LibreOffice and gnumeric, and files of theirs marked."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from marks.marked import EXAMPLES, marked, parts, report_of, unmarked
from office import Convert

SOURCE, PLAN = EXAMPLES / "000.xlsx", "III. Kế hoạch"


def gnumeric(path: Path, target: Path) -> Path:
    program = shutil.which("ssconvert")
    if program is None:
        pytest.skip("gnumeric (ssconvert) is not installed")
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([program, str(path), str(target)], check=True, capture_output=True, timeout=120)
    return target


def saved(client: str, path: Path, folder: Path, request: pytest.FixtureRequest) -> Path:
    if client == "gnumeric":
        return gnumeric(path, folder / path.name)
    convert: Convert = request.getfixturevalue("convert")
    return convert(path, "xlsx")


def comments(workbook: openpyxl.Workbook) -> int:
    cells = (c for sheet in workbook for row in sheet.iter_rows() for c in row)
    return sum(c.comment is not None for c in cells)


@pytest.mark.soffice
@pytest.mark.parametrize("client", ["libreoffice", "gnumeric"])
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_a_marked_copy_survives_being_saved(
    client: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    copy = tmp_path / "000.xlsx"
    copy.write_bytes(marked(SOURCE))
    path = saved(client, copy, tmp_path / "saved", request)
    assert report_of(path).findings == report_of(SOURCE).findings
    seen = openpyxl.load_workbook(path)
    assert seen.sheetnames[0] == "Cần xem lại"
    assert comments(seen) == comments(openpyxl.load_workbook(copy))
    formulas = [str(r.formula) for a in seen[PLAN].conditional_formatting for r in a.rules]
    assert sum("wb_marks" in formula for formula in formulas) > 30
    off = openpyxl.load_workbook(io.BytesIO(unmarked(path.read_bytes())))
    plain = openpyxl.load_workbook(saved(client, SOURCE, tmp_path / "plain", request))
    assert off.sheetnames == plain.sheetnames
    assert comments(off) == 0
    assert off[PLAN].print_title_rows == plain[PLAN].print_title_rows
    again = marked(path)
    assert comments(openpyxl.load_workbook(io.BytesIO(again))) == comments(seen)
    path.write_bytes(again)
    assert marked(path) == again


@pytest.mark.soffice
@pytest.mark.parametrize("client", ["libreoffice", "gnumeric"])
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_files_of_other_programs_are_marked(
    client: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = saved(client, SOURCE, tmp_path / "saved", request)
    data = marked(path)
    assert parts(unmarked(data)) == parts(path.read_bytes())
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    assert workbook.sheetnames[0] == "Cần xem lại"
    assert workbook[PLAN]["K6"].comment is not None


@pytest.mark.soffice
def test_the_list_prints_on_one_page_in_width(convert: Convert, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    copy = tmp_path / "000.xlsx"
    copy.write_bytes(marked(SOURCE))
    pdf = convert(copy, "pdf")
    command = ["pdftotext", "-layout", "-f", "1", "-l", "1", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert "NHỮNG NỘI DUNG CẦN XEM LẠI" in text
    assert "Tình trạng" in text
    assert "Còn 11 chỗ" in text


@pytest.mark.soffice
def test_a_mended_cell_counts_as_done(convert: Convert, tmp_path: Path) -> None:
    """openpyxl keeps no computed value, so LibreOffice computes all of them anew."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    source = EXAMPLES / "003.xlsx"
    workbook = openpyxl.load_workbook(io.BytesIO(marked(source)))
    workbook[PLAN]["S5"] = workbook[PLAN]["S6"] = "Tháng 9/2024"
    for row in range(5, 10):
        workbook[PLAN][f"N{row}"] = "Không"
    workbook.save(tmp_path / "003.xlsx")
    pdf = convert(tmp_path / "003.xlsx", "pdf")
    command = ["pdftotext", "-layout", "-f", "1", "-l", "1", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    states = [line for line in text.splitlines() if "Còn" in line or "Đã sửa" in line]
    assert "Còn 2 chỗ" in " ".join(states)
    assert sum("Đã sửa" in line for line in states) == 1


READS = """
const E = require(process.argv[1]);
const book = new E.Workbook();
book.xlsx.readFile(process.argv[2]).then(() => {
  const note = book.getWorksheet(process.argv[3]).getCell("K6").note;
  console.log(book.worksheets[0].name + "|" + JSON.stringify(note).includes("WB305"));
});
"""


def test_exceljs_reads_list_and_comments(tmp_path: Path) -> None:
    """It finds comments only where their relationship is relative, as in Excel's own files."""
    node, folder = shutil.which("node"), os.environ.get("WBTOOL_NODE_MODULES", "")
    if node is None or not (Path(folder) / "exceljs").is_dir():
        pytest.skip("node or ExcelJS (in the folder WBTOOL_NODE_MODULES) is not installed")
    copy = tmp_path / "000.xlsx"
    copy.write_bytes(marked(SOURCE))
    command = [node, "-e", READS, str(Path(folder) / "exceljs"), str(copy), PLAN]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=60)
    assert done.stdout.strip() == "Cần xem lại|true"
