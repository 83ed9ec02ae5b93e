"""A file appears whole or not at all, under a name that every system accepts."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from workbook_tool.errors import OutputRefused
from workbook_tool.patterns import re

_BYTES = 200
_NAME_BYTES = 110
"""Bytes of a school's name in a file's name: the rest is for the year, the round and the code."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_PREFIX, _SUFFIX = ".wbtool-", ".tmp"
_ABANDONED = 600
"""Seconds after which a temporary file is nobody's any more: no write takes so long."""
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def safe_name(text: str, limit: int = 120) -> str:
    """A file name made of `text`: NFC, no character or ending that Windows refuses.

    At most `limit` letters and 200 bytes of UTF-8: file systems count bytes.

    >>> safe_name('School "A" 1/2.')
    'School A 1 2'
    """
    name = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    name = " ".join(name.split())[:limit]
    name = name.encode()[:_BYTES].decode(errors="ignore").rstrip(" .")
    return f"_{name}" if not name or _DEVICES.match(name) else name


def school_names(pattern: str, year: object, name: str, code: str) -> Iterator[str]:
    """Names of a school's file, the first of which that is free is its own; no ending.

    `pattern` has the braces `school_year` and `school`. Schools of one name are told apart by their
    code, then by a number.

    >>> from itertools import islice
    >>> list(islice(school_names("{school} {school_year}", "2026-2027", "Hoa", "01"), 3))
    ['Hoa 2026-2027', 'Hoa 01 2026-2027', 'Hoa 01 (2) 2026-2027']
    """
    # Names are cut by bytes: what tells two schools apart must not be what is cut off.
    label = name.encode()[:_NAME_BYTES].decode(errors="ignore").rstrip()
    coded = f" {code}" if code else ""
    for more in chain(("", coded), (f"{coded} ({n})" for n in count(2))):
        yield safe_name(pattern.format(school_year=year, school=label + more), _BYTES)


def write_whole(path: Path, data: bytes) -> Path:
    """Write `data` at `path` through a temporary file beside it; an interruption leaves the old.

    Raises `OutputRefused` when the folder cannot be written or the target is held open.
    """
    import tempfile

    handle, name = -1, ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            raise OutputRefused("output-no-file", path=path)
        _sweep(path.parent)
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_mode(Path(name), path)
        Path(name).replace(path)
    except OSError as error:
        raise OutputRefused("output-refused", path=path, reason=error.strerror or error) from error
    finally:
        with suppress(OSError):
            Path(name).unlink() if name else None
    return path


def _sweep(folder: Path) -> None:
    """Remove what an earlier run left when it was killed in the middle of writing."""
    for litter in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if time.time() - litter.stat().st_mtime > _ABANDONED:
                litter.unlink()


def _keep_mode(temporary: Path, target: Path) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    temporary.chmod(mode)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
