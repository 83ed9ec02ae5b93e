"""A Summary and the words of `summary.toml` → the office's workbook, as bytes."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.model import SUMMARY_MARK, Summary
from workbook_tool.summary import (
    actions,
    budget,
    cover,
    criteria,
    files,
    found,
    progress,
    track,
)
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.grid import Around

__all__ = ["write_summary"]


def write_summary(summary: Summary, words: Mapping[str, object], *, folder: str = "") -> bytes:
    """Write the workbook; the same summary and words give the same bytes.

    `folder` leads from where the workbook will lie to what the paths of the files are relative
    to, with forward slashes; "" when it lies beside them. Raises `CatalogueError` for a word that
    is missing or wrong, `TemplateRefused` for what no workbook can hold.
    """
    desk = Desk(words, folder)
    desk.book.raw.set_custom_property(SUMMARY_MARK, "1", "text")
    lists = {
        "track": track.listing(desk, summary),
        "findings": found.listing(desk, summary),
        "actions": actions.listing(desk, summary),
        "files": files.listing(desk, summary),
    }
    money = budget.place(desk, summary)
    first, months = desk.say("cover.title"), desk.say("progress.title")
    taken = {first, months, money.title, *(where.title for where in lists.values())}
    sets = criteria.titles(desk, summary, taken)
    one_page = cover.few(summary)
    front = desk.page(first, landscape=False, tall=1 if one_page else 0)
    track.fill(desk, desk.page(lists["track"].title), lists["track"], summary)
    found.fill(desk, desk.page(lists["findings"].title), lists["findings"], summary)
    for line in summary.sets:
        criteria.fill(desk, desk.page(sets[line.id]), line, summary)
    wide = int(desk.number("actions.pages_wide"))
    actions.fill(desk, desk.page(lists["actions"].title, wide=wide), lists["actions"], summary)
    budget.fill(desk, desk.page(money.title), money, lists["actions"], summary)
    progress.fill(desk, desk.page(months), months, summary)
    files.fill(desk, desk.page(lists["files"].title), lists["files"], summary)
    around = Around(first, lists["track"], money, lists["files"].title)
    cover.fill(desk, front, around, summary)
    front.activate()
    return desk.book.bytes()
