"""Printed numbers of the rows of another table, as typed or chosen → references to those rows.

Notes: "first-number", "comma-as-list".
Reasons: "no-row", "number-not-text", "date-not-text", "same-as-above".
"""

from __future__ import annotations

from collections.abc import Iterable

from workbook_tool.model import Reading, RowRefs
from workbook_tool.patterns import re
from workbook_tool.typed.text import Raw, as_text, fold, opened, unread

_LEAD = (
    r"(?:(?:thuộc )?(?:các )?(?:vấn đề|vđ|v\.đ|v/đ|hạn chế|nội dung|mục|dòng|stt)"
    r"(?![^\W\d_]))?[ .:]{0,3}(?:(?:số|thứ|no)(?![^\W\d_])[ .:]{0,3})?"
)
# Up to two letters and digits are a row's id; these short forms are a criterion, a term, a month.
_NUMBER = r"(?:(?!(?:tc|hk|t)[0-9])[a-z]{1,2})?0{0,3}[1-9][0-9]{0,2}(?![0-9])"
_ITEM = rf"{_LEAD}{_NUMBER}"
_AND = r" ?(?:[,;&+]|và(?![^\W\d_])) ?+"
_TO = r" ?(?:-|đến(?![^\W\d_])|tới(?![^\W\d_])) ?+"
_LIST = re.compile(rf"{_ITEM}(?:(?:{_AND}|{_TO}){_ITEM})*")
_STEP = re.compile(rf"({_TO})?{_LEAD}(?:[a-z]{{1,2}})?0*([1-9][0-9]{{0,2}})(?![0-9])")
_LABEL = re.compile(
    rf"(?P<rows>{_ITEM}(?:{_AND}{_ITEM})*)"
    r"(?:(?P<sign>[.:)] |[.:)](?![0-9])| ?- ?(?![0-9 ])| ?\()|(?P<dash> - )| (?=[^\W\d_]))"
    r"(?P<text>.*)"
)
_MARK = re.compile(r"[-+*•](?: |(?![0-9]))|\( ?")
_WIDEST = 100
"""Rows of one range; no table of a plan is longer."""


def read_rows(raw: Raw) -> Reading:
    """The rows a cell names by printed number, ascending, each once; what follows is their label.

    A label names the rows before its dot, colon, bracket or dash only. A bare number right before
    words counts something ("12 lớp") and is unread with the number as candidate; after a word
    such as "Vấn đề" or in an id it is read, uncertain. Numbers have at most three digits.

    >>> read_rows("1. Trẻ 5 tuổi, 3 lớp").value, read_rows("Vấn đề 1 và V003").value
    (RowRefs(numbers=(1,)), RowRefs(numbers=(1, 3)))
    >>> read_rows("12 lớp chưa có nhà vệ sinh").value
    Unread(reason='no-row', candidates=('12',))
    """
    if isinstance(raw, float) and not raw.is_integer():
        return unread("number-not-text")
    text = opened(raw, "no-row", "date-not-text")
    if isinstance(text, Reading):
        return text
    lines = [_unmarked(line) for line in as_text(raw).split("\n")]
    lines = [line for line in lines if line] or [""]
    listed = [_listed(line) for line in lines]
    if all(listed):
        doubt = len(lines) == 1 and re.fullmatch("[0-9]{1,3},[0-9]{1,3}", lines[0])
        return _rows((n for rows in listed for n in rows), "comma-as-list" if doubt else "")
    # Lines that begin with a number are further labels, or belong to the text of the first.
    more = any(map(_LABEL.fullmatch, lines[1:])) or any(listed[1:])
    if listed[0]:
        return _rows(listed[0], "first-number" if more else "")
    return _labelled(_unmarked(text), more)


def _unmarked(text: str) -> str:
    """A folded text without signs at its ends, list sign and opening bracket."""
    bare = fold(text).strip(" .;,:")
    mark = _MARK.match(bare)
    return bare[mark.end() :] if mark else bare


def _listed(text: str) -> list[int]:
    """The numbers of a list of rows; none for another text, or a range that cannot be meant."""
    text = text.rstrip(")")
    numbers: list[int] = []
    for found in _STEP.finditer(text) if _LIST.fullmatch(text) else ():
        number = int(found[2])
        if found[1] and not numbers[-1] < number <= numbers[-1] + _WIDEST:
            return []
        numbers += range(numbers[-1] + 1, number + 1) if found[1] else [number]
    return numbers


def _labelled(text: str, more: bool) -> Reading:
    """The rows in front of their label; `more` says that its other lines begin with numbers."""
    found = None if _LIST.fullmatch(text) else _LABEL.fullmatch(text)
    if not found:
        return unread("no-row")
    rows = _listed(found["rows"])
    if not found["sign"] and not found["dash"] and text[0].isdigit():
        return unread("no-row", *map(str, rows))
    doubtful = more or not found["sign"] or _listed(found["text"])
    return _rows(rows, "first-number" if doubtful else "")


def _rows(numbers: Iterable[int], note: str = "") -> Reading:
    return Reading(RowRefs(tuple(sorted(set(numbers)))), not note, note)
