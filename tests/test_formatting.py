"""The body as mdformat writes it: the same for readers, the flavour's own left as it is, else nothing at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import formatting
from linter.document import Document
from linter.document.flavour import Flavour
from linter.formatting import Formatted, formatted
from linter.text import Source

LINES = st.sampled_from(
    [
        *(
            "",
            "* un",
            "+ deux",
            "  1) trois",
            "Titre",
            "=====",
            "***",
            "> cité",
            "| a | b |",
            "|--|:-:|",
            "| é | `x` |",
        ),
        *(
            "{% if page.my_x %}",
            "texte {{ a.b_c }} *x*  ",
            "{:.class}",
            "{: #id }",
            "<Tabs>",
            "</Tabs>",
            ":::note",
            ":::",
        ),
        *("[r]: /x 'T'", "[r] et [x]", "[^1]", "[^1]: note", "$$ a_b $$", "> [!NOTE]", "[[page]]", "terme", ": sens"),
        *(
            "```js",
            "a  b",
            "```",
            "\tcode",
            "<b>x</b>",
            "<!-- c -->",
            "a&nbsp;b",
            "\\*x",
            "https://a.fr/b_c",
            "- [ ] x",
        ),
    ]
)


_TOO_MANY = "it has a list or a paragraph of too many parts"


def of(text: str, flavour: Flavour = Flavour.AUTO) -> Formatted:
    return formatted(Document("a.md", Source(text), flavour).markdown)


@given(st.lists(LINES, max_size=12).map("\n".join), st.sampled_from(list(Flavour)))
def test_a_second_time_changes_nothing_and_what_the_flavour_owns_stays(text: str, flavour: Flavour) -> None:
    first = of(text, flavour).text
    if first is None:
        return
    assert of(first, flavour).text == first
    before, after = (Document("a.md", Source(one), flavour).markdown for one in (text, first))
    owned = [[view.region.text[one.start : one.end] for one in view.owned] for view in (before, after)]
    assert owned[0] == owned[1]
    assert [one.text for one in before.attribute_lists] == [one.text for one in after.attribute_lists]
    assert {one.target for one in before.definitions} == {one.target for one in after.definitions}


def test_what_stands_in_a_list_stays_there() -> None:
    text = "* un\n\n  :::danger\n\n  deux\n\n  :::\n\ntrois\n"
    assert of(text, Flavour.DOCUSAURUS).text == text.replace("*", "-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Option &lt;nom>\n===\n\n* &nbsp;x\n", "# Option &lt;nom>\n\n- &nbsp;x\n"),
        ("* dossier _common\n* /v1/jobs* suit\n", "- dossier _common\n- /v1/jobs* suit\n"),
        ("| a |\n|-|\n| &lt;x |\n", "| a     |\n| ----- |\n| &lt;x |\n"),
        ("* {{ a }}x et {{ b }}xz\n", "- {{ a }}x et {{ b }}xz\n"),
    ],
)
def test_entities_stay_and_nothing_is_escaped_needlessly(text: str, expected: str) -> None:
    assert of(text).text == expected


@pytest.mark.parametrize("text", ["##\n", "> #\n", "- ##\n", "## \n", "```\n## \n```\n"])
def test_a_heading_without_a_text_gets_no_blank(text: str) -> None:
    assert of(text).text == text


def test_line_endings_and_leading_blank_lines_stay() -> None:
    assert of("\r\n\r\n* un\r\n* deux\r\n").text == "\r\n\r\n- un\r\n- deux\r\n"
    assert of("\n \n").text == "\n \n"


@pytest.mark.parametrize(
    ("text", "flavour", "reason"),
    [
        ("* un\n", Flavour.PYTHON_MARKDOWN, "python-markdown reads some of what mdformat writes in another way"),
        ("un\r\ndeux\n", Flavour.AUTO, "its line endings are not all the same"),
        ("\udcff\n", Flavour.AUTO, "it is too long, or not UTF-8 throughout"),
        ("un  \ndeux\n", Flavour.KRAMDOWN, "kramdown does not know line breaks with a backslash, which it would write"),
        ("a &lt;b *c\n===\n\n\\*d\n\n* *e\n", Flavour.AUTO, "it would escape what was not escaped"),
        ("* un\n<br>\nsuite\n* deux\n", Flavour.AUTO, "a tag would change"),
        ("[a](C:\\dir\\x)\n\n* un\n", Flavour.AUTO, "a link would be spelt otherwise"),
        ("[r]: /x\n\nrien\n", Flavour.AUTO, "definitions that nothing uses would be lost"),
        ("* un\n{:.a}\n", Flavour.KRAMDOWN, "an attribute list would belong to something else"),
        ("- un\n:::\n", Flavour.DOCUSAURUS, "what the flavour owns would stand in another place"),
        ("terme\n: sens\n\n  encore\n", Flavour.HUGO, "its HTML would change in another renderer"),
    ],
)
def test_what_would_change_is_not_written(text: str, flavour: Flavour, reason: str) -> None:
    assert of(text, flavour) == Formatted(None, reason)


@pytest.mark.parametrize(
    "piece", ["a\n", "a\n\n", "- a\n", "1. a\n", "- [ ] a\n", "> a\n\n", "*a* ", "`a` ", "[a](b) ", "# a\n", "* * a\n"]
)
@pytest.mark.usefixtures("uncovered")
def test_what_takes_mdformat_the_square_of_its_length_is_left(piece: str) -> None:
    started = time.process_time()
    assert of(piece * (formatting.LONGEST // len(piece))) == Formatted(None, _TOO_MANY)
    assert time.process_time() - started < 4
    assert of(piece * 1000).reason != _TOO_MANY


def test_nothing_is_escaped_for_what_other_programs_read() -> None:
    for text in ("> [!NOTE]\n> Une note\n", "[[page]]\n", "[toc]\n\n[x] y\n"):
        assert of(text).text == text


def test_a_word_like_those_that_stand_for_templates_is_kept() -> None:
    assert of("* Qz0x Qzqz1x {{ a }} Qz\n").text == "- Qz0x Qzqz1x {{ a }} Qz\n"
