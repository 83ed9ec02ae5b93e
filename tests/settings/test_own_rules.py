"""An office's own rules: cards without Python, their examples, and what is wrong with some."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commandline import EXAMPLES, FOLDER, ROOT, wbtool

from workbook_tool.catalogue import Catalogue
from workbook_tool.errors import SettingsError
from workbook_tool.settings.examples import try_examples
from workbook_tool.settings.owncards import load_own

KNOWN = Catalogue()
HEAD = """+++
code = "{code}"
rule = "{name}"
severity = "warning"
{more}
[title]
vi = "Quy tắc riêng"
[message]
vi = "Ô “{{label}}” ghi “{{value}}” (việc số {{task}})."
[fix]
vi = "Đề nghị xem lại."
[condition]
{condition}
+++
"""


def card(
    folder: Path, condition: str, table: str = "", code: str = "PGD01", more: str = ""
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{code}-own-{code.lower()}.md"
    text = HEAD.format(code=code, name=f"own-{code.lower()}", condition=condition, more=more)
    path.write_text(f"{text}\n## Example\n\n{table}\n", encoding="utf-8")
    return path


def tried(folder: Path, condition: str, *rows: str, more: str = "") -> list[bool]:
    """What comes out of each line; the first row names the columns."""
    columns = rows[0].count("|") + 1
    lines = [f"| {rows[0]} | finding |", "|" + "---|" * (columns + 1)]
    lines += [f"| {row} | yes |" for row in rows[1:]]
    card(folder, condition, "\n".join(lines), more=more)
    (rule,) = load_own(folder, KNOWN).values()
    return [example.found for example in try_examples(rule, KNOWN)]


TASK = 'field = "action.task"\n'


@pytest.mark.parametrize(
    ("condition", "rows", "found"),
    [
        (TASK + 'kind = "contains"\nwords = ["kế hoạch"]', ["Mua", "Theo KẾ HOẠCH", ""], [1, 0, 0]),
        (TASK + 'kind = "lacks"\nwords = ["tăng cường"]', ["Tăng  cường", "Mua", ""], [1, 0, 0]),
        (TASK + 'kind = "one_of"\nwords = ["Mua", "Bán"]', ["mua", "Thuê", ""], [0, 1, 0]),
        (TASK + 'kind = "at_most"\nlength = 3', ["Mua", "Bánh", ""], [0, 1, 0]),
        (TASK + 'kind = "at_least"\ncount = 1', ["Mua", ""], [0, 1]),
    ],
)
def test_kinds_of_words_and_counts(
    tmp_path: Path, condition: str, rows: list[str], found: list[int]
) -> None:
    assert tried(tmp_path, condition, "action.task", *rows) == list(map(bool, found))


def test_kinds_of_the_forms_conditions(tmp_path: Path) -> None:
    lead = 'field = "action.lead"\nkind = "required_if_started"'
    assert tried(tmp_path, lead, "action.task | action.lead", "Mua | ", "Mua | BGH") == [
        True,
        False,
    ]
    time_ = 'field = "action.end"\nother = "action.start"\nkind = "not_before"'
    rows = ("Tháng 9/2026 | Tháng 5/2027", "Tháng 5/2027 | Tháng 9/2026")
    assert tried(tmp_path, time_, "action.start | action.end", *rows) == [False, True]
    money = 'field = "action.budget"\nkind = "within"\nminimum = 1_000\nmaximum = 2_000_000'
    rows = ("999", "1.000", "2.000.000", "2.000.001", "Không rõ", "")
    found = tried(tmp_path, money, "action.budget", *rows)
    assert found == [True, False, False, True, False, False]


def test_a_rule_may_ask_only_where_something_else_holds(tmp_path: Path) -> None:
    condition = (
        'field = "action.lead"\nkind = "required_if_started"\n'
        'when = {field = "action.task", kind = "contains", words = ["mua sắm"]}'
    )
    rows = ("Mua sắm bàn | ", "Mua sắm bàn | Hiệu trưởng", "Họp | ", " | ")
    found = tried(tmp_path, condition, "action.task | action.lead", *rows)
    assert found == [True, False, False, False]
    condition = condition.replace("action.task", "plan.status").replace("mua sắm", "Đã ban hành")
    rows = ("Mua | Đã ban hành", "Mua | Dự thảo", "Mua | ")
    found = tried(tmp_path, condition, "action.task | plan.status", *rows)
    assert found == [True, False, False]


def test_a_doubtful_amount_is_no_reason_to_ask(tmp_path: Path) -> None:
    condition = (
        'field = "action.lead"\nkind = "required_if_started"\n'
        'when = {field = "action.budget", kind = "within", minimum = 1_000_000}'
    )
    rows = ("Mua | 2.000.000 | ", "Mua | 2.000 | ", "Mua | nhiều | ", "Mua |  | ")
    found = tried(tmp_path, condition, "action.task | action.budget | action.lead", *rows)
    assert found == [True, False, False, False]


def test_single_fields_are_judged_too(tmp_path: Path) -> None:
    condition = 'field = "plan.number"\nkind = "contains"\nwords = ["KH"]'
    assert tried(tmp_path, condition, "plan.number", "12/KH-MN", "12", "") == [False, True, False]


def test_a_form_without_the_field_is_not_asked(tmp_path: Path) -> None:
    condition = 'field = "action.indicator"\nkind = "required_if_started"'
    assert tried(tmp_path, condition, "action.task", "Mua") == [False]
    found = tried(tmp_path, condition, "action.task", "Mua", more='forms = ["plan-2026"]')
    assert found == [True]


def test_rows_of_one_plan_are_told_apart(tmp_path: Path) -> None:
    condition = TASK + 'kind = "lacks"\nwords = ["mua"]'
    columns = "row | action.criterion | action.task"
    rows = ("1 | 1.1 | Họp", "2 | 1.2 | Mua", "1 | 1.1 | Mua", "2 | 1.2 | Họp")
    assert tried(tmp_path, condition, columns, *rows) == [False, True, True, False]


WRONG = [
    ('kind = "contains"', "condition.field"),
    (TASK + 'kind = "regex"', "condition.kind"),
    (TASK + 'kind = "contains"', "condition.words"),
    (TASK + 'kind = "contains"\nwords = [" "]', "condition.words"),
    (TASK + 'kind = "contains"\nwords = [3]', "condition.words"),
    (TASK + 'kind = "at_least"', "condition.count"),
    (TASK + 'kind = "at_most"', "condition.length"),
    (TASK + 'kind = "not_before"', "condition.other"),
    (TASK + 'kind = "within"', "condition.minimum"),
    (TASK + 'kind = "readable"\nwhat = 1', "condition.what"),
    ('field = "action.taks"\nkind = "readable"', "action.task"),
    (TASK + 'kind = "readable"\nwhen = {field = "nope", kind = "readable"}', "nope"),
    (
        TASK + 'kind = "readable"\nwhen = {field = "action.task", kind = "readable", '
        'when = {field = "action.task", kind = "readable"}}',
        "when",
    ),
]


@pytest.mark.parametrize(("condition", "told"), WRONG)
def test_what_is_wrong_with_a_card_is_told(tmp_path: Path, condition: str, told: str) -> None:
    path = card(tmp_path, condition)
    with pytest.raises(SettingsError) as refused:
        load_own(tmp_path, KNOWN)
    (complaint,) = refused.value.complaints
    assert complaint.facts["file"] == str(path)
    assert told in " ".join(complaint.facts.values())


GOOD = TASK + 'kind = "readable"'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "PGD01"', 'code = "WB999"', "code"),
        ("{value}", "{value:>999999999}", "message"),
        ("{value}", "{value.__class__}", "message"),
        ("{value}", "{0}", "message"),
        ("{value}", "{", "message"),
        ("{value}", "{nothing}", "message"),
        ('severity = "warning"', 'severity = "bad"', "severity"),
        ('severity = "warning"', 'severity = "info"\nscope = "batch"', "scope"),
        ('severity = "warning"', 'severity = "info"\nforms = ["plan-1999"]', "forms"),
        ("+++\n", "", "+++"),
        ('[title]\nvi = "Quy tắc riêng"', "", "title"),
        ("code", "a = " + "[" * 9_000, "+++"),
    ],
)
def test_a_card_is_held_to_its_format(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = card(tmp_path, GOOD)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_own(tmp_path, KNOWN)
    assert told in refused.value.complaints[0].facts["at"]


def test_a_card_may_be_called_anything(tmp_path: Path) -> None:
    card(tmp_path, GOOD).rename(tmp_path / "Quy tắc về mua sắm (1).md")
    assert list(load_own(tmp_path, KNOWN)) == ["PGD01"]


def test_two_cards_of_one_code_and_what_is_no_text_are_refused(tmp_path: Path) -> None:
    card(tmp_path, GOOD)
    path = card(tmp_path, GOOD, code="PGD02")
    path.write_bytes(path.read_bytes().replace(b"own-pgd02", b"own-pgd01"))
    path.rename(tmp_path / "PGD02-own-pgd01.md")
    (tmp_path / "ảnh.md").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "vast.md").write_bytes(b"+++\n" + b"x" * 300_000)
    (tmp_path / "README.md").write_text("no card")
    with pytest.raises(SettingsError) as refused:
        load_own(tmp_path, KNOWN)
    assert len(refused.value.complaints) == 3


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    table = "| action.task | finding |\n|---|---|\n| Mua | yes |\n| Họp | no |"
    card(folder / "Quy tắc riêng", TASK + 'kind = "lacks"\nwords = ["mua"]', table)
    (folder / "wbtool.toml").write_text('own_rules = "Quy tắc riêng"\n', encoding="utf-8")
    return folder


def test_own_rules_speak_like_others(office: Path) -> None:
    (office / "a.xlsx").write_bytes(EXAMPLES[0].read_bytes())
    toml = office / "wbtool.toml"
    toml.write_text(
        'own_rules = "Quy tắc riêng"\n[rules]\nseverity = {PGD01 = "error"}\n', encoding="utf-8"
    )
    card(office / "Quy tắc riêng", TASK + 'kind = "at_most"\nlength = 5')
    done = wbtool("check", office, "--select", "PGD", "--format", "json")
    assert done.returncode == 1
    (file,) = json.loads(done.stdout)["files"]
    (finding,) = file["findings"]
    assert (finding["code"], finding["severity"]) == ("PGD01", "error")
    assert finding["places"][0]["field"] == "action.task"
    assert wbtool("check", office, "--ignore", "PGD01").returncode == 0
    assert wbtool("check", office, "--select", "PGD01", "--no-config").returncode == 2


def test_rules_check_runs_the_examples(office: Path) -> None:
    toml = office / "wbtool.toml"
    done = wbtool("rules", "--check", "--config", toml)
    assert done.returncode == 0
    assert "2 dòng ví dụ đều đúng" in done.stdout
    (path,) = (office / "Quy tắc riêng").glob("*.md")
    path.write_text(path.read_text(encoding="utf-8").replace("| no |", "| yes |"), encoding="utf-8")
    done = wbtool("rules", "--check", "--config", toml)
    assert done.returncode == 1
    assert "dòng ví dụ 2" in done.stdout
    assert wbtool("doctor", "--config", toml).returncode == 1
    for table in ("", "| nothing | finding |\n|---|---|\n| a | yes |", "| finding |\n|---|\n| a |"):
        card(path.parent, GOOD, table)
        assert wbtool("rules", "--check", "--config", toml).returncode == 1
    assert wbtool("rules", "--check", "--no-config").returncode == 0


def test_a_card_that_cannot_be_used_stops_everything(office: Path) -> None:
    (office / "a.xlsx").write_bytes(EXAMPLES[0].read_bytes())
    path = card(office / "Quy tắc riêng", TASK + 'kind = "regex"')
    for command in ("check", "doctor"):
        done = wbtool(command, office)
        assert done.returncode == 2
        assert str(path) in done.stdout + done.stderr
        assert "condition.kind" in done.stdout + done.stderr


def test_rules_and_rule_tell_of_what_is_set(office: Path) -> None:
    toml = office / "wbtool.toml"
    toml.write_text(
        'own_rules = "Quy tắc riêng"\n[rules]\nseverity = {WB305 = "info", WB401 = "off"}\n',
        encoding="utf-8",
    )
    told = json.loads(wbtool("rules", "--format", "json", "--config", toml).stdout)["rules"]
    own = {rule["code"]: rule for rule in told}
    assert own["PGD01"]["own"] is True
    assert (own["WB305"]["severity"], own["WB305"]["speaks"]) == ("info", True)
    assert own["WB401"]["speaks"] is False
    lines = wbtool("rules", "--config", toml).stdout.splitlines()
    assert any(line.startswith("WB401") and line.endswith("(không xét)") for line in lines)
    assert "(Gợi ý)" in wbtool("rule", "WB305", "--config", toml).stdout
    assert "không xét" in wbtool("rule", "budget-missing", "--config", toml).stdout
    assert "PGD01" in wbtool("rule", "pgd01", "--config", toml).stdout


def test_the_guide_shows_a_card_that_works(tmp_path: Path) -> None:
    guide = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    text = guide.split("```\n+++", 1)[1].split("\n```", 1)[0]
    (tmp_path / "PGD01-purchase-without-plan.md").write_text(f"+++{text}\n", encoding="utf-8")
    (rule,) = load_own(tmp_path, KNOWN).values()
    assert [(t.wanted, t.found) for t in try_examples(rule, KNOWN)] == [
        (True, True),
        (False, False),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "PGD01"', 'code = "WB999"'),
        ('code = "PGD01"', "code = 3"),
        ('code = "PGD01"', 'code = "PGD01"\ncode = "PGD01"'),
        ("{value}", "{nothing}"),
        ("{value}", "{"),
        ('severity = "warning"', 'severity = "bad"'),
        ('kind = "readable"', 'kind = "readible"'),
        ('kind = "readable"', 'kind = "at_least"'),
        ('kind = "readable"', "kind = readable"),
        ('field = "action.task"', 'field = "action.taks"'),
        ("[title]", "[title"),
    ],
)
def test_the_reason_is_told_in_the_language_of_the_person(
    tmp_path: Path, old: str, new: str
) -> None:
    path = card(tmp_path / "rules", GOOD)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (tmp_path / "wbtool.toml").write_text('own_rules = "rules"\n', encoding="utf-8")
    known = [m for key, m in KNOWN.messages.items() if key.startswith("why-")]
    pieces = {n: [max(re.split(r"\{\w+\}", m[n]), key=len) for m in known] for n in ("vi", "en")}
    for n, lang in enumerate(("vi", "en")):
        done = wbtool(
            "rules", "--config", tmp_path / "wbtool.toml", "--lang", lang, WBTOOL_LANG=lang
        )
        said = done.stdout + done.stderr
        assert done.returncode == 2
        assert path.name in said
        assert "why-" not in said
        assert any(piece in said for piece in pieces[lang]), said
        assert n or not any(f" {word} " in said for word in ("wants", "none", "expected", "the"))
