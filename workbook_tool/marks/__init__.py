"""A workbook and what was found in it → a copy of it with the findings marked, and back.

Nothing is saved anew: colours are conditional formats that hold while a cell is as found,
comments and one sheet are added, every other byte stays (docs/decisions/0012).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass
from workbook_tool.intake import LIMITS, Limits, open_grid
from workbook_tool.marks.book import free_title, put_first, shown_sheets
from workbook_tool.marks.colours import colours
from workbook_tool.marks.comments import SHEET_ORDER, Commenter
from workbook_tool.marks.listing import Head, Listing
from workbook_tool.marks.notes import Group, Single, Told, groups_of, notes_of
from workbook_tool.marks.receipt import put_receipt, take_back
from workbook_tool.marks.stylebook import StyleBook
from workbook_tool.marks.takeoff import take_off
from workbook_tool.marks.words import Signs, Words
from workbook_tool.patch import Package, outline_of, place_for, sheets_of

__all__ = ["Head", "Marking", "Signs", "Single", "Told", "Words", "mark", "unmark"]


@dataclass(frozen=True, slots=True)
class Marking:
    """What a copy is marked with: findings in words, the head of the list, words, severities."""

    told: Sequence[Told]
    head: Head
    words: Words
    severities: Mapping[str, str]


def unmark(data: bytes, signs: Signs, limits: Limits = LIMITS) -> bytes:
    """The workbook without marks; the very same bytes when it has none.

    Part by part what it was before it was marked, if no other program saved it since.
    """
    package = Package(data, limits)
    if take_back(package):
        return package.bytes()
    package = Package(data, limits)
    return package.bytes() if take_off(package, signs) else data


def mark(data: bytes, marking: Marking, signs: Signs, limits: Limits = LIMITS) -> bytes:
    """A copy with marks, earlier ones taken off first; without findings a copy without marks.

    `Refused` when the workbook cannot be taken apart.
    """
    data = unmark(data, signs, limits)
    if not marking.told:
        return data
    package, grid = Package(data, limits), open_grid(data, limits)
    sheets = sheets_of(package)
    shown = shown_sheets(sheets)
    styles = StyleBook(package, marking.words)
    notes, groups = notes_of(marking.told, shown), _by_sheet(marking.told, shown)
    rules = {severity: styles.rule(severity.word, f"{severity.word}_edge") for severity in Severity}
    for sheet in sheets:
        if sheet.title in notes and sheet.part in package:
            root = outline_of(package.read(sheet.part))
            coloured = colours(groups[sheet.title], grid.cells(sheet.title), rules, root)
            at = place_for(root, SHEET_ORDER, "conditionalFormatting")
            package.edit(sheet.part, at, at, coloured)
            if not package.strict:  # Strict workbooks know no drawings in VML.
                commenter = Commenter(package, sheet.part, root, marking.words)
                commenter.write(notes[sheet.title], marking.severities)
    listing = Listing(marking.words, marking.severities, styles, package.main)
    listing.head(marking.head)
    for number, one in enumerate(marking.told, 1):
        listing.finding(number, one, shown, grid.cells)
    title = free_title(marking.words("sheet"), [sheet.title for sheet in sheets])
    put_first(package, title, listing.xml(), listing.heading_row)
    styles.write()
    put_receipt(package)
    return package.bytes()


def _by_sheet(told: Sequence[Told], shown: Mapping[str, bool]) -> Mapping[str, list[Group]]:
    groups: dict[str, list[Group]] = {}
    for one in told:
        for single in one.singles:
            for group in groups_of(single, one.finding.severity, shown):
                groups.setdefault(group.sheet, []).append(group)
    return groups
