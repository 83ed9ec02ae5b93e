"""`--select`, `--ignore`, `--preview` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import EXAMPLES, codes, wbtool

FIRST = EXAMPLES[0]


def found(*arguments: object) -> set[str]:
    done = wbtool("check", *arguments, "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    across = {finding["code"] for finding in report["findings"]}
    return across.union(*(codes(file) for file in report["files"]))


@pytest.fixture(scope="module")
def usual() -> set[str]:
    return found(FIRST)


def test_select_runs_these_alone(usual: set[str]) -> None:
    family = {code for code in usual if code.startswith("WB3")}
    assert family
    assert found(FIRST, "--select", "WB3") == family
    assert found(FIRST, "--select", "WB3xx") == family
    assert found(FIRST, "--select", "over-when-signed,WB302") == {"WB305"}
    assert found(FIRST, "--select", "WB305", "--select", "WB4") == {
        "WB305",
        *(code for code in usual if code.startswith("WB4")),
    }


def test_ignore_leaves_these_out(usual: set[str]) -> None:
    assert found(FIRST, "--ignore", "WB3") == {c for c in usual if not c.startswith("WB3")}
    assert found(FIRST, "--select", "WB3", "--ignore", "WB3") == set()


def test_all_runs_what_is_off_too(usual: set[str]) -> None:
    assert found(FIRST, "--select", "ALL") >= usual


def test_the_exit_code_is_that_of_what_speaks(tmp_path: Path) -> None:
    bad = EXAMPLES[3]
    assert wbtool("check", bad).returncode == 1
    assert wbtool("check", bad, "--select", "WB503").returncode == 0
    out = tmp_path / "Tổng hợp.xlsx"
    assert wbtool("consolidate", bad, "-o", out, "--select", "WB503").returncode == 0
    assert out.exists()


def test_a_file_that_is_not_read_is_told_of_whatever_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "hỏng.xlsx").write_bytes(FIRST.read_bytes()[:9_000])
    for choice in (["--ignore", "WB1"], ["--select", "WB3"], ["--ignore", "ALL"]):
        assert found(tmp_path, *choice) == {"WB102"}


def test_findings_across_files_are_chosen_too(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(FIRST.read_bytes())
    assert "WB115" in found(tmp_path)
    assert "WB115" not in found(tmp_path, "--ignore", "same-file-twice")


@pytest.mark.parametrize("command", [["check", FIRST], ["consolidate", FIRST, "-o", "x.xlsx"]])
def test_a_word_for_no_rule_stops_before_anything_runs(command: list[object]) -> None:
    done = wbtool(*command, "--select", "WB3,over-when-singed")
    assert done.returncode == 2
    assert "over-when-signed" in done.stderr
    assert not done.stdout
    assert wbtool(*command, "--ignore", " , ").returncode == 2
    assert "WB999" in wbtool(*command, "--ignore", "WB999", WBTOOL_LANG="en").stderr


def test_rule_helps_with_a_slip() -> None:
    done = wbtool("rule", "over-when-singed")
    assert done.returncode == 2
    assert "over-when-signed" in done.stderr
