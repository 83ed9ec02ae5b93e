"""What marking changed → a part of the marked copy by which exactly that is taken back.

It counts only while every part is as the marking left it: a program that saves the copy anew
writes other bytes, and then marks are taken off by what they look like (`takeoff`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from workbook_tool.patch import Edit, Package

PART = "wbtool/marks.json"
_TYPE = "application/json"


def put_receipt(package: Package) -> None:
    """Add the receipt; nothing may be edited after it."""
    package.declare(PART, _TYPE)
    told = {
        "added": [*package.added, PART],
        "edited": {part: _reverse(package, part) for part in package.edited},
    }
    package.add(PART, json.dumps(told, ensure_ascii=False, sort_keys=True))


def _reverse(package: Package, part: str) -> Mapping[str, object]:
    before, edits, moved = package.read(part), [], 0
    for edit in package.edits(part):
        at = edit.start + moved
        edits.append([at, at + len(edit.new), before[edit.start : edit.end].decode()])
        moved += len(edit.new) - (edit.end - edit.start)
    return {"digest": _digest(package.now(part)), "edits": edits}


def take_back(package: Package) -> bool:
    """Undo what the receipt tells; False, and nothing done, where it does not fit the parts."""
    told = _read(package)
    if told is None:
        return False
    added, edits = told
    for part, (digest, _) in edits.items():
        if part not in package or _digest(package.read(part)) != digest:
            return False
    for part, (_, changes) in edits.items():
        for edit in changes:
            package.edit(part, edit.start, edit.end, edit.new)
    for part in added:
        package.remove(part)
    return True


Told = tuple[list[str], dict[str, tuple[str, list[Edit]]]]


def _read(package: Package) -> Told | None:
    """The receipt, or None where there is none or it is no receipt of ours."""
    try:
        told = json.loads(package.read(PART)) if PART in package else None
        if told is None:
            return None
        edited = {
            str(part): (str(one["digest"]), [_edit(*change) for change in one["edits"]])
            for part, one in told["edited"].items()
        }
        return [str(part) for part in told["added"]], edited
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _edit(start: int, end: int, text: str) -> Edit:
    if not 0 <= start <= end:
        raise ValueError
    return Edit(int(start), int(end), text.encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
