"""Limits are told in one place, by number or in words of size."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from corpus import plan

from workbook_tool.errors import Refused, TooMuch, WbtoolError
from workbook_tool.intake import Limits, open_grid, take_source
from workbook_tool.intake.guard import Parts
from workbook_tool.model.source import Source


@pytest.mark.parametrize(
    ("told", "bytes_"),
    [("50 MB", 50 * 2**20), ("1.5k", 1536), ("2GiB", 2**31), (7, 7), ("900", 900), ("1mb", 2**20)],
)
def test_sizes_are_read(told: object, bytes_: int) -> None:
    assert Limits.from_mapping({"file": told}).file == bytes_


@pytest.mark.parametrize("told", ["", "nhiều", "-1", 0, True, "1 TB", None, "0.1"])
def test_other_amounts_are_named(told: object) -> None:
    with pytest.raises(WbtoolError) as wrong:
        Limits.from_mapping({"file": told})
    assert wrong.value.facts["name"] == "file"
    with pytest.raises(WbtoolError):
        Limits.from_mapping({"files": 7})


def test_the_environment_names_limits() -> None:
    told = {"WBTOOL_LIMIT_SECONDS": "9", "WBTOOL_LANG": "en", "PATH": "/bin"}
    assert Limits.from_environment(told) == Limits(seconds=9)


def test_a_part_is_read_within_what_is_left() -> None:
    parts = Parts(plan(), Limits(total=20_000))
    read = iter(map(parts.read, sorted(parts.names)))
    with pytest.raises(TooMuch):
        list(read)
    assert Parts(plan()).read("no/such") == b""
    assert Parts(plan()).weight("no/such") == 0


def test_a_directory_is_believed_only_where_it_agrees_with_itself() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ế.xml", "x")
        archive.writestr("a.xml", "x")
    assert Parts(out.getvalue()).names == {"ế.xml", "a.xml"}
    broken = out.getvalue().replace(b"PK\x03\x04", b"PK\x03\x05", 1)
    with pytest.raises(Refused, match="WB102"):
        Parts(broken)
    reaching = bytearray(out.getvalue())
    at = reaching.rindex(b"PK\x01\x02")
    reaching[at + 20] += 9
    with pytest.raises(Refused, match="WB120"):
        Parts(bytes(reaching))
    tail = plan()[-22:]
    with pytest.raises(Refused, match="WB102"):
        Parts(b"PK\x03\x04" + tail)


def test_what_is_held_is_measured_too() -> None:
    held = Source(Path("-"), "-", held=b"x" * 11)
    assert take_source(held).size == 11
    with pytest.raises(Refused, match="WB120"):
        take_source(held, Limits(file=10))
    with pytest.raises(Refused, match="WB101"):
        open_grid(b"x" * 11)
