"""`wbtool consolidate` over whatever already lies where the summary goes."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner

from workbook_tool.cli.consolidate import command

EXAMPLES = Path(__file__).parents[2] / "examples"
TRACK, NOTE, CHOICE = "Theo dõi nộp", "Ghi chú của cán bộ", "Chọn bản tính"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    returned = tmp_path / "Trường gửi về"
    returned.mkdir()
    for name in ("002.xlsx", "004.xlsx"):
        shutil.copy(EXAMPLES / name, returned / name)
    return tmp_path


def consolidated(office: Path) -> Path:
    out = office / "Tổng hợp.xlsx"
    arguments = [str(office / "Trường gửi về"), "-o", str(out)]
    result = CliRunner().invoke(command, [*arguments, "--roster", str(EXAMPLES / "roster.csv")])
    assert (result.exit_code, result.exception) == (0, None), result.output
    return out


def column(path: Path, name: str) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)[TRACK]
    heads = {cell.value: cell.column for cell in sheet[4]}
    rows = range(5, sheet.max_row + 1)
    named = ((sheet.cell(r, heads["Tên trường"]).value, r) for r in rows)
    return {str(told): sheet.cell(r, heads[name]).value for told, r in named if told}


def test_what_the_clerk_wrote_is_there_after_the_next_run(office: Path) -> None:
    out = consolidated(office)
    book = openpyxl.load_workbook(out)
    sheet = book[TRACK]
    heads = {cell.value: cell.column for cell in sheet[4]}
    names = {sheet.cell(r, heads["Tên trường"]).value: r for r in range(5, 12)}
    late, sent = "Trường Mầm non Tuổi Ngọc", "Trường Tiểu học Lộc Hạ"
    sheet.cell(names[late], heads[NOTE]).value = "đã gọi 2/10"
    sheet.cell(names[sent], heads[CHOICE]).value = "004"
    book.save(out)
    # The school that was called sends its plan; its row is another one then.
    shutil.copy(EXAMPLES / "000.xlsx", office / "Trường gửi về" / "000.xlsx")
    again = consolidated(office)
    assert column(again, NOTE)[late] == "đã gọi 2/10"
    assert column(again, CHOICE)[sent] == "004"
    assert column(again, "Tình trạng")[late] == "Đạt yêu cầu"
    files = [[c.value for c in row] for row in openpyxl.load_workbook(out)["Tệp đã nhận"]]
    assert any("004.xlsx" in row and "Cán bộ chọn tính tệp này." in row for row in files)


@pytest.mark.parametrize(
    "old",
    [
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        (EXAMPLES / "002.xlsx").read_bytes(),
        (EXAMPLES / "002.xlsx").read_bytes()[:20_000],
        "example",
    ],
    ids=["empty", "zip", "pdf", "ole", "a plan", "half", "text"],
)
def test_whatever_lies_there_is_replaced(office: Path, old: bytes | str) -> None:
    out = office / "Tổng hợp.xlsx"
    out.write_bytes(old if isinstance(old, bytes) else old.encode("utf-16"))
    assert set(column(consolidated(office), NOTE).values()) == {None}


def test_a_summary_far_larger_than_any_plan_is_read(office: Path) -> None:
    out = office / "Tổng hợp.xlsx"
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(TRACK)
        sheet.write_row(0, 0, ["Mã trường", "Tên trường", NOTE])
        for row in range(1, 210_000):
            sheet.write_number(row, 3, row)
        sheet.write_row(210_000, 0, ["01018409", "", "dòng cuối"])
    assert column(consolidated(office), NOTE)["Trường Tiểu học Lộc Hạ"] == "dòng cuối"


def test_a_spoilt_summary_gives_what_it_still_holds(office: Path) -> None:
    out = consolidated(office)
    book = openpyxl.load_workbook(out)
    del book["Nội dung cần sửa"]
    book[TRACK].delete_rows(1, 3)
    heads = {cell.value: cell.column for cell in book[TRACK][1]}
    book[TRACK].cell(2, heads[NOTE]).value = 42
    book[TRACK].cell(3, heads[NOTE]).value = "#REF!"
    book[TRACK].cell(900, heads[NOTE]).value = "bên dưới, không có tên trường"
    book.save(out)
    told = column(consolidated(office), NOTE)
    assert set(told.values()) == {None, "42", "#REF!"}
    cells = {c.value for row in openpyxl.load_workbook(out)[TRACK].iter_rows() for c in row}
    assert "bên dưới, không có tên trường" in cells
