"""Documents as files: what the decree asks of a page, read back by python-docx and LibreOffice."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from office import Convert

from workbook_tool.wordfile import Paper, written
from workbook_tool.wordfile.blocks import (
    CENTRED,
    Block,
    Cell,
    Heading,
    Letterhead,
    Numbering,
    Prose,
    Row,
    Signing,
    Table,
    Title,
    Turn,
    Words,
    cell,
)

LONG = "Rà soát hồ sơ, bổ sung minh chứng còn thiếu và phân công người chịu trách nhiệm. " * 3
HEAD = Letterhead(
    "UBND XÃ AN BÌNH",
    "TRƯỜNG MẦM NON HOA MAI",
    "Số: 15/KH-MNHM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "An Bình, ngày 15 tháng 9 năm 2026",
)
FOOT = Signing("Nơi nhận:", ("- UBND xã;", "- Lưu: VT."), ("HIỆU TRƯỞNG",), "Lê Thị Mai")


def heading_row(count: int) -> Row:
    return Row(tuple(cell(f"Cột {n}", bold=True, align=CENTRED) for n in range(1, count + 1)))


def plan(rows: int) -> tuple[Block, ...]:
    group = Row((cell("Tiêu chuẩn 1", span=3, bold=True),), together=True)
    body = tuple(Row((cell(str(n)), cell(LONG), cell("Tháng 9\nTháng 10"))) for n in range(rows))
    return (
        HEAD,
        Title(("KẾ HOẠCH", "Cải tiến chất lượng giáo dục")),
        Heading("I. MỤC ĐÍCH"),
        Prose(LONG),
        Turn(landscape=True),
        Heading("II. NỘI DUNG"),
        Table((10, 150, 50), (group, *body), (heading_row(3),)),
        Turn(),
        Heading("III. TỔ CHỨC"),
        Prose(LONG),
        FOOT,
    )


def opened(blocks: tuple[Block, ...], paper: Paper | None = None) -> Document:
    return docx.Document(io.BytesIO(written(blocks, paper)))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_every_section_keeps_the_margins_of_the_decree() -> None:
    sections = opened(plan(2)).sections
    assert [s.orientation for s in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    for section in sections:
        sides = {round(section.page_width.mm), round(section.page_height.mm)}
        assert sides == {210, 297}
        assert (section.page_width > section.page_height) == bool(section.orientation)
        assert 20 <= section.top_margin.mm + 0.1 <= 25.2
        assert 20 <= section.bottom_margin.mm + 0.1 <= 25.2
        assert 30 <= section.left_margin.mm + 0.1 <= 35.2
        assert 15 <= section.right_margin.mm + 0.1 <= 20.2


def test_only_the_first_page_of_all_bears_no_number() -> None:
    document = opened(plan(2))
    assert [s.different_first_page_header_footer for s in document.sections] == [True, False, False]
    assert [s.header.is_linked_to_previous for s in document.sections] == [False, True, True]
    assert document.sections[0].first_page_header.is_linked_to_previous
    header = document.sections[0].header._element
    assert [i.text for i in header.iter(qn("w:instrText"))] == ["PAGE"]


def test_pages_may_be_counted_anew() -> None:
    document = opened((Prose("a"), Turn(anew=True), Prose("b"), Turn(), Prose("c")))
    told = [s._sectPr.find(qn("w:pgNumType")) for s in document.sections]
    assert [one is not None for one in told] == [False, True, False]


def test_every_letter_is_times_new_roman_and_vietnamese() -> None:
    styles = members(written(plan(1)))["word/styles.xml"].decode()
    fonts = re.search(r"<w:rFonts[^>]*>", styles)
    assert fonts is not None
    assert fonts[0].count("Times New Roman") == 4
    assert 'w:lang w:val="vi-VN"' in styles
    assert re.findall(r'<w:sz w:val="(\d+)"', styles) == ["28"]


def test_head_rows_are_repeated_and_rows_stay_whole() -> None:
    endless = Row((cell("9"), cell(LONG * 12), cell("")))
    blocks = (Table((10, 150, 50), (Row((cell("1"), cell(LONG))), endless), (heading_row(3),)),)
    rows = opened(blocks).tables[0]._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert [row.find(f".//{qn('w:cantSplit')}") is not None for row in rows] == [True, True, False]


def test_cells_span_columns_and_rows() -> None:
    blocks = (
        Table(
            (20, 30, 40),
            (
                Row((cell("cao", down=2), cell("rộng", span=2))),
                Row((cell("b"), cell("c"))),
                Row((cell("d"), cell("e"), cell("f"))),
            ),
        ),
    )
    table = opened(blocks).tables[0]
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["cao", "rộng", "rộng"],
        ["cao", "b", "c"],
        ["d", "e", "f"],
    ]


def test_columns_share_the_width_between_the_margins() -> None:
    table = opened((Table((50, 50, 50, 100), (Row((cell("a"),) * 4),)),)).tables[0]
    widths = [column.width.mm for column in table.columns]
    assert sum(widths) == pytest.approx(165, abs=0.5)
    assert widths == pytest.approx([33, 33, 33, 66], abs=0.2)


def test_each_list_counts_from_its_start() -> None:
    first, second = Numbering("a"), Numbering("b", "lowerLetter", "%1)", start=3)
    told = (Prose("x", number=first), Prose("y", number=second), Prose("z", number=first))
    document = opened(told)
    lists = [p._p.pPr.numPr.numId.val for p in document.paragraphs]
    assert lists == [1, 2, 1]
    numbering = document.part.numbering_part.element
    starts = [s.get(qn("w:val")) for s in numbering.iter(qn("w:start"))]
    assert starts == ["1", "3"]
    assert [p.text for p in document.paragraphs] == ["x", "y", "z"]


def test_words_in_a_paragraph_look_their_own_way() -> None:
    said = opened((Prose((Words("Chủ trì: ", bold=True), Words("Hiệu trưởng", italic=True))),))
    runs = said.paragraphs[0].runs
    assert [(r.text, r.bold, r.italic) for r in runs] == [
        ("Chủ trì: ", True, None),
        ("Hiệu trưởng", None, True),
    ]


def test_nothing_of_a_programs_template_is_left() -> None:
    data = written(plan(1), Paper(title="Kế hoạch", author="Trường Hoa Mai"))
    parts = members(data)
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert b"python-docx" not in b"".join(parts.values())
    own = opened(plan(1), Paper(title="Kế hoạch", author="Trường Hoa Mai")).core_properties
    assert (own.title, own.author, own.last_modified_by) == ("Kế hoạch", "Trường Hoa Mai", "")
    used = set(re.findall(rb'pStyle w:val="(\w+)"', parts["word/document.xml"]))
    defined = set(re.findall(rb'styleId="(\w+)"', parts["word/styles.xml"]))
    assert used <= defined


def test_properties_of_its_own_are_kept_as_text() -> None:
    told = {"wbtool.form": "a", "nhà trường": "<&>\x00 Mầm non"}
    custom = members(written((Prose("x"),), Paper(properties=told)))["docProps/custom.xml"].decode()
    assert re.findall(r'name="([^"]+)"', custom) == list(told)
    assert re.findall(r":lpwstr>([^<]*)</vt", custom) == ["a", "&lt;&amp;&gt; Mầm non"]


def test_the_same_blocks_give_the_same_file() -> None:
    data = written(plan(5), Paper(properties={"a": "b"}))
    assert data == written(plan(5), Paper(properties={"a": "b"}))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.text(max_size=80), st.sampled_from([Prose, Heading, cell]))
def test_any_text_is_written_and_read_back(text: str, how: type[Prose | Heading] | object) -> None:
    if how is cell:
        document = opened((Table((50,), (Row((Cell((Prose(text),)),)),)),))
        said = document.tables[0].cell(0, 0).text
    else:
        document = opened((Prose(text) if how is Prose else Heading(text),))
        said = document.paragraphs[0].text
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    assert said == clean.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.soffice
def test_pages_as_printed(tmp_path: Path, convert: Convert) -> None:
    if which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    path = tmp_path / "kế hoạch 2026 – 2027.docx"
    path.write_bytes(written(plan(20)))
    pdf = convert(path, "pdf")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")[:-1]
    assert len(pages) >= 4
    tops = [page.strip().splitlines()[0].strip() for page in pages]
    assert tops[1:] == [str(n) for n in range(2, len(pages) + 1)]
    assert "UBND XÃ AN BÌNH" in tops[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in tops[0]
    across = [page for page in pages if "Cột 2" in page]
    assert len(across) == len(pages) - 2
    assert "Lê Thị Mai" in pages[-1]
    assert "Nơi nhận:" in pages[-1]


@pytest.mark.soffice
def test_a_documents_number_of_pages_is_not_more_than_it_needs(
    tmp_path: Path, convert: Convert
) -> None:
    """The break after a table takes no room: no blank page behind a full one."""
    if which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler) is not installed")
    counts = {}
    for rows in range(1, 5):
        path = tmp_path / f"{rows}.docx"
        body = tuple(Row((cell("x\n" * 29),)) for _ in range(rows))
        path.write_bytes(written((Turn(landscape=True), Table((50,), body), Turn(), Prose("z"))))
        done = subprocess.run(["pdfinfo", convert(path, "pdf")], capture_output=True, check=True)
        counts[rows] = int(re.search(rb"Pages: +(\d+)", done.stdout)[1])  # type: ignore[index]
    assert counts == {rows: rows + 2 for rows in counts}


ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rFonts b bCs i iCs sz szCs lang",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge shd vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "lvl": "start numFmt suff lvlText lvlJc pPr",
    "style": "name basedOn uiPriority semiHidden unhideWhenUsed qFormat pPr rPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol"
    " listSeparator",
    "compat": "doNotExpandShiftReturn compatSetting",
    "numbering": "abstractNum num",
}
"""Children in the order of the schema (ECMA-376, part 1, annex A): Word refuses any other."""


def test_elements_stand_in_the_order_of_the_schema() -> None:
    odd = (
        Prose("a", number=Numbering("a"), together=True, before=3, bold=True, size=12, inset=9),
        Prose("b", dotted=True, italic=True, indented=False),
        Table((9, 9), (Row((cell("x", down=2, shade="EEEEEE"), cell("y", stands="center"))),)),
        Turn(anew=True),
    )
    seen = set()
    for name, part in members(written((*plan(2), *odd))).items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for element in docx.oxml.parse_xml(part).iter():
            tag = element.tag.rpartition("}")[2]
            if tag in ORDER:
                seen.add(tag)
                order = ORDER[tag].split()
                places = [order.index(child.tag.rpartition("}")[2]) for child in element]
                assert places == sorted(places), (name, tag)
                if tag not in ("sectPr", "numbering"):
                    assert len(places) == len(set(places)), (name, tag)
    assert seen == set(ORDER)
