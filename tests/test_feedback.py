"""A page of feedback: one page whatever was found, the worst first, and nobody's words lost."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import date
from pathlib import Path
from shutil import which
from typing import Any

import docx
import pytest
from commandline import wbtool
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st
from office import Convert

from workbook_tool.catalogue import Catalogue
from workbook_tool.documents.feedback import Frame, feedback
from workbook_tool.documents.feedback.points import one_line, sentences
from workbook_tool.documents.feedback.table import MOST
from workbook_tool.documents.sender import Sender
from workbook_tool.errors import Refused
from workbook_tool.findings import Finding, Report, Severity, wordings
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model import PLANNED, Identity, Place, Plan, Value

CATALOGUE = Catalogue()
WORDS: Any = CATALOGUE.words("feedback")
EXAMPLES = Path(__file__).parents[1] / "examples"
SEVERITIES = {s: CATALOGUE.say(f"severity-{s.word}", "vi") for s in Severity}
OFFICE = Sender(
    "Phòng Văn hóa – Xã hội xã A", "UBND xã A", "Xã A", "Lò Văn B", "cô Lan, 0900 000 1"
)
LONG = "Kế hoạch ghi là đã ban hành nhưng còn trống số hoặc ngày ký. " * 9


def frame(**facts: Any) -> Frame:
    return Frame(facts.pop("sender", OFFICE), SEVERITIES, words=WORDS["vi"], **facts)


def plan(
    name: str = "Trường Mầm non Hoa Mai", submission: str = "2", round_: str = PLANNED
) -> Plan:
    told = {"school.name": name, "plan.submission": submission}
    values = {key: Value(text, Place("Thông tin", "C5", key), text) for key, text in told.items()}
    return Plan(Identity("f", "1", "s", 60, "2026-2027", "01", name, round=round_), values, {})


def finding(n: int, severity: Severity, message: str = "", fix: str = "") -> Finding:
    places = tuple(Place("III", f"C{t}", "action.task", t) for t in range(1, 4))
    said = message or f"Việc số {n} chưa ghi kinh phí (ví dụ ô C{n})."
    return Finding(
        f"WB{n:03}",
        "r",
        severity,
        said,
        fix or "Đề nghị ghi số tiền; không thì “Không”.",
        places,
        f"Chưa ghi kinh phí {n}",
    )


def opened(report: Report, page: Frame) -> Document:
    return docx.Document(io.BytesIO(feedback(report, page)))


def text(document: Document) -> str:
    cells = (c.text for table in document.tables for row in table.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def points(document: Document) -> list[str]:
    found = [t for t in document.tables if len(t.columns) == 3]
    return [row.cells[0].text for row in found[0].rows[1:]] if found else []


def test_points_are_grouped_the_worst_first() -> None:
    mixed = [finding(1, Severity.INFO), finding(2, Severity.ERROR), finding(3, Severity.WARNING)]
    said = points(opened(Report("a.xlsx", tuple(mixed), plan()), frame()))
    assert said == ["Phải sửa (1)", "1", "Nên xem lại (1)", "2", "Gợi ý (1)", "3"]


def test_the_page_names_school_file_date_and_what_is_asked() -> None:
    report = Report("Xã A/kế hoạch.xlsx", (finding(1, Severity.ERROR),), plan())
    due = "17 giờ ngày 02/10/2026"
    said = text(opened(report, frame(copy="kế hoạch.xlsx", day=date(2026, 2, 3), deadline=due)))
    for part in (
        "UBND XÃ A",
        "PHÒNG VĂN HÓA – XÃ HỘI XÃ A",
        "Xã A, ngày 03 tháng 02 năm 2026",
        "Kính gửi: Trường Mầm non Hoa Mai",
        "“Xã A/kế hoạch.xlsx”, lần nộp 2",
        "Có 1 nội dung phải sửa:",
        "sửa 1 nội dung phải sửa, lưu tệp, tăng “Lần nộp” thêm 1 và gửi lại trước 17 giờ",
        "trong tệp “kế hoạch.xlsx” gửi kèm",
        "cô Lan, 0900 000 1",
        "Lò Văn B",
    ):
        assert part in said, part


def test_in_a_later_round_the_submission_is_not_raised() -> None:
    report = Report("a.xlsx", (finding(1, Severity.ERROR),), plan(round_="term1"))
    said = text(opened(report, frame(round="Cuối học kỳ I")))
    assert "tăng" not in said
    assert "(Cuối học kỳ I)" in said


def test_a_clean_file_is_thanked_for() -> None:
    said = text(opened(Report("a.xlsx", (), plan()), frame()))
    assert "đã đủ nội dung" in said
    assert "phải sửa" not in said


def test_a_file_that_was_refused_has_a_page_without_a_school() -> None:
    report = Report("ảnh.jpg", (finding(1, Severity.ERROR, "Tệp là ảnh.", "Gửi lại tệp Excel."),))
    said = text(opened(report, frame(sender=Sender())))
    assert "Kính gửi: ……" in said
    assert "Tệp là ảnh." in said


def test_at_most_ten_points_and_the_rest_is_counted() -> None:
    many = tuple(finding(n, Severity.WARNING) for n in range(25))
    document = opened(Report("a.xlsx", many, plan()), frame())
    assert points(document)[-1] == str(MOST)
    assert "Còn 15 nội dung khác" in text(document)


def test_same_report_same_file() -> None:
    report = Report("a.xlsx", (finding(1, Severity.ERROR),), plan())
    assert feedback(report, frame()) == feedback(report, frame())


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=60))
def test_any_words_of_others_make_a_page(message: str, fix: str, name: str) -> None:
    found = (finding(1, Severity.ERROR, message or "x", fix or "y"),)
    document = opened(Report(f"{name}.xlsx", found, plan(name)), frame(copy=name, deadline=name))
    assert points(document)[1:] == ["1"]


def test_a_sentence_is_cut_between_words() -> None:
    assert one_line("hoa mai, hoa sen, hoa đào", 18) == "hoa mai, hoa sen…"
    assert one_line("x" * 50, 10) == "x" * 9 + "…"
    one = finding(1, Severity.INFO)
    assert sentences(one, 0, "")[0] == "Việc số 1 chưa ghi kinh phí (ví dụ ô C1)."
    assert sentences(one, 1, "") == ("Việc số 1 chưa ghi kinh phí.", "Đề nghị ghi số tiền.")
    assert sentences(one, 2, "{title}: {tasks}")[0] == "Chưa ghi kinh phí 1: 1, 2, 3"


def test_the_last_points_are_shortened_first() -> None:
    ways = list(wordings(3, 2))
    assert ways[:3] == [[0, 0, 0], [0, 0, 1], [0, 1, 1]]
    assert ways[-2:] == [[2, 2], [2]]


def test_check_lays_a_page_beside_every_marked_copy(tmp_path: Path) -> None:
    inbox = tmp_path / "Trường gửi về"
    inbox.mkdir()
    for name in ("000.xlsx", "002.xlsx"):
        (inbox / name).write_bytes((EXAMPLES / name).read_bytes())
    out = inbox / "Gửi lại"
    asked = ("check", str(inbox), "--mark", str(out), "--feedback", "--as-of", "2026-10-02")
    assert wbtool(*asked).returncode == 1
    pages = {p.name: p.read_bytes() for p in out.glob("*.docx")}
    assert sorted(pages) == ["000 – Phiếu góp ý.docx", "002 – Phiếu góp ý.docx"]
    again = wbtool("check", str(inbox), "--format", "json")
    assert again.returncode == 1
    assert "Phiếu" not in again.stdout, "a page of ours is no file of a school"
    edited = out / "000 – Phiếu góp ý.docx"
    edited.write_bytes(b"a clerk wrote into it")
    assert wbtool(*asked).returncode == 1
    assert edited.read_bytes() == b"a clerk wrote into it"
    assert (out / "000 – Phiếu góp ý (2).docx").read_bytes() == pages[edited.name]
    assert "Phiếu" not in wbtool("check", str(inbox), "--format", "json").stdout


def test_a_page_that_lies_elsewhere_is_passed_over(tmp_path: Path) -> None:
    report = Report("a.xlsx", (finding(1, Severity.ERROR),), plan())
    (tmp_path / "bản gửi cô Lan.docx").write_bytes(feedback(report, frame()))
    done = wbtool("check", str(tmp_path), "--format", "concise")
    assert done.returncode == 0
    assert "WB138" in done.stdout
    with pytest.raises(Refused, match="WB138"):
        open_document(feedback(report, frame()))


def test_feedback_without_marked_copies_is_refused() -> None:
    done = wbtool("check", str(EXAMPLES / "000.xlsx"), "--feedback")
    assert done.returncode == 2
    assert "--mark" in done.stderr


@pytest.mark.soffice
@pytest.mark.parametrize("sender", [OFFICE, Sender(), Sender("Phòng Giáo dục và Đào tạo " * 4)])
@pytest.mark.parametrize("count", [1, 3, 10, 40])
def test_it_is_one_page(sender: Sender, count: int, tmp_path: Path, convert: Convert) -> None:
    if which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler) is not installed")
    found = tuple(finding(n, Severity(1 + n % 3), LONG, LONG) for n in range(count))
    name, path = "Trường Phổ thông Dân tộc nội trú Trung học cơ sở " * 3, tmp_path / "phiếu.docx"
    page = frame(sender=sender, copy=f"{name}.xlsx", deadline=name, day=date(2026, 10, 2))
    path.write_bytes(feedback(Report(f"{name}/{name}.xlsx", found, plan(name)), page))
    done = subprocess.run(["pdfinfo", convert(path, "pdf")], capture_output=True, check=True)
    assert re.search(rb"Pages: +(\d+)", done.stdout)[1] == b"1"  # type: ignore[index]
