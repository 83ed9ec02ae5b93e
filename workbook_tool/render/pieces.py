"""A file of HTML blocks with braces → a block filled, everything from outside escaped."""

from __future__ import annotations

import html
from collections.abc import Mapping
from re import Match

from workbook_tool.model import NO_FACTS
from workbook_tool.patterns import re
from workbook_tool.render import Say
from workbook_tool.render.plain import one_line

_BLOCK = re.compile(r"(?m)^<!-- block (\w+) -->\n")
_BRACES = re.compile(r"\{\{\{(\w+)\}\}\}|\{\{say ([\w-]+)\}\}|\{\{(\w+)\}\}")


class Pieces:
    """The blocks of a template.

    `{{name}}` is a text, `{{{name}}}` filled blocks, `{{say key}}` a message without facts.
    """

    def __init__(self, template: str, say: Say) -> None:
        _, *parts = _BLOCK.split(template)
        self._blocks = dict(zip(parts[::2], parts[1::2], strict=True))
        self._say = say

    def block(self, name: str) -> str:
        """A block as it stands in the file."""
        return self._blocks[name]

    def fill(
        self, name: str, texts: Mapping[str, object], blocks: Mapping[str, str] = NO_FACTS
    ) -> str:
        """A block with its braces filled; texts are put in one line and escaped."""

        def put(braces: Match[str]) -> str:
            raw, key, text = braces.groups()
            if raw:
                return blocks[raw]
            told = self._say(key) if key else str(texts[text])
            return html.escape(one_line(told), quote=True)

        return _BRACES.sub(put, self._blocks[name])
