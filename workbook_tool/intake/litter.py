"""A path inside a folder or bundle → whether anybody sent it, by its name alone."""

from __future__ import annotations

OWNER_FILE, DAMAGED, LEFT, CLOSED, LEADS_OUT = "WB105", "WB102", "WB130", "WB131", "WB137"

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "$recycle.bin"})
_NEVER_SENT = (".py", ".pyc", ".toml", ".json", ".md", ".bat", ".cmd", ".log", ".lock")
"""Endings of files that lie in an office's folder and that no school sends."""
_SENT = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".zip", ".docx", ".doc", ".pdf")
_HALF = (".crdownload", ".part", ".partial", ".download", ".opdownload")


def passed_over(path: str) -> bool:
    """Whether nobody would miss the file: what systems, macOS archives and this program leave."""
    parts = path.casefold().split("/")
    name = parts[-1]
    if not _SYSTEM.isdisjoint(parts) or name.startswith("._") or name.endswith(_NEVER_SENT):
        return True
    return _hidden(parts) and not name.endswith(_SENT) and not _unfinished(name)


def temporary(path: str) -> str:
    """The rule that speaks of an owner file, a hidden or temporary one or half a download; ""."""
    parts = path.casefold().split("/")
    return _unfinished(parts[-1]) or (OWNER_FILE if _hidden(parts) else "")


def _unfinished(name: str) -> str:
    if name.endswith(_HALF):
        return DAMAGED
    owner = name.startswith(("~$", ".~lock.", "~wrl")) or name.endswith(".tmp")
    return OWNER_FILE if owner else ""


def _hidden(parts: list[str]) -> bool:
    return any(part.startswith(".") for part in parts)
