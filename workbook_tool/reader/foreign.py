"""What a workbook carries beside its cells → anomalies, in the words of both languages."""

from __future__ import annotations

from workbook_tool.catalogue import LANGUAGES, Catalogue
from workbook_tool.model.grid import Grid
from workbook_tool.model.plan import Anomaly

MACROS, FOREIGN, BINARY = "WB134", "WB135", "WB136"
_ALONE = {"macros": MACROS, "xlsb": BINARY}


def carried(grid: Grid, catalogue: Catalogue) -> list[Anomaly]:
    """One anomaly for macros, one for a format that tells less, one for all that is foreign."""
    found = sorted(grid.carries)
    said = [Anomaly(_ALONE[kind], ()) for kind in found if kind in _ALONE]
    foreign = [kind for kind in found if kind not in _ALONE]
    if foreign:
        facts = {
            f"what.{language}": ", ".join(catalogue.say(f"foreign-{k}", language) for k in foreign)
            for language in LANGUAGES
        }
        said.append(Anomaly(FOREIGN, (), facts))
    return said
