"""`numbering.xml` of a Word document → the number that Word prints before a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.trees import down
from workbook_tool.intake.wordsigns import with_signs
from workbook_tool.intake.wordstyles import DEEPEST, said, value, whole

_PLACES = tuple(f"%{number}" for number in range(1, DEEPEST + 2))
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST = 60
"""Characters of what a number is made of."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: `restart` is the level (from 1) that begins it anew, -1 for any above."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""


_LEVEL = Level()


@dataclass(slots=True)
class _List:
    """A list that paragraphs count in: its levels, and how far each has come."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Use:
    """A use of a list: levels that differ, and levels that it begins anew."""

    list: _List
    levels: Mapping[int, Level]
    starts: dict[int, int]


class Numbers:
    """Counts the paragraphs of lists; ask once for each, in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._uses: dict[str, _Use] = {}
        if root is not None:
            lists = _lists(root)
            for element in root.iterfind("{w}num"):
                self._add(element, lists)

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that belongs to a style of paragraphs, 0 when none does."""
        use = self._uses.get(number)
        levels = {**use.list.levels, **use.levels} if use else {}
        return next((n for n, level in sorted(levels.items()) if level.style == style), 0)

    def next(self, number: str, level: int) -> str:
        """What is printed before the next paragraph of a list on a level (from 0), "" for none."""
        use = self._uses.get(number)
        if use is None:
            return ""
        counts, told = use.list.counts, self._level(use, level)
        if level in use.starts:
            counts[level] = use.starts.pop(level)
        else:
            counts[level] = counts[level] + 1 if level in counts else told.start
        for deeper in [n for n in counts if n > level]:
            restart = self._level(use, deeper).restart
            if restart < 0 or level < restart:
                del counts[deeper]
        return self._filled(use, told).strip()

    def _filled(self, use: _Use, told: Level) -> str:
        text = told.text
        for level, place in enumerate(_PLACES):
            if place in text:
                shown = self._level(use, level)
                count = use.list.counts.get(level, shown.start)
                how = "decimal" if told.legal else shown.format
                text = text.replace(place, _written(count, how))
        return text

    def _level(self, use: _Use, level: int) -> Level:
        return use.levels.get(level) or use.list.levels.get(level, _LEVEL)

    def _add(self, element: Element, lists: Mapping[str, _List]) -> None:
        found = lists.get(value(element.find("{w}abstractNumId")))
        if found is None:
            return
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for at, override in _levels(element, "{w}lvlOverride"):
            own, start = override.find("{w}lvl"), override.find("{w}startOverride")
            if own is not None:
                levels[at] = _level_of(own)
            if start is not None:
                starts[at] = whole(value(start), 1)
        self._uses[element.get("{w}numId", "")] = _Use(found, levels, starts)


def _lists(root: Element) -> Mapping[str, _List]:
    """Lists by id; those that only name a style of lists are that style's own."""
    lists: dict[str, _List] = {}
    styles: dict[str, str] = {}
    links: dict[str, str] = {}
    for element in root.iterfind("{w}abstractNum"):
        name = element.get("{w}abstractNumId", "")
        lists[name] = _List({at: _level_of(e) for at, e in _levels(element, "{w}lvl")})
        styles[value(element.find("{w}styleLink"))] = name
        links[name] = value(element.find("{w}numStyleLink"))
    return {name: lists[styles.get(links[name] or " ", name)] for name in lists}


def _levels(parent: Element, name: str) -> Iterator[tuple[int, Element]]:
    """What stands for a level of a list, with the level it says; beyond the last is none."""
    for element in parent.iterfind(name):
        if 0 <= (at := whole(element.get("{w}ilvl", ""), 0)) <= DEEPEST:
            yield at, element


def _level_of(element: Element) -> Level:
    fonts = down(element, "{w}rPr", "{w}rFonts")
    font = "" if fonts is None else fonts.get("{w}ascii", "") or fonts.get("{w}hAnsi", "")
    legal = said(element, "{w}isLgl")
    return Level(
        whole(value(element.find("{w}start")), 1),
        value(element.find("{w}numFmt")) or "decimal",
        with_signs(value(element.find("{w}lvlText"))[:_LONGEST], font),
        whole(value(element.find("{w}lvlRestart")), -1),
        bool(legal),
        value(element.find("{w}pStyle")),
    )


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


def _written(count: int, how: str) -> str:
    return _FORMATS.get(how, str)(count)
