"""How far a task is, in words or percent → a `Completion`.

Notes: "about", "percent-only", "fraction-as-percent", "one-as-percent".
Reasons: "no-completion", "no-percent", "date-not-text", "same-as-above".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_tool.model import Completion, Reading, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.text import Raw, fold, opened, unread

_NUMBER = r"(?<![0-9])(?<![0-9][.,])(?P<n>[0-9]{1,4}(?:,[0-9]{1,6}|\.(?:[0-9]{1,2}|[0-9]{4,6}))?)"
_SIGN = r" ?(?:%|phần trăm(?![^\W\d_]))"
_ABOUT = (
    r"(?:(?P<about>[~≈]|(?:khoảng|dự kiến|ước(?: tính)?|tầm|gần|trên|dưới|hơn|không quá|tối đa|"
    r"tối thiểu|ít nhất)(?![^\W_])) ?)?"
)
_REACHED = r"(?:(?<![^\W_])(?:(?:đã |mới )?(?:đạt|được)|(?:đã|mới) làm)(?: được)?[ :]*)?"
_DONE = r"(?P<lead>(?:(?:đã |mới )?(?:hoàn thành|thực hiện)|tỷ lệ|tỉ lệ|mức)[ :]*)?"
_OF = r"(?P<of> (?:kế hoạch|chỉ tiêu|khối lượng|công việc|tiến độ))?"
_PERCENT = re.compile(rf"{_DONE}{_REACHED}{_ABOUT}{_NUMBER}(?P<sign>{_SIGN})?{_OF}")
_BESIDE = (
    re.compile(rf"(?P<about>(?!))?{_NUMBER}{_SIGN}"),
    re.compile(rf"{_REACHED}{_ABOUT}{_NUMBER}{_SIGN}"),
)
_EDGES = " .;,:!()-+*•…"
_LARGEST = 10_000


def read_percent(raw: Raw) -> Reading:
    """A percentage as `Completion("", percent)`, as typed: it may be over 100.

    Without a percent sign a number between 0 and 1 is taken as the share that Excel stores for
    it, and one from 1 to below 2 as percent; both are uncertain. A dot before three digits is
    Vietnam's thousands separator and no decimal sign.

    >>> read_percent("Đạt 105% kế hoạch").value, read_percent(0.4).value
    (Completion(state='', percent=105.0), Completion(state='', percent=40.0))
    """
    if isinstance(raw, (int, float)):
        return _unsigned(raw)
    text = opened(raw, "no-percent", "date-not-text")
    return text if isinstance(text, Reading) else _written(text)


def _unsigned(number: float) -> Reading:
    if isinstance(number, bool) or not abs(number) < _LARGEST:
        return unread("no-percent")
    if 0 < number < 1:
        return Reading(Completion("", round(number * 100, 6)), False, "fraction-as-percent")
    note = "one-as-percent" if 1 <= number < 2 else ""
    return Reading(Completion("", float(number)), not note, note)


def _written(text: str) -> Reading:
    found = _PERCENT.fullmatch(re.sub("^[-+*•] +", "", text).strip("() "))
    if not found or ((found["lead"] or found["of"]) and not found["sign"]):
        return unread("no-percent")
    if not found["sign"] and not found["about"]:
        return _unsigned(_value(found))
    note = "about" if found["about"] else ""
    return Reading(Completion("", _value(found)), not note, note)


def _value(found: re.Match[str]) -> float:
    return float(found["n"].replace(",", "."))


def read_completion(raw: Raw, completion: Mapping[str, Sequence[str]]) -> Reading:
    """The state a word of the vocabulary names, and the percent before or after it.

    Nothing else may stand beside the word: a sentence that begins with one is unread, with the
    first word of its state as candidate. "Hoàn thành 40%" in one breath says 40 percent, not
    done; "Hoàn thành - 40%" says both.

    >>> words = {"done": ("Hoàn thành",), "running": ("Đang thực hiện",)}
    >>> read_completion("Đang thực hiện (40,5%)", words).value
    Completion(state='running', percent=40.5)
    >>> read_completion("Hoàn thành một phần", words).value
    Unread(reason='no-completion', candidates=('Hoàn thành',))
    """
    if isinstance(raw, (int, float)):
        return _alone(_unsigned(raw))
    text = opened(raw, "no-completion", "date-not-text")
    if isinstance(text, Reading):
        return text
    text = text.strip(_EDGES)
    states = {fold(word): state for state, words in completion.items() for word in words}
    if text in states:
        return Reading(Completion(states[text]))
    alone = _alone(_written(text))
    told = _told(text, states) or alone
    if not isinstance(told.value, Unread):
        return told
    begun = [word for word in states if re.match(rf"{re.escape(word)}(?![^\W_])", text)]
    named = [completion[states[max(begun, key=len)]][0]] if begun else []
    return unread("no-completion", *named)


def _told(text: str, states: Mapping[str, str]) -> Reading | None:
    """The reading of a word with a percent before or behind it; None for another text."""
    for pattern in _BESIDE:
        found = pattern.search(text)
        if not found:
            continue
        before, after = text[: found.start()], text[found.end() :]
        said = f"{before}\n{after}".strip(f"\n{_EDGES}")
        state, percent = states.get(said), _value(found)
        # One breath: nothing but a blank between the word and the percent.
        if state == "done" and percent < 100 and said in (before.strip(" "), after.strip(" ")):
            return Reading(Completion("", percent), False, "percent-only")
        if state:
            note = "about" if found["about"] else ""
            return Reading(Completion(state, percent), not note, note)
    return None


def _alone(reading: Reading) -> Reading:
    """A percent in the place of a state."""
    if isinstance(reading.value, Unread):
        return unread("no-completion")
    return Reading(reading.value, False, "percent-only")
