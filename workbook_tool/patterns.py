"""The module `re`, but for patterns that are compiled when they are first used.

Two hundred of them cost 40 ms at every start, and most commands use a few
(docs/decisions/0011). Type checkers see the standard library's own module (`patterns.pyi`).
"""

from __future__ import annotations

import re as _re

_METHODS = ("fullmatch", "match", "search", "sub", "finditer", "findall", "split", "pattern")


class _Pattern:
    """Becomes a compiled pattern: its methods are that one's own after the first call."""

    def __init__(self, pattern, flags=0):
        self._told = pattern, flags

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = _re.compile(*self._told)
        for known in _METHODS:
            setattr(self, known, getattr(compiled, known))
        return getattr(compiled, name)


class _Lazy:
    def compile(self, pattern, flags=0):
        """`re.compile`, later."""
        return pattern if isinstance(pattern, _Pattern) else _Pattern(pattern, flags)

    def __getattr__(self, name):
        found = getattr(_re, name)
        setattr(self, name, found)
        return found


re = _Lazy()
