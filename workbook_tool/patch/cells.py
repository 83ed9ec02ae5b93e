"""New texts for cells → edits of a worksheet and of the shared texts, cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass
from workbook_tool.intake.guard import DAMAGED
from workbook_tool.intake.references import column_of
from workbook_tool.patch.nodes import nodes_of, outline_of
from workbook_tool.patch.package import Package
from workbook_tool.patch.restyle import Restyler
from workbook_tool.patch.written import attribute
from workbook_tool.patterns import re

At = tuple[int, int]
"""Row and column, both from 0."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TAG_END = re.compile(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*>""")


@dataclass(slots=True)
class CellNode:
    """A cell's element: its tag as written, attributes, where it begins and ends, what it holds."""

    tag: str
    attributes: Mapping[str, str]
    start: int
    end: int = 0
    formula: bool = False
    runs: bool = False

    @property
    def prefix(self) -> str:
        """The prefix of its name with the colon, "" without one."""
        before, colon, _ = self.tag.rpartition(":")
        return before + colon


class CellWriter:
    """Writes texts into cells of one workbook, each in the way its cell keeps texts.

    Cells that hold a formula, that are locked on a protected sheet, or that are not there stay
    as they are.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        relations = package.relationships(package.workbook)
        named = {r.kind.rpartition("/")[2]: r.target for r in relations}
        self._shared = named.get("sharedStrings", "")
        self._old: int | None = None
        self._strings: dict[str, int] = {}
        self._restyler = Restyler(package)
        self._unlocked = frozenset(_unlocked(package))

    def write(self, part: str, texts: Mapping[At, str], fonts: Mapping[At, str]) -> list[At]:
        """Put texts into cells of a sheet, into some in another font; the cells that took them."""
        data = self._package.read(part)
        protections = outline_of(data).all("sheetProtection")
        protected = any(n.get("sheet") in ("1", "true") for n in protections)
        cells = find_cells(data, texts)
        written = []
        for at, text in texts.items():
            cell = cells.get(at)
            locked = protected and cell and int(cell.attributes.get("s") or 0) not in self._unlocked
            if cell is None or cell.formula or cell.runs or locked:
                continue
            written_cell = self._cell(self._restyled(cell, fonts.get(at, "")), text)
            self._package.edit(part, cell.start, cell.end, written_cell)
            written.append(at)
        return written

    def _restyled(self, cell: CellNode, font: str) -> CellNode:
        if not font:
            return cell
        style = str(self._restyler.in_font(int(cell.attributes.get("s") or 0), font))
        attributes = {**cell.attributes, "s": style}
        return CellNode(cell.tag, attributes, cell.start, cell.end)

    def finish(self) -> None:
        """Put the new shared texts and formats behind the old ones."""
        self._restyler.finish()
        if not self._strings:
            return
        root = nodes_of(self._package.read(self._shared), 1)
        entries = "".join(
            f"<{root.prefix}si>{_text(text, root.prefix)}</{root.prefix}si>"
            for text in self._strings
        )
        self._package.append(self._shared, root, entries)
        if root.get("uniqueCount").isdecimal():
            count = str(len(root.children) + len(self._strings))
            self._package.set(self._shared, root, "uniqueCount", count)

    def _cell(self, cell: CellNode, text: str) -> str:
        kept = {k: v for k, v in cell.attributes.items() if k != "t"}
        written = "".join(f' {k}="{attribute(v)}"' for k, v in kept.items())
        prefix = cell.prefix
        if cell.attributes.get("t") == "s" and self._shared in self._package:
            number = self._index(text)
            return f'<{cell.tag}{written} t="s"><{prefix}v>{number}</{prefix}v></{cell.tag}>'
        if cell.attributes.get("t") == "str":
            inside = f"<{prefix}v>{_escaped(text)}</{prefix}v>"
            return f'<{cell.tag}{written} t="str">{inside}</{cell.tag}>'
        inside = f"<{prefix}is>{_text(text, prefix)}</{prefix}is>"
        return f'<{cell.tag}{written} t="inlineStr">{inside}</{cell.tag}>'

    def _index(self, text: str) -> int:
        if self._old is None:
            self._old = len(nodes_of(self._package.read(self._shared), 1).children)
        return self._old + self._strings.setdefault(text, len(self._strings))


def _text(text: str, prefix: str) -> str:
    return f'<{prefix}t xml:space="preserve">{_escaped(text)}</{prefix}t>'


def _escaped(text: str) -> str:
    """XML, with what would be taken for an escaped letter (`_x000D_`) escaped itself."""
    return escape(_ESCAPED.sub("_x005F_", text))


def _unlocked(package: Package) -> Iterator[int]:
    data = package.read(package.styles)
    for section in nodes_of(data, 3).all("cellXfs") if data else ():
        for number, xf in enumerate(section.children):
            protection = xf.first("protection")
            if protection is not None and protection.get("locked") in ("0", "false"):
                yield number


def find_cells(data: bytes, wanted: Collection[At]) -> dict[At, CellNode]:
    """The elements of cells; the first of two at a place counts, as for the reader."""
    finding = _Finding(data, wanted)
    return finding.found


class _Finding:
    def __init__(self, data: bytes, wanted: Collection[At]) -> None:
        self.found: dict[At, CellNode] = {}
        self._data, self._wanted = data, wanted
        self._row = self._column = -1
        self._cell: CellNode | None = None
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise Refused(DAMAGED) from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._place(attributes.get("r", ""))
            at = (self._row, self._column)
            if at in self._wanted and at not in self.found:
                self._cell = CellNode(tag, attributes, self._parser.CurrentByteIndex)
                self.found[at] = self._cell
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif self._cell is not None:
            self._cell.formula |= name == "f"
            self._cell.runs |= name == "r"

    def _end(self, tag: str) -> None:
        if self._cell is None or tag.rpartition(":")[2] != "c":
            return
        found = _TAG_END.match(self._data, self._cell.start)
        first = found.end() if found else self._cell.start
        if self._data[first - 2 : first] == b"/>":
            self._cell.end = first
        else:
            self._cell.end = self._data.index(b">", self._parser.CurrentByteIndex) + 1
        self._cell = None

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if found:
            self._row, self._column = int(found[2]) - 1, column_of(found[1])
        else:
            self._column += 1
