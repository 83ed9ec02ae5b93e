"""Workbooks that were pushed about and then saved by LibreOffice, in every format it saves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_edited import (
    BOTH,
    Book,
    Case,
    columns_inserted,
    columns_swapped,
    echo_columns_deleted,
    lose_names,
    read,
    rename_sheets,
    reverse_sheets,
    rows_above,
    said,
    save,
    written,
)

Convert = Callable[[Path, str], Path]


def everything(book: Book, case: Case) -> None:
    for edit in (columns_swapped, columns_inserted, rows_above, reverse_sheets, rename_sheets):
        edit(book, case)


def a_column_gone(book: Book, case: Case) -> None:
    lose_names(book, case)
    book[case.plan].delete_cols(case.column("action.target"))


@pytest.mark.soffice
@BOTH
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_was_pushed_about_is_the_same_plan(
    tmp_path: Path, convert: Convert, case: Case, kind: str
) -> None:
    expected = read(save(case.book(), tmp_path / "a.xlsx"))
    for number, edit in enumerate((everything, echo_columns_deleted)):
        book = case.book()
        edit(book, case)
        plan = read(convert(save(book, tmp_path / f"b{number}.xlsx"), kind))
        assert written(plan) == written(expected), edit.__name__
        assert said(plan) == set(), (edit.__name__, plan.anomalies)


@pytest.mark.soffice
@BOTH
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_a_column_that_is_gone_is_said_in_every_format(
    tmp_path: Path, convert: Convert, case: Case, kind: str
) -> None:
    book = case.book()
    a_column_gone(book, case)
    plan = read(convert(save(book, tmp_path / "b.xlsx"), kind))
    assert [p.field for a in plan.anomalies if a.rule == "WB170" for p in a.places] == [
        "action.target"
    ]
    assert [r.text("action.task") for r in plan.actions] == [r["action.task"] for r in case.rows]


@pytest.mark.soffice
@BOTH
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_hidden_rows_are_said_in_every_format(
    tmp_path: Path, convert: Convert, case: Case, kind: str
) -> None:
    book = case.book()
    book[case.plan].row_dimensions[case.heading + 2].hidden = True
    plan = read(convert(save(book, tmp_path / "b.xlsx"), kind))
    assert said(plan) == {"WB172"}
    assert len(plan.actions) == len(case.rows)
