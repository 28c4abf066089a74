"""Taking an item out of a list leaves all the others, the comments and the rest of the data as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.document.list_items import removal

ITEMS = ("école", "'collège'", '"lycée # général"', "12", "~", "", "a, b", "«x»")


def without(text: str, pointer: str) -> str | None:
    """Return the text without the item at `pointer`, None where it cannot be taken out."""
    document = Document.of(text)
    edit = removal(document, pointer)
    return None if edit is None else document.edited((edit,)).text


def test_the_line_of_an_item_goes() -> None:
    text = "---\ntags:\n  # une remarque\n  - un\n  - deux\n\n  - trois # fin\n---\n"
    assert without(text, "/tags/1") == text.replace("  - deux\n", "")
    assert without(text, "/tags/0") == text.replace("  - un\n", "")


def test_an_item_between_brackets_goes_with_the_comma_before_it() -> None:
    assert without("---\ntags: [un, 'deux' , trois]\n---\n", "/tags/1") == "---\ntags: [un , trois]\n---\n"
    assert without("---\ntags: [un, deux, ]\n---\n", "/tags/1") == "---\ntags: [un, ]\n---\n"


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("---\ntags:\n  - un\n---\n", "/tags/0"),
        ("---\ntags:\n  - un\n  - deux # à garder\n---\n", "/tags/1"),
        ("---\ntags:\n  - un\n  - &deux deux\n---\n", "/tags/1"),
        ("---\ntags:\n  - un\n  - !!str 2\n---\n", "/tags/1"),
        ("---\ntags:\n  - un\n  - deux\n    fois\n---\n", "/tags/1"),
        ("---\ntags:\n  - un\n  - |\n    deux\n---\n", "/tags/1"),
        ("---\ntags:\n  - un\n  - nom: deux\n---\n", "/tags/1"),
        ("---\ntags:\n  - - un\n    - deux\n---\n", "/tags/0/0"),
        ("---\ntags: [un, deux]\n---\n", "/tags/0"),
        ("---\ntags: [un, # le premier\n  deux]\n---\n", "/tags/1"),
        ("---\ntags: un\n---\n", "/tags"),
        ("---\ntags: un\n---\n", "/tags/0"),
        ("+++\n+++\n", ""),
    ],
)
def test_what_cannot_be_taken_out_alone_stays(text: str, pointer: str) -> None:
    assert without(text, pointer) is None


@given(
    items=st.lists(st.sampled_from(ITEMS), min_size=2, max_size=5),
    index=st.integers(0, 4),
    indent=st.sampled_from(["", "  ", "    "]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_only_the_item_is_gone(items: list[str], index: int, indent: str, newline: str) -> None:
    index %= len(items)
    lines = ["---", "avant: 1", "tags:", *(f"{indent}- {item}" for item in items), "apres: 2 # là", "---", "corps"]
    text = newline.join(lines)
    before = Document.of(text).front_matter.data
    after = without(text, f"/tags/{index}")
    assert after == newline.join(line for number, line in enumerate(lines) if number != 3 + index)
    assert isinstance(before, dict)
    tags = [tag for number, tag in enumerate(before["tags"]) if number != index]
    assert Document.of(after).front_matter.data == {**before, "tags": tags}
