"""Programs that open a workbook and save it again, each as a function; those that are here.

SheetJS and ExcelJS are looked for below the folder `WBTOOL_NODE_MODULES` names (made by
`npm install xlsx exceljs`); nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SHEETJS = """
const XLSX = require('xlsx');
const [source, target] = process.argv.slice(1);
XLSX.writeFile(XLSX.readFile(source), target, { bookType: 'KIND', compression: true });
"""
EXCELJS = """
const ExcelJS = require('exceljs');
const [source, target] = process.argv.slice(1);
const book = new ExcelJS.Workbook();
book.xlsx.readFile(source).then(() => book.xlsx.writeFile(target));
"""
SECONDS = 180


@dataclass(frozen=True)
class Client:
    """A program and the kind of file it saves."""

    program: str
    kind: str
    save: Callable[[Path, Path], None]
    missing: str = ""

    @property
    def title(self) -> str:
        return f"{self.program} .{self.kind}"


def run(command: list[str], **more: object) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, **more)  # type: ignore[call-overload]


def office(kind: str, profile: Path) -> Client:
    program = shutil.which("soffice")
    names = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods:calc8", "xls": "xls:MS Excel 97"}

    def save(source: Path, target: Path) -> None:
        command = [str(program), f"-env:UserInstallation=file://{profile}", "--headless"]
        run([*command, "--convert-to", names[kind], "--outdir", str(target.parent), str(source)])
        (target.parent / f"{source.stem}.{kind}").replace(target)

    return Client("LibreOffice", kind, save, "" if program else "soffice is not installed")


def gnumeric(kind: str) -> Client:
    program = shutil.which("ssconvert")
    exporters = {"xlsx": "Gnumeric_Excel:xlsx2", "xls": "Gnumeric_Excel:excel_biff8"}
    exporters["ods"] = "Gnumeric_OpenCalc:odf"

    def save(source: Path, target: Path) -> None:
        run([str(program), f"--export-type={exporters[kind]}", str(source), str(target)])

    return Client("gnumeric", kind, save, "" if program else "ssconvert is not installed")


def javascript(program: str, package: str, kind: str, script: str) -> Client:
    node, modules = shutil.which("node"), os.environ.get("WBTOOL_NODE_MODULES", "")
    missing = "" if node and modules else "WBTOOL_NODE_MODULES names no folder of node modules"
    if modules and not (Path(modules) / package).is_dir():
        missing = f"{package} is not installed below {modules}"

    def save(source: Path, target: Path) -> None:
        code = script.replace("KIND", "biff8" if kind == "xls" else kind)
        command = [str(node), "-e", code, "--", str(source), str(target)]
        run(command, env={**os.environ, "NODE_PATH": modules})

    return Client(program, kind, save, missing)


def clients(profile: Path) -> list[Client]:
    """Every program and kind of the table in docs/clients.md."""
    return [
        *(office(kind, profile) for kind in ("xlsx", "ods", "xls")),
        *(gnumeric(kind) for kind in ("xlsx", "ods", "xls")),
        *(javascript("SheetJS", "xlsx", kind, SHEETJS) for kind in ("xlsx", "ods", "xls", "xlsb")),
        javascript("ExcelJS", "exceljs", "xlsx", EXCELJS),
    ]
