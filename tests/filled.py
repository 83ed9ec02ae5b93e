"""Workbooks filled as a school or a program would fill them: through the places `fields` gives."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl

from workbook_tool.catalogue import Catalogue
from workbook_tool.choices import Choices
from workbook_tool.cli.fields import list_fields
from workbook_tool.layout import build_layout
from workbook_tool.model import Plan, School, SchoolYear
from workbook_tool.template import Issue, make_template

CATALOGUE = Catalogue()
SCHOOL = School("01234567", "Trường Mầm non Hoa Sen", unit="Xã Hoa Sen", province="Tỉnh Hoa Sen")

ACTION = {
    "action.criterion": "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo",
    "action.target": "100% trẻ năm tuổi ra lớp, phân lớp đúng độ tuổi.",
    "action.task": "Phối hợp với thôn rà soát trẻ trong độ tuổi, vận động gia đình cho trẻ đi học.",
    "action.lead": "Hiệu trưởng",
    "action.support": "GV",
    "action.start": "Tháng 9/2025",
    "action.end": "Tháng 5/2026",
    "action.budget": "Không",
}
ISSUE = {
    "issue.standard": "Tiêu chuẩn 3. Thực hiện chương trình, đổi mới phương pháp giáo dục và "
    "phát triển trẻ em",
    "issue.criterion": "3.5. Kết quả phát triển và sự tiến bộ của trẻ",
    "issue.state": "Trẻ khỏe mạnh, ăn bán trú tại trường.",
    "issue.limitation": "Tỉ lệ trẻ nhẹ cân còn 8,3%.",
    "issue.cause": "Thực đơn ít thay đổi; cha mẹ đi làm xa.",
}
ACTION_2026 = {
    "action.issue": "1. Tỉ lệ trẻ nhẹ cân còn 8,3%.",
    "action.improvement": "Chăm sóc trẻ nhẹ cân",
    "action.target": "Giảm tỉ lệ trẻ nhẹ cân xuống dưới 5%.",
    "action.task": "Cân đo hằng quý, điều chỉnh thực đơn cho trẻ nhẹ cân.",
    "action.indicator": "100% trẻ nhẹ cân có thực đơn riêng.",
    "action.start": "Tháng 9/2026",
    "action.end": "Tháng 5/2027",
    "action.lead": "Hiệu trưởng",
    "action.resources": "Nguồn thu của trường: 12.000.000 đồng",
    "action.evidence": "Sổ theo dõi sức khỏe (MC.3.5.01)",
}
VALUES = {"school.name": SCHOOL.name, "plan.submission": "1"}


def issue(
    set_id: str = "tt19-2018-mn", year: int = 2025, rows: int = 12, school: School | None = SCHOOL
) -> Issue:
    form, standard_set = CATALOGUE.form_for(set_id), CATALOGUE.set(set_id)
    choices = Choices(form, standard_set, CATALOGUE.vocabulary, SchoolYear(year))
    return Issue(build_layout(form, standard_set, rows), choices, school)


@cache
def blank(set_id: str = "tt19-2018-mn", year: int = 2025, with_school: bool = True) -> bytes:
    return make_template(issue(set_id, year, school=SCHOOL if with_school else None))


def fill(
    rows: Sequence[Mapping[str, object]],
    values: Mapping[str, object] = VALUES,
    tables: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    template: bytes | None = None,
    set_id: str = "tt19-2018-mn",
    year: int = 2025,
) -> openpyxl.Workbook:
    """A filled workbook, written where `wbtool fields` says the fields are."""
    made = issue(set_id, year)
    places = {entry["field"]: entry for entry in list_fields(made.layout, made.choices, "vi")}
    workbook = openpyxl.load_workbook(io.BytesIO(template or blank(set_id, year)))
    for field, value in values.items():
        workbook[places[field]["sheet"]][places[field]["cell"]] = value
    for table in ({"action": rows} | dict(tables or {})).values():
        for number, row in enumerate(table):
            for field, value in row.items():
                place = places[field]
                cell = f"{place['column']}{int(str(place['first_row'])) + number}"
                workbook[place["sheet"]][cell] = value
    return workbook


def save(workbook: openpyxl.Workbook, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


def content(plan: Plan) -> object:
    """What a plan says, without the places it stands in."""
    values = {f: (v.text, v.read) for f, v in plan.values.items()}
    tables = {
        name: [
            (
                r.number,
                r.criterion,
                r.continues,
                r.joined,
                {f: (v.text, v.read) for f, v in r.values.items()},
            )
            for r in records
        ]
        for name, records in plan.tables.items()
    }
    return plan.identity, values, tables
