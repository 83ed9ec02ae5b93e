"""Documents' bytes → the same in another format, by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from workbook_tool.errors import WbtoolError

_STANDS = (
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
"""Where it is installed on systems that do not put it on the path."""
_SCRIPTING = "Office.Common/Security/Scripting"
_INTERNET = "Inet/Settings"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetNoProxy", ""),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
)
"""Path, name and value. Links are never updated (2).

Pictures that a document links to are fetched all the same, so what is fetched goes by way of a
proxy that nobody serves (port 9 discards).
"""
START, EACH = 90.0, 15.0
"""Seconds that a start may take with a fresh profile, and each document."""


def program() -> str:
    """The path of LibreOffice's program. `WbtoolError` "no-libreoffice" where there is none."""
    found = shutil.which("soffice") or next((str(p) for p in _STANDS if p.is_file()), "")
    if not found:
        raise WbtoolError("no-libreoffice")
    return found


def converted(
    documents: Mapping[str, bytes], ending: str, seconds: float | None = None
) -> Mapping[str, bytes]:
    """What became of each document, by its name ("a.docx" stays "a.docx"); `ending` is "pdf".

    One that it gave up is missing. It runs with a profile of its own, touches no other file, and
    is ended after so many seconds. `WbtoolError` "no-libreoffice".
    """
    office = program()
    with tempfile.TemporaryDirectory(prefix="wbtool-") as name:
        room = Path(name)
        given = {f"{n:04}{Path(own).suffix}": own for n, own in enumerate(documents)}
        for own, shown in given.items():
            (room / own).write_bytes(documents[shown])
        profile = _careful(room / "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", ending, "--outdir", str(room / "out"), *given]
        _run(command, room, seconds or START + EACH * len(given))
        made = {own: room / "out" / f"{Path(own).stem}.{ending}" for own in given}
        return {given[own]: path.read_bytes() for own, path in made.items() if path.is_file()}


def _careful(profile: Path) -> Path:
    """A profile in which no macro runs and nothing that a document links to is fetched."""
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    told = f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    (user / "registrymodifications.xcu").write_text(told, encoding="utf-8")
    return profile


def _run(command: Sequence[str], room: Path, seconds: float) -> None:
    """Run to the end, or end it and all that it started."""
    try:
        child = subprocess.Popen(
            command,
            cwd=room,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise WbtoolError("no-libreoffice") from error
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """The program that is called starts another, which does the work."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(child.pid)]
        subprocess.run(tree, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    else:
        from signal import SIGKILL

        with suppress(ProcessLookupError):
            os.killpg(child.pid, SIGKILL)
    child.wait()
