"""Layout, invisible characters, mojibake: mending them changes nothing that a reader sees, whatever the text."""

from __future__ import annotations

import re
import time

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import catalog, engine, fixing
from linter.document import Document
from linter.rule import ConfiguredRule, configured
from linter.text import Source

LAYOUT = ("trailing-whitespace", "multiple-blank-lines", "final-newline", "delimiter-spacing")
ENCODING = ("invisible-character", "broken-emoji-sequence", "mojibake", "invalid-utf8", "replacement-character")
OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_TASKLISTS
LINES = st.sampled_from(
    [
        *("texte", "texte ", "texte  ", "texte\t", "texte\\ ", "# Titre", "# Titre  ", "- un", "- un  ", "  suite  "),
        *("    code  ", "```", "```  ", "`a  ", "b`", "> cite  ", "| a |  ", "|---|", "1. un ", "---", "---  ", "==="),
        *("<pre>", "</pre>", "<div>  ", "</div>", "<!-- x  ", "-->", "- ", "* ", "#", "[a]: b  ", "+++", "~~~ "),
        *("", "", "", " ", "  ", "\t", "a: 1  ", "b: |  ", "c: >+", 'd: "x  ', 'y"', "  - e ", "# f  ", "g:", "  h  "),
    ]
)
SIGNS = st.sampled_from(
    [
        *("mot", " ", "  ", "\n", "\n\n", "# ", "- ", "1. ", "**", "`", "> ", "    ", "|", "é", "’", "\\", "a: ", '"'),
        *("\u200b", "\u200b", "\ufeff", "\xad", "\u2060", "\u0092", "\x0b", "\u2028", "\u200d", "\uf0b7", "\u202e"),
        *("√©", "Ã©", "â€™", "🙋🏽", "♀️", "👩🏽", "💻", "\udce9", "\ufffd", "---\n"),
    ]
)
ENDINGS = st.sampled_from(["\n", "\r\n", "\r"])


def configured_rules(names: tuple[str, ...]) -> tuple[ConfiguredRule, ...]:
    return tuple(configured(catalog.rules()[name]) for name in names)


def rendered(document: Document) -> str:
    """Return the HTML of the body, white space told apart only where a reader can."""
    html = pyromark.html(document.body.text.replace("\r\n", "\n").replace("\r", "\n"), options=OPTIONS)
    return re.sub(r"\n{2,}|\n(?=</)", "\n", re.sub(r"[ \t]+(?=\n|</|$)", "", html)).replace("\n</", "</").strip()


@given(st.lists(LINES, max_size=14), ENDINGS)
def test_layout_is_mended_without_a_change_that_a_reader_sees(lines: list[str], ending: str) -> None:
    document = Document.of(ending.join(lines))
    rules = configured_rules(LAYOUT)
    done = fixing.fix(document, rules)
    assert done.rolled_back is None
    assert rendered(done.document) == rendered(document)
    assert done.document.front_matter.data == document.front_matter.data
    assert fixing.fix(done.document, rules).document.text == done.document.text
    assert [one.message for one in engine.check(done.document, rules) if one.fix] == []


@given(st.lists(SIGNS, max_size=14).map("".join))
def test_safe_repairs_of_characters_are_never_rolled_back(text: str) -> None:
    document = Document.of(text)
    rules = configured_rules(ENCODING)
    done = fixing.fix(document, rules)
    assert done.rolled_back is None
    assert fixing.fix(done.document, rules).document.text == done.document.text


@given(st.lists(SIGNS, max_size=14).map("".join))
def test_unsafe_repairs_of_characters_come_to_rest(text: str) -> None:
    rules = configured_rules(ENCODING)
    done = fixing.fix(Document.of(text), rules, unsafe=True)
    if done.rolled_back is not None:
        assert "front matter" in done.rolled_back.message
    assert fixing.fix(done.document, rules, unsafe=True).document.text == done.document.text


@given(st.binary(max_size=40))
def test_every_byte_that_is_not_utf8_is_named(data: bytes) -> None:
    document = Document("a.md", Source.decode(data))
    found = engine.check(document, configured_rules(("invalid-utf8",)))
    wrong = {index for index, char in enumerate(document.text) if "\udc80" <= char <= "\udcff"}
    assert {index for one in found for index in range(one.span.start, one.span.end)} == wrong


@pytest.mark.parametrize(
    "piece",
    [
        *(
            " ",
            "\t\n",
            "\n",
            "\r",
            "a  \n",
            "\u200b",
            "a\u200b",
            "\u200bא",
            "\x92 ",
            "\udce9",
            "\udce9a",
        ),
        *("√©", "√© ", "Ã©\n", "🙋🏽♀️", "x: ' \u200b'\n", "<pre>  \n", "- \n\n\n", "<!-- contentlint-x -->", "\ue000a"),
    ],
)
@pytest.mark.usefixtures("uncovered")
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    rules = configured_rules((*LAYOUT, *ENCODING, "unknown-rule-in-suppression", "unused-suppression"))

    def seconds(count: int, head: str) -> float:
        document, started = Document.of(head + piece * count), time.process_time()
        engine.judge(document, rules)
        return time.process_time() - started

    for head in ("", "---\na: b\n---\n", "---\n"):
        assert seconds(8000, head) < 10 * seconds(2000, head) + 0.5
