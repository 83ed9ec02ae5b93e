"""WB505: one and the same lead for all tasks."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context, number_of
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Party, Plan


def same_lead_on_every_row(plan: Plan, context: Context) -> Iterator[Hit]:
    """All tasks that name a lead name the same, and there are at least `fewest` of them."""
    led = [(r, p) for r in plan.actions if isinstance(p := r.read("action.lead"), Party)]
    leads = {context.kept.fold(party.lead) for _, party in led}
    if len(leads) == 1 and len(led) >= number_of(context, "fewest"):
        for record, party in led:
            yield row_hit(record, "action.lead", lead=party.lead)
