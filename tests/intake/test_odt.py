"""An .odt is read as its reader sees it, and gives what the .docx it was made of gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from odtdocs import TEXT, odt
from office import Convert
from worddocs import cell, par, row, run, saved, table

from workbook_tool.errors import Refused
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model.document import Block, Document, Paragraph, Table


def level(at: int, how: str, text: str) -> str:
    shown = f'<w:numFmt w:val="{how}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{shown}</w:lvl>'


MANY = '<w:multiLevelType w:val="multilevel"/>'
LEVELS = ("upperRoman", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)")
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{MANY}'
    + "".join(level(at, *told) for at, told in enumerate(LEVELS))
    + f'</w:abstractNum><w:abstractNum w:abstractNumId="1">{MANY}{level(0, "bullet", "-")}'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Title"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)
WHO = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'


def entry(text: str, level: int = 0, number: int = 1) -> str:
    how = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return par(text, how=how)


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


BODY = "".join(
    (
        par("Kế hoạch của trường", how='<w:pStyle w:val="H"/>'),
        *(entry("Mục đích"), entry("Yêu cầu", 1), entry("ý thứ nhất", 2), entry("ý thứ hai", 2)),
        *(entry("Căn cứ", 1), par("Xen giữa"), entry("gạch đầu dòng", 0, 2), entry("Nội dung")),
        *(entry("Việc", 1), entry("Tổ chức")),
        par(run("KÕ ho¹ch ", fonts(".VnTime")), run("tr\xadêng", fonts(".VnTime"))),
        par(run("Keá hoaïch", fonts("VNI-Times") + "<w:b/>")),
        par("thấy ", run("không thấy", "<w:vanish/>"), f"<w:ins {WHO}>{run('thêm')}</w:ins>"),
        par("giữ", f"<w:del {WHO}><w:r><w:delText>bỏ</w:delText></w:r></w:del>"),
        par("một<w:t/>", '<w:r><w:tab/><w:t xml:space="preserve">hai   ba</w:t><w:br/></w:r>'),
        table(
            row(
                cell(par("TT"), '<w:vMerge w:val="restart"/>'),
                cell(par(run("Việc", "<w:b/>")), '<w:gridSpan w:val="2"/>'),
                how="<w:tblHeader/>",
            ),
            row(cell(how="<w:vMerge/>"), cell(par("a")), cell(par("b"))),
            row(cell(par("1")), cell(par("x")), cell(table(row(cell(par("trong")))) + par("sau"))),
        ),
        par("Cuối"),
    )
)


def of_office(document: Document) -> tuple[Block, ...]:
    """The blocks but for pages, which programs count each in its own way."""
    return tuple(replace(block, page=0) for block in document.blocks)


@pytest.mark.parametrize("ending", ["odt", "docx", "doc"])
def test_what_libreoffice_saves_is_read_alike(
    tmp_path: Path, convert: Convert, ending: str
) -> None:
    before = saved(BODY, numbering=NUMBERING, styles=STYLES)
    (tmp_path / "ke hoach.docx").write_bytes(before)
    made = convert(tmp_path / "ke hoach.docx", ending).read_bytes()
    first, second = open_document(before), open_document(made, "ke hoach")
    assert second.kind == ending
    assert said(first) == said(second)
    assert first.carries == second.carries == {"hidden", "changes"}


def said(document: Document) -> list[object]:
    told: list[object] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            look = block.number, block.bold, block.centred, block.where, block.encoding
            told.append((block.text, *look))
        elif isinstance(block, Table):
            told += [[(c.text, c.span, c.goes_on) for c in r.cells] for r in block.rows]
            told.append([r.heading for r in block.rows])
    return told


def test_the_document_of_the_test_says_what_it_should() -> None:
    numbers = [
        block.number
        for block in open_document(saved(BODY, numbering=NUMBERING, styles=STYLES)).blocks
        if isinstance(block, Paragraph) and block.number
    ]
    assert numbers == ["I.", "I.1.", "a)", "b)", "I.2.", "-", "II.", "II.1.", "III."]


def test_blanks_are_signs_or_nothing() -> None:
    inside = "\n  một  hai<text:s text:c='3'/><text:span> ba</text:span><text:tab/> bốn\n"
    assert texts(f"<text:p>{inside}</text:p>") == ["một hai    ba\t bốn "]
    flood = open_document(odt("<text:p>a<text:s text:c='999999999'/>b</text:p>"))
    assert len(flood.blocks[0].text) < 20_000  # type: ignore[union-attr]


def texts(body: str, **more: str) -> list[str]:
    blocks = open_document(odt(body, **more)).blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_what_stands_aside_comes_after_the_body() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    ends = "</text:note-body></text:note>"
    box = "<draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame>"
    body = f"<text:p>thân{note}<text:p>chú</text:p>{ends}{box}<office:annotation><text:p>ghi"
    master = "<style:master-page><style:header><text:p>đầu</text:p></style:header>"
    master += "<style:footer><text:p/></style:footer></style:master-page>"
    document = open_document(odt(f"{body}</text:p></office:annotation></text:p>", master=master))
    told = [(b.text, b.where) for b in document.blocks if isinstance(b, Paragraph)]
    assert told == [("thân", "body"), ("đầu", "header"), ("chú", "note"), ("hộp", "box")]
    assert document.carries == {"comments"}


def test_pages_are_counted_where_they_are_told() -> None:
    style = '<style:style style:name="P" style:family="paragraph"><style:paragraph-properties '
    style += 'fo:break-before="page"/></style:style>'
    body = '<text:p>a</text:p><text:soft-page-break/><text:p>b</text:p><text:p text:style-name="P">'
    paged = ' text:use-soft-page-breaks="true"'
    found = open_document(odt(f"{body}c</text:p>", automatic=style, how=paged)).blocks
    assert [block.page for block in found] == [1, 2, 3]
    assert {block.page for block in open_document(odt(f"{body}c</text:p>")).blocks} == {0}


def test_a_table_may_begin_a_page() -> None:
    style = '<style:style style:name="T" style:family="table"><style:table-properties '
    style += 'fo:break-before="page"/></style:style>'
    row = "<table:table-row><table:table-cell><text:p>b</text:p></table:table-cell>"
    body = f'<text:p>a</text:p><table:table table:style-name="T">{row}</table:table-row>'
    paged = ' text:use-soft-page-breaks="true"'
    found = open_document(odt(f"{body}</table:table>", automatic=style, how=paged)).blocks
    assert [block.page for block in found] == [1, 2]


def test_repeated_cells_have_an_end() -> None:
    wide = '<table:table-cell table:number-columns-repeated="16384"/>' * 2_000
    bodies = f'<table:table><table:table-row table:number-rows-repeated="9999">{wide}'
    with pytest.raises(Refused, match="WB120"):
        open_document(odt(f"{bodies}</table:table-row></table:table>"))


def test_what_it_carries_is_said() -> None:
    body = (
        "<text:dde-connection-decls/><text:section><text:section-source/></text:section>"
        '<text:p><draw:object/><draw:image xlink:href="http://example.org/a.png"/></text:p>'
    )
    more = {"Basic/script.xml": b"<a/>", "Pictures/a.png": b"x", "meta.xml": META.encode()}
    document = open_document(odt(body, members=more))
    carried = {"dde", "links", "objects", "macros", "pictures", "template"}
    assert document.carries == carried
    assert document.properties == {"wbtool_form": "plan-2018"}


META = f"""<office:document-meta {TEXT}><office:meta><meta:template/>
<meta:user-defined meta:name="wbtool_form"> plan-2018 </meta:user-defined></office:meta>
</office:document-meta>"""


def test_locked_torn_and_foreign_ones_are_refused() -> None:
    sealed = {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    for members, rule in (
        (sealed, "WB104"),
        ({"content.xml": b"<a/>"}, "WB102"),
        ({"content.xml": b"<a"}, "WB102"),
        ({"content.xml": b"<!DOCTYPE a><a/>"}, "WB120"),
    ):
        with pytest.raises(Refused, match=rule):
            open_document(odt("", members=members))
    with pytest.raises(Refused, match="WB101"):
        open_document(odt("", kind="presentation"))


def test_lists_go_on_or_begin_anew() -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix=")" text:start-value="3"/>'
        '<text:list-level-style-number text:level="2" style:num-format="i" '
        'text:display-levels="2"/></text:list-style>'
    )

    def listed(inside: str, how: str = "") -> str:
        return f'<text:list text:style-name="L"{how}>{inside}</text:list>'

    def item(inside: str, how: str = "") -> str:
        return f"<text:list-item{how}><text:p>x</text:p>{inside}</text:list-item>"

    body = (
        listed(item(listed(item("") + item(""))), ' xml:id="one"')
        + listed(item("<text:p>cùng mục</text:p>"), ' text:continue-numbering="true"')
        + listed(item(""))
        + listed(item("", ' text:start-value="9"'), ' text:continue-list="one"')
        + listed("<text:list-header><text:p>đầu mục</text:p></text:list-header>")
    )
    found = open_document(odt(body, automatic=style)).blocks
    numbers = [block.number for block in found if isinstance(block, Paragraph)]
    assert numbers == ["3)", "3.i", "3.ii", "4)", "", "3)", "9)", ""]


def test_headings_bear_the_numbers_of_the_outline() -> None:
    outline = '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" '
    outline += 'style:num-suffix="."/></text:outline-style>'
    body = '<text:h text:outline-level="1">a</text:h><text:h text:outline-level="2">b</text:h>'
    body += '<text:h text:outline-level="1" text:is-list-header="true">c</text:h>'
    found = open_document(odt(body, styles=outline)).blocks
    assert [block.number for block in found if isinstance(block, Paragraph)] == ["I.", "", ""]
