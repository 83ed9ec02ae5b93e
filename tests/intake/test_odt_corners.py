"""Corners of .odt files: where texts hide, how tables repeat and span, where pages begin."""

from __future__ import annotations

import pytest
from odtdocs import odt

from workbook_tool.errors import Refused
from workbook_tool.frozen import replace
from workbook_tool.intake.limits import LIMITS
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model.document import Paragraph, Table


def told(body: str, **more: str) -> list[tuple[str, str]]:
    blocks = open_document(odt(body, **more)).blocks
    return [(b.where, b.text) for b in blocks if isinstance(b, Paragraph)]


def table_of(inside: str, **more: str) -> Table:
    (block,) = open_document(odt(f"<table:table>{inside}</table:table>", **more)).blocks
    assert isinstance(block, Table)
    return block


def cell(text: str = "", how: str = "") -> str:
    return f"<table:table-cell {how}><text:p>{text}</text:p></table:table-cell>"


def test_hidden_texts_stand_aside_but_for_blanks() -> None:
    style = '<style:style style:name="H" style:family="text"><style:text-properties '
    style += 'text:display="none"/></style:style>'
    hidden = '<text:span text:style-name="H">{}</text:span>'
    body = f"<text:p>thấy{hidden.format('không')}</text:p><text:p>x{hidden.format(' ')}</text:p>"
    assert told(body, automatic=style) == [("body", "thấy"), ("body", "x"), ("hidden", "không")]


def test_a_box_between_paragraphs_stands_aside() -> None:
    box = "<draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame>"
    assert told(f"{box}<text:p>thân</text:p>") == [("body", "thân"), ("box", "hộp")]


def test_blanks_at_the_beginning_are_none() -> None:
    assert told("<text:p> <text:span> </text:span>x</text:p>") == [("body", "x")]


def test_headers_of_pages_alone_are_read() -> None:
    page = "<style:master-page><style:header><text:p>đầu</text:p></style:header><office:forms/>"
    assert told("<text:p>x</text:p>", master=f"{page}</style:master-page>") == [
        ("body", "x"), ("header", "đầu")
    ]  # fmt: skip


def test_a_document_without_common_styles_is_read() -> None:
    (block,) = open_document(odt("<text:p>x</text:p>", members={"styles.xml": b""})).blocks
    assert block == Paragraph("x")


def test_styles_that_lean_on_each_other_come_to_an_end() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" '
        f'style:parent-style-name="{parent}"/>'
        for name, parent in (("A", "B"), ("B", "A"))
    )
    assert told('<text:p text:style-name="A">x</text:p>', styles=styles) == [("body", "x")]


def test_cells_that_span_rows_go_on_below() -> None:
    covered = "<table:covered-table-cell/>"
    tall = cell("a", 'table:number-rows-spanned="3" table:number-columns-spanned="2"')
    rows = (
        f"<table:table-row>{tall}{covered}{cell('b')}</table:table-row>"
        f"<table:table-row>{covered}{covered}{cell('c')}</table:table-row>"
        f"<table:table-row>{covered}{covered}{cell('d')}{covered}</table:table-row>"
    )
    found = [[(c.text, c.span, c.goes_on) for c in r.cells] for r in table_of(rows).rows]
    assert found == [
        [("a", 2, False), ("b", 1, False)],
        [("", 2, True), ("c", 1, False)],
        [("", 2, True), ("d", 1, False)],
    ]


def test_rows_are_counted_on_pages_and_headings_said() -> None:
    row = f"<table:table-row>{cell('x')}</table:table-row>"
    inside = f"<table:table-header-rows>{row}</table:table-header-rows>{row}<text:soft-page-break/>"
    found = table_of(inside + row, how=' text:use-soft-page-breaks="true"')
    assert [(r.heading, r.page) for r in found.rows] == [(True, 1), (False, 1), (False, 2)]
    assert [r.page for r in table_of(inside + row).rows] == [0, 0, 0]
    assert table_of("").rows == ()


def test_cells_that_a_word_stands_for_are_counted() -> None:
    many = cell("x", 'table:number-columns-repeated="500"')
    row = f'<table:table-row table:number-rows-repeated="500">{many}</table:table-row>'
    data = odt(f"<table:table>{row}</table:table>")
    with pytest.raises(Refused, match="WB120"):
        open_document(data, limits=replace(LIMITS, cells=1_000))
