"""`wbtool.toml`: found upwards, understood or told about, weaker than the command line."""

from __future__ import annotations

import json
import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import EXAMPLES, FOLDER, ROOT, codes, wbtool
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_laws import modules_after

from workbook_tool.catalogue import Catalogue
from workbook_tool.errors import SettingsError
from workbook_tool.findings import Severity
from workbook_tool.intake.limits import Limits
from workbook_tool.settings.load import load
from workbook_tool.settings.said import Said
from workbook_tool.settings.schema import Schema
from workbook_tool.settings.tomlfile import find_above, read_settings
from workbook_tool.settings.understood import flat, said

KNOWN = Catalogue()
NOTHING = Said("command-line")
FIRST = EXAMPLES[0]


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "wbtool.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaints(folder: Path, text: str) -> list[tuple[str, dict[str, str]]]:
    with pytest.raises(SettingsError) as refused:
        load(KNOWN, written(folder, text), NOTHING)
    return [(error.key, error.facts) for error in refused.value.complaints]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's folder with a folder of returned files in it."""
    returned = tmp_path / FOLDER / "Trường gửi về"
    returned.mkdir(parents=True)
    for number in (0, 3):
        (returned / EXAMPLES[number].name).write_bytes(EXAMPLES[number].read_bytes())
    return tmp_path / FOLDER


def report(*arguments: object, **more: str) -> dict[str, Any]:
    done = wbtool("check", *arguments, "--format", "json", **more)
    assert done.returncode in (0, 1), done.stderr
    return dict(json.loads(done.stdout))


def one_line(*arguments: object) -> str:
    """What is said, however it is wrapped."""
    return " ".join(wbtool(*arguments).stdout.split())


def grades(found: dict[str, Any]) -> dict[str, str]:
    return {f["code"]: f["severity"] for file in found["files"] for f in file["findings"]}


def test_a_file_above_the_path_sets_severities(office: Path) -> None:
    assert grades(report(office / "Trường gửi về"))["WB401"] == "warning"
    written(office, '[rules]\nseverity = {WB401 = "info", "over-when-signed" = "off"}\n')
    found = report(office / "Trường gửi về")
    assert grades(found)["WB401"] == "info"
    assert "WB305" not in grades(found)
    assert [(s["key"], s["value"]) for s in found["settings"]] == [
        ("rules.severity.WB401", "info"),
        ("rules.severity.WB305", "off"),
    ]
    assert {Path(s["from"]) for s in found["settings"]} == {office / "wbtool.toml"}


def test_an_error_made_a_hint_fails_no_more(office: Path) -> None:
    assert wbtool("check", office).returncode == 1
    found = report(office)
    severe = {code for code, grade in grades(found).items() if grade == "error"}
    given_ = ", ".join(f'{code} = "warning"' for code in severe)
    written(office, f"[rules]\nseverity = {{{given_}}}\n")
    assert wbtool("check", office).returncode == 0
    assert wbtool("check", office, "--no-config").returncode == 1


def test_the_command_line_is_stronger(office: Path, tmp_path: Path) -> None:
    written(office, '[rules]\nselect = ["WB4"]\n')
    assert {code[:3] for code in grades(report(office))} == {"WB4"}
    assert {code[:3] for code in grades(report(office, "--select", "WB3"))} == {"WB3"}
    other = written(tmp_path / "Cài đặt khác", '[rules]\nselect = ["WB6"]\n')
    assert {code[:3] for code in grades(report(office, "--config", other))} == {"WB6"}
    assert len({code[:3] for code in grades(report(office, "--no-config"))}) > 2


def test_a_file_that_is_not_read_is_told_of_in_any_case(office: Path) -> None:
    written(office, '[rules]\nselect = ["WB3"]\nseverity = {WB102 = "off"}\n')
    (office / "hỏng.xlsx").write_bytes(FIRST.read_bytes()[:9_000])
    assert [codes(f) for f in report(office / "hỏng.xlsx")["files"]] == [["WB102"]]
    written(office, '[rules]\nseverity = {WB102 = "info"}\n')
    (file,) = report(office / "hỏng.xlsx")["files"]
    assert file["status"] == "refused"
    assert file["findings"][0]["severity"] == "info"


def test_the_deadline_is_the_last_word(office: Path) -> None:
    written(office, '[deadline]\nplan = "2026-10-02 17:00"\n')
    assert "gửi lại trước 17 giờ ngày 02/10/2026." in one_line("check", office)
    assert "before 17:00 on 02/10/2026." in one_line("check", office, "--lang", "en")
    written(office, "[deadline]\nplan = 2026-10-02\n")
    assert "gửi lại trước khi hết ngày 02/10/2026." in one_line("check", office)


def test_it_is_looked_for_below_the_working_folder_last(office: Path, tmp_path: Path) -> None:
    above = written(tmp_path / "khác", "")
    assert find_above(office, above.parent) == above
    own = written(office, "")
    assert find_above(office / "Trường gửi về" / FIRST.name, above.parent) == own
    (office / "Trường gửi về" / "wbtool.toml").mkdir()
    assert find_above(office / "Trường gửi về") == own


def test_links_in_a_circle_are_no_settings(tmp_path: Path) -> None:
    try:
        (tmp_path / "wbtool.toml").symlink_to(tmp_path / "wbtool.toml")
        (tmp_path / "a").symlink_to(tmp_path / "b")
        (tmp_path / "b").symlink_to(tmp_path / "a")
    except OSError:
        pytest.skip("links cannot be made here")
    assert find_above(tmp_path / "a" / "c") is None or os.name == "nt"


def test_everything_can_be_set(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
own_rules = "."
[office]
name = "UBND phường Bến Nứa"
place = "Bến Nứa"
contact = "bà An, ĐT 0900 000 000"
signer = "Nguyễn Văn A"
recipients = ["Như trên", "Lưu VT"]
school_year = "2026 – 2027"
form = "plan-2026"
[deadline]
plan = "17 giờ ngày 02/10/2026"
term1 = 2027-01-30T16:30:00
year = 2027-07-30
[rules]
select = ["DEFAULT"]
ignore = ["WB503"]
preview = true
severity = {WB401 = "info", WB4xx = "warning"}
[lists]
roles = ["Tổ tư vấn"]
funding = ["Quỹ khuyến học"]
[abbreviations]
"TTV" = "Tổ tư vấn"
"P.TV" = "Phòng tư vấn"
[limits]
file = "5 MB"
cells = 1_000
""",
    )
    own = load(KNOWN, path, NOTHING)
    assert own.text("office.school_year") == "2026-2027"
    assert own.deadline("term1").hour.minute == 30
    assert own.deadline("year").hour is None
    assert (own.limits().file, own.limits().cells) == (5 * 2**20, 1_000)
    assert own.limits(Limits(file=7)).file == 7
    assert own.rules.speaking["WB401"].severity is Severity.WARNING
    words = own.catalogue(KNOWN).vocabulary
    assert words.lists["funding"][-1] == "Quỹ khuyến học"
    assert KNOWN.vocabulary.lists["funding"][-1] != "Quỹ khuyến học"
    assert {"TTV", "P.TV"} <= {known.short for known in words.abbreviations}
    assert all(json.dumps(setting.as_dict()) for setting in own.in_force.values())


WRONG = [
    ("[ofice]\nname = 'a'", "settings-unknown-near", "ofice", "office"),
    ("[rules]\nselct = ['WB3']", "settings-unknown-near", "rules.selct", "rules.select"),
    ("color = 1", "settings-unknown", "color", ""),
    ("[rules]\nselect = 'WB3'", "settings-wrong", "rules.select", "WB3"),
    ("[rules]\nselect = [1]", "settings-wrong", "rules.select", "[1]"),
    ("[rules]\nselect = ['over-when-singed']", "settings-rule-near", "rules.select", "signed"),
    ("[rules]\nseverity = {WB3O5 = 'info'}", "settings-rule-near", "severity.WB3O5", "WB305"),
    ("[rules]\nseverity = {WB305 = 'bad'}", "settings-wrong", "severity.WB305", "bad"),
    ("[rules]\nseverity = 'bad'", "settings-wrong", "rules.severity", "bad"),
    ("[rules]\npreview = 1", "settings-wrong", "rules.preview", "1"),
    ("rules = 3", "settings-wrong", "rules", "3"),
    ("[rules.WB305]\nx = 1", "settings-no-parameter", "rules.WB305.x", "WB305"),
    ("[rules.QQQ99]\nx = 1", "settings-rule", "rules.QQQ99.x", "QQQ99"),
    ("[rules]\nWB305 = 1", "settings-unknown", "rules.WB305", ""),
    ("[deadline]\nplan = 'soon'", "settings-wrong", "deadline.plan", "soon"),
    ("[deadline]\nplan = 2026-10-02T17:00:00Z", "settings-wrong", "deadline.plan", "2026"),
    ("[deadline]\nplan = 17:00:00", "settings-wrong", "deadline.plan", "17:00"),
    ("[office]\nschool_year = '2026'", "settings-wrong", "office.school_year", "2026"),
    ("[office]\nform = 'plan-1999'", "settings-wrong", "office.form", "plan-1999"),
    ("[office]\nname = ''", "settings-wrong", "office.name", ""),
    ("[limits]\nfile = -1", "settings-wrong", "limits.file", "-1"),
    ("[limits]\nfile = '" + "9" * 500 + "'", "settings-wrong", "limits.file", "99"),
    ("[limits]\nfile = true", "settings-wrong", "limits.file", "True"),
    ("[lists]\nevidence_codes = ['(a+)+']", "settings-unknown", "lists.evidence_codes", ""),
    ("[abbreviations]\nX = 3", "settings-wrong", "abbreviations.X", "3"),
    ("own_rules = 'không có'", "settings-wrong", "own_rules", "không có"),
    ('own_rules = "a\\u0000b"', "settings-wrong", "own_rules", "a b"),
    ("[[rules]]\nselect = []", "settings-wrong", "rules", "select"),
]


@pytest.mark.parametrize(("text", "key", "at", "more"), WRONG)
def test_what_is_not_understood_is_told(
    tmp_path: Path, text: str, key: str, at: str, more: str
) -> None:
    ((found, facts),) = complaints(tmp_path, text)
    assert found == key
    assert at in facts["at"]
    assert more in "".join(facts.values())
    assert facts["file"].endswith("wbtool.toml")
    sentence = KNOWN.say(found, "vi", **{**facts, "wanted": "x"})
    assert facts["at"] in sentence


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "color = 1\n[rules]\nselect = 3\n[office]\nnam = 'x'\n")
    done = wbtool("check", FIRST, "--config", path)
    assert done.returncode == 2
    assert not done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 3
    assert all(str(path) in line for line in lines)
    assert "office.name" in lines[2]
    assert "Cần ghi một danh sách chữ" in lines[1]
    english = wbtool("check", FIRST, "--config", path, WBTOOL_LANG="en").stderr
    assert "Please write a list of texts" in english


HOSTILE = [
    b"\xff\xfea\0b\0",
    b"[office\n",
    b"a = " + b"[" * 50_000,
    b"x" * (2**20 + 1),
    b"a.b.c.d.e = 1\n",
    b'[rules]\n"' + b"W" * 9_000 + b'" = {x = 1}\n',
    b"[rules.rules.rules.rules]\na = 1\n",
    b"[office]\nname = '" + b"a" * 5_000 + b"'\n",
    "[office]\nname = 'Trường'\n".encode("cp1258", "replace"),
    b"\0" * 100,
]


@pytest.mark.parametrize("data", HOSTILE, ids=lambda d: repr(d[:20]))
def test_a_hostile_file_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "wbtool.toml"
    path.write_bytes(data)
    done = wbtool("check", FIRST, "--config", path)
    assert done.returncode == 2
    assert str(path) in done.stderr
    assert len(done.stderr) < 2_000


def test_notepads_mark_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "wbtool.toml"
    path.write_bytes(b"\xef\xbb\xbf[office]\r\nplace = 'x'\r\n")
    assert load(KNOWN, path, NOTHING).text("office.place") == "x"


def test_a_file_that_is_not_there_is_no_settings(tmp_path: Path) -> None:
    assert wbtool("check", FIRST, "--config", tmp_path / "nothing.toml").returncode == 2


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
NAMES = st.sampled_from(
    ["office", "rules", "deadline", "severity", "WB401", "select", "name", "plan", "lists", "roles"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(NAMES, st.dictionaries(NAMES, JUNK, max_size=3) | JUNK, max_size=4))
def test_anything_is_understood_or_complained_about(table: dict[str, Any]) -> None:
    schema = Schema("wbtool.toml", Path(), KNOWN)
    own = said("wbtool.toml", flat(table), schema)
    assert all(error.facts["file"] == "wbtool.toml" for error in own.complaints)
    assert isinstance(own.asked.grades, dict)


def test_reading_is_whole(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "a = 1")) == {"a": 1}


def test_the_guide_shows_a_file_that_works(tmp_path: Path) -> None:
    guide = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    text = guide.split("```toml\n", 1)[1].split("```", 1)[0]
    (tmp_path / "Quy tắc riêng").mkdir()
    assert load(KNOWN, written(tmp_path, text), NOTHING).text("office.place") == "Bến Nứa"


def test_a_parameter_reaches_its_check(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(FIRST)
    longest = max(len(str(c.value)) for c in book["III. Kế hoạch"]["H"] if isinstance(c.value, str))
    assert "WB607" not in grades(report(FIRST))
    toml = written(tmp_path, f"[rules.WB607]\nmost = {longest - 1}\n")
    assert "WB607" in grades(report(FIRST, "--config", toml))
    toml = written(tmp_path, f"[rules.text-too-long]\nmost = {longest}\n")
    assert "WB607" not in grades(report(FIRST, "--config", toml))


def test_the_card_and_the_forms_agree_on_what_is_too_long() -> None:
    most = KNOWN.rules["WB607"].parameters["most"]
    forms = [KNOWN.form(*key) for key in KNOWN.form_files]
    assert {c.length for form in forms for _, c in form.conditions("WB607")} == {most}


def test_without_settings_none_is_understood() -> None:
    loaded = modules_after("check", "--no-config", str(FIRST))
    assert "workbook_tool.settings.office" in loaded
    assert not loaded & {f"workbook_tool.settings.{n}" for n in ("schema", "kinds", "sheet")}


def test_an_offices_lists_go_to_other_processes(office: Path) -> None:
    written(office, '[lists]\nroles = ["Ban lao động"]\n')
    settings = load(KNOWN, office / "wbtool.toml", NOTHING)
    own = settings.catalogue(KNOWN)
    assert "Ban lao động" in own.vocabulary.lists["roles"]
    assert pickle.loads(pickle.dumps(own)).vocabulary == own.vocabulary
    assert "Ban lao động" not in KNOWN.vocabulary.lists["roles"]


def test_settings_among_returned_files_are_told_of(office: Path) -> None:
    returned = office / "Trường gửi về"
    assert not wbtool("check", returned).stderr
    path = written(returned, '[rules]\nignore = ["ALL"]\n')
    done = wbtool("check", returned)
    assert str(path) in done.stderr
    assert "--no-config" in done.stderr
    assert not wbtool("check", returned, "--config", path).stderr
    assert not wbtool("check", returned / FIRST.name).stderr
    assert not wbtool("check", returned, "--no-config").stderr


def test_a_report_does_not_replace_the_settings(office: Path) -> None:
    path = written(office, "[rules]\npreview = true\n")
    done = wbtool("check", office / "Trường gửi về", "-o", path)
    assert done.returncode == 2
    assert path.read_text(encoding="utf-8").startswith("[rules]")


def test_limits_of_an_office_hold_for_bundles_and_copies_too(office: Path, tmp_path: Path) -> None:
    folder = office / "Trường gửi về"
    with zipfile.ZipFile(folder / "hai.zip", "w") as bundle:
        bundle.write(EXAMPLES[1], "a.xlsx")
        bundle.write(EXAMPLES[2], "b.xlsx")
    file = written(office, "[limits]\nbundle_members = 1\n")
    assert len(report(folder, "--no-config")["files"]) == 4
    assert len(report(folder, "--config", file)["files"]) == 3
    file = written(office, "[limits]\nfile = '1 kB'\n")
    done = wbtool("check", folder, "--config", file, "--mark", tmp_path / "out")
    assert "WB120" in done.stdout
    assert not list((tmp_path / "out").rglob("*.xlsx"))


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        (
            "[office]\nname = Phường",
            "dòng 2 (“name = Phường”): giá trị",
            "line 2 (“name = Phường”)",
        ),
        ('[office]\nname = "Phường\na = 1', 'dòng 2 (“name = "Phường”): chữ mở', "line 2"),
        ("[office]\nname", "dòng 2 (“name”): cần ghi theo dạng", "name = value is wanted"),
        ("[office]\n[office]\n", "dòng 2 (“[office]”): mục này đã ghi", "line 2 (“[office]”)"),
        ("a = " + "[" * 9_000, "lồng nhau", "too deeply"),
        ("a = [1\n\n", "dòng 1 (“a = [1”): mở dấu ngoặc", "a bracket is opened"),
        ('a = "c:\\users"', "dấu \\ trong nháy kép", "a backslash"),
        ("[office\n", "trong dấu ngoặc vuông", "within square brackets"),
        ('a = "\x00"', "ký tự lạ", "strange character"),
        ("", "", ""),
    ],
)
def test_what_is_no_toml_is_told_by_line_in_the_persons_language(
    tmp_path: Path, text: str, vi: str, en: str
) -> None:
    config = tmp_path / "wbtool.toml"
    config.write_text(text, encoding="utf-8")
    for lang, words in (("vi", vi), ("en", en)):
        done = wbtool("rules", "--config", config, "--lang", lang, WBTOOL_LANG=lang)
        assert done.returncode == (2 if text else 0), done.stderr
        assert words in done.stderr
        assert "why-" not in done.stderr
        assert "Expected" not in done.stderr
