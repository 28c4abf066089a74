"""Adding suppression comments: they silence what they are meant to, and nothing else changes, whatever the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from linter import engine
from linter.baseline import FATAL
from linter.cli import main
from linter.config import Configuration
from linter.document import Document
from linter.document.flavour import Flavour
from linter.finding import Problem
from linter.rendering import plain_html
from linter.rule import ConfiguredRule, Options, configured, rule
from linter.silencing import can_be_reason, silence
from linter.suppression_places import Target
from linter.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]


@rule("swear-word", category="words")
def swear_word(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001
    """A word that our grandmother would not use."""
    for match in re.finditer("zut", document.text):
        yield Problem(Span(*match.span()), "say it otherwise")


ALL = (configured(swear_word), *Configuration("nowhere").rules_for("a.md"))


def silenced(text: str, *, flavour: Flavour = Flavour.AUTO, reason: str = "") -> str:
    only = (configured(swear_word),)
    document = Document("a.md", Source(text), flavour)
    return silence(document, only, None, _targets(document, only), reason).document.text


def _targets(document: Document, rules: tuple[ConfiguredRule, ...]) -> list[Target]:
    judged = engine.judge(document, rules)
    silent = FATAL | {one.rule.name for one in rules if one.rule.category == "tool"}
    return [Target(one.rule.name, problem.span.start) for one, problem in judged if one.rule.name not in silent]


NEXT, LINE = "<!-- contentlint-disable-next-line swear-word -->", "<!-- contentlint-disable-line swear-word -->"
ON, OFF = "<!-- contentlint-disable swear-word -->", "<!-- contentlint-enable swear-word -->"
KEY = "# contentlint-disable-next-line swear-word"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("zut\n", f"{NEXT}\nzut\n"),
        ("a\nzut\n", f"a\nzut {LINE}\n"),
        ("a\nzut  \nb\n", f"a\nzut {LINE}  \nb\n"),
        ("a\nzut\\\nb\n", f"a\nzut {LINE}\\\nb\n"),
        ("# zut #\n", f"{NEXT}\n# zut #\n"),
        ("a\n\nzut\n===\n", f"a\n\n{NEXT}\nzut\n===\n"),
        ("- a\n- zut\n", f"- a\n- zut {LINE}\n"),
        ("> a\n> zut\n", f"> a\n> zut {LINE}\n"),
        ("| a |\n|---|\n| zut |\n", f"| a |\n|---|\n| zut {LINE} |\n"),
        ("a | b\n---|---\nc | zut\n", f"a | b\n---|---\nc | zut {LINE}\n"),
        ("```\nzut\n```\n", f"{ON}\n```\nzut\n```\n{OFF}\n"),
        ("```\nzut\n```", f"{ON}\n```\nzut\n```\n{OFF}"),
        ("a\n\n    zut\n", f"a\n\n{NEXT}\n    zut\n"),
        ("a\n\n    b\n    zut\n", f"a\n\n{ON}\n    b\n    zut\n{OFF}\n"),
        ("<div>\nzut\n</div>\n", f"<div>\nzut {LINE}\n</div>\n"),
        ("[a]\n\n[a]: zut\n", f"[a]\n\n{NEXT}\n[a]: zut\n"),
        ("---\na: zut\n---\n", f"---\n{KEY}\na: zut\n---\n"),
        ("---\na: 1\nb:\n  - x\n  - zut\n---\n", f"---\na: 1\nb:\n  - x\n  {KEY}\n  - zut\n---\n"),
        ("---\nb:\n  - x: 1\n    y: zut\n---\n", f"---\nb:\n  - x: 1\n    {KEY}\n    y: zut\n---\n"),
        ("---\na: |\n  b\n\n  zut\nc: 1\n---\n", f"---\n{KEY}\na: |\n  b\n\n  zut\nc: 1\n---\n"),
        ("---\na: [x,\n zut]\n---\n", f"---\na: [x,\n {KEY}\n zut]\n---\n"),
        ("---\na: 'x\n\n  zut'\n---\n", f"---\n{KEY}\na: 'x\n\n  zut'\n---\n"),
        ('+++\na = "zut"\n+++\n', f'+++\n{KEY}\na = "zut"\n+++\n'),
        ("---\na: 1 # zut\n---\nb\n", f"---\n{KEY}\na: 1 # zut\n---\nb\n"),
        ("---\n# zut\na: 1\n---\nb\n", "---\n# contentlint-disable-file swear-word\n# zut\na: 1\n---\nb\n"),
    ],
)
def test_where_comments_go(before: str, after: str) -> None:
    assert silenced(before) == after
    assert silenced(before.replace("\n", "\r\n")) == after.replace("\n", "\r\n")


def test_rules_of_one_line_share_a_comment_that_gives_the_reason() -> None:
    assert silenced("zut zut\n", reason="cité") == f"{NEXT.replace(' -->', ' -- cité -->')}\nzut zut\n"


def test_mdx_has_comments_of_its_own() -> None:
    text = "# zut\n\na\nzut\n\n[a]\n\n[a]: zut\n"
    words = [f"{{/* contentlint-disable-{verb} swear-word */}}" for verb in ("next-line", "line")]
    wanted = f"{words[0]}\n# zut\n\na\nzut {words[1]}\n\n[a]\n\n{words[0]}\n\n[a]: zut\n"
    assert silenced(text, flavour=Flavour.MDX) == wanted


@pytest.mark.parametrize(
    ("text", "flavour"),
    [
        ('a\n{{< figure\n  alt="zut"\n  src="a" >}}\n', Flavour.HUGO),
        ("a\n\n{% highlight html %}\nzut\n{% endhighlight %}\n", Flavour.KRAMDOWN),
        ('a\n<img\n  alt="zut"\n  src="a">\n', Flavour.AUTO),
        ('<div\n  class="a"\n  title="zut"\n>\nb\n</div>\n', Flavour.AUTO),
        ("<script>\nzut\n</script>\n", Flavour.AUTO),
        ("{: .note}\n# zut\n", Flavour.KRAMDOWN),
        ("(label)=\n# zut\n", Flavour.MYST),
    ],
)
def test_what_other_programs_read_stays_whole(text: str, flavour: Flavour) -> None:
    after = silenced(text, flavour=flavour)
    assert "contentlint-" in after
    assert text.removeprefix("a\n").strip() in re.sub(r"(?<=zut\n)<!--.*?-->\n", "", after)


def test_what_hides_others_or_is_of_the_tool_is_left(site: Site, capsys: Capture) -> None:
    root = site({"a.md": "---\na: [\n---\nx\n", "b.md": "<!-- contentlint-disable-next-line -->\nx\n", "c.md": b"\0\1"})
    before = {path.name: path.read_bytes() for path in root.glob("*.md")}
    assert main(["check", "--add-suppressions"]) == 1
    assert "Silenced 0 findings in 0 files. 3 findings left, where no comment can stand." in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in root.glob("*.md")} == before


def test_the_command_line(site: Site, capsys: Capture) -> None:
    root = site({"a.md": "[guide](TODO)\n", "b.md": "# b\n\n[b](TBD)\n"})
    assert main(["check", "--add-suppressions=en mai", "--diff", "a.md"]) == 1
    assert "+<!-- contentlint-disable-next-line placeholder-link -- en mai -->\n" in capsys.readouterr().out
    assert main(["check", "--add-suppressions", "a.md"]) == 0
    assert "Silenced 1 finding in 1 file." in capsys.readouterr().err
    assert main(["check", "--add-suppressions=en mai"]) == 0
    assert main(["check", "--fail-on", "info"]) == 0
    assert (root / "b.md").read_text(encoding="utf-8").count("placeholder-link -- en mai") == 1
    assert main(["fix", "--undo"]) == 0
    assert (root / "b.md").read_text(encoding="utf-8") == "# b\n\n[b](TBD)\n"


@pytest.mark.parametrize(
    "words",
    [["=a --> b"], ["=a\nb"], ["", "--fix"], ["", "--stdin-filename", "a.md", "-"], ["", "--since", "HEAD"]],
)
def test_what_makes_no_sense_is_said(words: list[str], site: Site, capsys: Capture) -> None:
    root = site({"a.md": "[guide](TODO)\n"})
    assert main(["check", f"--add-suppressions{words[0]}", *words[1:]]) == 2
    assert capsys.readouterr().err.startswith("error: --")
    assert (root / "a.md").read_text(encoding="utf-8") == "[guide](TODO)\n"


def test_known_findings_stay_known(site: Site, capsys: Capture) -> None:
    root = site({"a.md": "[guide](TODO)\n"})
    assert main(["baseline", "create"]) == 0
    (root / "a.md").write_text("[guide](TODO)\n\n[autre](TBD)\n", encoding="utf-8")
    assert main(["check", "--add-suppressions"]) == 0
    text = (root / "a.md").read_text(encoding="utf-8")
    assert text == "[guide](TODO)\n\n<!-- contentlint-disable-next-line placeholder-link -->\n[autre](TBD)\n"
    assert "1 baselined" in capsys.readouterr().err


HEADS = st.sampled_from(
    [
        *("", "---\n---\n", "---\nt: a\n---\n", "---\nt: zut\n---\n", '+++\nt = "zut"\n+++\n', "---\nt: [\nzut\n---\n"),
        "---\nt: |\n  zut\n  http://x.fr/ [a]()\nl:\n  - zut\n  - a: zut # zut\n    b: 'zut\n      zut'\n---\n",
        '---\nl: [zut,\n  "zut"]\nm: {a: zut}\nn: >-\n\n  zut\n---\n',
    ]
)
PIECES = st.sampled_from(
    [
        *(
            "zut",
            "a",
            " ",
            "\n",
            "\n\n",
            "  \n",
            "\\\n",
            "\t",
            "# ",
            "### ",
            "- ",
            "1. ",
            "  - ",
            "> ",
            "    ",
            "```\n",
        ),
        *(
            "`",
            "*",
            "|",
            "|\n|---|---|\n",
            "| zut | a |\n",
            "<div>\n",
            "</div>\n",
            "<!-- a\n",
            "-->",
            "<pre>\n",
            "</pre>",
        ),
        *(
            "[zut](TODO)",
            "![](a.png)",
            "[b]\n",
            "[b]: zut\n",
            "===\n",
            "---\n",
            "[^1]",
            "[^1]: zut\n",
            "{{< a\n",
            ">}}",
        ),
        *("{% raw %}\n", "{% endraw %}", "{: .c}\n", "<a href=\n", "'zut'>", "\u200b", "e\u0301", "<script>\n", "\r\n"),
        *(
            "<!-- contentlint-disable swear-word -->\n",
            "<!-- contentlint-enable -->\n",
            NEXT + "\n",
            "~~~\n",
            "Caf\u00c3\u00a9",
        ),
    ]
)
FLAVOURS = st.sampled_from([Flavour.AUTO, Flavour.MDX, Flavour.KRAMDOWN, Flavour.HUGO])
_HTML = re.compile(r"<!-- contentlint-.*? -->", re.DOTALL)
_ADDED = re.compile(r"(?:# contentlint-|<!-- contentlint-|\{/\* contentlint-)")


@given(HEADS, st.lists(PIECES, max_size=18).map("".join), FLAVOURS)
def test_they_silence_what_they_are_meant_to_and_nothing_else_changes(head: str, body: str, flavour: Flavour) -> None:
    document = Document("a.md", Source(head + body), flavour)
    targets = _targets(document, ALL)
    done = silence(document, ALL, None, targets)
    after = done.document
    said = sorted(target for target in _targets(document, ALL) if target not in done.targets)
    assert [one.rule for one in sorted(_targets(after, ALL))] == [one.rule for one in said]
    assert sorted({*done.targets, *done.refused}) == sorted(set(targets))
    assert after.front_matter.data == document.front_matter.data
    assert _is_subsequence(document.text, after.text)
    if not flavour.jsx:
        shown = [
            plain_html(_HTML.sub("", MarkdownIt().enable("table").render(one.body.text))) for one in (document, after)
        ]
        assert shown[0] == shown[1]


def _is_subsequence(one: str, other: str) -> bool:
    rest = iter(other)
    return all(char in rest for char in one)


@pytest.mark.parametrize("text", ["a --> b", "a */ b", "a\nb", "a <!-- b", "a --!> b", "\x1b[0m"])
def test_some_texts_cannot_be_reasons(text: str) -> None:
    assert not can_be_reason(text)
