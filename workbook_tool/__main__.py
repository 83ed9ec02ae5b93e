"""`python -m workbook_tool` is `wbtool`."""

from workbook_tool.cli import main

main()
