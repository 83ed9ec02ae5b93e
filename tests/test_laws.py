"""The two laws and the weight of a start: what must stay true of the package as a whole."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import workbook_tool

PACKAGE = Path(workbook_tool.__file__).parent
ROOT = PACKAGE.parent
VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def code_of(path: Path) -> str:
    """The code without comments and docstrings, which may name an example."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'"""(?:.|\n)*?"""', "", text)
    return re.sub(r"#.*", "", text)


def test_words_stand_in_data_and_only_typed_knows_vietnamese() -> None:
    guilty = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "typed" not in path.parts and VIETNAMESE.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_no_code_names_a_form() -> None:
    """Adding a form is adding data: no branch of the package may ask which form it has."""
    guilty = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"plan-20\d\d|tt\d\d-20\d\d", code_of(path))
    ]
    assert guilty == []


def modules_after(*arguments: str) -> set[str]:
    code = (
        "import json, sys\n"
        "from workbook_tool.cli import group\n"
        f"group.main({list(arguments)!r}, standalone_mode=False)\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_check_of_one_file_imports_no_heavy_library() -> None:
    loaded = modules_after("check", str(ROOT / "examples/000.xlsx"))
    assert "workbook_tool.reader" in loaded
    assert not loaded & {
        "pandas",
        "numpy",
        "openpyxl",
        "xlsxwriter",
        "python_calamine",
        "docx",
        "lxml",
        "pdfminer",
        "rich",
        "workbook_tool.documents",
        "workbook_tool.importing",
        "workbook_tool.intake.opendocument",
        "workbook_tool.libreoffice",
        "workbook_tool.wordfile",
    }


def test_help_imports_no_command() -> None:
    loaded = modules_after("--help")
    assert not [name for name in loaded if name.startswith("workbook_tool.cli.c")]
    assert not loaded & {"workbook_tool.typed", "workbook_tool.checks", "openpyxl"}


def modules() -> list[str]:
    found = pkgutil.walk_packages([str(PACKAGE)], "workbook_tool.")
    return [module.name for module in found if not module.name.endswith("__main__")]


@pytest.mark.parametrize("name", modules())
def test_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_no_example_of_a_property_has_a_deadline() -> None:
    """The first example compiles patterns and reads rules: on a busy machine that takes a while."""
    assert settings.default.deadline is None
