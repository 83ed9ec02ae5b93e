"""An XML part → where its outer elements begin and end, so that text is put between them.

Nothing is serialised anew: what is not edited keeps its very bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.parsers import expat

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.guard import DAMAGED, ODD_XML, UNSAFE
from workbook_tool.patterns import re

_END = re.compile(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_HIDES_TAGS = (b"<![CDATA[", b"<!--")
_DATA = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?sheetData(?=[\s>])[^>]*(?<!/)>")
_DATA_END = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?sheetData\s*>")


@dataclass(slots=True)
class Node:
    """An element: `start` of its tag, `inner` behind it, `close` of its end tag, `end` of all.

    `tag` is the name as written, `name` the one without prefix. An element written `<a/>` has
    `inner`, `close` and `end` at one place.
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, "" without one."""
        before, colon, _ = self.tag.rpartition(":")
        return before + colon

    @property
    def empty(self) -> bool:
        """Whether it is written `<a/>`."""
        return self.inner == self.end

    def all(self, name: str) -> Iterator[Node]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        """The first child of a name."""
        return next(self.all(name), None)

    def get(self, name: str) -> str:
        """An attribute by its name without prefix, "" when it is not there."""
        return next((v for k, v in self.attributes.items() if k.rpartition(":")[2] == name), "")


def nodes_of(data: bytes, depth: int = 2) -> Node:
    """The root element with its children down to `depth` levels below it.

    `Refused` WB102 for broken XML, WB120 for a DOCTYPE or an encoding other than UTF-8.
    """
    return _Nodes(depth).read(data)


def outline_of(data: bytes) -> Node:
    """The root of a worksheet and its children; what its cells hold is passed over."""
    if not any(sign in data for sign in _HIDES_TAGS):
        begin = _DATA.search(data)
        ends = list(_DATA_END.finditer(data, begin.end())) if begin else []
        if begin and len(ends) == 1:
            cut = ends[0].start() - begin.end()
            root = nodes_of(data[: begin.end()] + data[ends[0].start() :], 2)
            _shift(root, begin.end(), cut)
            return root
    return nodes_of(data, 2)


def _shift(node: Node, behind: int, by: int) -> None:
    """Count places behind a cut as they are in the whole part."""
    is_cut = node.inner == behind and not node.empty
    node.start += by if node.start >= behind else 0
    node.inner += by if node.inner >= behind and not is_cut else 0
    node.close += by if node.close >= behind else 0
    node.end += by if node.end >= behind else 0
    for child in node.children:
        _shift(child, behind, by)


class _Nodes:
    def __init__(self, depth: int) -> None:
        self._most, self._depth = depth, -1
        self._open: list[Node] = []
        self._root: Node | None = None

    def read(self, data: bytes) -> Node:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:64]:
            raise Refused(UNSAFE, reason=ODD_XML)
        self._data = data
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise Refused(DAMAGED) from error
        if self._root is None:  # Never: expat wants a root.
            raise Refused(DAMAGED)
        return self._root

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._most:
            return
        at = self._parser.CurrentByteIndex
        found = _END.match(self._data, at)
        node = Node(tag, attributes, at, found.end() if found else at)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._depth >= self._most:
            return
        node, at = self._open.pop(), self._parser.CurrentByteIndex
        if self._data[node.inner - 2 : node.inner] == b"/>":
            node.close = node.end = node.inner
        else:
            node.close, node.end = at, self._data.index(b">", at) + 1


def _refuse(*_: object) -> None:
    raise Refused(UNSAFE, reason=ODD_XML)


def place_for(root: Node, order: Sequence[str], name: str) -> int:
    """Where a child called `name` belongs in a root whose children stand in `order`.

    Behind the last one of its own name or of those before it; names not in `order` count for
    nothing.
    """
    before = set(order[: order.index(name) + 1])
    at = root.inner
    for child in root.children:
        if child.name in before:
            at = child.end
    return at
