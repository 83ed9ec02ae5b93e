"""Printed lines become the paragraphs and tables they were, and no letter is lost."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from filled import CATALOGUE
from hypothesis import given, settings
from hypothesis import strategies as st
from seeds import seed

from workbook_tool.documents.flowing import flowing, known_tables
from workbook_tool.documents.flowing.cells import cell_of
from workbook_tool.intake.opendocument import open_document
from workbook_tool.intake.textfile import open_text
from workbook_tool.model.document import Document, Line, Paragraph, Table

TEXTS = Path(__file__).parent / "texts"
SETS = [CATALOGUE.set(name) for name in CATALOGUE.set_ids]
TABLES = tuple(
    table
    for form in CATALOGUE.document_files
    for table in known_tables(
        CATALOGUE.document(form), CATALOGUE.form(form), SETS, CATALOGUE.vocabulary
    )
)
HEADING = (
    "TT\tTiêu chuẩn, tiêu chí\tKết quả cần đạt (so với hiện trạng)\tCông việc/giải pháp cần thực "
    "hiện\tChủ trì và phối hợp thực hiện\tThời gian thực hiện và hoàn thành\tDự kiến kinh phí\t"
    "Điều kiện hỗ trợ khác\tGhi chú"
)


def made(text: str) -> Document:
    return flowing(open_text(text.encode()), TABLES)


def rows(document: Document) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def same(one: str, other: str) -> bool:
    """Whether two cells say the same, however they were wrapped and broken."""
    texts = (unicodedata.normalize("NFC", text).split() for text in (one, other))
    return len({"".join(words) for words in texts}) == 1


def agreeing(true: list[list[str]], got: list[list[str]]) -> tuple[int, int, int]:
    """How many rows there are too many or too few, rows and cells that agree."""
    cells = rows_ = 0
    for row, told in zip(true, got, strict=False):
        padded = [*told, *[""] * (len(row) - len(told))]
        equal = sum(same(one, other) for one, other in zip(row, padded, strict=False))
        cells += equal
        rows_ += equal == len(row)
    return len(got) - len(true), rows_, cells


def truth(name: str) -> list[list[str]]:
    held: list[list[str]] = json.loads((TEXTS / f"{name}.json").read_text("utf-8"))
    return held


@pytest.mark.parametrize(
    ("text", "form", "right"),
    [
        ("plan-2018-wide", "plan-2018", (0, 15, 83)),
        ("plan-2018-narrow", "plan-2018", (0, 13, 78)),
        ("plan-2018-justified", "plan-2018", (0, 13, 79)),
        ("plan-2026", "plan-2026", (0, 7, 94)),
        ("plan-2018-saved", "plan-2018", (0, 15, 83)),
        ("plan-2026-saved", "plan-2026", (0, 10, 100)),
    ],
)
def test_a_table_comes_back_out_of_text(text: str, form: str, right: tuple[int, int, int]) -> None:
    """Of a PDF in the order of its content, or saved as text; the numbers told here may grow."""
    document = flowing(open_document((TEXTS / f"{text}.txt").read_bytes()), TABLES)
    extra, whole, cells = agreeing(truth(form), rows(document))
    assert (extra, whole >= right[1], cells >= right[2]) == (0, True, True), (whole, cells)


def lines_of(between_rows: str, between: str) -> Callable[[list[list[str]]], str]:
    return lambda rows: between_rows.join(between.join(filter(None, row)) for row in rows)


def in_markdown(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in broken(rows))


def in_html(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in broken(rows))
    return "<table>" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def broken(rows: list[list[str]]) -> list[list[str]]:
    return [[cell.replace("\n", "<br/>") for cell in row] for row in rows]


WAYS = {
    "lines": lines_of("\n", "\n"),
    "lines apart": lines_of("\n\n", "\n\n"),
    "rows apart": lines_of("\n\n", "\n"),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "tabs before": lambda rows: "\n\n".join("\t" + "\n\t".join(row) for row in rows),
    "markdown": in_markdown,
    "html": in_html,
}
"""How programs write a table that know no tables, or other ones."""
FOLLOWS = {"plan-2018": "IV. TỔ CHỨC THỰC HIỆN", "plan-2026": "VI. THEO DÕI VÀ ĐÁNH GIÁ THỰC HIỆN"}


@pytest.mark.parametrize("form", sorted(FOLLOWS))
@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_table_whose_lines_nothing_wrapped_comes_back_whole(form: str, way: str) -> None:
    true = truth(form)
    document = made(f"III. NỘI DUNG\n{WAYS[way](true)}\n{FOLLOWS[form]}\n1. Hiệu trưởng\n")
    got = rows(document)
    assert agreeing(true, got) == (0, len(true), sum(map(len, true)))
    assert paragraphs(document) == ["III. NỘI DUNG", FOLLOWS[form], "1. Hiệu trưởng"]


def test_a_line_that_stands_apart_from_every_other_tells_nothing_by_it() -> None:
    text = (TEXTS / "plan-2018-wide.txt").read_text("utf-8").replace("\f", "")
    extra, whole, _ = agreeing(truth("plan-2018"), rows(made(text.replace("\n", " \n\n"))))
    assert (extra, whole >= 13) == (0, True)


PLAN = [
    ["1", "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường"],
    ["", "Tiêu chí 1.2", "Mức 2", "Họp tổ.\nRà soát", "BGH", "Tháng 9/2025", "Không", "", "x"],
    ["2", "Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên"],
    ["", "Không có", "", "", "", "", "", "", ""],
]


def test_cells_one_below_the_other_a_tab_before_each() -> None:
    cells = [*HEADING.split("\t"), "MỨC 1, 2"]
    lines = ["\n".join(f"\t{cell}" for cell in cells)]
    lines += ["\n".join(f"\t{cell}" for cell in row) for row in PLAN]
    document = made(
        "III. NỘI DUNG\n" + "\n\n".join(lines) + "\n\nIV. TỔ CHỨC THỰC HIỆN\n1. Hiệu trưởng"
    )
    assert rows(document) == [HEADING.split("\t"), ["MỨC 1, 2"], *PLAN]
    assert paragraphs(document) == ["III. NỘI DUNG", "IV. TỔ CHỨC THỰC HIỆN", "1. Hiệu trưởng"]


def test_tabs_between_cells_marks_of_other_formats_and_rows_that_a_page_cut() -> None:
    text = "\n".join(
        [
            HEADING,
            "MỨC 3\t\t\t\t\t\t\t\t",
            "1\tTiêu chuẩn 1: Tổ chức và quản lý nhà trường\t\t\t\t\t\t",
            "\t<p>Tiêu chí 1.5</p> <p>Điểm yếu: **Lớp** ghép</p>\tTại thời\tXây dựng\tHiệu\t\t\t",
            "",
            "\t\tđiểm đánh giá\tkế hoạch\ttrưởng\t\t\t",
            "--\t--\t---\t--\t--\t--\t--\t--",
            "VI. TỔ CHỨC THỰC HIỆN",
        ]
    )
    document = made(text)
    assert rows(document)[1:] == [
        ["MỨC 3"],
        ["1", "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường"],
        [
            *("", "Tiêu chí 1.5\nĐiểm yếu: Lớp ghép", "Tại thời điểm đánh giá"),
            *("Xây dựng kế hoạch", "Hiệu trưởng", "", "", "", ""),
        ],
    ]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.certain for cell in table.rows[3].cells[:4]] == [True, False, False, False]


def test_a_table_in_markdown_is_one() -> None:
    lines = [HEADING, "---\t" * 9, "\tTiêu chí 1.2\tĐạt\tHọp\tBGH\tTháng 9\t\t\t"]
    text = "\n".join("| " + line.strip("\n").replace("\t", " | ") + " |" for line in lines)
    assert rows(made(text))[1:] == [
        ["", "Tiêu chí 1.2", "Đạt", "Họp", "BGH", "Tháng 9", "", "", ""]
    ]


def test_paragraphs_are_joined_over_blank_lines_hyphens_and_pages() -> None:
    text = """KẾ HOẠCH
CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC

1. Xây dựng kế hoạch cải tiến chất lượng giáo dục để thực hiện trong năm học 2021-

2022 nhằm đưa ra các giải pháp phát huy điểm mạnh,  khắc phục điểm yếu của nhà trường.
- Tham mưu với các cấp lãnh đạo, phối hợp với ban đại diện cha mẹ học sinh để tu sửa
\fcơ sở vật chất.
- Lưu văn thư.
Nơi nhận: Như trên
"""
    assert paragraphs(made(text)) == [
        "KẾ HOẠCH",
        "CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC",
        "1. Xây dựng kế hoạch cải tiến chất lượng giáo dục để thực hiện trong năm học 2021-2022 "
        "nhằm đưa ra các giải pháp phát huy điểm mạnh, khắc phục điểm yếu của nhà trường.",
        "- Tham mưu với các cấp lãnh đạo, phối hợp với ban đại diện cha mẹ học sinh để tu sửa "
        "cơ sở vật chất.",
        "- Lưu văn thư.",
        "Nơi nhận: Như trên",
    ]


def test_a_sentence_goes_on_with_a_capital_where_nothing_ended_it() -> None:
    """A cited document torn behind a conjunction; a line that nearly fills the page."""
    text = """II. CĂN CỨ XÂY DỰNG KẾ HOẠCH
Các văn bản hướng dẫn hiện hành được nhà trường triển khai kịp thời, đầy đủ như sau:
Thông tư số 19/2018/TT-BGDĐT ngày 22 tháng 8 năm 2018 của Bộ Giáo dục và

Đào tạo ban hành quy định về kiểm định chất lượng giáo dục của trường mầm non;

Công văn số 77/PGDĐT ngày 8 tháng 9 năm 2025 của Phòng Giáo dục và Đào tạo

Quận 3 về việc hướng dẫn xây dựng kế hoạch cải tiến chất lượng năm học 2025
- 2026
Quyết định số 12/QĐ-UBND của Ủy ban nhân dân phường Hoa Lài về việc giao chỉ tiêu
Kế hoạch số 5/KH-MN ngày 1 tháng 9 năm 2025 của nhà trường
1. Báo cáo tự đánh giá năm học 2024 - 2025 của Trường Mầm non Hoa Lài và của tổ
"""
    assert paragraphs(made(text)) == [
        "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
        "Các văn bản hướng dẫn hiện hành được nhà trường triển khai kịp thời, đầy đủ như sau:",
        "Thông tư số 19/2018/TT-BGDĐT ngày 22 tháng 8 năm 2018 của Bộ Giáo dục và Đào tạo ban hành "
        "quy định về kiểm định chất lượng giáo dục của trường mầm non;",
        "Công văn số 77/PGDĐT ngày 8 tháng 9 năm 2025 của Phòng Giáo dục và Đào tạo Quận 3 về việc "
        "hướng dẫn xây dựng kế hoạch cải tiến chất lượng năm học 2025 - 2026",
        "Quyết định số 12/QĐ-UBND của Ủy ban nhân dân phường Hoa Lài về việc giao chỉ tiêu",
        "Kế hoạch số 5/KH-MN ngày 1 tháng 9 năm 2025 của nhà trường",
        "1. Báo cáo tự đánh giá năm học 2024 - 2025 của Trường Mầm non Hoa Lài và của tổ",
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Tháng 10/2025", "Tháng 9/2025", "đến tháng", "5/2026"], 2),
        (["Tháng", "9/2025", "Tháng", "5/2026"], 2),
        (["Từ tháng", "9/2025 -", "Tháng", "5/2026"], 1),
        (["Tháng 9", "năm 2025", "Học kỳ I", "Cả năm học"], 3),
        (["Tháng 9", "2025"], 1),
        (["Năm học 2025", "- 2026"], 1),
        (["Kiểm tra tháng 9/2025", "Tháng 5/2026 họp tổ"], 1),
        (["- Họp tổ về an toàn", "- Kiểm tra"], 2),
    ],
)
def test_where_a_time_ends_and_another_begins_the_line_break_stays(
    lines: list[str], whole: int
) -> None:
    cell = cell_of(lines, 1, width=10.0)
    assert len(cell.paragraphs) == whole
    assert cell.text.split() == " ".join(lines).split()


WORDS = [
    "Tiêu chuẩn 1: Tổ chức",
    "Tiêu chí 1.2",
    "Tiêu chí 1.10. An ninh",
    "MỨC 2",
    "Không có",
    "Tháng 9/2025",
    "- Rà soát",
    "nhà trường",
    "BGH-",
    "2.000.0",
    "1",
    "(1) (2)",
    "IV. TỔ CHỨC THỰC HIỆN",
    "\t",
    "\tHọp",
    "a\tb\tc",
    "",
    "\f",
    " khác",
]


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.sampled_from([HEADING, HEADING.replace("\t", "\n"), HEADING.replace("\t", "\n\n"), ""]),
    st.lists(st.sampled_from(WORDS), max_size=30),
)
def test_no_letter_is_lost_or_doubled(before: list[str], heading: str, after: list[str]) -> None:
    text = "\n".join([*before, heading, *after])
    document = made(text)
    told = [*paragraphs(document), *("".join(row) for row in rows(document))]
    assert letters("".join(told)) == letters(unicodedata.normalize("NFC", text))


def table_of_seed(number: int) -> list[list[str]]:
    """The plan table of a seed as its Word file has it: the table of nine columns."""
    document = open_document(seed(f"docx/seed{number}.docx").read_bytes())
    found = [block for block in document.blocks if isinstance(block, Table)]
    plan = max(found, key=lambda table: len(table.rows))
    return [[cell.text for cell in row.cells] for row in plan.rows]


@pytest.mark.parametrize(("number", "count"), [(0, 31), (4, 12)])
def test_the_table_of_a_real_plan_comes_back_whole(number: int, count: int) -> None:
    true = table_of_seed(number)
    text = seed(f"{number:03}_*.txt").read_bytes()
    got = rows(flowing(open_document(text), TABLES))
    cells = sum(map(len, true))
    assert agreeing(true, got) == (0, count, cells)


def test_the_table_of_five_columns_comes_back_whole() -> None:
    got = rows(flowing(open_document(seed("003_*.txt").read_bytes()), TABLES))
    assert len(got) == 6
    assert all(all(row) and len(row) == 5 for row in got)
    assert [row[0][:2] for row in got[1:]] == ["1.", "2.", "3.", "4.", "5."]
    assert [row[3] for row in got[1:]] == [
        "T8-T9/2025",
        "T9/2025 - T5/2026",
        "T9/2025 - T12/2025",
        "T9/2025 - T5/2026",
        "Cả năm",
    ]


def test_the_table_with_tabs_of_a_real_plan_comes_back_whole() -> None:
    got = rows(flowing(open_document(seed("002_*.txt").read_bytes()), TABLES))
    assert [len(row) for row in got] == [9, 1, 2, 9, 2, 9, 2, 9, 2, 9]
    assert [sum(map(bool, row)) for row in got] == [9, 1, 2, 7, 2, 6, 2, 7, 2, 3]


def test_what_was_read_by_machine_keeps_every_letter() -> None:
    data = seed("001_*.txt").read_bytes()
    document = flowing(open_document(data), TABLES)
    told = "".join(paragraphs(document))
    assert letters(told) == letters(unicodedata.normalize("NFC", data.decode()))


def test_lines_of_a_short_page_go_on_within_a_sentence_and_never_after_the_last() -> None:
    def read(*lines: Line) -> list[str]:
        made = flowing(Document(lines, "pdf"), TABLES)
        return [b.text for b in made.blocks if isinstance(b, Paragraph)]

    first, rest = Line("- Thông tư về chuẩn quốc"), Line("gia của trường;", goes_on=True)
    assert read(first, rest) == ["- Thông tư về chuẩn quốc gia của trường;"]
    assert read(first, Line("gia của trường;", goes_on=False)) == [first.text, rest.text]
    last = Line("Trên đây là kế hoạch của trường trong năm học này, đề nghị các tổ thực hiện./.")
    assert read(last, Line("Nơi nhận:", goes_on=True)) == [last.text, "Nơi nhận:"]


@pytest.mark.parametrize("last", ["Nơi nhận:\tHIỆU TRƯỞNG", "Trên đây là kế hoạch của trường./."])
def test_the_closing_of_a_document_is_no_row(last: str) -> None:
    heading = CATALOGUE.document("plan-2018").tables[0].columns
    row = ["1", "Tiêu chí 1.1", "Đạt", "Họp", "BGH", "Tháng 9", "Không", "Bàn", "Hoãn"]
    text = "\n".join([*(column.heading for column in heading), *row, last])
    document = made(text)
    assert rows(document)[1:] == [row]
    assert paragraphs(document) == [last.replace("\t", " ")] or paragraphs(document) == [last]
