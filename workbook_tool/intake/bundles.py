"""A zip of many files, as mail and chat programs make them → a Source for every file in it."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import BinaryIO

from workbook_tool.errors import Refused
from workbook_tool.frozen import replace
from workbook_tool.intake.anyzip import BROKEN
from workbook_tool.intake.guard import DAMAGED, LOCKED_BUNDLE, TOO_LARGE, TOO_MUCH, UNSAFE
from workbook_tool.intake.kinds import zip_kind
from workbook_tool.intake.limits import Limits
from workbook_tool.intake.litter import LEADS_OUT, LEFT, passed_over, temporary
from workbook_tool.intake.membernames import leading_out, member_name
from workbook_tool.model.source import INSIDE, Source

DEEPEST = 2
"""Bundles in one another: a mail of mails."""
_ENOUGH = 2**20
"""Bytes of a table of contents."""
_TAIL = 2**16 + 200
"""Bytes at the end of a zip in which the record of its directory begins."""
_ELSEWHERE = 2**32 - 1
"""The size of a directory that is told in the record before (Zip64)."""
_LONGEST_ENTRY = 1_000
"""Bytes of an entry with a long name, on the average of a directory."""
_VIETNAM = timezone(timedelta(hours=7))
"""A zip tells the time on its maker's clock; all of Vietnam keeps UTC+7."""


def unfolded(source: Source, limits: Limits) -> tuple[Source, ...]:
    """The files of a bundle, in the order of their names, bundles in it unfolded too.

    The source itself when it is no bundle, when nothing in it is a file to read, or when it is too
    deep, too large or broken: whoever opens it says so.
    """
    found = tuple(islice(_unfolded(source, limits), limits.bundle_members + 1))
    return found if len(found) <= limits.bundle_members else (source,)


def _unfolded(source: Source, limits: Limits) -> Iterator[Source]:
    inside = list(_members(source, limits)) if len(source.members) < DEEPEST else []
    if not inside:
        yield source
    for member in sorted(inside, key=lambda s: s.inside):
        yield from _unfolded(member, limits) if _may_be_bundle(member) else (member,)


def _may_be_bundle(source: Source) -> bool:
    return not source.skipped and source.name.casefold().endswith(".zip")


def _members(source: Source, limits: Limits) -> Iterator[Source]:
    try:
        with _opened(source, limits) as archive:
            infos = archive.infolist()
            if not _is_bundle(archive) or _too_much(infos, limits):
                return
            taken: set[str] = set()
            for place, info in enumerate(infos):
                name = member_name(info)
                if info.is_dir() or not name or passed_over(name):
                    continue
                yield _member(source, place, info, _unlike(name, taken))
    except (Refused, *BROKEN):
        return


def _is_bundle(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is none of the documents that are zips too."""
    names = {name.casefold(): name for name in archive.namelist()}

    def begun(name: str) -> bytes:
        with archive.open(names[name]) as stream:
            return stream.read(_ENOUGH)

    return zip_kind(names, begun) == "archive"


def _too_much(infos: list[zipfile.ZipInfo], limits: Limits) -> bool:
    total = sum(info.file_size for info in infos)
    return len(infos) > limits.bundle_members or total > limits.bundle_total


def _member(source: Source, place: int, info: zipfile.ZipInfo, name: str) -> Source:
    link = stat.S_ISLNK(info.external_attr >> 16)
    inside = f"{source.inside}{INSIDE}{name}"
    out = leading_out(info)
    return replace(
        source,
        shown=f"{source.shown}{INSIDE}{name}",
        members=(*source.members, place),
        inside=inside,
        skipped=LEFT if link else LEADS_OUT if out else temporary(name),
        stored=out,
    )


def _unlike(name: str, taken: set[str]) -> str:
    """The name, numbered when another member has it, whatever its capitals."""
    stem, dot, ending = name.rpartition(".")
    own, n = name, 1
    while own.casefold() in taken:
        n += 1
        own = f"{stem} [{n}].{ending}" if dot else f"{name} [{n}]"
    taken.add(own.casefold())
    return own


def read_member(source: Source, limits: Limits) -> tuple[bytes, float]:
    """The bytes of a member and its time (POSIX). `Refused` locked, torn or too large."""
    with _opened(replace(source, members=source.members[:-1]), limits) as archive:
        infos = archive.infolist()
        if source.members[-1] >= len(infos):  # another file has taken the place of the bundle
            raise Refused(DAMAGED, name=source.name)
        info = infos[source.members[-1]]
        if info.flag_bits & 0x1:
            raise Refused(LOCKED_BUNDLE, name=source.name)
        return _inflated(archive, info, limits.file), _time(info)


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    try:
        with archive.open(info) as stream:
            data = stream.read(most + 1)
    except BROKEN as error:
        raise Refused(DAMAGED) from error
    if len(data) > most:
        raise Refused(UNSAFE, reason=TOO_LARGE)
    return data


@contextmanager
def _opened(source: Source, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The archive that a source is; on disk it is never read whole."""
    if source.members:
        data, _ = read_member(source, replace(limits, file=limits.part))
    elif source.held is not None:
        data = source.held
    else:
        if source.path.stat().st_size > limits.bundle:
            raise Refused(UNSAFE, reason=TOO_MUCH)
        with source.path.open("rb") as stream, _listed(stream, limits) as archive:
            yield archive
        return
    with _listed(io.BytesIO(data), limits) as archive:
        yield archive


def _listed(stream: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """The archive, once its directory, which is read whole, is known to be of a bearable size."""
    stream.seek(max(0, stream.seek(0, io.SEEK_END) - _TAIL))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    told = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if told == _ELSEWHERE:
        at = tail.rfind(b"PK\x06\x06", 0, at)
        told = int.from_bytes(tail[at + 40 : at + 48], "little")
    if told > limits.bundle_members * _LONGEST_ENTRY:
        raise Refused(UNSAFE, reason=TOO_MUCH)
    return zipfile.ZipFile(stream)


def _time(info: zipfile.ZipInfo) -> float:
    try:
        return datetime(*info.date_time, tzinfo=_VIETNAM).timestamp()
    except ValueError:  # zips may tell of a 30 February
        return 0.0
