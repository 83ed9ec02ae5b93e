"""A school as a plan or a clerk tells it → which of the known schools it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from workbook_tool.model import Plan, School
from workbook_tool.typed.text import fold


def school_key(school: School) -> str:
    """The code as text, else province, unit and name, folded; accents are kept.

    Eight pairs of communes inside one province differ by accents only.
    """
    if code := fold(school.code):
        return code
    return " / ".join(fold(part) for part in (school.province, school.unit, school.name))


def school_of(plan: Plan) -> School:
    """The school as its plan tells it."""
    return School(
        code=plan.school_code,
        name=plan.school_name,
        unit=plan.text("school.unit").strip(),
        province=plan.text("school.province").strip(),
        type=plan.text("school.type").strip(),
        head=plan.text("contact.name").strip(),
        phone=plan.text("contact.phone").strip(),
        email=plan.text("contact.email").strip(),
    )


class Finder:
    """Looks a school up among those known by key: by code, else by name where that is certain."""

    def __init__(self, known: Iterable[tuple[str, School]]) -> None:
        self._codes: dict[str, str] = {}
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, list[tuple[str, School]]] = defaultdict(list)
        for key, school in known:
            if code := fold(school.code):
                self._codes.setdefault(code, key)
                if code.isdecimal():
                    self._numbers[code.lstrip("0")].append(key)
            self._names[fold(school.name)].append((key, school))

    def find(self, school: School) -> tuple[str, str]:
        """The key of the school and "", else "" and the key of the reason."""
        if (code := fold(school.code)) in self._codes:
            return self._codes[code], ""
        # A spreadsheet that took a code for a number has eaten its leading zeros.
        numbers = self._numbers.get(code.lstrip("0"), []) if code.isdecimal() else []
        if len(numbers) == 1:
            return numbers[0], ""
        namesakes = self._names.get(fold(school.name), [])
        alike = {key for key, other in namesakes if fold(school.name) and _may_be(school, other)}
        if len(alike) == 1:
            return alike.pop(), ""
        return "", "ambiguous" if alike else "outside"


def _may_be(one: School, other: School) -> bool:
    """Whether nothing that both tell differs; two codes that differ are two schools."""
    pairs = ((one.code, other.code), (one.unit, other.unit), (one.province, other.province))
    return all(not fold(a) or not fold(b) or fold(a) == fold(b) for a, b in pairs)
