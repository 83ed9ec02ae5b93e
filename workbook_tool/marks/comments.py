"""What is told beside the cells of a sheet → comments, new ones or behind a school's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from workbook_tool.layout import letter
from workbook_tool.marks.boxes import (
    SHAPE,
    SHAPE_TYPE,
    TYPE_NAME,
    Grid,
    anchor,
    cell_of,
    drawing,
    grid_of,
    height_of,
    shape,
)
from workbook_tool.marks.notes import At, Note
from workbook_tool.marks.words import Words
from workbook_tool.patch import Node, Package, nodes_of, place_for, prefixed
from workbook_tool.patterns import re

COMMENTS, DRAWING = "comments", "vmlDrawing"
SHEET_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
"""The children of a worksheet in the order of ECMA-376, 18.3.1.99."""
THREAD = "tc="
"""What the author of the stand-in for a threaded comment begins with: its text is nobody's."""
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_ANCHOR = re.compile(rb"<(?:[\w.-]+:)?Anchor>([^<]*)<")
_ROW = re.compile(rb"<([\w.-]+:)?Row>")


class Commenter:
    """Writes the comments of one sheet."""

    def __init__(self, package: Package, part: str, root: Node, words: Words) -> None:
        self._package, self._part, self._root, self._words = package, part, root, words
        self._targets = {
            relation.kind.rpartition("/")[2]: relation.target
            for relation in package.relationships(part)
        }

    def write(self, notes: Mapping[At, Sequence[Note]], severities: Mapping[str, str]) -> None:
        """Give every cell its comment. `severities` are their words by the schema's."""
        head = self._words("author") + ":"
        texts = {at: self._plain(own, severities) for at, own in sorted(notes.items())}
        runs = {at: self._runs(own, severities) for at, own in notes.items()}
        grid = grid_of(self._package.read(self._part), self._root)
        part = self._targets.get(COMMENTS, "")
        there = self._merged(part, runs) if part in self._package else {}
        new = {at: self._run(f"{head}\n", "FF000000", "<b/>") + runs[at] for at in texts}
        new = {at: run for at, run in new.items() if at not in there}
        self._add(part if part in self._package else "", new)
        drawn = self._drawing()
        self._enlarge(drawn, {at: f"{there[at]}\n{texts[at]}" for at in there if at in texts}, grid)
        self._draw(drawn, {at: f"{head}\n{texts[at]}" for at in new}, grid)

    def _plain(self, notes: Sequence[Note], severities: Mapping[str, str]) -> str:
        return "\n".join(f"{severities[n.severity.word]}: {n.text} ({n.code})" for n in notes)

    def _runs(self, notes: Sequence[Note], severities: Mapping[str, str]) -> str:
        run = self._run
        pieces = []
        for number, note in enumerate(notes):
            edge = self._words.colour(f"{note.severity.word}_edge")
            word = f"{severities[note.severity.word]}: "
            pieces.append(run(("\n" if number else "") + word, edge, "<b/>"))
            pieces.append(run(note.text, "FF000000") + run(f" ({note.code})", "FF808080"))
        return "".join(pieces)

    def _run(self, text: str, colour: str, looks: str = "") -> str:
        style = self._words.style
        font = escape(str(style["note_font"]))
        own = f'<sz val="{style["note_size"]}"/><color rgb="{colour}"/><rFont val="{font}"/>'
        return f'<r><rPr>{looks}{own}</rPr><t xml:space="preserve">{escape(text)}</t></r>'

    def _merged(self, part: str, runs: Mapping[At, str]) -> dict[At, str]:
        """Append to the comments that are there; their cells and texts as they were.

        A threaded comment is left alone, and nothing can stand beside it.
        """
        data = self._package.read(part)
        root = nodes_of(data, 4)
        authors = [data[n.inner : n.close] for a in root.all("authors") for n in a.children]
        places = {f"{letter(column)}{row + 1}": (row, column) for row, column in runs}
        there: dict[At, str] = {}
        for listed in root.all("commentList"):
            for comment in listed.all("comment"):
                at, text = places.get(comment.get("ref")), comment.first("text")
                if at is None or text is None:
                    continue
                there[at] = _text_of(data[text.inner : text.close])
                number = comment.get("authorId")
                known = number.isdecimal() and int(number) < len(authors)
                if not (known and authors[int(number)].startswith(THREAD.encode())):
                    self._append(part, text, runs[at], there[at])
        return there

    def _append(self, part: str, text: Node, runs: str, own: str) -> None:
        for child in text.all("t"):  # Behind a bare text runs are not shown by every program.
            self._package.edit(part, child.start, child.start, f"<{text.prefix}r>")
            self._package.edit(part, child.end, child.end, f"</{text.prefix}r>")
        head = ("\n" if own else "") + self._words("appended") + "\n"
        before = f'<r><rPr><b/></rPr><t xml:space="preserve">{escape(head)}</t></r>'
        self._package.append(part, text, prefixed(before + runs, text.prefix))

    def _add(self, part: str, runs: Mapping[At, str]) -> None:
        if not runs:
            return
        author = f"<author>{escape(self._words('author'))}</author>"
        if not part:
            part = _free(self._package, "xl/comments{}.xml")
            start = f'<comments xmlns="{self._package.main}"><authors></authors>'
            self._package.add(part, f"{start}<commentList></commentList></comments>")
            self._package.declare(part, _COMMENTS_TYPE)
            self._package.relate(self._part, COMMENTS, part)
        root = nodes_of(self._package.read(part), 2)
        number = sum(len(node.children) for node in root.all("authors"))
        comments = "".join(
            f'<comment ref="{letter(column)}{row + 1}" authorId="{number}"><text>{text}</text>'
            "</comment>"
            for (row, column), text in sorted(runs.items())
        )
        for name, text in (("commentList", comments), ("authors", author)):
            node = root.first(name)
            if node is not None:
                self._package.append(part, node, prefixed(text, root.prefix))

    def _drawing(self) -> str:
        """The sheet's drawing of boxes, made where there is none."""
        node = self._root.first("legacyDrawing")
        if node is not None:
            own = {r.id: r.target for r in self._package.relationships(self._part)}
            if own.get(node.get("id"), "") in self._package:
                return own[node.get("id")]
        part = _free(self._package, "xl/drawings/vmlDrawing{}.vml")
        self._package.add(part, drawing(100 + int(re.findall(r"\d+", part)[0])))
        self._package.declare_ending("vml", _DRAWING_TYPE)
        own_id = self._package.relate(self._part, DRAWING, part)
        if node is not None:
            self._package.edit(self._part, node.start, node.end, "")
        at = place_for(self._root, SHEET_ORDER, "legacyDrawing")
        name = f"{self._root.prefix}legacyDrawing"
        self._package.edit(
            self._part, at, at, f'<{name} xmlns:r="{self._package.relations}" r:id="{own_id}"/>'
        )
        return part

    def _enlarge(self, part: str, texts: Mapping[At, str], grid: Grid) -> None:
        """Make the boxes of comments that grew high enough for what they hold now."""
        data = self._package.read(part)
        for found in SHAPE.finditer(data) if texts else ():
            at = cell_of(found[0])
            row = _ROW.search(data, found.start(), found.end())
            if at not in texts or row is None:
                continue
            where, prefix = anchor(*at, texts[at], grid), (row[1] or b"").decode()
            if anchored := _ANCHOR.search(data, found.start(), found.end()):
                self._package.edit(part, anchored.start(1), anchored.end(1), where)
            else:
                own = f"<{prefix}Anchor>{where}</{prefix}Anchor>"
                self._package.edit(part, row.start(), row.start(), own)

    def _draw(self, part: str, texts: Mapping[At, str], grid: Grid) -> None:
        data = self._package.read(part)
        numbers = [int(n) for n in re.findall(rb"_x0000_s(\d{1,8})", data)]
        blocks = [int(n) for n in re.findall(rb'idmap[^>]*\bdata="(\d{1,5})', data)]
        first = max([1024 * max(blocks, default=1), *numbers]) + 1
        shapes = "".join(
            shape(first + n, *at, anchor(*at, text, grid), height_of(text))
            for n, (at, text) in enumerate(texts.items())
        )
        end = data.rfind(b"</")
        kind = "" if TYPE_NAME.encode() in data else SHAPE_TYPE
        if shapes and end >= 0:
            self._package.edit(part, end, end, kind + shapes)


def _free(package: Package, pattern: str) -> str:
    names = {name.casefold() for name in package.names}
    return next(p for n in range(1, 10_000) if (p := pattern.format(n)).casefold() not in names)


def _text_of(inside: bytes) -> str:
    return re.sub(rb"<[^>]*>", b"", inside).decode(errors="replace")
