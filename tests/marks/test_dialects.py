"""Workbooks as other programs write them are marked, and given back part by part."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.dom import minidom

import openpyxl
import pytest
from marks.marked import EXAMPLES, changed, marked, parts, report_of, sheet_part, unmarked
from openpyxl.comments import Comment

from workbook_tool.errors import Refused
from workbook_tool.marks.comments import SHEET_ORDER

PLAN, SOURCE = "III. Kế hoạch", EXAMPLES / "003.xlsx"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"officeDocument/relationships",
    ),
)


def _sheets(part: str) -> bool:
    return part.startswith("xl/worksheets/sheet")


def _book(part: str) -> bool:
    return _sheets(part) or part in ("xl/workbook.xml", "xl/styles.xml")


def with_prefix(part: str, data: bytes) -> bytes:
    if not _book(part):
        return data
    return re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", data).replace(b'xmlns="', b'xmlns:x="')


def without_places(part: str, data: bytes) -> bytes:
    """Rows and cells are counted, as Google's exports and some libraries leave it."""
    if not _sheets(part):
        return data
    rows = re.findall(rb"<row [^>]*>.*?</row>|<row [^>]*/>", data, re.DOTALL)
    full = all(
        re.findall(rb'<c r="([A-Z]+)', row) == [b"%c" % (65 + n) for n in range(row.count(b"<c "))]
        for row in rows
    )
    numbers = [int(n) for n in re.findall(rb'<row r="(\d+)"', data)]
    if not full or numbers != list(range(1, len(numbers) + 1)):
        return data
    return re.sub(rb'<(row|c) r="[A-Z0-9]+"', rb"<\1", data)


def without_styles(part: str, data: bytes) -> bytes:
    if part == "xl/_rels/workbook.xml.rels":
        return re.sub(rb"<Relationship [^>]*styles[^>]*>", b"", data)
    if part == "[Content_Types].xml":
        return re.sub(rb"<Override [^>]*/xl/styles.xml[^>]*>", b"", data)
    if _sheets(part):
        data = re.sub(rb"<conditionalFormatting.*?</conditionalFormatting>", b"", data)
        return re.sub(rb' s(?:tyle)?="\d+"', b"", data)
    return data


def strict(part: str, data: bytes) -> bytes:
    if part.startswith(("_rels", "[", "docProps")):
        return data
    for old, new in _STRICT:
        data = data.replace(old, b"http://purl.oclc.org/ooxml/" + new)
    return data


def bare(part: str, data: bytes) -> bytes:
    """No views, no names' list, no counts, sections written `<a/>`: all of it is optional."""
    if part == "xl/workbook.xml":
        return re.sub(rb"<bookViews>.*?</bookViews>", b"", data)
    if part == "xl/styles.xml":
        data = re.sub(rb'<dxfs count="\d+">.*?</dxfs>', b'<dxfs count="0"/>', data)
        return re.sub(rb'<(fonts|fills|borders|cellXfs) count="\d+"', rb"<\1", data)
    if _sheets(part):
        return re.sub(rb"<conditionalFormatting.*?</conditionalFormatting>", b"", data)
    return data


def with_macros(part: str, data: bytes) -> bytes:
    if part != "[Content_Types].xml":
        return data
    return data.replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


def with_contents(part: str, data: bytes) -> bytes:
    if part != "docProps/app.xml":
        return data
    names = openpyxl.load_workbook(SOURCE).sheetnames
    titles = "".join(f"<vt:lpstr>{name}</vt:lpstr>" for name in names)
    told = (
        '<HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Worksheets'
        f"</vt:lpstr></vt:variant><vt:variant><vt:i4>{len(names)}</vt:i4></vt:variant></vt:vector>"
        f'</HeadingPairs><TitlesOfParts><vt:vector size="{len(names)}" baseType="lpstr">{titles}'
        "</vt:vector></TitlesOfParts></Properties>"
    )
    types = 'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes" '
    text = data.decode().replace("</Properties>", told)
    return text.replace("<Properties ", f"<Properties {types}", 1).encode()


DIALECTS: dict[str, Callable[[str, bytes], bytes]] = {
    "prefix": with_prefix,
    "without places": without_places,
    "without styles": without_styles,
    "strict": strict,
    "bare": bare,
    "macros": with_macros,
    "contents": with_contents,
}


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_is_marked_and_given_back(name: str, tmp_path: Path) -> None:
    path = changed(SOURCE, tmp_path / "a.xlsx", DIALECTS[name])
    assert parts(path.read_bytes()) != parts(SOURCE.read_bytes())
    data = marked(path)
    assert parts(unmarked(data)) == parts(path.read_bytes())
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(data)
    assert report_of(copy).findings == report_of(path).findings
    assert marked(copy) == data
    for part, text in parts(data).items():
        if part.endswith((".xml", ".rels", ".vml")):
            root = minidom.parseString(text).documentElement
            if _sheets(part):
                names = [n.localName for n in root.childNodes if n.nodeType == n.ELEMENT_NODE]
                order = [SHEET_ORDER.index(n) for n in names]
                assert order == sorted(order)
                assert {n.namespaceURI for n in root.childNodes if n.nodeType == 1} == {
                    root.namespaceURI
                }


@pytest.mark.parametrize("name", [n for n in DIALECTS if n != "strict"])
def test_every_dialect_shows_colours_and_comments(name: str, tmp_path: Path) -> None:
    path = changed(SOURCE, tmp_path / "a.xlsx", DIALECTS[name])
    workbook = openpyxl.load_workbook(io.BytesIO(marked(path)))
    assert workbook.sheetnames[0] == "Cần xem lại"
    sheet = workbook[PLAN]
    assert sheet["S5"].comment is not None
    areas = {str(a.sqref): a.rules for a in sheet.conditional_formatting}
    (rule,) = areas["S5"]
    assert rule.dxf.fill.bgColor.rgb == "FFF8B9B2"


def test_strict_workbooks_have_colours_and_the_list_alone(tmp_path: Path) -> None:
    path = changed(SOURCE, tmp_path / "a.xlsx", strict)
    data = marked(path)
    assert not [p for p in parts(data) if "comments" in p or p.endswith(".vml")]
    assert b"wb_marks" in parts(data)[sheet_part(data, PLAN)]


def test_the_list_of_titles_knows_the_new_sheet(tmp_path: Path) -> None:
    path = changed(SOURCE, tmp_path / "a.xlsx", with_contents)
    told = parts(marked(path))["docProps/app.xml"].decode()
    assert '<vt:vector size="11" baseType="lpstr"><vt:lpstr>Cần xem lại</vt:lpstr>' in told
    assert "<vt:i4>11</vt:i4>" in told


def with_comments(path: Path, cells: dict[str, str], sheet: str = PLAN) -> Path:
    workbook = openpyxl.load_workbook(SOURCE)
    for cell, text in cells.items():
        workbook[sheet][cell].comment = Comment(text, "Hiệu trưởng")
    workbook.save(path)
    return path


def test_comments_of_the_school_stay_and_ours_follow(tmp_path: Path) -> None:
    path = with_comments(tmp_path / "a.xlsx", {"S5": "Đã hỏi chị Lan", "H6": "Việc mới"})
    data = marked(path)
    sheet = openpyxl.load_workbook(io.BytesIO(data))[PLAN]
    assert sheet["H6"].comment.text == "Việc mới"
    assert sheet["H6"].comment.author == "Hiệu trưởng"
    text = sheet["S5"].comment.text
    assert text.startswith("Đã hỏi chị Lan\n— Góp ý của nơi nhận kế hoạch —\nPhải sửa:")
    assert sheet["S5"].comment.author == "Hiệu trưởng"
    assert sheet["S6"].comment.author == "Nơi nhận kế hoạch"
    assert parts(unmarked(data)) == parts(path.read_bytes())
    # Its box grew: it was made for two words.
    old, new = (_box(d, "S5") for d in (path.read_bytes(), data))
    assert new != old
    assert _box(path.read_bytes(), "H6") == _box(data, "H6")
    minidom.parseString(_drawing(data))
    numbers = re.findall(rb'id="_x0000_s(\d+)"', _drawing(data))
    assert len(numbers) == len(set(numbers))


def _drawing(data: bytes) -> bytes:
    held = parts(data)
    rels = held[sheet_part(data, PLAN).replace("worksheets/", "worksheets/_rels/") + ".rels"]
    target = re.findall(rb'Target="/?([^"]*\.vml)"', rels)[0].decode()
    return held[target.replace("../", "xl/")]


def _box(data: bytes, cell: str) -> str:
    row, column = int(cell[1:]) - 1, ord(cell[0]) - 65
    text = _drawing(data).decode()
    shapes = [s for s in re.split(r"<[\w]+:shape ", text) if f":Row>{row}<" in s]
    own = next(s for s in shapes if f":Column>{column}<" in s)
    found = re.search(r":Anchor>([^<]*)<", own)
    return found[1] if found else ""


def test_after_another_program_saved_it_comments_are_still_told_apart(tmp_path: Path) -> None:
    path = with_comments(tmp_path / "a.xlsx", {"S5": "Đã hỏi chị Lan", "H6": "Việc mới"})
    workbook = openpyxl.load_workbook(io.BytesIO(marked(path)))
    workbook.save(tmp_path / "b.xlsx")
    assert workbook[PLAN]["S6"].comment is not None
    again = openpyxl.load_workbook(io.BytesIO(unmarked((tmp_path / "b.xlsx").read_bytes())))
    found = {
        (s.title, c.coordinate): c.comment.text
        for s in again
        for row in s.iter_rows()
        for c in row
        if c.comment
    }
    # What openpyxl keeps of a comment is one text: ours is cut off where runs are kept.
    assert found.keys() == {(PLAN, "S5"), (PLAN, "H6")}
    assert found[PLAN, "H6"] == "Việc mới"
    assert "Cần xem lại" not in again.sheetnames
    rules = [r for s in again for a in s.conditional_formatting for r in a.rules]
    assert not [r for r in rules if "wb_marks" in str(r.formula)]
    before = openpyxl.load_workbook(path)
    for title in before.sheetnames:
        assert again[title].print_title_rows == before[title].print_title_rows
        assert again[title].print_area == before[title].print_area
    assert report_of(tmp_path / "b.xlsx").findings == report_of(path).findings


def test_threaded_comments_are_left_alone(tmp_path: Path) -> None:
    made = with_comments(tmp_path / "a.xlsx", {"S5": "[Threaded comment] Hỏi lại"})
    path = changed(
        made,
        tmp_path / "b.xlsx",
        lambda part, data: (
            data.replace("Hiệu trưởng".encode(), b"tc={1}") if "comment" in part else data
        ),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(marked(path)))[PLAN]
    assert sheet["S5"].comment.text == "[Threaded comment] Hỏi lại"
    assert sheet["S6"].comment.author == "Nơi nhận kế hoạch"


def test_a_forged_receipt_is_not_believed(tmp_path: Path) -> None:
    data = marked(SOURCE)

    def forged(part: str, held: bytes) -> bytes:
        return b'{"added": [1], "edited": {"x": {}}}' if part == "wbtool/marks.json" else held

    path = tmp_path / "m.xlsx"
    path.write_bytes(data)
    copy = changed(path, tmp_path / "f.xlsx", forged)
    workbook = openpyxl.load_workbook(io.BytesIO(unmarked(copy.read_bytes())))
    assert workbook.sheetnames[0] == "Đọc trước"
    assert workbook[PLAN]["S5"].comment is None


@pytest.mark.parametrize("what", ["doctype", "torn"])
def test_odd_parts_are_refused_by_name(what: str, tmp_path: Path) -> None:
    made = with_comments(tmp_path / "a.xlsx", {"S5": "x"})
    start = b'<!DOCTYPE x [<!ENTITY a "b">]>' if what == "doctype" else b"<torn>"
    path = changed(
        made,
        tmp_path / "b.xlsx",
        lambda part, data: start + data if "comments/comment" in part else data,
    )
    with pytest.raises(Refused):
        marked(path)
