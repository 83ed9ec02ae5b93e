"""What people write, send and forget, in both forms: each is known for what it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from filled import CATALOGUE, VALUES, blank, fill, save
from test_edited import BOTH, OLD, Case, read

from workbook_tool.checks import Context, run
from workbook_tool.findings import Finding
from workbook_tool.model import Plan


def findings(plan: Plan) -> Mapping[str, Finding]:
    form = CATALOGUE.form(plan.identity.form)
    context = Context(form, CATALOGUE.set(plan.identity.set), CATALOGUE.vocabulary)
    return {f.code: f for f in run(plan, context, CATALOGUE.rules, "vi")}


def plan_with(case: Case, rows: object, path: Path, values: Mapping[str, object] = VALUES) -> Plan:
    book = fill(rows, values, dict(case.tables), set_id=case.set, year=case.year)
    return read(save(book, path / "a.xlsx"))


@BOTH
@pytest.mark.parametrize(
    "mark", ["nt", "NT", "n.t.", "-nt-", "như trên", "Như trên.", '"', "〃", "''"]
)
def test_ditto_marks_mean_the_row_above(tmp_path: Path, case: Case, mark: str) -> None:
    marked = ("action.target", "action.lead", "action.start", "action.end")
    rows = [
        case.rows[0],
        {**case.rows[0], **dict.fromkeys(marked, mark), "action.task": "Việc hai"},
    ]
    plan = plan_with(case, rows, tmp_path)
    first, second = plan.actions
    for field in marked:
        assert second.read(field) == first.read(field), field
        assert second.text(field) == mark
    assert not {"WB302", "WB303", "WB501", "WB503", "WB604", "WB309"} & findings(plan).keys()


@BOTH
def test_a_word_cell_that_spilled_into_rows_is_joined_and_said(tmp_path: Path, case: Case) -> None:
    rows = [case.rows[0], {"action.task": "đoạn hai"}, {"action.task": "đoạn ba"}, case.rows[0]]
    plan = plan_with(case, rows, tmp_path)
    assert [(r.number, r.joined) for r in plan.actions] == [(1, (2, 3)), (4, ())]
    assert plan.actions[0].text("action.task").splitlines()[-2:] == ["đoạn hai", "đoạn ba"]
    assert [place.task for place in findings(plan)["WB113"].places] == [2, 3]


@BOTH
@pytest.mark.parametrize("word", ["Tổng cộng", "CỘNG:", "Tổng kinh phí: 5.000.000 đồng"])
def test_a_row_of_totals_is_no_task_and_said(tmp_path: Path, case: Case, word: str) -> None:
    money = "action.budget" if case is OLD else "action.resources"
    name = "action.criterion" if case is OLD else "action.improvement"
    total = {name: word} | ({} if "000" in word else {money: "12.000.000 đồng"})
    plan = plan_with(case, [*case.rows, total, {**case.rows[0], name: f"{word} sân"}], tmp_path)
    assert [r.number for r in plan.actions] == [*range(1, len(case.rows) + 1), len(case.rows) + 2]
    (place,) = findings(plan)["WB178"].places
    assert place.value == " ".join(total.values())
    assert not {"WB601", "WB113"} & findings(plan).keys()


@BOTH
def test_a_task_that_is_called_like_a_total_stays_one(tmp_path: Path, case: Case) -> None:
    rows = [*case.rows, {"action.task": "Tổng cộng", "action.lead": "Kế toán"}]
    rows += [{"action.task": "Tổng vệ sinh sân trường"}, {"action.task": "Cộng tác viên"}]
    assert "WB178" not in findings(plan_with(case, rows, tmp_path))


@BOTH
def test_the_example_left_in_is_said(tmp_path: Path, case: Case) -> None:
    form, own = CATALOGUE.form(case.form), CATALOGUE.set(case.set)
    (block,) = [b for _, b in form.blocks("example")]
    facts = {**own.texts, "first_year": case.year, "second_year": case.year + 1}
    example = {v["field"]: v["text"].format_map(facts) for v in block.extra["values"]}
    said = findings(plan_with(case, [case.rows[0], example], tmp_path))
    assert {p.task for p in said["WB114"].places} == {2}


@BOTH
def test_an_empty_template_is_said_once(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(blank(case.set, case.year))
    said = findings(read(path))
    assert "WB108" in said
    assert not {"WB109", "WB125"} & said.keys()


@BOTH
def test_a_neighbour_s_file_is_said(tmp_path: Path, case: Case) -> None:
    values = {**VALUES, "school.name": "Trường Mầm non Sơn Ca", "school.code": "07654321"}
    said = findings(plan_with(case, list(case.rows), tmp_path, values))
    assert "Sơn Ca" in said["WB107"].message


@BOTH
def test_last_year_s_year_typed_over_the_printed_one_is_said(tmp_path: Path, case: Case) -> None:
    values = {**VALUES, "plan.school_year": f"{case.year - 1}-{case.year}"}
    assert "WB119" in findings(plan_with(case, list(case.rows), tmp_path, values))


@BOTH
def test_last_year_s_tasks_in_this_year_s_file_are_said(tmp_path: Path, case: Case) -> None:
    old = {"action.start": f"Tháng 9/{case.year - 1}", "action.end": f"Tháng 5/{case.year}"}
    rows = [{**row, **old} for row in case.rows]
    assert "WB304" in findings(plan_with(case, rows, tmp_path))


@BOTH
def test_merged_cells_count_for_the_rows_they_cover(tmp_path: Path, case: Case) -> None:
    """A criterion, or an issue, over three tasks: the value stands in the first row only."""
    key = "action.criterion" if case is OLD else "action.issue"
    below = {n: t for n, t in case.rows[0].items() if n not in (key, "action.improvement")}
    rows = [case.rows[0], {**below, "action.task": "Việc hai"}, {**below, "action.task": "Việc ba"}]
    book = fill(rows, VALUES, dict(case.tables), set_id=case.set, year=case.year)
    column, first = case.column(key), case.heading + (1 if case is OLD else 2)
    book[case.plan].merge_cells(
        start_row=first, end_row=first + 2, start_column=column, end_column=column
    )
    plan = read(save(book, tmp_path / "a.xlsx"))
    assert len({r.criterion for r in plan.actions}) == 1
    assert [r.text("action.task") for r in plan.actions[1:]] == ["Việc hai", "Việc ba"]
    assert not {"WB113", "WB206", "WB209"} & findings(plan).keys()


@BOTH
def test_tasks_past_the_prepared_rows_are_read(tmp_path: Path, case: Case) -> None:
    rows = [{**case.rows[0], "action.task": f"Việc số {n}"} for n in range(15)]
    plan = plan_with(case, rows, tmp_path)
    assert [r.text("action.task") for r in plan.actions] == [r["action.task"] for r in rows]
