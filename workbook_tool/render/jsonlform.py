"""An outcome → JSON lines: one a file, the last for the whole run."""

from __future__ import annotations

import json
from collections.abc import Mapping

from workbook_tool.render import Manner, Outcome
from workbook_tool.render.jsonform import SCHEMA, file_dict


def render(outcome: Outcome, _: Manner) -> str:
    """A line of `kind` "file" for each file, then one of `kind` "run" with what is across files.

    What each holds is what schema 1 of the JSON format calls by the same name
    (`docs/schemas/check-line.schema.json`).
    """
    run = {
        "as_of": outcome.as_of.isoformat() if outcome.as_of else None,
        "files": len(outcome.reports),
        "findings": [finding.as_dict() for finding in outcome.across],
        "counts": dict(outcome.counts),
        **({"settings": list(outcome.settings)} if outcome.settings else {}),
    }
    lines = [_line("file", file_dict(report)) for report in outcome.reports]
    return "".join([*lines, _line("run", run)])


def _line(kind: str, told: Mapping[str, object]) -> str:
    return json.dumps({"schema": SCHEMA, "kind": kind, **told}, ensure_ascii=False) + "\n"
