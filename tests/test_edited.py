"""What people and programs do to a workbook, and the same plan read from it all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from filled import ACTION, ACTION_2026, CATALOGUE, ISSUE, VALUES, fill, save
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import Context, run
from workbook_tool.errors import Refused
from workbook_tool.intake import open_grid, take
from workbook_tool.model import Plan
from workbook_tool.reader import read_plan

Book = openpyxl.Workbook
Edit = Callable[[Book, "Case"], None]


@dataclass(frozen=True)
class Case:
    """A form, its filled workbook, and where its plan stands."""

    form: str
    set: str
    year: int
    plan: str
    info: str
    rows: tuple[dict[str, object], ...]
    tables: tuple[tuple[str, tuple[dict[str, object], ...]], ...] = ()

    def book(self) -> Book:
        values = {**VALUES, "plan.number": "12/KH-MNHS", "contact.name": "Lê Thị Bình"}
        return fill(self.rows, values, dict(self.tables), set_id=self.set, year=self.year)

    def column(self, field: str) -> int:
        """The column of a field in the plan's table (from 1), as the form puts it."""
        table = CATALOGUE.form(self.form).table("action")
        assert table
        return [f.id for f in table.fields].index(field) + 1

    @property
    def heading(self) -> int:
        """The row of the headings of the plan's table (from 1)."""
        return 4 if self.form == "plan-2018" else 5


OLD = Case(
    "plan-2018",
    "tt19-2018-mn",
    2025,
    "III. Kế hoạch",
    "Thông tin",
    (
        ACTION,
        {"action.task": "Việc thứ hai", "action.lead": "PHT", "action.start": "Hằng tháng"},
        {**ACTION, "action.criterion": "1.10. Đảm bảo an ninh trật tự", "action.notes": "ghi"},
    ),
)
NEW = Case(
    "plan-2026",
    "tt57-2026-mn",
    2026,
    "V. Kế hoạch",
    "I-III. Thông tin",
    (
        ACTION_2026,
        {**ACTION_2026, "action.issue": "2"},
        {"action.task": "y tế xã", "action.start": "10/2026"},
    ),
    (("issue", (ISSUE, {**ISSUE, "issue.criterion": "", "issue.state": "Khác"})),),
)
BOTH = pytest.mark.parametrize("case", [OLD, NEW], ids=lambda c: c.form)


def read(path: Path, catalogue: Catalogue = CATALOGUE) -> Plan:
    return read_plan(open_grid(take(path).data), catalogue)


def written(plan: Plan) -> object:
    """All that a person wrote, by field; where it stood does not matter."""
    form = CATALOGUE.form(plan.identity.form)

    def own(values: object) -> dict[str, object]:
        kept = {n: v for n, v in values.items() if (f := form.field(n)) and f.role == "input"}
        return {n: (v.text, v.read) for n, v in kept.items() if not v.blank}

    rows = {
        t: [(r.number, r.criterion, own(r.values)) for r in rs] for t, rs in plan.tables.items()
    }
    return own(plan.values), rows


def said(plan: Plan, *but: str) -> set[str]:
    return {anomaly.rule for anomaly in plan.anomalies} - set(but)


def facts(plan: Plan, rule: str) -> list[dict[str, str]]:
    return [dict(anomaly.facts) for anomaly in plan.anomalies if anomaly.rule == rule]


def lose_names(book: Book, case: Case) -> None:
    """As programs that keep no names; lists and identity go with them."""
    for name in list(book.defined_names):
        del book.defined_names[name]


def rename_sheets(book: Book, case: Case) -> None:
    for number, sheet in enumerate(book.worksheets):
        if sheet.sheet_state == "visible":
            sheet.title = f"Trang {number}"


def reverse_sheets(book: Book, case: Case) -> None:
    book._sheets.reverse()


def rows_above(book: Book, case: Case) -> None:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            sheet.insert_rows(1, 3)


def row_between_heading_and_info(book: Book, case: Case) -> None:
    book[case.info].insert_rows(8, 2)


def columns_inserted(book: Book, case: Case) -> None:
    book[case.plan].insert_cols(3, 2)
    book[case.plan].insert_cols(9)
    book[case.info].insert_cols(1)
    for dimension in book[case.plan].column_dimensions.values():
        dimension.hidden = False


def column_of_notes_beside_the_labels(book: Book, case: Case) -> None:
    book[case.info].insert_cols(3)


def columns_swapped(book: Book, case: Case) -> None:
    """Cut and pasted: task and lead change places, headings with them."""
    swap(book[case.plan], case.column("action.task"), case.column("action.lead"))
    swap(book[case.plan], case.column("action.start"), case.column("action.target"))


def swap(sheet: Worksheet, one: int, other: int) -> None:
    for row in range(1, sheet.max_row + 1):
        first, second = sheet.cell(row, one), sheet.cell(row, other)
        if not {type(first).__name__, type(second).__name__} & {"MergedCell"}:
            first.value, second.value = second.value, first.value


def echo_columns_deleted(book: Book, case: Case) -> None:
    """Columns that hold no field are gone."""
    table = CATALOGUE.form(case.form).table("action")
    assert table
    unneeded = [n for n, f in enumerate(table.fields, 1) if not f.id and f.role != "number"]
    for column in reversed(unneeded):
        book[case.plan].delete_cols(column)


def values_pasted_over_everything(book: Book, case: Case) -> None:
    """Formulas, lists and colours gone; what was seen stays."""
    for sheet in book.worksheets:
        sheet.data_validations.dataValidation.clear()
        sheet.conditional_formatting = type(sheet.conditional_formatting)()
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = None


def accents_lost(book: Book, case: Case) -> None:
    """Headings retyped without accents, in capitals, with a word more."""
    sheet, row = book[case.plan], case.heading
    for field, text in (
        ("action.task", "CONG VIEC / GIAI PHAP CAN THUC HIEN"),
        ("action.target", "Ket qua can dat, muc tieu" if case is OLD else "Muc tieu cai tien"),
        ("action.start", "Tu"),
    ):
        if field != "action.task" or case is OLD:
            sheet.cell(row, case.column(field)).value = text
    for cell in (c for r in book[case.info].iter_rows() for c in r if c.value == "Tên trường"):
        cell.value = "Ten truong:"


HARMLESS = [
    lose_names,
    rename_sheets,
    reverse_sheets,
    rows_above,
    row_between_heading_and_info,
    columns_inserted,
    column_of_notes_beside_the_labels,
    columns_swapped,
    echo_columns_deleted,
    values_pasted_over_everything,
]


@BOTH
@pytest.mark.parametrize("edit", HARMLESS, ids=lambda e: e.__name__)
@pytest.mark.parametrize("names", ["stale", "lost"])
def test_the_same_plan_is_read_and_nothing_is_said(
    tmp_path: Path, case: Case, edit: Edit, names: str
) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    assert said(expected) == set()
    book = case.book()
    if names == "lost":
        lose_names(book, case)
    edit(book, case)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert said(plan) == set(), plan.anomalies


@BOTH
@pytest.mark.parametrize("names", ["stale", "lost"])
def test_everything_at_once(tmp_path: Path, case: Case, names: str) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    if names == "lost":
        lose_names(book, case)
        book.custom_doc_props.props.clear()
    for edit in (
        columns_swapped,
        values_pasted_over_everything,
        columns_inserted,
        rows_above,
        rename_sheets,
    ):
        edit(book, case)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert said(plan) == set(), plan.anomalies


@BOTH
@pytest.mark.parametrize("names", ["kept", "lost"])
def test_headings_hardly_changed_are_known_and_said(tmp_path: Path, case: Case, names: str) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    accents_lost(book, case)
    if names == "lost":
        lose_names(book, case)
        columns_swapped(book, case)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert said(plan) == {"WB110"}


def alone(book: Book, title: str) -> Book:
    """One sheet copied into a new workbook, values only, as pasting does."""
    new = openpyxl.Workbook()
    sheet = new.active
    sheet.title = title
    for row in book[title].iter_rows():
        for cell in row:
            if cell.value is not None and not str(cell.value).startswith("="):
                sheet.cell(cell.row, cell.column).value = cell.value
    return new


@BOTH
def test_a_workbook_without_identity_is_known_by_its_headings(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    lose_names(book, case)
    book.custom_doc_props.props.clear()
    del book["_id"]
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert (plan.identity.form, plan.identity.set) == (case.form, case.set)
    assert written(plan) == written(expected)
    assert facts(plan, "WB174")[0]["form.vi"] == CATALOGUE.form(case.form).name["vi"]
    assert said(plan) == {"WB174"}


@BOTH
@pytest.mark.parametrize("title", ["", "Sheet1"])
def test_the_plan_alone_in_a_new_workbook_is_read(tmp_path: Path, case: Case, title: str) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    new = alone(case.book(), case.plan)
    new.active.title = title or case.plan
    if case is NEW:  # the set is told by the criteria, and those of this form stand elsewhere
        book = alone(case.book(), "IV. Vấn đề")
        other = new.create_sheet("IV. Vấn đề")
        for row in book.active.iter_rows():
            for cell in row:
                other.cell(cell.row, cell.column).value = cell.value
    plan = read(save(new, tmp_path / "b.xlsx"))
    assert [r.number for r in plan.actions] == [r.number for r in expected.actions]
    for record, own in zip(plan.actions, expected.actions, strict=True):
        assert record.criterion == own.criterion
        assert {n: v.text for n, v in record.values.items() if n != "action.id"} == {
            n: v.text for n, v in own.values.items() if n != "action.id"
        }
    assert {"WB174", "WB121"} <= said(plan) <= {"WB174", "WB121"}


def test_headings_of_one_form_and_criteria_of_none_are_a_stranger_s(tmp_path: Path) -> None:
    new = alone(OLD.book(), OLD.plan)
    for row in new.active.iter_rows(min_row=5):
        for cell in row:
            cell.value = None
    with pytest.raises(Refused, match="WB103"):
        read(save(new, tmp_path / "b.xlsx"))


@BOTH
def test_of_two_copies_the_filled_one_counts(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    copy = book.copy_worksheet(book[case.plan])
    copy.title = f"{case.plan} (2)"
    for row in book[case.plan].iter_rows(min_row=case.heading + 1):
        for cell in row:
            if type(cell).__name__ != "MergedCell" and not cell.protection.locked:
                cell.value = None
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert facts(plan, "WB171") == [
        {"title": case.plan, "counted": f"{case.plan} (2)", "other": case.plan}
    ]
    assert said(plan) == {"WB171"}


@BOTH
def test_of_two_copies_that_differ_the_original_counts(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    copy = book.copy_worksheet(book[case.plan])
    copy.title = "Bản sửa"
    field = copy.cell(case.heading + 2, case.column("action.task"))
    field.value = "Việc chỉ có trong bản sao"
    lead = book[case.plan].cell(case.heading + 2, case.column("action.lead"))
    lead.value = "Phó hiệu trưởng chỉ ở bản gốc"
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert [f["counted"] for f in facts(plan, "WB171")] == [case.plan]
    assert [f["other"] for f in facts(plan, "WB171")] == ["Bản sửa"]
    assert len(plan.actions) == len(expected.actions)


@BOTH
def test_a_copy_without_a_word_of_its_own_is_only_a_hint(tmp_path: Path, case: Case) -> None:
    book = case.book()
    book.copy_worksheet(book[case.plan]).title = "Bản sao"
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert said(plan) == {"WB175"}
    assert len(plan.actions) == len(read(save(case.book(), tmp_path / "a.xlsx")).actions)


@BOTH
def test_a_copy_that_holds_less_is_passed_over(tmp_path: Path, case: Case) -> None:
    book = case.book()
    copy = book.copy_worksheet(book[case.plan])
    copy.title = "Bản sao"
    for row in copy.iter_rows(min_row=case.heading + 2):
        for cell in row:
            if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                cell.value = None
    assert said(read(save(book, tmp_path / "b.xlsx"))) == set()


@BOTH
def test_added_sheets_are_told_when_something_stands_on_them(tmp_path: Path, case: Case) -> None:
    book = case.book()
    book.create_sheet("Sheet1")
    book.create_sheet("Nháp")["C4"] = "hỏi lại chị Bình"
    plan = read(save(book, tmp_path / "b.xlsx"))
    (anomaly,) = plan.anomalies
    assert (anomaly.rule, anomaly.facts["title"]) == ("WB173", "Nháp")
    assert (anomaly.places[0].cell, anomaly.places[0].value) == ("C4", "hỏi lại chị Bình")


@BOTH
def test_what_is_hidden_is_read_and_said(tmp_path: Path, case: Case) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    sheet, row = book[case.plan], case.heading + (2 if case is OLD else 3)
    sheet.row_dimensions[row].hidden = True
    sheet.row_dimensions[row + 6].hidden = True  # blank: nothing to say
    sheet.column_dimensions["A"].hidden = True
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    (anomaly,) = plan.anomalies
    assert (anomaly.rule, anomaly.facts["title"]) == ("WB172", case.plan)
    assert {p.task for p in anomaly.places} == {2}


@BOTH
def test_a_column_that_is_gone_is_said_and_no_neighbour_is_read_for_it(
    tmp_path: Path, case: Case
) -> None:
    book = case.book()
    lose_names(book, case)
    book[case.plan].delete_cols(case.column("action.target"))
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert [f["label"] for f in facts(plan, "WB170")] == [
        CATALOGUE.form(case.form).field("action.target").label["vi"]
    ]
    assert [r.text("action.task") for r in plan.actions] == [r["action.task"] for r in case.rows]
    assert not any(r.text("action.target") for r in plan.actions)
    context = Context(CATALOGUE.form(case.form), CATALOGUE.set(case.set), CATALOGUE.vocabulary)
    assert not {"WB604", "WB605"} & {f.code for f in run(plan, context, CATALOGUE.rules, "vi")}


@BOTH
def test_columns_deleted_at_the_left_are_lost_and_the_others_read(
    tmp_path: Path, case: Case
) -> None:
    book = case.book()
    lose_names(book, case)
    book[case.plan].delete_cols(1, 2)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert [f["label"] for f in facts(plan, "WB170")] == [
        CATALOGUE.form(case.form).field("action.id").label["vi"]
    ]
    assert [r.text("action.task") for r in plan.actions] == [r["action.task"] for r in case.rows]


@BOTH
def test_a_rewritten_heading_among_moved_columns_is_asked_for(tmp_path: Path, case: Case) -> None:
    book = case.book()
    lose_names(book, case)
    columns_swapped(book, case)
    moved = book[case.plan].cell(case.heading, case.column("action.lead"))
    moved.value = "Mốc của nhà trường"
    (lost,) = facts(read(save(book, tmp_path / "b.xlsx")), "WB170")
    assert lost["near"] == "Mốc của nhà trường"
    assert lost["near_cell"] == moved.coordinate


@BOTH
def test_rows_deleted_in_the_middle_leave_ids_and_say_nothing(tmp_path: Path, case: Case) -> None:
    book = case.book()
    below = 1 if case is OLD else 2
    book[case.plan].delete_rows(case.heading + below + 1)
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert [r.number for r in plan.actions] == [1, 3]
    assert said(plan) == set()


@BOTH
@pytest.mark.parametrize("names", ["kept", "lost"])
def test_a_list_that_was_changed_is_said_when_its_entry_was_chosen(
    tmp_path: Path, case: Case, names: str
) -> None:
    field = "action.criterion" if case is OLD else "issue.criterion"
    table = CATALOGUE.form(case.form).table(field.partition(".")[0])
    assert table
    sheet = case.plan if case is OLD else "IV. Vấn đề"
    column = [f.id for f in table.fields].index(field) + 1
    book = case.book()
    if names == "lost":
        lose_names(book, case)
    (at,) = [c for c in book["ds"][1] if c.value == "criteria"]
    entries = [c for (c,) in book["ds"][f"{at.column_letter}1:{at.column_letter}200"] if c.value]
    book["ds"].cell(entries[-1].row + 1, at.column).value = "9.9. Tiêu chí tự thêm"
    if case is NEW:  # in the other one a criterion was typed in other words already
        assert said(read(save(book, tmp_path / "unused.xlsx"))) == set()
    book[sheet].cell(5, column).value = "9.9. Tiêu chí tự thêm"
    (anomaly,) = read(save(book, tmp_path / "used.xlsx")).anomalies
    assert anomaly.rule == "WB110"
    assert anomaly.places[0].sheet == "ds"
    assert anomaly.places[0].value == "9.9. Tiêu chí tự thêm"


@BOTH
def test_a_label_mended_since_is_no_finding(tmp_path: Path, case: Case) -> None:
    """A workbook issued before the office mended a heading bears another fingerprint."""
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    accents_lost(book, case)
    for prop in book.custom_doc_props.props:
        if prop.name == "wbtool_fingerprint":
            prop.value = "0123456789abcdef"
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
    assert said(plan) == set()
    book[case.plan].cell(case.heading, case.column("action.lead")).value = "Điều khác hẳn"
    assert said(read(save(book, tmp_path / "c.xlsx"))) == {"WB110"}


@BOTH
def test_names_of_a_copied_sheet_are_not_the_workbook_s(tmp_path: Path, case: Case) -> None:
    """Excel gives a copied sheet names of its own, and lists them first."""
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    copy = book.copy_worksheet(book[case.plan])
    copy.title = f"{case.plan} (2)"
    for name, defined in book.defined_names.items():
        if f"'{case.plan}'" in defined.attr_text:
            moved = defined.attr_text.replace(f"'{case.plan}'", f"'{copy.title}'")
            copy.defined_names[name] = DefinedName(name, attr_text=moved, localSheetId=0)
    copy.cell(case.heading + 2, case.column("action.task")).value = "chỉ ở bản sao"
    book[case.plan].cell(case.heading + 2, case.column("action.lead")).value = "chỉ ở bản gốc"
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert [f["counted"] for f in facts(plan, "WB171")] == [case.plan]
    assert {p.sheet for r in plan.actions for p in [r.values["action.task"].place]} == {case.plan}
    assert len(plan.actions) == len(expected.actions)


@BOTH
def test_names_of_a_sheet_alone_serve_where_the_workbook_has_none(
    tmp_path: Path, case: Case
) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    book = case.book()
    for name, defined in list(book.defined_names.items()):
        if f"'{case.plan}'" in defined.attr_text:
            own = DefinedName(name, attr_text=defined.attr_text, localSheetId=0)
            book[case.plan].defined_names[name] = own
            del book.defined_names[name]
    for cell in book[case.plan][case.heading]:
        cell.value = None
    plan = read(save(book, tmp_path / "b.xlsx"))
    assert written(plan) == written(expected)
