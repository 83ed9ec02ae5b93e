"""A mark or a word in a yes/no cell → True or False.

Notes: "mark-as-answer", "without-accents". Reasons: "no-answer", "date-not-text", "same-as-above".
"""

from __future__ import annotations

from workbook_tool.model import Reading
from workbook_tool.typed.mended import accented
from workbook_tool.typed.text import Raw, as_text, fold, opened, unread

_YES = frozenset(
    {"có", "c", "đúng", "rồi", "đã có", "vâng", "yes", "y", "true", "x", "✓", "✔", "✅", "☑", "☒"}
)
_NO = frozenset(
    {"không", "ko", "k", "kg", "khg", "không có", "chưa", "chưa có", "no", "false", "☐"}
)
_DOUBTFUL = {"1": True, "0": False, "v": True, "+": True, "-": False, "✗": False, "✘": False}
"""Marks that one person means so and another otherwise."""


def read_yes_no(raw: Raw) -> Reading:
    """Whether a cell says yes: a word, a tick, an "x"; a cell of Excel's own truth values too.

    >>> read_yes_no("Có").value, read_yes_no(" X ").value, read_yes_no("K").value
    (True, True, False)
    >>> read_yes_no("Có/Không").value
    Unread(reason='no-answer', candidates=())
    """
    if isinstance(raw, bool):
        return Reading(raw)
    marks = _DOUBTFUL.get(fold(as_text(raw)))
    if marks is not None:
        return Reading(marks, certain=False, note="mark-as-answer")
    text = opened(raw, "no-answer", "date-not-text")
    if isinstance(text, Reading):
        return text
    plain = text.strip("()[] ")
    said = accented(plain)
    if said not in _YES | _NO:
        return unread("no-answer")
    return Reading(said in _YES, said == plain, "" if said == plain else "without-accents")
