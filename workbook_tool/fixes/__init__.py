"""A workbook and its plan → a corrected copy of it, every change told."""
