"""Locked templates, filled workbooks, checks and consolidation of school improvement plans."""

__version__ = "0.4.0"
