"""Plans and reports built by hand, without a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbook_tool.findings import Finding, Report, Severity
from workbook_tool.model import (
    PLANNED,
    Completion,
    CriterionRef,
    Identity,
    Levels,
    Money,
    Period,
    Place,
    Plan,
    Record,
    StandardRef,
    Timing,
    Unread,
    Value,
)
from workbook_tool.model.values import Read

SET = "tt19-2018-mn"
SHEET = "III. Kế hoạch"
BLANK = object()


def value(field: str, text: str, read: Read | Unread, row: int, column: str) -> Value:
    return Value(text, Place(SHEET, f"{column}{row}", field, row - 8, text), read)


def action(  # one argument a column of the form
    number: int = 1,
    criterion: str = "1.1",
    *,
    set_id: str = SET,
    standard: str = "",
    task: str = "Bồi dưỡng giáo viên",
    lead: str = "Hiệu trưởng",
    start: date | None = None,
    end: date | None = None,
    vnd: int | object | None = BLANK,
    budget: str = "",
    funding: str = "",
    source: str = "",
    more: Mapping[str, str] | None = None,
) -> Record:
    row = number + 8
    values = {
        "action.standard": value(
            "action.standard",
            standard,
            StandardRef(set_id, standard) if standard else None,
            row,
            "B",
        ),
        "action.criterion": value("action.criterion", criterion, None, row, "C"),
        "action.task": value("action.task", task, task or None, row, "F"),
        "action.lead": value("action.lead", lead, lead or None, row, "G"),
        "action.funding": value("action.funding", funding, funding or None, row, "L"),
    }
    money: Read | Unread = None
    if vnd is not BLANK:
        money = Money(vnd, source)  # type: ignore[arg-type]
        budget = budget or str(vnd)
    elif budget:
        money = Unread("no-amount")
    values["action.budget"] = value("action.budget", budget, money, row, "K")
    if start or end:
        timing = Timing((Period(start, end),))
        values["action.time"] = value("action.time", f"{start} - {end}", timing, row, "I")
    for field, text in (more or {}).items():
        values[field] = value(field, text, text, row, "N")
    ref = CriterionRef(set_id, criterion) if criterion else None
    under = StandardRef(set_id, standard) if standard else None
    return Record(number, values, criterion=ref, standard=under)


def tracked(record: Record, id_: str | None = None) -> Record:
    """The task in a form that asks how far it is, as long as nobody told it."""
    known = {
        "action.id": f"A{record.number:03}" if id_ is None else id_,
        "action.completion": "",
        "action.progress": "",
        "action.proof": "",
    }
    row = record.number + 8
    more = {field: value(field, text, text or None, row, "M") for field, text in known.items()}
    return replace(record, values={**record.values, **more})


def told(
    record: Record,
    state: str = "",
    percent: float | None = None,
    *,
    progress: float | None = None,
    proof: str | None = None,
    id_: str | None = None,
) -> Record:
    """The task in a file of a later round, issued when the task was as it is in `record`."""
    own, row = tracked(record, id_), record.number + 8
    known: dict[str, tuple[str, Read]] = {
        "action.proof": (record.proof if proof is None else proof, None),
    }
    if state or percent is not None:
        known["action.completion"] = (state or str(percent), Completion(state, percent))
    if progress is not None:
        known["action.progress"] = (str(progress), Completion("", progress))
    more = {field: value(field, text, read, row, "M") for field, (text, read) in known.items()}
    return replace(own, values={**own.values, **more})


def assessed(levels: Mapping[str, int | None], set_id: str) -> tuple[Record, ...]:
    """The rows of a self-assessment by criterion; None is a level still to be judged."""
    rows = []
    for number, (criterion, level) in enumerate(levels.items(), 1):
        read = None if level is None else Levels((level,))
        text = "" if level is None else str(level)
        ref = CriterionRef(set_id, criterion)
        values = {
            "assessment.criterion": value("assessment.criterion", criterion, ref, number, "B"),
            "assessment.level": value("assessment.level", text, read, number, "C"),
        }
        rows.append(Record(number, values, criterion=ref))
    return tuple(rows)


def plan(
    actions: Sequence[Record] = (),
    *,
    code: str = "",
    name: str = "Trường Mầm non Họa Mi",
    unit: str = "",
    province: str = "",
    type_: str = "",
    year: str = "2026-2027",
    submission: str = "1",
    set_id: str = SET,
    round_: str = PLANNED,
    assessment: Sequence[Record] = (),
) -> Plan:
    typed = {
        "school.name": name,
        "school.unit": unit,
        "school.province": province,
        "school.type": type_,
        "plan.submission": submission,
        "contact.name": "Nguyễn Thị Lan",
        "contact.phone": "0912 345 678",
    }
    values = {k: Value(v, Place("Thông tin", "C5", k), v or None) for k, v in typed.items()}
    identity = Identity("plan-2018", "1", set_id, 60, year, code, name, round=round_)
    tables = {"action": tuple(actions), "assessment": tuple(assessment)}
    return Plan(identity, values, tables)


def finding(
    severity: Severity = Severity.WARNING,
    code: str = "WB401",
    message: str = "Có 2/2 việc chưa ghi kinh phí.",
    places: Sequence[Place] = (),
) -> Finding:
    return Finding(code, "some-rule", severity, message, "Đề nghị ghi số đồng.", tuple(places))


def report(
    path: str,
    of: Plan | None = None,
    findings: Sequence[Finding] = (),
    *,
    digest: str | None = None,
    modified: float = 1_790_000_000.0,
    size: int = 41_000,
) -> Report:
    found = path if digest is None else digest
    return Report(path, tuple(findings), of, found, size, modified)
