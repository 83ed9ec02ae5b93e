"""Corrections of a copy → lines that tell each of them: cell, before, after, why."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.findings import Correction
from workbook_tool.render import Say


def told(corrections: Sequence[Correction], say: Say) -> list[str]:
    """A heading and one line a correction; a line that says so when there is none."""
    if not corrections:
        return [say("fix-none")]
    return [say("fix-count", count=len(corrections)), *(_line(one, say) for one in corrections)]


def _line(one: Correction, say: Say) -> str:
    kind = say(f"fix-{one.kind}") + ("" if one.certain else say("fix-likely"))
    before, after = (text.replace("\n", " ⏎ ") for text in (one.place.value, one.after))
    place = {"sheet": one.place.sheet, "cell": one.place.cell}
    line: str = say("fix-line", before=before, after=after, kind=kind, **place)
    return line
