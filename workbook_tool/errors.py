"""What stops the tool: a handful of classes, each with a message key and the facts it names."""

from __future__ import annotations

from collections.abc import Sequence


class WbtoolError(Exception):
    """Something the user must change before the tool can go on.

    `key` names a sentence in `rules/messages.toml`; `facts` fill its braces.
    """

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = {name: str(value) for name, value in facts.items()}

    def __str__(self) -> str:
        return f"{self.key}: " + ", ".join(f"{k}={v}" for k, v in self.facts.items())


class CatalogueError(WbtoolError):
    """A file under `rules/` or `template_workbooks/` is wrong: file, key and reason.

    Where an office may meet the reason, in a card of its own, it is a key of a message (`why-…`
    with the facts it names); what only those who change the forms meet is said in English.
    """

    def __init__(self, file: str, at: str, reason: str, **facts: object) -> None:
        super().__init__("catalogue-wrong", file=file, at=at, reason=reason, **facts)


class TemplateRefused(WbtoolError):
    """The workbook cannot be written as its form asks (a list too long, a link too many)."""


class SettingsError(WbtoolError):
    """What an office set is not understood; each complaint is a sentence with its own facts."""

    def __init__(self, complaints: Sequence[WbtoolError]) -> None:
        super().__init__(complaints[0].key, **complaints[0].facts)
        self.complaints = tuple(complaints)


class RosterError(WbtoolError):
    """The list of schools cannot be understood."""


class OutputRefused(WbtoolError):
    """The output cannot be put in its place (folder missing, file open elsewhere)."""


class Refused(WbtoolError):
    """A stranger's file is not read; `key` is the code of the rule that says so (WB1xx)."""


class TooMuch(Refused):
    """A file is not read because of its size: what is none of ours is no danger all the same."""
