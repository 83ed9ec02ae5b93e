"""`numbering.xml` of a Word document → the number that Word prints before a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.listnumbers import DEEPEST, LONGEST, Level, counted
from workbook_tool.intake.trees import down, whole
from workbook_tool.intake.wordsigns import with_signs
from workbook_tool.intake.wordstyles import said, value


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
        levels = {**use.list.levels, **use.levels}
        return counted(levels, use.list.counts, level, use.starts.pop(level, None))

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
        with_signs(value(element.find("{w}lvlText"))[:LONGEST], font),
        whole(value(element.find("{w}lvlRestart")), -1),
        bool(legal),
        value(element.find("{w}pStyle")),
    )
