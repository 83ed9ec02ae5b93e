"""A .doc or .rtf is read by way of LibreOffice, which fetches nothing for it."""

from __future__ import annotations

import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from office import Convert
from oldbooks import ole

from workbook_tool.errors import Refused
from workbook_tool.intake.opendocument import open_document

MARK = b"\xec\xa5\xc1\x00" + bytes(7) + b"\x13"


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook_tool.libreoffice.shutil.which", lambda _: None)
    monkeypatch.setattr("workbook_tool.libreoffice._STANDS", ())
    with pytest.raises(Refused, match="WB176"):
        open_document(b"{\\rtf1 a}")


def test_a_password_is_seen_before_anything_runs() -> None:
    with pytest.raises(Refused, match="WB104"):
        open_document(ole({"WordDocument": MARK + bytes(9_000)}))


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_what_libreoffice_gives_up_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(Refused, match="WB102"):
        open_document(b"{\\rtf1 a}")


def test_no_linked_picture_is_fetched(tmp_path: Path, convert: Convert) -> None:
    asked: list[str] = []

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815 – names of the library

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/a.png"
        (tmp_path / "a.fodt").write_text(FLAT.format(address=address), encoding="utf-8")
        made = convert(tmp_path / "a.fodt", "doc").read_bytes()
        assert address.encode() in made
        asked.clear()
        assert open_document(made).kind == "doc"
        server.shutdown()
    assert asked == []


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>
 <draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">
 <draw:image xlink:href="{address}" xlink:type="simple"/></draw:frame></text:p></office:text>
 </office:body></office:document>"""
