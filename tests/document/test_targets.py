"""What links may lead to, told from their spelling: never less than what parsing finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.document.flavour import Flavour
from linter.document.targets import targets_spelt
from linter.text import Source
from tests.documents import documents

_PIECES = st.sampled_from(
    [
        *("[a](", "![a](", "](", ")", "<", ">", '"t"', "'t'", "(t)", " ", "\n", "\t", "\\", "&amp;", "é", "\xa0"),
        *("[x]: ", "[x]:", "[x]", "]:", "> ", "- ", "`", "|", "{{", "}}", "{%", "%}", "https://a.fr/", "a@b.fr"),
        *("<a href=", '<a href="', "<img src='", " SRC = ", "/>", "</a>", "{", "}", "#f", "a b", "\u2003", "b.md"),
        *("mailto:c@d.fr", "\r\n"),
    ]
)
_LINKS = st.lists(_PIECES, max_size=14).map("".join)


def _missed(document: Document) -> list[str]:
    spelt = document.targets
    return (
        []
        if spelt is None
        else [one.target for one in document.links if one.kind != "bare" and one.target not in spelt]
    )


@given(_LINKS, st.sampled_from(Flavour))
def test_every_target_that_parsing_finds_is_among_those_spelt(text: str, flavour: Flavour) -> None:
    assert _missed(Document("a.md", Source(text), flavour)) == []


@given(documents(), st.sampled_from(Flavour))
def test_in_whole_documents_too(data: bytes, flavour: Flavour) -> None:
    assert _missed(Document("a.md", Source.decode(data), flavour)) == []


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md) ![c](d.png)", {"b.md", "d.png"}),
        ('[a](b.md "title")', {"b.md", 'b.md "title"'}),
        ("[a](b_(c).md)", {"b_(c).md"}),
        ("[a]()", {""}),
        ("[a][b]\n\n[b]: c.md", {"c.md"}),
        ("[b]: <c d.md>", {"c d.md"}),
        ("<a@exemple.fr>", {"a@exemple.fr"}),
        ("<A HREF='b.html'>", {"b.html"}),
        ("[a](b?c&amp;d)", {"b?c&amp;d", "b?c&d"}),
        ("`[a](b)`, which is code", {"b"}),
        (r"[a](b\c.md) [a](b_\(c\).md)", {r"b\c.md", r"b_\(c\).md", "b_(c).md"}),
        ("plain", set()),
    ],
)
def test_what_is_simple_is_told_without_parsing(text: str, targets: set[str]) -> None:
    assert targets_spelt(text) == frozenset(targets)


@pytest.mark.parametrize(
    "text",
    ["[a](<b c>)", "[a](\nb)", "[a](b\\)", "`[a](b`[c](d))", "[a]:\nb", "[a](b", '<img src="a\nb">', "[a](\udce9)"],
)
def test_what_could_be_read_in_several_ways_is_left_to_the_parser(text: str) -> None:
    assert targets_spelt(text) is None
