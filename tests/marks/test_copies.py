"""`check --mark` and `--unmark`: copies in a folder of their own, inputs untouched."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from marks.marked import EXAMPLES, parts
from office import Convert

from workbook_tool.cli import group
from workbook_tool.errors import WbtoolError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(a) for a in arguments], standalone_mode=False)


def digests(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    folder = tmp_path / "Kế hoạch năm học 2026 – 2027"
    (folder / "Xã A").mkdir(parents=True)
    shutil.copy(EXAMPLES / "003.xlsx", folder / "003.xlsx")
    shutil.copy(EXAMPLES / "000.xlsx", folder / "Xã A" / "000.xlsx")
    shutil.copy(EXAMPLES / "005.xlsx", folder / "Xã A" / "005.xlsx")
    return folder


def test_every_school_gets_a_copy_and_a_text(returned: Path, tmp_path: Path) -> None:
    before, out = digests(returned), tmp_path / "Gửi lại"
    done = run("check", returned, "--mark", out)
    assert done.return_value == 1
    assert digests(returned) == before
    names = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    files = ["003.txt", "003.xlsx", "Tin nhắn.txt"]
    assert names == [*files, *(f"Xã A/00{n}.{end}" for n in (0, 5) for end in ("txt", "xlsx"))]
    text = (out / "003.txt").read_text(encoding="utf-8")
    assert "Trường Mầm non Hoa Gạo" in text
    assert text.strip() in (out / "Tin nhắn.txt").read_text(encoding="utf-8")
    assert f"Đã đánh dấu 3 tệp, kèm tin nhắn gửi trường → {out}" in done.stderr


def test_exit_codes_and_formats_are_as_without(returned: Path, tmp_path: Path) -> None:
    plain = run("check", returned, "--format", "json")
    marking = run("check", returned, "--format", "json", "--mark", tmp_path / "out")
    assert marking.return_value == plain.return_value == 1
    assert json.loads(marking.stdout) == json.loads(plain.stdout)
    again = run("check", tmp_path / "out", "--format", "json")
    assert json.loads(again.stdout) == json.loads(plain.stdout)


def test_copies_inside_the_folder_are_not_read_again(returned: Path) -> None:
    out = returned / "Đã đánh dấu"
    first = run("check", returned, "--mark", out)
    assert "nằm trong thư mục đang đọc" in first.stderr
    copies = digests(out)
    second = run("check", returned, "--mark", out)
    assert second.stdout == first.stdout
    assert digests(out) == copies


def test_nothing_is_written_over_an_input(returned: Path) -> None:
    before = digests(returned)
    for arguments in (
        ("check", returned, "--mark", returned),
        ("check", returned / "003.xlsx", "--mark", returned),
        ("check", returned / "003.xlsx", "--unmark", returned),
    ):
        done = run(*arguments)
        assert isinstance(done.exception, WbtoolError)
        assert done.exception.key == "output-is-input"
    assert digests(returned) == before


@pytest.mark.parametrize("way", [("--unmark", "OUT"), ("--mark", "OUT", "--unmark")])
def test_unmark_gives_the_schools_file_back(
    way: tuple[str, ...], returned: Path, tmp_path: Path
) -> None:
    run("check", returned, "--mark", tmp_path / "marked")
    out = tmp_path / "out"
    done = run("check", tmp_path / "marked", *(out if w == "OUT" else w for w in way))
    assert f"Đã bỏ đánh dấu 3 tệp → {out}" in done.stderr
    for path in returned.rglob("*.xlsx"):
        copy = out / path.relative_to(returned)
        assert parts(copy.read_bytes()) == parts(path.read_bytes())
    assert not list(out.rglob("*.txt"))


def test_unmark_alone_asks_where(returned: Path) -> None:
    done = run("check", returned, "--unmark")
    assert isinstance(done.exception, WbtoolError)
    assert done.exception.key == "unmark-where"


def test_members_of_a_bundle_keep_their_names(tmp_path: Path) -> None:
    bundle = tmp_path / "thư.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.write(EXAMPLES / "003.xlsx", "Xã B/003.xlsx")
    run("check", bundle, "--mark", tmp_path / "out")
    assert (tmp_path / "out/thư.zip/Xã B/003.xlsx").exists()


def test_no_copy_is_put_over_the_file_of_another_path(tmp_path: Path) -> None:
    one, other = tmp_path / "A/xã/x.xlsx", tmp_path / "B/xã/x.xlsx"
    for n, path in enumerate((one, other)):
        path.parent.mkdir(parents=True)
        path.write_bytes((EXAMPLES / f"00{3 * n}.xlsx").read_bytes())
    before = digests(tmp_path)
    for option in ("--mark", "--unmark", "--fix"):
        done = run("check", tmp_path / "A", other, option, tmp_path / "B")
        assert isinstance(done.exception, WbtoolError)
        assert done.exception.key == "output-is-input"
    assert digests(tmp_path) == before


def test_two_files_of_one_name_make_two_copies(tmp_path: Path) -> None:
    for folder, name in (("a", "000.xlsx"), ("b", "003.xlsx")):
        (tmp_path / folder).mkdir()
        shutil.copy(EXAMPLES / name, tmp_path / folder / "KH.xlsx")
    run("check", tmp_path / "a", tmp_path / "b", "--mark", tmp_path / "out")
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert {"KH.xlsx", "KH (2).xlsx", "KH.txt", "KH (2).txt", "Tin nhắn.txt"} == names


def test_a_workbook_called_otherwise_gets_a_name_that_opens(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "003.xlsx", tmp_path / "KH.xls")
    run("check", tmp_path / "KH.xls", "--mark", tmp_path / "out")
    assert (tmp_path / "out/KH.xlsx").exists()


def test_what_cannot_be_read_is_told_and_answered(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/ảnh.xlsx").write_bytes(b"\xff\xd8\xff\xe0 picture")
    done = run("check", tmp_path / "in", "--mark", tmp_path / "out")
    assert done.return_value == 1
    assert "ảnh.xlsx: không có bản sao" in done.stderr
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["Tin nhắn.txt"]
    assert "Đề nghị" in (tmp_path / "out/Tin nhắn.txt").read_text(encoding="utf-8")


def test_what_has_no_copy_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(8):
        (tmp_path / f"in/bản ký {number}.pdf").write_bytes(b"%PDF-1.4")
    lines = run("check", tmp_path / "in", "--mark", tmp_path / "out").stderr.splitlines()
    assert [line for line in lines if "không có bản sao" in line] == [
        "bản ký 0.pdf, bản ký 1.pdf, bản ký 2.pdf, bản ký 3.pdf, bản ký 4.pdf và 3 tệp khác: "
        "không có bản sao, vì tệp không đọc được."
    ]


@pytest.mark.soffice
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_formats_are_marked_in_a_moved_copy(
    kind: str, convert: Convert, tmp_path: Path
) -> None:
    path = convert(EXAMPLES / "003.xlsx", kind)
    done = run("check", path, "--mark", tmp_path)
    assert "nội dung được chuyển sang biểu .xlsx" in done.stderr
    from marks.marked import report_of

    again = report_of(tmp_path / "003.xlsx")
    assert {f.code for f in again.findings} >= {"WB304", "WB202", "WB401"}
    import openpyxl

    copy = openpyxl.load_workbook(tmp_path / "003.xlsx")
    assert copy.sheetnames[0] == "Cần xem lại"
    assert copy["III. Kế hoạch"]["S5"].comment is not None


@pytest.mark.parametrize("how", ["--mark", "--fix"])
def test_an_xlsb_is_marked_and_corrected_in_a_moved_copy(how: str, tmp_path: Path) -> None:
    from intake.oldbooks import OldSheet, xlsb
    from marks.marked import report_of

    from workbook_tool.intake import open_grid
    from workbook_tool.model.grid import text_of

    grid = open_grid((EXAMPLES / "003.xlsx").read_bytes())
    sheets = {
        title: OldSheet(
            {at: text_of(cell.raw) for at, cell in grid.cells(title).items() if cell.text}
        )
        for title in grid.titles
    }
    (tmp_path / "003.xlsb").write_bytes(xlsb(sheets))
    done = run("check", tmp_path / "003.xlsb", how, tmp_path / "out")
    assert "nội dung được chuyển sang biểu .xlsx" in done.stderr
    again = report_of(tmp_path / "out/003.xlsx")
    assert {f.code for f in again.findings} >= {"WB304", "WB202", "WB401"}


def test_the_deadline_of_the_office_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(EXAMPLES / "003.xlsx", tmp_path / "in/003.xlsx")
    (tmp_path / "wbtool.toml").write_text('[deadline]\nplan = "17:00 02/10/2026"\n')
    run("check", tmp_path / "in", "--mark", tmp_path / "out")
    text = (tmp_path / "out/003.txt").read_text(encoding="utf-8")
    assert "02/10/2026" in text
    import openpyxl

    sheet = openpyxl.load_workbook(tmp_path / "out/003.xlsx").worksheets[0]
    texts = [str(c.value) for row in sheet.iter_rows() for c in row if c.value]
    assert any("gửi lại trước" in t and "02/10/2026" in t for t in texts)


def test_the_copy_of_a_locked_file_is_its_own_workbook_unlocked(tmp_path: Path) -> None:
    crypto = pytest.importorskip("msoffcrypto.format.ooxml")
    locked = tmp_path / "in/003.xlsx"
    locked.parent.mkdir()
    with (EXAMPLES / "003.xlsx").open("rb") as plain, locked.open("wb") as out:
        crypto.OOXMLFile(plain).encrypt("1234", out)
    done = run("check", locked, "--password", "1234", "--mark", tmp_path / "out")
    assert "003.xlsx: bản sao không còn mật khẩu mở tệp." in done.stderr
    assert "chuyển sang biểu" not in done.stderr
    from marks.marked import unmarked

    data = (tmp_path / "out/003.xlsx").read_bytes()
    assert parts(unmarked(data)) == parts((EXAMPLES / "003.xlsx").read_bytes())


def test_a_copy_that_fails_ends_no_batch(
    returned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbook_tool import marks
    from workbook_tool.cli import marking

    def failing(data: bytes, *rest: object) -> bytes:
        if b"T8-T9/2025" in b"".join(parts(data).values()):
            raise ZeroDivisionError
        return marks.mark(data, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(marking, "mark", failing)
    monkeypatch.delenv("WBTOOL_DEBUG", raising=False)
    done = run("check", returned, "--mark", tmp_path / "out")
    assert done.return_value == 1
    assert "003.xlsx: chưa tạo được bản sao" in done.stderr
    assert "Đã đánh dấu 2 tệp" in done.stderr


def test_nothing_of_copies_is_loaded_when_none_is_asked_for() -> None:
    from test_laws import modules_after

    loaded = modules_after("check", str(EXAMPLES / "000.xlsx"))
    rooms = ("workbook_tool.marks", "workbook_tool.patch", "workbook_tool.fixes")
    assert not [name for name in loaded if name.startswith(rooms)]


def test_limits_that_an_office_raised_are_those_of_its_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "in/003.xlsx"
    path.parent.mkdir()
    shutil.copy(EXAMPLES / "003.xlsx", path)
    with zipfile.ZipFile(path, "a") as archive:
        for n in range(1_001):
            archive.writestr(f"customXml/x{n}.xml", "<x/>")
    folders = [tmp_path / name for name in ("m", "f")]
    ways = ["--mark", folders[0], "--fix", folders[1], "--no-config"]
    run("check", path, *ways)
    assert not any(folder.joinpath("003.xlsx").exists() for folder in folders)
    monkeypatch.setenv("WBTOOL_LIMIT_MEMBERS", "3000")
    run("check", path, *ways)
    assert all(folder.joinpath("003.xlsx").exists() for folder in folders)
    run("check", folders[0] / "003.xlsx", "--unmark", tmp_path / "u", "--no-config")
    assert (tmp_path / "u/003.xlsx").exists()
