"""Days and hours by which something is due, as offices write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.typed.cutoff import Cutoff, read_cutoff

DAY = date(2026, 10, 2)


@pytest.mark.parametrize(
    ("raw", "hour"),
    [
        ("17 giờ ngày 02/10/2026", time(17)),
        ("trước 17 giờ 00 ngày 02/10/2026", time(17)),
        ("17h30, 2/10/2026", time(17, 30)),
        ("17g ngày 2 tháng 10 năm 2026", time(17)),
        ("02/10/2026 17:00", time(17)),
        ("2026-10-02 17:05:00", time(17, 5)),
        ("2026-10-02T17:05", time(17, 5)),
        ("17 giờ 30 phút ngày 2.10.2026", time(17, 30)),
        ("hết ngày 02/10/2026", None),
        ("02/10/2026", None),
        ("chậm nhất: ngày 02/10/2026", None),
    ],
)
def test_a_deadline_is_read(raw: str, hour: time | None) -> None:
    assert read_cutoff(raw) == Cutoff(DAY, hour)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "đầu tháng 10",
        "25:00 02/10/2026",
        "17:61 02/10/2026",
        "31/2/2026",
        "17 giờ",
        "8 giờ - 17 giờ ngày 02/10/2026",
        "02/10/2026 - 05/10/2026",
        "x" * 100,
        None,
        3.5,
        True,
    ],
)
def test_anything_else_is_not(raw: object) -> None:
    assert read_cutoff(raw) is None  # type: ignore[arg-type]


def test_a_cell_of_excel_may_have_changed_day_and_month() -> None:
    assert read_cutoff(DAY) == Cutoff(DAY, None, certain=False)
    assert read_cutoff(datetime(2026, 10, 2, 17)) == Cutoff(DAY, time(17), certain=False)
    assert read_cutoff(datetime(2026, 10, 20)) == Cutoff(date(2026, 10, 20), None)
    assert read_cutoff("02/10/26") == Cutoff(DAY, None, certain=False)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2089, 12, 31)))
def test_what_is_written_is_read(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    for text in (f"{moment:%H:%M %d/%m/%Y}", f"{moment:%d/%m/%Y, %H}h{moment:%M}", f"{moment}"):
        assert read_cutoff(text) == Cutoff(moment.date(), moment.time())
