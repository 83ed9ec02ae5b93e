"""What was made of the data files is what is in them, or is made anew."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbook_tool import compiled
from workbook_tool.catalogue import Catalogue, compile_parts
from workbook_tool.datafiles import data_root

ROOT = Path(__file__).resolve().parent.parent
PARTS = compile_parts()
FRESH = Catalogue(fresh=True)


def never() -> Mapping[str, bytes]:
    raise AssertionError


def once(parts: Mapping[str, bytes] = PARTS) -> compiled.Maker:
    return lambda: parts


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place of their own for compiled parts, in which Python may keep what it makes."""
    path = tmp_path / "catalogue.pickle"
    monkeypatch.setattr(compiled, "KEPT", path)
    monkeypatch.setattr(compiled, "SHIPPED", tmp_path / "none")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return path


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of the data files that may be changed."""
    for folder in ("rules", "template_workbooks"):
        shutil.copytree(ROOT / folder, tmp_path / "data" / folder)
    monkeypatch.setattr(compiled, "data_root", lambda: tmp_path / "data")
    return tmp_path / "data"


def test_every_part_is_what_the_files_say() -> None:
    held = Catalogue()
    held._compiled = PARTS
    assert held.rules == FRESH.rules
    assert held.messages == FRESH.messages
    assert held.vocabulary == FRESH.vocabulary
    assert [held.set(name) for name in held.set_ids] == [FRESH.set(name) for name in FRESH.set_ids]
    assert [held.form(*key) for key in held.form_files] == [
        FRESH.form(*key) for key in FRESH.form_files
    ]
    assert held.words_of_rules("readings") == FRESH.words_of_rules("readings")


def test_paths_are_those_of_the_root_they_are_read_under() -> None:
    data = compiled.packed({"a": ROOT / "rules/x.md"}, ROOT)
    assert str(ROOT).encode() not in data
    assert compiled.unpacked(data, Path("/other")) == {"a": Path("/other/rules/x.md")}


def test_parts_are_made_once_and_kept(kept: Path) -> None:
    assert compiled.load(once()) == PARTS
    assert compiled.load(never) == PARTS
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_a_changed_added_or_removed_file_makes_them_stale(kept: Path, elsewhere: Path) -> None:
    card = next((elsewhere / "rules/cards").glob("WB301-*"))
    compiled.load(once())
    told = card.read_text(encoding="utf-8")
    for change in (
        lambda: card.write_text(told + "x", encoding="utf-8"),
        lambda: os.utime(card, (1, 1)),
        lambda: (card.parent / "WB999-new.md").write_text("", encoding="utf-8"),
        card.unlink,
    ):
        change()
        assert compiled.load(once({"a": b"new"})) == {"a": b"new"}
        compiled.load(once())
        assert compiled.load(never) == {"a": b"new"}


def test_a_torn_or_foreign_file_is_made_anew(kept: Path) -> None:
    for data in (b"", b"torn", pickle.dumps(1), pickle.dumps(((), {}))):
        kept.write_bytes(data)
        assert compiled.load(once()) == PARTS


def test_where_nothing_may_be_kept_the_files_are_read(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled.load(never) == {}
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "KEPT", kept.parent / "no folder" / "x")
    assert compiled.load(never) == {}


def test_a_file_at_fault_is_told_by_whoever_asks_for_it(kept: Path) -> None:
    assert compiled.load(never) == {}
    assert not kept.exists()


def test_what_a_wheel_brings_is_held_against_the_files(
    kept: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = elsewhere / "rules/messages.toml"
    compiled.write(compiled.SHIPPED, compiled.stamp(elsewhere, times=False), PARTS)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    os.utime(messages, (1, 1))
    assert compiled.load(never) == PARTS
    told = messages.read_bytes()
    messages.write_bytes(told.replace(b"e", b"o", 1))
    assert compiled.load(never) == {}
    messages.write_bytes(told)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert compiled.load(never) == PARTS
    compiled.SHIPPED.unlink()
    assert compiled.load(never) == PARTS
    assert kept.exists()


def test_another_root_is_always_read() -> None:
    assert Catalogue(ROOT / "tests")._compiled == {}
    assert Catalogue(data_root(), fresh=True)._compiled == {}


def test_a_check_reads_no_toml_when_its_parts_are_kept(tmp_path: Path) -> None:
    without = shutil.ignore_patterns("__pycache__")
    for folder in ("workbook_tool", "rules", "template_workbooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=without)
    code = (
        "import sys; from workbook_tool.cli import main\n"
        "try: main()\n"
        "except SystemExit: print('tomllib' in sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "check", str(ROOT / "examples/000.xlsx")]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(tmp_path)
    first, second = (
        subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path
        )
        for _ in range(2)
    )
    assert (first.stderr.strip(), second.stderr.strip()) == ("True", "False")
    assert first.stdout == second.stdout
