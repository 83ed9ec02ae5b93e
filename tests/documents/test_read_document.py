"""Documents of schools are understood: made-up ones of every kind."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schoolpapers import HEADINGS, TITLE, document, letterhead, paragraph, plan, row, table

from workbook_tool.catalogue import Catalogue
from workbook_tool.documents.draft import PRINTED, Draft
from workbook_tool.documents.reading import read_document
from workbook_tool.errors import WbtoolError
from workbook_tool.model.document import BOX, Document, Line, Paragraph, Table, TableCell, TableRow

CATALOGUE = Catalogue()


def read(made: Document, **given: str) -> Draft:
    draft = read_document(made, CATALOGUE, **given)
    assert_nothing_lost(made, draft)
    return draft


def words_of(made: Document) -> Counter[str]:
    texts: list[str] = []
    for block in made.blocks:
        if isinstance(block, Table):
            texts += [p.text for r in block.rows for c in r.cells for p in c.paragraphs]
        else:
            texts.append(block.text)
    return Counter(word for text in texts for word in text.split())


def assert_nothing_lost(made: Document, draft: Draft) -> None:
    assert Counter(w for piece in draft.pieces for w in piece.text.split()) == words_of(made)
    messages = CATALOGUE.messages
    for piece in draft.pieces:
        assert piece.spot.block
        assert piece.field or piece.reason, piece
        assert piece.certain or f"reason-{piece.reason}" in messages
        assert piece.field or piece.reason == PRINTED or f"reason-{piece.reason}" in messages
        if piece.number:
            assert piece.number <= len(draft.rows[piece.field.partition(".")[0]])


def actions(*rows: list[object], heading: tuple[str, ...] = HEADINGS, **given: str) -> Draft:
    grid = table(list(heading), *rows)
    return read(plan("III. NỘI DUNG KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC", grid), **given)


# Letterhead and closing


def test_a_letterhead_is_read_whole() -> None:
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", "Nâng chất lượng bữa ăn."))
    assert draft.values == {
        "school.authority": "UBND XÃ AN HÒA",
        "school.name": "TRƯỜNG MẦM NON SAO MAI",
        "plan.number": "12/KH-MNSM",
        "plan.place": "An Hòa",
        "plan.date": ("5", "9", "2024"),
        "plan.school_year": "2024-2025",
    }
    assert (draft.form, draft.set, draft.school_year) == ("plan-2018", "tt19-2018-mn", "2024-2025")
    assert draft.left_over == draft.doubtful == ()


def test_dots_stay_out_of_cells_and_are_told() -> None:
    head = table(["UBND XÃ B\nTRƯỜNG MẦM NON B\nSố:…../KH-MNB", "Xã B, ngày …. tháng … năm 2024"])
    draft = read(document([head, *TITLE, "I. MỤC ĐÍCH, YÊU CẦU", "Một."]))
    assert "plan.number" not in draft.values
    assert draft.values["plan.date"] == ("", "", "2024")
    assert [p.reason for p in draft.left_over] == ["left-to-fill"]
    assert [(p.field, p.reason) for p in draft.doubtful] == [("plan.date", "left-to-fill")]


@pytest.mark.parametrize("gap", ["\t", " \t\t", "          ", " "])
def test_a_letterhead_may_be_put_beside_by_tabs_or_blanks(gap: str) -> None:
    head = [
        f"CÔNG TY CỔ PHẦN GIÁO DỤC MAI SƠN{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        f"TRƯỜNG MẦM NON TƯ THỤC MAI SƠN{gap}Độc lập – Tự do – Hạnh phúc",
        f"Số: 12/KH-MNMS{gap}Phường Tân Hà, ngày 05 tháng 9 năm 2025",
    ]
    draft = read(document([*head, *TITLE, "I. Mục tiêu", "Một."]))
    assert draft.values["school.authority"] == "CÔNG TY CỔ PHẦN GIÁO DỤC MAI SƠN"
    assert draft.values["school.name"] == "TRƯỜNG MẦM NON TƯ THỤC MAI SƠN"
    assert draft.values["plan.number"] == "12/KH-MNMS"
    assert draft.values["plan.place"] == "Phường Tân Hà"
    assert draft.values["plan.date"] == ("5", "9", "2025")
    assert draft.left_over == ()


def boxed(*lines: str) -> list[Paragraph]:
    return [Paragraph(line, where=BOX) for line in lines]


def test_a_letterhead_in_boxes_is_one() -> None:
    boxes = boxed(
        "UBND XÃ SÔNG BÚN", "TRƯỜNG THCS SÔNG BÚN", "Số: 45/KH-THCS",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Sông Bún, ngày 15 tháng 8 năm 2026", "Sơ đồ tổ chức",
    )  # fmt: skip
    draft = read(document([*TITLE, "I. MỤC ĐÍCH, YÊU CẦU", "Một.", *boxes]))
    assert draft.values["school.authority"] == "UBND XÃ SÔNG BÚN"
    assert draft.values["school.name"] == "TRƯỜNG THCS SÔNG BÚN"
    assert draft.values["plan.date"] == ("15", "8", "2026")
    assert draft.set == "tt18-2018-thcs-thpt"
    assert [p.text for p in draft.left_over] == ["Sơ đồ tổ chức"]


def test_boxes_without_the_motto_are_none() -> None:
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", "Một.", *boxed("Trường đạt chuẩn", "Số 1")))
    assert [p.reason for p in draft.left_over] == ["box", "box"]


def test_the_kind_of_school_may_stand_under_its_label() -> None:
    lines = ["Kế hoạch", "Cải tiến chất lượng giáo dục năm học 2026-2027", "I. THÔNG TIN CHUNG"]
    told = ["2. Cấp học: THCS", "II. CĂN CỨ", "III. MỤC ĐÍCH, YÊU CẦU", "Một."]
    assert read(document([*lines, *told])).set == "tt57-2026-pt"
    told = ["1. Tên cơ sở giáo dục: Trường Mầm non Hoa Ban", *told[1:]]
    assert read(document([*lines, *told])).set == "tt57-2026-mn"


def test_school_and_year_may_stand_on_one_line() -> None:
    lines = [
        "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG SAU ĐÁNH GIÁ",
        "Trường Mầm non Ban Mai - Năm học 2024 – 2025",
    ]
    draft = read(document([*lines, "I. Mục tiêu", "Một."]))
    assert draft.values["school.name"] == "Trường Mầm non Ban Mai"
    assert draft.school_year == "2024-2025"


def test_number_place_and_date_may_stand_on_one_line() -> None:
    draft = read(
        document(
            ["TRƯỜNG MẦM NON A", "Số: 14/KH-MNA An Bình, ngày 25 tháng 8 năm 2023", *TITLE,
             "I. MỤC ĐÍCH, YÊU CẦU", "Một."]
        )
    )  # fmt: skip
    assert draft.values["plan.number"] == "14/KH-MNA"
    assert draft.values["plan.place"] == "An Bình"


@pytest.mark.parametrize(
    ("lines", "title", "name", "doubts"),
    [
        (["HIỆU TRƯỞNG", "(Đã ký)", "Lê Thị Hoa"], "HIỆU TRƯỞNG", "Lê Thị Hoa", 0),
        (["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Trần An"],
         "KT. HIỆU TRƯỞNG – PHÓ HIỆU TRƯỞNG", "Trần An", 0),
        (["P.HIỆU TRƯỞNG", "Lê Thị Hoa"], "KT. HIỆU TRƯỞNG – PHÓ HIỆU TRƯỞNG", "Lê Thị Hoa", 1),
        (["HIỆU TRƯỞNG", "……………"], "HIỆU TRƯỞNG", None, 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("framed", [True, False])
def test_signer(lines: list[str], title: str, name: str | None, doubts: int, framed: bool) -> None:
    got = ["Nơi nhận:", "- UBND xã (b/c);", "- Lưu: VT."]
    blocks = [table(["\n".join(got), "\n".join(lines)])] if framed else [*got, *lines]
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", "Một.", *blocks))
    assert draft.values["plan.signer_title"] == title
    assert draft.values.get("plan.signer_name") == name
    assert draft.values["plan.recipients"] == "- UBND xã (b/c);\n- Lưu: VT."
    assert len(draft.doubtful) == doubts
    assert {p.reason for p in draft.left_over} <= {"signed-mark", "left-to-fill"}


def test_the_closing_sentence_is_told() -> None:
    draft = read(
        plan("IV. TỔ CHỨC THỰC HIỆN", "1. Hiệu trưởng", "- Chỉ đạo.", "Trên đây là kế hoạch.")
    )
    assert draft.values["organisation.head"] == "- Chỉ đạo."
    assert [(p.reason, p.text) for p in draft.left_over] == [
        ("closing-sentence", "Trên đây là kế hoạch.")
    ]


# Sections


def test_sections_are_found_with_wrong_numbers_other_wordings_and_no_capitals() -> None:
    draft = read(
        plan(
            "1. Mục đích yêu cầu:", "Một.",
            "VI/ Cơ sở pháp lý", "Luật Giáo dục.",
            "VI. TỔ CHỨC THỰC HIỆN",
            "Hiệu trưởng: Chỉ đạo chung.",
            "Giáo viên: Làm việc của lớp.",
            "Công đoàn: Vận động.",
        )
    )  # fmt: skip
    assert draft.rows["purpose"] == ({"purpose.text": "Một."},)
    assert draft.rows["basis"] == ({"basis.text": "Luật Giáo dục."},)
    assert draft.values["organisation.head"] == "Chỉ đạo chung."
    assert draft.values["organisation.staff"] == (
        "Giáo viên: Làm việc của lớp.\nCông đoàn: Vận động."
    )


def test_what_stands_beside_recipients_is_none_of_them() -> None:
    closing = table(["Nơi nhận:\n- Sở GDĐT;\n- Lưu VT.", "CHỦ NHIỆM\nPhạm Văn Bình"])
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", "Một.", closing))
    assert draft.values["plan.recipients"] == "- Sở GDĐT;\n- Lưu VT."
    assert [p.reason for p in draft.left_over] == ["after-closing"] * 2


def test_a_centre_is_led_by_a_director() -> None:
    closing = table(["Nơi nhận:\n- Lưu.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nPhạm Văn Bình"])
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", "Một.", closing))
    assert draft.values["plan.signer_title"] == "KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC"
    assert draft.values["plan.signer_name"] == "Phạm Văn Bình"


def test_a_heading_may_be_numbered_by_the_program_and_stand_with_its_text() -> None:
    draft = read(
        plan(
            paragraph("MỤC ĐÍCH, YÊU CẦU", "I."),
            paragraph("Một.", "1."),
            paragraph("Hai.", "2."),
            "II. Căn cứ: Luật Giáo dục.",
        )
    )
    assert [r["purpose.text"] for r in draft.rows["purpose"]] == ["Một.", "Hai."]
    assert draft.rows["basis"] == ({"basis.text": "Luật Giáo dục."},)


def test_numbers_that_the_form_would_not_print_are_kept() -> None:
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", paragraph("Một.", "a)"), paragraph("Hai.", "b)")))
    assert [r["purpose.text"] for r in draft.rows["purpose"]] == ["a) Một.", "b) Hai."]


def test_a_section_that_the_form_has_not_is_left_over_whole() -> None:
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", "Một.", "II. KIẾN NGHỊ", "Xin thêm phòng học."))
    assert [(p.reason, p.text) for p in draft.left_over] == [
        ("no-section", "II. KIẾN NGHỊ"), ("no-section", "Xin thêm phòng học."),
    ]  # fmt: skip


def test_words_like_headings_within_sentences_are_none() -> None:
    text = "Giáo viên phối hợp cha mẹ trẻ."
    draft = read(plan("VI. TỔ CHỨC THỰC HIỆN", "1. Hiệu trưởng", "Hiệu trưởng chỉ đạo.", text))
    assert draft.values["organisation.head"] == f"Hiệu trưởng chỉ đạo.\n{text}"


# Cited documents


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Thông tư số 19/2018/TT-BGDĐT ngày 22 tháng 8 năm 2018 của Bộ Giáo dục và Đào tạo "
            "ban hành quy định về kiểm định;",
            {
                "kind": "Thông tư", "number": "19/2018/TT-BGDĐT", "date": "22 tháng 8 năm 2018",
                "agency": "Bộ Giáo dục và Đào tạo", "text": "ban hành quy định về kiểm định",
            },
        ),
        (
            "- Kế hoạch số 5/KH-PGD ngày 9/8/2023 của Phòng GD&ĐT huyện An Hòa về nhiệm vụ năm học",
            {
                "kind": "Kế hoạch", "number": "5/KH-PGD", "date": "9/8/2023",
                "agency": "Phòng GD&ĐT huyện An Hòa", "text": "về nhiệm vụ năm học",
            },
        ),
        # A comma, a missing word, a lead: put together they would not be the sentence.
        ("Công văn số 5/SGD, ngày 9/8/2023 của Sở GD&ĐT về việc nọ", None),
        ("Thông tư 19/2018/TT-BGDĐT ngày 22/8/2018 của Bộ GD&ĐT ban hành quy định", None),
        ("Căn cứ Công văn số 5/SGD ngày 9/8/2023 của Sở GD&ĐT về việc nọ", None),
        ("Nghị quyết của chi bộ", None),
    ],
)  # fmt: skip
def test_a_citation_comes_apart_only_when_it_can_be_put_together(
    text: str, fields: dict[str, str] | None
) -> None:
    draft = read(plan("II. CĂN CỨ XÂY DỰNG KẾ HOẠCH", text))
    wanted = fields or {"text": text}
    assert draft.rows["basis"] == ({f"basis.{k}": v for k, v in wanted.items()},)


def test_documents_between_semicolons_are_rows() -> None:
    one = "Công văn số 1/A ngày 1/8/2023 của Sở GD&ĐT về việc này"
    draft = read(plan("II. CĂN CỨ XÂY DỰNG KẾ HOẠCH", f"Căn cứ {one}; {one}; Thông tư số 2/B"))
    assert len(draft.rows["basis"]) == 3
    draft = read(plan("II. CĂN CỨ XÂY DỰNG KẾ HOẠCH", "Nhân lực; tài chính; cơ sở vật chất"))
    assert len(draft.rows["basis"]) == 1


def test_reports_are_named_by_their_headings() -> None:
    draft = read(
        plan(
            "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
            "1. Báo cáo tự đánh giá năm học 2022-2023 của trường.",
            "2. Báo cáo đánh giá ngoài",
        )
    )
    assert draft.rows["basis"] == (
        {"basis.kind": "Báo cáo tự đánh giá", "basis.text": "năm học 2022-2023 của trường."},
        {"basis.kind": "Báo cáo đánh giá ngoài"},
    )


# Results


def test_results_by_criterion() -> None:
    draft = read(
        plan(
            "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
            "4. Kết quả thực hiện cải tiến chất lượng của nhà trường đã đạt được trong năm học "
            "2023 – 2024",
            "Nhà trường đã rà soát.",
            "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",
            "Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo",
            "- Điểm yếu:", "Còn hai lớp ghép.",
            "- Kế hoạch cải tiến:", "Đã giảm một lớp.", "Đã vận động trẻ.",
            "Tiêu chí 1.9. Thực hiện quy chế dân chủ cơ sở",
            "Điểm yếu: Ít ý kiến.", "Đã lấy ý kiến.",
        )
    )  # fmt: skip
    year = {"prior.school_year": "2023-2024"}
    assert draft.rows["prior"] == (
        {**year, "prior.result": "Nhà trường đã rà soát."},
        {
            **year,
            "prior.criterion": "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo",
            "prior.weakness": "Còn hai lớp ghép.",
            "prior.result": "Đã giảm một lớp.\nĐã vận động trẻ.",
        },
        {
            **year,
            "prior.criterion": "1.9. Thực hiện quy chế dân chủ cơ sở",
            "prior.weakness": "Ít ý kiến.",
            "prior.result": "Đã lấy ý kiến.",
        },
    )


# The table


def test_levels_standards_and_nothing() -> None:
    draft = actions(
        [("MỨC 1, 2, 3", 9)],
        ["1", ("Tiêu chuẩn 1: Tổ chức và quản lý nhà trường", 8)],
        row("Tiêu chí 1.9", "Công khai", target="Mức 2", money="không"),
        ["2", ("Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên", 8)],
        row("Không có"),
        ["3", ("Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên", 8)],
        row("Tiêu chí 3.5", "Mua máy tính"),
    )
    levels = {"action.level": "Mức 1, 2, 3"}
    assert draft.rows["action"] == (
        {
            **levels,
            "action.standard": "Tiêu chuẩn 1. Tổ chức và quản lý nhà trường",
            "action.criterion": "1.9. Thực hiện quy chế dân chủ cơ sở",
            "action.target": "Mức 2",
            "action.task": "Công khai",
            "action.budget": "không",
        },
        {
            **levels,
            "action.standard": "Tiêu chuẩn 2. Cán bộ quản lý, giáo viên, nhân viên",
            "action.criterion": "3.5. Thiết bị, đồ dùng, đồ chơi",
            "action.task": "Mua máy tính",
        },
    )
    assert draft.rows["nothing"][1] == {"nothing.declared": "Không có"}
    assert sum(map(bool, draft.rows["nothing"])) == 1
    assert draft.left_over == ()


@pytest.mark.parametrize(
    ("cell", "criterion", "weakness"),
    [
        (
            "Tiêu chí 1.1.\nPhương hướng, chiến lược xây dựng và phát triển nhà trường",
            "label",
            None,
        ),
        ("Tiêu chí 1.1\nĐiểm yếu: Chưa có đề án.", "label", "Chưa có đề án."),
        ("Tiêu chí 1.1 Điểm yếu: Chưa có đề án.", "label", "Chưa có đề án."),
        ("1.1", "label", None),
        ("Tiêu chí 1.1: Tên khác hẳn", "Tiêu chí 1.1: Tên khác hẳn", None),
        ("1. Tổ chức và quản lý nhà trường", "1. Tổ chức và quản lý nhà trường", None),
        ("Tiêu chí 9.9", "Tiêu chí 9.9", None),
    ],
)
def test_criterion_cells(cell: str, criterion: str, weakness: str | None) -> None:
    draft = actions(row(cell, "Việc"))
    label = "1.1. Phương hướng, chiến lược xây dựng và phát triển nhà trường"
    (action,) = draft.rows["action"]
    assert action["action.criterion"] == (label if criterion == "label" else criterion)
    assert action.get("action.weakness") == weakness


@pytest.mark.parametrize(
    ("time", "fields"),
    [
        ("Tháng 9/2024 – tháng 5/2025", {"start": "Tháng 9/2024", "end": "Tháng 5/2025"}),
        ("Tháng 9/2024", {"start": "Tháng 9/2024"}),
        ("Đến hết Tháng 5/2025", {"end": "Tháng 5/2025"}),
        ("Tháng 9/2024\nTháng 5/2025", {"time": "Tháng 9/2024\nTháng 5/2025"}),
        ("T9/2024 - T5/2025", {"time": "T9/2024 - T5/2025"}),
        ("Tháng 8, 9/2024 và tháng 5/2025", {"time": "Tháng 8, 9/2024 và tháng 5/2025"}),
    ],
)
def test_times(time: str, fields: dict[str, str]) -> None:
    (action,) = actions(row("Tiêu chí 1.1", "Việc", time=time)).rows["action"]
    found = {k[7:]: v for k, v in action.items() if k[7:] in ("start", "end", "time")}
    assert found == fields


@pytest.mark.parametrize(
    ("lead", "fields"),
    [
        ("BGH-GV; phối hợp: CMHS", {"lead": "BGH-GV", "support": "CMHS"}),
        ("Phối hợp: CMHS", {"support": "CMHS"}),
        ("Hiệu trưởng, CMHS", {"lead": "Hiệu trưởng, CMHS"}),
    ],
)
def test_parties_come_apart_only_by_printed_words(lead: str, fields: dict[str, str]) -> None:
    (action,) = actions(row("Tiêu chí 1.1", "Việc", lead=lead)).rows["action"]
    assert {k[7:]: v for k, v in action.items() if k[7:] in ("lead", "support")} == fields


def test_columns_in_another_order_with_other_wordings_and_one_unknown() -> None:
    heading = ("Tiêu chí", "Giải pháp", "Người phụ trách", "Thời gian", "Thăm dò")
    draft = actions(["1.5", "Việc", "BGH", "Hằng tháng", "lạ"], heading=heading)
    (action,) = draft.rows["action"]
    assert action == {
        "action.criterion": "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo",
        "action.task": "Việc",
        "action.lead": "BGH",
        "action.start": "Hằng tháng",
    }
    assert [(p.reason, p.text) for p in draft.left_over] == [
        ("no-column", "Thăm dò"),
        ("no-column", "lạ"),
    ]


def test_a_heading_cell_that_is_damaged_is_known_by_its_place() -> None:
    heading = (*HEADINGS[:8], "C")
    draft = actions(row("Tiêu chí 1.1", "Việc", notes="ghi"), heading=heading)
    assert draft.rows["action"][0]["action.notes"] == "ghi"
    assert [(p.field, p.reason) for p in draft.doubtful] == [("action.notes", "column-by-order")]


def test_a_heading_over_two_rows_and_again_on_the_next_page() -> None:
    over = ["TT", "Tiêu chuẩn, tiêu chí", "Kết quả cần đạt", ("Công việc", 1), ("Thực hiện", 2)]
    under = ["", "", "", "", "Người chủ trì", "Thời gian"]
    one, two = ["1", "1.1", "A", "Việc một", "BGH", "T9"], ["2", "1.2", "B", "Việc hai", "GV", "T5"]
    again = [
        "TT",
        "Tiêu chuẩn, tiêu chí",
        "Kết quả cần đạt",
        "Công việc",
        "Người chủ trì",
        "Thời gian",
    ]
    grid = table(again, one, again, two)
    draft = read(plan("III. NỘI DUNG KẾ HOẠCH", grid))
    assert [r["action.task"] for r in draft.rows["action"]] == ["Việc một", "Việc hai"]
    draft = read(plan("III. NỘI DUNG KẾ HOẠCH", table(over, under, one)))
    assert len(draft.rows["action"]) == 1


def test_columns_that_the_form_prints_otherwise_are_read() -> None:
    over = ["TT", "Tiêu chí", "Điểm yếu", "Biện pháp", ("Thời gian", 2), "Chủ trì", "Phối hợp"]
    under = ["", "", "", "", "Bắt đầu", "Kết thúc", "", ""]
    one = ["1", "Tiêu chí 1.1", "Thiếu sách", "Mua sách", "9/2024", "12/2024", "Thủ thư", "Kế toán"]
    draft = read(plan("III. Các giải pháp của năm", table(over, under, one)))
    (action,) = draft.rows["action"]
    assert draft.doubtful == ()
    assert draft.left_over == (), "a heading nobody knows over a table of the form's"
    assert {name: action[f"action.{name}"] for name in ("weakness", "task", "start", "end")} == {
        "weakness": "Thiếu sách", "task": "Mua sách", "start": "9/2024", "end": "12/2024",
    }  # fmt: skip
    assert (action["action.lead"], action["action.support"]) == ("Thủ thư", "Kế toán")


def test_a_table_alone_is_a_plan() -> None:
    draft = read(plan(table(list(HEADINGS), row("Tiêu chí 1.1", "Việc"))))
    assert [r["action.task"] for r in draft.rows["action"]] == ["Việc"]
    assert draft.values["school.name"] == "TRƯỜNG MẦM NON SAO MAI"
    assert draft.left_over == ()


@pytest.mark.parametrize(
    ("said", "kept"),
    [("12", "12 triệu đồng"), ("15,5", "15,5 triệu đồng"), ("0", "0"), ("Không", "Không"),
     ("2.000.000", "2.000.000"), ("3 triệu", "3 triệu")],
)  # fmt: skip
def test_the_unit_of_an_amount_may_stand_in_the_heading(said: str, kept: str) -> None:
    heading = (*HEADINGS[:6], "Kinh phí (triệu đồng)", *HEADINGS[7:])
    draft = actions(row("Tiêu chí 1.1", "Việc", money=said), heading=heading)
    assert draft.rows["action"][0]["action.budget"] == kept
    assert [p.reason for p in draft.doubtful] == (["unit-of-heading"] if said != kept else [])


def test_a_row_that_only_parts_the_heading_is_no_task() -> None:
    over = ["TT", "Tiêu chí", "Công việc", ("Thời gian", 2), "Chủ trì"]
    under = ["", "", "", "B.đ", "K.t", ""]
    one = ["1", "Tiêu chí 1.1", "Mua sách", "9/2024", "12/2024", "Thủ thư"]
    draft = read(plan("III. NỘI DUNG KẾ HOẠCH", table(over, under, one)))
    assert len(draft.rows["action"]) == 1
    assert [p.text for p in draft.left_over] == ["K.t", "12/2024"]


def test_a_table_in_two_parts_goes_on() -> None:
    first = table([*HEADINGS], ["1", ("Tiêu chuẩn 1", 8)], row("Tiêu chí 1.1", "Một"))
    second = table(row("Tiêu chí 1.2", "Hai"))
    draft = read(plan("III. NỘI DUNG KẾ HOẠCH", first, second))
    assert [r["action.task"] for r in draft.rows["action"]] == ["Một", "Hai"]
    assert all("action.standard" in r for r in draft.rows["action"])


def test_a_table_without_headings_is_known_by_its_columns_and_doubted() -> None:
    draft = read(plan("III. NỘI DUNG KẾ HOẠCH", table(row("Tiêu chí 1.1", "Một"))))
    assert draft.rows["action"][0]["action.task"] == "Một"
    assert {p.reason for p in draft.doubtful} == {"column-by-order"}


def test_rows_below_a_criterion_go_on_and_torn_rows_are_joined() -> None:
    draft = actions(
        row("Tiêu chí 1.1", "Một", lead="BGH"),
        row("", "Hai", lead="GV"),
        row("Tiêu chí 1.2", "Lập kế hoạch để"),
        row("", "thực hiện tiếp."),
    )
    assert [r.get("action.task") for r in draft.rows["action"]] == [
        "Một", "Hai", "Lập kế hoạch để thực hiện tiếp.",
    ]  # fmt: skip
    assert [p.reason for p in draft.doubtful] == ["torn-row"]


def test_a_criterion_may_stand_over_its_rows() -> None:
    draft = actions([("Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo", 9)], row("", "Một"))
    assert draft.rows["action"] == (
        {"action.criterion": "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo", "action.task": "Một"},
    )


def test_text_in_the_wrong_column_stays_there() -> None:
    long = "Hiệu trưởng vận động xã hội hóa để mua thêm thiết bị nghe nhìn."
    (action,) = actions(row("Tiêu chí 1.1", "Việc", lead=long)).rows["action"]
    assert action["action.lead"] == long


# The form of 2026

ISSUES = (
    "TT", "Tiêu chuẩn", "Tiêu chí liên quan (nếu có)", "Đánh giá hiện trạng", "Điểm hạn chế",
    "Nguyên nhân của hạn chế",
)  # fmt: skip
TASKS = (
    "TT", "Nội dung cải tiến", "Mục tiêu cải tiến", "Hoạt động/giải pháp",
    "Chỉ số đánh giá kết quả", "Thời gian thực hiện", "Đơn vị/cá nhân phụ trách",
    "Nguồn lực bảo đảm", "Thông tin, dữ liệu hoặc minh chứng dự kiến", "Mức độ thực hiện",
)  # fmt: skip


def test_the_form_of_2026() -> None:
    draft = read(
        document(
            [
                table(["UBND XÃ A\nTRƯỜNG TIỂU HỌC A", "Xã A, ngày 09 tháng 9 năm 2026"]),
                "KẾ HOẠCH", "Cải tiến chất lượng giáo dục năm học 2026-2027",
                "I. THÔNG TIN CHUNG", "Tên trường: Trường Tiểu học A", "Loại hình: công lập",
                "Địa chỉ: ……",
                "II. CĂN CỨ",
                "1. Báo cáo tự đánh giá năm học 2025-2026;",
                "4. Văn bản khác:", "Nghị quyết chi bộ.",
                "IV. TÓM TẮT CÁC VẤN ĐỀ TRỌNG TÂM CẦN CẢI TIẾN",
                table([*ISSUES], ["1", "Tiêu chuẩn 1", "1.1", "Có", "Thiếu", "Ít tiền"]),
                "V. KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG",
                table(
                    [*TASKS], [f"({n})" for n in range(1, 11)],
                    ["1", "Vấn đề 1: Thư viện", "Có sách", "Mua sách", "100 đầu sách",
                     "Tháng 9/2026 - Tháng 5/2027", "HT", "Ngân sách", "Sổ",
                     "Đang thực hiện - 40%"],
                ),
            ]
        )
    )  # fmt: skip
    assert (draft.form, draft.set) == ("plan-2026", "tt57-2026-pt")
    assert draft.values["school.name"] == "Trường Tiểu học A"
    assert draft.values["school.ownership"] == "Công lập"
    assert "school.address" not in draft.values
    assert draft.rows["basis"] == ({"basis.text": "Nghị quyết chi bộ."},)
    (issue,), (action,) = draft.rows["issue"], draft.rows["action"]
    assert issue["issue.standard"].startswith("Tiêu chuẩn 1. ")
    assert issue["issue.criterion"].startswith("1.1. ")
    assert {k[7:]: v for k, v in action.items()} == {
        "issue": "1", "improvement": "Thư viện", "target": "Có sách", "task": "Mua sách",
        "indicator": "100 đầu sách", "start": "Tháng 9/2026", "end": "Tháng 5/2027", "lead": "HT",
        "resources": "Ngân sách", "evidence": "Sổ", "completion": "Đang thực hiện",
        "progress": "40%",
    }  # fmt: skip
    assert [p.reason for p in draft.left_over] == ["left-to-fill"]


# What it is


def test_what_an_exported_document_says_of_itself_counts() -> None:
    told = {
        "wbtool_form": "plan-2018",
        "wbtool_set": "tt17-2018-th",
        "wbtool_school_year": "2021-2022",
    }
    draft = read(document(["I. MỤC ĐÍCH, YÊU CẦU", "Một."], told))
    assert (draft.form, draft.set, draft.school_year) == ("plan-2018", "tt17-2018-th", "2021-2022")


def test_what_is_given_wins() -> None:
    made = plan("I. MỤC ĐÍCH, YÊU CẦU", "Một.")
    draft = read(made, form="plan-2026", set="tt57-2026-mn", school_year="2026-2027")
    assert (draft.form, draft.set, draft.school_year) == ("plan-2026", "tt57-2026-mn", "2026-2027")


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        ["Giấy mời họp phụ huynh", "Kính gửi cha mẹ trẻ"],
        [
            "KẾ HOẠCH",
            "Giáo dục năm học 2024-2025",
            "I. MỤC ĐÍCH, YÊU CẦU",
            "Một.",
            "II. CĂN CỨ",
            "Hai.",
        ],
    ],
)
def test_another_document_is_no_plan(blocks: list[str]) -> None:
    with pytest.raises(WbtoolError) as caught:
        read_document(document(blocks), CATALOGUE)
    assert caught.value.key in ("import-not-a-plan", "import-other-paper")


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        (
            [
                "BÁO CÁO",
                "Kết quả thực hiện kế hoạch cải tiến chất lượng giáo dục năm học 2024-2025",
                "II. KẾT QUẢ THỰC HIỆN",
                "Tiêu chí 1.1: đã rà soát phương hướng cải tiến chất lượng.",
                "IV. TỔ CHỨC THỰC HIỆN",
            ],
            "BÁO CÁO",
        ),
        (
            [
                "BÁO CÁO TỰ ĐÁNH GIÁ",
                "Năm học 2024-2025",
                "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",
                "4. Kế hoạch cải tiến chất lượng",
                "Hiệu trưởng công khai trên trang thông tin.",
            ],
            "BÁO CÁO TỰ ĐÁNH GIÁ",
        ),
        (
            [
                "V/v gửi kế hoạch cải tiến chất lượng năm học 2025-2026",
                "Kính gửi: Phòng Văn hóa - Xã hội phường Hoa Lài.",
                "Trường Mầm non Sao Mai kính gửi kế hoạch cải tiến chất lượng giáo dục.",
            ],
            "Kính gửi: Phòng Văn hóa - Xã hội phường Hoa Lài.",
        ),
        (
            [
                "KẾ HOẠCH",
                "Thực hiện nhiệm vụ năm học 2025-2026",
                "I. MỤC ĐÍCH, YÊU CẦU",
                "1. Thực hiện kế hoạch cải tiến chất lượng giáo dục.",
                "III. TỔ CHỨC THỰC HIỆN",
            ],
            "KẾ HOẠCH Thực hiện nhiệm vụ năm học 2025-2026",
        ),
        (
            [
                "KẾ HOẠCH",
                "Tự đánh giá trường mầm non năm học 2025-2026",
                "I. MỤC ĐÍCH, YÊU CẦU: cải tiến chất lượng giáo dục",
            ],
            "KẾ HOẠCH Tự đánh giá trường mầm non năm học 2025-2026",
        ),
        (
            [
                "BIÊN BẢN",
                "Họp về kế hoạch cải tiến chất lượng giáo dục",
                "Nội dung: thông qua kế hoạch cải tiến chất lượng năm học 2025-2026.",
            ],
            "BIÊN BẢN",
        ),
    ],
)
def test_another_paper_that_talks_of_the_plan_is_none(blocks: list[str], title: str) -> None:
    with pytest.raises(WbtoolError) as caught:
        read_document(document([letterhead(), *blocks]), CATALOGUE)
    assert (caught.value.key, caught.value.facts["title"]) == ("import-other-paper", title)


@pytest.mark.parametrize(
    "blocks",
    [
        [
            "QUYẾT ĐỊNH",
            "Về việc ban hành kế hoạch cải tiến chất lượng giáo dục",
            "KẾ HOẠCH",
            "Cải tiến chất lượng giáo dục năm học 2025-2026",
            "I. MỤC ĐÍCH, YÊU CẦU",
        ],
        ["KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", "Năm học 2025-2026", "I. MỤC ĐÍCH, YÊU CẦU"],
        ["Kế hoạch", "Về cải tiến chất lượng năm học 2025-2026", "I. MỤC ĐÍCH, YÊU CẦU"],
        ["I. MỤC ĐÍCH, YÊU CẦU", "1. Cải tiến chất lượng trong năm học 2025-2026."],
    ],
)
def test_a_plan_is_one_whatever_stands_before_it(blocks: list[str]) -> None:
    made = document([letterhead(), *blocks])
    assert read_document(made, CATALOGUE).form == "plan-2018"


def test_the_set_is_never_guessed() -> None:
    made = document([*TITLE, "I. MỤC ĐÍCH, YÊU CẦU", "Một."])
    with pytest.raises(WbtoolError) as caught:
        read_document(made, CATALOGUE)
    assert caught.value.key == "import-set-unknown"
    assert "tt19-2018-mn" in caught.value.facts["known"]


def test_the_set_is_told_by_the_names_of_criteria() -> None:
    made = document(
        [*TITLE, "III. NỘI DUNG KẾ HOẠCH",
         table([*HEADINGS], row("Tiêu chí 5.3 Kết quả nuôi dưỡng và chăm sóc sức khỏe", "Một"),
               row("Tiêu chí 4.1 Ban đại diện cha mẹ trẻ", "Hai"))]
    )  # fmt: skip
    assert read(made).set == "tt19-2018-mn"


# Damage


def test_a_scan_is_taken_with_doubt() -> None:
    lines = [
        "KE HOACH", "CAI TIEN CHAT LUQNG GIAO DUC", "Nam hoc 2023 — 2024",
        ". MUC DICH, YEU CAU",
        "l. Xdy dung ké hoach cai tién chit lugng giao duc dé thuce hién trong truong mam non.",
        "2. K¢ hoach phai cu thé, kha thi, phii hop véi dicu kién cua truong mam non Sao Mai.",
        "VI. TO CHUC THUC HIEN", "I. Higu trudng - Chi tich Hoi dong tu danh gis",
        "- Ra sodt cac ticu chuan dé xdy dung k& hoach cal tién chit luong cua truong mam non.",
    ]  # fmt: skip
    draft = read(document(lines))
    assert draft.damage > 0.3
    assert len(draft.rows["purpose"]) == 2
    assert str(draft.values["organisation.head"]).startswith("- Ra sodt")
    assert all(not p.certain for p in draft.pieces if p.field)


# Nothing is lost, whatever a document is made of

PHRASES = st.sampled_from(
    [
        "I. MỤC ĐÍCH, YÊU CẦU", "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH", "Căn cứ", "Nơi nhận:",
        "HIỆU TRƯỞNG",
        "Số: …/KH", "Số: 5/KH-A B, ngày 1 tháng 2 năm 2024", "Năm học 2024-2025", "- Điểm yếu:",
        "4. Kết quả thực hiện cải tiến chất lượng năm học 2023-2024 đã đạt", "Tiêu chí 1.1:Tên",
        "Tiêu chuẩn 9", "MỨC 2",
        "Không có", "VI. TỔ CHỨC THỰC HIỆN", "Hiệu trưởng:Chỉ đạo; Giáo viên",
        "Tháng 9/2024-tháng 5/2025", "a;b; c", "Công văn số 1/A ngày 1/1/2024; Thông tư 2",
        "A; phối hợp: B", "; phối hợp: ", "Trên đây là",
        "…", "x\ny", " \u00a0 z", "1. Báo cáo tự đánh giá(x)",
        "Trường Mầm non A - Năm học 2024-2025 - thêm", "Hạn chế:x Điểm yếu: y", "5. Chủ trương",
        "Hiệu trưởng", "III. NỘI DUNG KẾ HOẠCH", "TT", *HEADINGS[1:5],
    ]
)  # fmt: skip
TEXTS = PHRASES | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
NUMBERS = st.sampled_from(["", "", "1.", "I.", "a)", "-"])
PARAGRAPHS = st.builds(
    Paragraph,
    TEXTS,
    NUMBERS,
    st.booleans(),
    st.booleans(),
    where=st.sampled_from(["body"] * 5 + ["footer", "box"]),
)
CELLS = st.builds(TableCell, st.lists(PARAGRAPHS, max_size=3).map(tuple), st.integers(1, 3))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = draw(st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=5))
    head = table([*HEADINGS]).rows if draw(st.booleans()) else ()
    return Table((*head, *map(TableRow, rows)))


@given(st.lists(PARAGRAPHS | tables() | st.builds(Line, TEXTS), max_size=14))
def test_every_word_is_in_one_piece(blocks: list[Paragraph | Table | Line]) -> None:
    start = (*TITLE, "I. MỤC ĐÍCH, YÊU CẦU")
    read(Document((letterhead(), *map(Paragraph, start), *blocks), "docx"))


def test_a_thousand_numbered_paragraphs_take_little_time() -> None:
    begin = time.process_time()
    many = [f"{n}. Mục đích thứ {n} của nhà trường trong năm học" for n in range(1000)]
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", *many))
    assert len(draft.rows["purpose"]) == 1000
    assert time.process_time() - begin < 10


def test_a_page_of_signs_takes_no_time() -> None:
    made = plan(
        "II. CĂN CỨ", "; ".join(["Công văn số 1/A ngày 1/1/2024 của Sở"] * 400), "I" * 20000
    )
    assert re.search("Sở", str(read(made).rows["basis"]))


# What schools write in other ways


def test_headings_between_tables_stand_over_the_rows_below() -> None:
    columns = ["TT", "Tiêu chí", "Công việc", "Chủ trì"]
    draft = read(
        plan(
            "II. NỘI DUNG CẢI TIẾN",
            "Mức 2",
            "1. Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",
            table(columns, ["1", "Tiêu chí 1.5", "Tách lớp", "BGH"]),
            "II. Tiêu chuẩn 3",
            "Tiêu chí 3.1",
            table(columns, ["1", "", "Trồng cây", "GV"]),
            "Ngoài ra không có gì.",
        )
    )
    first, second = draft.rows["action"]
    assert first["action.standard"] == "Tiêu chuẩn 1. Tổ chức và quản lý nhà trường"
    assert second["action.standard"].startswith("Tiêu chuẩn 3. ")
    assert second["action.criterion"] == "3.1. Diện tích, khuôn viên và sân vườn"
    assert {r["action.level"] for r in draft.rows["action"]} == {"Mức 2"}
    assert [(p.text, p.reason) for p in draft.left_over] == [
        ("Ngoài ra không có gì.", "beside-table")
    ]


def test_criteria_on_rows_of_their_own_need_no_column() -> None:
    grid = table(
        ["STT", "Công việc", "Chủ trì", "Thời gian"],
        [("Tiêu chuẩn 2", 4)],
        [("Tiêu chí 2.2. Đối với giáo viên", 4)],
        ["1", "Cử ba người đi học", "HT", "T9"],
        ["2", "Thao giảng", "PHT", "T11"],
        [("Phần việc chung", 4)],
        [("Tiêu chí 2.3", 4)],
        ["3", "Tuyển văn thư", "HT", "T12"],
    )
    draft = read(plan("III. NỘI DUNG KẾ HOẠCH", grid))
    assert [r.get("action.criterion", "")[:4] for r in draft.rows["action"]] == ["2.2.", "", "2.3."]
    assert [r["action.task"] for r in draft.rows["action"]] == [
        "Cử ba người đi học",
        "Thao giảng",
        "Tuyển văn thư",
    ]
    assert [(p.text, p.reason) for p in draft.left_over] == [("Phần việc chung", "no-column")]


def test_a_column_called_otherwise_is_known_by_its_words_and_doubted() -> None:
    heading = ("Tiêu chí", "Giải pháp cụ thể", "Chủ trì", "Thời gian", "Kinh phí")
    draft = actions(["1.5", "Việc", "BGH", "T9", "Không"], heading=heading)
    assert draft.rows["action"][0]["action.task"] == "Việc"
    assert [(p.field, p.reason) for p in draft.doubtful] == [("action.task", "column-by-likeness")]


def test_a_column_of_another_matter_is_none_of_the_form_also_in_its_place() -> None:
    heading = (*HEADINGS[:8], "Ý kiến cấp trên")
    draft = actions(row("Tiêu chí 1.1", "Việc", notes="đồng ý"), heading=heading)
    assert "action.notes" not in draft.rows["action"][0]
    assert [p.text for p in draft.left_over] == ["Ý kiến cấp trên", "đồng ý"]


def test_an_unknown_column_never_takes_the_place_of_one_that_stands_elsewhere() -> None:
    heading = ("TT", "Tiêu chí", "Kết quả cần đạt", "Việc", "Thời gian", "Công việc", "Chủ trì")
    draft = actions(["1", "1.5", "Tốt", "gì đó", "T9", "Việc", "BGH"], heading=heading)
    assert draft.rows["action"][0]["action.task"] == "Việc"
    assert [p.text for p in draft.left_over] == ["Việc", "gì đó"]


def test_documents_cited_before_the_first_heading_are_bases() -> None:
    cited = "Căn cứ Kế hoạch số 5/KH-PGD ngày 9/8/2024 của Phòng GD&ĐT;"
    opening = "Trường Mầm non Sao Mai xây dựng kế hoạch năm học 2024-2025 như sau:"
    draft = read(
        plan(cited, "Thực hiện lời dặn của hội đồng trường;", opening, "I. MỤC TIÊU", "Một")
    )
    assert [r["basis.text"] for r in draft.rows["basis"]] == [
        cited.rstrip(";"),
        "Thực hiện lời dặn của hội đồng trường",
    ]
    assert [p.reason for p in draft.left_over] == ["opening-sentence"]
    assert draft.values["school.name"] == "TRƯỜNG MẦM NON SAO MAI"


def test_documents_cited_at_the_head_of_the_form_of_2026_are_bases() -> None:
    head = document([letterhead(), "KẾ HOẠCH", "Cải tiến chất lượng giáo dục năm học 2026-2027"])
    cited = "Căn cứ Thông tư số 57/2026/TT-BGDĐT;"
    draft = read(
        document([*head.blocks, cited, "III. MỤC ĐÍCH, YÊU CẦU", "Một."]), form="plan-2026"
    )
    assert draft.rows["basis"] == ({"basis.text": cited},)


@pytest.mark.parametrize(
    ("head", "next_"),
    [("2. Báo cáo đánh giá ngoài", "3. Quyết định công nhận."),
     ("- Báo cáo đánh giá ngoài", "- Quyết định công nhận.")],
)  # fmt: skip
def test_what_counts_on_after_a_report_is_no_part_of_it(head: str, next_: str) -> None:
    draft = read(plan("II. CĂN CỨ XÂY DỰNG KẾ HOẠCH", head, next_))
    assert draft.rows["basis"] == (
        {"basis.kind": "Báo cáo đánh giá ngoài"},
        {"basis.text": next_},
    )


def test_a_bullet_never_goes_on_with_the_sentence_above() -> None:
    draft = read(plan("I. MỤC ĐÍCH, YÊU CẦU", "2. Mục tiêu cụ thể", "- 98% trẻ chuyên cần"))
    assert len(draft.rows["purpose"]) == 2
    assert draft.doubtful == ()


def test_facts_may_share_a_line() -> None:
    line = "Xã/phường: Phường An Hòa; Tỉnh/thành phố: Lâm Sơn"
    draft = read(
        plan("I. THÔNG TIN CHUNG", "Loại hình: Công lập   Địa chỉ: số 5, thôn Hạ", line),
        form="plan-2026",
    )
    assert {k: v for k, v in draft.values.items() if k in ("school.unit", "school.province")} == {
        "school.unit": "Phường An Hòa",
        "school.province": "Lâm Sơn",
    }
    assert draft.values["school.ownership"] == "Công lập"
    assert draft.values["school.address"] == "số 5, thôn Hạ"


@pytest.mark.parametrize("said", ["24-25", "2024 – 25", "24/25"])
def test_a_school_year_in_two_figures_is_read_and_doubted(said: str) -> None:
    lines = [letterhead(), *TITLE[:2], f"NĂM HỌC {said}", "I. MỤC ĐÍCH, YÊU CẦU", "Một."]
    draft = read(document(lines))
    assert draft.school_year == draft.values["plan.school_year"] == "2024-2025"
    assert [p.reason for p in draft.doubtful] == ["short-year"]


@pytest.mark.parametrize("said", ["03/10/2024", "3-10-2024", "03.10.2024"])
def test_the_day_of_a_plan_may_stand_in_figures(said: str) -> None:
    head = table(["TRƯỜNG MẦM NON B", f"An Hòa, ngày {said}"])
    draft = read(document([head, *TITLE, "I. MỤC ĐÍCH, YÊU CẦU", "Một."]))
    assert draft.values["plan.date"] == ("3", "10", "2024")
    assert draft.values["plan.place"] == "An Hòa"
    assert draft.doubtful == ()


def test_recipients_and_signature_may_stand_beside_each_other_by_tabs() -> None:
    lines = ("Nơi nhận:\tHIỆU TRƯỞNG", "- Phòng VHXH;", "- Lưu: VT.", "\tTrần Văn Bình")
    draft = read(plan("I. MỤC TIÊU", "Một.", *lines))
    assert draft.values["plan.recipients"] == "- Phòng VHXH;\n- Lưu: VT."
    assert draft.values["plan.signer_title"] == "HIỆU TRƯỞNG"
    assert draft.values["plan.signer_name"] == "Trần Văn Bình"


def test_nothing_may_be_said_below_a_heading_without_a_table() -> None:
    one = table(HEADINGS, row("Tiêu chí 2.2", "Việc"))
    draft = read(plan("III. NỘI DUNG", "1. Tiêu chuẩn 1", "Không có", "2. Tiêu chuẩn 2", one))
    assert draft.rows["nothing"][0] == {"nothing.declared": "Không có"}
    assert len(draft.rows["action"]) == 1
    assert draft.left_over == ()


def test_standards_and_levels_may_have_columns() -> None:
    heading = ("STT", "Tiêu chuẩn", "Tiêu chí", "Mức", "Công việc", "Kinh phí")
    one = ["1", "1", "1.5", "2", "Tách lớp", "Không"]
    two = ["2", "Tiêu chuẩn 3", "3.1", "lạ", "Trồng cây", "Không"]
    first, second = actions(one, two, heading=heading).rows["action"]
    assert first["action.level"] == "Mức 2"
    assert second["action.level"] == "lạ"
    assert second["action.standard"].startswith("Tiêu chuẩn 3. ")


def test_who_does_what_is_no_table_of_tasks() -> None:
    duties = table(["STT", "Họ và tên", "Nhiệm vụ", "Ghi chú"], ["1", "Lê Thị B", "Chung", "PHT"])
    tasks = table(HEADINGS, row("Tiêu chí 2.2", "Việc"))
    draft = read(plan("III. NỘI DUNG", tasks, "IV. TỔ CHỨC THỰC HIỆN", duties))
    assert len(draft.rows["action"]) == 1
    assert {p.reason for p in draft.left_over} == {"no-table"}


def test_a_frame_of_two_columns_is_not_the_lower_part_of_a_table() -> None:
    tasks = table(["Tiêu chí", "Giải pháp"], ["1.5", "Tách lớp"])
    signed = table(["Nơi nhận:\n- Lưu: VT.", "HIỆU TRƯỞNG\nTrần Văn Bình"])
    draft = read(plan("III. NỘI DUNG", tasks, signed))
    assert len(draft.rows["action"]) == 1
    assert draft.values["plan.signer_name"] == "Trần Văn Bình"


def test_a_line_of_the_title_is_no_part_of_the_name() -> None:
    head = [letterhead(), *TITLE[:2], "GIAI ĐOẠN 2022 – 2027", "NĂM HỌC 2024-2025"]
    draft = read(document([*head, "I. MỤC TIÊU", "A"]))
    assert draft.values["school.name"] == "TRƯỜNG MẦM NON SAO MAI"
    assert [p.text for p in draft.left_over] == ["GIAI ĐOẠN 2022 – 2027"]


def test_an_item_that_the_form_has_not_is_doubted_in_the_one_above() -> None:
    lines = ("1. Hiệu trưởng: chung.", "a) Ký.", "2. Nhà bếp: nấu.", "Rửa.")
    draft = read(plan("IV. TỔ CHỨC THỰC HIỆN", *lines))
    assert draft.values["organisation.head"] == "chung.\na) Ký.\n2. Nhà bếp: nấu.\nRửa."
    assert [(p.text, p.reason) for p in draft.doubtful] == [
        ("2. Nhà bếp: nấu.", "beside-item"),
        ("Rửa.", "beside-item"),
    ]


def test_numbers_that_begin_anew_below_an_item_are_its_own() -> None:
    lines = ("1. Hiệu trưởng", "1. Chỉ đạo.", "2. Ký.")
    draft = read(plan("IV. TỔ CHỨC THỰC HIỆN", *lines))
    assert draft.values["organisation.head"] == "1. Chỉ đạo.\n2. Ký."
    assert draft.doubtful == ()


def test_a_row_of_totals_is_no_task() -> None:
    grid = table(
        ["TT", "Tiêu chí", "Công việc", "Kinh phí"],
        ["1", "1.1", "Tổng", "10.000.000"],
        [("Tổng cộng:", 3), "10.000.000"],
        ["2", "1.2", "Cộng", "Không"],
    )
    draft = read(plan("III. NỘI DUNG", grid))
    assert [r["action.task"] for r in draft.rows["action"]] == ["Tổng", "Cộng"]
    assert [(p.text, p.reason) for p in draft.left_over] == [
        ("Tổng cộng:", "total-row"),
        ("10.000.000", "total-row"),
    ]


def test_an_area_over_the_whole_table_is_that_of_the_row_below() -> None:
    grid = table(
        ["Lĩnh vực", "Công việc", "Chủ trì"],
        [("1. Tổ chức và điều hành", 3)],
        ["", "Số hóa", "HT"],
        [("2. Sân vườn", 3)],
        ["3.1", "Lát gạch", "KT"],
        [("Các việc trên làm trong năm học", 3)],
    )
    draft = read(plan("III. NỘI DUNG", grid))
    first, second = draft.rows["action"]
    assert first == {
        "action.criterion": "1. Tổ chức và điều hành",
        "action.task": "Số hóa",
        "action.lead": "HT",
    }
    assert second["action.criterion"].startswith("3.1. ")
    assert [(p.text, p.reason) for p in draft.left_over] == [
        ("2. Sân vườn", "no-row-below"),
        ("Các việc trên làm trong năm học", "no-row-below"),
    ]


def test_what_stands_over_the_headings_of_a_table_is_told_or_read() -> None:
    heading = ["TT", "Tiêu chí", "Công việc", "Chủ trì"]
    one = table([("MỨC 2", 4)], heading, ["1", "1.1", "Một", "HT"])
    two = table([("KẾ HOẠCH ĐỢT HAI", 4)], heading, ["1", "1.2", "Hai", "HT"])
    draft = read(plan("III. NỘI DUNG", one, two))
    assert draft.rows["action"][0]["action.level"] == "Mức 2"
    assert [p.text for p in draft.left_over] == ["KẾ HOẠCH ĐỢT HAI"]


def test_a_table_of_last_years_results_holds_no_tasks_of_this_one() -> None:
    heading = ["TT", "Tiêu chí", "Nội dung cải tiến", "Công việc"]
    last = table(heading, ["1", "1.5", "Giảm lớp ghép", "Xin phòng"])
    own = table(heading, ["1", "1.1", "Tốt", "Họp"])
    results = "4. Kết quả thực hiện cải tiến chất lượng năm học 2023-2024"
    draft = read(plan("II. CĂN CỨ XÂY DỰNG KẾ HOẠCH", results, last, "III. NỘI DUNG", own))
    assert [r["action.task"] for r in draft.rows["action"]] == ["Họp"]
    assert {p.reason for p in draft.left_over} == {"no-table"}
    draft = read(plan("II. CĂN CỨ XÂY DỰNG KẾ HOẠCH", results, own))
    assert [r["action.task"] for r in draft.rows["action"]] == ["Họp"]


@pytest.mark.parametrize("said", ["TC 1.5", "TC1.5.", "tc 1.5"])
def test_a_criterion_may_be_abbreviated(said: str) -> None:
    (action,) = actions(row(said, "Việc")).rows["action"]
    assert action["action.criterion"] == "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo"


def test_lines_with_labels_below_criteria_are_tasks_where_there_is_no_table() -> None:
    draft = read(
        plan(
            "III. NỘI DUNG",
            "Kế hoạch của từng tiêu chí:",
            "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",
            "Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo",
            "- Điểm yếu: Sĩ số đông.",
            "- Giải pháp:",
            "+ Tách lớp.",
            "+ Tuyển cô.",
            "- Thời gian: 9/2024",
            "- Lời hứa: hết lòng.",
            "Và hơn thế.",
            "- Giải pháp: Xin phòng.",
            "Tiêu chí 3.1",
            "- Giải pháp: Trồng cây.",
        )
    )
    first, second, third = draft.rows["action"]
    assert first == {
        "action.standard": "Tiêu chuẩn 1. Tổ chức và quản lý nhà trường",
        "action.criterion": "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo",
        "action.weakness": "Sĩ số đông.",
        "action.task": "+ Tách lớp.\n+ Tuyển cô.",
        "action.time": "9/2024",
    }
    assert (second["action.task"], third["action.task"]) == ("Xin phòng.", "Trồng cây.")
    assert third["action.criterion"] == "3.1. Diện tích, khuôn viên và sân vườn"
    assert [(p.text, p.reason) for p in draft.left_over] == [
        ("Kế hoạch của từng tiêu chí:", "beside-table"),
        ("- Lời hứa: hết lòng.", "no-column"),
        ("Và hơn thế.", "beside-table"),
    ]


def test_frames_with_a_label_in_each_row_are_tasks() -> None:
    def frame(criterion: str, task: str) -> Table:
        rows = (("Tiêu chí", criterion), ("Giải pháp", task), ("Chủ trì", "Kế toán"))
        return table(*rows, ("Thời gian:", "10/2024\n11/2024"))

    draft = read(plan("III. NỘI DUNG", frame("3.1", "Trồng cây"), frame("3.2", "Sơn cửa")))
    assert [r["action.task"] for r in draft.rows["action"]] == ["Trồng cây", "Sơn cửa"]
    assert {r["action.lead"] for r in draft.rows["action"]} == {"Kế toán"}
    assert [r["action.criterion"][:4] for r in draft.rows["action"]] == ["3.1.", "3.2."]
    assert draft.left_over == ()


@pytest.mark.parametrize(
    "said",
    ["Tiêu chuẩn 1\nTiêu chí 1.1", "Tiêu chuẩn 1: Tổ chức và\nquản lý nhà trường\nTiêu chí 1.1"],
)
def test_a_cell_may_name_standard_and_criterion(said: str) -> None:
    (action,) = actions(row(said + "\nĐiểm yếu: Chưa có đề án.", "Việc")).rows["action"]
    assert action["action.standard"] == "Tiêu chuẩn 1. Tổ chức và quản lý nhà trường"
    assert str(action["action.criterion"]).startswith("1.1. ")
    assert action["action.weakness"] == "Chưa có đề án."


def test_a_section_before_all_that_the_form_has_is_no_letterhead() -> None:
    draft = read(plan("I. ĐẶC ĐIỂM TÌNH HÌNH", "Trường có 12 lớp.", "II. MỤC TIÊU", "Một."))
    assert {p.reason for p in draft.left_over} == {"no-section"}
    assert draft.rows["purpose"] == ({"purpose.text": "Một."},)
