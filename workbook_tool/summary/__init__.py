"""A Summary and the words of `summary.toml` → the office's workbook, as bytes."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.model import SUMMARY_MARK, Summary
from workbook_tool.summary import (
    actions,
    assessment,
    budget,
    cover,
    criteria,
    files,
    found,
    progress,
    results,
    track,
)
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.grid import Around
from workbook_tool.summary.titles import Titles

__all__ = ["write_summary"]


def write_summary(summary: Summary, words: Mapping[str, object], *, folder: str = "") -> bytes:
    """Write the workbook; the same summary and words give the same bytes.

    `folder` leads from where the workbook will lie to what the paths of the files are relative
    to, with forward slashes; "" when it lies beside them. Raises `CatalogueError` for a word that
    is missing or wrong, `TemplateRefused` for what no workbook can hold.
    """
    desk = Desk(words, folder)
    desk.book.raw.set_custom_property(SUMMARY_MARK, "1", "text")
    told = results.place(desk, summary)
    lists = {
        "track": track.listing(desk, summary),
        "findings": found.listing(desk, summary),
        "actions": actions.listing(desk, summary, results=told is not None),
        "files": files.listing(desk, summary),
    }
    money = budget.place(desk, summary)
    first, months = desk.say("cover.title"), desk.say("progress.title")
    own = {first, months, money.title, *(where.title for where in lists.values())}
    titles = Titles(desk, own | ({told.title} if told else set()))
    front = desk.page(first, landscape=False, tall=1 if cover.few(summary) else 0)
    track.fill(desk, desk.page(lists["track"].title), lists["track"], summary)
    found.fill(desk, desk.page(lists["findings"].title), lists["findings"], summary)
    for line in summary.sets:
        criteria.fill(desk, desk.page(titles.of_set("criteria.title", line)), line, summary)
    wide = actions.pages_wide(desk, lists["actions"])
    actions.fill(desk, desk.page(lists["actions"].title, wide=wide), lists["actions"], summary)
    budget.fill(desk, desk.page(money.title), money, lists["actions"], summary)
    progress.fill(desk, desk.page(months), months, summary)
    if told:
        results.fill(desk, desk.page(told.title), told, lists["files"].title, summary)
    for line in summary.sets:
        if line.assessment:
            title = titles.of_set("assessment.title", line)
            assessment.fill(desk, desk.page(title), title, line, summary)
    files.fill(desk, desk.page(lists["files"].title), lists["files"], summary)
    around = Around(first, lists["track"], lists["actions"], money, lists["files"].title, told)
    cover.fill(desk, front, around, summary)
    front.activate()
    return desk.book.bytes()
