"""Strangers' bytes: read right, or refused by the rule that says what to ask for."""

from __future__ import annotations

import io
import os
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filled import ACTION, CATALOGUE, blank, content, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook_tool.errors import Refused
from workbook_tool.intake import Limits, open_grid, take
from workbook_tool.intake.kinds import recognise
from workbook_tool.intake.runs import Strings
from workbook_tool.intake.sheetxml import read_sheet
from workbook_tool.intake.stylesxml import Styles
from workbook_tool.reader import read_plan

PLAN_SHEET = "xl/worksheets/sheet5.xml"


def filled() -> bytes:
    stream = io.BytesIO()
    fill([ACTION]).save(stream)
    return stream.getvalue()


WORKBOOK = filled()


def rebuilt(data: bytes, change: Callable[[str, bytes], bytes | None], **extra: bytes) -> bytes:
    """The same zip with its members changed, left out (None) or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
        for name, added in extra.items():
            new.writestr(name, added)
    return out.getvalue()


def in_plan(old: bytes, new: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(old, new, 1) if name == PLAN_SHEET else part

    changed = rebuilt(WORKBOOK, change)
    assert changed != rebuilt(WORKBOOK, lambda _, part: part)
    return changed


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        read_plan(open_grid(data, limits or Limits()), CATALOGUE)
    return refused.value.key


def outcome(data: bytes) -> str:
    try:
        read_plan(open_grid(data), CATALOGUE)
    except Refused as refused:
        return refused.key
    return "plan"


NOT_WORKBOOKS = {
    b"": "empty",
    b"\x00" * 4096: "empty",
    b"\xff\xd8\xff\xe0" + b"x" * 99: "image",
    b"\x89PNG\r\n\x1a\n" + b"x" * 99: "image",
    b"\x00\x00\x00\x18ftypheic" + b"x" * 99: "image",
    b"%PDF-1.7\n" + b"x" * 99: "pdf",
    b"\r\n%PDF-1.7\n" + b"x" * 99: "pdf",
    b"Rar!\x1a\x07\x00" + b"x" * 99: "archive",
    b"{\\rtf1 xin chao}": "word",
    b"<html><table></table></html>": "html",
    b"\xef\xbb\xbf<!DOCTYPE html>": "html",
    b"<?xml version='1.0'?><Workbook/>": "xml",
    "Mã;Tên\n1;Trường".encode(): "csv",
    "Mã;Tên".encode("utf-16"): "text",
    b"\x01\x02\x00\x03" * 99: "unknown",
}


@pytest.mark.parametrize(("data", "kind"), NOT_WORKBOOKS.items())
def test_what_is_no_workbook_is_named(data: bytes, kind: str) -> None:
    assert recognise(data) == kind
    with pytest.raises(Refused) as refused:
        open_grid(data)
    assert (refused.value.key, refused.value.facts["kind"]) == ("WB101", kind)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_x", ".xml"), data)
    return out.getvalue()


def test_containers_are_looked_into() -> None:
    assert refusal(zipped(word__document_x=b"<w/>")) == "WB101"
    assert refusal(zipped(anything=b"")) == "WB101"
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert refusal(encrypted + "EncryptedPackage".encode("utf-16-le") + b"\x00\x00") == "WB104"
    assert refusal(encrypted + "WordDocument".encode("utf-16-le")) == "WB101"


@pytest.mark.parametrize("size", [4, 100, 5_000, 20_000, -1])
def test_a_truncated_download_is_damaged(size: int) -> None:
    assert refusal(WORKBOOK[:size]) == "WB102"


def test_zip_tricks_are_refused_by_name() -> None:
    def add(*names: str) -> bytes:
        out = io.BytesIO(WORKBOOK)
        with zipfile.ZipFile(out, "a") as archive:
            for name in names:
                archive.writestr(name, b"x")
        return out.getvalue()

    for name in ("../x", "/etc/x", "a\\b", "C:x", "XL/workbook.xml"):
        assert refusal(add(name)) == "WB120", name
    assert refusal(add(*(f"n{n}" for n in range(1_001)))) == "WB120"
    assert read_plan(open_grid(add("harmless.txt")), CATALOGUE).actions


def test_an_encrypted_flag_is_said() -> None:
    data = bytearray(WORKBOOK)
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    assert refusal(bytes(data)) == "WB104"


def test_overlapping_members_are_refused() -> None:
    data = bytearray(WORKBOOK)
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    offset = struct.unpack_from("<I", data, first + 42)[0]
    struct.pack_into("<I", data, second + 42, offset)
    assert refusal(bytes(data)) in ("WB120", "WB102")


def test_a_wrong_checksum_is_damage_and_never_a_guess() -> None:
    data = bytearray(blank())
    name = "xl/sharedStrings.xml"
    at = data.rindex(name.encode()) - 46
    right = zipfile.ZipFile(io.BytesIO(data)).getinfo(name).CRC
    struct.pack_into("<I", data, at + 16, right ^ 1)
    assert refusal(bytes(data)) == "WB102"


def test_a_bomb_is_refused_whatever_it_declares() -> None:
    spaces = b" " * 30_000_000
    bomb = rebuilt(WORKBOOK, lambda n, p: p + spaces if n == PLAN_SHEET else p)
    assert refusal(bomb) == "WB120"
    small = Limits(total=50_000)
    assert refusal(WORKBOOK, small) == "WB120"


def test_doctypes_other_encodings_and_nesting_are_refused() -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet '
    assert refusal(in_plan(b"<worksheet ", doctype)) == "WB120"
    wide = rebuilt(WORKBOOK, lambda n, p: p.decode().encode("utf-16") if n == PLAN_SHEET else p)
    assert refusal(wide) == "WB120"
    deep = in_plan(b"<sheetData>", b"<a>" * 100 + b"</a>" * 100 + b"<sheetData>")
    assert refusal(deep) == "WB120"
    assert refusal(in_plan(b"</sheetData>", b"</sheetDat>")) == "WB102"


def test_far_cells_cost_nothing_and_floods_are_refused() -> None:
    far = in_plan(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    plan = read_plan(open_grid(far), CATALOGUE)
    assert len(plan.actions) == 1
    assert [a.places[0].cell for a in plan.anomalies if a.rule == "WB123"] == ["XFD1048576"]
    flood = b"".join(b'<c r="A%d"><v>1</v></c>' % n for n in range(9_000, 12_000))
    flooded = in_plan(b"</sheetData>", b"<row>" + flood + b"</row></sheetData>")
    assert refusal(flooded, Limits(cells=2_000)) == "WB120"


def test_rows_out_of_order_and_twice_have_one_reading() -> None:
    again = b'<row r="5"><c r="H5" t="inlineStr"><is><t>later</t></is></c></row></sheetData>'
    plan = read_plan(open_grid(in_plan(b"</sheetData>", again)), CATALOGUE)
    assert plan.actions[0].text("action.task") == ACTION["action.task"]


def test_escapes_booleans_and_inline_texts() -> None:
    cells = (
        b'<row r="6"><c r="H6" t="inlineStr"><is><r><t>a_x000D_</t></r><r><t>_xD800_</t></r>'
        b'<r><t>b</t></r><rPh><t>no</t></rPh></is></c><c r="I6" t="b"><v>1</v></c>'
        b'<c r="G6" t="str"><v>c</v></c><c r="F6" t="d"><v>2025-09-05T00:00:00</v></c></row>'
    )

    def change(name: str, part: bytes) -> bytes:
        if name != PLAN_SHEET:
            return part
        start = part.index(b'<row r="6"')
        end = part.index(b"</row>", start) + 6
        return part[:start] + cells + part[end:]

    action = read_plan(open_grid(rebuilt(WORKBOOK, change)), CATALOGUE).actions[1]
    assert action.text("action.task") == "a\n\ufffdb"
    assert action.text("action.lead") == "TRUE"
    assert action.text("action.target") == "c"
    assert action.text("action.weakness") == "05/09/2025"


def without(name: str) -> bytes:
    return rebuilt(WORKBOOK, lambda n, p: None if n == name else p)


def with_part(name: str, old: bytes, new: bytes, count: int = 1) -> bytes:
    def change(member: str, part: bytes) -> bytes:
        return part.replace(old, new, count) if member == name else part

    assert old in zipfile.ZipFile(io.BytesIO(WORKBOOK)).read(name)
    return rebuilt(WORKBOOK, change)


BOOK, LINKS, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"


def test_parts_that_a_plan_does_not_need_may_be_missing() -> None:
    for gone in ("xl/theme/theme1.xml", "xl/styles.xml", "docProps/custom.xml"):
        assert len(read_plan(open_grid(without(gone)), CATALOGUE).actions) == 1, gone


def test_a_torn_workbook_is_never_taken_for_a_blank_one() -> None:
    assert refusal(without("xl/workbook.xml")) == "WB102"
    for gone in (PLAN_SHEET, LINKS):
        assert refusal(without(gone)) == "WB102", gone
    outside = with_part(LINKS, b'Target="/xl/worksheets/', b'Target="../../../etc/', -1)
    assert refusal(outside) == "WB102"
    assert refusal(with_part(BOOK, b"<sheets>", b"<nothing>")) == "WB102"
    no_texts = rebuilt(blank(), lambda n, p: None if n == STRINGS else p)
    assert refusal(no_texts) == "WB102"
    few = b"<sst><si><t>x</t></si></sst>"
    assert refusal(rebuilt(blank(), lambda n, p: few if n == STRINGS else p)) == "WB102"


H5 = zipfile.ZipFile(io.BytesIO(WORKBOOK)).read(PLAN_SHEET)
H5 = H5[H5.index(b'<c r="H5"') : H5.index(b"</c>", H5.index(b'<c r="H5"')) + 4]


def read_h5(cell: bytes) -> str:
    return read_plan(open_grid(in_plan(H5, cell)), CATALOGUE).actions[0].text("action.task")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ('t="d"><v>2026-13-45</v>', "2026-13-45"),
        ('t="d"><v>²</v>', "²"),
        ("><v>1_000</v>", "1_000"),
        ("><v>１２</v>", "１２"),
        ("><v>1e999</v>", "1e999"),
        ("><v>NaN</v>", "NaN"),
        ("><v>" + "9" * 5_000 + "</v>", "9" * 5_000),
        ('s="²"><v>5</v>', "5"),
        ('s="99999"><v>5</v>', "5"),
    ],
)
def test_impossible_values_are_the_text_as_it_stands(value: str, read: str) -> None:
    assert read_h5(f'<c r="H5" {value}</c>'.encode()) == read


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="H5" t="s"><v>²</v></c>',
        '<c r="H5" t="s"><v>-1</v></c>',
        f'<c r="H5" t="s"><v>{"9" * 5_000}</v></c>',
        '<c r="H²" t="str"><v>a</v></c>',
        '<c r="H0" t="str"><v>a</v></c>',
        '<c r="XFE5" t="str"><v>a</v></c>',
        '<c r="H1048577" t="str"><v>a</v></c>',
        '</row><row r="²"><c t="str"><v>a</v></c>',
        f'</row><row r="{"9" * 5_000}"><c t="str"><v>a</v></c>',
    ],
)
def test_a_broken_reference_is_damage(cell: str) -> None:
    assert refusal(in_plan(H5, cell.encode())) == "WB102"


def test_a_calendar_of_1904_ends_in_a_number_and_no_crash() -> None:
    styled = "".join(f'<c r="H5" s="{n}"><v>2958465</v></c>' for n in (3,))
    old = with_part(BOOK, b"<workbookPr", b'<workbookPr date1904="1"')
    parts = {PLAN_SHEET: (H5, styled.encode())}
    data = rebuilt(old, lambda n, p: p.replace(*parts[n]) if n in parts else p)
    assert outcome(data) == "plan"


BLANKS = {
    "a million formatted cells": "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}" s="3"/>' for c in "ABCDEFGHIJ") + "</row>"
        for r in range(200, 100_200)
    ),
    "a million rows": "".join(f'<row r="{r}" ht="15"/>' for r in range(200, 1_000_000)),
}


@pytest.mark.parametrize("blanks", BLANKS.values(), ids=BLANKS)
def test_formatted_blanks_cost_little_and_lose_nothing(blanks: str) -> None:
    last = '<row r="1048000"><c r="H1048000" t="str"><v>x</v></c></row>'
    data = in_plan(b"</sheetData>", f"{blanks}{last}</sheetData>".encode())
    begun = time.process_time()
    plan = read_plan(open_grid(data, Limits(ratio=1_000)), CATALOGUE)
    assert time.process_time() - begun < 4, "a hundred times what a plan takes"
    assert len(plan.actions) == 1
    assert [a.places[0].cell for a in plan.anomalies] == ["H1048000"]


def test_blanks_without_a_place_of_their_own_still_count() -> None:
    row = b'<row r="6"><c r="G6" s="1"/><c t="str"><v>in H</v></c></row><row><c/></row>'
    data = in_plan(b"</sheetData>", row + b'<row r="7"/><row><c r="H8"/></row></sheetData>')
    plain = rebuilt(data, lambda _, p: p.replace(b'<row r="6"', b'<row r="66"', 1))
    assert outcome(data) == outcome(plain) == "plan"
    cells = read_sheet(
        b'<s><sheetData><row r="6"><c r="G6"/><c t="str"><v>a</v></c></row>'
        b'<row r="7"/><row><c r="A8"/><c r="B8" t="str"><v>b</v></c></row>'
        b'<row r="9"><c r="A9" t="inlineStr"><is><t><![CDATA[<c r="A1"/><c r="B1"/>]]></t></is></c>'
        b"</row></sheetData></s>",
        Strings(),
        Styles(),
        Limits(),
    ).cells
    texts = {at: cell.raw for at, cell in cells.items()}
    assert texts == {(5, 7): "a", (7, 1): "b", (8, 0): '<c r="A1"/><c r="B1"/>'}


def test_floods_of_names_sheets_and_elements_are_refused() -> None:
    def names(count: int) -> bytes:
        added = "".join(f'<definedName name="n{n}">ds!$A$1</definedName>' for n in range(count))
        return with_part(BOOK, b"</definedNames>", added.encode() + b"</definedNames>")

    assert refusal(names(10_001)) == "WB120"
    assert len(read_plan(open_grid(names(1_000)), CATALOGUE).actions) == 1
    sheet = b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>'
    sheets = b"".join(sheet % (n, n + 100) for n in range(5_000))
    assert refusal(with_part(BOOK, b"</sheets>", sheets + b"</sheets>")) == "WB120"
    floods = (b"<mergeCell/>" * 200_001, b"<c><v>1</v></c>" * 150_000)
    for flood in floods:
        data = in_plan(b"</sheetData>", b"<row>" + flood + b"</row></sheetData>")
        assert refusal(data, Limits(ratio=1_000)) == "WB120"


def test_other_encodings_and_doctypes_are_refused_in_every_part_that_is_read() -> None:
    for name in (BOOK, LINKS, STRINGS, PLAN_SHEET, "xl/styles.xml", "docProps/custom.xml"):
        for first in (b'<?xml version="1.0" encoding="ISO-8859-1"?>', b"<!DOCTYPE x>"):

            def begun(member: str, part: bytes, name: str = name, first: bytes = first) -> bytes:
                return first + part.split(b"?>", 1)[-1] if member == name else part

            assert refusal(rebuilt(blank(), begun)) == "WB120", name


def test_a_vast_part_that_nobody_reads_is_refused_as_declared() -> None:
    name = "xl/media/image1.png"
    assert refusal(rebuilt(WORKBOOK, lambda _, p: p, **{name: bytes(65 * 2**20)})) == "WB120"
    half = {f"xl/media/{n}.png": bytes(44 * 2**20) for n in range(3)}
    assert refusal(rebuilt(WORKBOOK, lambda _, p: p, **half)) == "WB120"
    assert outcome(rebuilt(WORKBOOK, lambda _, p: p, **{name: bytes(2**20)})) == "plan"


def test_a_folder_a_pipe_and_an_owner_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    big = tmp_path / "big.xlsx"
    with big.open("wb") as stream:
        stream.truncate(Limits().file + 1)
    wanted = {"~$a.xlsx": "WB105", "big.xlsx": "WB120", "gone.xlsx": "WB102", ".": "WB101"}
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.xlsx")
        wanted["pipe.xlsx"] = "WB101"
    for name, rule in wanted.items():
        with pytest.raises(Refused, match=rule):
            take(tmp_path / name)


def test_old_binary_rubbish_loses_one_file_only(capfd: pytest.CaptureFixture[str]) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    assert refusal(ole + "Workbook".encode("utf-16-le") + b"\x00\x00" * 300) == "WB102"
    assert capfd.readouterr() == ("", "")


def test_a_torn_old_workbook_is_damaged_and_not_of_another_kind() -> None:
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2_000)
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 900)
    assert refusal(bytes(head)) == "WB102"


def ods(content: str, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as archive:
        mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", b"<manifest/>")
        spaces = "".join(
            f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
            for n in ("office", "table", "text", "calcext")
        )
        archive.writestr(
            "content.xml",
            f"<?xml version='1.0'?><office:document-content{spaces}><office:body>"
            f"<office:spreadsheet>{content}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()


def table(cells: str) -> str:
    return f'<table:table table:name="T"><table:table-row>{cells}</table:table-row></table:table>'


TEXT = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'


def test_an_ods_tells_its_errors_and_formulas() -> None:
    error = (
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:formula="of:=[.X9]" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p>'
        '</table:table-cell><table:table-cell table:formula="of:=1+1" office:value-type="float" '
        'office:value="2"><text:p>2</text:p></table:table-cell>'
    )
    cells = open_grid(ods(table(TEXT + error))).cells("T")
    assert (cells[0, 0].raw, cells[0, 0].formula) == ("a", False)
    assert (cells[0, 3].raw, cells[0, 3].error) == (None, "#REF!")
    assert (cells[0, 4].raw, cells[0, 4].formula, cells[0, 4].error) == (2.0, True, "")


def test_what_an_ods_hides_is_refused() -> None:
    vast = TEXT.replace("cell office", 'cell table:number-columns-repeated="4000000000" office', 1)
    assert refusal(ods(table(vast))) == "WB103"
    rows = f'<table:table-row table:number-rows-repeated="1000000">{TEXT * 100}</table:table-row>'
    assert refusal(ods(f'<table:table table:name="T">{rows}</table:table>')) == "WB103"
    assert refusal(ods(table(TEXT), **{"styles.xml": b"<!DOCTYPE a><a/>"})) == "WB120"
    assert refusal(ods(table(TEXT), **{"styles.xml": b"<a>" + b" " * 30_000_000})) == "WB120"
    assert refusal(ods(table(TEXT), **{"meta.xml": b"<a>"})) == "WB102"
    assert refusal(ods("<table:table>" * 70)) == "WB120"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=12))
def test_any_damage_ends_in_a_plan_or_a_named_refusal(at: int, new: bytes) -> None:
    damaged = WORKBOOK[:at] + new + WORKBOOK[at + len(new) :]
    assert outcome(damaged) in ("plan", *CATALOGUE.rules)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_damage_inside_a_part_ends_the_same(data: st.DataObject) -> None:
    names = zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist()
    name = data.draw(st.sampled_from(names))
    part = zipfile.ZipFile(io.BytesIO(WORKBOOK)).read(name)
    at = data.draw(st.integers(0, max(0, len(part) - 1)))
    new = data.draw(st.sampled_from([b"<", b'"', b"9" * 30, b"\x00", b"&#0;", b"-1", b"=", b"A"]))
    broken = rebuilt(WORKBOOK, lambda n, p: p[:at] + new + p[at + 1 :] if n == name else p)
    assert outcome(broken) in ("plan", *CATALOGUE.rules)


def test_a_changed_compression_is_the_same_plan() -> None:
    same = rebuilt(WORKBOOK, lambda _, part: part)
    one, other = (read_plan(open_grid(data), CATALOGUE) for data in (WORKBOOK, same))
    assert content(one) == content(other)
    assert read_plan(open_grid(blank()), CATALOGUE).actions == ()
