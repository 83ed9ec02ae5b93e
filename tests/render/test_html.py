"""The page: whole without a network, closed to what strangers wrote, and its filters work."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_factory import HOSTILE, finding, manner, outcomes, plan, report

from workbook_tool.render import Outcome, render

OUTCOMES = outcomes()
VOID = {"meta", "input", "br", "link", "img"}


class Tags(HTMLParser):
    """The tags of a page, balanced, with the texts between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def having(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def page(outcome: Outcome, language: str = "vi") -> str:
    return render(outcome, "html", manner(language)).decode("utf-8")


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_whole_and_shows_every_finding(name: str, language: str) -> None:
    outcome = OUTCOMES[name]
    tags = Tags(page(outcome, language))
    assert len(tags.having("data-severity")) == len(outcome.findings)
    assert tags.tags[0] == ("html", {"lang": language})
    assert {"header", "main", "h1", "footer", "title"} <= {tag for tag, _ in tags.tags}
    ids = tags.having("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tags.having("href")} <= set(ids)


def test_a_page_asks_nothing_of_a_network() -> None:
    told = page(OUTCOMES["mixed"])
    assert not re.search(r"https?://|//cdn|@import|url\(", told)
    assert not Tags(told).having("src")


def test_nothing_from_outside_becomes_markup() -> None:
    own, other = Tags(page(OUTCOMES["hostile"])), Tags(page(OUTCOMES["mixed"]))
    assert [tag for tag, _ in own.tags].count("script") == 1
    assert {tag for tag, _ in own.tags} <= {tag for tag, _ in other.tags}
    assert any("<script>alert('x')</script>" in text for text in own.texts)


@pytest.mark.parametrize("name", ["<script>", "\"' onload='x", "{{say page-title}}", "{{{body}}}"])
def test_names_stay_names(name: str) -> None:
    tags = Tags(page(Outcome((report(finding(), path=name, plan_=plan(name)),))))
    assert name in tags.texts
    assert not tags.having("onload")


def test_only_the_pages_own_script_may_run() -> None:
    told = page(OUTCOMES["mixed"])
    script = told.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in told
    assert "default-src 'none'" in told
    assert not re.search(r'\son\w+="', told)


def test_it_says_what_to_do_and_how_to_write_to_a_school() -> None:
    told = page(OUTCOMES["mixed"])
    assert "Việc cần làm: gửi lại trường 2 tệp" in told
    assert "gửi lại trước 17 giờ ngày 02/10/2026." in told
    assert "số liệu đến ngày 02/10/2026" in told


def test_it_prints_on_a4() -> None:
    told = page(OUTCOMES["mixed"])
    assert "@page{size:A4" in told
    assert "@media print" in told


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("chromium is not installed")
    return found


def in_browser(chromium: str, told: str, tmp_path: Path, more: str = "") -> str:
    path = tmp_path / "page.html"
    path.write_text(told.replace("</body>", f"{more}</body>"), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", path.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8")


def test_a_browser_shows_the_filters_and_counts(chromium: str, tmp_path: Path) -> None:
    shown = in_browser(chromium, page(OUTCOMES["mixed"]), tmp_path)
    assert "Đang xem 3/3 nội dung" in shown
    assert re.search(r'<form class="filters" id="filters" aria-label', shown)


def test_a_browser_runs_no_other_script(chromium: str, tmp_path: Path) -> None:
    foreign = "<script>document.title = 'taken over'</script>"
    shown = in_browser(chromium, page(OUTCOMES["hostile"]), tmp_path, foreign)
    assert "<title>taken over" not in shown
    assert "nội dung</output>" in shown
    assert HOSTILE.split("<")[0][:4] in shown


def test_filters_leave_what_is_asked_for(chromium: str, tmp_path: Path) -> None:
    told = page(OUTCOMES["mixed"])
    asked = 'document.getElementById("f-rule").value = "WB301"; apply();\n})();\n</script>'
    told = re.sub(r"sha256-[^']+", "unsafe-inline", told).replace("})();\n</script>", asked)
    shown = in_browser(chromium, told, tmp_path)
    assert "Đang xem 1/3 nội dung" in shown
    assert len(re.findall(r"<article[^>]* hidden", shown)) == 3
