"""A plain zip is read as the standard library reads it; no other zip is plain."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_tool.errors import Refused
from workbook_tool.intake.anyzip import AnyZip
from workbook_tool.intake.guard import Parts
from workbook_tool.intake.plainzip import plain_zip

FILES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("00[0-7].xlsx"))
MEMBERS = {"a.xml": b"<a/>" * 40, "xl/b.xml": b"", "xl/Kế hoạch.xml": bytes(range(256))}


def zipped(how: int = zipfile.ZIP_DEFLATED, comment: bytes = b"", extra: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, data in MEMBERS.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.extra = how, extra
            archive.writestr(info, data)
        archive.comment = comment
    return stream.getvalue()


def changed(data: bytes, entry: int, form: str, value: int, at: int) -> bytes:
    """The zip with a number of an entry of its directory changed."""
    starts = [n for n in range(len(data)) if data.startswith(b"PK\x01\x02", n)]
    begins = starts[entry] + at
    return data[:begins] + struct.pack(form, value) + data[begins + struct.calcsize(form) :]


@pytest.mark.parametrize("data", [*(p.read_bytes() for p in FILES), zipped(), zipped(0)])
def test_a_plain_zip_is_what_the_standard_library_reads(data: bytes) -> None:
    plain, whole = plain_zip(data), AnyZip(data)
    assert plain is not None
    assert (plain.members, plain.start_dir) == (whole.members, whole.start_dir)
    for member in plain.members:
        assert plain.inflated(member) == whole.inflated(member)


@pytest.mark.parametrize(
    "odd",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data + b"\x00",
        lambda data: b"before" + data,
        lambda data: data[:-22] + b"PK\x06\x07" + bytes(16) + data[-22:],
        lambda data: data[:-22] + b"more" + data[-22:],
        lambda data: data[:-12] + struct.pack("<2H", 2, 2) + data[-8:],
        lambda data: data[:-14] + struct.pack("<2H", 2, 2) + data[-10:],
        lambda data: changed(data, 0, "<L", 0, 0),
        lambda data: changed(data, 0, "<H", 99, 6),
        lambda data: changed(data, 0, "<H", 1, 8),
        lambda data: changed(data, 0, "<H", 12, 10),
        lambda data: changed(data, 1, "<L", 2**32 - 1, 24),
        lambda data: changed(data, 2, "<H", 0, 8),
        lambda data: changed(data, 2, "<H", 99, 28),
        lambda data: data.replace(b"a.xml", b"a\x00xml"),
        lambda _: zipped(comment=b"from somebody"),
        lambda _: zipped(extra=b"\x99\x99\x00\x00"),
    ],
)
def test_what_is_unusual_is_no_plain_zip(odd: Callable[[bytes], bytes]) -> None:
    assert plain_zip(odd(zipped())) is None


def test_a_directory_that_ends_within_an_entry_is_no_plain_one() -> None:
    data = zipped()
    size, begins = struct.unpack_from("<2L", data, len(data) - 10)
    more = data[:-22] + b"PK\x01\x02" + data[-22:-10] + struct.pack("<2LH", size + 4, begins, 0)
    assert plain_zip(more) is None


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize(
    ("form", "value", "at"), [("<L", 7, 16), ("<L", 5, 20), ("<L", 161, 24), ("<L", 5, 24)]
)
def test_sums_and_sizes_that_do_not_hold_are_torn(how: int, form: str, value: int, at: int) -> None:
    data = changed(zipped(how), 0, form, value, at)
    plain, whole = plain_zip(data), AnyZip(data)
    assert plain is not None
    for archive in (plain, whole):
        with pytest.raises(Refused):
            archive.inflated(archive.members[0])  # type: ignore[arg-type]


def test_a_name_that_is_told_in_two_codes_is_torn() -> None:
    data = bytearray(zipped())
    third = [n for n in range(len(data)) if data.startswith(b"PK\x03\x04", n)][2]
    data[third + 7] ^= 0x08
    plain, whole = plain_zip(bytes(data)), AnyZip(bytes(data))
    assert plain is not None
    assert read(plain.inflated, plain.members[2]) is read(whole.inflated, whole.members[2]) is None


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_a_flipped_byte_reads_alike_by_either_way(data: st.DataObject) -> None:
    whole = bytearray(zipped())
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    plain = plain_zip(bytes(whole))
    if plain is None:
        return
    other = AnyZip(bytes(whole))
    assert plain.members == other.members
    try:
        Parts(bytes(whole))
    except Refused:  # the guard lets neither way be gone
        return
    for member in plain.members:
        assert read(plain.inflated, member) == read(other.inflated, member)


def read(inflated: Callable[..., bytes], member: object) -> bytes | None:
    try:
        return inflated(member)
    except Refused:
        return None
