"""What a person types means the same under an English and a Vietnamese region of the machine."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from pathlib import Path

import openpyxl
import pytest
from filled import CATALOGUE, blank, content, issue

from workbook_tool.cli.fields import list_fields
from workbook_tool.intake import open_grid
from workbook_tool.reader import read_plan

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{region}</value></prop></item></oor:items>"""

TYPED = [
    {
        "action.criterion": "1.10. Đảm bảo an ninh trật tự, an toàn trường học",
        "action.target": "1.10",
        "action.task": "=1+1 không phải công thức",
        "action.lead": "HT",
        "action.start": "9/2025",
        "action.end": "15/9/2025",
        "action.budget": "2.000.000",
    },
    {
        "action.criterion": "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo",
        "action.task": "5/9",
        "action.start": "5/9/2025",
        "action.end": "10/12/2025",
        "action.budget": "200.000",
    },
    {
        "action.task": "x",
        "action.lead": "GV",
        "action.start": "Tháng 9/2025",
        "action.budget": "2,000,000",
    },
    {
        "action.task": "y",
        "action.lead": "GV",
        "action.time": "Tháng 8, 9/2025",
        "action.budget": "50.500",
    },
]
VALUES = {
    "plan.date": "5",
    "school.address": "3/4",
    "contact.phone": "0912345678",
    "plan.number": "1.10",
}


def python_with_uno() -> str:
    for python in ("python3", "/usr/bin/python3"):
        found = shutil.which(python)
        probe = [found or "", "-c", "import uno"]
        if found and subprocess.run(probe, check=False, capture_output=True).returncode == 0:
            return found
    pytest.skip("no Python with LibreOffice's uno module")


def typed_in(region: str, source: Path, cells: list[list[str]], tmp_path: Path) -> Path:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    python = python_with_uno()
    profile = tmp_path / f"profile-{region}"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    settings = profile / "user/registrymodifications.xcu"
    settings.write_text(SETTINGS.format(region=region), encoding="utf-8")
    target, told = tmp_path / f"{source.stem}-{region}.xlsx", tmp_path / "cells.json"
    told.write_text(json.dumps(cells, ensure_ascii=False), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--norestore",
            f"--accept=socket,host=127.0.0.1,port={port};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        script = Path(__file__).with_name("typein.py")
        command = [python, str(script), str(port), str(source), str(target), str(told)]
        subprocess.run(command, check=True, timeout=180, capture_output=True)
        office.wait(60)
    finally:
        office.kill()
    return target


def cells_to_type() -> list[list[str]]:
    made = issue()
    places = {entry["field"]: entry for entry in list_fields(made.layout, made.choices, "vi")}
    cells = [[str(places[f]["sheet"]), str(places[f]["cell"]), text] for f, text in VALUES.items()]
    for number, row in enumerate(TYPED):
        for field, text in row.items():
            place = places[field]
            cell = f"{place['column']}{int(str(place['first_row'])) + number}"
            cells.append([str(place["sheet"]), cell, text])
    return cells


@pytest.mark.soffice
def test_both_regions_give_the_same_plan(tmp_path: Path) -> None:
    source = tmp_path / "template.xlsx"
    source.write_bytes(blank())
    cells = cells_to_type()
    plans = []
    for region in ("en-US", "vi"):
        saved = typed_in(region, source, cells, tmp_path)
        workbook = openpyxl.load_workbook(saved)
        assert [[s, c, workbook[s][c].value] for s, c, _ in cells] == cells
        plans.append(read_plan(open_grid(saved.read_bytes()), CATALOGUE))
    assert content(plans[0]) == content(plans[1])
    assert len(plans[0].actions) == len(TYPED)


@pytest.mark.soffice
def test_the_regions_really_differ_in_a_plain_workbook(tmp_path: Path) -> None:
    """The proof above proves something: in ordinary cells the same typing gives two results."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "A"
    source = tmp_path / "plain.xlsx"
    workbook.save(source)
    cells = [["A", "A1", "5/9/2026"], ["A", "A2", "200.000"]]
    found = []
    for region in ("en-US", "vi"):
        sheet = openpyxl.load_workbook(typed_in(region, source, cells, tmp_path))["A"]
        found.append((sheet["A1"].value, sheet["A2"].value))
    assert found[0] != found[1]
