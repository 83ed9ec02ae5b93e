"""The message to a school: short, plain, the worst first, and with what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_factory import CATALOGUE, EN, ERROR, INFO, VI, WARNING, finding, plan, refused, report

from workbook_tool.findings import Finding, Report
from workbook_tool.render.message import LONGEST, school_message

ABROAD = finding(
    "WB203", message="Việc số 2: tiêu chí 3.5 thuộc Tiêu chuẩn 3.", fix="Đề nghị chọn lại."
)
DEADLINE = "17 giờ ngày 02/10/2026"


def test_errors_are_counted_told_and_asked_for() -> None:
    told = school_message(report(finding(), ABROAD), VI, DEADLINE)
    assert told == (
        "Kính gửi Trường Mầm non Hoa Sen. Kế hoạch CTCL lần 1 của trường còn 2 nội dung phải sửa: "
        "(1) Việc số 2: tiêu chí 3.5 thuộc Tiêu chuẩn 3. Đề nghị chọn lại; "
        "(2) Việc số 6: tháng kết thúc (9/2026) sớm hơn tháng bắt đầu (12/2026). Đề nghị xem lại "
        "một trong hai mốc. Chi tiết đã đánh dấu trong tệp gửi kèm. Đề nghị trường sửa, tăng Lần "
        "nộp lên 2, gửi lại trước 17 giờ ngày 02/10/2026. Cảm ơn thầy cô."
    )


def test_without_a_deadline_none_is_named() -> None:
    told = school_message(report(finding()), VI)
    assert "gửi lại." in told
    assert "trước" not in told


@pytest.mark.parametrize(
    ("submission", "said"),
    [("3", "tăng Lần nộp lên 4"), ("", "tăng Lần nộp thêm 1"), ("chưa", "tăng Lần nộp thêm 1")],
)
def test_the_next_submission_is_named_where_this_one_is_known(submission: str, said: str) -> None:
    assert said in school_message(report(finding(), plan_=plan(submission=submission)), VI)


def test_in_a_round_the_locked_number_is_left_alone() -> None:
    told = school_message(report(finding(), plan_=plan(round_="term1")), VI)
    assert "Lần nộp" not in told
    assert "lần 1" not in told
    assert "Biểu theo dõi" in told


def test_warnings_are_told_after_errors_only_as_a_number() -> None:
    beside = finding("WB401", WARNING, "Việc số 1 chưa ghi kinh phí.", "Đề nghị ghi.")
    told = school_message(report(beside, finding()), VI)
    assert "1 nội dung phải sửa: (1) Việc số 6" in told
    assert "Ngoài ra có 1 nội dung nên xem lại." in told
    assert "kinh phí" not in told


def test_warnings_alone_ask_for_nothing_to_be_sent() -> None:
    beside = finding("WB401", WARNING, "Việc số 1 chưa ghi kinh phí.", "Đề nghị ghi.")
    told = school_message(report(beside), VI, DEADLINE)
    assert "(1) Việc số 1 chưa ghi kinh phí" in told
    assert "không cần gửi lại" in told
    assert "phải sửa" not in told


@pytest.mark.parametrize("found", [(), (finding("WB611", INFO, "Chưa ghi minh chứng.", "Ghi."),)])
def test_a_clean_file_is_thanked_for(found: tuple[Finding, ...]) -> None:
    told = school_message(report(*found), VI, DEADLINE)
    assert told.startswith("Kính gửi Trường Mầm non Hoa Sen. Biểu của trường đã đủ nội dung.")
    assert "Cảm ơn" in told
    assert "gửi lại" not in told


def test_a_refused_file_says_what_to_send() -> None:
    told = school_message(refused(), VI, DEADLINE)
    assert told.startswith("Kính gửi nhà trường. Tệp “ảnh.jpg” không phải biểu mẫu")
    assert "gửi lại tệp Excel" in told
    assert f"trước {DEADLINE}" in told


def test_a_signed_copy_is_no_fault() -> None:
    signed = finding("WB124", INFO, "Tệp “a.pdf” là PDF.", "Không cần làm gì.", [])
    told = school_message(Report("a.pdf", (signed,)), VI, DEADLINE)
    assert DEADLINE not in told


def test_english_is_english() -> None:
    told = school_message(
        report(finding(message="Task 6 ends early.", fix="Mend it.")), EN, "2 Oct"
    )
    assert told.startswith("Dear Trường Mầm non Hoa Sen, Your school's improvement plan")
    assert "before 2 Oct" in told


def test_what_does_not_fit_becomes_titles_then_a_number() -> None:
    codes = sorted(CATALOGUE.rules)[20:40]
    many = [finding(code, message="Việc số 6 " + "rất dài " * 30, fix="") for code in codes]
    told = school_message(report(*many), VI, DEADLINE)
    assert len(told) <= LONGEST
    assert "còn 20 nội dung phải sửa" in told
    assert "nội dung khác" in told
    assert CATALOGUE.rules[codes[0]].title["vi"] in told
    assert DEADLINE in told


texts = st.text(max_size=700)


@given(texts, texts, texts, texts, st.integers(1, 12), st.sampled_from([ERROR, WARNING, INFO]))
def test_it_is_never_too_long_nor_more_than_a_line(
    name: str, message: str, fix: str, deadline: str, count: int, severity: object
) -> None:
    found = [replace(finding(message=message, fix=fix), severity=severity)] * count
    for made in (report(*found, plan_=plan(name)), Report(name, (found[0],))):
        told = school_message(made, VI, deadline)
        assert len(told) <= LONGEST
        assert "Cảm ơn" in told
        assert len(told.splitlines()) == 1
