"""What strangers write into documents reaches the screen and the reports as plain text."""

from __future__ import annotations

from pathlib import Path

from commandline import ROOT, wbtool

TURNED = "\u202e"
"""Turns the direction of writing: the rest of a line reads backwards."""
NARROW = ROOT / "tests/documents/texts/plan-2018-narrow.txt"


def test_import_says_nothing_backwards(tmp_path: Path) -> None:
    text = NARROW.read_text(encoding="utf-8")
    inbox, out = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    hostile = f"Trường Mầm non {TURNED}Hoa Sen\n{text}"
    (inbox / "plan.txt").write_text(hostile, encoding="utf-8")
    done = wbtool("import", inbox, "-o", out)
    assert done.returncode == 0, done.stdout
    (report,) = out.glob("*.txt")
    whole = report.read_text(encoding="utf-8")
    assert "Hoa Sen" in whole
    assert TURNED not in done.stdout
    assert TURNED not in whole
