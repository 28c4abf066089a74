"""Strings of front matter by their keys: told from the outline alone, they are those that the nodes have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.keyed_values import Value, values_at

if TYPE_CHECKING:
    from linter.text import Span

LONG = "x" * 501
LINES = st.sampled_from(["title: A # b\n", "api:\n- c\n- |\n  d\n", "deep: {a: {b: e}}\n", f"intro: {LONG}\n"])
KEYS = frozenset({"title", "api[]", "who[].name", "deep.a.b", "intro"})


def page(head: str) -> Document:
    return Document.of(f"---\n{head}---\n", "a.md")


def from_nodes(document: Document) -> list[tuple[str, object, Span]]:
    """Return the same of all nodes, one by one."""
    found = []
    for node in document.front_matter.strings:
        place = "".join("[]" if part.isdecimal() else f".{part}" for part in node.pointer[1:].split("/"))
        found.append((place.lstrip("."), node.value, node.span))
    return [one for one in found if one[0] in KEYS]


@pytest.mark.parametrize(
    "head",
    [
        "title: A\napi:\n  - b\n  - 2\n  - c\nwho:\n  - name: d\n    age: 3\ndeep:\n  a:\n    b: e\n",
        f"title: {LONG}\napi: [f]\n",
        "intro: |\n  g\n\n  h\nother: i\ntitle:\n",
        'title: "a\\tb"\napi: &x [k]\nwho: *x\n',
    ],
)
def test_values_are_those_of_the_nodes(head: str) -> None:
    document = page(head)
    assert [(one.key, one.text, one.span) for one in values_at(document, KEYS)] == from_nodes(document)


@given(
    st.lists(st.sampled_from(["title: A # b\n", "api:\n- c\n- |\n  d\n", "deep: {a: {b: e}}\n", f"intro: {LONG}\n"]))
)
def test_in_any_order(lines: list[str]) -> None:
    document = page("".join(dict.fromkeys(lines)) + "z: 1\n")
    assert [(one.key, one.text, one.span) for one in values_at(document, KEYS)] == from_nodes(document)


def test_what_an_alias_stands_for_is_elsewhere() -> None:
    values = values_at(page("a: &x b\ntitle: *x\n"), KEYS)
    assert values == (Value("title", "b", values[0].span, editable=False),)


def test_without_keys_there_is_nothing() -> None:
    assert values_at(page("title: A\n"), frozenset()) == ()
