"""What an office sets (options, a file, a sheet) → the rules that speak and the words they use."""

from __future__ import annotations

from workbook_tool.settings.naming import words_in
from workbook_tool.settings.rulebook import Asked, Rulebook, rulebook

__all__ = ["Asked", "Rulebook", "rulebook", "words_in"]
