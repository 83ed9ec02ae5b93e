"""A reading → what `wbtool read` says of it, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from workbook_tool.model import (
    Completion,
    CriterionRef,
    Levels,
    Money,
    Party,
    Period,
    Read,
    Reading,
    RowRefs,
    StandardRef,
    Timing,
    Unread,
)


def told(text: str, kind: str, reading: Reading, words: Mapping[str, str]) -> dict[str, object]:
    """The text with its value, whether that is certain, and a note; `words` are those of notes.

    `status` is "read", "blank" or "unread"; `value` is null for the last two.
    """
    value = reading.value
    unread = value if isinstance(value, Unread) else _no_party(value)
    key = f"reason-{unread.reason}" if unread else f"note-{reading.note}"
    return {
        "text": text,
        "kind": kind,
        "status": "unread" if unread else "blank" if value is None else "read",
        "value": None if unread or isinstance(value, Unread) else plain(value),
        "certain": reading.certain and not unread,
        "note": _note(words.get(key, ""), unread, words),
    }


def _no_party(value: Read) -> Unread | None:
    """A sentence in a party's place names nobody."""
    return Unread("sentence") if isinstance(value, Party) and value.sentence else None


def _note(said: str, unread: Unread | None, words: Mapping[str, str]) -> str:
    if not unread or not unread.candidates:
        return said
    return f"{said} {words['meant'].format(meant=', '.join(unread.candidates))}"


def plain(value: Read) -> object:
    """A value as JSON has it.

    >>> plain(Money(None, "x")), plain(Levels((1, 2)))
    ({'vnd': None, 'source': 'x'}, [1, 2])
    """
    match value:
        case Timing():
            return _timing(value)
        case Money():
            return {"vnd": value.vnd, **({"source": value.source} if value.source else {})}
        case Party():
            parts = {"support": value.support, "known": value.known, "unknown": value.unknown}
            return {"lead": value.lead, **{key: list(names) for key, names in parts.items()}}
        case Levels() | RowRefs():
            return list(value.numbers)
        case Completion() | CriterionRef() | StandardRef():
            return asdict(value)
    return value


def _timing(time: Timing) -> list[object]:
    """What recurs, then each period: by its name where the text calls it so, else by its days."""
    recurring: list[object] = [{"recurring": time.recurring}] if time.recurring else []
    moment: list[object] = [{"milestone": time.moment}] if time.moment else []
    # The days of what recurs are the plan's own year unless the text names them.
    dated = () if recurring and time.relative else time.periods
    names = time.milestones or ("",) * len(dated)
    pairs = zip(dated, names, strict=False)
    points = [{"milestone": name} if name else _period(period) for period, name in pairs]
    return [*recurring, *moment, *points]


def _period(period: Period) -> dict[str, str | None]:
    ends = {"start": period.start, "end": period.end}
    return {name: day.isoformat() if day else None for name, day in ends.items()}
