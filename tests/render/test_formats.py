"""Every format holds every finding, and nothing that a stranger wrote breaks it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from report_factory import ERROR, INFO, WARNING, finding, manner, outcomes, plan, refused, report

from workbook_tool.findings import Finding
from workbook_tool.model import Place
from workbook_tool.render import FORMATS, Outcome, render
from workbook_tool.render.textform import MOST_LINES

ROOT = Path(__file__).resolve().parents[2]
OUTCOMES = outcomes()
TEXTS = [form for form in FORMATS if form != "xlsx"]


def told(outcome: Outcome, form: str, language: str = "vi", **more: object) -> str:
    return render(outcome, form, manner(language, **more)).decode("utf-8")


@pytest.fixture(scope="module", params=OUTCOMES)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    return OUTCOMES[request.param]


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_format_lets_a_strangers_text_reach_the_terminal(form: str, language: str) -> None:
    said = told(OUTCOMES["hostile"], form, language)
    assert not [c for c in said if unicodedata.category(c) == "Cc" and c not in "\r\n"]
    if form not in ("json", "jsonl", "sarif"):  # programs are told what was written
        assert "\u202e" not in said


@pytest.mark.parametrize("form", TEXTS)
def test_a_format_ends_its_last_line(outcome: Outcome, form: str) -> None:
    said = told(outcome, form)
    assert said.endswith("\n") or (form == "concise" and said == "")


# text


def test_a_school_gets_at_most_ten_findings_and_one_last_line() -> None:
    said = told(OUTCOMES["many"], "text")
    assert said.count("[III. Kế hoạch!L10 · WB") == MOST_LINES
    assert "… và 9990 nội dung nữa" in said


def test_errors_come_first_and_the_last_line_says_what_to_do() -> None:
    beside = finding("WB401", WARNING, "Việc số 1 chưa ghi kinh phí.", "")
    said = told(Outcome((report(beside, finding(), path="a b.xlsx"), refused())), "text")
    assert said.index("Phải sửa:") < said.index("Nên xem lại:")
    last = " ".join(said.split("Đã kiểm tra 2 tệp:")[1].split())
    assert last == (
        "2 phải sửa, 1 nên xem lại, 0 gợi ý. "
        "Việc cần làm: gửi lại trường 2 tệp để sửa: a b.xlsx, ảnh.jpg."
    )


def test_the_last_line_names_five_files_and_counts_the_rest() -> None:
    reports = tuple(report(finding(), path=f"{n}.xlsx") for n in range(8))
    assert told(Outcome(reports), "text").endswith("3.xlsx, 4.xlsx và 3 tệp khác.\n")


def test_a_deadline_is_told_where_there_is_one() -> None:
    assert "và gửi lại trước 17 giờ ngày 02/10/2026." in " ".join(
        told(OUTCOMES["mixed"], "text").split()
    )


def test_nothing_to_send_back_is_said() -> None:
    assert told(OUTCOMES["clean"], "text").endswith("Không có tệp nào phải gửi lại trường.\n")


@pytest.mark.parametrize("width", [40, 60, 100])
def test_lines_keep_the_width(width: int) -> None:
    outcome = Outcome((report(finding(), finding("WB401", WARNING)), refused()))
    assert max(map(len, told(outcome, "text", width=width).splitlines())) <= width


def test_colours_change_nothing_but_colours() -> None:
    outcome = OUTCOMES["mixed"]
    coloured = told(outcome, "text", colour=True)
    assert "\x1b[1;31mPhải sửa:\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == told(outcome, "text")


# concise

LINE = re.compile(r"^(?P<path>.+?): \[(?P<place>.*?)\] (WB\d+) (error|warning|info) (.+)$")


def test_concise_is_one_line_a_finding(outcome: Outcome) -> None:
    lines = told(outcome, "concise").splitlines()
    assert len(lines) == len(outcome.findings)
    assert all(LINE.match(line) for line in lines)


def test_concise_names_path_cell_code_severity_and_message() -> None:
    assert told(Outcome((report(finding(), path="con/a.xlsx"),)), "concise") == (
        "con/a.xlsx: [III. Kế hoạch!L10] WB301 error Việc số 6: tháng kết thúc (9/2026) sớm hơn "
        "tháng bắt đầu (12/2026).\n"
    )


# json, jsonl


def schema(name: str) -> dict:
    return json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text(encoding="utf-8"))


def test_json_is_what_its_schema_says(outcome: Outcome) -> None:
    document = json.loads(told(outcome, "json"))
    Draft202012Validator(schema("check")).validate(document)
    assert len(document["files"]) == len(outcome.reports)


def test_the_schema_of_json_refuses_what_is_not_json_of_ours() -> None:
    document = json.loads(told(OUTCOMES["mixed"], "json"))
    validator = Draft202012Validator(schema("check"))
    for change in ({"schema": 2}, {"more": 1}, {"counts": {}}, {"files": [{}]}):
        assert not validator.is_valid(document | change)


def test_json_of_a_refused_file_has_no_school() -> None:
    (file, _) = json.loads(told(OUTCOMES["refused"], "json"))["files"]
    assert (file["status"], file["school"], file["form"]) == ("refused", None, None)
    assert file["findings"][0]["fix"]


def test_json_lines_hold_the_same_as_json(outcome: Outcome) -> None:
    document = json.loads(told(outcome, "json"))
    *files, run = map(json.loads, told(outcome, "jsonl").splitlines())
    for line in (*files, run):
        Draft202012Validator(schema("check-line")).validate(line)
        assert (line.pop("schema"), line.pop("kind")) == (1, "run" if line is run else "file")
    assert files == document["files"]
    assert run.pop("files") == len(files)
    assert run == {key: value for key, value in document.items() if key not in ("schema", "files")}


# csv


def rows(outcome: Outcome, language: str = "vi") -> list[dict[str, str]]:
    data = render(outcome, "csv", manner(language))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_a_finding(outcome: Outcome) -> None:
    assert len(rows(outcome)) == len(outcome.findings)


def test_csv_tells_school_severity_finding_place_and_text() -> None:
    (row,) = rows(Outcome((report(finding()),)))
    assert row == {
        "Trường": "Trường Mầm non Hoa Sen",
        "Mã trường": "'01234567",
        "Mức": "Phải sửa",
        "Nội dung": "Việc số 6: tháng kết thúc (9/2026) sớm hơn tháng bắt đầu (12/2026).",
        "Đề nghị": "Đề nghị xem lại một trong hai mốc.",
        "Việc số": "6",
        "Trang, ô": "III. Kế hoạch: L10",
        "Trường đã ghi": "“Tháng 9/2026”",
        "Tệp": "a.xlsx",
        "Quy tắc": "WB301",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "\u200b=", " ="])
def test_no_cell_of_csv_is_a_formula(start: str) -> None:
    name = f"{start}HYPERLINK(1)"
    place = Place(name, "A1", value=name)
    outcome = Outcome((report(finding(message=name, fix=name, places=[place]), path=name,
                              plan_=plan(name)),))  # fmt: skip
    (row,) = rows(outcome)
    assert not [cell for cell in row.values() if re.match(r"[=+\-@\t\r\n＝]", cell)]
    assert row["Trường"] == f"'{start.strip()[-1]}HYPERLINK(1)"


def test_headings_of_csv_are_in_the_language() -> None:
    assert list(rows(OUTCOMES["mixed"], "en")[0])[:3] == ["School", "School code", "Severity"]


def test_many_places_are_named_as_far_as_one_reads() -> None:
    places = [Place("III. Kế hoạch", f"K{n}", task=n, value=f"chữ {n}") for n in range(5, 40)]
    (row,) = rows(Outcome((report(finding(places=places)),)))
    assert row["Trang, ô"].endswith("; và 23 ô khác")
    assert row["Trường đã ghi"].endswith("“chữ 10”; …")


# sarif


def sarif(outcome: Outcome, language: str = "vi") -> dict:
    log = json.loads(told(outcome, "sarif", language))
    official = json.loads(
        (Path(__file__).parent / "schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8")
    )
    Draft4Validator(official, format_checker=Draft4Validator.FORMAT_CHECKER).validate(log)
    return log["runs"][0]


def test_sarif_is_what_its_schema_says(outcome: Outcome) -> None:
    run = sarif(outcome)
    assert len(run["results"]) == len(outcome.findings)
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert "ruleIndex" not in result or ids[result["ruleIndex"]] == result["ruleId"]


def test_sarif_names_rule_level_cell_and_file() -> None:
    run = sarif(OUTCOMES["mixed"])
    (rule,) = [r for r in run["tool"]["driver"]["rules"] if r["id"] == "WB301"]
    assert rule["shortDescription"]["text"]
    assert rule["help"]["text"]
    result = run["results"][0]
    assert (result["ruleId"], result["level"]) == ("WB301", "error")
    assert "Đề nghị" in result["message"]["text"]
    (location,) = result["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (
        "Tr%C6%B0%E1%BB%9Dng%20g%E1%BB%ADi.zip!/X%C3%A3%20A/k%E1%BA%BF%20ho%E1%BA%A1ch%201%3A2.xlsx"
    )
    (cell,) = location["logicalLocations"]
    assert cell["fullyQualifiedName"] == "III. Kế hoạch!L10"
    assert location["properties"] == {"task": 6, "field": "action.end", "value": "Tháng 9/2026"}
    across = run["results"][-1]
    assert across["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("b")


@pytest.mark.parametrize(
    ("severity", "level"), [(ERROR, "error"), (WARNING, "warning"), (INFO, "note")]
)
def test_sarif_knows_three_levels(severity: object, level: str) -> None:
    outcome = Outcome((report(finding(severity=severity)),))  # type: ignore[arg-type]
    assert sarif(outcome)["results"][0]["level"] == level


def all_texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from all_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from all_texts(part)
    elif isinstance(value, str):
        yield value


def test_sarif_links_are_relative_and_plain() -> None:
    for result in sarif(OUTCOMES["hostile"])["results"]:
        for location in result["locations"]:
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9%/!._~-]+", uri)


def test_a_finding_of_a_rule_without_a_card_is_told_all_the_same() -> None:
    own = Finding("PX001", "own-rule", WARNING, "Riêng.", "Sửa.", ())
    outcome = Outcome((report(own),))
    assert sarif(outcome)["results"][0]["ruleId"] == "PX001"
    assert "PX001" in told(outcome, "text")
