"""Corners of Word files: where texts hide, how they are numbered, drawn, merged and paged."""

from __future__ import annotations

import random

import pytest
from corpus import locked as locked_by
from worddocs import OPEN, cell, par, relations, root, row, run, saved, table, word

from workbook_tool.errors import Refused
from workbook_tool.frozen import replace
from workbook_tool.intake import open_grid
from workbook_tool.intake.limits import LIMITS
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model.document import DOCUMENT_MARK, Document, Paragraph, Table

RELS = "word/_rels/document.xml.rels"


def read(body: str, more: dict[str, str | bytes] | None = None, **parts: str) -> Document:
    return open_document(word(body, more, **parts))


def told(document: Document) -> list[tuple[str, str]]:
    return [(b.where, b.text) for b in document.blocks if isinstance(b, Paragraph)]


def texts(body: str, **parts: str) -> list[str]:
    return [text for _, text in told(read(body, **parts))]


def numbers(body: str, **parts: str) -> list[str]:
    return [b.number for b in read(body, **parts).blocks if isinstance(b, Paragraph)]


def rows(body: str, **parts: str) -> Table:
    (found,) = read(body, **parts).blocks
    assert isinstance(found, Table)
    return found


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_changes_that_somebody_tracks_count_as_if_they_were_taken() -> None:
    struck = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    document = read(par(f"<w:ins>{run('mới')}</w:ins>{struck}{run('.')}"))
    assert (told(document), document.carries) == ([("body", "mới.")], {"changes"})
    moved = f"<w:moveFrom>{par('đi')}</w:moveFrom><w:moveTo>{par('đến')}</w:moveTo>"
    document = read(moved)
    assert (told(document), document.carries) == ([("body", "đến")], {"changes"})
    gone = "<w:rPr><w:del/></w:rPr>"
    document = read(par("một ", how=gone) + par("câu") + par("cuối", how=gone))
    assert (told(document), document.carries) == (
        [("body", "một câu"), ("body", "cuối")],
        {"changes"},
    )
    (block,) = read(table(row(cell(par("x"))), row(cell(par("y")), how="<w:del/>"))).blocks
    assert isinstance(block, Table)
    assert [c.text for r in block.rows for c in r.cells] == ["x"]


def test_what_is_hidden_stands_aside_and_is_said() -> None:
    hidden = "<w:vanish/>"
    document = read(par(run("thấy"), run(" không", hidden)) + par(run(" ", hidden)))
    assert told(document) == [("body", "thấy"), ("body", ""), ("hidden", " không")]
    assert document.carries == {"hidden"}
    assert read(par(run(" ", hidden))).carries == set()


def test_texts_in_parts_that_are_not_looked_into_are_said() -> None:
    assert read('<w:altChunk r:id="a"/>').carries == {"unread"}
    assert read('<w:subDoc r:id="a"/>').carries == {"unread"}
    diagram = {"word/diagrams/data1.xml": "<a/>", "word/vbaProject.bin": b"x"}
    assert read(par("x"), diagram).carries == {"unread", "macros"}
    harmless = relations(outside=(("hyperlink", "http://example.org"),))
    assert read(par("x"), {RELS: harmless}).carries == set()


def test_of_two_ways_to_say_one_thing_the_one_in_words_counts() -> None:
    def offered(*choices: str) -> str:
        inside = "".join(f"<mc:Choice Requires='x'>{choice}</mc:Choice>" for choice in choices)
        return f"<mc:AlternateContent>{inside}</mc:AlternateContent>"

    assert texts(offered("", par("lời"))) == ["lời"]
    assert texts(offered("<w:sdt/>", "")) == []
    assert texts("<mc:AlternateContent/>" + par(offered("", run("lời")))) == ["lời"]


def test_a_box_stands_aside_without_its_blank_paragraphs() -> None:
    box = f"<w:pict><w:txbxContent>{par('hộp')}<w:p/></w:txbxContent></w:pict>"
    assert told(read(par(run("thân"), f"<w:r>{box}</w:r>"))) == [("body", "thân"), ("box", "hộp")]


def test_fields_show_their_results_and_hide_their_instructions() -> None:
    inner = mark("begin") + run("PAGE") + mark("separate") + run("7") + mark("end")
    whole = mark("begin") + run("IF ") + inner + mark("separate") + run("đúng") + mark("end")
    assert texts(par(run("a "), whole, run(" b"))) == ["a đúng b"]
    assert texts(par(mark("begin") + run("NUMPAGES") + mark("end"), "x")) == ["x"]
    assert texts(par(mark("end") + mark("separate"), run("mồ côi"), mark("begin"))) == ["mồ côi"]
    for instruction, found in {
        "DDEAUTO cmd": {"dde"},
        "INCLUDETEXT http://example.org/a": {"links"},
        "PAGE": set(),
        "": set(),
    }.items():
        simple = f'<w:fldSimple w:instr="{instruction}">{run("7")}</w:fldSimple>'
        document = read(par(simple))
        assert (told(document), document.carries) == ([("body", "7")], found)
        typed = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        assert read(par(mark("begin") + typed + mark("end"))).carries == found


def test_a_field_goes_on_over_paragraphs() -> None:
    begun = mark("begin") + run("TOC") + mark("separate") + run("một")
    assert texts(par(begun) + par("hai", mark("separate"), mark("end"))) == ["một", "hai"]


def test_signs_of_picture_fonts_are_told_by_the_font() -> None:
    def drawn(font: str, char: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'

    shown = texts(
        par(
            drawn("Wingdings", "F0FC"),
            drawn("Symbol", "B7"),
            drawn("Wingdings", "F041"),
            drawn("Arial", "F041"),
            drawn(".VnTime", "F041"),
            drawn("Arial", "41"),
            drawn("Arial", "D801"),
            drawn("Arial", "gì"),
        )
    )
    assert shown == ["✓•\ufffd\ufffdAA\ufffd\ufffd"]
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert texts(par(run("\uf0fc thường", font))) == ["✓ thường"]


def test_letters_of_old_fonts_are_unicode_and_said() -> None:
    def of(font: str, text: str) -> tuple[str, str]:
        (block,) = read(par(run(text, f'<w:rFonts w:hAnsi="{font}"/>'))).blocks
        assert isinstance(block, Paragraph)
        return block.text, block.encoding

    assert of(".VnTime", "KÕ ho¹ch") == ("Kế hoạch", "tcvn3")
    assert of("VNI-Times", "Keá hoaïch") == ("Kế hoạch", "vni")
    assert of("VNI-Times", "abc") == ("abc", "")
    assert of("Arial", "Kế hoạch") == ("Kế hoạch", "")


def test_marks_by_the_dozen_over_one_letter_are_left_out() -> None:
    assert texts(par("Ke\u0302\u0301 " + "e" + "\u0301\u0327" * 200)) == ["Kế e"]


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:rPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr><w:jc w:val="center"/></w:pPr>
</w:style>
<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="N"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="C"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
</w:style>
<w:style w:type="paragraph" w:styleId="M"><w:basedOn w:val="L"/><w:pPr><w:numPr><w:ilvl w:val="1"/>
</w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="R"><w:basedOn w:val="R"/></w:style>
<w:latentStyles/>
"""
THEME = f"""<a:theme xmlns:a="{OPEN}drawingml/2006/main"><a:themeElements><a:fontScheme>
<a:majorFont/><a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:fontScheme>
</a:themeElements></a:theme>"""


def styled(style: str, inside: str = "", how: str = "") -> str:
    return par(inside or run("KÕ"), how=f'<w:pStyle w:val="{style}"/>{how}')


def test_looks_come_of_styles_and_what_they_are_based_on() -> None:
    body = (
        par("KÕ")
        + styled("B")
        + styled("B", run("KÕ", '<w:rStyle w:val="C"/>'))
        + styled("R")
        + par(run("KÕ", '<w:rStyle w:val="X"/>'), how='<w:jc w:val="left"/>')
        + par(run("KÕ", "<w:rFonts/>"))
    )
    document = read(body, {"word/theme/theme1.xml": THEME}, styles=STYLES)
    looks = [
        (b.text, b.bold, b.centred, b.encoding) for b in document.blocks if isinstance(b, Paragraph)
    ]
    assert looks == [
        ("Kế", False, True, "tcvn3"),
        ("Kế", True, True, "tcvn3"),
        ("Kế", False, True, "tcvn3"),
        ("Kế", False, False, "tcvn3"),
        ("Kế", False, False, "tcvn3"),
        ("Kế", False, True, "tcvn3"),
    ]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:pStyle w:val="M"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>
</w:lvl>
<w:lvl w:ilvl="2"><w:isLgl/><w:lvlRestart w:val="0"/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>
<w:rPr><w:rFonts w:hAnsi="Symbol"/></w:rPr></w:lvl>
<w:lvl w:ilvl="99"/></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="S"/>
<w:lvl w:ilvl="0"><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1/"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>
<w:lvlOverride w:ilvl="1"><w:lvl><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2:"/></w:lvl>
</w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="77"/></w:num>
"""


def listed(number: object, level: object = 0, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return par("x", how=f"{named}<w:numPr>{inside}</w:numPr>")


def test_lists_are_counted_as_word_counts_them() -> None:
    body = "".join(
        listed(number, level)
        for number, level in (
            *((1, 0), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2)),
            *((2, 0), (3, 0), (3, 1), (4, 0), (9, 0), (0, 0)),
        )
    )
    assert numbers(body, numbering=NUMBERING) == [
        *("I.", "a)", "1.1", "•", "II.", "a)", "2.2"),
        *("01/", "VIII.", "A:", "", "", ""),
    ]


def test_a_style_names_the_level_of_its_list() -> None:
    body = styled("L") + styled("M") + styled("M", how='<w:numPr><w:ilvl w:val="0"/></w:numPr>')
    assert numbers(body, styles=STYLES, numbering=NUMBERING) == ["I.", "a)", "II."]
    kept = styled("L", how='<w:numPr><w:numId w:val="0"/></w:numPr>')
    own = par("x", how='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert numbers(kept + own, styles=STYLES, numbering=NUMBERING) == ["", "I."]


def test_numbers_beyond_what_letters_can_count_are_figures() -> None:
    def first(start: int, kind: str) -> str:
        level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        level += '<w:lvlText w:val="%1"/></w:lvl>'
        lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        return numbers(listed(1), numbering=lists)[0]

    assert [first(start, "lowerRoman") for start in (4, 3999, 4000)] == ["iv", "mmmcmxcix", "4000"]
    assert [first(start, "upperLetter") for start in (27, 9000)] == ["AA", "9000"]
    assert [first(1, kind) for kind in ("none", "chicago")] == ["", "1"]


def test_headers_footers_and_notes_come_after_the_body_once() -> None:
    named = [("h", "header", "h.xml"), ("f", "footer", "f.xml"), ("n", "endnotes", "e.xml")]
    head = '<w:headerReference r:id="h"/><w:headerReference r:id="h"/>'
    sections = f'<w:sectPr>{head}<w:footerReference r:id="f"/><w:headerReference r:id="?"/>'
    more = {
        RELS: relations(*named),
        "word/h.xml": root("hdr", par("đầu") + "<w:p/>"),
        "word/f.xml": root("ftr", table(row(cell(par("chân"))))),
        "word/e.xml": root(
            "endnotes",
            f"<w:endnote w:type='separator'>{par('vạch')}</w:endnote>"
            f"<w:endnote>{par('cuối')}</w:endnote>",
        ),
        "word/footnotes.xml": root("footnotes", f"<w:footnote>{par('chú')}</w:footnote>"),
    }
    document = read(par("thân") + f"{sections}</w:sectPr>", more)
    assert told(document) == [
        ("body", "thân"), ("header", "đầu"), ("note", "chú"), ("note", "cuối")
    ]  # fmt: skip
    (foot,) = (b for b in document.blocks if isinstance(b, Table))
    assert (foot.where, foot.rows[0].cells[0].text) == ("footer", "chân")


def test_own_properties_are_handed_on() -> None:
    space = f"{OPEN}officeDocument/2006/custom-properties"
    custom = f'<Properties xmlns="{space}"><property name="wbtool_form"><v> a </v></property>'
    document = read(par("x"), {"docProps/custom.xml": f"{custom}</Properties>"})
    assert document.properties == {"wbtool_form": "a"}


BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_pages_are_counted_where_word_left_them() -> None:
    body = par("một") + par(BREAK, "hai") + par("ba ", BREAK, "còn") + par("bốn")
    assert [b.page for b in read(body).blocks] == [1, 2, 2, 3]
    assert [b.page for b in read(par("một")).blocks] == [0]
    cut = row(cell(par("a") + par(BREAK, "b")), cell(par("c")))
    (block,) = read(table(row(cell(par("x"))), cut, row(cell(par("d"))))).blocks
    assert isinstance(block, Table)
    assert [r.page for r in block.rows] == [1, 1, 2]
    (block,) = read(table(row(cell(par(BREAK, "x"))))).blocks
    assert isinstance(block, Table)
    assert (block.page, block.rows[0].page) == (2, 2)
    typed = '<w:r><w:br w:type="page"/><w:br/></w:r>'
    assert texts(par("a", typed, "b")) == ["a\nb"]
    assert [b.page for b in read(par(BREAK) + par("x")).blocks] == [2, 2]


def test_more_paragraphs_than_any_plan_has_are_too_many() -> None:
    data = word(par("a") * 3)
    assert len(open_document(data, limits=replace(LIMITS, paragraphs=3)).blocks) == 3
    with pytest.raises(Refused, match="WB120"):
        open_document(data, limits=replace(LIMITS, paragraphs=2))


def test_a_paragraph_without_a_letter_opens_no_page() -> None:
    assert [b.page for b in read(par("a") + par() + par(BREAK, "x")).blocks] == [1, 1, 2]


def test_the_end_of_a_field_that_begins_where_nobody_reads_ends_nothing() -> None:
    begun = mark("begin") + mark("separate")
    ways = f"<mc:Choice>{run('a')}</mc:Choice><mc:Fallback>{begun}</mc:Fallback>"
    body = f"<w:r><mc:AlternateContent>{ways}</mc:AlternateContent></w:r>"
    assert texts(par(body, mark("end"), "b")) == ["ab"]


def test_styles_that_go_back_to_one_another_come_to_an_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:basedOn w:val="{other}"/></w:style>'
        for own, other in (("A", "B"), ("B", "A"))
    )
    assert texts(par("a", how='<w:pStyle w:val="A"/>'), styles=styles) == ["a"]


def test_a_paper_of_ours_a_torn_and_a_locked_one_are_told_apart() -> None:
    ours = word(par("a"), {"docProps/custom.xml": f'<a name="{DOCUMENT_MARK}"/>'})
    for reader in (open_document, open_grid):
        with pytest.raises(Refused, match="WB138"):
            reader(ours)
    long = random.Random(1).randbytes(4_000).hex()  # as long as any real one
    locked = locked_by(saved(par(long)), "Hoa Sen")
    for torn in (word(par("a"))[:-1], locked[:1024]):
        with pytest.raises(Refused, match="WB102"):
            open_document(torn)
    with pytest.raises(Refused, match="WB104"):
        open_document(locked)
    (paragraph,) = open_document(locked, passwords=("x", "Hoa Sen")).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == long


def test_cells_merged_sideways_the_old_way_are_one() -> None:
    begins, goes_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    block = rows(table(row(cell(par("a"), begins), cell(par("b"), goes_on), cell(par("c")))))
    assert [(c.text, c.span) for c in block.rows[0].cells] == [("a\nb", 2), ("c", 1)]
    lone = rows(table(row(cell(par("a"), goes_on))))
    assert [(c.text, c.span) for c in lone.rows[0].cells] == [("a", 1)]


def test_rows_and_cells_are_found_in_what_wraps_them() -> None:
    bare = "<w:tc><w:p/></w:tc>"
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{bare}</w:tr></w:sdtContent></w:sdt>"
    after = row(cell(par("x")), how='<w:gridAfter w:val="3"/><w:gridBefore w:val="0"/>')
    block = rows(f"<w:tbl>{wrapped}{after}</w:tbl>")
    assert [[c.span for c in r.cells] for r in block.rows] == [[1], [1, 3]]
    assert rows("<w:tbl/>").rows == ()


@pytest.mark.parametrize("data", [b"{\\rtf1 x", b"\xef\xbb\xbfplain"])
def test_what_is_no_word_file_is_sent_its_own_way(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    if data.startswith(b"{"):
        with pytest.raises(Refused, match="WB176"):
            open_document(data)
    else:
        assert open_document(data).kind == "text"
