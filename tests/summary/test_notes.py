"""What the clerk writes into a summary outlives it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office import Convert
from summary_factory import action, finding, plan, report

from workbook_tool.catalogue import Catalogue
from workbook_tool.consolidate import consolidate
from workbook_tool.findings import Report, Severity
from workbook_tool.intake import open_grid
from workbook_tool.model import NO_NOTES, NoteRow, Notes, School, Summary
from workbook_tool.reader.notes import read_notes
from workbook_tool.summary import write_summary

CATALOGUE = Catalogue()
WORDS: Any = CATALOGUE.words("summary")
ROSTER = (
    School("0101", "Trường Mầm non Họa Mi", "Xã A", "Điện Biên", "Mầm non", head="Lò Thị A"),
    School("0102", "Trường Mầm non Sơn Ca", "Xã A", "Điện Biên", "Mầm non"),
    School("", "Trường Mầm non Sơn Ca", "Xã B", "Điện Biên", "Mầm non"),
)
TRACK, FINDINGS = "Theo dõi nộp", "Nội dung cần sửa"
CHOICE, NOTE, DONE = "Chọn bản tính", "Ghi chú của cán bộ", "Đã xử lý"


def reports() -> list[Report]:
    found = [finding(), finding(Severity.ERROR, "WB601", "Việc số 1 chưa ghi công việc.")]
    return [
        report("xã a/kế hoạch.xlsx", plan([action()], code="0101", submission="2"), found),
        report("xã a/bản đầu.xlsx", plan([action(), action(2)], code="0101"), [finding()]),
        report("b.xlsx", plan([action()], name=ROSTER[2].name, unit="xã b"), [finding()]),
        report("ảnh.xlsx", None, [finding(Severity.ERROR, "WB101", "Tệp là ảnh.")]),
    ]


def together(
    found: Sequence[Report], notes: Notes = NO_NOTES, roster: Sequence[School] = ROSTER
) -> Summary:
    return consolidate(found, roster, CATALOGUE, as_of=date(2026, 10, 2), by="type", notes=notes)


def heading(sheet: Any) -> Mapping[str, int]:
    return {cell.value: cell.column for cell in sheet[4]}


def typed(data: bytes, entries: Mapping[tuple[str, int, str], object]) -> bytes:
    """A summary in which a clerk wrote: by sheet, row (from 5) and heading."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (title, row, name), value in entries.items():
        cell = book[title].cell(row, heading(book[title])[name], value)
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def noted(data: bytes) -> Notes:
    return read_notes(open_grid(data), WORDS)


def written(data: bytes, title: str, name: str) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[title]
    column = heading(sheet)[name]
    cells = (sheet.cell(row, column).value for row in range(5, sheet.max_row + 1))
    return [str(value) for value in cells if value is not None]


ENTRIES = {
    (TRACK, 5, CHOICE): "bản đầu.xlsx",
    (TRACK, 5, NOTE): "đã gọi 2/10\nhẹn thứ Sáu",
    (TRACK, 6, NOTE): "=1+1",
    (TRACK, 7, NOTE): "không có mã",
    (FINDINGS, 5, DONE): "xong",
    (FINDINGS, 8, DONE): "đã xin tệp khác",
}


def once() -> bytes:
    return typed(write_summary(together(reports()), WORDS), ENTRIES)


def test_notes_are_read_back_by_row() -> None:
    rows = {
        (row.sheet, row.code, row.unit, row.rule, row.path): texts
        for row, texts in noted(once()).items()
    }
    assert rows["track", "0101", "Xã A", "", ""]["choice"] == "bản đầu.xlsx"
    assert rows["track", "", "Xã B", "", ""]["note"] == "không có mã"
    done = rows["findings", "0101", "Xã A", "WB601", "xã a/kế hoạch.xlsx"]
    assert done["done"] == "xong"
    assert rows["findings", "", "", "WB101", "ảnh.xlsx"]["done"] == "đã xin tệp khác"
    assert len(rows) == 5


def test_notes_stand_in_the_next_summary_and_in_the_one_after() -> None:
    data = once()
    for _ in range(3):
        data = write_summary(together(reports(), noted(data)), WORDS)
        assert written(data, TRACK, NOTE)[:2] == ["đã gọi 2/10\nhẹn thứ Sáu", "=1+1"]
        assert written(data, TRACK, NOTE)[2:] == ["không có mã"]
        assert written(data, TRACK, CHOICE) == ["bản đầu.xlsx"]
        # The file that was chosen has no error: what was done about it has no row any more.
        assert sorted(written(data, FINDINGS, DONE)) == ["xong", "đã xin tệp khác"]


def test_a_note_stays_text_whatever_it_begins_with() -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(write_summary(together(reports(), noted(once())), WORDS))
    )[TRACK]
    cell = sheet.cell(6, heading(sheet)[NOTE])
    assert (cell.value, cell.data_type, cell.number_format) == ("=1+1", "s", "@")


def test_a_note_whose_row_is_gone_is_listed_and_comes_back_with_its_row() -> None:
    gone = write_summary(together([], noted(once()), ROSTER[1:]), WORDS)
    sheet = openpyxl.load_workbook(io.BytesIO(gone))[TRACK]
    lines = [[c.value for c in row] for row in sheet.iter_rows(min_row=7)]
    assert lines[0] == [None] * len(lines[0])
    assert str(lines[1][0]).startswith("Ghi chú cũ không còn dòng")
    assert {"0101", "Trường Mầm non Họa Mi", "bản đầu.xlsx"} <= set(lines[2])
    assert sheet.auto_filter.ref.endswith("6")
    assert "đã gọi 2/10\nhẹn thứ Sáu" in lines[2]
    assert sorted(written(gone, FINDINGS, DONE)) == ["xong", "đã xin tệp khác"]
    messages = written(gone, FINDINGS, "Nội dung")
    assert any("chưa ghi công việc" in text for text in messages)
    back = together(reports(), noted(gone))
    assert back.schools[0].note == "đã gọi 2/10\nhẹn thứ Sáu"
    assert {row.rule for row in back.lost} == {"WB601"}


def test_the_office_chooses_the_file() -> None:
    summary = together(reports(), noted(once()))
    states = {f.path: (f.state, f.reason, f.facts["other"]) for f in summary.files}
    assert states["xã a/bản đầu.xlsx"] == ("counted", "office", "")
    assert states["xã a/kế hoạch.xlsx"] == ("old", "not_chosen", "xã a/bản đầu.xlsx")
    assert (summary.schools[0].file, summary.schools[0].actions) == ("xã a/bản đầu.xlsx", 2)
    assert summary.schools[0].choice == "bản đầu.xlsx"


@pytest.mark.parametrize(
    ("choice", "counted"),
    [
        ("XÃ A\\BẢN ĐẦU.XLSX", "xã a/bản đầu.xlsx"),
        ("bản đầu", "xã a/bản đầu.xlsx"),
        (unicodedata.normalize("NFD", "bản\xa0đầu.xlsx "), "xã a/bản đầu.xlsx"),
        ("kế hoạch", "xã a/kế hoạch.xlsx"),
        ("", "xã a/kế hoạch.xlsx"),
        ("b.xlsx", "xã a/kế hoạch.xlsx"),
        ("ảnh.xlsx", "xã a/kế hoạch.xlsx"),
        (".xlsx", "xã a/kế hoạch.xlsx"),
        ("*", "xã a/kế hoạch.xlsx"),
        ("{0} {other}", "xã a/kế hoạch.xlsx"),
    ],
)
def test_a_choice_is_a_name_or_a_path_of_the_schools_own(choice: str, counted: str) -> None:
    notes = {NoteRow("track", "0101"): {"choice": choice}}
    summary = together(reports(), notes)
    assert summary.schools[0].file == counted
    line = next(f for f in summary.files if f.path == counted)
    missed = choice if counted == "xã a/kế hoạch.xlsx" and choice != "kế hoạch" else ""
    assert line.wanted == missed
    said = written(write_summary(summary, WORDS), "Tệp đã nhận", "Lý do")
    assert any(f"Chưa thấy tệp “{choice}”" in text for text in said) is bool(missed)


def test_a_choice_names_one_of_identical_files_or_a_school_off_the_list() -> None:
    twins = [
        report("a.xlsx", plan([action()], code="0101"), digest="x"),
        report("bản sao.xlsx", plan([action()], code="0101"), digest="x"),
        report("c.xlsx", plan([action()], code="0101", submission="9")),
        report("d.xlsx", plan([action()], code="77", name="Trường lạ")),
        report("e.xlsx", plan([action()], code="77", name="Trường lạ", submission="3")),
    ]
    notes = {
        NoteRow("track", "0101"): {"choice": "bản sao"},
        NoteRow("track", "77"): {"choice": "d", "note": "hỏi Sở"},
    }
    summary = together(twins, notes)
    lines = {f.path: (f.state, f.reason) for f in summary.files}
    assert lines == {
        "bản sao.xlsx": ("counted", "office"),
        "a.xlsx": ("same", "same"),
        "c.xlsx": ("old", "not_chosen"),
        "d.xlsx": ("outside", "outside"),
        "e.xlsx": ("old", "not_chosen"),
    }
    assert summary.schools[-1].note == "hỏi Sở"
    assert not summary.lost


def test_rows_are_joined_by_code_else_by_name_where_that_is_certain() -> None:
    notes = {
        NoteRow("track", "", "TRƯỜNG  mầm non Hoạ Mi"): {"note": "theo tên"},
        NoteRow("track", "０１０２", "tên khác"): {"note": "theo mã"},
        NoteRow("track", "", ROSTER[1].name): {"note": "hai trường cùng tên"},
        NoteRow("track", "", ROSTER[2].name, "Xã  B"): {"note": "theo xã"},
        NoteRow("track", "0999", ROSTER[0].name): {"note": "mã khác"},
        NoteRow("track", "102"): {"note": "mất số 0"},
    }
    summary = together([], notes)
    assert [line.note for line in summary.schools] == ["theo tên", "theo mã\nmất số 0", "theo xã"]
    assert {texts["note"] for texts in summary.lost.values()} == {
        "hai trường cùng tên",
        "mã khác",
    }


def test_notes_as_long_as_a_cell_are_kept() -> None:
    long = "á" * 32_767
    notes = {
        NoteRow("track", "0101"): {"note": long, "choice": long},
        NoteRow("track", "", ROSTER[0].name): {"note": "x" + long[1:]},
        NoteRow("track", "", long): {"note": long},
        NoteRow("findings", "0101", rule="wb401"): {"done": long, "message": long},
    }
    data = write_summary(together(reports(), notes), WORDS)
    assert sorted(map(len, written(data, TRACK, NOTE))) == [32_767, 32_767]
    assert together(reports(), noted(data)).findings[1].done == long


def test_notes_of_a_file_nobody_could_read_stay_with_its_path() -> None:
    path = unicodedata.normalize("NFD", "xã  A/Ảnh.xlsx")
    lost = report(path, None, [finding(Severity.ERROR, "WB101", "Tệp là ảnh.")])
    data = write_summary(together([lost]), WORDS)
    data = typed(data, {(FINDINGS, 5, DONE): "đã nhắn"})
    summary = together([lost], noted(data))
    assert (summary.findings[0].done, summary.lost) == ("đã nhắn", {})


def test_notes_of_one_row_written_twice_are_both_kept() -> None:
    notes = {
        NoteRow("track", "0101"): {"note": "một"},
        NoteRow("track", "", ROSTER[0].name): {"note": "hai"},
        NoteRow("track", " 0101 "): {"note": "một"},
    }
    assert together([], notes).schools[0].note == "một\nhai"


def test_columns_and_sheets_may_be_moved_and_renamed_by_people() -> None:
    book = openpyxl.load_workbook(io.BytesIO(once()))
    book[TRACK].title = "Theo dõi (cũ)"
    book[FINDINGS].insert_cols(3)
    book[FINDINGS].insert_rows(1, 4)
    book["Theo dõi (cũ)"].cell(5, heading(book["Theo dõi (cũ)"])[CHOICE]).value = datetime(
        2026, 10, 2
    )
    out = io.BytesIO()
    book.save(out)
    summary = together(reports(), noted(out.getvalue()))
    assert summary.schools[0].choice == "02/10/2026"
    assert [f.done for f in summary.findings if f.done] == ["xong", "đã xin tệp khác"]


def test_a_column_that_the_office_renames_keeps_its_notes() -> None:
    words = CATALOGUE.words("summary")
    columns: Any = words["track"]["column"]  # type: ignore[index]
    column = next(c for c in columns if c["value"] == "note")
    column["title"], column["former"] = "Việc cần nhớ", [NOTE]
    notes = read_notes(open_grid(once()), words)
    data = write_summary(together(reports(), notes), words)
    assert written(data, TRACK, "Việc cần nhớ")[0].startswith("đã gọi")


def test_a_workbook_of_something_else_holds_no_notes() -> None:
    book = openpyxl.Workbook()
    book.active.append([NOTE, "Điểm"])
    book.active.append(["riêng", 9])
    book.create_sheet(TRACK).append(["Mã trường", NOTE])
    out = io.BytesIO()
    book.save(out)
    assert noted(out.getvalue()) == {}


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_survives_or_is_listed(note: str, code: str) -> None:
    notes = {
        NoteRow("track", "0101"): {"note": note},
        NoteRow("track", code, "Trường Mầm non đã giải thể"): {"note": note},
        NoteRow("findings", code, rule="WB999"): {"done": note},
    }
    summary = together(reports(), notes)
    again = together(reports(), noted(write_summary(summary, WORDS)))
    assert len(again.lost) <= len(summary.lost)
    kept = "".join(c for c in note if c.isalnum() and c.isascii())
    assert kept == "".join(c for c in again.schools[0].note if c.isalnum() and c.isascii())


@pytest.mark.soffice
def test_notes_survive_libreoffice(tmp_path: Path, convert: Convert) -> None:
    path = tmp_path / "Tổng hợp.xlsx"
    path.write_bytes(once())
    wanted = noted(once())
    for kind in ("xlsx", "ods"):
        path = convert(path, kind)
        assert noted(path.read_bytes()) == wanted
