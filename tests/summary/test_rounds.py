"""What a later round tells is joined to the plan that counts, and to nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from summary_factory import action, finding, plan, report, told, tracked

from workbook_tool.catalogue import Catalogue
from workbook_tool.cli.across import compare
from workbook_tool.consolidate import consolidate
from workbook_tool.consolidate.sortedout import last_known
from workbook_tool.consolidate.submissions import sort_out
from workbook_tool.findings import Finding, Report, Severity
from workbook_tool.model import (
    NO_NOTES,
    STATUSES,
    Completion,
    Identity,
    NoteRow,
    Notes,
    Place,
    Plan,
    Record,
    School,
    Summary,
    Unread,
)
from workbook_tool.reader import plan_from
from workbook_tool.settings import rulebook

CATALOGUE = Catalogue()
DAY = date(2027, 1, 31)
ROUNDS = [known.key for known in CATALOGUE.vocabulary.rounds]
CODE = "22190001"
TASKS = tuple(
    tracked(action(n, c, task=f"Việc {n}", start=date(2026, 9, 1), end=date(2027, 5, 31)))
    for n, c in enumerate(("1.1", "1.2", "3.1"), 1)
)


def put_together(
    *reports: Report,
    roster: Sequence[School] = (),
    as_of: date | None = DAY,
    notes: Notes = NO_NOTES,
) -> Summary:
    return consolidate(reports, roster, CATALOGUE, as_of=as_of, by="type", notes=notes)


def sent(path: str, of: Plan, findings: Sequence[Finding] = (), **more: object) -> Report:
    return report(path, of, findings, **more)  # type: ignore[arg-type]


def planned(tasks: Sequence[Record] = TASKS, **more: str) -> Plan:
    return plan(tasks, code=CODE, **more)  # type: ignore[arg-type]


def returned(tasks: Sequence[Record], round_: str = "term1", **more: str) -> Plan:
    return plan(tasks, code=CODE, round_=round_, **more)  # type: ignore[arg-type]


def states(summary: Summary) -> Mapping[str, tuple[str, str]]:
    return {line.path: (line.state, line.reason) for line in summary.files}


def statuses(summary: Summary) -> list[str]:
    return [line.status for line in summary.actions]


def unfit(summary: Summary) -> Mapping[str, tuple[int, ...]]:
    return {line.path: line.unfit for line in summary.files if line.unfit}


def choice(text: str) -> Notes:
    return {NoteRow("track", CODE): {"choice": text}}


ALL_TOLD = (
    told(TASKS[0], "done"),
    told(TASKS[1], "running", 40.0),
    told(TASKS[2], "not_started"),
)


def test_a_round_is_joined_to_the_plan_task_by_task() -> None:
    summary = put_together(sent("kh.xlsx", planned()), sent("hk1.xlsx", returned(ALL_TOLD)))
    assert states(summary) == {
        "kh.xlsx": ("counted", "only_plan"),
        "hk1.xlsx": ("joined", "joined"),
    }
    assert statuses(summary) == ["done", "running", "not_started"]
    assert [line.percent for line in summary.actions] == [None, 40.0, None]
    (school,) = summary.schools
    assert (school.file, school.round, school.round_file) == ("kh.xlsx", "term1", "hk1.xlsx")
    line = next(line for line in summary.files if line.path == "hk1.xlsx")
    assert (line.round, line.facts["other"], line.unfit) == ("term1", "kh.xlsx", ())
    assert [a.path for a in summary.actions] == ["kh.xlsx"] * 3
    assert summary.rounds[0] == ("term1", "Cuối học kỳ I")
    row = summary.progress.rows[0]
    assert row[1] == school.key
    assert [summary.progress.at(row, status) for status in STATUSES] == [1, 1, 0, 0, 1]
    by_criterion = summary.criterion_progress
    assert by_criterion.at(("tt19-2018-mn", "1.2"), "running") == 1
    assert by_criterion.total == 3


def test_a_plan_that_changed_since_takes_no_result_for_the_changed_task() -> None:
    changed = tracked(action(2, "1.2", task="Việc khác hẳn", end=date(2027, 5, 31)))
    summary = put_together(
        sent("kh.xlsx", planned([TASKS[0], changed, TASKS[2]])),
        sent("hk1.xlsx", returned(ALL_TOLD)),
    )
    assert statuses(summary) == ["done", "not_started", "not_started"]
    assert unfit(summary) == {"hk1.xlsx": (2,)}


@pytest.mark.parametrize("criterion", ["1.3", ""])
def test_another_criterion_is_another_task(criterion: str) -> None:
    moved = tracked(action(2, criterion, task="Việc 2"))
    summary = put_together(
        sent("kh.xlsx", planned([TASKS[0], moved, TASKS[2]])),
        sent("hk1.xlsx", returned(ALL_TOLD)),
    )
    assert unfit(summary) == {"hk1.xlsx": (2,)}


def test_blanks_and_unicode_forms_are_no_change() -> None:
    same = tracked(action(2, "1.2", task=" Vie\u0323\u0302c\n 2 "))
    summary = put_together(
        sent("kh.xlsx", planned([TASKS[0], same, TASKS[2]])),
        sent("hk1.xlsx", returned(ALL_TOLD)),
    )
    assert not unfit(summary)


def test_a_task_typed_over_in_the_round_is_not_joined() -> None:
    over = replace(
        ALL_TOLD[0],
        values={**ALL_TOLD[0].values, "action.task": action(1, task="Khác").values["action.task"]},
    )
    summary = put_together(sent("kh.xlsx", planned()), sent("hk1.xlsx", returned([over])))
    assert statuses(summary) == ["not_started"] * 3
    assert unfit(summary) == {"hk1.xlsx": (1,)}
    assert summary.actions[0].record.text("action.task") == "Việc 1"


@pytest.mark.parametrize(
    ("own", "later", "joined"),
    [
        ("A002", "A002", True),
        ("A002", " a002 ", True),
        ("A002", "", True),
        ("", "A002", True),
        ("", "", True),
        ("A007", "A002", False),
    ],
)
def test_tasks_are_joined_by_id_and_by_number_only_where_an_id_is_missing(
    own: str, later: str, joined: bool
) -> None:
    base = action(2, "1.2", task="Việc 2")
    summary = put_together(
        sent("kh.xlsx", planned([tracked(base, own)])),
        sent("hk1.xlsx", returned([told(base, "done", id_=later)])),
    )
    assert statuses(summary) == ["done" if joined else "not_started"]
    assert unfit(summary) == ({} if joined else {"hk1.xlsx": (2,)})


def test_an_id_that_stands_twice_joins_nothing_twice() -> None:
    base = action(1, "1.1", task="Việc 1")
    again = replace(base, number=2)
    twice = [told(base, "done", id_="A001"), told(again, "running", id_="A001")]
    summary = put_together(
        sent("kh.xlsx", planned([tracked(base, "A001"), tracked(again, "A001")])),
        sent("hk1.xlsx", returned(twice)),
    )
    assert statuses(summary) == ["not_started", "not_started"]
    summary = put_together(
        sent("kh.xlsx", planned([tracked(base, "A001")])), sent("hk1.xlsx", returned(twice))
    )
    assert statuses(summary) == ["done"]
    assert unfit(summary) == {"hk1.xlsx": (2,)}


@pytest.mark.parametrize("proof", ["", "0" * 12])
def test_without_the_right_proof_nothing_is_joined(proof: str) -> None:
    row = told(TASKS[0], "done", proof=proof)
    summary = put_together(sent("kh.xlsx", planned()), sent("hk1.xlsx", returned([row])))
    assert statuses(summary) == ["not_started"] * 3
    assert unfit(summary) == {"hk1.xlsx": (1,)}


def test_the_latest_round_is_joined_and_an_earlier_one_is_old() -> None:
    year = [told(task, "done") for task in TASKS]
    summary = put_together(
        sent("kh.xlsx", planned()),
        sent("năm.xlsx", returned(year, "year"), modified=5.0),
        sent("hk1.xlsx", returned(ALL_TOLD, submission="9"), modified=900.0),
    )
    assert states(summary) == {
        "kh.xlsx": ("counted", "only_plan"),
        "năm.xlsx": ("joined", "joined"),
        "hk1.xlsx": ("old", "earlier_round"),
    }
    assert statuses(summary) == ["done"] * 3
    assert summary.schools[0].round == "year"
    old = next(line for line in summary.files if line.path == "hk1.xlsx")
    assert old.facts["other"] == "năm.xlsx"


def test_of_one_round_the_higher_submission_then_the_later_arrival_is_joined() -> None:
    files = [
        sent("kh.xlsx", planned()),
        sent("1.xlsx", returned(ALL_TOLD, submission="1"), modified=900.0),
        sent("2.xlsx", returned(ALL_TOLD, submission="2"), modified=100.0),
        sent("3.xlsx", returned(ALL_TOLD, submission="2"), modified=200.0),
        sent("3 (1).xlsx", returned(ALL_TOLD, submission="2"), digest="3.xlsx", modified=50.0),
    ]
    for order in itertools.permutations(files):
        summary = put_together(*order)
        assert states(summary) == {
            "kh.xlsx": ("counted", "only_plan"),
            "1.xlsx": ("old", "lower_submission"),
            "2.xlsx": ("old", "earlier"),
            "3.xlsx": ("joined", "joined"),
            "3 (1).xlsx": ("same", "same"),
        }
    line = next(line for line in summary.files if line.path == "3.xlsx")
    assert line.copies == 2


def test_a_round_never_competes_with_a_plan() -> None:
    summary = put_together(
        sent("kh 1.xlsx", planned(submission="1")),
        sent("kh 2.xlsx", planned(submission="2")),
        sent("hk1.xlsx", returned(ALL_TOLD, submission="9"), modified=2e9),
    )
    assert states(summary) == {
        "kh 1.xlsx": ("old", "lower_submission"),
        "kh 2.xlsx": ("counted", "chosen"),
        "hk1.xlsx": ("joined", "joined"),
    }


def test_a_round_without_its_plan_counts_as_the_plan() -> None:
    strange = told(TASKS[1], "done", proof="0" * 12)
    blank = told(TASKS[2], "running", proof="")
    summary = put_together(
        sent("hk1.xlsx", returned([ALL_TOLD[0], strange, blank])),
        sent("năm trước.xlsx", planned(year="2025-2026")),
    )
    assert states(summary) == {
        "hk1.xlsx": ("counted", "round_alone"),
        "năm trước.xlsx": ("old", "earlier_year"),
    }
    assert statuses(summary) == ["done", "not_started", "running"]
    assert unfit(summary) == {"hk1.xlsx": (2,)}
    (school,) = summary.schools
    assert (school.round, school.file, school.round_file) == ("term1", "hk1.xlsx", "hk1.xlsx")


def test_of_two_rounds_without_a_plan_the_later_counts() -> None:
    summary = put_together(
        sent("hk1.xlsx", returned(ALL_TOLD)),
        sent("năm.xlsx", returned(ALL_TOLD, "year")),
    )
    assert states(summary) == {
        "hk1.xlsx": ("old", "earlier_round"),
        "năm.xlsx": ("counted", "round_alone"),
    }


def test_what_the_last_round_leaves_blank_is_as_the_round_before_told() -> None:
    year = [TASKS[0], told(TASKS[1], "done"), TASKS[2]]
    summary = put_together(
        sent("kh.xlsx", planned()),
        sent("hk1.xlsx", returned(ALL_TOLD), modified=9.0),
        sent("năm.xlsx", returned(year, "year"), modified=5.0),
    )
    assert statuses(summary) == ["done", "done", "not_started"]


@pytest.mark.parametrize("year", ["2025-2026", ""])
def test_a_round_of_an_earlier_year_is_old(year: str) -> None:
    summary = put_together(
        sent("kh.xlsx", planned()), sent("hk1.xlsx", returned(ALL_TOLD, year=year))
    )
    assert states(summary)["hk1.xlsx"] == ("old", "earlier_year")
    assert statuses(summary) == ["not_started"] * 3
    assert summary.schools[0].round == ""


def test_the_office_chooses_among_plans_and_the_round_follows() -> None:
    files = [
        sent("kh 1.xlsx", planned(submission="1")),
        sent("kh 2.xlsx", planned([TASKS[0]], submission="2")),
        sent("hk1.xlsx", returned(ALL_TOLD)),
    ]
    summary = put_together(*files, notes=choice("kh 1"))
    assert states(summary) == {
        "kh 1.xlsx": ("counted", "office"),
        "kh 2.xlsx": ("old", "not_chosen"),
        "hk1.xlsx": ("joined", "joined"),
    }
    assert statuses(summary) == ["done", "running", "not_started"]
    assert unfit(put_together(*files)) == {"hk1.xlsx": (2, 3)}


def test_the_office_may_choose_last_years_plan_and_a_rounds_file() -> None:
    files = [
        sent("cũ.xlsx", planned(year="2025-2026")),
        sent("mới.xlsx", planned()),
        sent("hk1.xlsx", returned(ALL_TOLD), modified=9.0),
        sent("hk1 sau.xlsx", returned(ALL_TOLD), modified=99.0),
    ]
    summary = put_together(*files, notes=choice("cũ.xlsx"))
    assert states(summary) == {
        "cũ.xlsx": ("counted", "office"),
        "mới.xlsx": ("old", "not_chosen"),
        "hk1.xlsx": ("old", "not_chosen"),
        "hk1 sau.xlsx": ("old", "not_chosen"),
    }
    summary = put_together(*files, notes=choice("hk1"))
    assert states(summary) == {
        "cũ.xlsx": ("old", "earlier_year"),
        "mới.xlsx": ("counted", "chosen"),
        "hk1.xlsx": ("joined", "joined"),
        "hk1 sau.xlsx": ("old", "not_chosen"),
    }
    assert not any(line.wanted for line in summary.files)
    summary = put_together(*files, notes=choice("không có"))
    assert [line.wanted for line in summary.files if line.wanted] == ["không có"]


def test_what_a_plan_says_of_itself_stays_where_the_round_is_silent() -> None:
    own = told(TASKS[0], "running", 10.0, proof="")
    silent, said = told(TASKS[0]), told(TASKS[0], progress=80.0)
    for row, percent in ((silent, 10.0), (said, 10.0)):
        summary = put_together(sent("kh.xlsx", planned([own])), sent("1.xlsx", returned([row])))
        assert (statuses(summary), summary.actions[0].percent) == (["running"], percent)


def test_a_school_outside_the_list_is_not_added_whatever_it_sends() -> None:
    summary = put_together(
        sent("kh.xlsx", planned()),
        sent("hk1.xlsx", returned(ALL_TOLD)),
        roster=[School("999", "Trường khác")],
    )
    assert {line.state for line in summary.files} == {"outside"}
    assert not summary.actions


def late_place(field: str = "action.completion", value: str = "") -> Place:
    return Place("III. Kế hoạch", "M9", field, 1, value)


def test_findings_of_the_round_count_with_those_of_the_plan_but_once() -> None:
    both = finding(Severity.WARNING, "WB401", "Như nhau.")
    own = finding(Severity.ERROR, "WB601", "Chỉ ở tệp theo dõi.")
    mended = finding(Severity.WARNING, "WB704", "Chưa ghi kết quả.", [late_place()])
    wrong = finding(Severity.WARNING, "WB705", "Ghi chưa rõ.", [late_place(value="x")])
    summary = put_together(
        sent("kh.xlsx", planned(), [both, mended, wrong]),
        sent("hk1.xlsx", returned(ALL_TOLD), [both, own]),
    )
    assert [(f.code, f.path) for f in summary.findings] == [
        ("WB601", "hk1.xlsx"),
        ("WB401", "kh.xlsx"),
        ("WB705", "kh.xlsx"),
    ]
    (school,) = summary.schools
    assert (school.state, school.errors, school.warnings) == ("mend", 1, 2)
    assert school.mend == ("Chỉ ở tệp theo dõi.",)
    assert [(f.code, f.files) for f in summary.faults] == [
        ("WB601", 1),
        ("WB401", 1),
        ("WB705", 1),
    ]


@pytest.mark.parametrize(
    ("state", "percent", "end", "as_of", "status"),
    [
        ("running", None, DAY, DAY, "running"),
        ("running", None, date(2027, 1, 30), DAY, "late"),
        ("unfinished", None, date(2027, 1, 30), DAY, "late"),
        ("unfinished", None, DAY, DAY, "unfinished"),
        ("not_started", None, date(2027, 1, 30), DAY, "late"),
        ("", None, date(2027, 1, 30), DAY, "late"),
        ("", None, DAY, DAY, "not_started"),
        ("done", None, date(2027, 1, 30), DAY, "done"),
        ("done", 40.0, date(2027, 1, 30), DAY, "done"),
        ("running", None, date(2020, 1, 1), None, "running"),
        ("running", None, None, DAY, "running"),
        ("", 40.0, DAY, DAY, "running"),
        ("", 0.0, DAY, DAY, "not_started"),
        ("", 100.0, date(2020, 1, 1), DAY, "done"),
        ("", 99.9, date(2020, 1, 1), DAY, "late"),
    ],
)
def test_statuses_at_their_edges(
    state: str, percent: float | None, end: date | None, as_of: date | None, status: str
) -> None:
    task = told(action(start=date(2019, 9, 1), end=end), state, percent, proof="")
    summary = put_together(sent("a.xlsx", planned([task])), as_of=as_of)
    assert statuses(summary) == [status]
    assert summary.progress.column_total(status) == 1


def test_a_completion_that_was_not_understood_is_not_started() -> None:
    task = told(action(), "done", proof="")
    odd = replace(task.values["action.completion"], text="?", read=Unread("no-completion"))
    task = replace(task, values={**task.values, "action.completion": odd})
    assert statuses(put_together(sent("a.xlsx", planned([task])))) == ["not_started"]


def test_progress_stands_in_for_a_percent_that_completion_lacks() -> None:
    tasks = [
        told(action(1), "running", 10.0, progress=70.0, proof=""),
        told(action(2), "running", progress=70.0, proof=""),
    ]
    summary = put_together(sent("a.xlsx", planned(tasks)))
    assert [line.percent for line in summary.actions] == [10.0, 70.0]


def test_a_form_that_does_not_ask_how_far_a_task_is_has_no_status() -> None:
    summary = put_together(
        sent("a.xlsx", planned([action(end=date(2020, 1, 1))])),
        sent("b.xlsx", plan([tracked(action())], code="9")),
    )
    assert statuses(summary) == ["", "not_started"]
    assert summary.progress.total == 1
    assert [key for _, key in summary.progress.rows] == ["9"]


def said(*reports: Report) -> list[Finding]:
    _, found, _ = compare(reports, (), CATALOGUE, rulebook(CATALOGUE.rules), "vi")
    return [finding for finding in found if finding.code in ("WB128", "WB213")]


def test_tasks_that_do_not_fit_are_said_once_a_file() -> None:
    changed = tracked(action(2, "1.2", task="Việc khác hẳn"))
    files = [
        sent("kh.xlsx", planned([TASKS[0], changed])),
        sent("hk1.xlsx", returned(ALL_TOLD)),
        sent("b.xlsx", plan(TASKS, code="2")),
        sent("b hk1.xlsx", plan(ALL_TOLD, code="2", round_="term1")),
        sent("c.xlsx", plan([told(TASKS[0], "done", proof="x")], code="3", round_="year")),
    ]
    found = said(*files)
    assert [f.places[0].value for f in found] == ["c.xlsx", "hk1.xlsx"]
    assert found[1].severity is Severity.ERROR
    assert "“Cuối học kỳ I”" in found[1].message
    assert "việc số 2, 3 không khớp" in found[1].message
    assert not said(files[0], sent("hk1.xlsx", returned(ALL_TOLD[:1])))


def plan_2026(tasks: Sequence[str], year: str, **rows: Sequence[Mapping[str, str]]) -> Plan:
    form = CATALOGUE.form("plan-2026")
    round_ = "term1" if "review" in rows else "plan"
    identity = Identity(form.id, form.version, form.sets[0], 40, year, CODE, "A", round=round_)
    found = [{"action.task": text, "action.improvement": text} for text in tasks]
    tables = {"action": found, **rows}
    return plan_from(form, CATALOGUE.set(form.sets[0]), CATALOGUE.vocabulary, identity, {}, tables)


def test_last_years_plan_sent_again_is_said_unless_the_file_says_it() -> None:
    old = report(
        "cũ.xlsx",
        planned([action(1, task="Sửa sân 2025"), action(2, task="Họp tổ")], year="2025-2026"),
    )
    new = report("mới.xlsx", plan_2026(["Sửa sân 2026", "HỌP TỔ."], "2026-2027"))
    (found,) = said(old, new)
    assert (found.code, found.places[0].value) == ("WB213", "mới.xlsx")
    other = report("mới.xlsx", plan_2026(["Sửa sân 2026", "Mua sách"], "2026-2027"))
    known = replace(new, findings=(finding(code="WB213"),))
    same_year = replace(old, plan=planned([action(1, task="Sửa sân"), action(2, task="Họp tổ")]))
    assert not said(old, other)
    assert not said(old, known)
    assert not said(same_year, new)
    assert not said(new)


def test_the_next_round_begins_with_all_that_the_last_one_told() -> None:
    own = plan_2026(["Sửa sân", "Họp tổ"], "2026-2027")
    later = plan_2026(
        ["Sửa sân", "Họp tổ"],
        "2026-2027",
        review=[{"review.result": "Đạt"}, {"review.result": ""}],
    )
    done = [
        replace(
            record,
            values={
                **record.values,
                "action.proof": replace(record.values["action.task"], text=own_.proof),
                "action.completion": replace(
                    record.values["action.task"], text="Hoàn thành", read=Completion("done")
                ),
            },
        )
        for record, own_ in zip(later.actions, own.actions, strict=True)
    ]
    later = replace(later, tables={**later.tables, "action": (done[0],)})
    reports = [report("kh.xlsx", own), report("hk1.xlsx", later)]
    (known,) = last_known(sort_out(reports, (), rounds=ROUNDS), CATALOGUE)
    assert known.identity.round == "plan"
    assert [r.text("action.completion") for r in known.actions] == ["Hoàn thành", ""]
    assert [r.text("review.result") for r in known.records("review")] == ["Đạt"]
    assert [r.text("action.task") for r in known.actions] == ["Sửa sân", "Họp tổ"]
