"""What several tests share: where helpers lie, and whether LibreOffice is here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# With lxml openpyxl writes the same cells in other bytes, which some tests look at.
os.environ["OPENPYXL_LXML"] = "False"

# A busy machine is no fault of the code: no example has a deadline. The same commit is tried on the
# same examples, so that a red run is the fault of the change; "seek" looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("seek", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

sys.path.insert(0, str(Path(__file__).parent))

from office import Convert  # noqa: E402 – found only once the path is set


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Open a file in LibreOffice and save it in another format; the new file."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def run(path: Path, kind: str) -> Path:
        out = tmp_path_factory.mktemp("converted")
        names = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods:calc8", "pdf": "pdf"}
        names["xls"] = "xls:MS Excel 97"
        command = [soffice, f"-env:UserInstallation=file://{profile}", "--headless"]
        command += ["--convert-to", names.get(kind, kind), "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return out / f"{path.stem}.{kind}"

    return run
