"""The fields of a Word document → which characters are instructions and which are results."""

from __future__ import annotations

from collections.abc import Set
from xml.etree.ElementTree import Element

from workbook_tool.intake.foreign import DDE, LINKS

_FOLLOWED = frozenset({"LINK", "INCLUDETEXT", "INCLUDEPICTURE", "DATABASE", "IMPORT", "RD"})
_STARTS = frozenset({"DDE", "DDEAUTO"})


class Fields:
    """Follows the marks of the fields of one story; `lonely` ones count for nothing."""

    def __init__(self, lonely: Set[Element]) -> None:
        self._lonely = lonely
        self._open: list[bool] = []
        self._hidden = 0

    def mark(self, element: Element) -> None:
        """Meet a `w:fldChar`."""
        if element in self._lonely:
            return
        kind = element.get("{w}fldCharType", "")
        if kind == "begin":
            self._open.append(False)
            self._hidden += 1
        elif not self._open:
            return
        elif kind == "separate":
            self._hidden -= not self._open[-1]
            self._open[-1] = True
        else:
            self._hidden -= not self._open.pop()

    @property
    def shows(self) -> bool:
        """Whether characters that stand here are seen: not within an instruction."""
        return not self._hidden


def lonely_marks(root: Element) -> Set[Element]:
    """Marks of a part that begin what never ends, or end what never began."""
    begun: list[list[Element]] = []
    lonely: set[Element] = set()
    for element in root.iter("{w}fldChar"):
        kind = element.get("{w}fldCharType", "")
        if kind == "begin":
            begun.append([element])
        elif not begun:
            lonely.add(element)
        elif kind == "separate":
            begun[-1].append(element)
        else:
            begun.pop()
    return lonely.union(*begun)


def reaches(instruction: str) -> str:
    """What a field's instruction reaches for beside this document: "dde", "links" or ""."""
    word = instruction.split(maxsplit=1)[:1]
    name = word[0].upper() if word else ""
    if name in _STARTS:
        return DDE
    return LINKS if name in _FOLLOWED else ""
