"""The figures of the report: plans sent, contents chosen, money, self-assessments, progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from workbook_tool.documents.officereport.desk import Desk, dotted, share
from workbook_tool.model.summary import STATUSES
from workbook_tool.wordfile.blocks import Block, Heading, Prose


def results(desk: Desk) -> Iterator[Block]:
    """The second section, with its tables."""
    yield Heading(desk.say("headings.II"))
    for key, part in (
        ("II_1", _sent),
        ("II_2", _chosen),
        ("II_3", _money),
        ("II_4", _levels),
        ("II_5", _progress),
    ):
        yield Heading(desk.say(f"headings.{key}"), 2)
        yield from part(desk)


def _sent(desk: Desk) -> Iterator[Block]:
    schools, outside = desk.schools, desk.states(desk.overview.schools)["outside"]
    if not schools:
        yield Prose(desk.say("say.no_schools"))
        return
    states = desk.states(schools)
    facts = {"schools": len(schools), "sent": desk.sent, "rate": share(desk.sent, len(schools))}
    key = "say.sent" if states["missing"] else "say.sent_all"
    yield Prose(desk.say(key, **facts, **_of(states)))
    if late := sum(map(desk.late, schools)):
        yield Prose(desk.say("say.late", late=late, sent=desk.sent))
    if outside:
        yield Prose(desk.say("say.outside", outside=outside))
    group = desk.say("sent.group")
    yield desk.caption("sent", group=group)
    groups = dict.fromkeys(school.group for school in schools)
    rows = []
    for n, name in enumerate(groups, 1):
        rows.append([str(n), name, *_counts(desk.states(s for s in schools if s.group == name))])
    rows.append(["", desk.say("sent.total"), *_counts(states)])
    named = group[:1].upper() + group[1:]
    yield desk.table("sent", rows, aligned="clcccccc", total=True, group=named)


def _of(states: Counter[str]) -> dict[str, int]:
    return {state: states[state] for state in ("fine", "mend", "missing")}


def _counts(states: Counter[str]) -> list[str]:
    sent, whole = states["fine"] + states["mend"], states.total()
    return [
        *map(str, (whole, sent, states["fine"], states["mend"], states["missing"])),
        share(sent, whole),
    ]


def _chosen(desk: Desk) -> Iterator[Block]:
    tasks = desk.overview.tasks
    if not tasks:
        yield Prose(desk.say("say.tasks_none"))
        return
    ranked = sorted(_planned(desk), key=lambda row: -row[2])[: desk.count("chosen.rows")]
    mean = f"{len(tasks) / max(1, desk.sent):.1f}".replace(".", ",")
    facts = {"tasks": dotted(len(tasks)), "mean": mean}
    chosen = desk.say("say.chosen") if ranked else ""
    yield Prose(desk.say("say.tasks", chosen=chosen, **facts), together=bool(ranked))
    if ranked:
        yield desk.caption("chosen")
        rows = [
            [str(n), title, label, f"{count}/{whole}", share(count, whole)]
            for n, (title, label, count, whole) in enumerate(ranked, 1)
        ]
        yield desk.table("chosen", rows, aligned="cllcc")
    if unnamed := sum(not task.criterion for task in tasks):
        facts = {"count": dotted(unnamed), "tasks": dotted(len(tasks))}
        yield Prose(desk.say("say.unnamed", **facts))


def _planned(desk: Desk) -> Iterator[tuple[str, str, int, int]]:
    """Set, criterion, the schools that plan something for it, and all schools of the set."""
    for table in desk.overview.criteria:
        circular = desk.office.circulars.get(table.title)
        for column, criterion in enumerate(table.ids):
            count = table.schools(column)
            if criterion and count:
                name = circular.criteria.get(criterion, "") if circular else ""
                facts = {"id": criterion, "name": name}
                label = desk.say("annex_criteria.legend_item", **facts) if name else criterion
                yield table.title, label, count, len(table.rows)


def _money(desk: Desk) -> Iterator[Block]:
    tasks = desk.overview.tasks
    states = Counter(task.money for task in tasks)
    amounts = [(task.source, task.amount) for task in tasks if task.amount is not None]
    rest = "".join(
        desk.say(f"say.money_rest_{state}", count=dotted(states[state]))
        for state in ("none", "blank", "unclear")
        if states[state]
    )
    if not amounts:
        yield Prose(desk.say("say.money_none", rest=rest))
        return
    whole = sum(amount for _, amount in amounts)
    facts = {"amount": dotted(len(amounts)), "tasks": dotted(len(tasks)), "sum": dotted(whole)}
    yield Prose(desk.say("say.money", rest=rest, **facts), together=True)
    counts, sums = Counter(source for source, _ in amounts), Counter[str]()
    for source, amount in amounts:
        sums[source] += amount
    yield desk.caption("money")
    rows = [
        [
            str(n),
            source or desk.say("money.unnamed"),
            dotted(counts[source]),
            dotted(amount),
            share(amount, whole),
        ]
        for n, (source, amount) in enumerate(sums.most_common(), 1)
    ]
    last = ["", desk.say("money.total"), dotted(len(amounts)), dotted(whole), share(whole, whole)]
    yield desk.table("money", [*rows, last], aligned="clcrc", total=True)


def _levels(desk: Desk) -> Iterator[Block]:
    tables = [table for table in desk.overview.levels if sum(count for _, count in table.rows)]
    if not tables:
        yield Prose(desk.say("say.levels_none"))
        return
    yield Prose(desk.say("say.levels"), together=True)
    yield desk.caption("levels")
    rows = []
    for table in tables:
        whole = sum(count for _, count in table.rows)
        for n, (label, count) in enumerate(table.rows):
            rows.append([table.title if n == 0 else "", label, str(count), share(count, whole)])
    yield desk.table("levels", rows, aligned="llcc")


def _progress(desk: Desk) -> Iterator[Block]:
    followed = Counter(task.status for task in desk.overview.tasks if task.status)
    if not followed:
        yield Prose(desk.say("say.progress_unknown"))
        return
    whole = followed.total()
    facts = {"done": followed["done"], "late": followed["late"], "followed": whole}
    rate = share(followed["done"], whole)
    yield Prose(desk.say("say.progress", rate=rate, **facts), together=True)
    yield desk.caption("status")
    names = [key for key in STATUSES if followed[key]]
    rows = [
        [str(n), desk.say(f"status.names.{key}"), str(followed[key]), share(followed[key], whole)]
        for n, key in enumerate(names, 1)
    ]
    last = ["", desk.say("status.total"), str(whole), share(whole, whole)]
    yield desk.table("status", [*rows, last], aligned="clcc", total=True)
