"""What one pattern reads of a part is what the parser reads of it, or the parser is asked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filled import ACTION, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook_tool.errors import Refused
from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.intake.runs import Strings
from workbook_tool.intake.scan import plain
from workbook_tool.intake.sheetcells import ReadSheet
from workbook_tool.intake.sheetscan import scan_sheet
from workbook_tool.intake.sheetxml import parse_sheet, read_sheet, without_blanks
from workbook_tool.intake.stringscan import scan_strings
from workbook_tool.intake.stringsxml import parse_strings, read_strings
from workbook_tool.intake.stylesxml import Styles

ROOT = Path(__file__).resolve().parent.parent
STRINGS = Strings(("không", "một", ".VnTime"), {2: frozenset({".VnTime"})})
STYLES = Styles(days=frozenset({1}), times=frozenset({2}), fonts={3: ".VnTime"})
FEW = Limits(elements=60, cells=12, strings=60)


def books() -> dict[str, bytes]:
    stream = io.BytesIO()
    fill([ACTION]).save(stream)
    made = sorted((*ROOT.glob("examples/*.xlsx"), *ROOT.glob("template_workbooks/*.xlsx")))
    return {"filled": stream.getvalue(), **{path.name: path.read_bytes() for path in made}}


BOOKS = books()


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet>{before}<sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    ).encode()


def outcome(read: Callable[..., object], data: bytes, *more: object) -> object:
    try:
        return read(data, *more)
    except Refused as refused:
        return refused.key, refused.facts


def same(data: bytes, limits: Limits = LIMITS) -> None:
    both = [
        outcome(read, part, STRINGS, STYLES, limits)
        for read, part in ((read_sheet, data), (parse_sheet, without_blanks(data)))
    ]
    assert both[0] == both[1]


@pytest.mark.parametrize("name", BOOKS)
def test_every_part_of_our_workbooks_is_read_without_the_parser(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(BOOKS[name])) as book:
        parts = {n: book.read(n) for n in book.namelist()}
    strings = Strings()
    if "xl/sharedStrings.xml" in parts:
        data = parts["xl/sharedStrings.xml"]
        strings = parse_strings(data)
        assert scan_strings(data) == strings
    for part in (data for n, data in parts.items() if n.startswith("xl/worksheets/sheet")):
        data = without_blanks(part)
        scanned = scan_sheet(data, strings, STYLES, LIMITS)
        assert isinstance(scanned, ReadSheet)
        assert scanned == parse_sheet(data, strings, STYLES, LIMITS)


def pool(*ordinary: str, odd: str) -> tuple[list[str], list[str]]:
    """What may stand somewhere, first what every program writes, then with the rest."""
    return [*ordinary], [*ordinary, *odd.split("|")]


REFERENCES = pool("A1", "B1", "C2", "D4", "XFD9", "AA10", odd="XFE1|A0|a1|A1048577||$A$1")
TEXTS = pool(
    *("", "0", "1", "2", "45000", "0.5", "true", "2026-09-05", "Kế hoạch", " x ", "a&amp;b", ">"),
    *("&lt;&#10;&#x1EBF;", "_x000D_", "_xD83D__xDE00_", "a\r\nb\rc", "&quot;&apos;&gt;"),
    odd="9|#N/A|&#8;|&#55296;|&nbsp;|&|]]>|<b/>|<!-- x -->|<![CDATA[<c>]]>|\x01|\ufffe|&#xFFFE;"
    "|&#x110000;",
)
ATTRIBUTES = pool(
    *("", ' s="1"', ' s="2"', ' s="3"', ' t="str"', ' t="b"', ' t="e"', ' t="d"', ' t="n"'),
    *(' t="inlineStr"', ' s="3" t="str"', ' s="3" t="inlineStr"', " ", ' s="1" '),
    odd=' t="s"| s="3" t="s"| s="1" s="2"| s="x"| t="s" s="1"| cm="1"',
)
FORMULAS = pool(
    *("", "", "<f/>", "<f>A1+1</f>", '<f t="shared" ref="A1:A3" si="0">A1</f>'),
    '<f ca="1">&lt;&amp;</f>',
    odd='<f>a&b</f>|<f>&#8;</f>|<f t="a" t="b"/>|<f><x/></f>',
)
ROWS = pool(
    *('r="1"', 'r="2" spans="1:3"', 'r="2" hidden="1"', 'r="4" ht="0" customHeight="1"'),
    'r="1" x14ac:dyDescent="0.25"',
    odd='r="0"|r="9" r="9"|r="9" ht="1" ht="0"|hidden="1" r="1"|',
)
AROUND = pool(
    *("", '<cols><col min="2" max="3" hidden="1"/></cols>', '<dimension ref="A1"/>'),
    odd="<row/>|<v>1</v>|<!-- <sheetData> -->|<?x <sheetData>?>|<rPh>|&amp;|<sheetData/>|"
    "<sheetData></sheetData>|</worksheet><worksheet>|<!DOCTYPE x>|<a b='<sheetData>'/>|"
    + "<a>" * 58
    + "</a>" * 58,
)


@st.composite
def cells(draw: st.DrawFn, odd: bool) -> str:
    reference, attributes, text, formula = (
        draw(st.sampled_from(choices[odd])) for choices in (REFERENCES, ATTRIBUTES, TEXTS, FORMULAS)
    )
    kinds = ["v", "v", "is", "blank", "none", *(["both", "rich"] if odd else ())]
    inside = {
        "v": f"<v>{text}</v>",
        "is": f'<is><t xml:space="preserve">{text}</t></is>',
        "blank": "<v/>",
        "none": "",
        "both": f"<v>{text}</v><is><t>{text}</t></is>",
        "rich": f'<is><r><rPr><rFont val=".VnTime"/></rPr><t>{text}</t></r></is>',
    }[draw(st.sampled_from(kinds))]
    at = f' r="{reference}"' if reference else ""
    whole = formula + inside
    return f"<c{at}{attributes}>{whole}</c>" if whole else f"<c{at}{attributes}/>"


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    odd = draw(st.sampled_from([False, False, True]))
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        blank = draw(st.sampled_from(["", "", "\n  ", *(["x"] if odd else ())]))
        inside = blank.join(draw(st.lists(cells(odd), min_size=not odd, max_size=4)))
        head = f"<row {draw(st.sampled_from(ROWS[odd]))}>".replace("<row >", "<row>")
        whole = f"{head}{blank}{inside}{blank}</row>"
        rows.append(draw(st.sampled_from([whole, whole, inside])) if odd else whole)
    before, after = (draw(st.sampled_from(AROUND[odd])) for _ in range(2))
    return sheet("".join(rows), before, after)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets(), st.sampled_from([LIMITS, LIMITS, FEW]))
def test_any_sheet_is_read_as_the_parser_reads_it(data: bytes, limits: Limits) -> None:
    same(data, limits)


WHOLE = sheet(
    '<row r="1" spans="1:3"><c r="A1" s="1" t="s"><v>1</v></c><c r="B1" s="2"/><c r="C1"><f>A1</f>'
    '<v/></c></row><row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Kế &amp; hoạch</t></is></c>'
    '<c r="B2"><v>45000</v></c></row>',
    '<cols><col min="2" max="2" width="9" hidden="1"/></cols>',
    '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
)
PIECES = st.sampled_from(
    [
        b"",
        b"<",
        b">",
        b'"',
        b"&",
        b"\r",
        b"\x00",
        b" ",
        b"=",
        b"/",
        b"<c",
        b"</c>",
        b"</row>",
        b"<v>",
        b"\xff",
        b"<row r='1'>",
        b' r="A1"',
        b"<!--",
        b"-->",
        b"]]>",
        b"<?",
        b"1",
        b"A",
        b"<f>",
        b"</sheetData>",
        b"t=",
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, 12), PIECES)
def test_any_damage_is_read_as_the_parser_reads_it(at: int, less: int, piece: bytes) -> None:
    same(WHOLE[:at] + piece + WHOLE[at + less :])


@pytest.mark.parametrize(
    "start", [b"\xef\xbb\xbf", b" ", b"\xff\xfe", b'<?xml version="1.0"?>', b""]
)
def test_any_beginning_is_read_as_the_parser_reads_it(start: bytes) -> None:
    same(start + WHOLE)
    same(start + WHOLE.split(b"?>", 1)[1])
    same(WHOLE.replace(b"UTF-8", b"ISO-8859-1"))


FONTS = st.sampled_from([".VnTime", "Arial", ".VnTime&#9;"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    text, font = draw(st.sampled_from(TEXTS[draw(st.booleans())])), draw(FONTS)
    return draw(
        st.sampled_from(
            [
                f"<si><t>{text}</t></si>",
                f'<si><t xml:space="preserve">{text}</t></si>',
                "<si/>",
                "<si><t/></si>",
                f'<si><r><rPr><b/><sz val="13"/><rFont val="{font}"/></rPr><t>{text}</t></r></si>',
                f'<si><r><rPr><rFont val="{font}" val="b"/></rPr><t>{text}</t></r></si>',
                f'<si><r><t>a</t></r><r><rPr><rFont val="{font}"/></rPr><t>{text}</t></r></si>',
                f"<si><t>a</t><rPh sb='0' eb='1'><t>{text}</t></rPh></si>",
                f"<si><r><t>{text}</t></r><r><t> </t></r></si>\n",
            ]
        )
    )


@settings(max_examples=400, deadline=None)
@given(
    st.lists(texts(), max_size=5), st.sampled_from(["", ' count="2"', " x", "/", "<si>", "</sst>"])
)
def test_any_shared_texts_are_read_as_the_parser_reads_them(drawn: list[str], more: str) -> None:
    data = f"<?xml version='1.0'?>\r\n<sst{more}>{''.join(drawn)}</sst>".encode()
    assert outcome(read_strings, data) == outcome(parse_strings, data)


@pytest.mark.parametrize("count", [30, 70, 300])
def test_many_attributes_are_for_the_parser(count: int) -> None:
    many = " ".join(f'a{n}="1"' for n in range(count))
    same(sheet(f'<row r="1" {many}><c r="A1"><v>1</v></c></row>'))


@pytest.mark.parametrize(
    "sound", ["&amp;lt; &#x1EBF;", *(f"&#{n};" for n in (9, 0xD7FF, 0xE000, 0x10FFFF))]
)
def test_sound_entities_are_read_without_the_parser(sound: str) -> None:
    data = sheet(f'<row r="1"><c r="A1"><v>{sound}</v></c></row>')
    assert scan_sheet(data, STRINGS, STYLES, LIMITS) is not None
    assert plain("a &amp;lt; &#x1EBF;&#10;") == "a &lt; ế\n"
    same(data)


@pytest.mark.parametrize(
    "odd", ["&", "&nbsp;", "&#x110000;", *(f"&#{n};" for n in (8, 0xD800, 0xFFFF, 0x110000))]
)
def test_entities_that_no_xml_has_are_for_the_parser(odd: str) -> None:
    data = sheet(f'<row r="1"><c r="A1"><v>{odd}</v></c></row>')
    assert scan_sheet(data, STRINGS, STYLES, LIMITS) is None
    assert scan_strings(f"<sst><si><t>{odd}</t></si></sst>".encode()) is None
    same(data)


@pytest.mark.parametrize("beyond", ["XFE1", "A1048577", "ZZZ9"])
@pytest.mark.parametrize("inside", ["<v>1</v>", "<f>B1</f>"])
def test_a_cell_beyond_the_ends_of_a_sheet_is_for_the_parser(beyond: str, inside: str) -> None:
    first = '<c r="A1"><v>1</v></c>'
    data = sheet(f'<row r="1">{first}<c r="{beyond}">{inside}</c></row>')
    assert scan_sheet(data, STRINGS, STYLES, LIMITS) is None
    same(data)


def test_a_cell_with_a_blank_text_is_no_cell_whoever_reads() -> None:
    data = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t></t></is></c></row>')
    scanned = scan_sheet(data, STRINGS, STYLES, LIMITS)
    assert isinstance(scanned, ReadSheet)
    assert scanned.cells == {}
    same(data)


def test_ends_of_lines_are_one_sign_whoever_reads() -> None:
    data = sheet('<row r="1"><c r="A1" t="str"><v>a\r\nb\rc</v></c></row>')
    scanned = scan_sheet(data, STRINGS, STYLES, LIMITS)
    assert isinstance(scanned, ReadSheet)
    assert [cell.raw for cell in scanned.cells.values()] == ["a\nb\nc"]
    same(data)


@pytest.mark.parametrize("odd", [b"\x01", b"]]>", b"\xff", b"\xef\xbf\xbe"])
def test_signs_that_no_xml_has_are_for_the_parser(odd: bytes) -> None:
    data = sheet('<row r="1"><c r="A1" t="str"><v>?</v></c></row>').replace(b"?<", odd + b"<")
    assert scan_sheet(data, STRINGS, STYLES, LIMITS) is None
    same(data)


@pytest.mark.parametrize("odd", ["", "<!-- x -->"])
def test_the_legacy_font_of_a_shared_text_is_told_whoever_reads(odd: str) -> None:
    text = '<si><r><rPr><rFont val=".VnTime"/></rPr><t>KÕ ho¹ch</t></r></si>'
    data = f"<sst>{odd}{text}</sst>".encode()
    assert (scan_strings(data) is None) is bool(odd)
    assert read_strings(data) == Strings(("KÕ ho¹ch",), {0: frozenset({".VnTime"})})
