"""Self-assessments of counted plans → how many schools reach which level, by criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_tool.catalogue import StandardSet
from workbook_tool.consolidate.totals import crossed
from workbook_tool.model import Assessment, Plan, SchoolLine


def assessment_of(
    own: StandardSet, schools: Sequence[SchoolLine], plans: Mapping[str, Plan]
) -> Assessment | None:
    """The levels of the schools of a set; None for a set without a rule for the whole."""
    lines = [line.key for line in schools if line.set == own.id]
    if not own.overall or not lines:
        return None
    graded = {key: _grades(plans[key], own) for key in lines}
    sent = [key for key in lines if graded[key]]
    levels = crossed(
        (((own.id, c.id), str(graded[key].get(c.id, "")), 1) for key in sent for c in own.criteria),
        tuple((own.id, c.id) for c in own.criteria),
        (*map(str, _known(own)), ""),
    )
    return Assessment(
        mandatory=frozenset(c.id for c in own.criteria if c.mandatory),
        levels=levels,
        overall=tuple((key, own.reached(graded[key])) for key in sent),
        without=tuple(key for key in lines if not graded[key]),
    )


def _known(own: StandardSet) -> tuple[int, ...]:
    """What a criterion can be judged as: 0 is below level 1."""
    return (0, *own.levels)


def _grades(plan: Plan, own: StandardSet) -> dict[str, int]:
    """The level of each criterion of the set that was judged by one of its levels."""
    told = plan.grades.items()
    return {name: n for name, n in told if own.criterion(name) and n in _known(own)}
