"""What a PDF tells of a plan: tables, lines in reading order, and how others are refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from office import Convert
from rawpdf import ENCRYPTED, Sheet, pdf

from workbook_tool.errors import Refused
from workbook_tool.frozen import replace
from workbook_tool.intake.limits import LIMITS
from workbook_tool.intake.pdffile import open_pdf
from workbook_tool.model.document import FOOTER, Document, Line, Paragraph, Table

EDGES = (50.0, 90.0, 200.0, 400.0, 500.0)


def lines(document: Document) -> list[str]:
    return [block.text.strip() for block in document.blocks if isinstance(block, Line)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet().write(60, 60, "UBND HUYEN A", "TRUONG MAM NON B", "So: 12/KH")
    sheet.write(300, 64, "CONG HOA XA HOI", "Doc lap - Tu do", "A, ngay 1 thang 9")
    sheet.write(200, 130, "KE HOACH CAI TIEN CHAT LUONG GIAO DUC")
    assert [line for line in lines(open_pdf(pdf([sheet]))) if line] == [
        "UBND HUYEN A",
        "TRUONG MAM NON B",
        "So: 12/KH",
        "CONG HOA XA HOI",
        "Doc lap - Tu do",
        "A, ngay 1 thang 9",
        "KE HOACH CAI TIEN CHAT LUONG GIAO DUC",
    ]


def test_a_table_keeps_its_cells_and_joins_what_its_columns_wrapped() -> None:
    sheet = Sheet().grid(EDGES, (100, 130, 200))
    for left, text in zip(EDGES, ("TT", "Tieu chi", "Viec", "Ghi chu"), strict=False):
        sheet.write(left + 5, 115, text)
    sheet.write(95, 150, "Tieu chi 1.1")
    sheet.write(
        205, 150, "Ra soat quy che lam viec cua nha", "truong nam hoc 2025-", "2026.", "Hop"
    )
    sheet.write(50, 80, "III. NOI DUNG").write(50, 230, "IV. TO CHUC")
    document = open_pdf(pdf([sheet]))
    assert [type(block).__name__ for block in document.blocks] == ["Line", "Table", "Line"]
    (table,) = tables(document)
    assert texts(table) == [
        ["TT", "Tieu chi", "Viec", "Ghi chu"],
        ["", "Tieu chi 1.1", "Ra soat quy che lam viec cua nha truong nam hoc 2025-2026.\nHop", ""],
    ]


def test_merged_cells_span_columns_and_go_on_in_rows() -> None:
    sheet = Sheet()
    sheet.rules += [(50, y, 500, y) for y in (100, 130, 190)] + [(200, 160, 500, 160)]
    sheet.rules += [(x, 100, x, 190) for x in (50, 500)] + [(200, 130, 200, 190)]
    sheet.write(60, 120, "MUC 2").write(60, 150, "Tieu chi").write(210, 150, "a").write(
        210, 180, "b"
    )
    (table,) = tables(open_pdf(pdf([sheet])))
    assert texts(table) == [["MUC 2"], ["Tieu chi", "a"], ["", "b"]]
    assert table.rows[0].cells[0].span == 2
    assert [cell.goes_on for cell in table.rows[2].cells] == [True, False]


def over_pages(first: str, second: str, criterion: str = "") -> Table:
    one = Sheet().grid(EDGES, (700, 730, 800)).write(95, 720, "Tieu chi").write(205, 720, "Viec")
    one.write(95, 750, "Tieu chi 1.1").write(205, 750, first).write(405, 750, "HT")
    two = Sheet().grid(EDGES, (50, 80, 120, 160)).write(95, 70, "Tieu chi").write(205, 70, "Viec")
    two.write(205, 100, second).write(95, 140, "Tieu chi 1.2").write(205, 140, "Hop")
    if criterion:
        two.write(95, 100, criterion)
    two.write(290, 830, "2")
    document = open_pdf(pdf([one, two]))
    assert document.blocks[-1] == Paragraph("2", page=2, where=FOOTER)
    (table,) = tables(document)
    return table


def test_a_table_over_two_pages_is_one_and_a_row_that_was_cut_is_joined() -> None:
    table = over_pages("Ra soat quy che", "cua nha truong")
    assert texts(table) == [
        ["", "Tieu chi", "Viec", ""],
        ["", "Tieu chi 1.1", "Ra soat quy che cua nha truong", "HT"],
        ["", "Tieu chi 1.2", "Hop", ""],
    ]
    assert [row.heading for row in table.rows] == [True, False, False]
    assert [cell.certain for cell in table.rows[1].cells] == [True, True, False, True]


def test_a_row_of_its_own_at_the_top_of_a_page_stays_one() -> None:
    table = over_pages("Ra soat quy che.", "Hop to", criterion="Tieu chi 1.3")
    assert [row.cells[1].text for row in table.rows][1:] == [
        "Tieu chi 1.1",
        "Tieu chi 1.3",
        "Tieu chi 1.2",
    ]


def test_letters_drawn_twice_for_bold_are_read_once() -> None:
    sheet = Sheet().write(60, 60, "KE HOACH").write(60.4, 60, "KE HOACH")
    assert lines(open_pdf(pdf([sheet]))) == ["KE HOACH"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf([Sheet(picture=True)]), "WB124"),
        (pdf([Sheet()]), "WB124"),
        (pdf([Sheet().write(60, 60, "x")], ENCRYPTED), "WB104"),
        (pdf([Sheet().write(60, 60, "x")])[:200], "WB102"),
        (b"%PDF-1.4\n" + b"\x00" * 400, "WB102"),
        (pdf([Sheet()], extra=b" " * 400_000_000), "WB102"),
        (
            pdf([Sheet()], extra=b"\n1 0 0 1 9 0 cm BT /F 1 Tf (a b c d e f ) Tj ET" * 3_000),
            "WB120",
        ),
    ],
    ids=["picture", "blank", "password", "cut", "noise", "bomb", "many-words"],
)
def test_a_file_without_text_to_read_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        open_pdf(data, replace(LIMITS, cells=10_000))
    assert refused.value.key == code


def test_what_else_a_file_carries_is_told() -> None:
    sheet = Sheet(picture=True).write(60, 60, "Ke hoach")
    trailer = b"/Info << /Title (JavaScript) >>"
    assert open_pdf(pdf([sheet], trailer)).carries == {"pictures", "macros"}


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="c" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
</office:automatic-styles>
<office:body><office:text><text:p>III. NỘI DUNG KẾ HOẠCH</text:p>
<table:table table:name="t"><table:table-column table:number-columns-repeated="4"/>
<table:table-header-rows>HEAD</table:table-header-rows>ROWS</table:table>
<text:p>IV. TỔ CHỨC THỰC HIỆN</text:p></office:text></office:body></office:document>"""


def row_of(cells: Iterable[tuple[str, int]]) -> str:
    opened = '<table:table-cell table:style-name="c" table:number-columns-spanned="{}"><text:p>'
    closed = "</text:p></table:table-cell>"
    told = "".join(f"{opened.format(span)}{text}{closed}" for text, span in cells)
    return f"<table:table-row>{told}</table:table-row>"


TASK = "Rà soát quy chế chi tiêu nội bộ; họp tổ chuyên môn, góp ý và ban hành. " * 6


@pytest.mark.soffice
def test_a_plan_of_many_pages_comes_back_cell_by_cell(tmp_path: Path, convert: Convert) -> None:
    rows = [("", f"Tiêu chí 1.{n}", TASK.strip(), f"Tháng {n}/2026") for n in range(1, 11)] * 2
    standard = [("1", 1), ("Tiêu chuẩn 1: Tổ chức và quản lý nhà trường", 3)]
    body = [standard, *([(cell, 1) for cell in row] for row in rows)]
    head = row_of((name, 1) for name in ("TT", "Tiêu chí", "Công việc", "Thời gian"))
    source = tmp_path / "Kế hoạch năm học 2026 – 2027.fodt"
    told = FODT.replace("HEAD", head).replace("ROWS", "".join(map(row_of, body)))
    source.write_text(told, "utf-8")
    document = open_pdf(convert(source, "pdf").read_bytes())
    (table,) = tables(document)
    assert [cell.span for cell in table.rows[1].cells] == [1, 3]
    got = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows[2:]]
    assert got == [list(row) for row in rows]
    assert lines(document)[0] == "III. NỘI DUNG KẾ HOẠCH"
    assert lines(document)[-1] == "IV. TỔ CHỨC THỰC HIỆN"
