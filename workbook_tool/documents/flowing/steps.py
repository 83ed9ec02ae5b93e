"""From one line of a row to the next → what it costs to stay in its column or to go on to another.

Costs are of no unit: what is usual costs nothing, what hardly happens five. They were chosen by
hand over plans of schools and invented ones in several layouts, and are no finer than that.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.documents.flowing.cells import had_room, room
from workbook_tool.documents.flowing.evidence import Evidence
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.words import MONEY, PARTY, TIME
from workbook_tool.typed.wraps import begins_item

INLINE, INLINE_TOP = 2.5, 0.7
"""Of a cell that begins within a line; within the first of a page, where cut cells go on."""
_ON, _ON_IN_BLOCK, _ON_AT_TOP = 0.7, 5.0, 1.5
"""Of the next column where blank lines tell nothing; without one where they do; on a new page."""
_BACK, _BACK_PERHAPS = 0.5, 2.0
"""Of beginning at the left again at the top of a page, and of what may be one."""
_SMALL: Mapping[str, float] = {PARTY: 1.5, MONEY: 1.5, TIME: 3.5}
"""Of a cell that begins with a small letter, by what its column holds; 5 in all others."""
_ENDED = (".", ";", ":", "!", "?", "”", '"', "…")
_OPEN = ("-", "–", ",", "/", "(")


def stays(last: str, line: Printed, width: float, gaps: bool) -> float:
    """A line goes on with the cell of the line before. `gaps`: blank lines part cells."""
    text = line.words
    item = begins_item(text)
    small = not (text[:1].isupper() or item)
    cost = 0.0
    if line.gap and gaps:
        cost += 0.6 if small or last.endswith(_OPEN) else 3.0
    if small:
        return cost + min(1.5, 0.4 * max(0.0, room(last, text, width)))
    if item:
        return cost + 0.1
    return cost + (0.4 if last.endswith(_ENDED) else 1.2 if had_room(last, text, width) else 0.5)


def goes_on(last: str, skipped: float, line: Printed, gaps: bool) -> float:
    """A line is in a column further to the right than the line before."""
    cost = _ON if not gaps else 0.0 if line.gap else _ON_IN_BLOCK
    if line.maybe_top:
        cost = min(cost, _ON_AT_TOP)
    # What a cell left unfinished will hardly go on anywhere else.
    return cost + skipped + (2.5 if last.rstrip().endswith(_OPEN) else 0.0)


def goes_back(line: Printed) -> float | None:
    """A line is in a column further to the left; None where no page can have ended."""
    return (_BACK if line.top else _BACK_PERHAPS) if line.maybe_top else None


def begins(held: str, text: str, column: int, evidence: Evidence) -> float:
    """A text is the first of its cell, or the rest of one behind a page that `held` ends in."""
    small = text[:1].islower()
    if not held:
        return _SMALL.get(evidence.column(column).kind, 5.0) if small else 0.0
    if small:
        return 2.0 if held.endswith(_ENDED) else 0.0
    return 0.3 if begins_item(text) or held.endswith(_ENDED) else 1.5
