"""A .docx is read as its reader sees it: text, numbers, tables, and what it carries beside."""

from __future__ import annotations

import pytest
from seeds import seed
from worddocs import cell, par, relations, root, row, run, table, word

from workbook_tool.errors import Refused
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model.document import Paragraph, Table


def read(body: str, more: dict[str, str | bytes] | None = None, **parts: str) -> list[Paragraph]:
    found = open_document(word(body, more, **parts)).blocks
    assert all(isinstance(block, Paragraph) for block in found)
    return [block for block in found if isinstance(block, Paragraph)]


def texts(body: str, **parts: str) -> list[str]:
    return [paragraph.text for paragraph in read(body, **parts)]


def grid(body: str, **parts: str) -> Table:
    block = open_document(word(body, **parts)).blocks[0]
    assert isinstance(block, Table)
    return block


def test_runs_are_one_text() -> None:
    inside = "<w:r><w:t>Kế</w:t><w:tab/><w:t>hoạch</w:t><w:br/><w:noBreakHyphen/><w:cr/></w:r>"
    assert texts(par("Ke", "\u0302\u0301 ", "hoạch")) == ["Kế hoạch"]
    assert texts(par(inside)) == ["Kế\thoạch\n-\n"]
    assert texts(par("cải\xad", "<w:r><w:softHyphen/><w:t>tiến</w:t></w:r>")) == ["cảitiến"]


def test_wrappers_are_entered_once() -> None:
    wrapped = "<w:smartTag><w:hyperlink><w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>"
    ends = "</w:sdtContent></w:sdt></w:hyperlink></w:smartTag>"
    assert texts(par(wrapped + run("Trường") + ends)) == ["Trường"]
    both = f"<mc:Choice Requires='wps'>{run('một')}</mc:Choice><mc:Fallback>{run('hai')}"
    assert texts(par(f"<mc:AlternateContent>{both}</mc:Fallback></mc:AlternateContent>")) == ["một"]
    assert texts(f"<w:sdt><w:sdtContent>{par('trong khung')}</w:sdtContent></w:sdt>") == [
        "trong khung"
    ]


def test_seeds_are_read() -> None:
    for name, rows, wide in (("seed0.docx", 20, 9), ("seed4.docx", 6, 9)):
        document = open_document(seed(f"docx/{name}").read_bytes())
        tables = [block for block in document.blocks if isinstance(block, Table)]
        plan = max(tables, key=lambda one: len(one.rows))
        assert len(plan.rows) >= rows
        assert {sum(c.span for c in one.cells) for one in plan.rows} == {wide}
        assert plan.rows[0].heading


def test_a_strange_file_is_refused() -> None:
    with pytest.raises(Refused, match="WB102"):
        open_document(word("", {"word/document.xml": root("styles", "")}))
    with pytest.raises(Refused, match="WB101"):
        open_document(b"\x89PNG\r\n\x1a\n")


def test_tables_keep_their_grid() -> None:
    gap = '<w:gridBefore w:val="2"/><w:tblHeader/>'
    wide, tall = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows = (
        row(cell(par("TT"), tall), cell(par("A"), wide), how="<w:tblHeader/>"),
        row(cell(how="<w:vMerge/>"), cell(par("b")), cell(table(row(cell(par("trong"))))), how=""),
        row(cell(par("c")), how=gap),
    )  # fmt: skip
    first, second, third = grid(table(*rows)).rows
    assert [(c.text, c.span, c.goes_on) for c in first.cells] == [("TT", 1, False), ("A", 2, False)]
    assert [(c.text, c.span, c.goes_on) for c in second.cells] == [
        ("", 1, True), ("b", 1, False), ("trong", 1, False)
    ]  # fmt: skip
    assert [(c.text, c.span) for c in third.cells] == [("", 2), ("c", 1)]
    assert [one.heading for one in (first, second, third)] == [True, False, False]


def test_what_lies_outside_is_said() -> None:
    outside = relations(outside=(("attachedTemplate", "http://x/a.dotm"), ("image", "http://x/a")))
    document = open_document(word(par("a"), {"word/_rels/document.xml.rels": outside}))
    assert document.carries == {"template", "links"}
