"""A workbook with a password → the workbook itself; runs in a process of its own.

Deriving a key may be told to take hours, and a forged header to eat the memory.
"""

from __future__ import annotations

import io
import json

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

from workbook_tool.intake.child import Locked


def tell(data: bytes, most_cells: int, most_letters: int) -> bytes:  # noqa: ARG001 – as every task
    """The plain bytes. `data` is a line of JSON, the passwords in order, then the workbook.

    `Locked` when none of them opens it.
    """
    line, _, book = data.partition(b"\n")
    for password in json.loads(line):
        plain = io.BytesIO()
        try:
            locked = msoffcrypto.OfficeFile(io.BytesIO(book))
            locked.load_key(password=password)
            locked.decrypt(plain)
        except (InvalidKeyError, DecryptionError):
            continue
        return plain.getvalue()
    raise Locked
