"""Corners of PDF files: odd rules, rows that pages cut, columns, fonts, answers that are none."""

from __future__ import annotations

import pytest
from rawpdf import Sheet, pdf

from workbook_tool.errors import Refused
from workbook_tool.frozen import replace
from workbook_tool.intake import pdffile
from workbook_tool.intake.celltext import paragraphs_of
from workbook_tool.intake.limits import LIMITS
from workbook_tool.intake.opendocument import open_document
from workbook_tool.intake.overpages import continued
from workbook_tool.intake.pdffile import open_pdf
from workbook_tool.intake.printed import Page, Rule, Word
from workbook_tool.intake.printedlines import in_reading_order, lines_of
from workbook_tool.intake.ruled import ruled_tables
from workbook_tool.model.document import Line, Paragraph, Table, TableCell, TableRow


def word(text: str, left: float, base: float, font: str = "") -> Word:
    return Word(text, left, left + 6 * len(text), base, 12, font=font)


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(TableRow(tuple(map(cell, row))) for row in rows))


def cell(text: str) -> TableCell:
    return TableCell(tuple(Paragraph(part) for part in text.split("\n") if part))


def texts(found: Table) -> list[list[str]]:
    return [[c.text for c in row.cells] for row in found.rows]


@pytest.mark.parametrize(
    ("below", "joined"),
    [
        (("", "", "và họp."), ("1", "Tiêu chí", "Rà soát và họp.", "HT")),
        (("", "", "- Họp"), ("1", "Tiêu chí", "Rà soát\n- Họp", "HT")),
        (("", "chí một", ""), ("1", "Tiêu chí chí một", "Rà soát", "HT")),
        (("", "Hai", "Họp"), None),
        (("2", "", "và họp"), None),
        (("", "", ""), None),
    ],
)
def test_a_row_that_a_page_cut_is_joined(
    below: tuple[str, ...], joined: tuple[str, ...] | None
) -> None:
    row = ("1", "Tiêu chí", "Rà soát", "HT")
    found = texts(continued(table(row), table((*below, ""))))
    assert found == ([list(joined)] if joined else [list(row), [*below, ""]])


def test_the_rest_of_a_row_fills_cells_that_were_blank() -> None:
    found = continued(table(("1", "a", "", "b", "c")), table(("", "", "họp", "", "")))
    assert texts(found) == [["1", "a", "họp", "b", "c"]]
    assert [c.certain for c in found.rows[0].cells] == [True, True, False, True, True]


def test_rows_of_another_shape_or_of_two_cells_are_rows_of_their_own() -> None:
    wide = Table((TableRow((replace(cell("a"), span=2), cell("b"), cell("c"))),))
    assert len(continued(wide, table(("", "x", "y"))).rows) == 2
    assert len(continued(table(("a", "b")), table(("", "x"))).rows) == 2


def test_what_a_page_says_again_is_said_once() -> None:
    head = ("TT", "Việc", "Người")
    found = continued(table(head, ("1", "a", "b")), table(head, ("2", "c", "d")))
    assert texts(found) == [list(head), ["1", "a", "b"], ["2", "c", "d"]]
    assert [row.heading for row in found.rows] == [True, False, False]
    assert texts(continued(table(head), table(head))) == [list(head)]


def ruled(*rules: tuple[float, float, float, float], words: tuple[Word, ...] = ()) -> Page:
    return Page(600, 800, words, tuple(Rule(*rule) for rule in rules))


def test_rules_that_make_no_table_make_none() -> None:
    level, upright = (50, 100, 500, 100), (50, 100, 50, 200)
    beside, over = (51, 100, 51, 200), (50, 200, 500, 200)
    box = (level, over, upright, (500, 100, 500, 200))
    for rules in ((level,), (upright, beside), (level, (51, 99, 51, 100.5)), box):
        assert ruled_tables(ruled(*rules)) == ((), ())
    short = ((50, 100, 52, 100), (50, 101, 50, 107))
    assert ruled_tables(ruled(*short, *box))[0] == ()
    flat = ((50, 100, 60, 100), (50, 99, 50, 101), (59, 90, 59, 102))
    assert ruled_tables(ruled(*flat))[0] == ()
    blots = ((50, 100, 55, 103.5), (52.5, 98, 56, 105))
    assert ruled_tables(ruled(*blots))[0] == ()


def test_a_page_full_of_strokes_is_a_drawing_and_no_table() -> None:
    strokes = [(n % 500, n // 500, n % 500 + 20, n // 500) for n in range(20_000)]
    written = word("chữ", 10, 10)
    assert ruled_tables(ruled(*strokes, words=(written,))) == ((), (written,))


def test_words_outside_of_a_table_stay_outside() -> None:
    grid = [(x, 100, x, 200) for x in (50, 200, 500)] + [(50, y, 500, y) for y in (100, 200)]
    inside, right, below = word("a", 60, 150), word("b", 510, 150), word("c", 60, 300)
    (found,), left = ruled_tables(ruled(*grid, words=(inside, right, below)))
    assert ([w.text for box in found.boxes for w in box.words], left) == (["a"], (right, below))


def test_lines_end_at_wide_gaps_and_columns_where_they_meet() -> None:
    def read(*words: Word) -> list[list[str]]:
        return [[p.text for p in parts] for parts in in_reading_order(lines_of(words))]

    a, b = word("a", 50, 100), word("b", 300, 100)
    assert [[p.text for p in row] for row in lines_of((b, a))] == [["a", "b"]]
    assert read(a, b, word("c", 50, 114), word("d", 300, 114)) == [["a"], ["c"], ["b"], ["d"]]
    assert read(a, b, word("giữa", 150, 114), word("x", 200, 128)) == [
        ["a"], ["b"], ["giữa"], ["x"]
    ]  # fmt: skip
    across = word("dòng chữ rất dài chạy ngang qua hết trang giấy này", 50, 114)
    assert read(a, b, across) == [["a"], ["b"], [across.text]]
    assert read(a, b, word("c", 50, 300)) == [["a"], ["b"], ["c"]]
    narrows = word("một câu dài đến sát mép của cột bên phải", 50, 114)
    assert read(a, b, word("c", 50, 107), narrows) == [["a"], ["c"], ["b"], [narrows.text]]
    three = (a, b, word("c", 500, 100))
    assert read(*three) == [["a", "b", "c"]]
    near = (word("c", 50, 114), word("d", 290, 114), word("e", 55, 128), word("ngang", 60, 142))
    assert [text for parts in read(a, b, *near) for text in parts] == [
        *("a", "c", "e", "ngang", "b", "d"),
    ]


def test_old_fonts_are_read_as_they_look_and_said() -> None:
    old = (word("KÕ", 50, 100, ".VnTime"), word("ho¹ch", 80, 100, ".VnTime"))
    (paragraph,) = paragraphs_of((*old, word("x", 130, 100)), 500, 1)
    assert (paragraph.text, paragraph.encoding) == ("Kế hoạch x", "tcvn3")
    assert paragraphs_of((), 500, 1) == ()


def boxes(*operators: str) -> bytes:
    return pdf([Sheet().write(60, 60, "a")], extra="\n".join(("", *operators)).encode())


def test_boxes_that_are_drawn_have_sides_and_shaded_ones_none() -> None:
    drawn = (
        "50 700 200 40 re S",
        "250 700 200 40 re S",
        "50 600 400 30 re f",
        "50 500 m 90 550 l S",
    )
    thin = ("50 400 1 1 re f", "50 300 100 1 re f", "50 200 1 80 re f")
    page = boxes(*drawn, *thin, "BT /F 12 Tf 60 715 Td (x) Tj ET BT /F 12 Tf 260 715 Td (y) Tj ET")
    found = [b for b in open_pdf(page).blocks if isinstance(b, Table)]
    assert [texts(one) for one in found] == [[["x", "y"]]]


def test_marks_that_are_drawn_apart_belong_to_their_letters() -> None:
    marks = b"/Encoding << /Type /Encoding /Differences [200 /circumflexcmb /acutecomb] >>"
    data = pdf([Sheet().write(60, 60, r"K\145\310\311 ho ")])
    (line,) = open_pdf(data.replace(b"/Encoding /WinAnsiEncoding", marks)).blocks
    assert isinstance(line, Line)
    assert line.text == "Kế ho"


def test_a_line_of_blanks_says_nothing() -> None:
    found = open_pdf(pdf([Sheet().write(60, 60, "  ", "a")])).blocks
    assert [b.text for b in found if isinstance(b, Line)] == ["a"]


def test_an_amount_that_was_cut_within_is_whole_again() -> None:
    lines = (word("12.000.0", 50, 100), word("00đ", 50, 114), word("chi", 50, 128))
    for right in (105, 116):
        texts = [p.text for p in paragraphs_of(lines, right, 1)]
        assert texts[0].startswith("12.000.000đ"), right


def test_an_answer_that_is_none_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for answer in (b"", b"[1]", b'{"pages": 3}'):
        monkeypatch.setattr(pdffile, "ask", lambda *_, told=answer: told)
        with pytest.raises(Refused, match="WB102"):
            open_pdf(b"%PDF-")


def test_more_lines_than_any_plan_has_are_too_many() -> None:
    data = pdf([Sheet().write(60, 60, *(f"a{n}" for n in range(40)))])
    assert len(open_document(data, limits=replace(LIMITS, lines=40)).blocks) == 40
    with pytest.raises(Refused, match="WB120"):
        open_document(data, limits=replace(LIMITS, lines=39))


def test_a_title_below_two_columns_ends_them() -> None:
    left = ["UBND XA A", "TRUONG MAM NON B", "So: 12/KH"]
    right = ["CONG HOA XA HOI CHU NGHIA", "Doc lap - Tu do", "A, ngay 1 thang 9"]
    sheet = Sheet().write(60, 60, *left).write(230, 60, *right)
    sheet.write(350, 102, "KE HOACH").write(320, 116, "CAI TIEN").write(60, 130, "I. MUC", "Mot")
    found = [b.text.strip() for b in open_pdf(pdf([sheet])).blocks if isinstance(b, Line)]
    assert [text for text in found if text] == [
        *(*left, *right, "KE HOACH", "CAI TIEN", "I. MUC", "Mot"),
    ]


def test_a_column_whose_lines_stand_anyhow_goes_on() -> None:
    sheet = Sheet().write(60, 60, "Noi nhan", "- Phong").write(300, 60, "HT").write(420, 74, "y")
    sheet.write(360, 88, "Ten")
    found = [b.text.strip() for b in open_pdf(pdf([sheet])).blocks if isinstance(b, Line)]
    assert [text for text in found if text] == ["Noi nhan", "- Phong", "HT", "y", "Ten"]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("10/202", "5"), "10/2025"),
        (("100", "%", "trẻ"), "100% trẻ"),
        (("chuyê", "n môn"), "chuyên môn"),
        (("trườn", "g."), "trường."),
        (("hiệu", "trưởng"), "hiệu trưởng"),
        (("trường", "học"), "trường học"),
    ],
)
def test_a_word_that_is_wider_than_its_cell_is_whole_again(
    lines: tuple[str, ...], read: str
) -> None:
    words = tuple(
        word(text, 50 + 6 * len(line[: line.find(text)]), 100 + 14 * n)
        for n, line in enumerate(lines)
        for text in line.split()
    )
    edge = 50 + 6 * len(lines[0]) + 4 + 5
    assert " ".join(p.text for p in paragraphs_of(words, edge, 1)) == read


def test_a_word_that_had_room_for_another_letter_was_not_cut() -> None:
    words = (word("chuyê", 50, 100), word("n", 50, 114))
    assert [p.text for p in paragraphs_of(words, 200, 1)] == ["chuyê", "n"]


def test_a_line_far_to_the_left_does_not_go_on_with_the_one_above() -> None:
    sheet = Sheet().write(300, 60, "A, ngay 10 thang 9 nam 2026").write(60, 74, "Cai tien nam hoc")
    found = [b for b in open_pdf(pdf([sheet])).blocks if isinstance(b, Line)]
    assert [b.goes_on for b in found] == [None, False]
