"""Strangers' bytes: read right, or refused by the rule that says what to ask for."""

from __future__ import annotations

import io
import os
import struct
import sys
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
    b"Rar!\x1a\x07\x00" + b"x" * 99: "archive",
    b"{\\rtf1 xin chao}": "word",
    b"<html><table></table></html>": "html",
    b"\xef\xbb\xbf<!DOCTYPE html>": "html",
    b"<?xml version='1.0'?><Workbook/>": "xml",
    "Mã;Tên\n1;Trường".encode(): "text",
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


def test_missing_parts_are_no_crash() -> None:
    for gone in ("xl/theme/theme1.xml", "xl/styles.xml", PLAN_SHEET, "docProps/custom.xml"):
        data = rebuilt(WORKBOOK, lambda n, p, gone=gone: None if n == gone else p)
        read_plan(open_grid(data), CATALOGUE)
    assert refusal(rebuilt(WORKBOOK, lambda n, p: None if n == "xl/workbook.xml" else p)) == "WB101"
    no_links = rebuilt(WORKBOOK, lambda n, p: None if n.endswith("workbook.xml.rels") else p)
    assert read_plan(open_grid(no_links), CATALOGUE).actions == ()


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


def test_old_binary_rubbish_loses_one_file_only() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    assert refusal(ole + "Workbook".encode("utf-16-le") + b"\x00\x00" * 300) == "WB102"


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
