"""What was exported is imported as it was: the same document again, the same fields of each row."""

from __future__ import annotations

import re

import pytest
from anyplan import LINES, PLAIN, plans
from filled import CATALOGUE
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from printed import example, made_of, told
from seeds import seed

from workbook_tool.documents.draft import Draft
from workbook_tool.documents.printing import print_plan
from workbook_tool.documents.reading import read_document
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model import Identity, Plan, Record, RowRefs
from workbook_tool.model.document import Table
from workbook_tool.reader import plan_from
from workbook_tool.typed import fold

ROWS, QUICK = 60, (Phase.explicit, Phase.reuse, Phase.generate)
TIMES = ("action.start", "action.end", "action.time")
DONE = ("action.completion", "action.progress")
# A row that goes on has level and criterion of the row above: compared as they are understood.
UNSHOWN = (
    "action.level",
    "action.criterion",
    "action.standard",
    "issue.standard",
    "action.id",
    "issue.id",
    "action.proof",
)
TABLES = {
    "plan-2018": ("action", "purpose", "direction"),
    "plan-2026": ("issue", "action", "review", "basis"),
}
NAMES = st.sampled_from(["Trường Mầm non Hoa Sen", "Trường Mầm non Sao Mai 2"])
OWN = {
    "school.name": NAMES,
    "school.authority": st.sampled_from(["", "UBND xã Hoa Sen"]),
    "plan.place": st.sampled_from(["", "Hoa Sen"]),
    "plan.number": st.sampled_from(["", "12/KH-MNHS"]),
    "plan.signer_name": st.sampled_from(["", "Lê Thị Mai"]),
    "plan.recipients": st.sampled_from(["", "- UBND xã (b/c);\n- Lưu: VT."]),
    "action.lead": st.sampled_from(["", "Hiệu trưởng", "Tổ chuyên môn, GV"]),
    "action.support": st.sampled_from(["", "GV, CMHS"]),
    "action.budget": st.sampled_from(["", "Không", "2.000.000", "12 triệu"]),
    "action.time": st.just(""),
    # Paragraphs do not tell where one of several results of a criterion ends.
    **dict.fromkeys(("prior.weakness", "prior.status", "prior.evidence"), st.just("")),
    "prior.result": PLAIN,
    "basis.number": st.sampled_from(["", "19/2018/TT-BGDĐT", "12/BC-MNHS"]),
    "basis.agency": st.sampled_from(["", "Bộ Giáo dục và Đào tạo"]),
    "basis.text": st.sampled_from(["", "quy định về kiểm định chất lượng", "về nhiệm vụ năm học"]),
}
LONG = st.one_of(st.just(""), PLAIN, LINES)


def plan_of(draft: Draft) -> Plan:
    """The plan that the workbook of a draft would hold."""
    form, standard_set = CATALOGUE.form(draft.form), CATALOGUE.set(draft.set)
    identity = Identity(form.id, form.version, standard_set.id, ROWS, draft.school_year)
    rows = {table: list(found) for table, found in draft.rows.items()}
    vocabulary = CATALOGUE.vocabulary
    return plan_from(form, standard_set, vocabulary, identity, draft.values, rows)


def back(plan: Plan) -> tuple[Draft, Plan]:
    """The draft of a plan's document, and its plan."""
    draft = read_document(open_document(print_plan(*made_of(plan))), CATALOGUE)
    return draft, plan_of(draft)


def named(record: Record, plan: Plan) -> list[int]:
    """The issues that a row names, as their order: a document closes the gaps of joined rows."""
    wanted = record.read("action.issue")
    if not isinstance(wanted, RowRefs):
        return []
    order = {row.number: at for at, row in enumerate(plan.records("issue"), 1)}
    return sorted({order.get(number, -number) for number in wanted.numbers})


def fields(record: Record, plan: Plan) -> dict[str, object]:
    """What a row says, blanks folded, references and times as they are understood."""
    texts = {
        name: " ".join(value.text.split())
        for name, value in record.values.items()
        if not value.blank and name not in (*TIMES, *UNSHOWN)
    }
    done = [texts.pop(name) for name in DONE if name in texts]
    known: dict[str, object] = {"done": " - ".join(done), "issue": named(record, plan)}
    texts.pop("action.issue", None)
    stands = {"criterion": record.criterion, "standard": record.standard}
    return {**texts, **known, **stands, "time": record.timing(*TIMES)}


def pressed(line: str) -> str:
    return "".join(fold(line).split())


def same(plan: Plan) -> None:
    draft, again = back(plan)
    assert (draft.form, draft.set) == (plan.identity.form, plan.identity.set)
    assert list(map(pressed, told(again))) == list(map(pressed, told(plan)))
    for table in TABLES[draft.form]:
        first, second = (sorted(str(fields(r, p)) for r in p.records(table)) for p in (plan, again))
        assert first == second, table


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "005", "006", "007", "007-hk1"])
def test_an_example_comes_back_as_it_was(name: str) -> None:
    same(example(name))


@settings(max_examples=8, suppress_health_check=list(HealthCheck), phases=QUICK)
@given(plans("plan-2018", OWN, LONG))
def test_any_plan_of_2018_comes_back_as_it_was(plan: Plan) -> None:
    assume(all(record.criterion for record in plan.actions))
    same(plan)


@settings(max_examples=8, suppress_health_check=list(HealthCheck), phases=QUICK)
@given(plans("plan-2026", OWN, LONG))
def test_any_plan_of_2026_comes_back_as_it_was(plan: Plan) -> None:
    same(plan)


def cells_of(data: bytes) -> list[list[str]]:
    """The filled cells of the longest table, row by row, without any blanks."""
    tables = [block for block in open_document(data).blocks if isinstance(block, Table)]
    rows = max(tables, key=lambda table: len(table.rows)).rows
    return [[pressed(cell.text) for cell in row.cells if pressed(cell.text)] for row in rows]


def parted(rows: list[list[str]]) -> tuple[object, ...]:
    """Headings, tasks by the number of their criterion, numbers of standards, levels."""
    tasks = [(re.findall(r"\d\.\d+", row[0])[:1], *row[1:]) for row in rows[1:] if len(row) > 2]
    standards = [row[0] for row in rows if len(row) == 2]
    return rows[0], tasks, standards, sorted(row[0] for row in rows if len(row) == 1)


@pytest.mark.parametrize("name", ["seed0", "seed4"])
def test_the_table_of_a_real_plan_comes_back_cell_by_cell(name: str) -> None:
    data = seed(f"docx/{name}.docx").read_bytes()
    draft = read_document(open_document(data), CATALOGUE)
    again = print_plan(*made_of(plan_of(draft)))
    assert parted(cells_of(again)) == parted(cells_of(data))
