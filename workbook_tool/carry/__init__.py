"""Returned plans × the workbook to come → what is known already, and what has no place in it.

A review round, next year's workbook and any other workbook that begins with an older one are
filled by this: the round and a migration take a plan as it stands, next year takes its tasks as
results.
"""

from workbook_tool.carry.carried import Carried, Leftover, Source
from workbook_tool.carry.left import everything
from workbook_tool.carry.rounds import into_round
from workbook_tool.carry.whole import into_current
from workbook_tool.carry.years import into_next_year

__all__ = [
    "Carried",
    "Leftover",
    "Source",
    "everything",
    "into_current",
    "into_next_year",
    "into_round",
]
