"""What stands in any readable workbook of ours moves into a fresh one of the same form."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from commandline import wbtool
from filled import ACTION, ACTION_2026, CATALOGUE, ISSUE, SCHOOL, VALUES, blank, fill, save
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from workbook_tool.checks import Context, run
from workbook_tool.errors import WbtoolError
from workbook_tool.intake import open_grid
from workbook_tool.migration import migrate
from workbook_tool.model import Identity, Plan, SchoolYear, Unread
from workbook_tool.reader import plan_from, read_plan


def data_of(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def plan_of(data: bytes) -> Plan:
    return read_plan(open_grid(data), CATALOGUE)


def said(plan: Plan) -> object:
    """What a person wrote and what it was read as, without places; printed cells left out."""
    form = CATALOGUE.form(plan.identity.form)

    def own(values: Mapping[str, object]) -> dict[str, object]:
        fields = {name: form.field(name) for name in values}
        written = {n for n, f in fields.items() if f and f.role == "input"}
        kept = {n: v for n, v in values.items() if n in written}
        # A whole date in the first of three cells moves into all three.
        return {n: (v.text.rstrip("/"), v.read, v.certain, v.note) for n, v in kept.items()}

    tables = {
        name: [
            (r.number, r.criterion, r.standard, r.continues, r.joined, own(r.values))
            for r in records
        ]
        for name, records in plan.tables.items()
    }
    return own(plan.values), tables


def findings(plan: Plan) -> list[tuple[str, str]]:
    form = CATALOGUE.form(plan.identity.form, plan.identity.form_version)
    context = Context(form, CATALOGUE.set(plan.identity.set), CATALOGUE.vocabulary)
    return [(f.code, f.message) for f in run(plan, context, CATALOGUE.rules, "vi")]


SPILLING = [
    ACTION,
    {"action.task": "đoạn hai"},
    {"action.task": "đoạn ba", "action.notes": "có ghi chú"},
    {},
    {"action.task": "việc riêng", "action.lead": "PHT"},
    {**ACTION, "action.lead": "nt", "action.budget": 2_000_000, "action.criterion": 1.1},
    {**ACTION, "action.start": datetime.datetime(2025, 9, 1), "action.budget": 1234.5},
]


def test_the_whole_plan_moves_as_typed() -> None:
    plan = plan_of(data_of(fill(SPILLING, {**VALUES, "plan.date": "14/12/2025"})))
    moved = migrate(plan, CATALOGUE)
    again = plan_of(moved.data)
    assert moved.leftovers == ()
    assert said(again) == said(plan)
    assert findings(again) == findings(plan)
    assert again.identity == plan.identity
    assert isinstance(again.actions[-2].read("action.criterion"), Unread)


def test_a_migrated_workbook_is_a_template_with_what_was_written() -> None:
    moved = migrate(plan_of(data_of(fill([ACTION]))), CATALOGUE)
    book = openpyxl.load_workbook(io.BytesIO(moved.data))
    sheet = book["III. Kế hoạch"]
    assert sheet.protection.sheet
    assert sheet["H5"].value == ACTION["action.task"]
    assert not sheet["H5"].protection.locked
    assert sheet.data_validations.dataValidation


def test_form_2026_moves_with_its_issues() -> None:
    tables = {"issue": [ISSUE, {"issue.cause": "đoạn hai"}, {**ISSUE, "issue.standard": ""}]}
    rows = [{**ACTION_2026, "action.issue": "3"}, ACTION_2026, {"action.task": "đoạn hai"}]
    plan = plan_of(data_of(fill(rows, VALUES, tables, set_id="tt57-2026-mn", year=2026)))
    again = plan_of(migrate(plan, CATALOGUE).data)
    assert said(again) == said(plan)
    assert findings(again) == findings(plan)


def test_what_was_taken_out_of_the_form_s_own_words_stays_out() -> None:
    book = fill([ACTION], {**VALUES, "plan.recipients": None, "organisation.staff": None})
    for row in range(5, 30):
        cell = book["I-II. Mục đích, căn cứ"].cell(row, 2)
        if not isinstance(cell, openpyxl.cell.cell.MergedCell) and not cell.protection.locked:
            cell.value = None
    plan = plan_of(data_of(book))
    assert plan.records("purpose") == ()
    again = plan_of(migrate(plan, CATALOGUE).data)
    assert said(again) == said(plan)


def test_a_lost_sheet_comes_back_as_it_was_handed_out() -> None:
    book = fill([ACTION])
    del book["IV. Tổ chức"]
    again = plan_of(migrate(plan_of(data_of(book)), CATALOGUE).data)
    assert again.text("organisation.staff").startswith("- Làm tốt phần việc")
    assert again.anomalies == ()


def test_what_cannot_be_moved_is_told_with_its_reason() -> None:
    book = fill([ACTION, ACTION])
    sheet = book["III. Kế hoạch"]
    sheet["N6"].value, sheet["N6"].data_type = "#REF!", "e"
    sheet["AD9"] = "bổ sung sau"
    plan = plan_of(data_of(book))
    left = [(item.place.cell, item.reason) for item in migrate(plan, CATALOGUE).leftovers]
    assert left == [("N6", "error-value"), ("AD9", "outside")]


def test_more_than_a_cell_keeps_stays_behind() -> None:
    form, own = CATALOGUE.form("plan-2018"), CATALOGUE.set("tt19-2018-mn")
    identity = Identity(form.id, form.version, own.id, 12, "2025-2026")
    rows = [{**ACTION, "action.notes": "dài " * 10_000}]
    plan = plan_from(form, own, CATALOGUE.vocabulary, identity, {}, {"action": rows})
    (left,) = migrate(plan, CATALOGUE).leftovers
    assert (left.place.field, left.reason) == ("action.notes", "too-long")


def test_another_school_year_is_the_new_one_s() -> None:
    plan = plan_of(data_of(fill([ACTION])))
    moved = migrate(plan, CATALOGUE, SchoolYear(2026))
    again = plan_of(moved.data)
    assert (again.school_year, again.text("plan.school_year")) == ("2026-2027", "2026-2027")
    assert again.actions[0].text("action.start") == "Tháng 9/2025"
    assert moved.leftovers == ()


def test_a_workbook_without_a_school_year_asks_for_one() -> None:
    form = CATALOGUE.form("plan-2018")
    identity = Identity(form.id, form.version, form.sets[0], 12, "")
    plan = plan_from(form, CATALOGUE.set(form.sets[0]), CATALOGUE.vocabulary, identity, {}, {})
    with pytest.raises(WbtoolError, match="need-school-year"):
        migrate(plan, CATALOGUE)
    assert migrate(plan, CATALOGUE, SchoolYear(2024)).year == SchoolYear(2024)


def test_rows_past_the_prepared_ones_find_room() -> None:
    plan = plan_of(data_of(fill([ACTION] * 20)))
    again = plan_of(migrate(plan, CATALOGUE).data)
    assert again.identity.rows == 20
    assert said(again) == said(plan)


def test_an_inserted_row_says_what_it_went_on_with() -> None:
    """A row without a number of its own gets a free one, and takes its criterion along."""
    rows = [
        {**ACTION, "action.criterion": "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo"},
        {"action.task": "việc chen vào", "action.lead": "nt", "action.start": "Tháng 9/2025"},
        {**ACTION, "action.criterion": "2.1. Đối với hiệu trưởng, phó hiệu trưởng"},
    ]
    book = fill(rows)
    sheet = book["III. Kế hoạch"]
    for row in range(16, 5, -1):
        sheet[f"A{row}"] = sheet[f"A{row - 1}"].value
    sheet["A6"] = None
    plan = plan_of(data_of(book))
    assert [r.number for r in plan.actions] == [1, 3, 2]
    again = plan_of(migrate(plan, CATALOGUE).data)
    assert [r.number for r in again.actions] == [1, 2, 3]
    assert [r.criterion.id for r in again.actions if r.criterion] == ["1.5", "2.1", "1.5"]
    assert again.actions[2].text("action.lead") == "Hiệu trưởng"


texts = st.sampled_from(["", "", "Đoạn văn.", " hai  dòng\nchữ ", "nt", "=1+1", "#REF!", "1.10"])
whens = st.sampled_from(["", "Tháng 9/2025", "9/2025", "nt", datetime.date(2025, 9, 1), 45_901.0])
task = st.fixed_dictionaries(
    {
        "action.criterion": st.sampled_from(["", "1.5", "1.10. An ninh", 1.1, "nt", "9.9"]),
        "action.standard": st.sampled_from(["", "Tiêu chuẩn 2", 1.0]),
        "action.task": texts,
        "action.target": texts,
        "action.notes": texts,
        "action.lead": st.sampled_from(["", "Hiệu trưởng", "HT, GV", "nt"]),
        "action.start": whens,
        "action.end": whens,
        "action.budget": st.sampled_from(["", "Không", "2.000.000đ", 2_000_000.0, -1.0, "nt"]),
    }
)
FORM, SET = CATALOGUE.form("plan-2018"), CATALOGUE.set("tt19-2018-mn")


@settings(max_examples=12, deadline=None, phases=[Phase.generate])
@given(
    st.lists(task, max_size=7),
    st.sampled_from(["", "Trường Mầm non Hoa Sen", "=x", "\u00a0 hai  chỗ "]),
    st.sampled_from([(), ("14", "12", "2025"), ("", "9", "2026"), ("14/12/2025",), ("5",)]),
)
def test_migrating_changes_nothing_that_was_written(
    rows: Sequence[Mapping[str, object]], name: str, day: tuple[str, ...]
) -> None:
    identity = Identity(FORM.id, FORM.version, SET.id, 12, "2025-2026", SCHOOL.code, SCHOOL.name)
    values = {"school.name": name, "plan.date": list(day), "plan.school_year": "2025-2026"}
    plan = plan_from(FORM, SET, CATALOGUE.vocabulary, identity, values, {"action": rows})
    moved = migrate(plan, CATALOGUE)
    again = plan_of(moved.data)
    assert moved.leftovers == ()
    assert said(again)[1]["action"] == said(plan)[1]["action"]
    for field, value in plan.values.items():
        assert again.values[field].read == value.read


def test_the_command_moves_lists_and_never_overwrites(tmp_path: Path) -> None:
    folder = tmp_path / "Kế hoạch năm học 2026 – 2027"
    book = fill([ACTION])
    book["III. Kế hoạch"]["AD9"] = "bổ sung sau"
    old, new = save(book, folder / "cũ.xlsx"), folder / "mới.xlsx"
    before = old.read_bytes()
    done = wbtool("migrate", old, "-o", new, "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["schema"] == 1
    assert told["school_year"] == "2025-2026"
    assert [(item["cell"], item["reason"], item["text"]) for item in told["left"]] == [
        ("AD9", "outside", "bổ sung sau")
    ]
    assert old.read_bytes() == before
    assert said(plan_of(new.read_bytes())) == said(plan_of(before))

    again = wbtool("migrate", old, "-o", new)
    assert (again.returncode, "Traceback" in again.stderr) == (2, False)
    assert "mới.xlsx" in again.stderr
    itself = wbtool("migrate", old, "-o", old)
    assert (itself.returncode, old.read_bytes()) == (2, before)
    text = wbtool("migrate", old, "-o", folder / "khác.xlsx", "--school-year", "2026-2027")
    assert text.returncode == 1
    assert "AD9" in text.stdout
    assert "bổ sung sau" in text.stdout


def test_the_command_replaces_a_blank_workbook(tmp_path: Path) -> None:
    old, new = save(fill([ACTION]), tmp_path / "cũ.xlsx"), tmp_path / "mới.xlsx"
    new.write_bytes(blank())
    assert wbtool("migrate", old, "-o", new).returncode == 0
    assert plan_of(new.read_bytes()).actions


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "a.ods"), ".xlsx"),
        (("-o", "a.xlsx", "--school-year", "2026"), "2026"),
        ((), "--output"),
    ],
)
def test_wrong_options_could_not_run(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    old = save(fill([ACTION]), tmp_path / "cũ.xlsx")
    done = wbtool("migrate", old, *arguments)
    assert (done.returncode, told in done.stderr) == (2, True)


def test_a_stranger_s_file_is_refused_by_its_own_sentence(tmp_path: Path) -> None:
    stranger = tmp_path / "thời khóa biểu.xlsx"
    openpyxl.Workbook().save(stranger)
    done = wbtool("migrate", stranger, "-o", tmp_path / "mới.xlsx")
    assert done.returncode == 2
    assert CATALOGUE.rules["WB103"].fix["vi"] in done.stderr
    assert not (tmp_path / "mới.xlsx").exists()
