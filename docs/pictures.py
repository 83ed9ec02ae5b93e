"""Make the picture of an exported document that the README shows: docs/img/document.png.

    python docs/pictures.py

Needs LibreOffice, `pdftoppm` (poppler) and `montage` (ImageMagick). Programs draw letters each in
its own way: the picture is looked at and committed, not compared.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLE, PAGES, DOTS_PER_INCH = HERE.parent / "examples/005.xlsx", (1, 4), 75


def main() -> None:
    """Export the example as PDF, draw two of its pages, put them side by side."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        export = [sys.executable, "-m", "workbook_tool", "export", str(EXAMPLE), "-o", str(room)]
        subprocess.run([*export, "--format", "pdf"], check=True)
        (document,) = room.glob("*.pdf")
        drawn = []
        for page in PAGES:
            ends = ["-f", str(page), "-l", str(page), "-singlefile"]
            size = ["-r", str(DOTS_PER_INCH), "-png"]
            subprocess.run(["pdftoppm", *size, *ends, document, room / f"{page}"], check=True)
            drawn.append(room / f"{page}.png")
        look = ["-geometry", "+6+6", "-background", "#C8CDD3", "-gravity", "north", "-tile", "x1"]
        small = ["-colorspace", "Gray", "-colors", "16", "-depth", "4", "-strip"]
        subprocess.run(["montage", *drawn, *look, *small, HERE / "img/document.png"], check=True)


if __name__ == "__main__":
    main()
