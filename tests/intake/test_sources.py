"""Folders, bundles, links and standard input: every file once, and what is passed over is said."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest
from filled import ACTION, fill
from mutations import zipped

from workbook_tool.errors import Refused
from workbook_tool.intake import Limits, folders, take_source
from workbook_tool.intake.folders import find_sources
from workbook_tool.intake.membernames import member_name
from workbook_tool.model.source import Source

ROOT = Path(__file__).parents[2]
NAME = "Kế hoạch Trường MN Hoa Sen.xlsx"


@pytest.fixture(scope="module")
def workbook() -> bytes:
    stream = io.BytesIO()
    fill([ACTION]).save(stream)
    return stream.getvalue()


def mangled(raw: bytes, data: bytes = b"x") -> bytes:
    """A zip whose only member is called by these bytes, without the flag that says UTF-8."""
    placeholder = b"n" * len(raw)
    return zipped({placeholder.decode(): data}).replace(placeholder, raw)


def shown(*arguments: Path, limits: Limits | None = None) -> list[str]:
    return [source.shown for source in find_sources(arguments, limits or Limits())]


def skipped(*arguments: Path) -> dict[str, str]:
    return {source.shown: source.skipped for source in find_sources(arguments) if source.skipped}


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (NAME.encode(), NAME),
        (unicodedata.normalize("NFD", NAME).encode(), NAME),
        (b"Tr\xdd\xd2\xcc\xf6ng \xf0\xf4.xlsx".replace(b"\xf6", b"\xe0"), None),
        ("Tên é.xlsx".encode("cp437", "replace"), None),
        (b"C:\\thu muc\\..\\KH.xlsx", "thu muc/KH.xlsx"),
        (b"/etc/./KH.xlsx", "etc/KH.xlsx"),
        (b"a\x1b[31m.xlsx", "a\ufffd[31m.xlsx"),
        (b"KH (1).xlsx", "KH (1).xlsx"),
    ],
)
def test_names_of_members_are_mended(raw: bytes, read: str | None) -> None:
    with zipfile.ZipFile(io.BytesIO(mangled(raw))) as archive:
        name = member_name(archive.infolist()[0])
    assert name.isprintable() or "\ufffd" in name
    if read:
        assert name == read


def test_a_name_in_the_code_page_of_a_vietnamese_windows_is_read() -> None:
    raw = unicodedata.normalize("NFD", "Trường").encode("cp1258", "ignore")
    decomposed = "Tr\u01b0\u01a1\u0300ng".encode("cp1258")
    assert raw
    issued = b"KH CTCL 2026-2027 \x96 " + decomposed + b" \x93B\xe2\x94.xlsx"
    with zipfile.ZipFile(io.BytesIO(mangled(issued))) as archive:
        assert member_name(archive.infolist()[0]) == "KH CTCL 2026-2027 – Trường “Bâ”.xlsx"
    with zipfile.ZipFile(io.BytesIO(mangled(decomposed + b".xlsx"))) as archive:
        assert member_name(archive.infolist()[0]) == "Trường.xlsx"


def test_the_name_beside_a_mangled_one_counts() -> None:
    info = zipfile.ZipInfo("TrÆ.xlsx")
    told = b"\x01" + b"\x00" * 4 + NAME.encode()
    info.extra = b"\x99\x99\x01\x00x" + b"\x75\x70" + len(told).to_bytes(2, "little") + told
    assert member_name(info) == NAME


def test_a_bundle_is_its_files(tmp_path: Path, workbook: bytes) -> None:
    inner = zipped({"b.xlsx": workbook, "B.xlsx": workbook})
    bundle = tmp_path / "Tải về.zip"
    litter = {"__MACOSX/._a.xlsx": b"x", "thu/.DS_Store": b"x", "thu/": b"", "a/~$b.xlsx": b"x"}
    bundle.write_bytes(
        zipped({"thư/a.xlsx": workbook, "thư/a (1).xlsx": workbook, "c.zip": inner, **litter})
    )
    found = find_sources([bundle])
    assert {source.shown.split("!/", 1)[1] for source in found} == {
        "a/~$b.xlsx",
        "c.zip!/b.xlsx",
        "c.zip!/B [2].xlsx",
        "thư/a (1).xlsx",
        "thư/a.xlsx",
    }
    by_name = {source.name: source for source in found}
    for name in ("a.xlsx", "b.xlsx", "B [2].xlsx"):
        taken = take_source(by_name[name])
        assert (taken.data, taken.size) == (workbook, len(workbook))
        assert taken.modified > 0
    with pytest.raises(Refused, match="WB105"):
        take_source(by_name["~$b.xlsx"])
    assert [s.shown for s in find_sources([tmp_path])] == [s.shown for s in found]


def test_bundles_end_two_deep_and_within_limits(tmp_path: Path, workbook: bytes) -> None:
    deep = zipped({"x.zip": zipped({"y.zip": zipped({"z.xlsx": workbook})})})
    (tmp_path / "a.zip").write_bytes(deep)
    assert shown(tmp_path) == ["a.zip!/x.zip!/y.zip"]
    two = tmp_path / "b"
    two.mkdir()
    (two / "b.zip").write_bytes(zipped({"1.xlsx": workbook, "2.xlsx": workbook}))
    for limits in (Limits(bundle_members=1), Limits(bundle_total=1_000), Limits(bundle=1_000)):
        assert shown(two, limits=limits) == ["b.zip"]
    for data in (b"PK", zipped({}), zipped({"a.py": b"x"}), workbook, zipped({"a": b""})[:-9]):
        (two / "b.zip").write_bytes(data)
        assert shown(two) == ["b.zip"], data[:20]


def test_a_member_is_refused_by_itself(tmp_path: Path, workbook: bytes) -> None:
    data = bytearray(zipped({"a.xlsx": workbook, "b.xlsx": workbook}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    link = zipfile.ZipInfo("c.xlsx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    a, b, c = find_sources([path])
    with pytest.raises(Refused, match="WB132"):
        take_source(a)
    assert take_source(b).data == workbook
    assert c.skipped == "WB130"
    with pytest.raises(Refused, match="WB120"):
        take_source(b, Limits(file=1_000))
    gone = Source(path, "x", (9,), "!/x")
    with pytest.raises(Refused, match="WB102"):
        take_source(gone)


def test_a_workbook_that_a_browser_called_zip_is_one(tmp_path: Path, workbook: bytes) -> None:
    (tmp_path / "KH.zip").write_bytes(workbook)
    (found,) = find_sources([tmp_path])
    assert (found.shown, found.members) == ("KH.zip", ())


def test_a_bundle_without_an_ending_is_looked_into(tmp_path: Path, workbook: bytes) -> None:
    (tmp_path / "tai ve").write_bytes(zipped({"a.xlsx": workbook}))
    assert shown(tmp_path) == ["tai ve!/a.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_loops_and_closed_folders(tmp_path: Path, workbook: bytes) -> None:
    inside, outside = tmp_path / "3. Trường gửi về", tmp_path / "khác"
    (inside / "xã" / "sâu").mkdir(parents=True)
    outside.mkdir()
    (outside / "b.xlsx").write_bytes(workbook)
    (inside / "a.xlsx").write_bytes(workbook)
    (inside / "ra.xlsx").symlink_to(outside / "b.xlsx")
    (inside / "ra").symlink_to(outside)
    (inside / "xã" / "vòng").symlink_to(inside)
    (inside / "xã" / "cùng.xlsx").symlink_to(inside / "a.xlsx")
    (inside / "xã" / "tự").symlink_to(inside / "xã" / "tự")
    os.link(inside / "a.xlsx", inside / "xã" / "cứng.xlsx")
    assert shown(inside) == ["a.xlsx", "ra", "ra.xlsx", "xã/cứng.xlsx", "xã/tự"]
    assert skipped(inside) == dict.fromkeys(["ra", "ra.xlsx", "xã/tự"], "WB130")
    if os.geteuid():
        (inside / "xã" / "sâu").chmod(0)
        assert skipped(inside)["xã/sâu"] == "WB131"
        (inside / "xã" / "sâu").chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_junction_that_leads_back_is_walked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xã").mkdir()
    (tmp_path / "xã" / "a.xlsx").write_bytes(b"x")
    (tmp_path / "xã" / "vòng").symlink_to(tmp_path)
    # Junctions of Windows are folders to whoever asks, and links all the same.
    monkeypatch.setattr(folders, "_is_folder", lambda entry: entry.is_dir())
    assert shown(tmp_path) == ["xã/a.xlsx"]


def test_a_folder_gone_meanwhile_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xã").mkdir()
    real = os.scandir

    def closed(path: Path) -> object:
        if Path(path).name == "xã":
            raise PermissionError(13, "closed", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert skipped(tmp_path) == {"xã": "WB131"}


def test_what_systems_leave_is_passed_over_and_what_is_missed_is_said(tmp_path: Path) -> None:
    said = {
        "~$KH.xlsx": "WB105",
        ".~lock.KH.xlsx#": "WB105",
        ".KH.xlsx": "WB105",
        ".ẩn/KH.xlsx": "WB105",
        "9A3F.tmp": "WB105",
        "KH.xlsx.crdownload": "WB102",
    }
    silent = ["Thumbs.db", ".DS_Store", "._KH.xlsx", "a.py", ".git/config", "__MACOSX/x.xlsx"]
    for name in (*said, *silent, "KH.xlsx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert skipped(tmp_path) == said
    assert len(find_sources([tmp_path])) == len(said) + 1
    assert shown(tmp_path / ".KH.xlsx", tmp_path / ".KH.xlsx") == [".KH.xlsx"]


def wbtool(*arguments: str, stdin: bytes = b"", lang: str = "vi") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "workbook_tool", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "WBTOOL_LANG": lang},
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_standard_input_is_read_in_text_and_json(workbook: bytes) -> None:
    code, out, _ = wbtool("check", "-", "--format", "json", stdin=workbook)
    (file,) = json.loads(out)["files"]
    assert (code, file["path"], file["status"] != "refused") == (0, "-", True)
    code, out, _ = wbtool("check", "-", stdin=zipped({NAME: workbook, "ảnh.xlsx": b"\xff\xd8\xff"}))
    assert code == 1
    assert f"-!/{NAME}" in out
    assert "ảnh chụp" in out
    assert wbtool("check", "-", stdin=b"")[0] == 1
    assert wbtool("check", "-", stdin=b"x" * (Limits().file + 1))[0] == 1


def test_a_bundle_is_checked_consolidated_and_carried_on(tmp_path: Path, workbook: bytes) -> None:
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(zipped({"thư/" + NAME: workbook, "thư/KH (1).xlsx": workbook}))
    before = bundle.read_bytes()
    code, out, _ = wbtool("check", str(bundle), "--format", "json")
    report = json.loads(out)
    assert code == 0
    assert [f["path"] for f in report["files"]] == [
        "bundle.zip!/thư/KH (1).xlsx",
        f"bundle.zip!/thư/{NAME}",
    ]
    assert [f["code"] for f in report["findings"]] == ["WB115"]
    summary = tmp_path / "Tổng hợp.xlsx"
    code, out, err = wbtool("consolidate", str(bundle), "-o", str(summary))
    assert (code, summary.exists()) == (0, True), err
    made = tmp_path / "năm sau"
    command = [
        "template",
        "--previous",
        str(bundle),
        "--set",
        "tt19-2018-mn",
        "--form",
        "plan-2018",
    ]
    code, out, err = wbtool(*command, "--school-year", "2026-2027", "-o", str(made))
    assert (code, len(list(made.glob("*.xlsx")))) == (0, 2), err
    assert bundle.read_bytes() == before


def test_limits_of_the_environment_are_used_and_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x" * 2_000)
    monkeypatch.setenv("WBTOOL_LIMIT_FILE", "1 KB")
    code, out, _ = wbtool("check", str(tmp_path), "--format", "json")
    assert (code, json.loads(out)["files"][0]["findings"][0]["code"]) == (1, "WB120")
    monkeypatch.setenv("WBTOOL_LIMIT_FILE", "nhiều")
    assert wbtool("check", str(tmp_path))[0] == 2


@pytest.mark.parametrize(
    "name",
    [
        "../KH.xlsx",
        "a/../../KH.xlsx",
        "..\\KH.xlsx",
        "/etc/KH.xlsx",
        "\\KH.xlsx",
        "C:/KH.xlsx",
        "c:KH.xlsx",
        "a/..",
    ],
)
def test_a_member_whose_name_leads_out_is_refused_by_name(
    tmp_path: Path, workbook: bytes, name: str
) -> None:
    placeholder = "n" * len(name)
    data = zipped({placeholder: workbook, "Trường A/KH 1.xlsx": workbook})
    (tmp_path / "gửi.zip").write_bytes(data.replace(placeholder.encode(), name.encode()))
    good, out = sorted(find_sources([tmp_path]), key=lambda source: source.skipped)
    assert (good.shown, good.skipped) == ("gửi.zip!/Trường A/KH 1.xlsx", "")
    assert (out.skipped, out.stored) == ("WB137", name)
    with pytest.raises(Refused) as refused:
        take_source(out)
    assert (refused.value.key, refused.value.facts["stored"]) == ("WB137", name)
    assert take_source(good).data == workbook


@pytest.mark.parametrize("name", ["a..b/KH..xlsx", "./KH.xlsx", "Trường\\KH.xlsx", "..KH.xlsx"])
def test_a_name_that_stays_inside_is_read(tmp_path: Path, workbook: bytes, name: str) -> None:
    placeholder = "n" * len(name.encode())
    data = zipped({placeholder: workbook})
    (tmp_path / "gửi.zip").write_bytes(data.replace(placeholder.encode(), name.encode()))
    (source,) = find_sources([tmp_path])
    assert source.skipped in ("", "WB105"), "what begins with a dot is hidden"
    assert source.stored == ""


def test_the_refused_member_is_one_result_that_says_its_name(
    tmp_path: Path, workbook: bytes
) -> None:
    data = zipped({"nnKH.xlsx": workbook, "KH 1.xlsx": workbook}).replace(b"nnKH", b"../K")
    (tmp_path / "gửi.zip").write_bytes(data)
    code, told, err = wbtool_json(tmp_path)
    assert (code, err) == (1, "")
    codes = {file["path"]: file["status"] for file in told["files"]}
    assert list(codes.values()).count("refused") == 1
    finding = next(f for file in told["files"] for f in file["findings"] if f["code"] == "WB137")
    assert "../K.xlsx" in finding["message"]


def wbtool_json(folder: Path) -> tuple[int, dict, str]:
    done = subprocess.run(
        [sys.executable, "-m", "workbook_tool", "check", str(folder), "--format", "json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return done.returncode, json.loads(done.stdout), done.stderr


@pytest.mark.parametrize("name", ["Kết quả.xlsx", "Kết quả.html"])
def test_a_report_kept_among_the_returned_files_is_no_fault_and_is_written_anew(
    tmp_path: Path, workbook: bytes, name: str
) -> None:
    inbox = tmp_path / "Kế hoạch năm học 2026 – 2027"
    inbox.mkdir()
    (inbox / "KH.xlsx").write_bytes(workbook)
    run = [sys.executable, "-m", "workbook_tool"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    sizes = set()
    for _ in range(3):
        report = inbox / name
        done = subprocess.run(
            [*run, "check", str(inbox), "-o", str(report)],
            capture_output=True,
            check=False,
            env=env,
        )
        assert done.returncode == 0, done.stderr
        sizes.add(report.stat().st_size)
    assert len(sizes) == 1, "the report does not tell of itself"
    summary = inbox / "Tổng hợp.xlsx"
    done = subprocess.run(
        [*run, "consolidate", str(inbox), "-o", str(summary)],
        capture_output=True,
        check=False,
        env=env,
    )
    assert done.returncode == 0, done.stderr
    code, told, _ = wbtool_json(inbox)
    assert code == 0
    found = {file["path"]: [f["code"] for f in file["findings"]] for file in told["files"]}
    assert (found[name], found["Tổng hợp.xlsx"]) == (["WB138"], ["WB138"])


def test_a_plan_is_never_replaced_by_a_report(tmp_path: Path, workbook: bytes) -> None:
    plan = tmp_path / "KH.xlsx"
    plan.write_bytes(workbook)
    done = subprocess.run(
        [sys.executable, "-m", "workbook_tool", "check", str(tmp_path), "-o", str(plan)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, plan.read_bytes()) == (2, workbook)
