"""Words are found in what readers read, and nowhere else."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.document.prose import in_prose

WORD = re.compile("mot")


def found(text: str) -> list[str]:
    """Return the plain text around each hit."""
    document = Document.of(text)
    return [
        region.text[hit.opens : hit.closes] for region in document.regions for hit in in_prose(document, region, WORD)
    ]


def test_code_tags_comments_and_targets_are_no_prose() -> None:
    assert found('`mot` <i title="mot"> <!-- mot --> [x](mot "mot")\n\n    mot\n\n[x]: mot\n') == []


def test_text_headings_cells_and_link_texts_are() -> None:
    text = "---\na: un mot\n---\n# Le mot\n\n[deux mots](x)\n\n| mot |\n| --- |\n"
    assert found(text) == ["un mot", "Le mot", "deux mots", "mot"]


@given(
    st.lists(st.sampled_from(["mot", "`", "*", "[", "](", ")", "<b>", "\\", "\r\n", "é", " ", "|", "#"])).map("".join)
)
def test_a_hit_is_the_match_within_its_stretch(text: str) -> None:
    document = Document.of(text)
    for hit in in_prose(document, document.body, WORD):
        assert text[hit.start : hit.end] == "mot"
        assert 0 <= hit.opens <= hit.start < hit.end <= hit.closes <= len(text)
