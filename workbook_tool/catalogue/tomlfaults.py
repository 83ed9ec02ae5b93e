"""What the TOML parser refuses → the key of a sentence about it, with the line and what it says."""

from __future__ import annotations

from workbook_tool.patterns import re

KINDS = (
    ("why-toml-twice", ("twice", "overwrite", "Duplicate", "redefine", "immutable")),
    ("why-toml-backslash", ("Escaped", "Unescaped", "hex value")),
    ("why-toml-quote", ("Illegal character", "Unterminated", "Expected \"'")),
    ("why-toml-bracket", ("Unclosed",)),
    ("why-toml-heading", ("Expected ']",)),
    ("why-toml-equals", ("Expected '='", "Invalid statement", "Invalid initial")),
    ("why-toml-value", ("Invalid value", "Invalid date", "Expected newline")),
)
"""Words of the parser, by what a person is told; the first kind that has one of them counts."""

LONGEST = 60
"""Letters of the line that are shown."""

_LINE = re.compile(r"at line (\d+)")


def told(error: Exception, text: str, before: int = 0) -> dict[str, str]:
    """The facts of a refusal: `reason` (a key of a message), the `line` and what is `said` there.

    `before` is how many lines stand in the file before `text`. At the end of the document the
    last line that says something is meant.
    """
    message, lines = str(error), text.splitlines()
    found = _LINE.search(message)
    filled = [number for number, line in enumerate(lines, 1) if line.strip()] or [1]
    number = int(found[1]) if found else filled[-1]
    said = lines[number - 1].strip() if number <= len(lines) else ""
    if isinstance(error, RecursionError):
        reason = "why-toml-deep"
    else:
        fits = (key for key, words in KINDS if any(word in message for word in words))
        reason = next(fits, "why-toml-other")
    short = said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
    return {"reason": reason, "line": str(number + before), "said": short}
