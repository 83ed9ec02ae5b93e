"""Text that keeps the layout of pages gives the tables back by the blanks between columns."""

from __future__ import annotations

import pytest
from test_flowing import TEXTS, agreeing, letters, made, paragraphs, rows, same, truth

from workbook_tool.documents.flowing.pagenumbers import without_page_numbers
from workbook_tool.model.document import FOOTER, HEADER, Document, Line, Paragraph, Table


def kept(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "right"),
    [("kept-2018", (0, 28, 198)), ("kept-2026", (0, 15, 132)), ("kept-primary", (0, 13, 74))],
)
def test_tables_come_back_out_of_kept_layout(name: str, right: tuple[int, int, int]) -> None:
    """Of 31, 17 and 13 rows, 204, 135 and 74 cells; the numbers told here may grow."""
    extra, whole, cells = agreeing(truth(name), rows(made(kept(name))))
    assert (extra, whole >= right[1], cells >= right[2]) == (0, True, True), (whole, cells)


@pytest.mark.parametrize("name", ["kept-2018", "kept-2026", "kept-primary"])
def test_a_cell_that_is_wrong_is_never_certain(name: str) -> None:
    document = made(kept(name))
    own = [row.cells for block in document.blocks if isinstance(block, Table) for row in block.rows]
    heading = [cell for row in own if row[0].text in ("TT", "Thời điểm") for cell in row]
    told = [
        (wanted, cell.text)
        for row, cells in zip(truth(name), own, strict=True)
        for wanted, cell in zip(row, cells, strict=False)
        if cell.certain and cell not in heading and not same(wanted, cell.text)
    ]
    assert told == []


@pytest.mark.parametrize("name", ["kept-2018", "kept-2026", "kept-primary"])
def test_no_word_of_kept_layout_is_lost(name: str) -> None:
    """But for headings that pages say again."""
    text = kept(name)
    missing = letters(text) - letters(all_of(made(text)))
    again = {"Kết quả cần đạt", "Nội dung cải", "TT Tiêu chuẩn, tiêu chí"}
    said_again = any(text.count(heading) > 1 for heading in again)
    assert not missing or said_again
    assert not letters(all_of(made(text))) - letters(text)


def all_of(document: Document) -> str:
    told = paragraphs(document)
    return "\n".join([*told, *(cell for row in rows(document) for cell in row)])


HEAD = """
TT  Tiêu chuẩn, tiêu chí  Kết quả cần đạt    Công việc/giải pháp     Chủ trì và     Thời gian
                          (so với hiện       cần thực hiện           phối hợp       thực hiện và
                          trạng)                                     thực hiện      hoàn thành
"""
TOP = """
    Tiêu chí 1.2: Hội     Họp đủ             Mời cha mẹ trẻ dự       Hiệu trưởng    Tháng 9/2025
    đồng trường                              họp mỗi quý.
    Tiêu chí 1.3: Tổ      Có chi bộ          Giới thiệu hai đảng     Bí thư         Cả năm học
    chức Đảng             mạnh               viên mới.
"""
MIDDLE = """
                                             Mời cha mẹ trẻ dự
    Tiêu chí 1.2: Hội     Họp đủ             họp mỗi quý, ghi       Hiệu trưởng    Tháng 9/2025
    đồng trường                              biên bản.
                                             Giới thiệu hai đảng
    Tiêu chí 1.3: Tổ      Có chi bộ          viên mới, theo dõi     Bí thư         Cả năm học
    chức Đảng             mạnh               và giúp đỡ.
"""


def test_rows_that_begin_above_their_marker_are_no_table() -> None:
    """Cells set at their middle: their words stay as paragraphs, none in a wrong cell."""
    assert [row[1] for row in rows(made(HEAD + TOP))[1:]] == [
        "Tiêu chí 1.2: Hội đồng trường",
        "Tiêu chí 1.3: Tổ chức Đảng",
    ]
    document = made(HEAD + MIDDLE)
    assert rows(document) == []
    assert letters("".join(paragraphs(document))) == letters(HEAD + MIDDLE)


def test_a_task_of_the_same_criterion_begins_with_its_time() -> None:
    more = "Lập sổ theo dõi         Văn thư        Tháng 10/2025\n" + " " * 45 + "công khai.\n"
    more = " " * 45 + more
    told = rows(made(HEAD + TOP.replace("họp mỗi quý.\n", "họp mỗi quý.\n" + more)))
    assert [row[3:] for row in told[1:3]] == [
        ["Mời cha mẹ trẻ dự họp mỗi quý.", "Hiệu trưởng", "Tháng 9/2025"],
        ["Lập sổ theo dõi công khai.", "Văn thư", "Tháng 10/2025"],
    ]


def test_letterhead_and_signature_are_read_column_by_column() -> None:
    text = """  UBND PHƯỜNG HOA LÀI  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG MẦM NON HOA LÀI      Độc lập - Tự do - Hạnh phúc

       Số: 12/KH-MNHL         Hoa Lài, ngày 5 tháng 9 năm 2025

                        KẾ HOẠCH

Nơi nhận:                                          HIỆU TRƯỞNG
- Phòng VHXH (để b/c);
- Lưu VT.


                                                 Trần Thị Lụa
"""
    assert paragraphs(made(text)) == [
        "UBND PHƯỜNG HOA LÀI",
        "TRƯỜNG MẦM NON HOA LÀI",
        "Số: 12/KH-MNHL",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hoa Lài, ngày 5 tháng 9 năm 2025",
        "KẾ HOẠCH",
        "Nơi nhận:",
        "- Phòng VHXH (để b/c);",
        "- Lưu VT.",
        "HIỆU TRƯỞNG",
        "Trần Thị Lụa",
    ]


def test_numbers_of_pages_are_no_text() -> None:
    lines = [
        Line("Bìa", 1),
        Line("2", 2),
        Line("", 2),
        Line("chữ", 2),
        Line("chữ", 3),
        Line("- 3 -", 3),
    ]
    left, numbers = without_page_numbers(lines)
    assert [line.text for line in left] == ["Bìa", "", "chữ", "chữ"]
    assert numbers == [
        Paragraph("2", page=2, where=HEADER),
        Paragraph("- 3 -", page=3, where=FOOTER),
    ]
    only = [Line("chữ", 1), Line("7", 2), Line("chữ", 2), Line("chữ", 3)]
    assert without_page_numbers(only) == (only, [])
