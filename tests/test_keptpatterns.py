"""Patterns kept from one start to the next are those that `re` makes, or are compiled as ever."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workbook_tool import keptpatterns, patterns

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "examples/000.xlsx"
TOLD: keptpatterns.Told = (r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})|tháng", int(re.IGNORECASE))


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place of their own for kept patterns, in which Python may keep what it makes."""
    path = tmp_path / "patterns.bin"
    monkeypatch.setattr(keptpatterns, "FILE", path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return path


def test_what_is_kept_of_a_pattern_makes_the_same_pattern(kept: Path) -> None:
    told = [TOLD, (rb"<c r=\"[A-Z]+\"", 0), ("[đĐ]ộ(?=a)(?<!b)()\\1", 0), ("a{3,}+b*?", 0)]
    keptpatterns.keep(told, {})
    held = keptpatterns.load()
    assert set(held) == set(told)
    for pattern, flags in told:
        wanted = re.compile(pattern, flags)
        found = keptpatterns.made((pattern, flags), held[pattern, flags])
        assert found == wanted
        assert found is not None
        assert (found.groups, found.groupindex) == (wanted.groups, wanted.groupindex)
    day = keptpatterns.made(TOLD, held[TOLD])
    assert day is not None
    assert (found := day.search("ngày 5/9"))
    assert found.groupdict() == {"day": "5", "month": "9"}
    assert day.fullmatch("THÁNG")


def test_more_patterns_come_beside_those_that_are_kept(kept: Path) -> None:
    keptpatterns.keep([TOLD], {})
    keptpatterns.keep([("a", 0)], keptpatterns.load())
    assert set(keptpatterns.load()) == {TOLD, ("a", 0)}
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"torn", marshal.dumps((sys.version, [])), marshal.dumps(1)]
)
def test_a_torn_file_is_no_file(kept: Path, data: bytes) -> None:
    kept.write_bytes(data)
    assert keptpatterns.load() == {}


def test_another_build_of_python_keeps_its_own(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keptpatterns.keep([TOLD], {})
    monkeypatch.setattr(sys, "version", "3.99")
    assert keptpatterns.load() == {}


def test_a_program_that_is_none_is_left_to_re(kept: Path) -> None:
    keptpatterns.keep([TOLD], {})
    flags, _, *rest = keptpatterns.load()[TOLD]
    assert keptpatterns.made(TOLD, (flags, b"\xff\xff\xff\xff" * 9, *rest)) is None
    assert keptpatterns.made(TOLD, (flags, b"odd", *rest)) is None


def test_nothing_is_kept_where_python_keeps_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keptpatterns.keep([TOLD], {})
    assert not kept.exists()


def test_another_re_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("re._compiler._code")
    keptpatterns.keep([TOLD], {})
    assert not kept.exists()


def test_only_patterns_of_modules_are_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_store", store := type(patterns._store)())
    names: dict[str, object] = {"re": patterns.re}
    exec("one = re.compile('a')\nmany = tuple(re.compile(p) for p in 'bc')", names)
    word = patterns.re.compile("Trường Mầm non Hoa Sen")
    assert word.search("Trường Mầm non Hoa Sen")
    for pattern in (names["one"], *names["many"]):  # type: ignore[misc]
        assert pattern.search("abc")
    patterns.keep()
    assert set(keptpatterns.load()) == {("a", 0), ("b", 0), ("c", 0)}
    assert store.fresh == []


def test_a_report_is_the_same_with_and_without_kept_patterns() -> None:
    def report(**more: str) -> str:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPATH": str(ROOT), **more}
        command = [sys.executable, "-m", "workbook_tool", "check", "--format", "json", str(FILE)]
        done = subprocess.run(command, capture_output=True, env=environment, check=True)
        return done.stdout.decode()

    first = report()
    assert keptpatterns.load()
    assert report() == first
    assert report(PYTHONDONTWRITEBYTECODE="1") == first
