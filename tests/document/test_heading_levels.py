"""What is told of headings by the looks of lines is what the parser finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.document.flavour import Flavour
from linter.document.heading_levels import SpeltHeadings
from linter.text import Source
from tests.documents import documents

_LINES = [
    *("# a", "## b", "###", "#### d #", "#x", " # e", "    # f", "> # g", "- # h", "\t# i", "text", "> quote"),
    *("```", "```py", "````", "``` ```", " ```", "    ```", "- ```", "> ```", "~~~", "   ~~~", "```{x}", "``", "`a"),
    *("---", "===", "- - -", "***", "| a |", "| - |", "", "  ", "<b>", "<div>", "</div>", "<!--", "-->", "<pre>", "\\"),
    *("text <i>", "<https://a.fr>", "text <h1>", "{{< x >}}", "{% raw %}", "{% endraw %}", "import a from 'b'", ":::"),
    *("[a]: b", "[a]:", "[^1]: note", "text[^1]", "[a]: b 'c", "$$", "{:.x}", "\x00", "[a](b 'c", "- item"),
]
_ENDS = ["\n", "\n", "\n", "\r\n", "\r"]
_TEXTS = st.lists(st.tuples(st.sampled_from(_LINES), st.sampled_from(_ENDS)).map("".join), max_size=12).map("".join)


def _holds(document: Document) -> bool:
    levels = tuple(level for level, _ in document.markdown.outline)
    spelt = SpeltHeadings(document.body.text, document.flavour)
    start = document.front_matter.span.end
    places = tuple((level, span.start - start, span.end - start) for level, span in document.markdown.outline)
    told = spelt.outline in {None, levels} and spelt.places in {None, places}
    return spelt.levels.issuperset(levels) and told


@given(_TEXTS, st.sampled_from(Flavour))
def test_the_outline_is_that_of_the_parser(text: str, flavour: Flavour) -> None:
    assert _holds(Document("a.md", Source(text), flavour))


@given(documents(), st.sampled_from(Flavour))
def test_in_whole_documents_too(data: bytes, flavour: Flavour) -> None:
    assert _holds(Document("a.md", Source.decode(data), flavour))


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\ntext\n\n## b", (1, 2)),
        ("# a\n```py\n# b\n[c](d)\n```\n### e\n", (1, 3)),
        ("````\r\n# a\r\n```\r\n````\r\n# b\r\n", (1,)),
        ("# a\n```\n# b\n", (1,)),
        ("a\n---\n", None),
        (" # a\n", None),
        ("- b\n\n  ```\n  # a\n  ```\n", None),
        ("<div>\n# a\n", None),
        ("{% raw %}\n# a\n", None),
    ],
)
def test_what_is_plain_is_told(text: str, levels: tuple[int, ...] | None) -> None:
    assert SpeltHeadings(text, Flavour.AUTO).outline == levels
