"""WB153: a telephone number or an e-mail address nobody can be reached at."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

PHONE, EMAIL = "contact.phone", "contact.email"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_BETWEEN = re.compile(r"[;,\n]| [/–-] ")
DIGITS = range(9, 13)
"""Without a leading zero, which Excel drops, up to a country's code before it."""


def contact_malformed(plan: Plan, context: Context) -> Iterator[Hit]:
    """No number of nine to twelve digits, or something that is no address."""
    phones = [re.sub(r"\D", "", part) for part in _BETWEEN.split(plan.text(PHONE))]
    if plan.text(PHONE).strip() and not any(len(digits) in DIGITS for digits in phones):
        yield field_hit(plan, PHONE)
    mails = [part.strip() for part in re.split(r"[;,\n]", plan.text(EMAIL)) if part.strip()]
    if not all(_EMAIL.fullmatch(mail) for mail in mails):
        yield field_hit(plan, EMAIL)
