"""An office's summary workbook → its report as a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbook_tool.cli.ownsummary import grid_at
from workbook_tool.cli.selection import deadlines
from workbook_tool.cli.speech import catalogue
from workbook_tool.model import PLANNED
from workbook_tool.model.grid import Grid
from workbook_tool.outfile import safe_name
from workbook_tool.reader.overview import is_summary, read_overview
from workbook_tool.settings.office import Settings

if TYPE_CHECKING:
    from workbook_tool.documents.officereport import Office
    from workbook_tool.documents.sender import Sender

LANGUAGE = "vi"
"""A report to authorities is in the language of the country, whoever runs the tool."""


def summary_at(path: Path) -> Grid | None:
    """The summary workbook at a path; None for any other file, and for a folder."""
    grid = grid_at(path)
    return grid if grid and is_summary(grid) else None


def report_of(grid: Grid, settings: Settings) -> tuple[str, bytes]:
    """The name of a report, without an ending, and its .docx."""
    from workbook_tool.documents.officereport import office_report, report_name

    known = catalogue()
    words = known.words("report-office")
    overview = read_overview(grid, known.words("summary"))
    name = safe_name(report_name(overview, words))
    return name, office_report(overview, _office(settings), words)


def _office(settings: Settings) -> Office:
    from workbook_tool.documents.officereport.desk import Circular, Office

    known = catalogue()
    due = settings.deadline(PLANNED)
    recipients = settings.in_force.get("office.recipients")
    sets = [known.set(own) for own in known.set_ids]
    return Office(
        sender=sender_of(settings),
        recipients=_texts(recipients.value if recipients else ()),
        deadline=deadlines(settings, known, LANGUAGE).get(PLANNED, ""),
        due=due.day if due else None,
        circulars={
            one.name["short"]: Circular(
                one.document, {c.id: c.name for s in one.standards for c in s.criteria}
            )
            for one in sets
        },
        titles={code: card.title[LANGUAGE] for code, card in settings.rules.cards.items()},
    )


def sender_of(settings: Settings) -> Sender:
    """What the office set of itself."""
    from workbook_tool.documents.sender import Sender

    names = ("name", "above", "place", "signer", "contact")
    return Sender(**{name: settings.text(f"office.{name}") for name in names})


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
