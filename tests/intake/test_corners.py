"""Corners of the guard, of kinds and of bundles that whole files seldom reach."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from corpus import changed, containers, foreign, kinds, markup, plan, zipped, zips
from corpus import contents as carried
from filled import CATALOGUE
from oldbooks import OldBook, OldSheet, xls, xlsb
from test_sources import mangled

from workbook_tool.checks.dress import MOST_LETTERS
from workbook_tool.errors import Refused
from workbook_tool.intake import Limits, locked, open_grid, take, take_source
from workbook_tool.intake.bundles import unfolded
from workbook_tool.intake.folders import find_sources
from workbook_tool.intake.kinds import ole_kind, recognise, zip_kind
from workbook_tool.intake.membernames import member_name
from workbook_tool.intake.references import area_of
from workbook_tool.intake.told import Count, TooMany
from workbook_tool.model.source import Source
from workbook_tool.reader import read_plan

FILES = [*kinds(), *containers(), *zips(), *markup(), *carried()]


@pytest.mark.parametrize("name", [name for name, _ in FILES])
def test_whatever_comes_is_a_plan_or_a_named_refusal(name: str) -> None:
    said = "plan"
    try:
        read_plan(open_grid(dict(FILES)[name], Limits(seconds=10)), CATALOGUE)
    except Refused as refused:
        said = refused.key
    assert said in ("plan", *CATALOGUE.rules)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<?xml version='1.0'?><html xmlns='x'></html>", "html"),
        (b"<!-- saved --><table><tr></tr></table>", "html"),
        (b"<a>", "text"),
        (b"a,b\nc;d\n", "text"),
        (b"MIME-Version: 1.0\nSubject: x", "mail"),
        (b"Received: by x\r\nFrom: a@x.vn\r\n\r\n", "mail"),
        (b"\xef\xbb\xbfa\tb\n\nc\td", "csv"),
        (b"\xff\xfea\x00\x00\x00", "unknown"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "xls"),
        (b"\x00" * 4 + b"\x00\x00\x00\x20ftypheic", "unknown"),
        (b"\x00\x00\x00\x20ftypavif", "image"),
    ],
)
def test_kinds_by_their_first_bytes(data: bytes, kind: str) -> None:
    assert recognise(data) == kind


def test_a_member_that_begins_behind_the_end_is_torn() -> None:
    data = bytearray(plan())
    place = data.rindex(b"PK\x01\x02") + 42
    data[place : place + 4] = (len(data) - 4).to_bytes(4, "little")
    with pytest.raises(Refused, match="WB102"):
        open_grid(bytes(data))


def test_kinds_of_containers() -> None:
    assert zip_kind({"[content_types].xml"}, lambda _: b"<Types/>") == "archive"
    assert zip_kind({"mimetype"}, lambda _: b"application/epub+zip") == "archive"
    assert ole_kind(b"\x00" * 48 + b"\x09" * 600) == "torn"
    assert zip_kind({"xl/workbook.bin"}, lambda _: b"") == "xlsb"
    main = b"application/vnd.ms-excel.sheet.binary.macroEnabled.main+xml"
    assert zip_kind({"[content_types].xml"}, lambda _: main) == "xlsb"
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
    assert zip_kind({"[content_types].xml"}, lambda _: main) == "xlsx"


def test_a_workbook_elsewhere_in_its_package_is_read() -> None:
    moved = {b'Target="/xl/workbook.xml"': b'Target="/xl/mybook.xml"', b'Target="xl/workbook.xml"':
             b'Target="xl/mybook.xml"'}  # fmt: skip

    with zipfile.ZipFile(io.BytesIO(plan())) as old:
        members = {name: old.read(name) for name in old.namelist()}
    renamed = {name.replace("workbook.xml", "mybook.xml"): part for name, part in members.items()}
    for old_target, new in moved.items():
        renamed["_rels/.rels"] = renamed["_rels/.rels"].replace(old_target, new)
    contents = renamed["[Content_Types].xml"]
    renamed["[Content_Types].xml"] = contents.replace(b"/xl/workbook.xml", b"/xl/mybook.xml")
    assert len(read_plan(open_grid(zipped(renamed)), CATALOGUE).actions) == 1


def test_a_list_of_links_that_is_broken_is_one_all_the_same() -> None:
    link = "xl/externalLinks/externalLink1.xml"
    data = bytearray(changed(lambda _, p: p, {link: b"<x>" * 99}))
    at = data.rindex(link.encode()) - 46
    data[at + 16] ^= 1
    assert open_grid(bytes(data)).carries == {"links"}


def test_a_stranger_as_big_as_limits_is_not_ours() -> None:
    small = Limits(directory=3)
    with pytest.raises(Refused, match="WB120"):
        open_grid(foreign(), small)
    strings = b"<sst>" + b"<si><t>x</t></si>" * 300_000 + b"</sst>"
    cell = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    with pytest.raises(Refused, match="WB103|WB120"):  # noqa: RUF043 – one of two rules
        read_plan(open_grid(foreign(cell, {"xl/sharedStrings.xml": strings})), CATALOGUE)


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "KH.xlsx"
    path.write_bytes(plan())
    assert take_source(Source(path, "KH.xlsx")).data == plan()

    def closed(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(Refused, match="WB102"):
        take(path)


def test_a_locked_file_that_is_torn_is_damaged() -> None:
    whole = dict(containers())["locked.xlsx"]
    at = whole.index("EncryptionInfo".encode("utf-16-le"))
    torn = whole[: at + 116] + b"\xff\xff\xff\x7f" + whole[at + 120 :]
    with pytest.raises(Refused) as refused:
        locked.unlocked(torn, ("x",), Limits())
    assert refused.value.key in ("WB102", "WB133")


def test_a_workbook_without_sheets_is_damaged() -> None:
    with pytest.raises(Refused, match="WB102"):
        open_grid(foreign(more={"xl/workbook.xml": b"<workbook><sheets/></workbook>"}))


def test_what_to_ask_for_is_never_cut() -> None:
    told = {key: words for key, words in CATALOGUE.messages.items() if key.startswith("ask-")}
    assert len(told) > 15
    for key, words in told.items():
        assert key.replace("ask-", "kind-") in CATALOGUE.messages
        assert all(len(text) <= MOST_LETTERS for text in words.values()), key


def test_counts_end_at_their_limits() -> None:
    count = Count(1, 8)
    count.add(1, 5)
    with pytest.raises(TooMany):
        count.add(0, "x")


def test_references_that_are_none() -> None:
    for text in ("A!$B$2:$A$1", "A!$XFE$1", "A!$A$1048577", "#REF!", "A!$A$0"):
        assert area_of(text) is None


def test_an_xlsb_of_numbers_and_a_chart() -> None:
    cells = {(0, 0): "x", (0, 2): 5.0}
    grid = open_grid(xlsb({"A": OldSheet(cells), "B": OldSheet({})}))
    assert [cell.raw for cell in grid.cells("A").values()] == ["x", 5.0]
    book = OldBook({"A": OldSheet(cells)}, names={"n": (7, 0, 0, 0, 0)})
    assert open_grid(xls(book)).names == {}


def test_bundles_within_a_bundle_have_one_limit_together(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    inner = zipped({"1.xlsx": b"x", "2.xlsx": b"x"})
    path.write_bytes(zipped({"a.zip": inner, "b.zip": inner}))
    assert len(find_sources([path])) == 4
    assert [s.shown for s in find_sources([path], Limits(bundle_members=3))] == ["a.zip"]
    source = Source(path, "a.zip")
    assert unfolded(source, Limits(bundle_members=1)) == (source,)


def test_a_directory_is_weighed_before_it_is_read(tmp_path: Path) -> None:
    entries = zipped({f"{n}.xlsx": b"" for n in range(60)})
    source = Source(tmp_path / "a.zip", "a.zip", held=entries)
    assert len(unfolded(source, Limits(bundle_members=60))) == 60
    assert unfolded(source, Limits(bundle_members=2)) == (source,)
    at = entries.rindex(b"PK\x05\x06")
    told = b"PK\x06\x06" + bytes(36) + (2**33).to_bytes(8, "little") + bytes(8)
    end = bytearray(entries[at:])
    end[12:16] = b"\xff" * 4
    vast = Source(tmp_path / "a.zip", "a.zip", held=entries[:at] + told + bytes(end))
    assert unfolded(vast, Limits()) == (vast,)


def test_a_bundle_that_changes_or_tears_loses_members_only(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped({"a.xlsx": plan(), "b.xlsx": b"x"}))
    data[200:400] = bytes(200)
    path.write_bytes(data)
    torn, whole = find_sources([path])
    with pytest.raises(Refused, match="WB102"):
        take_source(torn)
    assert take_source(whole).data == b"x"
    info = zipfile.ZipInfo("c.xlsx", (1980, 0, 0, 0, 0, 0))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, b"x")
    path.write_bytes(out.getvalue())
    (timeless,) = find_sources([path])
    assert take_source(timeless).modified == 0.0
    document = zipped({"[Content_Types].xml": b"<Types/>", "a.xlsx": b"x"})
    path.write_bytes(document)
    assert [s.inside for s in find_sources([path])] == ["!/[Content_Types].xml", "!/a.xlsx"]


def test_a_name_that_no_code_page_has_stays(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(mangled(b"\x81\x8d\xff.xlsx"))) as archive:
        assert member_name(archive.infolist()[0]).endswith(".xlsx")


def test_standard_input_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(zipped({"a.xlsx": b"x"}))

    monkeypatch.setattr("sys.stdin", Stdin)
    (found,) = find_sources([Path("-")])
    assert (found.shown, take_source(found).data) == ("-!/a.xlsx", b"x")
