"""The report of an office: its figures are the summary's, its pages those of an official text."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from shutil import which
from typing import Any

import docx
import openpyxl
import pytest
from commandline import wbtool
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from office import Convert
from openpyxl.cell.cell import MergedCell
from summary_factory import action, finding, plan, report

from workbook_tool.catalogue import Catalogue
from workbook_tool.consolidate import consolidate
from workbook_tool.documents.officereport import Office, office_report
from workbook_tool.documents.officereport.desk import Circular
from workbook_tool.documents.sender import Sender
from workbook_tool.errors import Refused
from workbook_tool.findings import Severity
from workbook_tool.intake import open_grid
from workbook_tool.model import School, Summary
from workbook_tool.model.overview import Overview
from workbook_tool.reader import read_plan
from workbook_tool.reader.overview import is_summary, read_overview
from workbook_tool.summary import write_summary

CATALOGUE = Catalogue()
EXAMPLES = Path(__file__).parents[2] / "examples"
SUMMARY_WORDS, WORDS = CATALOGUE.words("summary"), CATALOGUE.words("report-office")
TRACK, ACTIONS = "Theo dõi nộp", "Danh mục việc"
ROSTER = (
    School("0101", "Trường Mầm non Họa Mi", "Xã A", "Điện Biên", "Mầm non"),
    School("0102", "Trường Mầm non Sơn Ca", "Xã A", "Điện Biên", "Mầm non"),
    School("0103", "Trường Mầm non Sơn Ca", "Xã B", "Điện Biên", "Mầm non"),
)


@pytest.fixture(scope="session")
def summary_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The summary of the example workbooks, as the command line makes it."""
    path = tmp_path_factory.mktemp("Kết quả 2026 – 2027") / "Tổng hợp.xlsx"
    books = [str(p) for p in sorted(EXAMPLES.glob("*.xlsx"))]
    extra = ["--roster", str(EXAMPLES / "roster.csv"), "--as-of", "2026-10-02"]
    assert wbtool("consolidate", *books, "-o", str(path), *extra).returncode == 0
    return path


def small() -> Summary:
    found = [finding(Severity.WARNING, "WB401", "Có 2 việc chưa ghi kinh phí.")]
    reports = [
        report("a.xlsx", plan([action(), action(2)], code="0101"), found),
        report("b.xlsx", plan([action()], code="0102"), found),
    ]
    return consolidate(reports, ROSTER, CATALOGUE, as_of=date(2026, 10, 2), by="type")


SMALL = write_summary(small(), SUMMARY_WORDS)
ODD = (
    "",
    None,
    -5,
    1e300,
    0.5,
    True,
    "Tiêu chí",
    "Trường",
    "{x}",
    "=1/0",
    date(1901, 1, 1),
    "x" * 9999,
)


def again(data: bytes) -> Overview:
    return read_overview(open_grid(data), SUMMARY_WORDS)


def opened(overview: Overview, **facts: Any) -> Document:
    return docx.Document(io.BytesIO(office_report(overview, Office(**facts), WORDS)))


def text(document: Document) -> str:
    cells = (c.text for table in document.tables for row in table.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def table(document: Document, head: str) -> list[list[str]]:
    """The rows below the heading of the first table that has this heading."""
    found = next(t for t in document.tables if head in [c.text for c in t.rows[0].cells])
    return [[c.text for c in row.cells] for row in found.rows[1:]]


def test_what_is_read_again_is_what_was_summed_up() -> None:
    summary = small()
    data = write_summary(summary, SUMMARY_WORDS)
    assert is_summary(open_grid(data))
    overview = again(data)
    assert overview.as_of == "02/10/2026"
    assert overview.years == ", ".join(summary.years)
    assert Counter(s.state for s in overview.schools) == Counter(s.state for s in summary.schools)
    assert [s.actions for s in overview.schools] == [s.actions for s in summary.schools]
    assert [t.money for t in overview.tasks] == [a.money for a in summary.actions]
    assert [t.amount for t in overview.tasks] == [a.amount for a in summary.actions]
    assert [t.end for t in overview.tasks] == [a.end for a in summary.actions]
    assert [f.code for f in overview.found] == [f.code for f in summary.findings]
    (line,) = summary.sets
    (matrix,) = overview.criteria
    for column, criterion in enumerate(matrix.ids):
        told = sum(counts[column] for _, counts in matrix.rows)
        assert told == line.chosen.column_total(criterion), criterion


def test_a_summary_is_no_plan_and_known_for_ours() -> None:
    with pytest.raises(Refused, match="WB138"):
        read_plan(open_grid(write_summary(small(), SUMMARY_WORDS)), CATALOGUE)


def test_schools_of_one_name_are_counted_each() -> None:
    overview = again(write_summary(small(), SUMMARY_WORDS))
    document = opened(overview)
    assert "Có 2/3 trường đã gửi kế hoạch, đạt 66,7%" in text(document)
    rows = table(document, "Tổng số trường")
    assert rows[-1][2:] == ["3", "2", "2", "0", "1", "66,7%"]


def test_tasks_without_a_criterion_leave_no_empty_table() -> None:
    reports = [report("a.xlsx", plan([action(criterion="")], code="0101"), [])]
    summary = consolidate(reports, ROSTER, CATALOGUE, as_of=date(2026, 10, 2), by="type")
    document = opened(again(write_summary(summary, SUMMARY_WORDS)))
    assert "Có 1/1 việc chưa nêu tiêu chí." in text(document)
    assert "nhiều trường chọn nhất" not in text(document)
    heads = [cell.text for found in document.tables for cell in found.rows[0].cells]
    assert "Tiêu chí" not in heads


def test_what_the_clerk_changed_in_the_summary_counts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_summary(small(), SUMMARY_WORDS)))
    sheet = book[TRACK]
    columns = {cell.value: cell.column for cell in sheet[4]}
    missing = next(
        r for r in range(5, 8) if sheet.cell(r, columns["Tình trạng"]).value == "Chưa nộp"
    )
    sheet.cell(missing, columns["Ghi chú của cán bộ"], "Đã gọi ngày 02/10")
    sheet.title = "Đổi tên"
    sheet.insert_rows(1, 2)
    sheet.insert_cols(1)
    held = io.BytesIO()
    book.save(held)
    rows = table(opened(again(held.getvalue())), "Ghi chú")
    assert [row[-2:] for row in rows] == [["Chưa nộp", "Đã gọi ngày 02/10"]]


@pytest.mark.parametrize(
    ("name", "key"), [("track", "name"), ("actions", "source"), ("findings", "severity")]
)
def test_a_remark_below_a_list_is_no_line_of_it(name: str, key: str) -> None:
    data = write_summary(small(), SUMMARY_WORDS)
    book = openpyxl.load_workbook(io.BytesIO(data))
    words = SUMMARY_WORDS[name]
    (heading,) = [c["title"] for c in words["column"] if key in (c.get("value"), c.get("field"))]
    sheet = book[words["title"]]
    column = next(c.column for row in sheet.iter_rows() for c in row if c.value == heading)
    sheet.cell(sheet.max_row + 2, column, "Hỏi lại chị Bình")
    held = io.BytesIO()
    book.save(held)
    assert again(held.getvalue()) == again(data)


def test_matrices_without_totals_are_read_to_their_ends() -> None:
    """As a clerk leaves them who took the last row out, or wrote beside them."""
    assessment, criteria = SUMMARY_WORDS["assessment"], SUMMARY_WORDS["criteria"]
    book = openpyxl.Workbook()
    levels = book.active
    levels.title = assessment["title"].format(set="A")
    levels.append([assessment["reached"]])
    levels.append([assessment["reached"], assessment["schools"]])
    for row in (["Mức 1", 2], ["Mức 2", "chưa rõ"], ["Mức 3", 1]):
        levels.append(row)
    counts = book.create_sheet(criteria["title"].format(set="A"))
    for row in (
        ["TT", criteria["school"], "1.1", "1.2"],
        [1, "Trường A", 2],
        [2, "Trường B", 0, 3],
    ):
        counts.append(row)
    held = io.BytesIO()
    book.save(held)
    overview = again(held.getvalue())
    assert [table.rows for table in overview.levels] == [(("Mức 1", 2), ("Mức 3", 1))]
    assert [table.rows for table in overview.criteria] == [
        (("Trường A", (2, 0)), ("Trường B", (0, 3))),
    ]


@pytest.mark.parametrize("gone", [TRACK, ACTIONS, "Nội dung cần sửa", "Tổng quan"])
def test_a_sheet_that_is_gone_leaves_its_part_empty(gone: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_summary(small(), SUMMARY_WORDS)))
    del book[gone]
    held = io.BytesIO()
    book.save(held)
    said = text(opened(again(held.getvalue())))
    assert "IV. ĐỀ XUẤT" in said
    assert "None" not in said
    assert ("Chưa có số liệu về việc nộp" in said) == (gone == TRACK)
    assert ("chưa lập việc cải tiến nào" in said) == (gone == ACTIONS)


def test_what_an_office_set_stands_in_its_places() -> None:
    facts = {
        "sender": Sender("Phòng Văn hóa – Xã hội xã A", place="Xã A", signer="Lò Văn B"),
        "recipients": ("UBND xã A", "Lưu: VT"),
        "deadline": "17 giờ ngày 02/10/2026",
        "due": date(2026, 10, 2),
        "titles": {"WB401": "Chưa ghi kinh phí"},
        "circulars": {"MN 2018": Circular("Thông tư 19/2018/TT-BGDĐT", {"1.1": "Phương hướng"})},
    }
    said = text(opened(again(write_summary(small(), SUMMARY_WORDS)), **facts))
    for part in (
        "PHÒNG VĂN HÓA – XÃ HỘI XÃ A",
        "Xã A, ngày       tháng       năm 2026",
        "Lò Văn B",
        "- UBND xã A;",
        "- Lưu: VT.",
        "trước 17 giờ ngày 02/10/2026",
        "- Chưa ghi kinh phí: 2/2 trường.",
    ):
        assert part in said, part


def test_without_settings_gaps_are_left() -> None:
    document = opened(again(write_summary(small(), SUMMARY_WORDS)))
    assert document.tables[0].cell(0, 0).text.count("……") > 1
    dotted = [p for p in document.paragraphs if p.text.endswith("\t")]
    assert len(dotted) >= 8


def settings_of(folder: Path) -> Path:
    path = folder / "own.toml"
    path.write_text('[office]\nname = "Phòng A"\n', encoding="utf-8")
    return path


def test_the_command_line_makes_one_report(summary_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "Báo cáo 2026 – 2027"
    first = wbtool("export", str(summary_file), "-o", str(out))
    assert (first.returncode, first.stderr) == (0, "")
    (made,) = out.iterdir()
    assert made.name.startswith("Báo cáo")
    assert made.name.endswith(".docx")
    before = made.read_bytes()
    assert wbtool("export", str(summary_file), "-o", str(out)).returncode == 0
    assert [p.read_bytes() for p in out.iterdir()] == [before]
    other = ("--config", str(settings_of(tmp_path)))
    assert wbtool("export", str(summary_file), "-o", str(out), *other).returncode == 0
    assert [p.read_bytes() == before for p in out.iterdir()] == [False], "nobody had touched it"
    made.write_bytes(b"filled in by the office")
    assert wbtool("export", str(summary_file), "-o", str(out)).returncode == 0
    assert made.read_bytes() == b"filled in by the office"
    assert made.with_name(f"{made.stem} (2).docx").read_bytes() == before


@pytest.mark.soffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_summary_saved_by_another_program_gives_the_same_report(
    summary_file: Path, kind: str, tmp_path: Path, convert: Convert
) -> None:
    for name, book in (("own", summary_file), ("saved", convert(summary_file, kind))):
        assert wbtool("export", str(book), "-o", str(tmp_path / name)).returncode == 0
    own, saved = (next((tmp_path / name).iterdir()) for name in ("own", "saved"))
    assert own.read_bytes() == saved.read_bytes()


@given(st.data())
@settings(max_examples=30)
def test_no_cell_of_a_summary_stops_the_report(data: st.DataObject) -> None:
    book = openpyxl.load_workbook(io.BytesIO(SMALL))
    for _ in range(data.draw(st.integers(1, 12))):
        sheet = book[data.draw(st.sampled_from(book.sheetnames))]
        row = data.draw(st.integers(1, sheet.max_row + 1))
        column = data.draw(st.integers(1, sheet.max_column + 1))
        value = data.draw(st.sampled_from(ODD))
        if not isinstance(sheet.cell(row, column), MergedCell):
            sheet.cell(row, column, value)
    held = io.BytesIO()
    book.save(held)
    assert "II. KẾT QUẢ" in text(opened(again(held.getvalue())))


@pytest.mark.soffice
def test_the_report_as_printed(summary_file: Path, tmp_path: Path, convert: Convert) -> None:
    if which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    assert wbtool("export", str(summary_file), "-o", str(tmp_path)).returncode == 0
    (made,) = tmp_path.glob("*.docx")
    document = docx.Document(str(made))
    assert [s.page_width > s.page_height for s in document.sections] == [False, False, True]
    pdf = convert(made, "pdf")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")[:-1]
    assert 5 <= len(pages) <= 7
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    flat = [re.sub(r"\s+", " ", page) for page in pages]
    assert "Có 8/10 trường đã gửi kế hoạch, đạt 80,0%" in flat[0]
    assert "Tổng cộng 10 8 4 4 2 80,0%" in flat[0]
    assert "504.200.000" in flat[1]
    (annex,) = (page for page in flat if "PHỤ LỤC I " in page)
    assert annex.count("Chưa nộp") == 2
    assert any("PHỤ LỤC II" in page and "1.10" in page for page in flat)
