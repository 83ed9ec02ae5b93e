"""The relationships of a part → where the parts it speaks of lie in the zip."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass
from workbook_tool.intake.guard import DAMAGED, Parts
from workbook_tool.intake.xml import parse

WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Relations:
    """Parts by the id of the relationship, and by the last word of its type."""

    ids: dict[str, str]
    types: dict[str, str]

    @classmethod
    def of(cls, part: str, parts: Parts) -> Relations:
        """Of a part, "" for the package; targets are absolute or relative to the part's folder.

        Types count by their last word, which is the same in both kinds of OOXML.
        """
        folder, name = posixpath.split(part)
        return _related(folder, parts.read(posixpath.join(folder, "_rels", f"{name}.rels")))

    def part(self, kind: str, usual: str) -> str:
        """The part of a type, the usual one where no relationship names one."""
        return self.types.get(kind, usual)


@lru_cache(maxsize=32)
def _related(folder: str, data: bytes) -> Relations:
    found = Relations({}, {})

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", folder, _unquoted(attributes.get("Target", "")))
            inside = posixpath.normpath(target).lstrip("/")
            found.ids[attributes.get("Id", "")] = inside
            found.types.setdefault(attributes.get("Type", "").rpartition("/")[2], inside)

    if data:
        parse(data, start)
    return found


def _unquoted(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


def workbook_part(package: Relations, parts: Parts) -> str:
    """Where the workbook lies. `Refused` WB102 when it is not where the package says."""
    part = package.part("officeDocument", WORKBOOK)
    if part.casefold() not in parts.names:
        raise Refused(DAMAGED)
    return part
