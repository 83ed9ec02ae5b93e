"""What is added up, and which file counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from summary_factory import SET, SHEET, action, finding, plan, report

from workbook_tool.catalogue import Catalogue
from workbook_tool.consolidate import consolidate, school_key
from workbook_tool.consolidate.money import EXACT
from workbook_tool.findings import Finding, Report, Severity
from workbook_tool.model import School, Summary

CATALOGUE = Catalogue()
DAY = date(2026, 10, 2)
ROSTER = (
    School("22190001", "Trường Mầm non Họa Mi", "Xã A", "Điện Biên", "Mầm non"),
    School("22190002", "Trường Mầm non Sơn Ca", "Xã A", "Điện Biên", "Mầm non"),
    School("", "Trường Tiểu học Kim Đồng", "Xã B", "", "Tiểu học"),
)


def put_together(*reports: Report, roster: tuple[School, ...] = (), by: str = "type") -> Summary:
    return consolidate(reports, roster, CATALOGUE, as_of=DAY, by=by)


def states(summary: Summary) -> dict[str, tuple[str, str]]:
    return {line.path: (line.state, line.reason) for line in summary.files}


def test_amounts_are_added_by_standard_and_source() -> None:
    tasks = [
        action(1, "1.1", vnd=2_000_000, funding="Ngân sách nhà nước"),
        action(2, "1.10", vnd=200_000_000, funding="ngân sách  nhà nước"),
        action(3, "3.1", vnd=5_000, source="Quỹ lớp"),
        action(4, "3.2", vnd=7_000),
        action(5, "3.2", vnd=0, budget="Không"),
        action(6, "3.2"),
        action(7, "3.2", budget="theo thực tế"),
        action(8, "", vnd=1_000, funding="Nguồn khác"),
    ]
    summary = put_together(report("a.xlsx", plan(tasks)))
    one, three, unknown = (SET, "1"), (SET, "3"), (SET, "")
    assert summary.budget.at(one, "Ngân sách nhà nước") == 202_000_000
    assert summary.budget.at(three, "other") == 5_000
    assert summary.budget.at(three, "unnamed") == 7_000
    assert summary.budget.at(unknown, "Nguồn khác") == 1_000
    assert summary.budget.total == 202_013_000
    assert summary.money.at(three, "none") == 1
    assert summary.money.at(three, "blank") == 1
    assert summary.money.at(three, "unclear") == 1
    assert summary.money.total == len(tasks)
    chosen = summary.sets[0].chosen
    assert {c: chosen.column_total(c) for c in ("1.1", "1.10", "")} == {
        "1.1": 1,
        "1.10": 1,
        "": 1,
    }


@pytest.mark.parametrize("vnd", [-1, -2_000_000, EXACT, 10**40])
def test_amounts_that_cannot_be_added_are_said_not_added(vnd: int) -> None:
    summary = put_together(report("a.xlsx", plan([action(vnd=vnd), action(2, vnd=EXACT - 1)])))
    assert summary.budget.total == EXACT - 1
    assert summary.money.column_total("unclear") == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1.1", "1.10", "2.2", "5.4", ""]),
            st.one_of(st.none(), st.integers(0, EXACT - 1)),
            st.sampled_from(["", "Ngân sách nhà nước", "Quỹ", "Nguồn khác"]),
        ),
        max_size=30,
    ),
    st.integers(1, 4),
)
def test_totals_are_exact(rows: list[tuple[str, int | None, str]], schools: int) -> None:
    tasks = [
        action(n, c, funding=f, **({} if vnd is None else {"vnd": vnd}))
        for n, (c, vnd, f) in enumerate(rows, 1)
    ]
    reports = [report(f"{n}.xlsx", plan(tasks, code=f"0{n}")) for n in range(schools)]
    summary = put_together(*reports)
    assert summary.budget.total == schools * sum(vnd or 0 for _, vnd, _ in rows)
    assert summary.money.total == schools * len(rows) == len(summary.actions)
    wanted = Counter(c for c, _, _ in rows)
    chosen = summary.sets[0].chosen
    assert {c: chosen.column_total(c) for c in wanted} == {
        c: n * schools for c, n in wanted.items()
    }


def test_one_file_of_a_school_counts_and_every_file_is_listed() -> None:
    code = "22190001"
    summary = put_together(
        report("1.xlsx", plan([action()], code=code, submission="1"), modified=900.0),
        report("2.xlsx", plan([action(), action(2)], code=code, submission="2"), modified=100.0),
        report("copy.xlsx", plan([action()], code=code, submission="1"), digest="1.xlsx"),
        report("early.xlsx", plan([action()], code=code, submission="2"), modified=50.0),
        report("twin.xlsx", plan([action()], code=code, submission="2"), modified=100.0),
        report("photo.xlsx", None, [finding(Severity.ERROR, "WB101", "Là ảnh.")]),
        report("~$1.xlsx", None, [finding(Severity.INFO, "WB105", "Tệp khóa.")]),
        report("other.xlsx", plan([action()], code="999", name="Trường lạ")),
        roster=ROSTER,
    )
    assert states(summary) == {
        "2.xlsx": ("counted", "chosen"),
        "1.xlsx": ("old", "lower_submission"),
        "copy.xlsx": ("same", "same"),
        "early.xlsx": ("old", "earlier"),
        "twin.xlsx": ("old", "by_path"),
        "photo.xlsx": ("unreadable", "unreadable"),
        "~$1.xlsx": ("skipped", "skipped"),
        "other.xlsx": ("outside", "outside"),
    }
    assert len(summary.actions) == 2
    assert [line.state for line in summary.schools] == ["fine", "missing", "missing", "outside"]
    group = summary.groups[0]
    assert (group.name, group.schools, group.sent, group.missing) == ("Mầm non", 2, 1, 1)
    assert {f.path for f in summary.findings} == {"photo.xlsx", "~$1.xlsx"}


def test_of_identical_files_the_shorter_then_smaller_name_counts() -> None:
    summary = put_together(
        report("000 (1).xlsx", plan([action()], code="1"), digest="x", modified=300.0),
        report("b/001.xlsx", plan([action()], code="1"), digest="x", modified=100.0),
        report("z/000.xlsx", plan([action()], code="1"), digest="x", modified=100.0),
        report("other.xlsx", plan([action(), action(2)], code="1"), modified=200.0),
    )
    assert states(summary) == {
        "z/000.xlsx": ("counted", "chosen"),
        "000 (1).xlsx": ("same", "same"),
        "b/001.xlsx": ("same", "same"),
        "other.xlsx": ("old", "earlier"),
    }
    lines = {line.path: line for line in summary.files}
    assert lines["z/000.xlsx"].copies == 3
    assert {lines[p].facts["other"] for p in ("000 (1).xlsx", "b/001.xlsx")} == {"z/000.xlsx"}


def test_files_without_a_digest_are_not_taken_for_identical() -> None:
    summary = put_together(
        report("a.xlsx", plan([action()], code="1"), digest=""),
        report("b.xlsx", plan([action()], code="1"), digest=""),
    )
    assert {line.state for line in summary.files} == {"counted", "old"}


@pytest.mark.parametrize(("submission", "counted"), [("1", "full.xlsx"), ("2", "empty.xlsx")])
def test_an_empty_plan_never_beats_one_with_tasks_at_the_same_number(
    submission: str, counted: str
) -> None:
    summary = put_together(
        report("full.xlsx", plan([action()], code="1"), modified=100.0),
        report("empty.xlsx", plan(code="1", submission=submission), modified=900.0),
    )
    assert summary.schools[0].file == counted
    old = next(line for line in summary.files if line.state == "old")
    assert old.reason == ("empty" if submission == "1" else "lower_submission")


def test_name_and_telephone_each_come_from_the_list_where_the_workbook_has_none() -> None:
    head, phone = "Phan Thị Sen", "0900 000 101"
    listed = School("1", "A", head=head, phone=phone)
    of = plan([action()], code="1")
    for field, contact in (
        ("", "Nguyễn Thị Lan, 0912 345 678"),
        ("contact.name", f"{head}, 0912 345 678"),
        ("contact.phone", f"Nguyễn Thị Lan, {phone}"),
    ):
        own = replace(of, values={k: v for k, v in of.values.items() if k != field})
        summary = put_together(report("a.xlsx", own), roster=(listed,))
        assert summary.schools[0].contact == contact
    assert put_together(roster=(listed,)).schools[0].contact == f"{head}, {phone}"
    assert put_together(roster=(School("1", "A", phone=" "),)).schools[0].contact == ""


def test_frequent_faults_bear_the_title_of_their_card() -> None:
    titled = replace(finding(), title="Chưa ghi kinh phí")
    untitled = finding(Severity.ERROR, "WB601", "Thiếu.")
    summary = put_together(report("a.xlsx", plan(code="1"), [titled, untitled]))
    assert [f.title for f in summary.faults] == ["Thiếu.", "Chưa ghi kinh phí"]


def test_errors_ask_for_mending_and_warnings_do_not() -> None:
    summary = put_together(
        report("a.xlsx", plan(code="1"), [finding(), finding(Severity.ERROR, "WB601", "Thiếu.")]),
        report("b.xlsx", plan(code="2"), [finding()]),
    )
    assert [(s.state, s.errors, s.warnings, s.mend) for s in summary.schools] == [
        ("mend", 1, 1, ("Thiếu.",)),
        ("fine", 0, 1, ()),
    ]
    assert [(f.code, f.files) for f in summary.faults] == [("WB401", 2), ("WB601", 1)]


def test_the_order_of_reports_makes_no_difference() -> None:
    reports = [
        report(f"{n}.xlsx", plan([action(vnd=n)], code=str(n % 3), submission=str(n % 2)))
        for n in range(9)
    ]
    assert put_together(*reports) == put_together(*reversed(reports))


def test_a_school_is_found_by_name_where_no_code_speaks_against_it() -> None:
    nfd = "Tru\u031bo\u031b\u0300ng Tie\u0302\u0309u ho\u0323c Kim Đo\u0302\u0300ng"
    summary = put_together(
        report("a.xlsx", plan([action()], name=nfd.upper(), province="Điện Biên")), roster=ROSTER
    )
    assert [s.state for s in summary.schools] == ["missing", "missing", "fine"]


def test_accents_and_codes_keep_schools_apart() -> None:
    one = School("", "MN Hoa", "Xã Văn Lang", "Lạng Sơn")
    other = School("", "MN Hoa", "Xã Văn Lăng", "Lạng Sơn")
    assert school_key(one) != school_key(other)
    assert school_key(School("", "Hoà Bình")) == school_key(School("", " hòa  bình"))
    assert school_key(School("0123", "A")) != school_key(School("123", "A"))
    summary = put_together(
        report("a.xlsx", plan(code="1", name=ROSTER[0].name)),
        report("b.xlsx", plan(name="MN Hoa")),
        roster=(ROSTER[0], one, other),
    )
    assert states(summary) == {"a.xlsx": ("outside", "outside"), "b.xlsx": ("outside", "ambiguous")}


def test_criteria_of_two_sets_never_meet() -> None:
    th = "tt17-2018-th"
    summary = put_together(
        report("a.xlsx", plan([action(1, "1.1")], code="1")),
        report("b.xlsx", plan([action(1, "1.1", set_id=th)], code="2", set_id=th)),
    )
    assert [(s.id, s.chosen.column_total("1.1"), len(s.chosen.rows)) for s in summary.sets] == [
        (SET, 1, 1),
        (th, 1, 1),
    ]


def test_groups_follow_what_is_asked() -> None:
    roster = (
        School("1", "A", "Xã Bình An", "Lào Cai", "mầm non"),
        School("2", "B", "xã bình an", "Nghệ An", "Mầm non"),
        School("3", "C", "Xã Đông", "Nghệ An", ""),
    )
    named = {
        by: [g.name for g in put_together(roster=roster, by=by).groups]
        for by in ("type", "unit", "province")
    }
    assert named == {
        "type": ["Mầm non", ""],
        "unit": ["Xã Bình An (Lào Cai)", "Xã Bình An (Nghệ An)", "Xã Đông"],
        "province": ["Lào Cai", "Nghệ An"],
    }
    with pytest.raises(ValueError, match="by must be"):
        put_together(by="colour")


@pytest.mark.parametrize(
    ("start", "end", "running", "due", "outside"),
    [
        (date(2026, 9, 1), date(2026, 11, 30), (2, 3, 4), 4, False),
        (date(2026, 9, 30), date(2026, 10, 1), (2, 3), 3, False),
        (date(2027, 1, 1), None, (6, 7, 8, 9, 10, 11, 12, 13), None, False),
        (None, date(2026, 7, 31), (0,), 0, False),
        (date(2026, 6, 1), date(2026, 6, 30), (), None, True),
        (date(2020, 1, 1), date(2030, 1, 1), tuple(range(14)), None, False),
        (date(2027, 8, 31), date(2027, 9, 1), (13,), None, False),
        (None, None, (), None, False),
    ],
)
def test_months(
    start: date | None, end: date | None, running: tuple[int, ...], due: int | None, outside: bool
) -> None:
    line = put_together(report("a.xlsx", plan([action(start=start, end=end)]))).actions[0]
    assert (line.running, line.due, line.outside) == (running, due, outside)


def test_a_plan_without_a_school_year_or_with_an_unknown_set_is_still_added() -> None:
    tasks = [action(vnd=5_000, start=date(2026, 9, 1), end=date(2026, 9, 30), set_id="no-such")]
    summary = put_together(report("a.xlsx", plan(tasks, year="", set_id="no-such")))
    assert summary.budget.total == 5_000
    assert summary.running.total == 0
    assert [s.id for s in summary.sets] == ["no-such"]


def test_a_path_that_two_folders_share_drops_no_file() -> None:
    summary = put_together(
        report("a.xlsx", plan([action()], code="1"), digest="x"),
        report("a.xlsx", plan([action(), action(2)], code="2"), digest="y"),
    )
    assert [f.path for f in summary.files] == ["a.xlsx", "a.xlsx [2]"]
    assert len(summary.actions) == 3


def test_nothing_at_all() -> None:
    summary = put_together()
    assert (summary.files, summary.schools, summary.actions, summary.budget.total) == (
        (),
        (),
        (),
        0,
    )


def test_places_of_tasks_lead_to_the_written_cell() -> None:
    place = put_together(report("a.xlsx", plan([action(3)]))).actions[0].place
    assert place is not None
    assert (place.sheet, place.cell) == (SHEET, "F11")


def test_another_schools_plan_in_a_schools_file_replaces_nobody() -> None:
    swapped = Finding("WB107", "other-school", Severity.ERROR, "m", "f")
    own = report("a.xlsx", plan([action()], code="0101", name="Trường A"), modified=1.0)
    other = report("b.xlsx", plan([action()], code="0101", name="Trường B"), modified=9.0)
    other = replace(other, findings=(swapped,))
    summary = put_together(own, other)
    assert states(summary) == {"a.xlsx": ("counted", "only"), "b.xlsx": ("outside", "other_school")}
    assert len(summary.actions) == 1


def test_plans_of_nobody_do_not_become_one_school() -> None:
    nobody = [report(f"{n}.xlsx", plan([action(n)], code="", name="")) for n in (1, 2)]
    summary = put_together(*nobody)
    assert {line.reason for line in summary.files} == {"unnamed"}
    assert {line.state for line in summary.files} == {"outside"}


def test_this_years_file_counts_before_last_years_whatever_came_later() -> None:
    last = report("old.xlsx", plan([action()], year="2024-2025"), modified=99.0)
    this = report("new.xlsx", plan([action()], year="2025-2026"), modified=1.0)
    summary = put_together(last, this)
    assert states(summary)["new.xlsx"][0] == "counted"
    assert states(summary)["old.xlsx"] == ("old", "earlier_year")


def test_a_roster_that_lost_leading_zeros_still_finds_its_schools() -> None:
    sent = report("a.xlsx", plan([action()], code="01002305", name="Trường A"))
    summary = put_together(sent, roster=(School("1002305", "Tên khác hẳn"),))
    assert [line.state for line in summary.files] == ["counted"]
