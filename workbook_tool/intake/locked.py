"""A workbook that asks for a password → the workbook itself, when one of those given opens it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from workbook_tool.errors import Refused
from workbook_tool.intake.confined import ask
from workbook_tool.intake.guard import ENCRYPTED
from workbook_tool.intake.limits import Limits

WRONG = "WB133"
_OF_EXCEL = "VelvetSweatshop"
"""Excel itself opens files locked with this without asking: its way to keep a structure fixed."""


def unlocked(data: bytes, passwords: Sequence[str], limits: Limits) -> bytes:
    """The plain bytes. `Refused` WB104 without passwords, WB133 when none opens it."""
    told = json.dumps([*passwords, _OF_EXCEL]).encode()
    try:
        return ask("unlock", told + b"\n" + data, limits)
    except Refused as refused:
        if not passwords:  # whether it is whole nobody can tell
            raise Refused(ENCRYPTED) from refused
        if refused.key == ENCRYPTED:
            raise Refused(WRONG) from refused
        raise
