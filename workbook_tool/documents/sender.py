"""The office that a document comes from, and the words of its head → the letterhead."""

from __future__ import annotations

from datetime import date

from workbook_tool.catalogue.files import Reader
from workbook_tool.frozen import dataclass
from workbook_tool.wordfile.blocks import Letterhead


@dataclass(frozen=True, slots=True)
class Sender:
    """What an office set of itself; "" where it did not. `above` is the body over it."""

    name: str = ""
    above: str = ""
    place: str = ""
    signer: str = ""
    contact: str = ""


def letterhead(
    sender: Sender, words: Reader, day: date | None = None, year: str = ""
) -> Letterhead:
    """The head of a page, dated `day`; without one blanks are left before the `year`.

    An office that names itself and none above it has none; otherwise dots wait for both.
    """
    place = sender.place or words.text("no_place")
    if day is None:
        told = words.text("place_undated").format(place=place, year=year)
    else:
        told = words.text("place").format(place=place, **_parts(day))
    return Letterhead(
        above=sender.above.upper() or ("" if sender.name else words.text("above")),
        author=sender.name.upper() or words.text("author"),
        number=words.text("number"),
        country=words.text("country"),
        motto=words.text("motto"),
        place_and_date=told,
    )


def _parts(day: date) -> dict[str, str]:
    """The parts of a date as official texts write them: days under 10, months under 3 with a 0."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return {"day": f"{day.day:02}", "month": month, "year": str(day.year)}
