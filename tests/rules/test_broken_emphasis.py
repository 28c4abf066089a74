"""What paragraphs tell of emphasis by themselves is what the whole document tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.document.flavour import Flavour
from linter.document.intervals import Intervals
from linter.rules.broken_emphasis import _PAIR, _is_broken, _may_be_seen
from linter.text import Source
from tests.documents import documents

_PIECES = [
    *("**a**", "** a **", "**a **", "** a**", "**`a`** and **`b`**", "**", "*", "_", "`", "```\n", "~~~\n", "\\", "x"),
    *("\n", "\n", "\n\n", "\n\n", " ", "    ", "- ", "> ", "1. ", "# ", "| a |\n| - |\n", "|", "<div>", "<pre>"),
    *("</pre>", "<!--", "-->", "[a](b)", "![a](b)", "[a][b]", "\n\n[b]: c\n\n", "[^1]", "\n\n[^1]: ", "~~"),
    *("{{ a }}", "{% raw %}"),
    *("{:.a}", "$$", "<b>", "</b>", "&amp;", "é", "\xa0", "\r\n", "\x00", "\udce9", "---\n", "===\n", ": "),
]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


def _overlooked(document: Document) -> bool:
    """Tell whether readers see asterisks in the whole document where they see none in its paragraphs."""
    text, view = document.body.text, document.markdown
    found = [match for match in _PAIR.finditer(text) if _is_broken(text, match)]
    if not found or "**" not in view.html or _may_be_seen(document, text, found):
        return False
    shown = Intervals(view.text_spans)
    return any(shown.cover(one.start()) and shown.cover(one.end() - 1) for one in found)


@given(_TEXTS, st.sampled_from(Flavour))
def test_nothing_is_overlooked(text: str, flavour: Flavour) -> None:
    assert not _overlooked(Document("a.md", Source(text), flavour))


@given(documents(), st.sampled_from(Flavour))
def test_in_whole_documents_neither(data: bytes, flavour: Flavour) -> None:
    assert not _overlooked(Document("a.md", Source.decode(data), flavour))
