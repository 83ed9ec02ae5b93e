"""A text and the width of its column → the lines it takes when it is wrapped."""

from __future__ import annotations


def lines_needed(text: str, width: float) -> int:
    """Lines that wrapped text takes in a column of `width` Excel units.

    Measured on Times New Roman 12: about 1.25 letters a unit; less here, for words differ.
    """
    per_line = max(1, int(width * 1.1))
    return sum(_wrapped(part, per_line) for part in text.split("\n"))


def _wrapped(line: str, letters: int) -> int:
    """Lines that one line takes when its words break at so many letters, at least one."""
    if len(line) <= letters:
        return 1
    lines, room = 1, letters
    for word in line.split(" "):
        if len(word) > room and room < letters:
            lines, room = lines + 1, letters
        more = max(0, -(-len(word) // letters) - 1)
        lines, room = lines + more, room - (len(word) - more * letters) - 1
    return lines
