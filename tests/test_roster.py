"""Lists of schools as offices have them, and what is said about the ones that cannot be used."""

from __future__ import annotations

import io
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook_tool.errors import RosterError
from workbook_tool.model import School
from workbook_tool.roster import read_roster
from workbook_tool.typed.text import bare

ROOT = Path(__file__).resolve().parent.parent
WORDS: Mapping[str, Any] = tomllib.loads((ROOT / "rules/roster.toml").read_text("utf-8"))
HEAD = ["TT", "Mã trường", "Tên trường", "Cấp học", "Loại hình", "Xã/phường"]
LINES = [
    ["1", "01018409", "Trường Tiểu học Đồng Dâu", "TH", "CL", "Xã Tân Lộc"],
    ["2", "10151306", "Trường Mầm non Mường Lúa", "MN", "Công lập", "Xã Mường Lúa"],
]
EXPECTED = (
    School(
        code="01018409",
        name="Trường Tiểu học Đồng Dâu",
        unit="Xã Tân Lộc",
        type="Tiểu học",
        ownership="Công lập",
    ),
    School(
        code="10151306",
        name="Trường Mầm non Mường Lúa",
        unit="Xã Mường Lúa",
        type="Mầm non",
        ownership="Công lập",
    ),
)


def text_of(rows: Sequence[Sequence[str]], delimiter: str = ";") -> str:
    return "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"


def read(tmp_path: Path, data: bytes | str, name: str = "ds.csv") -> tuple[School, ...]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_roster(path, WORDS)


def workbook(
    rows: Sequence[Sequence[Any]], merges: Sequence[tuple[int, int, int, int, str]] = ()
) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        for n, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(n, column, cell)
        for merge in merges:
            sheet.merge_range(*merge)
    return stream.getvalue()


def refused(tmp_path: Path, data: bytes | str, name: str = "ds.csv") -> RosterError:
    with pytest.raises(RosterError) as caught:
        read(tmp_path, data, name)
    assert caught.value.facts["file"] == name
    return caught.value


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_delimiter_and_encoding_gives_the_same_schools(
    tmp_path: Path, delimiter: str, codec: str
) -> None:
    assert read(tmp_path, text_of([HEAD, *LINES], delimiter).encode(codec)) == EXPECTED


def test_cp1258_is_composed(tmp_path: Path) -> None:
    def cp1258(text: str) -> bytes:
        tones = "\u0300\u0301\u0303\u0309\u0323"
        made = bytearray()
        for letter in unicodedata.normalize("NFC", text):
            parts = unicodedata.normalize("NFD", letter)
            tone = "".join(c for c in parts if c in tones)
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
            made += (base + tone).encode("cp1258")
        return bytes(made)

    assert read(tmp_path, cp1258(text_of([HEAD, *LINES]))) == EXPECTED


def test_titles_numbers_totals_and_signature_are_not_schools(tmp_path: Path) -> None:
    rows = [
        ["UBND XÃ TÂN LỘC", "", "", "", "", ""],
        ["DANH SÁCH TRƯỜNG, năm học 2026-2027"],
        [],
        HEAD,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["I", "", "Khối tiểu học", "", "", ""],
        LINES[0],
        ["II", "", "Khối mầm non", "", "", ""],
        LINES[1],
        ["3", "", "", "", "", ""],
        ["", "", "Tổng cộng: 2 trường", "", "", ""],
        ["", "", "Tân Lộc, ngày 05 tháng 9 năm 2026", "", "NGƯỜI LẬP BIỂU", ""],
    ]
    assert read(tmp_path, text_of(rows)) == EXPECTED


def test_signature_below_the_list_ends_it_without_totals(tmp_path: Path) -> None:
    rows = [["Tên trường", "Mã"], ["Trường MN A", "1"], [], ["Hà Nội, ngày 5", ""], ["Người lập"]]
    assert [s.name for s in read(tmp_path, text_of(rows))] == ["Trường MN A"]


def test_columns_in_any_order_english_headings_and_unknown_columns(tmp_path: Path) -> None:
    text = (
        'Phone,Notes,School name,Principal,"School code",E-mail,Province,Authority,Address,Place\n'
    )
    text += (
        "0900 000 001,x,Primary A,Ms B,000123,a@example.org,Lao Cai,People's Committee,1 Road,A\n"
    )
    (school,) = read(tmp_path, text)
    assert school == School(
        "000123",
        "Primary A",
        province="Lao Cai",
        authority="People's Committee",
        address="1 Road",
        place="A",
        head="Ms B",
        phone="0900 000 001",
        email="a@example.org",
        type="Tiểu học",
    )


def test_headings_without_accents_in_capitals_with_remarks(tmp_path: Path) -> None:
    text = "STT;MA TRUONG;TEN TRUONG (ghi day du);DIEN THOAI*\n1;01;Trường A;02\n"
    assert read(tmp_path, text) == (School("01", "Trường A", phone="02"),)


def test_two_rows_of_headings(tmp_path: Path) -> None:
    text = "TT;Tên trường;Liên hệ;\n;;Điện thoại;Email\n1;Trường A;090;a@b.vn\n"
    assert read(tmp_path, text) == (School("", "Trường A", phone="090", email="a@b.vn"),)


def test_names_are_composed_and_blanks_single(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Trường\u00a0 Mầm  non\u00ad Họa Mi ")
    (school,) = read(tmp_path, f"Tên trường;Mã trường\n{name};０１２３\n")
    assert (school.name, school.code) == ("Trường Mầm non Họa Mi", "0123")


@pytest.mark.parametrize("code", ['="0123"', "'0123", " 0123 ", '"0123"'])
def test_marks_that_keep_zeros_are_taken_off(tmp_path: Path, code: str) -> None:
    assert read(tmp_path, f"Tên trường\tMã trường\nA\t{code}\n")[0].code == "0123"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("mẫu giáo", "Mầm non"),
        ("Cấp 1", "Tiểu học"),
        ("cấp II", "THCS"),
        ("TH&THCS", "Tiểu học và THCS"),
        ("TH và THCS", "Tiểu học và THCS"),
        ("TH - THCS", "Tiểu học và THCS"),
        ("TH, THCS và THPT", "Phổ thông nhiều cấp học"),
        ("THPT", "THPT"),
        ("Trường chuyên biệt", "Trường chuyên biệt"),
    ],
)
def test_words_for_the_type(tmp_path: Path, word: str, meant: str) -> None:
    assert read(tmp_path, f"Tên trường;Cấp học\nA;{word}\n")[0].type == meant


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Trường Mầm non Họa Mi", "Mầm non"),
        ("MN Họa Mi", "Mầm non"),
        ("Trường TH và THCS Hải Hòa", "Tiểu học và THCS"),
        ("Trường PTDTBT Tiểu học Pa Hạ", "Tiểu học"),
        ("Trường Thcs Nguyễn Trãi", "THCS"),
        ("Trường Thới Hòa", ""),
    ],
)
def test_type_from_the_name_when_the_list_has_none(tmp_path: Path, name: str, meant: str) -> None:
    assert read(tmp_path, f"Tên trường\n{name}\n")[0].type == meant


def test_types_of_the_list_are_words_of_the_vocabulary() -> None:
    vocabulary = tomllib.loads((ROOT / "rules/vocabulary.toml").read_text("utf-8"))
    assert set(WORDS["values"]["type"]) == set(vocabulary["school_types"])
    assert set(WORDS["values"]["ownership"]) == set(vocabulary["ownership"])


def test_headings_are_attributes_of_a_school_and_no_alias_stands_for_two() -> None:
    assert set(WORDS["headings"]) == set(School.__dataclass_fields__)
    aliases = [a.casefold() for names in WORDS["headings"].values() for a in names]
    assert len(aliases) == len(set(aliases))


def test_workbook_with_numbers_titles_and_merged_communes(tmp_path: Path) -> None:
    rows = [
        ["", "DANH SÁCH TRƯỜNG"],
        [],
        ["", *HEAD],
        ["", 1, 22193326, "Trường MN A", "MN", "", "Xã Một"],
        ["", 2.0, "0219332", "Trường MN B", "MN", "", ""],
        ["", 3, 2219301001, "Trường MN C", "MN", "", "Xã Hai"],
        ["", "Tổng số", "", 3],
    ]
    merges = [(0, 1, 0, 6, "DANH SÁCH TRƯỜNG"), (3, 6, 4, 6, "Xã Một")]
    schools = read(tmp_path, workbook(rows, merges), "ds.xlsx")
    assert [s.code for s in schools] == ["22193326", "0219332", "2219301001"]
    assert [s.unit for s in schools] == ["Xã Một", "Xã Một", "Xã Hai"]


def test_heading_merged_over_two_rows(tmp_path: Path) -> None:
    rows = [
        ["Mã trường", "Tên trường", "Liên hệ", ""],
        ["", "", "SĐT", "Email"],
        ["01", "Trường A", "09", "a@b"],
    ]
    merges = [(0, 0, 1, 0, "Mã trường"), (0, 1, 1, 1, "Tên trường"), (0, 2, 0, 3, "Liên hệ")]
    (school,) = read(tmp_path, workbook(rows, merges), "ds.xlsx")
    assert school == School("01", "Trường A", phone="09", email="a@b")


def test_list_on_a_later_sheet_and_a_wrong_ending(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet("Trống")
        book.add_worksheet("Cài đặt").write_row("A1", ["Đơn vị", "UBND xã"])
        sheet = book.add_worksheet("Danh sách")
        sheet.write_column("B4", ["Tên trường", "Trường A"])
        sheet.write_column("C4", ["Mã trường", "01"])
    assert read(tmp_path, stream.getvalue(), "ds.csv") == (School("01", "Trường A"),)


def test_a_list_as_text_does_not_load_the_spreadsheet_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert read(tmp_path, text_of([HEAD, *LINES])) == EXPECTED


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n;;\r\n"])
def test_empty_file(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data).key == "roster-empty"


def test_heading_without_schools(tmp_path: Path) -> None:
    assert refused(tmp_path, text_of([HEAD, ["1", "", "", "", "", ""]])).key == "roster-empty"


def test_no_heading_says_what_was_seen_and_wanted(tmp_path: Path) -> None:
    error = refused(tmp_path, "Trường MN A;01\nTrường MN B;02\n")
    assert error.key == "roster-no-heading"
    assert error.facts["seen"] == "Trường MN A"
    assert error.facts["wanted"].startswith("Mã trường; Tên trường; Xã/phường")


def test_heading_too_far_down(tmp_path: Path) -> None:
    assert refused(tmp_path, "x\n" * 20 + "Tên trường\nA\n").key == "roster-no-heading"
    assert len(read(tmp_path, "x\n" * 19 + "Tên trường\nA\n")) == 1


def test_no_column_of_names(tmp_path: Path) -> None:
    error = refused(tmp_path, "Danh sách\nMã trường;Điện thoại;Khác\n01;02;03\n")
    assert error.key == "roster-no-name-column"
    assert error.facts["row"] == "2"
    assert error.facts["seen"] == "Mã trường, Điện thoại, Khác"
    assert error.facts["wanted"] == "Tên trường"


def test_row_without_name(tmp_path: Path) -> None:
    error = refused(tmp_path, "Mã trường;Tên trường;SĐT\n01;Trường A;1\n02;;2\n")
    assert (error.key, error.facts["row"]) == ("roster-row-without-name", "3")
    assert error.facts["seen"] == "02 | 2"


def test_same_code_twice(tmp_path: Path) -> None:
    error = refused(tmp_path, "Mã trường;Tên trường\n195dl090;A\n1;B\n195DL090;C\n")
    assert (error.key, error.facts["rows"]) == ("roster-same-code", "2, 4")
    assert (error.facts["code"], error.facts["name"]) == ("195DL090", "C")


def test_same_school_twice_without_codes_but_accents_tell_apart(tmp_path: Path) -> None:
    head = "Tên trường;Xã\n"
    assert refused(tmp_path, head + "A;Xã X\na;Xã X\n").key == "roster-same-school"
    assert len(read(tmp_path, head + "Trường A;Sơn Hạ\nTrường A;Sơn Hà\n")) == 2


def test_code_that_a_spreadsheet_rounded(tmp_path: Path) -> None:
    error = refused(tmp_path, "Mã trường;Tên trường\n2,21933E+09;Trường A\n")
    assert (error.key, error.facts["code"]) == ("roster-damaged-code", "2,21933E+09")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 not a zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x01\x02",
        b"\x00" * 300,
    ],
)
def test_what_is_no_list_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data).key == "roster-unreadable"


def test_a_quotation_mark_left_open_does_not_swallow_schools(tmp_path: Path) -> None:
    error = refused(tmp_path, 'Tên trường;Mã\nTrường "Sao";1\n"Trường A;2\nTrường B;3\n')
    assert error.key == "roster-unreadable"
    assert len(read(tmp_path, 'Tên trường;Mã\nTrường "Sao";1\n"Trường ""A""\nB";2\n')) == 2


@pytest.mark.parametrize("line", ["01;A", "1;01", "2;3", "B;1", "A;1"])
def test_short_names_and_codes_are_no_column_numbers(tmp_path: Path, line: str) -> None:
    assert len(read(tmp_path, f"Mã;Tên trường\n{line}\n")) == 1


@pytest.mark.parametrize("line", ["I;;Xã Một;", ";Xã Một;;", "Xã Một;;;", ";;;Xã Một"])
def test_titles_of_groups_in_any_column(tmp_path: Path, line: str) -> None:
    schools = read(tmp_path, f"STT;Mã trường;Tên trường;Xã\n{line}\n1;01;A;Xã Một\n")
    assert [school.code for school in schools] == ["01"]


def test_a_school_added_without_its_number_is_not_taken_for_a_title(tmp_path: Path) -> None:
    rows = ["STT;Mã trường;Tên trường", "I;;Trường mầm non", "1;01;A", ";;Trường MN Mới", ";;MN B"]
    schools = read(tmp_path, "\n".join(rows))
    assert [school.name for school in schools] == ["A", "Trường MN Mới", "MN B"]


def test_a_code_alone_is_a_row_without_name(tmp_path: Path) -> None:
    error = refused(tmp_path, "STT;Mã trường;Tên trường\n1;01;A\n;02;\n")
    assert (error.key, error.facts["row"]) == ("roster-row-without-name", "3")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(RosterError) as caught:
            read_roster(path, WORDS)
        assert caught.value.key == "roster-unreadable"


def test_workbook_cut_off_in_the_middle(tmp_path: Path) -> None:
    data = workbook([HEAD, *LINES])
    for keep in range(10, len(data), 400):
        assert refused(tmp_path, data[:keep], "ds.xlsx").key == "roster-unreadable"


def test_two_cells_that_span_the_largest_sheet_do_not_exhaust_memory(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Tên trường")
        sheet.write("XFD1048576", "x")
    assert refused(tmp_path, stream.getvalue(), "ds.xlsx").key == "roster-too-large"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 250_000_000)
    assert refused(tmp_path, stream.getvalue(), "ds.xlsx").key == "roster-too-large"


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_schools_or_a_roster_error(tmp_path: Path, data: bytes) -> None:
    outcome: list[str] = []
    try:
        outcome += [school.name for school in read(tmp_path, data)]
    except RosterError as error:
        outcome.append(error.key)
    assert outcome
    assert all(outcome)


@given(
    st.lists(
        st.tuples(st.text("0123456789", min_size=1, max_size=8), st.text("aăâđê ố", max_size=9)),
        min_size=1,
        unique_by=lambda pair: pair[0],
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_codes_and_order_survive(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    lines = [f"{code};Trường {name}x" for code, name in pairs]
    schools = read(tmp_path, "\n".join(["Mã trường;Tên trường", *lines]))
    assert [school.code for school in schools] == [code for code, _ in pairs]


def test_the_example_list() -> None:
    schools = read_roster(ROOT / "examples/roster.csv", WORDS)
    assert len(schools) == 10
    assert any(school.code.startswith("0") for school in schools)
    assert {s.type for s in schools} <= set(WORDS["values"]["type"])
    for plan in sorted((ROOT / "examples/plans").glob("*.toml")):
        data = tomllib.loads(plan.read_text("utf-8"))
        if "of" in data:  # a later round of another example
            continue
        school = next(s for s in schools if s.code == data["school_code"])
        # One example spells its name with another accent, as a school did.
        assert bare(data["values"]["school.name"]) == bare(school.name)
        assert data["school_type"] == school.type
