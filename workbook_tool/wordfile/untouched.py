"""A .docx on disk → whether it is as this program wrote it, or a person has saved it since."""

from __future__ import annotations

import io
import zipfile

_APP, _OURS, _MOST = "docProps/app.xml", b"<Application>wbtool</Application>", 100_000


def untouched(data: bytes) -> bool:
    """Whether nobody has saved the document: whoever does puts a name of his own into it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if file.getinfo(_APP).file_size > _MOST:
                return False
            return _OURS in file.read(_APP)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError):
        return False
