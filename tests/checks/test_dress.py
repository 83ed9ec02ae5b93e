"""Hits in the words of a card: counts, lists of tasks, asides, and hostile facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.catalogue import Rule
from workbook_tool.checks import dress, spell
from workbook_tool.checks.dress import MOST_LETTERS, listed
from workbook_tool.findings import Hit, Severity
from workbook_tool.model import Period, Place, Timing

WORDS = {"vi": "Việc số {task} (tiêu chí {criterion}): “{value}”", "en": "Task {task}"}
MANY = {"vi": "Có {count} việc (số {tasks})", "en": "{count} tasks: {tasks}"}
RULE = Rule(
    code="WB999",
    name="some-fault",
    severity=Severity.WARNING,
    since="0.1",
    forms=(),
    rounds=(),
    scope="plan",
    title={"vi": "Một việc", "en": "A fault"},
    one=WORDS,
    many=MANY,
    fix={"vi": "Đề nghị xem lại ô {cell}.", "en": "Look at {sheet}!{cell}."},
    page="",
    path=Path("WB999-some-fault.md"),
)


def hit(task: int | None, **facts: str) -> Hit:
    return Hit((Place("III", f"D{task}", "action.task", task, "chữ"),), facts)


def test_one_hit_speaks_of_its_task_and_its_place() -> None:
    finding = dress(RULE, [hit(6, criterion="1.5", value="abc")], "vi")
    assert finding.message == "Việc số 6 (tiêu chí 1.5): “abc”"
    assert finding.fix == "Đề nghị xem lại ô D6."
    assert (finding.code, finding.rule, finding.severity) == (
        "WB999",
        "some-fault",
        Severity.WARNING,
    )
    assert finding.places == hit(6).places


def test_an_aside_without_facts_disappears() -> None:
    assert dress(RULE, [hit(6, criterion="", value="abc")], "vi").message == "Việc số 6: “abc”"
    assert dress(RULE, [hit(6, criterion="", value="")], "vi").message == "Việc số 6:"


def test_an_aside_with_half_its_facts_stays() -> None:
    rule = replace(RULE, one={"vi": "A ({x}, {y})", "en": "A"})
    assert dress(rule, [hit(1, x="", y="2")], "vi").message == "A (, 2)"


def test_a_fact_nobody_gave_is_blank() -> None:
    assert dress(RULE, [Hit(())], "vi").message == "Việc số :"


def test_the_place_lends_its_value_where_the_hit_has_none() -> None:
    assert "“chữ”" in dress(RULE, [hit(6)], "vi").message


def test_several_hits_are_counted_and_listed_to_eight() -> None:
    eight, nine = ([hit(n) for n in range(1, last + 1)] for last in (8, 9))
    assert dress(RULE, eight, "vi").message == "Có 8 việc (số 1, 2, 3, 4, 5, 6, 7, 8)"
    assert dress(RULE, nine, "vi").message == "Có 9 việc (số 1, 2, 3, 4, 5, 6, 7, 8, …)"
    assert len(dress(RULE, nine, "vi").places) == 9


def test_places_and_tasks_are_named_once() -> None:
    both = Hit((*hit(3).places, Place("III", "E3", "action.lead", 3)))
    finding = dress(RULE, [both, both], "en")
    assert finding.message == "2 tasks: 3"
    assert [place.cell for place in finding.places] == ["D3", "E3"]


def row(name: str, number: int) -> Hit:
    facts = {"named.vi": f"{name} số", "named.en": "Row", "number": str(number)}
    return Hit((Place("IV", f"D{number}", "issue.limitation"),), facts)


ROWS = replace(
    RULE,
    one={"vi": "{row}: chưa ghi", "en": "{row}: blank"},
    many={"vi": "{rows}: chưa ghi", "en": "{rows}: blank"},
)


def test_a_row_of_any_table_is_called_what_its_form_calls_it() -> None:
    assert dress(ROWS, [row("Vấn đề", 2)], "vi").message == "Vấn đề số 2: chưa ghi"
    assert dress(ROWS, [row("Vấn đề", 2)], "en").message == "Row 2: blank"


def test_rows_of_each_table_are_listed_together_to_eight() -> None:
    mixed = [row("Việc", 1), row("Vấn đề", 2), row("Việc", 3), row("Việc", 1)]
    assert dress(ROWS, mixed, "vi").message == "Việc số 1, 3; Vấn đề số 2: chưa ghi"
    many = [row("Việc", n) for n in range(1, 10)]
    assert dress(ROWS, many, "vi").message == "Việc số 1, 2, 3, 4, 5, 6, 7, 8, …: chưa ghi"


def test_rows_without_a_name_are_passed_over() -> None:
    aside = replace(RULE, one={"vi": "Chữ ({row})"}, many={"vi": "Chữ ({rows})"})
    assert dress(aside, [Hit(())], "vi").message == "Chữ"
    assert dress(aside, [Hit(()), row("Việc", 4)], "vi").message == "Chữ (Việc số 4)"


def test_a_fact_of_the_other_language_is_not_told() -> None:
    rule = replace(RULE, one={"vi": "Mẫu “{form}”", "en": "Form “{form}”"})
    told = Hit((), {"form.vi": "Mẫu mới", "form.en": "New form"})
    assert dress(rule, [told], "vi").message == "Mẫu “Mẫu mới”"
    assert dress(rule, [told], "en").message == "Form “New form”"


def test_listed_of_nothing_is_blank() -> None:
    assert listed([]) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("hai\ndòng\t x", "hai dòng x"),
        ("{0.__class__} {value} {", "{0.__class__} {value} {"),
        ("\x1b[31mđỏ\x07", "[31mđỏ"),
        ("a\u202eb\u200bc", "abc"),
        ("x" * 500, "x" * (MOST_LETTERS - 1) + "…"),
        ("x" * MOST_LETTERS, "x" * MOST_LETTERS),
        ("(một", "(một"),
    ],
)
def test_facts_are_one_plain_line(typed: str, shown: str) -> None:
    assert dress(RULE, [hit(1, value=typed)], "vi").message == f"Việc số 1: “{shown}”"


@given(st.text(), st.text())
def test_no_text_of_a_school_breaks_a_sentence(value: str, criterion: str) -> None:
    message = dress(RULE, [hit(1, value=value, criterion=criterion)], "vi").message
    assert message.startswith("Việc số 1")
    assert message.isprintable()


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), "9/2026"),
        (date(2026, 9, 1), date(2027, 5, 31), "9/2026 – 5/2027"),
        (date(2026, 9, 1), date(2026, 9, 1), "01/9/2026"),
        (date(2027, 3, 9), date(2027, 3, 9), "09/3/2027"),
        (date(2027, 1, 19), date(2027, 5, 31), "19/01/2027 – 31/5/2027"),
        (date(2026, 10, 2), date(2026, 10, 31), "02/10/2026 – 31/10/2026"),
        (None, date(2026, 11, 30), "… – 11/2026"),
        (date(2027, 1, 1), None, "1/2027 – …"),
        (date(9999, 12, 1), date.max, "12/9999"),
    ],
)
def test_periods_are_printed_by_month_or_by_day(
    start: date | None, end: date | None, text: str
) -> None:
    assert spell.period(Period(start, end)) == text


def test_ends_of_a_time_are_printed_alike() -> None:
    months = Timing((Period(date(2026, 9, 1), date(2026, 9, 30)),))
    days = Timing((Period(date(2026, 9, 15), date(2026, 9, 15)),))
    assert (spell.first(months), spell.last(months)) == ("9/2026", "9/2026")
    assert (spell.first(days), spell.last(days)) == ("15/9/2026", "15/9/2026")
    half = Timing((Period(date(2026, 9, 1), date(2026, 9, 15)),))
    assert (spell.first(half), spell.last(half)) == ("01/9/2026", "15/9/2026")
    assert spell.timing(Timing((*months.periods, *days.periods))) == "9/2026, 15/9/2026"


def test_amounts_have_dots() -> None:
    assert [spell.dong(n) for n in (0, 999, 1000, 2000000)] == ["0", "999", "1.000", "2.000.000"]
