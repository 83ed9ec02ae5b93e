"""What a clerk wrote into an older summary → beside the schools and findings of this one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TypeAlias

from workbook_tool.consolidate.owners import Finder
from workbook_tool.frozen import dataclass
from workbook_tool.model import LONGEST_NOTE, NO_NOTES, NoteRow, Notes, School
from workbook_tool.typed.text import fold

Subject: TypeAlias = tuple[str, str, str, str]
"""Sheet, school key, path (where no school is known) and rule (of a finding)."""


def of_school(key: str) -> Subject:
    """The line of a school."""
    return "track", key, "", ""


def of_finding(key: str, path: str, rule: str) -> Subject:
    """The line of a finding: of a school, else of a file that could not be read."""
    return "findings", key, "" if key else fold(path), fold(rule)


@dataclass(frozen=True, slots=True)
class Joined:
    """Notes by the line they belong to; `strays` belong to no school that is known."""

    beside: Mapping[Subject, Notes]
    strays: Notes

    def text(self, subject: Subject, column: str) -> str:
        """Everything written in a column beside a line, "" for nothing."""
        notes = self.beside.get(subject, NO_NOTES).values()
        texts = dict.fromkeys(text for note in notes if (text := note.get(column, "")))
        return "\n".join(texts)[:LONGEST_NOTE]

    def choice(self, key: str) -> str:
        """The file that the clerk chose for a school, in her own words; "" for none."""
        return self.text(of_school(key), "choice")

    def lost(self, shown: Collection[Subject]) -> Notes:
        """The notes whose line is not among those shown."""
        gone = {s: notes for s, notes in self.beside.items() if s not in shown}
        return dict(self.strays) | {row: t for notes in gone.values() for row, t in notes.items()}


def join(notes: Notes, finder: Finder) -> Joined:
    """Find the line of every note: by the school's code, else by its name where that is certain."""
    beside: dict[Subject, dict[NoteRow, Mapping[str, str]]] = defaultdict(dict)
    strays: dict[NoteRow, Mapping[str, str]] = {}
    for row, texts in notes.items():
        subject = _subject(row, finder)
        if subject:
            beside[subject][row] = texts
        else:
            strays[row] = texts
    return Joined(dict(beside), strays)


def _subject(row: NoteRow, finder: Finder) -> Subject | None:
    told = bool(fold(row.code) or fold(row.name))
    key = finder.find(School(row.code, row.name, row.unit))[0] if told else ""
    if row.sheet == "track":
        return of_school(key) if key else None
    if told and not key:
        return None
    return of_finding(key, row.path, row.rule)
