"""What .xls, .xlsb and .ods tell of a workbook, and how they are refused."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from datetime import date

import msoffcrypto
import pytest
import xlrd
from filled import ACTION, CATALOGUE, content, fill
from oldbooks import (
    DAY,
    LEGACY,
    TIME,
    Error,
    Formula,
    OldBook,
    OldSheet,
    Styled,
    ole,
    record,
    xls,
    xls_stream,
    xlsb,
)

from workbook_tool.errors import Refused
from workbook_tool.intake import (
    Limits,
    child,
    confined,
    legacy,
    open_grid,
    unlocking,
    xlsbfile,
    xlsfile,
)
from workbook_tool.intake.biff import Records
from workbook_tool.intake.ods import BIG
from workbook_tool.intake.told import grid_of
from workbook_tool.model.grid import SHOWN, Area, Cell, Grid, Hidden, text_of
from workbook_tool.reader import read_plan


def workbook() -> bytes:
    stream = io.BytesIO()
    fill([ACTION, {**ACTION, "action.task": "Dòng một\nDòng hai"}]).save(stream)
    return stream.getvalue()


WORKBOOK = workbook()


def as_old(grid: Grid) -> dict[str, OldSheet]:
    """The same cells, as a person typed them, in a workbook of another format."""
    return {
        title: OldSheet(
            {at: text_of(cell.raw) for at, cell in grid.cells(title).items() if cell.text},
            hidden=grid.hidden(title).sheet,
        )
        for title in grid.titles
    }


def refusal(data: bytes, limits: Limits | None = None, passwords: tuple[str, ...] = ()) -> str:
    with pytest.raises(Refused) as refused:
        read_plan(open_grid(data, limits or Limits(), passwords), CATALOGUE)
    return refused.value.key


BOOK = OldBook(
    {
        "Một": OldSheet(
            {
                (0, 0): "chữ",
                (1, 1): 1.5,
                (2, 0): Error(0x17),
                (3, 0): Formula("ra"),
                (3, 1): Formula(2.0),
                (4, 0): True,
                (5, 0): Styled(45000.5, DAY),
                (5, 1): Styled(0.5, TIME),
                (5, 2): Styled(0.0, DAY),
                (6, 0): Styled("KÕ ho¹ch", LEGACY),
                (7, 0): "",
                (7, 1): Formula(""),
            },
            rows=[4],
            columns=[1],
        ),
        "Hai": OldSheet({(0, 0): "x"}, hidden=True),
    },
    names={"vung": (0, 1, 1, 3, 1), "o": (1, 0, 0, 0, 0), "so": 5},
)


def test_an_old_workbook_tells_all_of_its_cells() -> None:
    grid = open_grid(xls(BOOK))
    assert grid.titles == ("Một", "Hai")
    assert grid.cells("Một") == {
        (0, 0): Cell("chữ"),
        (1, 1): Cell(1.5),
        (2, 0): Cell(None, error="#REF!"),
        (3, 0): Cell("ra", formula=True),
        (3, 1): Cell(2.0, formula=True),
        (4, 0): Cell("TRUE"),
        (5, 0): Cell(date(2023, 3, 15)),
        (5, 1): Cell("12:00"),
        (5, 2): Cell(0.0),
        (6, 0): Cell("KÕ ho¹ch", font=".VnTime"),
        (7, 1): Cell("", formula=True),
    }
    assert grid.hidden("Một") == Hidden(False, frozenset({4}), frozenset({1}))
    assert grid.hidden("Hai") == Hidden(sheet=True)
    assert grid.names == {"vung": Area("Một", 1, 1, 3, 1), "o": Area("Hai", 0, 0, 0, 0)}
    assert grid.carries == frozenset()
    assert grid.weight("Một") == 0
    assert grid.cells("Ba") == {}


def test_the_calendar_of_1904_and_days_beyond_calendars() -> None:
    cells = {(0, 0): Styled(1.0, DAY), (1, 0): Styled(2_958_465.0, DAY), (2, 0): Styled(60.0, DAY)}
    late = open_grid(xls(OldBook({"A": OldSheet(cells)}, date1904=True))).cells("A")
    assert (late[0, 0].raw, late[1, 0].raw) == (date(1904, 1, 2), 2_958_465.0)
    early = open_grid(xls(OldBook({"A": OldSheet(cells)}))).cells("A")
    assert (early[0, 0].raw, early[2, 0].raw) == (date(1900, 1, 1), 60.0)


def test_what_an_old_workbook_carries_is_told() -> None:
    sheet = {"A": OldSheet({(0, 0): "x"})}
    link = b"\x01\x00\x05\x00\x00a.xls"
    assert Records.of(xls_stream(OldBook(sheet, links=[link]))).carries == {"links"}
    dde = b"\x01\x00\x05\x00\x00cmd\x03calc"
    assert Records.of(xls_stream(OldBook(sheet, links=[dde]))).carries == {"dde"}
    macros = {"_VBA_PROJECT_CUR": b"x", "MBD0001": b"x"}
    data = ole({"Workbook": xls_stream(OldBook(sheet, links=[link])), **macros})
    assert open_grid(data).carries == {"links", "macros", "objects"}


def test_a_plan_in_an_old_format_is_the_same_plan() -> None:
    grid = open_grid(WORKBOOK)
    plan = read_plan(grid, CATALOGUE)
    areas = {n: (grid.titles.index(a.sheet), a.top, a.left, a.bottom, a.right)
             for n, a in grid.names.items() if a.sheet in grid.titles}  # fmt: skip
    old = read_plan(open_grid(xls(OldBook(as_old(grid), names=areas))), CATALOGUE)
    assert content(old) == content(plan)
    assert [a.rule for a in old.anomalies] == [a.rule for a in plan.anomalies]
    binary = read_plan(open_grid(xlsb(as_old(grid))), CATALOGUE)
    assert content(binary) == content(plan)
    assert {a.rule for a in binary.anomalies} - {a.rule for a in plan.anomalies} == {"WB136"}


def test_short_cells_of_an_xlsb_are_read_as_long_ones() -> None:
    grid = open_grid(WORKBOOK)
    long, short = xlsb(as_old(grid)), xlsb(as_old(grid), short=True)
    assert len(short) < len(long)
    assert content(read_plan(open_grid(short), CATALOGUE)) == content(
        read_plan(open_grid(long), CATALOGUE)
    )
    row = {(0, n): value for n, value in enumerate(("a" * 300, 1.5, True, Error(7), "b", 2))}
    told = open_grid(xlsb({"A": OldSheet(row)}, short=True)).cells("A")
    assert [told[0, n].text for n in (0, 1, 2, 4, 5)] == ["a" * 300, "1.5", "TRUE", "b", "2"]


def test_records_of_an_xlsb_that_are_cut_off_are_a_damaged_file() -> None:
    ours = {"xl/sharedStrings.bin": b"wbtool_"}
    for cut in (b"\x06\x7f", b"\x81", b"\x06\x80\x80", b"\x06\xff\xff\xff\xff\xff"):
        assert refusal(xlsb({"A": OldSheet({})}, ours | {"xl/worksheets/s1.bin": cut})) == "WB102"


def test_an_xlsb_says_what_it_cannot_tell() -> None:
    cells = {(0, 0): "chữ", (1, 1): 1.5, (2, 0): Error(0x17), (3, 0): True}
    sheets = {"Một": OldSheet(cells), "Hai": OldSheet({(0, 0): "x"}, hidden=True)}
    grid = open_grid(xlsb(sheets, {"xl/vbaProject.bin": b"x", "xl/connections.bin": b"x"}))
    assert grid.cells("Một") == {(0, 0): Cell("chữ"), (1, 1): Cell(1.5), (3, 0): Cell("TRUE")}
    assert (grid.hidden("Hai").sheet, grid.hidden("Một")) == (True, SHOWN)
    assert grid.carries == {"xlsb", "macros", "connections"}
    assert refusal(xlsb(sheets, {"docProps/app.xml": b"<!DOCTYPE a><a/>"})) == "WB120"
    assert xlsbfile.told(date(2026, 9, 5)) == ("d", "2026-09-05")
    assert refusal(xlsb({})) == "WB103"
    assert refusal(xlsb({}, {"xl/sharedStrings.bin": b"wbtool_"})) == "WB102"
    broken = xlsb(sheets).replace(b"xl/workbook.bin", b"xl/workbook.bin")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(broken)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"\xff" * 99 if name == "xl/workbook.bin" else old.read(name))
    assert refusal(out.getvalue()) == "WB103"


def test_floods_in_old_formats_are_refused() -> None:
    many = {"A": OldSheet({(row, 0): "x" for row in range(50)})}
    assert refusal(xls(OldBook(many)), Limits(cells=49)) == "WB103"
    ours = {**many, "_id": OldSheet({(0, 0): "wbtool_form"})}
    assert refusal(xls(OldBook(ours)), Limits(cells=49)) == "WB120"
    long = {"A": OldSheet({(0, 0): "wbtool_" * 100})}
    assert refusal(xls(OldBook(long)), Limits(strings=99)) == "WB120"
    far = {"A": OldSheet({(0, 0): "x", (1_048_575, 16_383): "y"})}
    assert refusal(xlsb(far)) == "WB103"
    assert refusal(xlsb(far, {"xl/sharedStrings.bin": b"wbtool_"})) in ("WB102", "WB120")


def test_a_big_stranger_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(legacy, "ask", never)
    book = xls_stream(BOOK)
    big = ole({"Workbook": book, "Summary": b"x" * legacy.BIG})
    assert refusal(big) == "WB103"
    stranger = {"xl/media/a.png": bytes(legacy.BIG), "xl/sharedStrings.bin": b"x"}
    assert refusal(xlsb({"A": OldSheet({(0, 0): "x"})}, stranger)) == "WB103"
    vast = {"xl/media/a.png": b"x", "xl/sharedStrings.bin": bytes(legacy.BIG)}
    assert refusal(xlsb({}, vast), Limits(part=legacy.BIG - 1)) == "WB103"
    monkeypatch.setattr(legacy, "ask", lambda *_: b'{"sheets": []}')
    assert refusal(ole({"Workbook": book, "S": b"wbtool_" + b"x" * legacy.BIG})) == "WB102"
    monkeypatch.setattr(legacy, "ask", lambda *_: b"{")
    assert refusal(xls(BOOK)) == "WB102"


def test_a_child_that_hangs_or_dies_loses_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xls(BOOK)
    assert refusal(data, Limits(memory=2**20)) == "WB102"
    monkeypatch.setattr(confined.child, "__name__", "time_that_is_no_module")
    assert refusal(data) == "WB102"
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert refusal(data) == "WB102"


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    slow = tmp_path / "slowpython"
    slow.write_text("#!/bin/sh\nsleep 30\n")
    slow.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(slow))
    assert refusal(xls(BOOK), Limits(seconds=1)) == "WB102"


@pytest.mark.parametrize("size", [0, 512, 600, 2_000, -600])
def test_a_torn_old_workbook_is_damaged(size: int) -> None:
    assert refusal(xls(BOOK)[:size] or b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "WB102"


def run(task: str, data: bytes, monkeypatch: pytest.MonkeyPatch, *limits: int) -> tuple[int, bytes]:
    """The program of the child in this process, unconfined."""
    monkeypatch.setattr(child, "_confine", lambda *_: None)
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, write_through=True))
    code = child.main(task, *(limits or (100, 10_000)), 2**28, 5)
    return code, out.getvalue()


def test_the_program_of_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    code, told = run("xls", xls(BOOK), monkeypatch)
    assert (code, grid_of(told)) == (0, open_grid(xls(BOOK)))
    assert run("xls", xls(BOOK), monkeypatch, 1, 9)[0] == child.TOO_MUCH
    locked = OldBook(BOOK.sheets, before=record(0x2F, bytes(54)))
    assert run("xls", xls(locked), monkeypatch)[0] == child.LOCKED
    mixed = {(0, 0): 1.0, (0, 2): True, (1, 1): "x"}
    code, told = run("xlsb", xlsb({"A": OldSheet(mixed)}), monkeypatch)
    assert [cell.raw for cell in grid_of(told).cells("A").values()] == [1.0, "TRUE", "x"]
    charts = xlsb({"A": OldSheet({})}, folder="chartsheets")
    assert grid_of(run("xlsb", charts, monkeypatch)[1]).titles == ()
    bare = xls_stream(BOOK)
    assert json.loads(xlsfile.tell(bare, 100, 1_000))["sheets"][1]["title"] == "Hai"
    with pytest.raises(xlrd.XLRDError):
        xlsfile.tell(ole({"Sheet": b"x"}), 100, 1_000)


def test_limits_are_set_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, tuple[int, int]]] = []
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "setrlimit", lambda what, to: told.append((what, to)))
    child._confine(5, 7)
    assert (resource.RLIMIT_AS, (5, 5)) in told
    assert (resource.RLIMIT_CPU, (7, 7)) in told
    monkeypatch.setitem(sys.modules, "resource", None)
    child._confine(5, 7)
    assert len(told) == 3


def locked(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    plain = msoffcrypto.OfficeFile(io.BytesIO(data))
    plain.encrypt(password, out)
    return out.getvalue()


def test_a_locked_workbook_opens_with_its_password() -> None:
    data = locked(WORKBOOK, "Hoa Sen 2026")
    plan = read_plan(open_grid(WORKBOOK), CATALOGUE)
    opened = read_plan(open_grid(data, Limits(), ("sai", "Hoa Sen 2026")), CATALOGUE)
    assert content(opened) == content(plan)
    assert refusal(data) == "WB104"
    assert refusal(data, None, ("sai", "hoa sen 2026")) == "WB133"
    assert refusal(data[:-3_000], None, ("sai",)) in ("WB102", "WB133")
    silently = locked(WORKBOOK, "VelvetSweatshop")
    assert content(read_plan(open_grid(silently), CATALOGUE)) == content(plan)


def test_the_unlocking_itself() -> None:
    data = locked(WORKBOOK, "a")
    told = json.dumps(["b", "a"]).encode() + b"\n" + data
    assert unlocking.tell(told, 1, 1) == WORKBOOK
    with pytest.raises(child.Locked):
        unlocking.tell(b'["b"]\n' + data, 1, 1)


def rc4_locked(book: OldBook, password: str) -> bytes:
    """An .xls locked as Excel 97 does it: the cipher is its own inverse."""
    from hashlib import md5

    from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
    from cryptography.hazmat.primitives.ciphers import Cipher
    from msoffcrypto.method.rc4 import _makekey

    salt, verifier = b"0123456789abcdef", b"fedcba9876543210"
    cipher = Cipher(ARC4(_makekey(password, salt, 0)), mode=None).encryptor()
    proof = cipher.update(verifier) + cipher.update(md5(verifier).digest())
    filepass = record(0x2F, b"\x01\x00\x01\x00\x01\x00" + salt + proof)
    plain = xls(OldBook(book.sheets, book.names, before=filepass))
    out = io.BytesIO()
    file = msoffcrypto.OfficeFile(io.BytesIO(plain))
    file.load_key(password=password)
    file.decrypt(out)
    ciphered = bytearray(out.getvalue())
    at = plain.index(filepass)
    ciphered[at : at + len(filepass)] = filepass
    return bytes(ciphered)


def test_a_locked_old_workbook_opens_with_its_password() -> None:
    data = rc4_locked(BOOK, "matkhau")
    assert open_grid(data, Limits(), ("matkhau",)).cells("Một")[0, 0].raw == "chữ"
    for passwords, rule in (((), "WB104"), (("sai",), "WB133")):
        with pytest.raises(Refused, match=rule):
            open_grid(data, Limits(), passwords)


NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "table", "text", "style", "meta", "manifest")
} | {"calcext": "urn:calcext", "fo": "urn:fo", "svg": "urn:svg", "draw": "urn:draw"}


def ods(body: str, head: str = "", **parts: str | None) -> bytes:
    spaces = "".join(f' xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())

    def document(inside: str) -> str:
        start = f"<?xml version='1.0' encoding='UTF-8'?><office:document{spaces}>"
        return f"{start}{inside}</office:document>"

    sheet = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    files = {"content": head + sheet, "styles": None, "meta": None, **parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, inside in files.items():
            if inside is not None:
                archive.writestr(f"{name.replace('__', '/')}.xml", document(inside))
    return out.getvalue()


def sheet(rows: str, columns: str = "", attributes: str = "") -> str:
    return f'<table:table table:name="T" {attributes}>{columns}{rows}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(inside: str = "", attributes: str = "") -> str:
    text = f"<text:p>{inside}</text:p>" if inside else ""
    return f"<table:table-cell {attributes}>{text}</table:table-cell>"


def value(kind: str, shown: str = "", **attributes: str) -> str:
    told = " ".join(f'office:{name.replace("_", "-")}="{v}"' for name, v in attributes.items())
    return cell(shown, f'office:value-type="{kind}" {told}')


def cells_of(*cells: str) -> dict[int, object]:
    found = open_grid(ods(sheet(row(*cells)))).cells("T")
    return {column: one.raw for (_, column), one in found.items()}


def test_values_of_an_ods() -> None:
    read = cells_of(
        value("string", "a <text:s text:c='2'/>b<text:tab/>c<text:line-break/>d\n  e"),
        value("float", "1,5", value="1.5"),
        value("float", "vô hạn", value="1e999"),
        value("percentage", "5%", value="0.05"),
        value("currency", "2 đ", value="2"),
        value("date", "5/9", date_value="2026-09-05T00:00:00"),
        value("date", "ngày", date_value="2026-13-45"),
        value("time", "13:30", time_value="PT13H30M00S"),
        value("time", "13:30:05", time_value="PT13H30M05.2S"),
        value("boolean", "ĐÚNG", boolean_value="true"),
        value("boolean", "SAI", boolean_value="false"),
        value("string", "", string_value="chỉ ở đây"),
        cell(),
    )
    assert list(read.values()) == [
        "a   b\tc\nd e", 1.5, "vô hạn", 0.05, 2.0, date(2026, 9, 5), "ngày", "13:30", "13:30:05",
        "TRUE", "FALSE", "chỉ ở đây",
    ]  # fmt: skip


def test_paragraphs_notes_and_drawings_of_an_ods() -> None:
    note = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    shape = "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>"
    inside = f"{note}<text:p>một</text:p>{shape}<text:p>hai</text:p>"
    assert cells_of(f"<table:table-cell>{inside}</table:table-cell>") == {0: "một\nhai"}
    link = "<text:p>xem <text:a>đây</text:a></text:p>"
    assert cells_of(f"<table:table-cell>{link}</table:table-cell>") == {0: "xem đây"}
    grouped = f"<table:table-row-group>{row(cell('x'))}</table:table-row-group>"
    assert open_grid(ods(sheet(grouped))).cells("T") == {(0, 0): Cell("x")}


def test_errors_and_formulas_of_an_ods() -> None:
    formula = 'table:formula="of:=1" office:value-type="float" office:value="0"'
    found = open_grid(
        ods(
            sheet(
                row(
                    cell("#REF!", formula),
                    cell("Err:502", 'table:formula="of:=x" calcext:value-type="error"'),
                    cell("1", formula),
                    cell("", 'table:formula="of:=x" office:value-type="string"'),
                    cell("#1 trong khối"),
                )
            )
        )
    ).cells("T")
    told = {c: (one.raw, one.formula, one.error) for (_, c), one in found.items()}
    assert told == {
        0: (None, True, "#REF!"),
        1: (None, True, "Err:502"),
        2: (0.0, True, ""),
        3: ("", True, ""),
        4: ("#1 trong khối", False, ""),
    }


HEAD = """
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'.VnTime'"/>
<style:font-face style:name="G"/></office:font-face-decls><office:automatic-styles>
<style:style style:name="old" style:family="table-cell" style:parent-style-name="base">
<style:text-properties style:font-name="F"/></style:style>
<style:style style:name="bold" style:family="text"><style:text-properties/></style:style>
<style:style style:name="heir" style:family="table-cell" style:parent-style-name="old"/>
<style:style style:name="loop" style:family="table-cell" style:parent-style-name="loop2"/>
<style:style style:name="loop2" style:family="table-cell" style:parent-style-name="loop"/>
<style:style style:name="word" style:family="text">
<style:text-properties fo:font-family="VNI-Times"/></style:style>
<style:style style:name="gone" style:family="table">
<style:table-properties table:display="false"/></style:style></office:automatic-styles>
"""


def test_fonts_of_an_ods() -> None:
    body = sheet(
        row(
            cell("a", 'table:style-name="old"'),
            cell("b", 'table:style-name="heir"'),
            cell("c", 'table:style-name="loop"'),
            cell('<text:span text:style-name="word">d</text:span>'),
            cell('x<text:span text:style-name="word">e</text:span>'),
            cell("f"),
            cell("g", 'table:style-name="base"'),
        )
        + row(cell("h"), attributes='table:default-cell-style-name="old"'),
        '<table:table-column table:number-columns-repeated="5"/>'
        '<table:table-column table:default-cell-style-name="old"/>',
    )
    styles = """<office:styles><style:default-style style:family="table-cell">
    <style:text-properties fo:font-family="Arial"/></style:default-style>
    <style:style style:name="base" style:family="table-cell"/></office:styles>
    <style:text-properties fo:font-family=".VnTime"/>"""
    found = open_grid(ods(body, HEAD, styles=styles)).cells("T")
    fonts = [one.font for one in found.values()]
    assert fonts == [".VnTime", ".VnTime", "", "VNI-Times", "", ".VnTime", "", ".VnTime"]


def test_what_an_ods_hides_and_repeats() -> None:
    body = sheet(
        row(cell("a"), cell("b"))
        + row(cell("c"), attributes='table:visibility="filter" table:number-rows-repeated="2"')
        + row(attributes='table:visibility="collapse" table:number-rows-repeated="1000000"')
        + row(cell("d", 'table:number-columns-repeated="3"')),
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="16000"/>',
        'table:style-name="gone"',
    )
    grid = open_grid(ods(body, HEAD))
    assert set(grid.cells("T")) == {
        (0, 0), (0, 1), (1, 0), (2, 0), *((1_000_003, column) for column in range(3)),
    }  # fmt: skip
    assert grid.hidden("T") == Hidden(True, frozenset({1, 2}), frozenset({1, 2}))
    assert (grid.hidden("U"), grid.cells("U"), grid.weight("T")) == (SHOWN, {}, 0)


def test_names_and_properties_of_an_ods() -> None:
    def named(name: str, address: str) -> str:
        return f'<table:named-range table:name="{name}" table:cell-range-address="{address}"/>'

    names = (
        named("a", "$'III. Kế hoạch'.$B$2:.$C$9")
        + named("b", "$T.$A$1")
        + named("c", "$T.$A$1:$U.$A$9")
        + named("d", "$T.#REF!")
        + named("e", "#REF!.$A$1")
    )
    told = (
        '\n<office:meta><meta:user-defined meta:name="wbtool_form">plan</meta:user-defined>'
        '<meta:user-defined meta:name="b">x</meta:user-defined>y</office:meta>'
    )
    grid = open_grid(ods(sheet(row(cell("x"))) + names, meta=told))
    assert grid.names == {
        "a": Area("III. Kế hoạch", 1, 1, 8, 2),
        "b": Area("T", 0, 0, 0, 0),
    }
    assert grid.properties == {"wbtool_form": "plan", "b": "xy"}
    assert open_grid(ods(sheet(""))).properties == {}
    many = "".join(named(f"n{n}", "$T.$A$1") for n in range(3))
    with pytest.raises(Refused, match="WB120"):
        _ = open_grid(ods(many), Limits(names=2)).names


def test_floods_and_forgeries_of_an_ods() -> None:
    def asked(data: bytes, limits: Limits | None = None) -> str:
        with pytest.raises(Refused) as refused:
            _ = open_grid(data, limits or Limits()).titles
        return refused.value.key

    many = cell("x", 'table:number-columns-repeated="16384"')
    rows = row(many, attributes='table:number-rows-repeated="1000"')
    assert asked(ods(sheet(rows))) == "WB120"
    assert asked(ods(sheet(row(cell("x" * 100)))), Limits(strings=99)) == "WB120"
    assert asked(ods(sheet(row(cell("<text:s text:c='99999999'/>"))))) == "WB120"
    beyond = row(cell(), attributes='table:number-rows-repeated="1048576"') + row(cell("x"))
    assert asked(ods(sheet(beyond))) == "WB102"
    assert asked(ods(sheet("") + sheet(""))) == "WB120"
    # A table in a cell is one of Writer: what it, and the cells after it, say must not be lost.
    nested = "<table:table-cell>{}<table:table table:name='U'/></table:table-cell>"
    for text in ("", "<text:p>x</text:p>"):
        assert asked(ods(sheet(row(nested.format(text), cell("sau"))))) == "WB120"
    assert asked(ods(sheet(row(cell("x"))), "<x>")) == "WB102"
    assert asked(ods(sheet(row(cell("x"))), styles="<x>")) == "WB102"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(out.getvalue()) == "WB102"
    locked_ods = ods(sheet(""), **{"META-INF__manifest": "<manifest:encryption-data/>"})
    assert refusal(locked_ods, None, ("x",)) == "WB104"


def test_a_big_stranger_of_libreoffice_is_not_read() -> None:
    texts = "".join(f"<x>{n}</x>" for n in range(700_000))
    assert len(texts) > BIG
    for limits in (Limits(), Limits(part=BIG)):
        with pytest.raises(Refused, match="WB103"):
            open_grid(ods(texts), limits)
    own = '<meta:user-defined meta:name="wbtool_form">plan</meta:user-defined>'
    with pytest.raises(Refused, match="WB120"):
        _ = open_grid(ods(texts, meta=own)).titles
    with pytest.raises(Refused, match="WB120"):
        _ = open_grid(ods(texts + "wbtool_form")).titles


def test_what_an_ods_carries() -> None:
    links = '<table:table-source table:mode="copy-all"/>'
    assert open_grid(ods(links + sheet(""))).carries == {"links"}
    dde = '<table:dde-links><table:dde-link><office:dde-source/><table:table table:name="D"/>'
    grid = open_grid(ods(sheet("") + dde + "</table:dde-link></table:dde-links>"))
    assert (grid.carries, grid.titles) == ({"dde"}, ("T",))
    assert open_grid(ods(sheet(""), Basic__script="x")).carries == {"macros"}
