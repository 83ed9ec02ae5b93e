"""Levels of a list and how far each has come → the number that a program prints before an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbook_tool.frozen import dataclass

DEEPEST = 8
"""The last level of a list in Word, counted from 0; other programs have one more."""
LONGEST = 60
"""Characters of what a number is made of."""
_PLACES = tuple(f"%{number}" for number in range(1, DEEPEST + 2))
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: in `text` "%1" stands for the number of the first level, and so on.

    `restart` is the level (from 1) that begins it anew, -1 for any above; `legal` writes all of its
    numbers in digits; `style` is that of the paragraphs that belong to it.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""


_LEVEL = Level()


def counted(
    levels: Mapping[int, Level], counts: dict[int, int], level: int, start: int | None = None
) -> str:
    """Count one more entry on a level (from 0), and what is printed before it.

    `start` is the number that it has whatever was counted before.
    """
    told = levels.get(level, _LEVEL)
    if start is not None:
        counts[level] = start
    else:
        counts[level] = counts[level] + 1 if level in counts else told.start
    for deeper in [n for n in counts if n > level]:
        restart = levels.get(deeper, _LEVEL).restart
        if restart < 0 or level < restart:
            del counts[deeper]
    return _filled(levels, counts, told).strip()


def _filled(levels: Mapping[int, Level], counts: Mapping[int, int], told: Level) -> str:
    text = told.text[:LONGEST]
    for number, place in enumerate(_PLACES):
        if place in text:
            shown = levels.get(number, _LEVEL)
            count = counts.get(number, shown.start)
            text = text.replace(place, written(count, "decimal" if told.legal else shown.format))
    return text


def _letters(count: int) -> str:
    """a, b, … z, aa, bb, … as Word counts."""
    times, letter = divmod(count - 1, 26)
    return chr(97 + letter) * (times + 1) if 0 <= times < 30 else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    written = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        written += sign * times
    return written


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def written(count: int, how: str) -> str:
    """A number in a format that Word names; in digits where the format is unknown."""
    return _FORMATS.get(how, str)(count)
