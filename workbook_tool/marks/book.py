"""A new first sheet → the workbook's table of contents, its names and its views moved by one."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from workbook_tool.layout import MARKS_NAME
from workbook_tool.marks.listsheet import quoted
from workbook_tool.patch import (
    BookSheet,
    Node,
    Package,
    attribute,
    nodes_of,
    place_for,
    prefixed,
    sheets_of,
)
from workbook_tool.patterns import re

_ORDER = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize"),
    *("customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_APP = "docProps/app.xml"
_LONGEST_TITLE = 31
_SELECTED = re.compile(rb"""\stabSelected\s*=\s*["'](?:1|true)["']""")


def free_title(wanted: str, titles: list[str]) -> str:
    """A title no sheet has, at most 31 letters."""
    taken = {title.casefold() for title in titles}
    numbered = (f"{wanted[: _LONGEST_TITLE - 5]} ({n})" for n in range(2, 1_000))
    choices = (wanted[:_LONGEST_TITLE], *numbered)
    return next(title for title in choices if title.casefold() not in taken)


def put_first(package: Package, title: str, xml: str, titles_row: int) -> str:
    """Add a sheet before all others and open the workbook at it; its part.

    `titles_row` is the row, from 1, printed on every page.
    """
    part = next(p for n in range(1, 10_000) if (p := f"xl/worksheets/sheet{n}.xml") not in package)
    package.add(part, xml)
    package.declare(part, _SHEET_TYPE)
    own = package.relate(package.workbook, "worksheet", part)
    root, sheets = nodes_of(package.read(package.workbook), 2), sheets_of(package)
    for listed in root.all("sheets"):
        numbers = [int(s.node.get("sheetId")) for s in sheets if s.node.get("sheetId").isdecimal()]
        entry = (
            f'<sheet xmlns:r="{package.relations}" name="{attribute(title)}" '
            f'sheetId="{max(numbers, default=0) + 1}" r:id="{own}"/>'
        )
        package.edit(package.workbook, listed.inner, listed.inner, prefixed(entry, root.prefix))
    _views(package, root)
    _names(package, root, title, titles_row)
    for sheet in sheets:
        _unselect(package, sheet.part)
    _contents(package, title)
    return part


def _views(package: Package, root: Node) -> None:
    for views in root.all("bookViews"):
        for view in views.children:
            for key in ("activeTab", "firstSheet"):
                if view.get(key) not in ("", "0"):
                    package.set(package.workbook, view, key, "0")


def _names(package: Package, root: Node, title: str, titles_row: int) -> None:
    """Names of single sheets move on with them; ours tell the new sheet and its headings."""
    for listed in root.all("definedNames"):
        for node in listed.children:
            if node.get("localSheetId").isdecimal():
                package.set(
                    package.workbook, node, "localSheetId", str(int(node.get("localSheetId")) + 1)
                )
    where = escape(quoted(title))
    ours = (
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{where}${titles_row}:'
        f'${titles_row}</definedName><definedName name="{MARKS_NAME}">{where}$A$1</definedName>'
    )
    own = prefixed(ours, root.prefix)
    listing = root.first("definedNames")
    if listing is None:
        at = place_for(root, _ORDER, "definedNames")
        name = f"{root.prefix}definedNames"
        package.edit(package.workbook, at, at, f"<{name}>{own}</{name}>")
    else:
        package.append(package.workbook, listing, own)


def _unselect(package: Package, part: str) -> None:
    """Two selected sheets are a group: what is typed into one goes into both."""
    if part not in package:
        return
    data = package.read(part)
    end = data.find(b"sheetData")
    for found in _SELECTED.finditer(data, 0, end if end >= 0 else len(data)):
        package.edit(part, found.start(), found.end(), ' tabSelected="0"')


def _contents(package: Package, title: str) -> None:
    """The list of sheets in the document's properties, where it is told in the usual way."""
    data = package.read(_APP)
    if not data:
        return
    root = nodes_of(data, 5)
    pairs, titles = root.first("HeadingPairs"), root.first("TitlesOfParts")
    counts = [n for n in _deep(pairs) if n.name == "i4"] if pairs else []
    listed = titles.first("vector") if titles else None
    if not counts or listed is None or not listed.children:
        return
    first = counts[0]
    number, prefix = data[first.inner : first.close].decode(), listed.children[0].prefix
    if number.isdecimal() and listed.get("size").isdecimal():
        package.edit(_APP, first.inner, first.close, str(int(number) + 1))
        package.set(_APP, listed, "size", str(int(listed.get("size")) + 1))
        text = f"<{prefix}lpstr>{escape(title)}</{prefix}lpstr>"
        package.edit(_APP, listed.inner, listed.inner, text)


def _deep(node: Node) -> list[Node]:
    return [n for child in node.children for n in (child, *_deep(child))]


def shown_sheets(sheets: list[BookSheet]) -> Mapping[str, bool]:
    """Which sheets can be gone to, by title."""
    return {sheet.title: sheet.shown for sheet in sheets}
