"""Cells at the edges of what can be found: labels edited or gone, sheets that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from filled import CATALOGUE
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName
from test_edited import BOTH, NEW, OLD, Book, Case, facts, lose_names, read, said, save, written

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.intake import open_grid, take
from workbook_tool.layout import LIST_PREFIX, field_name
from workbook_tool.model.grid import Area, Cells, Grid, Hidden
from workbook_tool.reader import read_plan
from workbook_tool.reader.columns import FAR, Columns
from workbook_tool.reader.headings import LIKE, alike, likeness


def label(book: Book, case: Case, text: str) -> openpyxl.cell.Cell:
    """The cell of a label on the sheet of single fields."""
    (found,) = [c for row in book[case.info].iter_rows() for c in row if c.value == text]
    return found


@BOTH
def test_a_label_in_other_words_is_the_nearest_one(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    lose_names(book, case)
    book[case.info].insert_rows(2)
    label(book, case, "Tên trường").value = "Tên nhà trường"
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert [f["value"] for f in facts(plan, "WB110")] == ["Tên nhà trường"]


@BOTH
def test_a_label_wiped_out_is_known_by_its_neighbours(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    lose_names(book, case)
    book[case.info].insert_rows(2)
    label(book, case, "Tên trường").value = None
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert said(plan) == set()


@BOTH
def test_a_label_by_its_name_alone(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    label(book, case, "Tên trường").value = "Cái gì đó khác hẳn"
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert said(plan) == {"WB110"}


@BOTH
def test_a_deleted_row_is_lost_and_its_neighbour_is_not_read_for_it(
    tmp_path: Path, case: Case
) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    lose_names(book, case)
    book[case.info].delete_rows(label(book, case, "Địa chỉ").row)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert [f["label"] for f in facts(plan, "WB170")] == ["Địa chỉ"]
    assert "school.address" not in plan.values
    assert written(plan) == written(expected)


@BOTH
@pytest.mark.parametrize("end", [0, -1])
def test_a_deleted_row_at_an_end_is_lost_and_no_heading_is_read_for_it(
    tmp_path: Path, case: Case, end: int
) -> None:
    form = CATALOGUE.form(case.form)
    field = next(b for s, b in form.blocks("fields") if s.title == case.info).fields[end]
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    lose_names(book, case)
    book[case.info].delete_rows(label(book, case, field.label["vi"]).row)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert [f["label"] for f in facts(plan, "WB170")] == [field.label["vi"]]
    assert field.id not in plan.values
    rest, tables = written(expected)
    rest.pop(field.id, None)
    assert written(plan) == (rest, tables)


def test_all_headings_and_names_gone_are_all_lost(tmp_path: Path) -> None:
    book = OLD.book()
    lose_names(book, OLD)
    for cell in book[OLD.plan][OLD.heading]:
        cell.value = None
    plan = read(save(book, tmp_path / "b.xlsx"))
    table = CATALOGUE.form(OLD.form).table("action")
    assert table
    assert {p.field for a in plan.anomalies if a.rule == "WB170" for p in a.places} == {
        f.id for f in table.fields if f.id
    }
    assert plan.actions == ()
    assert "WB109" not in said(plan)


@BOTH
def test_a_sheet_renamed_by_a_program_takes_its_names_along(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    book[case.plan].title = "Bảng của trường"
    for name, defined in list(book.defined_names.items()):
        moved = defined.attr_text.replace(f"'{case.plan}'", "'Bảng của trường'")
        book.defined_names[name] = DefinedName(name, attr_text=moved)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert said(plan) == set()


@BOTH
@pytest.mark.parametrize("title", ["III. Ke hoach", "iii kế hoạch (2)", "III. Kế hoạch_3"])
def test_a_title_nearly_the_form_s_is_the_form_s(tmp_path: Path, case: Case, title: str) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    lose_names(book, case)
    book[case.plan].title = title.replace("III", "V") if case is NEW else title
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert said(plan) == set()


@BOTH
def test_the_row_of_numbers_below_the_headings_may_be_gone(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    lose_names(book, case)
    if case is NEW:
        book[case.plan].unmerge_cells("H6:I6")
        book[case.plan].delete_rows(case.heading + 1)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)


@BOTH
def test_a_blank_row_under_the_heading_moves_no_number(tmp_path: Path, case: Case) -> None:
    """Excel moves the names along; the row is blank and belongs to nobody."""
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    first = case.heading + (1 if case is OLD else 2)
    book[case.plan].insert_rows(first)
    for name, defined in list(book.defined_names.items()):
        if f"'{case.plan}'" in defined.attr_text and ":" in defined.attr_text:
            sheet, _, cells = defined.attr_text.rpartition("!")
            column, last = cells.split("$")[1], int(cells.rsplit("$", 1)[1])
            moved = f"{sheet}!${column}${first + 1}:${column}${last + 1}"
            book.defined_names[name] = DefinedName(name, attr_text=moved)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)


@dataclass(frozen=True)
class Torn:
    """A grid of which some sheets cannot be read, and all weigh much."""

    own: Grid
    torn: tuple[str, ...] = ()
    weighs: int = 0
    error: type[Refused] = Refused

    @property
    def titles(self) -> tuple[str, ...]:
        return self.own.titles

    @property
    def names(self) -> Mapping[str, Area]:
        return self.own.names

    @property
    def properties(self) -> Mapping[str, str]:
        return self.own.properties

    @property
    def carries(self) -> frozenset[str]:
        return self.own.carries

    def weight(self, title: str) -> int:
        return self.weighs or self.own.weight(title)

    def cells(self, title: str) -> Cells:
        if title in self.torn:
            raise self.error("WB102")
        return self.own.cells(title)

    def hidden(self, title: str) -> Hidden:
        return self.own.hidden(title)


def grid_of(book: Book, path: Path) -> Grid:
    return open_grid(take(save(book, path)).data)


def test_an_added_sheet_that_cannot_be_read_refuses_nothing(tmp_path: Path) -> None:
    book = OLD.book()
    book.create_sheet("Ảnh chụp")["A1"] = "x"
    plan = read_plan(Torn(grid_of(book, tmp_path / "a.xlsx"), ("Ảnh chụp",)), CATALOGUE)
    assert facts(plan, "WB173") == [{"title": "Ảnh chụp"}]
    assert [a.places[0].cell for a in plan.anomalies] == [""]
    assert len(plan.actions) == 3


def test_a_heavy_workbook_is_looked_into_only_where_titles_are_ours(tmp_path: Path) -> None:
    book = OLD.book()
    book.custom_doc_props.props.clear()
    lose_names(book, OLD)
    heavy = Torn(grid_of(book, tmp_path / "a.xlsx"), weighs=2**24)
    assert read_plan(heavy, CATALOGUE).identity.form == OLD.form
    stranger = openpyxl.Workbook()
    stranger.active["A1"] = "điểm danh"
    never = Torn(grid_of(stranger, tmp_path / "b.xlsx"), ("Sheet",), 2**24)
    with pytest.raises(Refused, match="WB103"):
        read_plan(never, CATALOGUE)


def test_a_sheet_too_big_to_read_is_no_identity(tmp_path: Path) -> None:
    stranger = openpyxl.Workbook()
    stranger.active["A1"] = "điểm danh"
    stranger.create_sheet("Khác")["A1"] = "x"
    big = Torn(grid_of(stranger, tmp_path / "b.xlsx"), ("Khác",), error=TooMuch)
    with pytest.raises(Refused):
        read_plan(big, CATALOGUE)


@BOTH
def test_lists_under_another_title_are_no_added_sheet(tmp_path: Path, case: Case) -> None:
    """Excel takes the names of the lists along; nothing on their sheet is the school's."""
    book = case.book()
    book["ds"].title = "Danh mục"
    lists = [d for d in book.defined_names.values() if d.attr_text.startswith("'ds'!")]
    assert {d.name.startswith(LIST_PREFIX) for d in lists} == {True}
    for defined in lists:
        defined.attr_text = defined.attr_text.replace("'ds'", "'Danh mục'")
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert said(plan) == set()


@BOTH
def test_a_list_that_is_gone_is_not_said_to_be_changed(tmp_path: Path, case: Case) -> None:
    field = "action.level" if case is OLD else "issue.criterion"
    sheet = case.plan if case is OLD else "IV. Vấn đề"
    table = CATALOGUE.form(case.form).table(field.partition(".")[0])
    assert table
    book = case.book()
    lose_names(book, case)
    del book["ds"]
    column = [f.id for f in table.fields].index(field) + 1
    book[sheet].cell(5, column).value = "9.9. Tiêu chí tự thêm"
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert said(plan) == set()


@pytest.mark.parametrize("round_", ["term1", "không có"])
def test_a_round_that_the_form_has_not_is_refused_by_name(tmp_path: Path, round_: str) -> None:
    book = OLD.book()
    for prop in book.custom_doc_props.props:
        if prop.name == "wbtool_round":
            prop.value = round_
    with pytest.raises(Refused, match="WB106"):
        read(save(book, tmp_path / "a.xlsx"))


def test_tasks_below_a_table_end_where_the_form_goes_on(tmp_path: Path) -> None:
    """Rows written between the last prepared one and the next thing of the sheet are read."""
    book = OLD.book()
    sheet = book["I-II. Mục đích, căn cứ"]
    (heading,) = [c for row in sheet.iter_rows() for c in row if c.value == "Mục đích, yêu cầu"]
    last = heading.row + 8
    sheet.insert_rows(last + 1, 3)
    sheet.cell(last + 2, heading.column).value = "Ý thêm vào dưới bảng"
    lose_names(book, OLD)
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert plan.records("purpose")[-1].text("purpose.text") == "Ý thêm vào dưới bảng"
    basis = read(save(OLD.book(), tmp_path / "b.xlsx")).records("basis")
    assert [r.text("basis.text") for r in plan.records("basis")] == [
        r.text("basis.text") for r in basis
    ]


def rewritten(extra: str) -> tuple[Book, int]:
    """A line added right below a table, and what leads to the next one told in other words.

    The second is the row of the next table's headings.
    """
    book = OLD.book()
    sheet = book["I-II. Mục đích, căn cứ"]
    texts = {c.value: c for row in sheet.iter_rows() for c in row if c.value}
    first, second = texts["Mục đích, yêu cầu"], texts["Nội dung (trích yếu)"]
    between = [c for c in texts.values() if first.row + 8 < c.row < second.row]
    assert len(between) == 2
    for cell in between:
        cell.value = "Phần sau do trường viết lại"
    sheet.cell(first.row + 9, first.column).value = extra
    return book, second.row


@pytest.mark.parametrize("headings", ["kept", "gone"])
def test_a_table_ends_at_the_next_one_by_its_headings_or_its_names(
    tmp_path: Path, headings: str
) -> None:
    book, row = rewritten("Ý thêm vào ngay dưới bảng")
    for cell in book["I-II. Mục đích, căn cứ"][row] if headings == "gone" else ():
        cell.value = None
    plan = read(save(book, tmp_path / "a.xlsx"))
    bases = [r.text("basis.text") for r in plan.records("basis")]
    purposes = [r.text("purpose.text") for r in plan.records("purpose")]
    assert purposes[-1] == "Ý thêm vào ngay dưới bảng"
    assert bases[2:]
    assert not set(bases) & set(purposes)
    assert "WB170" not in said(plan)


def test_a_table_of_which_nothing_is_left_is_said_and_ends_no_other(tmp_path: Path) -> None:
    book, row = rewritten("Ý thêm vào ngay dưới bảng")
    lose_names(book, OLD)
    for cell in book["I-II. Mục đích, căn cứ"][row]:
        cell.value = None
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert "Ý thêm vào ngay dưới bảng" in [r.text("purpose.text") for r in plan.records("purpose")]
    assert plan.records("basis") == ()
    lost = {p.field for a in plan.anomalies if a.rule == "WB170" for p in a.places}
    assert "basis.text" in lost


def test_a_name_that_stands_for_a_cell_on_another_sheet_is_followed(tmp_path: Path) -> None:
    book = OLD.book()
    other = book.create_sheet("Trang phụ")
    other["B2"] = "Nơi khác"
    own = book.defined_names[field_name("plan.place")]
    sheet, _, cell = own.attr_text.rpartition("!")
    book[sheet.strip("'")][cell.replace("$", "")].value = None
    own.attr_text = "'Trang phụ'!$B$2"
    assert read(save(book, tmp_path / "a.xlsx")).text("plan.place") == "Nơi khác"


@given(st.text("abc ", max_size=12), st.text("abc ", max_size=12))
def test_alike_is_what_likeness_says(one: str, other: str) -> None:
    assert alike(one, other) is (likeness(one, other) >= LIKE)


def test_a_sheet_of_many_texts_is_looked_through_for_headings_near_its_top_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []
    texts = Columns.texts
    monkeypatch.setattr(Columns, "texts", lambda own, row: compared.append(row) or texts(own, row))
    words = ("kết quả cần đạt", "chủ trì", "thời gian thực hiện", "điểm trung bình")
    book = openpyxl.Workbook()
    for row in range(600):
        book.active.append([f"{words[(row + n) % 4]} {row}" for n in range(14)])
    book.save(stream := io.BytesIO())
    with pytest.raises(Refused) as refused:
        read_plan(open_grid(stream.getvalue()), CATALOGUE)
    assert refused.value.key == "WB103"
    assert 0 < max(compared) < 2 * FAR
