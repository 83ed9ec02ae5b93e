"""The nouns every other module speaks of."""

from workbook_tool.model.plan import (
    ACTION_TIME,
    Anomaly,
    Identity,
    NO_FACTS,
    Plan,
    Record,
    School,
)
from workbook_tool.model.values import (
    CriterionRef,
    Levels,
    Money,
    Party,
    Period,
    Place,
    Read,
    Reading,
    SchoolYear,
    StandardRef,
    Timing,
    Unread,
    Value,
)

__all__ = [
    "ACTION_TIME",
    "Anomaly",
    "CriterionRef",
    "Identity",
    "Levels",
    "Money",
    "NO_FACTS",
    "Party",
    "Period",
    "Place",
    "Plan",
    "Read",
    "Reading",
    "Record",
    "School",
    "SchoolYear",
    "StandardRef",
    "Timing",
    "Unread",
    "Value",
]
