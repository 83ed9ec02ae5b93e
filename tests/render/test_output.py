"""What comes out of `wbtool check`: format by option or ending, colours, code pages, pipes."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLEAN, OPEN = ROOT / "examples/005.xlsx", ROOT / "examples/001.xlsx"


def environment(**more: str) -> dict[str, str]:
    unset = {"NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "COLUMNS"}
    kept = {key: value for key, value in os.environ.items() if key not in unset}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def wbtool(*arguments: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "workbook_tool", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, env=environment(**more))
    assert b"Traceback" not in done.stderr + done.stdout
    return done


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("báo cáo.json", b"{"),
        ("báo cáo.JSONL", b'{"schema": 1, "kind": "file"'),
        ("báo cáo.csv", b"\xef\xbb\xbf"),
        ("báo cáo.sarif", b'{\n "$schema"'),
        ("báo cáo.txt", "Trường".encode()),
        ("báo cáo", "Trường".encode()),
    ],
)
def test_the_ending_of_the_file_decides_the_format(
    tmp_path: Path, name: str, begins: bytes
) -> None:
    done = wbtool("check", OPEN, "-o", tmp_path / name)
    assert done.returncode == 1
    assert done.stdout == b""
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["báo cáo.docx", "báo cáo.PDF", "báo cáo.xls"])
def test_no_text_is_written_under_the_name_of_another_kind(tmp_path: Path, name: str) -> None:
    done = wbtool("check", OPEN, "-o", tmp_path / name)
    assert done.returncode == 2
    assert ".html" in done.stderr.decode()
    assert not (tmp_path / name).exists()


def test_the_option_decides_before_the_ending(tmp_path: Path) -> None:
    wbtool("check", OPEN, "-o", tmp_path / "a.csv", "--format", "json")
    assert json.loads((tmp_path / "a.csv").read_text(encoding="utf-8"))["schema"] == 1


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "ascii", "utf-16"])
def test_output_is_utf_8_on_any_code_page(page: str) -> None:
    done = wbtool("check", OPEN, PYTHONIOENCODING=page)
    assert "Trường Mầm non" in done.stdout.decode("utf-8")
    wrong = wbtool("check", ROOT / "không có tệp này", PYTHONIOENCODING=page)
    assert wrong.returncode == 2
    assert "Lệnh chưa đúng" in wrong.stderr.decode("utf-8")


def test_a_pipe_gets_no_colours_unless_asked() -> None:
    assert b"\x1b" not in wbtool("check", OPEN).stdout
    assert b"\x1b[1;31m" in wbtool("check", OPEN, "--color", "always").stdout
    assert b"\x1b[1;31m" in wbtool("check", OPEN, FORCE_COLOR="1").stdout
    assert b"\x1b" not in wbtool("check", OPEN, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b[1;31m" in wbtool("check", OPEN, "--color", "always", NO_COLOR="1").stdout
    assert b"\x1b" not in wbtool("check", OPEN, "--color", "never", FORCE_COLOR="1").stdout
    assert b"\x1b" not in wbtool("check", OPEN, "--format", "json", FORCE_COLOR="1").stdout


def test_a_file_gets_no_colours(tmp_path: Path) -> None:
    wbtool("check", OPEN, "-o", tmp_path / "a.txt", "--color", "always", FORCE_COLOR="1")
    assert b"\x1b" not in (tmp_path / "a.txt").read_bytes()


@pytest.mark.skipif(not shutil.which("script"), reason="`script` gives a program a terminal")
@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_and_its_width(more: dict[str, str], coloured: bool) -> None:
    check = shlex.join([sys.executable, "-m", "workbook_tool", "check", str(OPEN)])
    command = f"stty cols 60; {check}"
    done = subprocess.run(
        ["script", "-qec", command, "/dev/null"],
        capture_output=True, check=False, stdin=subprocess.DEVNULL,
        env=environment(TERM="xterm", **more),
    )  # fmt: skip
    lines = done.stdout.decode("utf-8").splitlines()
    assert ("\x1b[1;31m" in done.stdout.decode("utf-8")) is coloured
    assert done.returncode == 1
    if not coloured:
        assert 50 < max(map(len, lines)) <= 60


@pytest.mark.skipif(sys.platform == "win32", reason="a shell with pipes")
@pytest.mark.parametrize(("path", "code"), [(CLEAN, 0), (OPEN, 1)])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_leaves_is_no_trouble(path: Path, code: int, form: str) -> None:
    command = [sys.executable, "-m", "workbook_tool", "check", str(path), "--format", form]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert running.stdout
    running.stdout.close()
    assert running.stderr
    assert running.stderr.read() == b""
    assert running.wait(60) == code


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_trouble(closed: str) -> None:
    command = f'"{sys.executable}" -m workbook_tool check "{OPEN}" {closed}'
    done = subprocess.run(command, shell=True, capture_output=True, check=False, env=environment())
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_said() -> None:
    command = f'"{sys.executable}" -m workbook_tool check "{OPEN}" >/dev/full'
    done = subprocess.run(command, shell=True, capture_output=True, check=False, env=environment())
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert "No space left" in done.stderr.decode("utf-8")


def test_a_workbook_needs_a_file(tmp_path: Path) -> None:
    done = wbtool("check", OPEN, "--format", "xlsx")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "thêm -o" in done.stderr.decode("utf-8")
    assert wbtool("check", OPEN, "-o", tmp_path / "báo cáo.xlsx").returncode == 1
    assert (tmp_path / "báo cáo.xlsx").read_bytes().startswith(b"PK")
