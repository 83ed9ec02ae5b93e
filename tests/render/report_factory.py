"""Reports made for the tests of renderers: any plan, any findings, any names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from workbook_tool.catalogue import Catalogue
from workbook_tool.findings import Finding, Report, Severity, sort
from workbook_tool.model import PLANNED, Identity, Place, Plan, Value
from workbook_tool.render import Manner, Outcome

CATALOGUE = Catalogue()
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def say_in(language: str) -> Callable[..., str]:
    return lambda key, **facts: CATALOGUE.say(key, language, **facts)


VI, EN = say_in("vi"), say_in("en")


def plan(
    name: str = "Trường Mầm non Hoa Sen", submission: str = "1", round_: str = PLANNED
) -> Plan:
    identity = Identity("plan-2018", "1", "tt19-2018-mn", 60, "2025-2026", "01234567", round=round_)
    texts = {"school.name": name, "plan.submission": submission}
    values = {key: Value(text, Place("Thông tin", "C6", key)) for key, text in texts.items()}
    return Plan(identity, values, {"action": ()})


def finding(
    code: str = "WB301",
    severity: Severity = ERROR,
    message: str = "Việc số 6: tháng kết thúc (9/2026) sớm hơn tháng bắt đầu (12/2026).",
    fix: str = "Đề nghị xem lại một trong hai mốc.",
    places: Sequence[Place] = (
        Place("III. Kế hoạch", "L10", "action.end", task=6, value="Tháng 9/2026"),
    ),
) -> Finding:
    rule = CATALOGUE.rules[code]
    told = (code, rule.name, severity, message, fix, tuple(places), rule.title["vi"])
    return Finding(*told)


def report(*findings: Finding, path: str = "a.xlsx", plan_: Plan | None = None) -> Report:
    return Report(path, sort(findings), plan_ or plan())


def refused(path: str = "ảnh.jpg", code: str = "WB101") -> Report:
    message = f"Tệp “{path}” không phải biểu mẫu kế hoạch đã gửi cho trường, mà là ảnh chụp."
    fix = "Đề nghị nhà trường gửi lại tệp Excel của biểu mẫu đã nhận."
    found = finding(code, ERROR, message, fix, [Place("", "", value=path)])
    return replace(report(found, path=path), plan=None)


def manner(language: str = "vi", **more: object) -> Manner:
    return Manner(CATALOGUE, language, CATALOGUE.rules, **more)


SET = ({"setting": "severity.WB401", "value": "info"},)
DUE = {PLANNED: "17 giờ ngày 02/10/2026"}

HOSTILE = "=1+1\n\x1b[31m\u202egnp.exe<script>alert('x')</script>&quot;\ud800 👩‍🏫 \"'|{0}"
"""A name that has everything: a formula, escape codes, markup, a direction, half a character."""


def hostile() -> Outcome:
    """A batch in which every text that can come from outside is hostile."""
    places = [Place(HOSTILE, "C3", "action.task", 1, HOSTILE), Place("", "", value=HOSTILE)]
    found = finding(message=f"Việc số 1: {HOSTILE}.", fix=HOSTILE, places=places)
    own = replace(plan(HOSTILE), identity=replace(plan().identity, school_code=HOSTILE))
    return Outcome((report(found, path=HOSTILE, plan_=own), refused(HOSTILE)), (found,))


def outcomes() -> dict[str, Outcome]:
    """Batches of every shape."""
    across = finding("WB115", INFO, "Tệp gửi hai lần.", "", [Place("", "", value="b (1).xlsx")])
    clean = report(path="sạch.xlsx")
    bundle = report(finding(), path="Trường gửi.zip!/Xã A/kế hoạch 1:2.xlsx")
    many = [replace(finding(), code=f"WB{n:03}") for n in range(10_000)]
    return {
        "nothing": Outcome(()),
        "clean": Outcome((clean,)),
        "refused": Outcome((refused(), refused("b.pdf"))),
        "mixed": Outcome((bundle, clean, refused()), (across,), date(2026, 10, 2), SET, DUE),
        "hostile": hostile(),
        "many": Outcome((report(*many),)),
    }
