"""An outcome → JSON, schema 1 (`docs/schemas/check.schema.json`)."""

from __future__ import annotations

import json

from workbook_tool.findings import Report
from workbook_tool.render import Manner, Outcome

SCHEMA = 1


def render(outcome: Outcome, _: Manner) -> str:
    """Files with their findings, findings across files, counts; stable order."""
    document = {
        "schema": SCHEMA,
        "as_of": outcome.as_of.isoformat() if outcome.as_of else None,
        "files": [file_dict(report) for report in outcome.reports],
        "findings": [finding.as_dict() for finding in outcome.across],
        "counts": dict(outcome.counts),
        # Only where somebody set something: without it the report is everybody's.
        **({"settings": list(outcome.settings)} if outcome.settings else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def file_dict(report: Report) -> dict[str, object]:
    """What the schema says of one file."""
    plan = report.plan
    identity = plan.identity if plan else None
    return {
        "path": report.path,
        "status": report.status,
        "form": identity.form if identity else None,
        "form_version": identity.form_version if identity else None,
        "set": identity.set if identity else None,
        "round": identity.round if identity else None,
        "school": {"code": plan.school_code, "name": plan.school_name} if plan else None,
        "school_year": plan.school_year if plan else None,
        "findings": [finding.as_dict() for finding in report.findings],
        **_fixes(report),
    }


def _fixes(report: Report) -> dict[str, object]:
    """What was corrected, for who asked for a corrected copy."""
    if report.corrections is None:
        return {}
    return {"fixes": [correction.as_dict() for correction in report.corrections]}
