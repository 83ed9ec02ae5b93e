"""A marked copy is the school's workbook with marks, and nothing else of it is changed."""

from __future__ import annotations

import io
import posixpath
import re
from pathlib import Path
from xml.dom import minidom

import openpyxl
import pytest
from marks.marked import (
    CATALOGUE,
    EXAMPLES,
    changed,
    marked,
    parts,
    report_of,
    sheet_part,
    unmarked,
)

from workbook_tool.intake import open_grid
from workbook_tool.layout import MARKS_NAME
from workbook_tool.marks.comments import SHEET_ORDER

NAMES = [p.stem for p in sorted(EXAMPLES.glob("*.xlsx"))]
WITH_FAULTS = [name for name in NAMES if report_of(EXAMPLES / f"{name}.xlsx").findings]
PLAN = "III. Kế hoạch"


@pytest.fixture(scope="module")
def copies() -> dict[str, bytes]:
    return {name: marked(EXAMPLES / f"{name}.xlsx") for name in NAMES}


def test_examples_have_both_kinds() -> None:
    assert len(WITH_FAULTS) >= 6
    assert set(NAMES) - set(WITH_FAULTS)


@pytest.mark.parametrize("name", NAMES)
def test_taking_the_marks_off_gives_the_very_parts(name: str, copies: dict[str, bytes]) -> None:
    before, after = parts((EXAMPLES / f"{name}.xlsx").read_bytes()), parts(unmarked(copies[name]))
    assert list(before) == list(after)
    assert before == after


@pytest.mark.parametrize("name", NAMES)
def test_marking_twice_changes_nothing(name: str, copies: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(copies[name])
    assert marked(path) == copies[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_copy_is_found_to_be_the_same(
    name: str, copies: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(copies[name])
    first, again = report_of(EXAMPLES / path.name), report_of(path)
    assert again.findings == first.findings
    assert again.plan == first.plan


@pytest.mark.parametrize("name", WITH_FAULTS)
def test_only_what_carries_marks_is_touched(name: str, copies: dict[str, bytes]) -> None:
    before, after = parts((EXAMPLES / f"{name}.xlsx").read_bytes()), parts(copies[name])
    touched = {part for part in before if before[part] != after[part]}
    sheets = {part for part in touched if part.startswith("xl/worksheets/sheet")}
    frame = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    assert touched - sheets == {*frame, "xl/styles.xml"}
    rows = re.compile(rb"<sheetData.*</sheetData>", re.DOTALL)
    for part in sheets:
        # Cells, formulas and cached values stand there byte by byte.
        assert rows.findall(before[part]) == rows.findall(after[part])
        for tag in (b"sheetProtection", b"dataValidations", b"mergeCells", b"pageSetup"):
            element = re.compile(b"<%b[ >].*?(?:/>|</%b>)" % (tag, tag), re.DOTALL)
            assert element.findall(before[part]) == element.findall(after[part])
        own = re.compile(rb"<conditionalFormatting.*?</conditionalFormatting>", re.DOTALL)
        kept = [c for c in own.findall(after[part]) if MARKS_NAME.encode() not in c]
        assert kept == own.findall(before[part])


@pytest.mark.parametrize("name", WITH_FAULTS)
def test_both_readers_see_the_same_cells(name: str, copies: dict[str, bytes]) -> None:
    data = (EXAMPLES / f"{name}.xlsx").read_bytes()
    old, new = open_grid(data), open_grid(copies[name])
    assert new.titles == ("Cần xem lại", *old.titles)
    assert all(old.cells(title) == new.cells(title) for title in old.titles)
    for formulas in (True, False):
        before = openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas)
        after = openpyxl.load_workbook(io.BytesIO(copies[name]), data_only=not formulas)
        for title in before.sheetnames:
            for cell in (c for row in before[title].iter_rows() for c in row):
                other = after[title][cell.coordinate]
                assert cell.value == other.value
                assert cell.number_format == other.number_format
                assert cell.protection.locked == other.protection.locked
                assert cell.fill.fgColor.rgb == other.fill.fgColor.rgb
                assert (cell.font.name, cell.font.sz) == (other.font.name, other.font.sz)


@pytest.mark.parametrize("name", WITH_FAULTS)
def test_parts_are_well_formed_and_in_the_order_of_the_standard(
    name: str, copies: dict[str, bytes]
) -> None:
    for part, data in parts(copies[name]).items():
        if part.endswith((".xml", ".rels", ".vml")):
            root = minidom.parseString(data).documentElement
            if part.startswith("xl/worksheets/sheet"):
                names = [n.localName for n in root.childNodes if n.nodeType == n.ELEMENT_NODE]
                places = [SHEET_ORDER.index(n) for n in names]
                assert places == sorted(places), (part, names)


@pytest.mark.parametrize("name", WITH_FAULTS)
def test_every_part_has_a_type_and_every_relationship_a_part(
    name: str, copies: dict[str, bytes]
) -> None:
    held = parts(copies[name])
    types = held["[Content_Types].xml"].decode()
    endings = re.findall(r'Extension="([^"]+)"', types)
    named = [n.lstrip("/") for n in re.findall(r'PartName="([^"]+)"', types)]
    assert len(named) == len(set(named))
    assert set(named) <= set(held)
    for part in held:
        assert part in named or part.rpartition(".")[2] in endings or part == "[Content_Types].xml"
    for part in (p for p in held if p.startswith("xl/worksheets/_rels")):
        ids = re.findall(r'\bId="([^"]+)"', held[part].decode())
        assert len(ids) == len(set(ids))
        for target in re.findall(r'Target="([^"]+)"', held[part].decode()):
            assert posixpath.normpath(posixpath.join("xl/worksheets", target)) in held


def test_names_of_single_sheets_move_with_their_sheets(copies: dict[str, bytes]) -> None:
    before = openpyxl.load_workbook(EXAMPLES / "000.xlsx")
    after = openpyxl.load_workbook(io.BytesIO(copies["000"]))
    for title in before.sheetnames:
        assert after[title].print_title_rows == before[title].print_title_rows
        assert after[title].print_area == before[title].print_area
    assert after.active.title == after.sheetnames[0]
    assert [s.title for s in after if s.sheet_view.tabSelected] == [after.sheetnames[0]]
    assert after.security.lockStructure
    assert after.defined_names[MARKS_NAME].attr_text == "'Cần xem lại'!$A$1"


def test_a_faulty_cell_is_coloured_while_it_is_as_found(copies: dict[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(copies["003"]))[PLAN]
    rules = {
        str(area.sqref): [rule.formula[0] for rule in area.rules]
        for area in sheet.conditional_formatting
    }
    assert rules["S5"] == [f'AND(N("{MARKS_NAME}")=0,EXACT($S$5,"T8-T9/2025"))']
    assert rules["N5"] == [f'AND(N("{MARKS_NAME}")=0,$N$5="")']


def test_a_faulty_cell_has_a_comment_of_its_own_that_can_be_read(
    copies: dict[str, bytes],
) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(copies["000"]))[PLAN]
    comment = sheet["K6"].comment
    assert comment.text.startswith(
        "Nơi nhận kế hoạch:\nNên xem lại: Việc số 2 (tiêu chí 1.2) có thời gian đến hết"
    )
    assert "Đề nghị xem lại thời gian của việc" in comment.text
    assert "WB305" in comment.text.rpartition("(")[2]
    assert comment.author == "Nơi nhận kế hoạch"
    drawing = next(
        data for part, data in parts(copies["000"]).items() if part.endswith("Drawing4.vml")
    ).decode()
    assert drawing.count("<x:Anchor>") == len(re.findall(r"<x:Row>", drawing))
    shape = next(s for s in drawing.split("<v:shape ") if "<x:Row>5</x:Row>" in s)
    height = int(re.findall(r"height:(\d+)pt", shape)[0])
    lines = -(-len(comment.text) // 48)
    assert height >= lines * 12  # 10 pt letters want 12 pt a line


def test_the_list_says_what_where_and_leads_there(copies: dict[str, bytes]) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(copies["003"]))
    sheet = workbook.worksheets[0]
    texts = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
    report = report_of(EXAMPLES / "003.xlsx")
    for finding in report.findings:
        assert any(finding.told in text and finding.code in text for text in texts)
    assert texts.index("Phải sửa") < texts.index("Nên xem lại")
    links = [c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert f"'{PLAN}'!S5" in links
    assert sheet.protection.sheet
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$9:$9"
    assert any("Trường Mầm non Hoa Gạo" in text for text in texts)


def test_a_clean_workbook_gets_no_marks(copies: dict[str, bytes]) -> None:
    clean = next(name for name in NAMES if name not in WITH_FAULTS)
    assert copies[clean] == (EXAMPLES / f"{clean}.xlsx").read_bytes()


def test_marks_of_a_mended_file_are_taken_off(tmp_path: Path, copies: dict[str, bytes]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(copies["003"])
    report = report_of(EXAMPLES / "003.xlsx")
    from dataclasses import replace

    mended = replace(report, findings=())
    assert parts(marked(path, mended)) == parts((EXAMPLES / "003.xlsx").read_bytes())


def test_a_sheet_of_the_same_title_is_the_schools_own(tmp_path: Path) -> None:
    path = changed(
        EXAMPLES / "003.xlsx",
        tmp_path / "a.xlsx",
        lambda _, data: data.replace("IV. Tổ chức".encode(), "Cần xem lại".encode()),
    )
    data = marked(path)
    titles = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert titles[0] == "Cần xem lại (2)"
    assert titles.count("Cần xem lại") == 1
    assert parts(unmarked(data)) == parts(path.read_bytes())


def test_english_marks_are_taken_off_by_a_vietnamese_run(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(marked(EXAMPLES / "003.xlsx", language="en"))
    assert openpyxl.load_workbook(path).sheetnames[0] == "To look at"
    assert marked(path) == marked(EXAMPLES / "003.xlsx")


def test_words_for_every_language() -> None:
    from workbook_tool.marks import Words

    table = CATALOGUE.words("marked")
    assert set(Words.read(table, "vi").texts) == set(Words.read(table, "en").texts)


def test_findings_of_whole_files_are_listed_only() -> None:
    data = marked(EXAMPLES / "001.xlsx")
    assert sheet_part(data, PLAN) in parts(data)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert any("WB109" in str(c.value) for row in sheet.iter_rows() for c in row)
