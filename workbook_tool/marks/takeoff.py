"""A marked copy that another program saved anew → the same without marks, as far as they are known.

The list is known by its defined name, colours by a term of their formulas, comments by who wrote
them. Formats that nothing uses any more stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import unescape

from workbook_tool.layout import MARKS_NAME, letter
from workbook_tool.marks.boxes import SHAPE, cell_of
from workbook_tool.marks.words import Signs
from workbook_tool.patch import (
    BookSheet,
    Node,
    Package,
    nodes_of,
    outline_of,
    rels_of,
    sheets_of,
)
from workbook_tool.patterns import re

SIGN = f'N("{MARKS_NAME}")=0'
"""A term of every colour's formula; it is always true."""
_TITLE = re.compile(r"'((?:[^']|'')+)'!|([^'!]+)!")


def take_off(package: Package, signs: Signs) -> bool:
    """Note the edits that take the marks off; whether there was any."""
    found = False
    sheets = sheets_of(package)
    listing = _listing(package, sheets)
    for sheet in sheets:
        if sheet.part in package and sheet is not listing:
            found |= _colours(package, sheet.part)
            found |= _comments(package, sheet.part, signs)
    if listing is not None:
        _drop_sheet(package, listing, sheets.index(listing))
    return found or listing is not None


def _listing(package: Package, sheets: list[BookSheet]) -> BookSheet | None:
    data = package.read(package.workbook)
    for node in _names(package):
        if node.get("name") == MARKS_NAME:
            found = _TITLE.match(unescape(data[node.inner : node.close].decode()))
            title = (found[1] or found[2]).replace("''", "'") if found else ""
            return next((s for s in sheets if s.title == title and len(sheets) > 1), None)
    return None


def _names(package: Package) -> Iterator[Node]:
    for listed in nodes_of(package.read(package.workbook), 2).all("definedNames"):
        yield from listed.children


def _drop_sheet(package: Package, sheet: BookSheet, index: int) -> None:
    package.edit(package.workbook, sheet.node.start, sheet.node.end, "")
    for node in _names(package):
        own = node.get("localSheetId")
        if node.get("name") == MARKS_NAME or own == str(index):
            package.edit(package.workbook, node.start, node.end, "")
        elif own.isdecimal() and int(own) > index:
            package.set(package.workbook, node, "localSheetId", str(int(own) - 1))
    for views in nodes_of(package.read(package.workbook), 2).all("bookViews"):
        for view in views.children:
            for key in ("activeTab", "firstSheet"):
                if view.get(key).isdecimal() and int(view.get(key)) > index:
                    package.set(package.workbook, view, key, str(int(view.get(key)) - 1))
    _drop_part(package, package.workbook, sheet.part)


def _drop_part(package: Package, owner: str, part: str) -> None:
    """Take a part out, with its relationships and what names it."""
    for relation in package.relationships(owner):
        if relation.target == part:
            package.edit(rels_of(owner), relation.node.start, relation.node.end, "")
    gone = {name for name in (part, rels_of(part)) if name in package}
    for name in gone:
        package.remove(name)
    package.undeclare(lambda name: name == part)


def _colours(package: Package, part: str) -> bool:
    data = package.read(part)
    if MARKS_NAME.encode() not in data:
        return False
    found = False
    root = outline_of(data)
    for block in root.all("conditionalFormatting"):
        ours = [
            rule
            for rule in block.children
            if SIGN in unescape(data[rule.inner : rule.close].decode())
        ]
        found |= bool(ours)
        for node in [block] if len(ours) == len(block.children) else ours:
            package.edit(part, node.start, node.end, "")
    return found


def _comments(package: Package, sheet: str, signs: Signs) -> bool:
    targets = {r.kind.rpartition("/")[2]: r.target for r in package.relationships(sheet)}
    part = targets.get("comments", "")
    if part not in package:
        return False
    data = package.read(part)
    root = nodes_of(data, 5)
    authors = [
        unescape(data[n.inner : n.close].decode()) for a in root.all("authors") for n in a.children
    ]
    ours: set[str] = set()
    found = False
    for listed in root.all("commentList"):
        for comment in listed.all("comment"):
            number = comment.get("authorId")
            known = number.isdecimal() and int(number) < len(authors)
            wrote = {authors[int(number)] if known else "", *_first_line(data, comment)}
            if wrote & signs.authors:
                package.edit(part, comment.start, comment.end, "")
                ours.add(comment.get("ref"))
            else:
                found |= _cut(package, part, comment, signs.appended)
    _shapes(package, targets.get("vmlDrawing", ""), ours)
    return found or bool(ours)


def _first_line(data: bytes, comment: Node) -> Iterator[str]:
    """Who wrote a comment, as its first line says: some programs forget its author."""
    text = re.sub(rb"<[^>]*>", b"", data[comment.inner : comment.close])
    first, colon, _ = unescape(text.decode()).lstrip().partition(":")
    if colon:
        yield first.rstrip()


def _cut(package: Package, part: str, comment: Node, appended: Collection[str]) -> bool:
    """Take away the runs from the one on that says that ours begin."""
    data, text = package.read(part), comment.first("text")
    for run in text.children if text else ():
        said = unescape(data[run.inner : run.close].decode())
        if text and any(line in said for line in appended):
            package.edit(part, run.start, text.children[-1].end, "")
            return True
    return False


def _shapes(package: Package, part: str, cells: Collection[str]) -> None:
    if part not in package or not cells:
        return
    for found in SHAPE.finditer(package.read(part)):
        row, column = cell_of(found[0])
        if row >= 0 and f"{letter(column)}{row + 1}" in cells:
            package.edit(part, found.start(), found.end(), "")
