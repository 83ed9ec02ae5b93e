"""The workbook for the office: every file, every finding, to filter and to print; only texts."""

from __future__ import annotations

import io

import openpyxl
import pytest
from report_factory import manner, outcomes

from workbook_tool.render import Outcome, render

OUTCOMES = outcomes()


def book(outcome: Outcome, language: str = "vi") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(outcome, "xlsx", manner(language))))


@pytest.mark.parametrize("name", OUTCOMES)
def test_it_holds_every_file_and_every_finding(name: str) -> None:
    outcome = OUTCOMES[name]
    overview, findings = book(outcome)
    assert overview.max_row == 5 + len(outcome.reports)
    assert findings.max_row == 5 + len(outcome.findings)
    cells = [cell for sheet in (overview, findings) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_it_can_be_filtered_and_printed() -> None:
    for sheet in book(OUTCOMES["mixed"]):
        assert sheet.auto_filter.ref.startswith("A5:")
        assert sheet.freeze_panes == "B6"
        assert sheet.print_title_rows == "$5:$5"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToHeight == 0


def test_codes_keep_their_zeros_and_counts_are_numbers() -> None:
    overview, _ = book(OUTCOMES["mixed"])
    headings = [cell.value for cell in overview[5]]
    line = dict(zip(headings, (cell.value for cell in overview[6]), strict=True))
    assert (line["Mã trường"], line["Phải sửa"]) == ("01234567", 1)
    assert line["Tin nhắn gửi trường"].startswith("Kính gửi Trường Mầm non Hoa Sen.")


def test_its_words_are_in_the_language() -> None:
    assert book(OUTCOMES["mixed"], "en").sheetnames == ["Overview", "Findings"]


def test_the_same_outcome_gives_the_same_bytes() -> None:
    made = [render(OUTCOMES["mixed"], "xlsx", manner()) for _ in range(2)]
    assert made[0] == made[1]
