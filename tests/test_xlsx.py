"""What spreadsheet programs may write in an .xlsx and few of them do: one stated reading each."""

from __future__ import annotations

from datetime import date

import pytest
from rawbook import MAIN, OFFICE, rawbook, rels

from workbook_tool.errors import Refused
from workbook_tool.intake import open_grid
from workbook_tool.model.grid import SHOWN, Area, Cell, Cells

PLAN = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
NAMED = "<si><t>Kế hoạch</t></si>"


def cells(data: bytes) -> Cells:
    return open_grid(data).cells("S")


def texts(rows: str, strings: str = "", styles: str = "", book: str = "") -> dict[str, object]:
    found = cells(rawbook(rows, strings=strings, styles=styles, book=book))
    return {f"{'ABCDEFG'[column]}{row + 1}": cell.raw for (row, column), cell in found.items()}


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        cells(data)
    return refused.value.key


def test_strict_workbooks_are_read_like_any_other() -> None:
    rows = PLAN + '<row r="2"><c r="A2" t="d"><v>2026-09-05</v></c></row>'
    found = cells(rawbook(rows, strings=NAMED, strict=True))
    assert {at: cell.raw for at, cell in found.items()} == {
        (0, 0): "Kế hoạch",
        (1, 0): date(2026, 9, 5),
    }


def test_a_prefix_before_every_name_changes_nothing() -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    data = rawbook(strings=NAMED, parts={"xl/worksheets/sheet1.xml": sheet})
    assert cells(data)[0, 0].raw == "Kế hoạch"


def test_parts_are_found_by_their_relationships_in_any_case() -> None:
    links = {
        "worksheet": "/xl/Tabs/my%20sheet.xml",
        "sharedStrings": "../texts.xml",
        "styles": "styles.xml",
    }
    data = rawbook(
        parts={
            "xl/workbook.xml": None,
            "xl/Workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": None,
            "XL/tabs/My sheet.xml": f"<worksheet><sheetData>{PLAN}</sheetData></worksheet>",
            "xl/sharedStrings.xml": None,
            "texts.xml": f"<sst>{NAMED}</sst>",
            "xl/_rels/workbook.xml.rels": rels(links),
        }
    )
    assert cells(data)[0, 0].raw == "Kế hoạch"


def test_a_workbook_that_is_not_where_its_package_says_is_damaged() -> None:
    gone = {"_rels/.rels": rels({"officeDocument": "xl/other.xml"})}
    assert refusal(rawbook(PLAN, strings=NAMED, parts=gone)) == "WB102"
    unsaid = {"_rels/.rels": None}
    assert cells(rawbook(PLAN, strings=NAMED, parts=unsaid))[0, 0].raw == "Kế hoạch"


def test_rich_and_inline_texts_are_whole_and_readings_aloud_are_not_in_them() -> None:
    rich = "<r><t>Kế </t></r><r><rPr><b/></rPr><t>hoạch</t></r><rPh><t>no</t></rPh>"
    rows = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>{rich}</is></c>'
    rows += '<c r="C1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c></row>'
    assert texts(rows, f"<si>{rich}</si>") == {"A1": "Kế hoạch", "B1": "Kế hoạch", "C1": " a "}


def test_places_that_are_not_told_are_counted_from_their_neighbours() -> None:
    rows = '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row/><row><c><v>4</v>'
    assert texts(rows + "</c></row>") == {"A1": 1.0, "C1": 2.0, "D1": 3.0, "A3": 4.0}


def test_rows_in_any_order_and_the_first_of_two_cells_count() -> None:
    rows = '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="B1"><v>1</v></c>'
    rows += '<c r="A1"><v>5</v></c><c r="B1"><v>9</v></c></row>'
    assert texts(rows) == {"A3": 3.0, "B1": 1.0, "A1": 5.0}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a_x000D_b", "a\nb"),
        ("a_x000d_\nb", "a\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_!", "\ufffd!"),
        ("_x0007_", "\x07"),
        ("_x12_", "_x12_"),
        ("Tiêu chí&#13;1", "Tiêu chí\r1"),
    ],
)
def test_escaped_signs(written: str, read: str) -> None:
    cell = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>{written}</v></c></row>'
    assert texts(cell, f"<si><t>{written}</t></si>") == {"A1": read, "B1": read}


DAYS = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="h:mm;@"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="20"/><xf numFmtId="46"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("style", "number", "read"),
    [
        (0, "45000", 45000.0),
        (1, "45000", date(2023, 3, 15)),
        (2, "45000.9999", date(2023, 3, 15)),
        (2, "61", date(1900, 3, 1)),
        (2, "60", 60.0),
        (2, "59", date(1900, 2, 28)),
        (2, "1", date(1900, 1, 1)),
        (2, "0", 0.0),
        (2, "-1", -1.0),
        (2, "2958466", 2958466.0),
        (3, "0.5625", "13:30"),
        (4, "0.0000115740740740741", "00:00:01"),
        (4, "1.5", 1.5),
        (5, "0.99999999", "23:59:59"),
    ],
)
def test_days_and_times_under_the_calendar_of_1900(style: int, number: str, read: object) -> None:
    assert texts(f'<row><c r="A1" s="{style}"><v>{number}</v></c></row>', "", DAYS) == {"A1": read}


@pytest.mark.parametrize(
    ("number", "read"),
    [("0", date(1904, 1, 1)), ("43538", date(2023, 3, 15)), ("2958465", 2958465.0)],
)
def test_days_under_the_calendar_of_1904(number: str, read: object) -> None:
    row = f'<row><c r="A1" s="1"><v>{number}</v></c></row>'
    assert texts(row, "", DAYS, '<workbookPr date1904="1"/>') == {"A1": read}


def test_errors_truths_and_formulas() -> None:
    rows = (
        '<row><c t="e"><v>#N/A</v></c><c t="b"><v>true</v></c><c t="b"><v>0</v></c>'
        '<c t="str"><f>A1</f><v>a</v></c><c><f>1+1</f></c><c/><c t="s"/></row>'
    )
    assert cells(rawbook(rows)) == {
        (0, 0): Cell(None, error="#N/A"),
        (0, 1): Cell("TRUE"),
        (0, 2): Cell("FALSE"),
        (0, 3): Cell("a", formula=True),
        (0, 4): Cell("", formula=True),
    }


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_parts_in_wide_letters_are_refused_and_never_blank(part: str, encoding: str) -> None:
    wide = "<a/>".encode(encoding)
    assert refusal(rawbook(PLAN, strings=NAMED, parts={part: wide})) == "WB120"


FONTS = (
    '<fonts><font><name val="Times New Roman"/></font><font><sz val="13"/>'
    '<name val=".VnTime"/></font><font><name val="VNI-Times"/></font></fonts>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
    '<dxfs><dxf><font><name val=".VnArial"/></font></dxf></dxfs>'
)


def run(text: str, font: str = "") -> str:
    return (
        f'<r><rPr><rFont val="{font}"/></rPr><t>{text}</t></r>' if font else f"<r><t>{text}</t></r>"
    )


@pytest.mark.parametrize(
    ("style", "text", "font"),
    [
        (0, "<t>a</t>", ""),
        (1, "<t>a</t>", ".VnTime"),
        (2, "<t>a</t>", "VNI-Times"),
        (9, "<t>a</t>", ""),
        (0, run("a", ".VnTime") + run(" ") + run("b", ".VnTime"), ".VnTime"),
        (0, run("a", ".VnTime") + run("b"), ""),
        (1, run("a", ".VnTime") + run("b"), ".VnTime"),
        (1, run("a") + run("b"), ".VnTime"),
        (1, run("a", "Arial") + run("b", "Arial"), ""),
        (1, run("a", "Arial") + run("b"), ""),
        (2, run("a", ".VnTime"), ".VnTime"),
    ],
)
def test_the_legacy_font_of_a_text(style: int, text: str, font: str) -> None:
    rows = f'<row><c r="A1" s="{style}" t="s"><v>0</v></c>'
    rows += f'<c r="B1" s="{style}" t="inlineStr"><is>{text}</is></c></row>'
    found = cells(rawbook(rows, strings=f"<si>{text}</si>", styles=FONTS))
    assert [cell.font for cell in found.values()] == [font, font]


def test_numbers_and_errors_have_no_font() -> None:
    rows = '<row><c s="1"><v>1</v></c><c s="1" t="e"><v>#N/A</v></c></row>'
    assert {cell.font for cell in cells(rawbook(rows, styles=FONTS)).values()} == {""}


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    columns = (
        '<cols><col min="1" max="1" width="9"/><col min="2" max="2" width="9" hidden="1"/>'
        '<col min="4" max="4" width="0"/><col min="6" max="16384" hidden="true"/></cols>'
    )
    rows = "".join(
        f'<row r="{n}" {more}><c r="A{n}"><v>{n}</v></c><c r="F{n}"><v>1</v></c></row>'
        for n, more in enumerate(("", 'hidden="1"', 'ht="0" customHeight="1"', 'hidden="0"'), 1)
    )
    grid = open_grid(rawbook(rows + '<row r="9" hidden="1"/>', before=columns))
    hidden = grid.hidden("S")
    assert (hidden.sheet, hidden.rows, hidden.columns) == (False, {1, 2}, {1, 3, 5})
    assert len(grid.cells("S")) == 8
    assert grid.hidden("no such sheet") == SHOWN


@pytest.mark.parametrize(
    ("state", "hidden"), [("", False), ("visible", False), ("hidden", True), ("veryHidden", True)]
)
def test_hidden_sheets_are_told(state: str, hidden: bool) -> None:
    data = rawbook(PLAN, strings=NAMED, sheet=f'state="{state}"' if state else "")
    assert open_grid(data).hidden("S").sheet is hidden


def test_a_workbook_part_in_lines_of_its_own_is_read_like_any_other() -> None:
    book = (
        "\n  <definedNames>\n    <definedName name='wb_x'>S!$B$2</definedName>\n  </definedNames>\n"
    )
    grid = open_grid(rawbook(PLAN, strings=NAMED, book=book))
    assert (grid.titles, grid.names) == (("S",), {"wb_x": Area("S", 1, 1, 1, 1)})
