"""`python -m workbook_tool` is `wbtool`: a process that runs one command and ends."""

import gc


def main() -> None:
    """Run the command line (see `cli.main`) in a process of its own."""
    # What a command makes it keeps to its end: looking for rubbish that often finds none.
    gc.set_threshold(50_000, 20, 20)
    from workbook_tool.cli import main as run
    from workbook_tool.patterns import keep

    try:
        run()
    finally:
        keep()
        gc.freeze()  # or Python looks through all of it once more before it lets go


if __name__ == "__main__":
    main()
