"""The page without a browser: no document can change what it is made of, and the same run makes the same bytes."""

from __future__ import annotations

import json
import re
import tomllib
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib import resources
from typing import Any

from hypothesis import given, settings

from linter.finding import Run, Severity
from linter.reports.trend import Past
from linter.rule import CATEGORIES
from tests.reports.sample import HOSTILE_TEXT, STYLE, found, report, sample_run
from tests.reports.test_escape import RUNS

TEXTS = tomllib.loads(resources.files("linter.reports.html").joinpath("texts.toml").read_text(encoding="utf-8"))
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><!--",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "&lt;b&gt; &#60;script&#62;",
    "\u2028\u2029\u202e\u2066gpj.exe",
    "__proto__",
    "constructor",
    "{count} ${data} $data",
    HOSTILE_TEXT,
)


class Skeleton(HTMLParser):
    """The tags of a page in order, each with its attributes, and the text in each of its raw elements."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        """Keep the text of a style or a script."""
        if self.tags and self.tags[-1][0] in {"style", "script"} and data.strip():
            self.texts.append(data)


def data_of(page: str) -> dict[str, Any]:
    """Return what the page shows."""
    style, data, _ = Skeleton(page).texts
    assert "{" in style
    read: dict[str, Any] = json.loads(data)
    return read


def hostile_run() -> Run:
    """Return a run in which all that comes from documents is an attack."""
    texts = [(f"{index} {text}", text) for index, text in enumerate(HOSTILE)]
    findings = tuple(
        found(path, text, text, "bad-thing", Severity.ERROR, text, pointer=f"/{text}") for path, text in texts
    )
    return Run(findings, len(findings), errors=HOSTILE, paths=tuple(path for path, _ in texts))


EMPTY = Skeleton(report("html", Run((), 0))).tags


@settings(deadline=None)
@given(RUNS)
def test_whatever_is_found_the_elements_are_the_same(run: Run) -> None:
    page = report("html", run)
    assert Skeleton(page).tags == EMPTY
    assert len(data_of(page)["findings"]) == len(run.findings)


def test_attacks_stay_text() -> None:
    page = report("html", hostile_run())
    assert Skeleton(page).tags == EMPTY
    data = data_of(page)
    assert data["texts"][data["findings"][0][5]] == "</script><script>alert(1)</script>"
    assert data["failures"][8] == r"\u2028\u2029\u202e\u2066gpj.exe"
    line = next(line for line in page.splitlines() if 'id="data"' in line)
    assert line.isascii()
    assert not set("<>&") & set(line.partition(">")[2].removesuffix("</script>"))


def test_the_name_of_the_folder_is_text() -> None:
    page = report("html", Run((), 0), replace(STYLE, root='/srv/"><script>alert(1)</script>\u202e$data'))
    assert [tag for tag, _ in Skeleton(page).tags] == [tag for tag, _ in EMPTY]
    assert "<title>Content report – script&gt;\\u202e$data</title>" in page


def test_the_policy_allows_the_script_and_the_style_of_the_page_alone() -> None:
    page = report("html", sample_run())
    style, data, script = Skeleton(page).texts
    policy = next(
        dict(attrs)["content"] or "" for _, attrs in EMPTY if ("http-equiv", "Content-Security-Policy") in attrs
    )
    hashes = {name: b64encode(sha256(text.encode()).digest()).decode() for name, text in (("x", script), ("y", style))}
    assert policy.split("; ")[:3] == [
        "default-src 'none'",
        f"script-src 'sha256-{hashes['x']}'",
        f"style-src 'sha256-{hashes['y']}'",
    ]
    assert "require-trusted-types-for 'script'" in policy
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?://(?!www\.w3\.org/2000)", script
    )
    assert json.loads(data)


def test_the_same_run_makes_the_same_bytes_and_names_no_folder_above() -> None:
    style = replace(STYLE, root="/srv/secret/pages", current="/srv/secret")
    page = report("html", sample_run(), style)
    assert page == report("html", sample_run(), style)
    assert data_of(page)["name"] == "pages"
    assert "secret" not in page


def test_a_finding_is_told_with_its_marks_in_units_of_javascript() -> None:
    data = data_of(report("html", sample_run()))
    rows = {data["texts"][data["rules"][row[3]][0]]: row for row in data["findings"]}
    text, start, end = rows["wide-name"][8][0]
    shown = data["texts"][text].encode("utf-16-le")
    assert shown[2 * start : 2 * end].decode("utf-16-le") == "日本語 👩"
    kind, title, lines = rows["email-without-mailto"][9]
    assert (kind, data["texts"][title]) == (0, 'add "mailto:"')
    assert [(comes, number) for comes, number, *_ in lines] == [(0, 5), (1, 5)]
    assert data["texts"][lines[1][2]][lines[1][3] : lines[1][4]] == "mailto:"


def test_each_text_stands_once() -> None:
    run = sample_run()
    data = data_of(report("html", replace(run, findings=run.findings * 50)))
    assert len(set(data["texts"])) == len(data["texts"])
    assert len(data["findings"]) == 50 * len(run.findings)


def test_collections_or_folders() -> None:
    run = replace(sample_run(), paths=("content/empty.md",))
    groups = [group for _, group in data_of(report("html", run))["paths"]]
    assert groups == ["::set-output name=a::b/", "content/", "content/", "content/"]
    named = data_of(report("html", run, replace(STYLE, collections={"content/empty.md": "pages"})))
    assert (named["collections"], [group for _, group in named["paths"]][2]) == (True, "pages")
    top = found("a.md", "x", "x", "some-rule", Severity.INFO, "x")
    assert data_of(report("html", Run((top,), 1)))["paths"][0][1] == "./"


def test_the_past_is_told() -> None:
    past = Past("0123456789", "2026-11-21", "a \u202e <b>", 3, {Severity.WARNING: 2}, {"b-rule": 1, "a-rule": 1})
    (told,) = data_of(report("html", Run((), 0), replace(STYLE, trend=(past,))))["trend"]
    assert (told["severities"], told["subject"]) == ([0, 2, 0], r"a \u202e <b>")
    assert list(told["rules"]) == ["a-rule", "b-rule"]


def test_messages_are_bounded() -> None:
    long = found("a.md", "x", "x", "some-rule", Severity.INFO, "é" * 5_000)
    data = data_of(report("html", Run((long,), 1)))
    assert len(data["texts"][data["findings"][0][5]]) == 1_001


def test_both_languages_say_the_same_things() -> None:
    english, french = TEXTS["en"], TEXTS["fr"]
    assert english.keys() == french.keys()
    assert english["categories"].keys() == french["categories"].keys() == set(CATEGORIES)
    for key, said in english.items():
        assert type(said) is type(french[key])
        assert names_in(said) == names_in(french[key]), key
    assert '<html lang="fr">' in report("html", Run((), 0), replace(STYLE, language="fr"))


def names_in(said: str | dict[str, str]) -> set[str]:
    """Return the names that a text has filled in, whatever its plural."""
    return set(re.findall(r"\{\w+\}", said if isinstance(said, str) else " ".join(said.values())))


def test_every_text_is_used() -> None:
    folder = resources.files("linter.reports.html")
    code = "".join(one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith((".js", ".py")))
    made = re.compile(r"(label|fix|example|by|all|trend)_|first$|previous$|next$|last$")
    assert not [name for name in TEXTS["en"] if not re.search(rf"[\"'.]{name}\b", code) and not made.match(name)]
