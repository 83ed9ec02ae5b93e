"""A file appears whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.errors import OutputRefused
from workbook_tool.outfile import safe_name, write_whole


def test_a_failing_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write_whole(tmp_path / "a.xlsx", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputRefused, match="No space left"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_folders_are_made_and_files_replaced(tmp_path: Path) -> None:
    target = tmp_path / "Kế hoạch năm học 2026 – 2027" / "tệp.xlsx"
    write_whole(target, b"1")
    write_whole(target, b"2")
    assert target.read_bytes() == b"2"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_new_file_has_the_users_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        target = write_whole(tmp_path / "a", b"")
        assert target.stat().st_mode & 0o777 == 0o644
        target.chmod(0o640)
        write_whole(target, b"x")
        assert target.stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(mask)


@given(st.text(max_size=300))
def test_a_safe_name_is_safe_everywhere(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name) <= 121
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
    assert not name.endswith((" ", "."))
    assert safe_name(name) == name or name.startswith("_")


@pytest.mark.parametrize("text", ["CON", "nul.xlsx", "com1", "", "...", "   "])
def test_device_names_and_blanks_get_an_underscore(text: str) -> None:
    assert safe_name(text).startswith("_")
