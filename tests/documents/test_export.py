"""`wbtool export`: documents in their places, what is held back, what is never destroyed."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from commandline import wbtool
from filled import ACTION, ACTION_2026, ISSUE, SCHOOL, VALUES, fill, save

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
FOLDER, READY = "Kế hoạch năm học 2026 – 2027", "Sẵn sàng ký"
GOOD = "KH CTCL 2026-2027 – Trường Mầm non Vườn Khế"
NO_OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def export(*arguments: object) -> tuple[int, list[dict]]:
    done = wbtool("export", *arguments, "--json")
    return done.returncode, json.loads(done.stdout)["files"]


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / FOLDER
    path.mkdir()
    return path


def plan_2026(folder: Path, name: str, **values: object) -> Path:
    """A plan of the form of 2026 with one issue and one task."""
    told = {**VALUES, **values}
    tables = {"issue": [ISSUE]}
    return save(fill([ACTION_2026], told, tables, None, "tt57-2026-mn", 2026), folder / name)


def test_a_named_workbook_gets_its_document(folder: Path) -> None:
    before = (EXAMPLES / "005.xlsx").read_bytes()
    done = wbtool("export", EXAMPLES / "005.xlsx", "-o", folder)
    assert done.returncode == 0, done.stdout
    assert names(folder) == [f"{GOOD}.docx"]
    assert f"{GOOD}.docx" in done.stdout
    opened = docx.Document(str(folder / f"{GOOD}.docx"))
    assert "KẾ HOẠCH" in [paragraph.text for paragraph in opened.paragraphs]
    assert (EXAMPLES / "005.xlsx").read_bytes() == before


def test_a_level_that_the_sheet_works_out_is_not_told_as_left_out(folder: Path) -> None:
    path = plan_2026(folder, "a.xlsx", **{"assessment.overall": "Mức 1"})
    _, (file,) = export(path, "-o", folder / "out")
    assert file["not_printed"] == []


def test_a_named_workbook_with_errors_gives_a_draft_and_says_what_to_mend(folder: Path) -> None:
    code, (file,) = export(EXAMPLES / "004.xlsx", "-o", folder)
    assert (code, file["status"]) == (1, "draft")
    assert [error["code"] for error in file["errors"]] == ["WB203"]
    assert [lost["field"] for lost in file["not_printed"]] == ["action.standard"]
    assert Path(file["output"]).is_file()
    done = wbtool("export", EXAMPLES / "004.xlsx", "-o", folder)
    assert "bản dự thảo" in done.stdout
    assert "tiêu chí 3.5" in done.stdout
    assert "C6" in done.stdout


def test_of_a_folder_only_plans_without_errors_are_ready_to_sign(folder: Path) -> None:
    inbox = folder / "3. Trường gửi về"
    shutil.copytree(
        EXAMPLES,
        inbox,
        ignore=lambda _, names: [name for name in names if not name.endswith(".xlsx")],
    )
    code, files = export(inbox, "-o", folder / "Kết quả")
    assert code == 1
    states = {file["path"]: file["status"] for file in files}
    assert states == {
        "000.xlsx": "ready",
        "001.xlsx": "held",
        "002.xlsx": "held",
        "003.xlsx": "held",
        "004.xlsx": "held",
        "005.xlsx": "ready",
        "006.xlsx": "ready",
        "007.xlsx": "ready",
        "007-hk1.xlsx": "older",
    }
    made = {Path(file["output"]) for file in files if file["output"]}
    assert {path.parent.name for path in made} == {READY}
    assert names(folder / "Kết quả") == sorted(f"{READY}/{path.name}" for path in made)
    assert all(file["errors"] for file in files if file["status"] == "held")


def test_a_bundle_is_read_like_a_folder_and_exit_code_0_where_all_is_ready(folder: Path) -> None:
    with zipfile.ZipFile(folder / "gui.zip", "w") as bundle:
        bundle.write(EXAMPLES / "005.xlsx", "a/005.xlsx")
    code, (file,) = export(folder / "gui.zip", "-o", folder / "ra")
    assert (code, file["path"]) == (0, "gui.zip!/a/005.xlsx")
    assert names(folder / "ra") == [f"{READY}/{GOOD}.docx"]


def test_the_file_that_counts_gets_the_document(folder: Path) -> None:
    plan_2026(folder / "in", "lan 1.xlsx")
    plan_2026(folder / "in", "lan 2.xlsx", **{"plan.submission": "2"})
    code, files = export(folder / "in", "-o", folder / "ra")
    assert code == 0
    assert [(f["path"], f["status"], f["reason"]) for f in files] == [
        ("lan 1.xlsx", "older", "lan 2.xlsx"),
        ("lan 2.xlsx", "ready", ""),
    ]
    assert len(names(folder / "ra")) == 1


def test_schools_of_one_name_get_documents_of_their_own(folder: Path) -> None:
    for number in (1, 2, 3):
        plan_2026(folder, f"{number}.xlsx")
    paths = sorted(folder.glob("*.xlsx"))
    code, files = export(*paths, "-o", folder / "ra")
    assert code == 0
    stem = f"KH CTCL 2026-2027 – {SCHOOL.name}"
    code_of = SCHOOL.code
    assert names(folder / "ra") == [
        f"{stem} {code_of} (2).docx",
        f"{stem} {code_of}.docx",
        f"{stem}.docx",
    ]
    assert len({file["output"] for file in files}) == 3


def test_a_document_that_somebody_saved_is_kept_and_ours_is_replaced(folder: Path) -> None:
    path = folder / f"{GOOD}.docx"
    assert export(EXAMPLES / "005.xlsx", "-o", folder)[0] == 0
    first = path.read_bytes()
    assert export(EXAMPLES / "005.xlsx", "-o", folder)[0] == 0
    assert (names(folder), path.read_bytes()) == ([path.name], first)
    edited = _saved_by_word(first)
    path.write_bytes(edited)
    done = wbtool("export", EXAMPLES / "005.xlsx", "-o", folder)
    assert done.returncode == 0
    assert "giữ nguyên" in done.stdout
    assert path.read_bytes() == edited
    assert names(folder) == [f"{GOOD} (2).docx", path.name]


def _saved_by_word(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            own = old.read(name).replace(b">wbtool<", b">Microsoft Office Word<")
            new.writestr(name, own)
    return out.getvalue()


def test_documents_of_an_earlier_run_are_named(folder: Path) -> None:
    ready = folder / READY
    ready.mkdir()
    (ready / "KH cũ.docx").write_bytes(b"old")
    inbox = folder / "in"
    inbox.mkdir()
    shutil.copy(EXAMPLES / "005.xlsx", inbox)
    done = wbtool("export", inbox, "-o", folder)
    assert done.returncode == 0
    assert "KH cũ.docx" in done.stdout
    assert (ready / "KH cũ.docx").read_bytes() == b"old"


def test_the_folder_of_documents_may_lie_among_the_workbooks(folder: Path) -> None:
    shutil.copy(EXAMPLES / "005.xlsx", folder)
    for _ in range(2):
        code, files = export(folder, "-o", folder)
        assert code == 0
        assert [file["path"] for file in files] == ["005.xlsx"]


@pytest.mark.parametrize("name", ["gia.xlsx", "anh.jpg"])
def test_a_file_that_is_no_plan_gives_no_document_and_exit_code_2(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(b"no workbook at all")
    done = wbtool("export", path, "-o", folder / "ra")
    assert done.returncode == 2
    assert name in done.stdout
    assert not (folder / "ra").exists()


def test_one_bad_file_ends_no_batch(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/hong.xlsx").write_bytes(b"PK\x03\x04 torn")
    shutil.copy(EXAMPLES / "005.xlsx", folder / "in")
    code, files = export(folder / "in", "-o", folder)
    assert code == 1
    assert sorted(file["status"] for file in files) == ["ready", "unread"]


def test_a_place_that_cannot_be_written_is_said_with_exit_code_2(folder: Path) -> None:
    (folder / "ra").write_text("a file", encoding="utf-8")
    assert wbtool("export", EXAMPLES / "005.xlsx", "-o", folder / "ra").returncode == 2
    (folder / f"{GOOD}.docx").mkdir()
    done = wbtool("export", EXAMPLES / "005.xlsx", "-o", folder)
    assert done.returncode in (0, 2)
    assert (folder / f"{GOOD}.docx").is_dir()


def test_a_locked_workbook_opens_with_its_password(folder: Path) -> None:
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    with (EXAMPLES / "005.xlsx").open("rb") as plain, (folder / "k.xlsx").open("wb") as locked:
        msoffcrypto.OOXMLFile(plain).encrypt("mat-khau", locked)
    assert wbtool("export", folder / "k.xlsx", "-o", folder).returncode == 2
    done = wbtool("export", folder / "k.xlsx", "-o", folder, "--password", "mat-khau")
    assert done.returncode == 0, done.stdout


def test_without_libreoffice_a_pdf_is_refused_before_anything_is_made(folder: Path) -> None:
    none = {"PATH": str(folder)}
    done = wbtool("export", EXAMPLES / "005.xlsx", "-o", folder, "--format", "pdf", **none)
    assert done.returncode == 2
    assert "LibreOffice" in done.stderr
    assert names(folder) == []


@NO_OFFICE
def test_pdf_through_libreoffice_is_written_and_written_again(folder: Path) -> None:
    for _ in range(2):
        code, (file,) = export(EXAMPLES / "005.xlsx", "-o", folder, "--format", "pdf")
        assert (code, file["status"]) == (0, "ready")
        assert names(folder) == [f"{GOOD}.pdf"]
    assert (folder / f"{GOOD}.pdf").read_bytes().startswith(b"%PDF")


@NO_OFFICE
def test_a_scan_of_the_signed_paper_is_not_replaced(folder: Path) -> None:
    scan = folder / f"{GOOD}.pdf"
    scan.write_bytes(b"%PDF-1.4 a scan")
    assert export(EXAMPLES / "005.xlsx", "-o", folder, "--format", "pdf")[0] == 0
    assert scan.read_bytes() == b"%PDF-1.4 a scan"
    assert names(folder) == [f"{GOOD} (2).pdf", scan.name]


@NO_OFFICE
def test_libreoffice_that_does_not_end_is_ended() -> None:
    from workbook_tool.libreoffice import converted

    assert converted({"a.docx": b"x"}, "pdf", seconds=0.01) == {}


def test_2018_in_word_has_its_table_across_with_headings_repeated(folder: Path) -> None:
    path = save(fill([ACTION]), folder / "kh.xlsx")
    code, (file,) = export(path, "-o", folder)
    assert code == 0
    opened = docx.Document(file["output"])
    across = [section.page_width > section.page_height for section in opened.sections]
    assert across == [False, True, False]
    table = next(t for t in opened.tables if len(t.columns) == 9)
    assert table.rows[0]._tr.trPr.xpath("./w:tblHeader")
    assert [cell.text for cell in table.rows[0].cells][:2] == ["TT", "Tiêu chuẩn, tiêu chí"]
