"""The page for everybody: axe-core finds nothing in any of its states, and the keyboard reaches all of it.

Skipped where there is no Chromium, no playwright, or (axe alone) where AXE does not name axe-core's axe.min.js.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linter.finding import Run
from tests.reports.browser import Opened, axe, browser
from tests.reports.sample import STYLE, report, sample_run
from tests.reports.test_html import hostile_run
from tests.reports.test_html_browser import TREND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.reports.browser import Scheme

RUNS = {"sample": sample_run(), "hostile": hostile_run(), "clean": Run((), 282), "nothing": Run((), 0)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOW_ALL = "() => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Show details')?.click()"
FOCUSED = "((one) => one.getAttribute('aria-label') ?? one.id + one.textContent)(document.activeElement)"
SHOW_RULE = "() => { showRule(rules.find((rule) => rule.help.length)) }"


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    """Give a Chromium."""
    with browser() as started:
        yield started


def opened(  # noqa: PLR0913, PLR0917 -- all of what a page may be
    running: Browser, folder: Path, run: Run, language: str = "en", scheme: Scheme = "light", width: int = 1280
) -> Opened:
    path = folder / "page.html"
    style = replace(STYLE, language=language, trend=TREND)
    path.write_text(report("html", run, style), encoding="utf-8", newline="\n")
    return Opened(running, path, scheme, width)


def violations(shown: Opened) -> list[str]:
    """Return what axe-core finds, each as its rule and the elements concerned."""
    shown.page.evaluate(axe())
    found = shown.page.evaluate("(tags) => axe.run({ runOnly: tags })", TAGS)["violations"]
    return [f"{one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in found]


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing(running: Browser, tmp_path: Path, name: str, scheme: Scheme, width: int) -> None:
    shown = opened(running, tmp_path, RUNS[name], scheme=scheme, width=width)
    assert violations(shown) == []
    shown.page.evaluate(SHOW_ALL)
    assert violations(shown) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_filtered_list_nor_in_the_page_of_a_rule(
    running: Browser, tmp_path: Path, scheme: Scheme
) -> None:
    shown = opened(running, tmp_path, sample_run(), "fr", scheme)
    shown.go("#severity=error&path=content%2Fdonn%C3%A9es+ouvertes.md")
    assert violations(shown) == []
    shown.go("#q=nothing+of+the+kind")
    assert violations(shown) == []
    shown.go("#finding=0123")
    shown.page.evaluate(SHOW_RULE)
    assert violations(shown) == []


def focused(shown: Opened) -> str:
    """Return what has the focus, in a word or its first words."""
    told: str = shown.page.evaluate(FOCUSED)
    return told


def test_the_keyboard_reaches_findings_and_goes_from_one_to_the_next(running: Browser, tmp_path: Path) -> None:
    shown = opened(running, tmp_path, sample_run())
    press = shown.page.keyboard.press
    press("Tab")
    assert focused(shown) == "Skip to the findings"
    press("Enter")
    assert focused(shown) == "findingsFindings"
    reached: list[str] = []
    while not reached or not reached[-1].startswith("finding-0"):
        press("Tab")
        reached.append(focused(shown))
    assert reached[:6] == ["search", "Severity", "Kind", "Folder", "Rule", "Repair"]
    press("ArrowDown")
    assert focused(shown).startswith("finding-1")
    press("Enter")
    assert shown.page.locator("#finding-1").get_attribute("aria-expanded") == "true"
    press("Tab")
    press("Enter")
    assert shown.page.get_by_role("dialog").is_visible()
    press("Escape")
    shown.page.get_by_role("dialog").wait_for(state="detached")
    assert focused(shown).startswith("About the rule")
    shown.page.locator("#finding-1").focus()
    press("ArrowUp")
    press("ArrowUp")
    assert focused(shown).startswith("finding-0")


def test_what_changes_is_said(running: Browser, tmp_path: Path) -> None:
    shown = opened(running, tmp_path, sample_run())
    assert shown.page.get_by_role("status").first.get_attribute("class") == "notice"
    shown.page.get_by_label("Search").fill("ici")
    assert shown.page.get_by_role("status").all_inner_texts()[1] == "1 of 8 findings"
    assert shown.page.get_by_role("table", name="Findings").is_visible()
    assert shown.page.get_by_role("columnheader").all_inner_texts()[2].startswith("File")
