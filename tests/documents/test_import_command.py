"""`wbtool import` and `template --previous` on whole files: exit codes, reports, nothing lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import FOLDER, ROOT, check, codes, wbtool
from msoffcrypto.format.ooxml import OOXMLFile
from mutations import members, zipped
from office import Convert
from rawpdf import Sheet, pdf
from seeds import SEEDS

WORD = ROOT / "examples/008.docx"
ROSTER = ROOT / "examples/roster.csv"
NARROW = ROOT / "tests/documents/texts/plan-2018-narrow.txt"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    folder.mkdir()
    shutil.copy(WORD, folder / "KH CTCL (1).docx")
    return folder


def imported(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
    done = wbtool("import", *arguments, "--format", "json")
    return done.returncode, json.loads(done.stdout)["files"]


def cells(path: Path, sheet: str) -> set[str]:
    workbook = openpyxl.load_workbook(path)
    return {str(c.value) for row in workbook[sheet].iter_rows() for c in row if c.value}


def test_a_word_plan_becomes_a_workbook_with_its_report(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "Đã nhập"
    done = wbtool("import", inbox, "-o", out)
    assert done.returncode == 0, done.stderr
    assert "5 việc" in done.stdout
    workbook, report = out / "KH CTCL (1).xlsx", out / "KH CTCL (1).txt"
    kept = report.read_text(encoding="utf-8")
    assert "của Trường Tiểu học Đồng Dâu./.”" in kept, "left over, word for word"
    assert "“Đã ban hành” –" in kept, "what a doubt is about is named"
    assert "Trường Tiểu học Đồng Dâu" in cells(workbook, "Thông tin"), "not in capitals"
    plan = cells(workbook, "III. Kế hoạch")
    assert (
        "- Lập tổ kiểm kê, dán mã cho từng tài sản.\n- Nhập phần mềm, đối chiếu với sổ kế toán."
        in plan
    )
    assert {"Tháng 10/2025\nTháng 12/2025", "Tháng 9/2025", "Tháng 4/2026", "32.000.000đ"} <= plan
    code, told = check(out)
    assert code == 0
    assert [file["path"] for file in told["files"]] == ["KH CTCL (1).xlsx"], "the report is ours"
    assert "WB406" not in codes(told["files"][0]), "a document has no column for the source"


def test_every_word_of_the_document_is_told(inbox: Path, tmp_path: Path) -> None:
    code, (file,) = imported(inbox, "-o", tmp_path / "out")
    assert code == 0
    assert (file["form"], file["set"], file["school_year"]) == (
        "plan-2018",
        "tt17-2018-th",
        "2025-2026",
    )
    words = Counter(word for piece in file["pieces"] for word in piece["text"].split())
    assert words["KT."] == 1
    assert words["Bến"] == 2, "once in a weakness, once in a direction"
    by_status = Counter(piece["status"] for piece in file["pieces"])
    assert by_status["read"] == file["counts"]["read"]
    assert by_status["left-over"] == file["counts"]["left_over"] > 0
    workbook = openpyxl.load_workbook(file["output"])
    for piece in file["pieces"]:
        if piece["cell"] and piece["field"] == "action.task":
            assert piece["text"] in str(workbook[piece["sheet"]][piece["cell"]].value)
    assert all(piece["note"] for piece in file["pieces"] if piece["status"] == "left-over")


def test_the_office_knows_the_school_by_its_list(inbox: Path, tmp_path: Path) -> None:
    _, (file,) = imported(inbox, "-o", tmp_path / "out", "--roster", ROSTER)
    assert "01018412" in cells(Path(file["output"]), "Thông tin")


def test_one_bad_document_costs_one_result(inbox: Path, tmp_path: Path) -> None:
    (inbox / "hỏng.docx").write_bytes(WORD.read_bytes()[:4000])
    (inbox / "thơ.txt").write_text("Bầm ơi có rét không bầm\n" * 5, encoding="utf-8")
    shutil.copy(ROOT / "examples/005.xlsx", inbox / "đã có.xlsx")
    code, files = imported(inbox, "-o", tmp_path / "out")
    assert code == 1
    refused = {file["input"]: file["refusal"] for file in files if not file["output"]}
    assert set(refused) == {"hỏng.docx", "thơ.txt", "đã có.xlsx"}
    assert all(refused.values())
    assert [p.name for p in (tmp_path / "out").iterdir() if p.suffix == ".xlsx"] == [
        "KH CTCL (1).xlsx"
    ]


def test_nothing_to_import_is_told(tmp_path: Path) -> None:
    picture = tmp_path / "ảnh.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    done = wbtool("import", picture, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "ảnh.docx" in done.stdout
    assert not (tmp_path / "out").exists()


def test_a_workbook_that_somebody_went_on_with_is_kept(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert imported(inbox, "-o", out)[0] == 0
    assert imported(inbox, "-o", out)[0] == 0, "the same again is the same"
    path = next(out.glob("*.xlsx"))
    workbook = openpyxl.load_workbook(path)
    workbook["III. Kế hoạch"]["H5"] = "Việc tự ghi thêm"
    workbook.save(path)
    kept = path.read_bytes()
    code, (file,) = imported(inbox, "-o", out)
    assert code == 2
    assert str(path) in file["refusal"]
    assert path.read_bytes() == kept


def test_what_is_read_is_never_written_over(inbox: Path) -> None:
    assert wbtool("import", inbox, "-o", inbox).returncode == 2
    inside = inbox / "Đã nhập"
    assert imported(inbox, "-o", inside)[0] == 0
    assert len(imported(inbox, "-o", inside)[1]) == 1, "what was made is not read as a document"


def test_doubtful_cells_are_marked_and_change_no_finding(tmp_path: Path) -> None:
    code, (file,) = imported(
        NARROW, "-o", tmp_path / "out", "--set", "tt19-2018-mn", "--school-year", "2025-2026"
    )
    assert code == 0
    assert file["counts"]["doubtful"] > 0
    workbook = openpyxl.load_workbook(file["output"])
    assert workbook.sheetnames[0] == "Cần xem lại"
    doubt = next(p for p in file["pieces"] if p["status"] == "doubtful" and p["cell"])
    comment = workbook[doubt["sheet"]][doubt["cell"]].comment
    assert comment is not None
    assert doubt["note"].split()[0] in comment.text
    clean = tmp_path / "clean"
    assert wbtool("check", tmp_path / "out", "--unmark", clean).returncode in (0, 1)
    unmarked = next(clean.rglob("*.xlsx"))
    assert "Cần xem lại" not in openpyxl.load_workbook(unmarked).sheetnames
    one, other = check(file["output"])[1], check(unmarked)[1]
    assert codes(one["files"][0]) == codes(other["files"][0])


def test_next_years_workbook_begins_with_last_years_word_file(inbox: Path, tmp_path: Path) -> None:
    made = tmp_path / "mẫu"
    done = wbtool(
        *("template", "--previous", inbox, "--roster", ROSTER, "--school-year", "2026-2027"),
        *("-o", made),
    )
    assert done.returncode == 0, done.stderr
    (path,) = made.glob("*Đồng Dâu*.xlsx")
    prior = cells(path, "Năm trước")
    assert "Lắp ổ cắm có nắp che ở hai dãy bàn cuối." in prior
    assert any(text.startswith("3.5. Thiết bị") for text in prior)
    left = next(made.glob("Nội dung năm trước*.xlsx"))
    texts = {str(c.value) for row in openpyxl.load_workbook(left).active.iter_rows() for c in row}
    assert any("Trên đây là kế hoạch" in text for text in texts), "what no cell held is not lost"


@pytest.mark.soffice
@pytest.mark.parametrize("kind", ["pdf", "odt", "doc", "rtf"])
def test_other_programs_files_tell_the_same_plan(
    kind: str, convert: Convert, tmp_path: Path
) -> None:
    other = tmp_path / f"008.{kind}"
    shutil.copy(convert(WORD, kind), other)
    _, (own,) = imported(WORD, "-o", tmp_path / "word")
    code, (file,) = imported(other, "-o", tmp_path / kind)
    assert code == 0, file["refusal"]
    for sheet in ("Thông tin", "I-II. Mục đích, căn cứ", "III. Kế hoạch", "IV. Tổ chức"):
        first, second = (cells(Path(f["output"]), sheet) for f in (own, file))
        assert {" ".join(t.split()) for t in first} == {" ".join(t.split()) for t in second}


EXPECTED = {
    "000": {"WB305", "WB306", "WB307", "WB401", "WB606"},
    "001": {"WB109"},
    "002": {"WB302", "WB307", "WB308", "WB401", "WB501", "WB616"},
    "003": {"WB202", "WB304", "WB312", "WB401"},
    "004": {"WB150", "WB203", "WB502", "WB602", "WB606"},
}
"""What a careful reader names in each of the five real plans, by rule."""


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the five real plans are not at {SEEDS}")
def test_what_a_careful_reader_names_in_the_real_plans(tmp_path: Path) -> None:
    code, files = imported(SEEDS, "-o", tmp_path / "out")
    assert code == 0, [file["refusal"] for file in files]
    found = {Path(f["path"]).name: set(codes(f)) for f in check(tmp_path / "out")[1]["files"]}
    for name, own in found.items():
        seed = {"seed0": "000", "seed4": "004"}.get(name[:5], name[:3])
        assert EXPECTED[seed] <= own, (name, EXPECTED[seed] - own)


def test_what_needs_no_import_is_told_what_to_do_with(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples/000.xlsx", tmp_path / "sổ.xlsx")
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Kế hoạch", "truong@example.vn"
    mail.set_content("Gửi kế hoạch")
    mail.add_attachment(WORD.read_bytes(), maintype="application", subtype="msword", filename="KH")
    (tmp_path / "thư.eml").write_bytes(bytes(mail))
    code, files = imported(tmp_path, "-o", tmp_path / "ra")
    assert code == 2
    told = {file["input"]: file["refusal"] for file in files}
    assert "wbtool check" in told["sổ.xlsx"]
    assert "lưu tệp đính kèm" in told["thư.eml"]


def test_a_locked_word_file_is_opened_by_its_password(tmp_path: Path) -> None:
    locked = tmp_path / "khóa.docx"
    with WORD.open("rb") as plain, locked.open("wb") as out:
        OOXMLFile(plain).encrypt("mk123", out)
    code, files = imported(locked, "-o", tmp_path / "a")
    assert (code, files[0]["output"]) == (2, None)
    code, files = imported(locked, "-o", tmp_path / "a", "--password", "sai", "--password", "mk123")
    assert code == 0
    assert files[0]["school"] == "Trường Tiểu học Đồng Dâu"


def test_what_came_by_standard_input_has_a_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbook_tool", "import", "-", "-o", tmp_path / "ra"],
        input=WORD.read_bytes(), capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "ra").iterdir()} == {"stdin.xlsx", "stdin.txt"}


def test_what_cannot_be_read_is_told_in_words_of_documents(tmp_path: Path) -> None:
    files_of = {
        "bản ký.pdf": pdf([Sheet(picture=True)]),
        "hỏng.docx": WORD.read_bytes()[:5_000],
        "lạ.docx": _changed(b"<!DOCTYPE a><a/>"),
        "dài.txt": b"a\n" * 20_000,
        "nhiều.docx": _changed(b" " * 9_000_000),
    }
    for name, data in files_of.items():
        (tmp_path / name).write_bytes(data)
    code, files = imported(tmp_path, "-o", tmp_path / "ra")
    assert code == 2
    told = {file["input"]: file["refusal"] for file in files}
    assert set(told) == set(files_of)
    for name, words in {
        "bản ký.pdf": "gửi tệp Word",
        "hỏng.docx": "bằng Word",
        "lạ.docx": "tệp Word thường",
        "dài.txt": "dài hơn mọi kế hoạch",
        "nhiều.docx": "lớn bất thường",
    }.items():
        assert words in told[name]
        assert "Đề nghị" in told[name]
        assert "Excel" not in told[name]


def _changed(body: bytes) -> bytes:
    """The Word plan with another main part."""
    parts = members(WORD.read_bytes())
    return zipped({**parts, "word/document.xml": body})
