"""The workbook a school is handed: what is locked, what is named, what it offers."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from workbook_tool.catalogue import Catalogue
from workbook_tool.choices import Choices
from workbook_tool.errors import TemplateRefused
from workbook_tool.layout import build_layout, field_name, letter
from workbook_tool.model import School, SchoolYear
from workbook_tool.sheets import Book, put, validate
from workbook_tool.template import Issue, make_template

CATALOGUE = Catalogue()
SETS = CATALOGUE.form("plan-2018").sets


def issue(set_id: str = "tt19-2018-mn", rows: int | None = 12, **more: object) -> Issue:
    standard_set = CATALOGUE.set(set_id)
    form = CATALOGUE.form_for(set_id)
    layout = build_layout(form, standard_set, rows)
    return Issue(
        layout, Choices(form, standard_set, CATALOGUE.vocabulary, SchoolYear(2025)), **more
    )


@cache
def plain() -> bytes:
    return make_template(issue())


@cache
def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def writable(made: Issue) -> set[tuple[str, str]]:
    cells = set()
    for spot in made.layout.spots.values():
        if not made.locked(spot.field):
            cells |= {(spot.sheet, cell) for cell in spot.cells}
    for table in made.layout.tables.values():
        for column, field in table.columns.items():
            if field.writable:
                rows = range(table.first + 1, table.last + 2)
                cells |= {(table.sheet, f"{letter(column)}{row}") for row in rows}
    return cells


def unlocked(workbook: openpyxl.Workbook) -> set[tuple[str, str]]:
    return {
        (sheet.title, cell.coordinate)
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }


@pytest.mark.parametrize("set_id", SETS)
def test_exactly_the_cells_of_the_form_are_unlocked(set_id: str) -> None:
    made = issue(set_id)
    workbook = opened(make_template(made))
    assert unlocked(workbook) == writable(made)
    assert all(sheet.protection.sheet for sheet in workbook)
    assert workbook.security.lockStructure


def test_an_issued_code_is_locked_and_a_missing_one_is_not() -> None:
    known = issue(school=School("01234567", "Trường Mầm non A"))
    code = known.layout.spots["school.code"]
    assert (code.sheet, code.cells[0]) in unlocked(opened(plain()))
    workbook = opened(make_template(known))
    assert (code.sheet, code.cells[0]) not in unlocked(workbook)
    assert workbook[code.sheet][code.cells[0]].value == "01234567"


def test_columns_outside_the_form_are_locked_and_normal_is_not() -> None:
    styles = parts(plain())["xl/styles.xml"].decode()
    normal = re.search(r"<cellStyleXfs.*?</cellStyleXfs>", styles, re.DOTALL)
    assert normal
    assert 'locked="0"' in normal[0]
    for name, content in parts(plain()).items():
        if re.match(r"xl/worksheets/sheet[1-8]\.xml", name):
            last = [int(n) for n in re.findall(rb'<col min="\d+" max="(\d+)"', content)]
            assert max(last) == 16_384, name


def test_every_field_has_a_name_without_dots() -> None:
    made = issue()
    names = opened(plain()).defined_names
    for spot in made.layout.spots.values():
        for part in range(len(spot.cells)):
            assert field_name(spot.field.id, part) in names
    for table in made.layout.tables.values():
        for field in table.columns.values():
            assert not field.id or field_name(field.id) in names
    assert not [name for name in names if "." in name]


def test_identity_stands_in_properties_names_and_sheet() -> None:
    made = issue(school=School("01234567", "Trường Mầm non A"))
    workbook = opened(make_template(made))
    properties = {p.name: p.value for p in workbook.custom_doc_props.props}
    sheet = {row[0]: row[1] for row in workbook["_id"].iter_rows(values_only=True)}
    assert properties["wbtool_school_code"] == sheet["wbtool_school_code"] == "01234567"
    assert set(properties) == set(made.identity())
    assert "wb_id_form" in workbook.defined_names
    assert workbook["_id"].sheet_state == "veryHidden"


def test_lists_are_named_and_never_inline() -> None:
    for sheet in opened(plain()):
        for validation in sheet.data_validations.dataValidation:
            if validation.type == "list":
                assert "wb_list_" in validation.formula1
                assert len(validation.formula1) <= 255
            assert len(validation.prompt or "") <= 255
            assert len(validation.promptTitle or "") <= 32


def test_lists_of_ids_refuse_and_lists_of_names_ask() -> None:
    made = issue()
    table = made.layout.tables["action"]
    sheet = opened(plain())[table.sheet]
    styles = {}
    for validation in sheet.data_validations.dataValidation:
        if validation.type == "list":
            styles[str(validation.sqref).split(":")[0]] = validation.errorStyle
    for field, style in (("criterion", None), ("level", None), ("lead", "information")):
        cell = f"{letter(table.column(f'action.{field}'))}{table.first + 1}"
        assert styles[cell] == style, field


def test_prompts_stand_on_headings_only() -> None:
    made = issue()
    for table in made.layout.tables.values():
        sheet = opened(plain())[table.sheet]
        for validation in sheet.data_validations.dataValidation:
            if validation.prompt:
                assert {r.min_row for r in validation.sqref.ranges} <= {
                    t.heading + 1 for t in made.layout.tables.values() if t.sheet == table.sheet
                }


def test_rows_may_grow_and_no_formula_keeps_a_cached_value() -> None:
    for name, content in parts(plain()).items():
        if name.startswith("xl/worksheets/"):
            assert b"customHeight" not in content
            assert not re.search(rb"</f><v>", content)
    workbook = opened(plain())
    assert all(s.protection.formatRows is False for s in workbook if s.sheet_state == "visible")


def test_no_numeric_or_date_validation_in_a_schools_sheet() -> None:
    for sheet in opened(plain()):
        kinds = {v.type for v in sheet.data_validations.dataValidation}
        assert kinds <= {"list", None, "none"}


def test_input_cells_are_text() -> None:
    made = issue()
    workbook = opened(plain())
    assert {workbook[s][c].number_format for s, c in writable(made)} == {"@"}


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert plain() == make_template(issue())


def test_a_password_protects_sheets_and_structure() -> None:
    book = parts(make_template(issue(password="mật khẩu 1")))["xl/workbook.xml"]
    assert re.search(rb'workbookPassword="[0-9A-F]{1,4}" lockStructure="1"', book)


ALLOWED = """
IF AND OR TRIM N SUM MAX IFERROR ISERROR MATCH INDEX OFFSET COUNTIF COUNTIFS COUNT SMALL MOD INT
LEN LEFT RIGHT MID SUBSTITUTE LOWER UPPER VALUE TEXT ISNUMBER SEARCH FIND SUMPRODUCT HYPERLINK
CHAR DATE DAY ROW
"""
"""Functions of Excel 2010, LibreOffice, WPS and Google Sheets alike."""


def test_functions_are_those_every_client_has() -> None:
    allowed = set(ALLOWED.split())
    used: set[str] = set()
    for name, content in parts(plain()).items():
        if name.startswith("xl/worksheets/"):
            for formula in re.findall(r"<f>([^<]*)</f>", content.decode()):
                bare = re.sub(r'"[^"]*"', "", formula.replace("&quot;", '"'))
                used |= set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare))
                assert len(formula) < 8_192, name
    assert used <= allowed, used - allowed


def test_a_list_too_long_is_refused_and_not_dropped() -> None:
    book = Book("Arial", 10)
    sheet = book.sheet("A")
    with pytest.raises(TemplateRefused):
        validate(sheet, (0, 0, 0, 0), {"validate": "list", "source": ["x" * 300]})


def test_text_is_written_as_text_and_never_cut() -> None:
    book = Book("Arial", 10)
    sheet = book.sheet("A")
    put(sheet, 0, 0, "=cmd|' /C calc'!A0")
    put(sheet, 1, 0, "https://example.org")
    with pytest.raises(TemplateRefused):
        put(sheet, 2, 0, "x" * 32_768)
    cells = opened(book.bytes())["A"]
    assert cells["A1"].data_type == "s"
    assert cells["A1"].value.startswith("=cmd")
    assert cells["A2"].hyperlink is None


@pytest.mark.soffice
def test_a_full_plan_is_printed_with_its_signer(tmp_path: Path, convert) -> None:
    """Every task on its own line, every level and standard headed, and the signer below."""
    made = issue(rows=60)
    table = made.layout.tables["action"]
    workbook = openpyxl.load_workbook(io.BytesIO(make_template(made)))
    sheet = workbook[table.sheet]
    criteria = made.choices.values("criteria")
    levels = made.choices.values("levels")
    for number in range(60):
        row = table.first + 1 + number
        for field, text in (
            ("criterion", criteria[number % len(criteria)]),
            ("level", levels[number // 3 % len(levels)]),
            ("task", f"việc thứ {number + 1}"),
        ):
            sheet[f"{letter(table.column(f'action.{field}'))}{row}"] = text
    signer = made.layout.spots["plan.signer_name"]
    workbook[signer.sheet][signer.cells[0]] = "Nguyễn Thị A"
    path = tmp_path / "full.xlsx"
    workbook.save(path)
    printed = openpyxl.load_workbook(convert(path, "xlsx"), data_only=True)["Văn bản (in, ký)"]
    cells = [str(c) for row in printed.iter_rows(values_only=True) for c in row[:9] if c]
    assert sum(text.startswith("việc thứ ") for text in cells) == 60
    assert "Nguyễn Thị A" in cells
    for standard in made.choices.set.standards:
        assert f"Tiêu chuẩn {standard.id}: {standard.name}" in cells


@pytest.mark.parametrize("set_id", SETS)
def test_examples_are_of_the_sets_own_criteria(set_id: str) -> None:
    made = issue(set_id)
    assert made.choices.set.texts["example_criterion"] in made.choices.values("criteria")
    for _, block in made.choices.form.blocks():
        for field in block.fields:
            assert len(made.filled(field.help)) <= 255
            assert "{" not in made.filled(field.help)
