"""Every hostile, broken and foreign file ends as `manifest.toml` says, fast and in little room."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from corpus import build
from costs import COSTS, outcomes_of_program

ROOT = Path(__file__).parents[2]
MANIFEST = tomllib.loads(Path(__file__).with_name("manifest.toml").read_text("utf-8"))
SECONDS, MEBIBYTES = 1, 256
"""What a file may cost. Seconds are those of processors; three times as many on a slow machine."""
PROGRAM = (
    COSTS
    + """
import json, os, sys
from pathlib import Path
from workbook_tool.cli.examiner import Examiner
from workbook_tool.cli.speech import catalogue
from workbook_tool.model.source import Source

examiner = Examiner(catalogue(), "vi")
for path in sorted(Path(sys.argv[1]).iterdir()):
    begun = sum(os.times()[:4])
    report = examiner(Source(path, path.name))
    codes = sorted({finding.code for finding in report.findings})
    spent = sum(os.times()[:4]) - begun
    words = [f"{finding.message} {finding.fix}" for finding in report.findings]
    told = [path.name, report.plan is not None, codes, spent, room(), words]
    print(json.dumps(told), flush=True)
"""
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus")
    for name, data in build().items():
        (path / name).write_bytes(data)
    return path


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> dict[str, list]:
    before = hashes(folder)
    outcomes, errors = outcomes_of_program(PROGRAM, folder)
    assert hashes(folder) == before, "no input is ever changed"
    assert not errors
    return outcomes


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_every_file_ends_as_the_manifest_says(outcomes: dict[str, list]) -> None:
    own = outcomes["plan.xlsx"][1]
    found = {
        name: ["plan", *(code for code in codes if code not in own)] if plan else codes
        for name, (plan, codes, *_) in outcomes.items()
    }
    wanted = {name: said.split() for group in MANIFEST.values() for name, said in group.items()}
    assert found == wanted


def test_no_file_costs_more_than_it_may(outcomes: dict[str, list]) -> None:
    for name, (_, _, spent, room, _) in outcomes.items():
        assert spent < SECONDS * 3, name
        assert max(room) < MEBIBYTES, name


def test_every_kind_of_file_has_its_own_sentence(outcomes: dict[str, list]) -> None:
    kinds = {
        "photo.jpg", "scan.xlsx", "plan.docx", "slides.pptx", "archive.rar", "export.xls",
        "table.csv", "note.txt", "sheet-2003.xml", "other.xml", "numbers.numbers", "mail.eml",
        "shortcut.lnk", "unknown.xlsx", "empty.xlsx",
    }  # fmt: skip
    said = {outcomes[name][4][0].replace(name, "") for name in kinds}
    assert len(said) == len(kinds)
    assert all(sentence.count("Đề nghị") == 1 for sentence in said)
