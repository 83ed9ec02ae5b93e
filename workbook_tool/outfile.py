"""A file appears whole or not at all, under a name that every system accepts."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from workbook_tool.errors import OutputRefused

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def safe_name(text: str, limit: int = 120) -> str:
    """A file name made of `text`: NFC, no character or ending that Windows refuses.

    >>> safe_name('Trường MN "Họa Mi" 1/2.')
    'Trường MN Họa Mi 1 2'
    """
    name = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    name = " ".join(name.split())[:limit].rstrip(" .")
    return f"_{name}" if not name or _DEVICES.match(name) else name


def write_whole(path: Path, data: bytes) -> Path:
    """Write `data` at `path` through a temporary file beside it; an interruption leaves the old.

    Raises `OutputRefused` when the folder cannot be written or the target is held open.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = -1, ""
    try:
        handle, name = tempfile.mkstemp(prefix=".wbtool-", suffix=".tmp", dir=path.parent)
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


def _keep_mode(temporary: Path, target: Path) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    temporary.chmod(mode)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
