"""What the rules on line ends, accents and no-break spaces mend is all they change, and a second run finds nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import engine
from linter.document import Document
from linter.finding import Applicability
from linter.fixing import fix
from linter.rule import Rule, configured
from linter.rules.decomposed_unicode import decomposed_unicode
from linter.rules.invisible_character import invisible_character
from linter.rules.line_endings_and_bom import line_endings_and_bom
from linter.rules.nbsp_in_syntax import nbsp_in_syntax
from linter.text import Source

PIECES = st.sampled_from(
    [
        *(
            "e",
            "\u0301",
            "\u0323",
            "か",
            "\u3099",
            "\u09c7",
            "\u09be",
            "\u0338",
            "\ud55c",
            "\u1112",
            "\u1161",
            "\u11ab",
        ),
        *(
            "\n",
            "\r\n",
            "\r",
            "# ",
            "#\xa0a",
            "-\xa0b",
            "- c",
            "1.\xa0d",
            "2. e",
            "|",
            "|\xa0-|",
            "[f](https://g.fr/\xa0)",
        ),
        *("`", "---\n", "k: ", "\xa0", "\u202f", " ", "<a href='\xa0h'>", "«\xa0i\xa0»", "\xa0!"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)
RULES = (decomposed_unicode, line_endings_and_bom, nbsp_in_syntax)


def mended(text: str, *rules: Rule, bom: bool = False) -> Source:
    return fix(Document("a.md", Source(text, bom=bom)), tuple(configured(one) for one in rules)).document.source


@given(TEXTS)
def test_composed_text_is_canonically_the_same(text: str) -> None:
    after = mended(text, decomposed_unicode).text
    assert unicodedata.normalize("NFD", after) == unicodedata.normalize("NFD", text)


@given(TEXTS, st.booleans())
def test_only_line_ends_and_the_mark_change(text: str, bom: bool) -> None:  # noqa: FBT001  # drawn by hypothesis
    after = mended(text, line_endings_and_bom, bom=bom)
    assert re.split(r"\r\n|\r|\n", after.text) == re.split(r"\r\n|\r|\n", text)
    assert not after.bom or text.startswith("---")  # what could not be verified is left as it was


@given(TEXTS)
def test_only_blanks_change(text: str) -> None:
    blank = re.compile("[ \xa0\u202f]")
    assert blank.sub("", mended(text, nbsp_in_syntax).text) == blank.sub("", text)


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
@given(text=TEXTS)
def test_a_second_run_changes_nothing(text: str, one: Rule) -> None:
    once = mended(text, one).text
    assert mended(once, one).text == once


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
@given(text=TEXTS)
def test_findings_quote_what_is_there(text: str, one: Rule) -> None:
    for finding in engine.check(Document.of(text), (configured(one),)):
        assert finding.rule == one.name
        assert finding.span.end <= len(text)


@pytest.mark.parametrize("line", ["[b]: https://x.example \u200b", "[b]: \u200b https://x.example", "> [b]: \u200b x"])
def test_what_may_become_a_definition_is_not_touched_unasked(line: str) -> None:
    found = engine.check(Document.of(f"See [a][b].\n\n{line}\n"), (configured(invisible_character),))
    assert [one.fix.applicability for one in found if one.fix] == [Applicability.UNSAFE]
