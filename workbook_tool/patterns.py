"""The module `re`, but for patterns that are compiled when they are first used.

Two hundred of them cost 40 ms at every start, and most commands use a few. Those that modules of
the package spell out are kept from one start to the next (docs/decisions/0011). Type checkers see
the standard library's own module (`patterns.pyi`).
"""

from __future__ import annotations

import re as _re
import sys as _sys

_METHODS = ("fullmatch", "match", "search", "sub", "finditer", "findall", "split", "pattern")
_COMPREHENSIONS = frozenset({"<genexpr>", "<listcomp>", "<dictcomp>"})


class _Pattern:
    """Becomes a compiled pattern: its methods are that one's own after the first call."""

    def __init__(self, pattern, flags, constant):
        self._told, self._constant = (pattern, int(flags)), constant

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = _store.compiled(self._told) if self._constant else _re.compile(*self._told)
        for known in _METHODS:
            setattr(self, known, getattr(compiled, known))
        return getattr(compiled, name)


class _Store:
    """What was kept of earlier starts, and what this one compiled besides."""

    def __init__(self):
        self.known, self.fresh = None, []

    def compiled(self, told):
        """A pattern from what was kept of it, else by `re`."""
        from workbook_tool import keptpatterns

        if self.known is None:
            self.known = keptpatterns.load()
        held = self.known.get(told)
        if held and (pattern := keptpatterns.made(told, held)):
            return pattern
        self.fresh.append(told)
        return _re.compile(*told)


_store = _Store()


def keep():
    """Keep what was compiled for the next start."""
    if _store.fresh:
        from workbook_tool import keptpatterns

        keptpatterns.keep(_store.fresh, _store.known)
        _store.fresh = []


class _Lazy:
    def compile(self, pattern, flags=0):
        """`re.compile`, later."""
        if isinstance(pattern, _Pattern):
            return pattern
        caller = _sys._getframe(1)
        while caller.f_code.co_name in _COMPREHENSIONS:
            caller = caller.f_back
        # Patterns that a function makes of words, an office's perhaps, are nothing to keep.
        return _Pattern(pattern, flags, caller.f_locals is caller.f_globals)

    def __getattr__(self, name):
        found = getattr(_re, name)
        setattr(self, name, found)
        return found


re = _Lazy()
