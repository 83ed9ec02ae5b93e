"""Reports made by many processes are those made by one."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import pytest
from commandline import wbtool
from faults import Fatal

from workbook_tool.catalogue import Catalogue
from workbook_tool.cli.examine import sources_in
from workbook_tool.cli.examiner import Examiner
from workbook_tool.engine import ALONE, Crew, run
from workbook_tool.findings import Severity

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.xlsx"))


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(Catalogue(), "vi")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Kế hoạch năm học 2026 – 2027"
    shutil.copytree(ROOT / "examples", folder, ignore=shutil.ignore_patterns("*.py", "plans"))
    (folder / "ảnh.xlsx").write_bytes(b"\xff\xd8\xff\xe0" * 100)
    (folder / "dở dang.xlsx").write_bytes(EXAMPLES[0].read_bytes()[:9000])
    (folder / "rỗng.xlsx").write_bytes(b"")
    return folder


def test_reports_and_examiners_travel_between_processes(examiner: Examiner, folder: Path) -> None:
    again = pickle.loads(pickle.dumps(examiner))
    for source in sources_in((folder,), []):
        report = examiner(source)
        assert pickle.loads(pickle.dumps(report)) == report
        assert again(source) == report


def test_check_finds_the_same_with_one_process_and_with_many(folder: Path) -> None:
    told = [wbtool("check", folder, "--format", "json", "--workers", n) for n in (1, 2, "auto")]
    assert told[0].returncode == 1
    assert len({(done.returncode, done.stdout, done.stderr) for done in told}) == 1


def test_consolidate_writes_the_same_with_one_process_and_with_many(folder: Path) -> None:
    roster = folder / "roster.csv"
    made = []
    for workers in (1, 2):
        target = folder.parent / f"{workers}.xlsx"
        done = wbtool("consolidate", folder, "--roster", roster, "-o", target, "--workers", workers)
        assert done.returncode == 0, done.stderr
        made.append(target.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("wanted", ["-1", "vài", "1.5", "1000"])
def test_a_number_of_workers_that_is_none_is_refused(folder: Path, wanted: str) -> None:
    done = wbtool("check", folder, "--workers", wanted)
    assert done.returncode == 2
    assert "--workers" in done.stderr


def test_a_file_that_kills_its_worker_is_one_finding(folder: Path) -> None:
    shutil.copy(EXAMPLES[0], folder / "chết.xlsx")
    shutil.copy(EXAMPLES[0], folder / "treo.xlsx")
    fatal, sources = Fatal(Catalogue(), "vi"), sources_in((folder,), [])
    reports = run(fatal, sources, lost=fatal.lost, crew=Crew(2, seconds=8))
    stopped = {
        r.path: r.findings[0] for r in reports if r.findings and r.findings[0].code == "WB122"
    }
    assert set(stopped) == {"chết.xlsx", "treo.xlsx"}
    assert all(finding.severity is Severity.ERROR for finding in stopped.values())
    assert "dừng đột ngột" in stopped["chết.xlsx"].message
    assert "quá lâu" in stopped["treo.xlsx"].message
    others = [source for source in sources if source.shown not in stopped]
    alone = run(fatal, others, lost=fatal.lost, crew=ALONE)
    assert tuple(r for r in reports if r.path not in stopped) == alone


def test_many_files_get_many_processes_unasked(tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number:03}.xlsx").write_bytes(b"PK\x03\x04" + bytes([number]))
    told = [
        json.loads(wbtool("check", tmp_path, "--format", "json", "--workers", n).stdout)
        for n in (1, "auto")
    ]
    assert told[0] == told[1]
    assert len(told[0]["files"]) == 70
