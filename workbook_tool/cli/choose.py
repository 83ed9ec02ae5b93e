"""Options that name a form, a set, a year → the values they stand for."""

from __future__ import annotations

from datetime import date

from workbook_tool.catalogue import Form, StandardSet
from workbook_tool.choices import Choices
from workbook_tool.cli.speech import catalogue
from workbook_tool.errors import WbtoolError
from workbook_tool.model import PLANNED, SchoolYear


def form_and_set(form_id: str, set_id: str, day: date | None = None) -> tuple[Form, StandardSet]:
    """The form and the set; the form is chosen by set and day when none is named."""
    standard_set = catalogue().set(set_id)
    form = catalogue().form(form_id) if form_id else catalogue().form_for(set_id, day)
    if set_id not in form.sets:
        raise WbtoolError("set-not-in-form", form=form.id, set=set_id)
    return form, standard_set


def year_of(text: str) -> SchoolYear | None:
    """The school year of an option, None when it was not given. `WbtoolError` "bad-school-year"."""
    year = SchoolYear.parse(text)
    if text and year is None:
        raise WbtoolError("bad-school-year", text=text)
    return year


def choices(
    form_id: str,
    set_id: str,
    year: SchoolYear | None,
    day: date | None = None,
    round_: str = PLANNED,
) -> Choices:
    """What a form offers for a set, a school year and a round; `day` is that of the plan."""
    form, standard_set = form_and_set(form_id, set_id, day)
    return Choices(form, standard_set, catalogue().vocabulary, year, round_)
