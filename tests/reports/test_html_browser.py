"""The page in a real Chromium: it filters, leads to findings by their addresses, and lets no document do anything.

Skipped where there is no Chromium (CHROMIUM names one that is not on the path) or no playwright.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from linter import catalog, pages
from linter.finding import Applicability, Finding, Run, Severity
from linter.reports.escape import visible
from linter.reports.style import RuleInfo
from linter.reports.trend import Past
from tests.reports.browser import Opened, browser
from tests.reports.sample import RULES, STYLE, found, placed_fix, report, sample_run
from tests.reports.test_html import HOSTILE, hostile_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from linter.reports.style import Style

    Open = Callable[..., Opened]

MANY = 20_000
TREND = tuple(
    Past(
        f"{number:010x}",
        f"2026-11-{number + 1:02}",
        f"change {number}",
        9,
        {Severity.ERROR: number},
        {"a-rule": number},
    )
    for number in range(5)
)


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    """Give a Chromium."""
    with browser() as started:
        yield started


@pytest.fixture
def opened(running: Browser, tmp_path: Path) -> Open:
    """Return a function that opens the page of a run."""

    def opens(run: Run, style: Style = STYLE, *, scripts: bool = True) -> Opened:
        path = tmp_path / "page.html"
        path.write_text(report("html", run, style), encoding="utf-8", newline="\n")
        return Opened(running, path, scripts=scripts)

    return opens


def many() -> Run:
    """Return a run with 20,000 findings in 2,000 files, half of them with a fix, all with a text of their own."""
    rules = ("trailing-blank", "placeholder-link", "heading-skip", "mojibake", "unknown-key", "broken-link")
    return Run(tuple(_one(number, rules[number % 7 % 6]) for number in range(MANY)), 2_500)


def _one(number: int, rule: str) -> Finding:
    text = f"Une ligne du document numéro {number} avec le mot habilit√©e et quelques autres mots de plus.\n"
    fix = placed_fix(text, "repair it", Applicability.SAFE, ("√©", "é")) if number % 2 else None
    severity = tuple(Severity)[number % 3]
    path = f"content/section-{number // 500:02}/page-{number // 10:05}.md"
    made = found(path, text, "habilit√©e", rule, severity, f'mojibake: "habilit√©e {number}" → "habilitée"', fix)
    return replace(made, fingerprint=f"{number:032x}")


def test_the_overview_counts_and_each_figure_filters(opened: Open) -> None:
    shown = opened(sample_run())
    assert shown.page.locator("h1").inner_text() == "Content report"
    assert shown.status == "8 findings"
    assert shown.page.locator(".failures li").all_inner_texts() == [r"docs/\x1bmissing: no such path"]
    rule = shown.page.locator(".bar-row", has_text="soft-break")
    rule.click()
    assert shown.status == "1 of 8 findings"
    assert rule.get_attribute("aria-pressed") == "true"
    assert shown.messages == ["line break in a paragraph"]
    assert shown.fragment == "rule=soft-break"
    rule.click()
    assert (shown.status, shown.fragment) == ("8 findings", "")
    shown.assert_quiet()


def test_search_takes_all_words_without_case_and_accents(opened: Open) -> None:
    shown = opened(sample_run())
    search = shown.page.get_by_role("searchbox", name="Search")
    search.fill("LIGNES equipe")
    assert shown.messages == []
    assert shown.page.locator(".none").is_visible()
    search.fill("EQUIPE donnees")
    assert shown.messages == ['name "日本語 👩" is not Latin', 'e-mail link without "mailto:": equipe@exemple.fr']
    assert shown.fragment == "q=EQUIPE+donnees"
    shown.page.reload()
    assert shown.status == "2 of 8 findings"
    shown.page.get_by_label("Severity").select_option("error")
    assert shown.messages == ['e-mail link without "mailto:": equipe@exemple.fr']
    shown.page.get_by_role("button", name="Clear filters").click()
    assert shown.status == "8 findings"
    shown.page.go_back()
    assert shown.status == "1 of 8 findings"
    shown.assert_quiet()


def test_the_choices_tell_what_they_would_leave(opened: Open) -> None:
    shown = opened(sample_run())
    shown.page.get_by_label("Severity").select_option("warning")
    rules = shown.page.get_by_label("Rule").locator("option").all_inner_texts()
    assert rules == ["All rules", "fr-missing-nbsp (1)", "soft-break (1)", "wide-name (1)"]
    assert "Error (4)" in shown.page.get_by_label("Severity").locator("option").all_inner_texts()


def test_an_address_leads_to_its_finding(opened: Open) -> None:
    shown = opened(many())
    shown.go(f"#finding={12_345:032x}")
    there = shown.page.locator("button.open[aria-expanded=true]")
    assert "habilit√©e 12345" in there.inner_text()
    assert there.evaluate("(button) => button === document.activeElement")
    assert there.evaluate(
        "(button) => { const box = button.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight }"
    )
    assert shown.page.locator(".pager").inner_text().count("Page 247 of 400") == 1
    shown.page.get_by_role("link", name="Link to this finding").click()
    assert shown.fragment == f"finding={12_345:032x}"
    shown.go("#finding=0123")
    assert "is not in this report" in shown.page.locator(".notice").inner_text()
    assert shown.status == "20,000 findings"
    shown.assert_quiet()


def test_findings_alike_in_two_files_have_two_addresses(opened: Open) -> None:
    one = found("a.md", "x", "x", "some-rule", Severity.INFO, "in a")
    shown = opened(Run((one, replace(one, path="b&c.md", message="in b")), 2))
    shown.page.locator("button.open").nth(1).click()
    address = shown.page.get_by_role("link", name="Link to this finding").get_attribute("href")
    assert address == f"#finding={one.fingerprint}&path=b%26c.md"
    shown.go(address)
    assert shown.page.locator("button.open[aria-expanded=true]").all_inner_texts() == ["in b"]


def test_a_finding_opens_to_its_lines_its_fix_and_its_rule(opened: Open) -> None:
    shown = opened(sample_run())
    shown.page.get_by_role("button", name="e-mail link").click()
    details = shown.page.locator("tr.details")
    assert details.locator(".source mark").inner_text() == "equipe@exemple.fr"
    before, after = details.locator(".difference .line").all_inner_texts()
    assert "[écrire](equipe@exemple.fr)" in before
    assert "[écrire](mailto:equipe@exemple.fr)" in after
    assert details.locator(".comes mark").inner_text() == "mailto:"
    assert "In the front matter: contact › 0 › link" in details.inner_text()
    about = details.get_by_role("link", name="About the rule")
    about.click()
    dialog = shown.page.get_by_role("dialog")
    assert "Readers who click it get an error page." in dialog.inner_text()
    assert dialog.get_by_role("link").get_attribute("href") == RULES["email-without-mailto"].url
    shown.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    details.get_by_role("link", name="All of this file").click()
    assert shown.status == "4 of 8 findings"
    shown.page.locator(".chip").click()
    assert shown.status == "8 findings"
    shown.go("#about=email-without-mailto")
    assert dialog.is_visible()
    shown.assert_quiet()


PROSE = """() => rules.map((rule) => {
  const page = el("div", {}, blocks(rule.help));
  page.querySelectorAll("code, figure").forEach((one) => one.remove());
  return page.textContent;
})"""


def test_every_rule_page_is_rendered_whole(opened: Open) -> None:
    known = catalog.rules().values()
    info = {one.name: RuleInfo(one.name, one.summary, pages.explain(one), one.severity, one.category) for one in known}
    findings = tuple(found("a.md", "x", "x", name, Severity.INFO, "x") for name in info)
    shown = opened(Run(findings, 1), replace(STYLE, rules=info))
    texts = shown.page.evaluate(PROSE)
    assert len(texts) == len(info)
    for name, text in zip(info, texts, strict=True):
        assert info[name].summary in re.sub(r"\s+", " ", text) or "`" in info[name].summary
        assert not re.search(r"```|`|\*\*|\]\(https:|^#|\| *-", text), name
    assert shown.page.evaluate("() => blocks(['```md bad', 'never closed']).length") == 1
    shown.assert_quiet()


def test_pages_and_order(opened: Open) -> None:
    shown = opened(many())
    assert len(shown.messages) == 50
    shown.page.get_by_role("button", name="Last").click()
    assert "habilit√©e 19999" in shown.messages[-1]
    assert shown.page.get_by_role("button", name="Next").is_disabled()
    shown.page.get_by_role("button", name="Previous").click()
    assert "habilit√©e 19949" in shown.messages[-1]
    shown.page.get_by_role("button", name="Severity").click()
    assert set(shown.page.locator("td.severity").all_inner_texts()) == {"Error"}
    assert "habilit√©e 0" in shown.messages[0]
    shown.page.get_by_role("button", name="Show details").click()
    assert shown.page.locator("tr.details").count() == 50
    shown.page.get_by_role("button", name="Hide details").click()
    assert shown.page.locator("tr.details").count() == 0


CHOOSE = """async ([id, value]) => {
  const input = document.getElementById(id);
  input.value = value;
  input.dispatchEvent(new Event(id === "search" ? "input" : "change"));
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
}"""


def test_twenty_thousand_findings_are_filtered_at_once(opened: Open) -> None:
    shown = opened(many())
    shown.page.wait_for_timeout(1_000)
    session = shown.page.context.new_cdp_session(shown.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # what others do on the machine does not count

    def spent() -> float:
        metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
        return 1_000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    queries = ["habilite", "document 1234", "page-01999", "nothing of the kind", "19", ""]
    times = {}
    for id_, value in [("search", query) for query in queries] + [("by-rule", name) for name in ("mojibake", "")]:
        before = spent()
        shown.page.evaluate(CHOOSE, [id_, value])
        times[id_, value] = spent() - before
    assert max(times.values()) < 100, times  # milliseconds, with layout and painting
    assert shown.status == "20,000 findings"
    shown.assert_quiet()


def test_no_document_can_do_anything(opened: Open) -> None:
    shown = opened(hostile_run(), replace(STYLE, root="/srv/<img src=x onerror=alert(1)>"))
    shown.page.get_by_role("button", name="Show details").click()
    assert shown.messages == [visible(text).strip() for text in HOSTILE]
    assert shown.page.locator("script").count() == 2
    assert shown.page.locator("img, iframe, object, embed, b, svg[onload]").count() == 0
    links = shown.page.locator("a").evaluate_all("(links) => links.map((link) => link.protocol)")
    assert set(links) == {"file:"}
    excerpts = shown.page.locator(".source code").evaluate_all("(all) => all.map((one) => one.textContent)")
    assert excerpts[0] == "</script><script>alert(1)</script>"
    names = [f"{index} {text}" for index, text in enumerate(HOSTILE)]
    for name in names[:3]:
        shown.page.get_by_label("Search").fill(name)
        assert len(shown.messages) == 1
    for fragment in ("#q=<img src=x onerror=alert(1)>", "#rule=__proto__", "#sort=constructor", "#finding=<script>"):
        shown.go(fragment)
    shown.assert_quiet()


MAKE = "() => { const made = document.createElement(%r); made.%s; document.body.append(made) }"


def test_even_code_in_the_page_could_neither_make_html_nor_ask_for_anything(opened: Open) -> None:
    shown = opened(sample_run())
    sinks = (
        "() => { document.body.innerHTML = '<b>x</b>' }",
        "() => document.write('x')",
        MAKE % ("script", "text = '1'"),
    )
    for code in sinks:
        with pytest.raises(Exception, match="requires 'Trusted"):
            shown.page.evaluate(code)
    with shown.page.expect_event("requestfailed") as refused:
        shown.page.evaluate(MAKE % ("img", "src = 'https://exemple.fr/x.png'"))
    assert refused.value.failure == "csp"


def test_nothing_found_and_nothing_checked(opened: Open) -> None:
    shown = opened(Run((), 282))
    assert shown.page.get_by_role("heading", name="Nothing to do").is_visible()
    assert "There is no finding in the 282 files that were checked." in shown.page.locator("main").inner_text()
    assert shown.page.locator("table").count() == 0
    assert opened(Run((), 0)).page.get_by_role("heading", name="No files were checked.").is_visible()
    shown.assert_quiet()


def test_it_speaks_french(opened: Open) -> None:
    shown = opened(sample_run(), replace(STYLE, language="fr", trend=TREND))
    assert shown.page.locator("html").get_attribute("lang") == "fr"
    assert shown.page.locator(".lead").inner_text() == "8 constats dans 4 fichiers sur 1\u202f279"
    assert shown.page.locator(".ends").inner_text().startswith("1 nov. 2026 · 0")
    shown.assert_quiet()


def test_the_trend_is_drawn_and_told(opened: Open) -> None:
    shown = opened(sample_run(), replace(STYLE, trend=TREND))
    label = shown.page.locator(".plot svg").get_attribute("aria-label") or ""
    assert re.sub(r"\s", " ", label) == "Findings from Nov 1, 2026 (0) to Nov 5, 2026 (4)"
    assert shown.page.locator(".trend_more li").all_inner_texts() == ["a-rule +4"]
    shown.page.get_by_text("As a table").click()
    assert shown.page.locator(".figures tbody tr").count() == 5
    shown.assert_quiet()


def test_paper_has_the_details_and_says_what_it_leaves_out(opened: Open) -> None:
    shown = opened(many())
    shown.page.emulate_media(media="print")
    shown.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shown.page.locator("tr.details").count() == 300
    assert shown.page.locator(".printed").inner_text().startswith("Printed: the first 300 of 20,000 findings")
    assert not shown.page.locator(".filters").is_visible()
    shown.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shown.page.locator("tr.details").count() == 0
    assert shown.page.pdf().startswith(b"%PDF")
    shown.assert_quiet()


def test_without_scripts_it_says_so(opened: Open) -> None:
    shown = opened(sample_run(), scripts=False)
    assert "please allow JavaScript" in shown.page.locator("noscript").inner_text()
