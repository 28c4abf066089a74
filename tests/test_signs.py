"""A rule is left out only where it has nothing to say."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter import catalog, pages
from linter.document import Document
from linter.document.targets import _USUAL, is_plain_address, leads_away, unusual
from linter.document.yaml_dialects import readings
from linter.document.yaml_scalars import may_differ
from linter.mail_links import _with_at
from linter.project import is_path
from linter.rule import Rule, configured
from linter.rules.empty_link import _judged as _empty
from linter.rules.malformed_url import _judged, _odd
from linter.rules.missing_scheme import _host, _hosts
from linter.rules.nbsp_in_syntax import _with_nbsp
from linter.rules.placeholder_link import PlaceholderLinkOptions, _may_be_judged, _question
from linter.signs import OPTION, SIGNS, VIOLATING, Signs, _empty_or_blank, _odd_addresses, gate

CONTENT = Path(__file__).parent.parent / "content"
RULES = [rule for rule in catalog.rules().values() if rule.only]
TEXTS = sorted({sign for rule in RULES for sign in rule.only if not sign.startswith((OPTION, "is:"))})
PIECES = [*TEXTS, "a", "é", "É", "\n", "\n\n", " ", "---\n", "title: a\n", "[x](y)", "# A", "#b", "İ", "ß", "\u0301",
          "e", "\u200b", "Ã©", "\udce9", "http://", "```", "| a |\n| - |\n", "<b>", "<!--", "TODO", "?", "<h5>",
          "### C", "\n\n#### D", "[](/y)", "[ ](/y)", "[x]( )", "<a href='/y'> </a>", "![x](a b.png)",
          "[x](htps://y.fr)", "[x](https://https://y.fr)", "[x](http:///y)", "b: 0x1f\n", "c: 010\n", "d: no\n",
          "e: 1_0\n", "f: 2023-02-30\n"]  # fmt: skip
SCALAR = (
    r"(?i:y|n|yes|no|on|off)|[-+.0-9][-+0-9a-fA-FxobeE_.,:]{0,12}"
    r"|[0-9]{4}-[0-3]?[0-9]-[0-3]?[0-9]([T ][0-9]{2}:[0-9]{2}:[0-9]{2})?"
)
ADDRESSES = ["http", "https", "HTTP", "htp", "ttps", "://", ":/", "/", "//", "[", "]", "@", ":", ":8", "a", "a.fr",
             "todo", "url:", "www.", "…", "..", "-", "_", ".", "é", "\u200b", "%20", "%E2%80%8B", "%c2%a0", "%C2%ad",
             " ", "\t", ",", ";", "»", "?", "#", "a[]=1", "{x}", "\\", "ı", "²"]  # fmt: skip


def told(rule: Rule, document: Document) -> list[object]:
    """Return what a rule says of a document of which it would not be asked."""
    one = configured(rule)
    signs = gate(one)
    if signs is None or Signs(signs).shown(document) or rule.check is None:
        return []
    return list(rule.check(document, one.options))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_signs_are_known(rule: Rule) -> None:
    for sign in rule.only:
        if sign.startswith(OPTION):
            assert sign.removeprefix(OPTION) in rule.option_names
        elif sign.startswith("is:"):
            assert sign in {*SIGNS, VIOLATING}
        else:
            assert sign == sign.casefold()


@given(st.from_regex(SCALAR, fullmatch=True) | st.text("-0123nN", max_size=11))
@example("2023-02-29")
@example("0000-01-01")
@example("2023-1-01")
@example("0.10")
@example("01.5")
def test_what_parsers_agree_on_is_known_at_once(text: str) -> None:
    assert may_differ(text) or readings(text) is None


@given(
    st.sampled_from(["", "https://", "http://a", "mailto:", "https://a.fr/"]),
    st.lists(st.sampled_from(ADDRESSES), max_size=8).map("".join),
)
def test_nothing_is_wrong_with_plain_addresses(beginning: str, rest: str) -> None:
    target = beginning + rest
    assert not is_plain_address(target) or _judged(target) is None
    words = PlaceholderLinkOptions().words
    assert not leads_away(target) or not (is_path(target) or _may_be_judged(target, words) or _host(target))


@given(st.from_regex(_USUAL.pattern) | st.lists(st.sampled_from([*ADDRESSES, "/a", "../", "a.md"])).map("".join))
@example("todo.md")
@example("/todo/todo")
@example("#todo-")
@example("www.fr")
@example("ftp.md")
def test_nobody_wants_the_usual_targets(target: str) -> None:
    questions = (_empty_or_blank, _odd_addresses, _odd, _hosts, _with_nbsp, _with_at, _empty)
    if not unusual(frozenset([target])):
        for question in (*questions, _question(PlaceholderLinkOptions().words)):
            assert not question.any(frozenset([target]))
        assert not leads_away(target)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("\ufeff<!DOCTYPE html>")
def test_nothing_is_left_out_of_made_up_documents(text: str) -> None:
    document = Document.of(text)
    for rule in RULES:
        if isinstance(rule, Rule):
            assert not told(rule, document), rule.name


def test_nothing_is_left_out_of_the_sample_or_the_pages_of_rules() -> None:
    sample = (Document.of(path.read_bytes().decode("utf-8", "surrogateescape")) for path in CONTENT.rglob("*.md"))
    shown = (Document.of(pages.text(rule)) for rule in catalog.rules().values())
    for document in chain(sample, shown):
        for rule in RULES:
            if isinstance(rule, Rule):
                assert not told(rule, document), rule.name
