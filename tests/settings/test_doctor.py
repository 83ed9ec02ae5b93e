"""`wbtool doctor`: says what is there, finds what is wrong, writes nothing."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from commandline import FOLDER, ROOT, wbtool

from workbook_tool.cli.health import LIBRARIES


def seen(*arguments: object, **more: str) -> tuple[int, dict[str, Any]]:
    done = wbtool("doctor", *arguments, "--format", "json", **more)
    return done.returncode, json.loads(done.stdout)


def test_a_sound_machine_is_sound(tmp_path: Path) -> None:
    code, told = seen(tmp_path, "--no-config")
    assert (code, told["status"], told["schema"]) == (0, "sound", 1)
    found = {check["name"]: check["value"] for check in told["checks"]}
    assert set(LIBRARIES) < set(found)
    assert found["python"].count(".") == 2
    assert "plan-2026 v1" in found["forms"]
    assert int(found["rules"]) > 80
    assert found["stdout"] == "utf-8"
    assert list(tmp_path.iterdir()) == []


def test_every_library_of_the_package_is_looked_at() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {line.partition(">")[0].partition("=")[0] for line in project["dependencies"]}
    assert wanted == set(LIBRARIES)


def test_settings_are_told_with_their_place(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    toml = folder / "wbtool.toml"
    toml.write_text('[deadline]\nplan = "2026-10-02 17:00"\n', encoding="utf-8")
    before = toml.read_bytes()
    code, told = seen(folder)
    assert code == 0
    own = [check for check in told["checks"] if check["area"] == "settings"]
    assert [check["name"] for check in own] == ["file", "deadline.plan"]
    assert own[1]["value"] == "2026-10-02T17:00"
    assert own[1]["remark"] == str(toml)
    assert (toml.read_bytes(), list(folder.iterdir())) == (before, [toml])


def test_settings_are_called_by_words_and_not_by_keys(tmp_path: Path) -> None:
    (tmp_path / "wbtool.toml").write_text(
        'own_rules = "."\n[office]\nname = "UBND"\nschool_year = "2026-2027"\n[deadline]\n'
        'plan = "2026-10-02 17:00"\nterm1 = "2027-01-30"\n[limits]\nmembers = 2000\n'
        '[rules]\nignore = ["WB401"]\nseverity = {WB305 = "error", WB309 = "off"}\n'
        '[lists]\nroles = ["Bếp trưởng"]\n[abbreviations]\nBT = "Bếp trưởng"\n',
        encoding="utf-8",
    )
    for lang, words in (
        ("vi", ("tên cơ quan: UBND", "hạn nộp kế hoạch: ", "mức độ của quy tắc WB305: Phải sửa")),
        ("en", ("office: UBND", "deadline of the plans: ", "severity of rule WB305: Error")),
    ):
        told = wbtool("doctor", tmp_path, "--lang", lang).stdout
        assert all(word in told for word in words), told
        keys = ("office.", "deadline.", "rules.", "limits.", "lists.", "abbrev", "own_rules")
        names = [line.partition(":")[0] for line in told.splitlines()]
        assert not any(key in name for name in names for key in keys[: 5 + (lang == "vi")]), told


def test_broken_settings_are_every_complaint(tmp_path: Path) -> None:
    (tmp_path / "wbtool.toml").write_text("a = 1\n[rules]\nselect = 1\n", encoding="utf-8")
    code, told = seen(tmp_path)
    assert (code, told["status"]) == (2, "broken")
    broken = [check for check in told["checks"] if check["state"] == "broken"]
    assert len(broken) == 2
    assert all(check["remark"] for check in broken)


@pytest.mark.parametrize(("lang", "word"), [("vi", "Mọi thứ dùng được."), ("en", "All is sound.")])
def test_it_reads_well(lang: str, word: str) -> None:
    done = wbtool("doctor", "--no-config", "--lang", lang)
    assert done.stdout.splitlines()[-1] == word
    assert "{" not in done.stdout


def test_a_wrong_word_is_a_wrong_word() -> None:
    assert wbtool("doctor", "--no-config", "--select", "WB999").returncode == 2
