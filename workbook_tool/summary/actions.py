"""Tasks of all counted plans → one list with real dates, real amounts and a link to each cell."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from xlsxwriter.worksheet import Worksheet

from workbook_tool.model import ACTION_MONEY, ActionLine, Record, Summary
from workbook_tool.summary.desk import LINKS, Desk, file_name
from workbook_tool.summary.listing import FIRST, Cell, Link, Listing, columns, require, write

STYLES = {
    "number": "whole",
    "type": "text",
    "unit": "text",
    "school": "text",
    "set": "center",
    "weakness": "text",
    "standard": "text",
    "criterion": "text",
    "time": "text",
    "start": "date",
    "end": "date",
    "budget": "text",
    "amount": "money",
    "money": "text",
    "source": "text",
    "budgeted": "center",
    "status": "center",
    "percent": "progress",
    "open": "link",
}
RESULTS = ("status", "percent", "action.completion", "action.progress")
"""Columns that stand only where some plan told how far it is."""
BUDGET = "action.budget"
"""The field by which a form asks what a task costs."""
MOST_PERCENT = 1_000
TIMES = ("action.start", "action.end", "action.time")


def listing(desk: Desk, summary: Summary, *, results: bool) -> Listing:
    """Where the list stands; a field that no plan has makes no column.

    `results` says whether some plan told how far it is.
    """
    found = columns(desk, "actions", STYLES)
    require(desk, "actions", found, ("set", "standard", "money", "source", "amount", "budgeted"))
    used = {field for action in summary.actions for field in action.record.values}
    known = (c for c in found if results or c.key not in RESULTS)
    kept = tuple(c for c in known if c.key in STYLES or c.key in used or not used)
    return Listing(desk.say("actions.title"), kept, len(summary.actions))


def pages_wide(desk: Desk, where: Listing) -> int:
    """How many pages side by side keep the list readable."""
    width = sum(column.width for column in where.columns if not column.hidden)
    return max(1, ceil(width / desk.number("actions.page_width")))


def fill(desk: Desk, sheet: Worksheet, where: Listing, summary: Summary) -> None:
    """Write the list; says so when there are more tasks than a sheet keeps links."""
    note = desk.say("actions.note")
    if where.count > LINKS:
        note += " " + desk.say("actions.too_many_links", limit=LINKS, row=FIRST + LINKS + 1)
    kept = min(3, len(where.columns))
    about = {"name": "actions", "note": note}
    lines = _lines(desk, summary)
    write(desk, sheet, where, STYLES, lines, summary=summary, kept=kept, **about)
    amount = where.column("amount")
    desk.dots(sheet, (FIRST, amount, FIRST + max(1, where.count) - 1, amount))
    sheet.freeze_panes(FIRST, kept)


def _lines(desk: Desk, summary: Summary) -> Iterator[dict[str, Cell]]:
    schools = {line.key: line.school for line in summary.schools}
    sets = {line.id: line.short for line in summary.sets}
    criteria = {(line.id, c): name for line in summary.sets for c, name, _ in line.criteria}
    standards = {(a.set, a.standard) for a in summary.actions}
    named = {key: desk.standard(*key, summary) for key in standards}
    for number, action in enumerate(summary.actions, 1):
        record, issue, school = action.record, action.issue, schools[action.school]
        name = criteria.get((action.set, action.criterion), "")
        values: dict[str, Cell] = {field: record.text(field) for field in record.values}
        yield values | {
            "number": number,
            "type": school.type,
            "unit": school.unit,
            "school": school.name,
            "set": sets[action.set],
            "standard": named[action.set, action.standard],
            "criterion": (
                desk.say("common.criterion", id=action.criterion, name=name)
                if action.criterion
                else record.text("action.criterion")
            ),
            "time": " – ".join(record.text(f).strip() for f in TIMES if record.text(f).strip()),
            "start": action.start,
            "end": action.end,
            "action.issue": str(issue.number) if issue else record.text("action.issue"),
            "weakness": _weakness(action),
            "budget": _written(record),
            "amount": action.amount,
            "money": desk.say(f"money_state.{action.money}"),
            "source": source_label(desk, action.source),
            "budgeted": desk.say("counted.yes" if BUDGET in record.values else "counted.no"),
            "status": desk.say(f"status.{action.status}") if action.status else "",
            "percent": _percent(action.percent),
            "open": link_to(desk, action),
        }


def _weakness(action: ActionLine) -> str:
    """What is to become better: as the task tells it, else as the row does that it names."""
    own = action.record.text("action.weakness")
    return own or (action.issue.text("issue.limitation") if action.issue else "")


def _written(record: Record) -> str:
    """What the school wrote of money."""
    texts = (record.text(field).strip() for field in (*ACTION_MONEY, "action.funding"))
    return "; ".join(text for text in texts if text)


def _percent(percent: float | None) -> Cell:
    """A percentage that a sheet can show; text for one no task can have."""
    if percent is None or 0 <= percent <= MOST_PERCENT:
        return percent
    return str(percent)


def source_label(desk: Desk, source: str) -> str:
    """A source of money in words; "" where there is no amount."""
    known = desk.words.table("source")
    return known.text(source) if source in known else source


def link_to(desk: Desk, action: ActionLine) -> Link:
    """The task's cell; with the name of its file where no link can lead there."""
    place, name = action.place, file_name(action.path)
    target = desk.target(action.path, place)
    cell = f"{place.sheet}!{place.cell}" if place and place.cell else ""
    return Link(target, cell or name) if target else Link("", f"{name}, {cell}".strip(", "))
