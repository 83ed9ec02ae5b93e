"""What was printed as an official document is read back as it was."""

from __future__ import annotations

import pytest
from schoolpapers import HEADINGS, plan, row, table

from workbook_tool.catalogue import Catalogue
from workbook_tool.choices import Choices
from workbook_tool.documents.draft import Draft
from workbook_tool.documents.printing import print_plan
from workbook_tool.documents.reading import read_document
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model import Identity, SchoolYear
from workbook_tool.model.document import Document
from workbook_tool.reader import plan_from

CATALOGUE = Catalogue()


def again(draft: Draft) -> Draft:
    """The draft's plan, printed, opened and read."""
    form, standard_set = CATALOGUE.form(draft.form), CATALOGUE.set(draft.set)
    vocabulary, year = CATALOGUE.vocabulary, draft.school_year
    identity = Identity(form.id, form.version, standard_set.id, form.rows, year)
    printed = plan_from(form, standard_set, vocabulary, identity, dict(draft.values), draft.rows)
    choices = Choices(form, standard_set, vocabulary, SchoolYear.parse(year))
    data = print_plan(printed, choices, CATALOGUE.document(form.id))
    return read_document(open_document(data, "plan.docx"), CATALOGUE)


FIELDS = {
    "I. MỤC ĐÍCH, YÊU CẦU": ["Một.", "Hai."],
    "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH": [
        "1. Báo cáo tự đánh giá năm học 2023-2024",
        "2. Báo cáo đánh giá ngoài số 5/BC-SGD ngày 9/8/2023 của Sở GD&ĐT",
        "3. Các văn bản quy phạm pháp luật, văn bản hướng dẫn hiện hành",
        "Luật số 43/2019/QH14 ngày 14/6/2019 của Quốc hội về giáo dục",
        "Căn cứ nghị quyết chi bộ",
        "4. Kết quả thực hiện cải tiến chất lượng trong năm học 2023-2024",
        "Đã rà soát.",
        "Tiêu chí 1.1: Phương hướng, chiến lược xây dựng và phát triển nhà trường",
        "Điểm yếu: Ít góp ý.",
        "Đã lấy ý kiến.",
        "5. Chủ trương, định hướng, giải pháp trọng tâm của địa phương, ngành và nhà trường",
        "Giữ chuẩn.",
    ],
    "IV. TỔ CHỨC THỰC HIỆN": [
        "1. Hiệu trưởng",
        "- Chỉ đạo.",
        "2. Hội đồng tự đánh giá",
        "Phó hiệu trưởng: theo dõi.",
        "3. Tổ giám sát",
        "Báo cáo.",
        "4. Cán bộ, giáo viên, nhân viên của trường",
        "Giáo viên: làm.",
    ],
    "Nơi nhận:": ["- UBND xã;", "- Lưu: VT.", "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Lê Thị Hoa"],
}


def whole(*tasks: list[object]) -> Document:
    sections = [line for heading, lines in FIELDS.items() for line in (heading, *lines)]
    at = sections.index("IV. TỔ CHỨC THỰC HIỆN")
    grid = table([*HEADINGS], *tasks)
    return plan(*sections[:at], "III. NỘI DUNG KẾ HOẠCH", grid, *sections[at:])


def test_a_plan_of_2018_comes_back_as_it_was() -> None:
    first = ["1", ("Tiêu chuẩn 1: Tổ chức và quản lý nhà trường", 8)]
    draft = read_document(
        whole(
            [("MỨC 2", 9)],
            first,
            row("Tiêu chí 1.1\nĐiểm yếu: Ít góp ý", "- Một;\n- Hai.", target="Đủ",
                lead="BGH; phối hợp: CMHS", time="Tháng 9/2024 - Tháng 5/2025",
                money="2.000.000; nguồn: Nguồn khác", conditions="Phòng", notes="x"),
            row("Tiêu chí 1.10", "Ba", lead="GV", time="T9, T10/2024"),
            ["2", ("Tiêu chuẩn 2: Cán bộ quản lý, giáo viên, nhân viên", 8)],
            row("Không có"),
            ["3", ("Tiêu chuẩn 3: Cơ sở vật chất và thiết bị dạy học", 8)],
            row("Tiêu chí 3.5", "Bốn", lead="HT", time="Cả năm học"),
        ),
        CATALOGUE,
    )  # fmt: skip
    assert {name: len(rows) for name, rows in draft.rows.items()} == {
        "purpose": 2,
        "basis": 4,
        "prior": 2,
        "direction": 1,
        "action": 3,
        "nothing": 5,
    }
    assert draft.left_over == draft.doubtful == ()
    back = again(draft)
    # A printed plan may be a draft: whether it is issued is not on paper.
    assert {"plan.status": "Đã ban hành", **back.values} == draft.values
    nothing = back.rows["nothing"]
    assert [bool(one) for one in nothing] == [False, True, False, True, True]
    assert {**back.rows, "nothing": ()} == {**draft.rows, "nothing": ()}
    assert back.left_over == back.doubtful == ()


@pytest.mark.parametrize("time", ["Tháng 9/2024", "Đến hết Tháng 5/2025", "quanh năm", ""])
@pytest.mark.parametrize("lead", ["BGH-GV", "Phối hợp: CMHS", ""])
def test_cells_of_several_fields_come_back(time: str, lead: str) -> None:
    draft = read_document(whole(row("Tiêu chí 1.1", "Một", time=time, lead=lead)), CATALOGUE)
    (before,), (after,) = draft.rows["action"], again(draft).rows["action"]
    standard = "Tiêu chuẩn 1. Tổ chức và quản lý nhà trường"
    assert after == {**before, "action.standard": standard}
