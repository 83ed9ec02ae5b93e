"""A stranger's bytes → a Grid to read, or a named refusal that says what to ask for."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass
from workbook_tool.intake.guard import DAMAGED, ENCRYPTED, TOO_LARGE, UNSAFE, Parts
from workbook_tool.intake.kinds import NOT_OF_THIS_KIND, ole_kind, recognise, zip_kind
from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.intake.litter import OWNER_FILE, temporary
from workbook_tool.intake.ourmark import OWN_REPORT, own_page, own_paper
from workbook_tool.intake.xlsx import XlsxGrid
from workbook_tool.model.grid import Grid
from workbook_tool.model.source import Source

__all__ = ["LIMITS", "NOT_OF_THIS_KIND", "Limits", "Taken", "open_grid", "take", "take_source"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A file's bytes and what is known of it: size in bytes, POSIX time (0.0 when unknown)."""

    data: bytes
    size: int
    modified: float


def take_source(source: Source, limits: Limits = LIMITS) -> Taken:
    """The bytes of a file, of a member of a bundle or of standard input, once.

    `Refused` as `take`, with the rule of a source that is skipped, and WB132 for a member that is
    locked by a password.
    """
    if source.skipped:
        raise Refused(source.skipped, name=source.name, stored=source.stored)
    if source.members:
        from workbook_tool.intake.bundles import read_member

        data, modified = read_member(source, limits)
        return Taken(data, len(data), modified)
    if source.held is None:
        return take(source.path, limits)
    if len(source.held) > limits.file:
        raise Refused(UNSAFE, reason=TOO_LARGE)
    return Taken(source.held, len(source.held), 0.0)


def take(path: Path, limits: Limits = LIMITS) -> Taken:
    """Read a regular file into memory, once.

    `Refused` when it is no regular file, too large, unreadable, or the owner file ("~$…") that
    Excel leaves beside an open workbook.
    """
    if temporary(path.name) == OWNER_FILE and not path.name.startswith("."):
        raise Refused(OWNER_FILE, name=path.name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused(NOT_OF_THIS_KIND, name=path.name, kind="special")
        if status.st_size > limits.file:
            raise Refused(UNSAFE, name=path.name, reason=TOO_LARGE)
        with path.open("rb") as stream:
            data = stream.read(limits.file + 1)
    except OSError as error:
        raise Refused(DAMAGED, name=path.name) from error
    return Taken(data, len(data), status.st_mtime)


def open_grid(data: bytes, limits: Limits = LIMITS, passwords: Sequence[str] = ()) -> Grid:
    """Bytes as a Grid.

    `Refused` names the rule (WB101, WB102, WB104, WB120) and the kind, or WB138 for a report of
    our own. `passwords` are tried, in order, on a workbook that asks for one; WB133 when none
    opens it.
    """
    kind = recognise(data)
    if kind == "zip":
        return _zipped(data, limits)
    if kind == "ole":
        kind = ole_kind(data)
    if kind == "xls":
        return _old(data, limits, passwords)
    if kind == "encrypted":
        from workbook_tool.intake.locked import unlocked

        return open_grid(unlocked(data, passwords, limits), limits)
    if kind == "torn":
        raise Refused(DAMAGED)
    if kind == "html" and own_page(data):
        raise Refused(OWN_REPORT)
    raise Refused(NOT_OF_THIS_KIND, kind=kind)


def _zipped(data: bytes, limits: Limits) -> Grid:
    parts = Parts(data, limits)
    kind = zip_kind(parts.names, parts.read)
    if kind == "xlsx":
        return XlsxGrid(parts, limits)
    if kind == "ods":
        from workbook_tool.intake.ods import OdsGrid

        return OdsGrid(parts, limits)
    if kind == "xlsb":
        from workbook_tool.intake.legacy import read_xlsb

        return read_xlsb(data, parts, limits)
    if kind == "encrypted":
        raise Refused(ENCRYPTED)
    if kind == "word" and own_paper(parts):
        raise Refused(OWN_REPORT)
    raise Refused(NOT_OF_THIS_KIND, kind=kind)


def _old(data: bytes, limits: Limits, passwords: Sequence[str]) -> Grid:
    from workbook_tool.intake.legacy import read_xls

    try:
        return read_xls(data, limits)
    except Refused as refused:
        if refused.key != ENCRYPTED:
            raise
    from workbook_tool.intake.locked import unlocked

    return read_xls(unlocked(data, passwords, limits), limits)
