"""Every character of a string's value knows where it was written, and can be rewritten there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.front_matter import read
from linter.document.scalar_map import pieces
from linter.text import apply_edits

if TYPE_CHECKING:
    from linter.document.node import Node

PLAIN = ["a", "é", "🙋", " ", "  ", "\t", "\n", "\n\n", "\n  ", "\n    ", ": ", " #", "#", "-", "- ", ",", "]"]
ESCAPES = ["'", "''", '"', '\\"', "\\n", "\\x41", "\\u00e9", "\\\n", "\\ ", "\\U0001F642"]
WORDS = st.sampled_from([*PLAIN, *ESCAPES, "\x85", "\u2028", "\x92", "\udc80", "\0"])
RAW = st.lists(WORDS, max_size=14).map("".join)
HEADERS = st.sampled_from(["|", ">", "|-", ">-", "|+", ">+", "|2", ">2-", "|+1", "| # note", ">1+", "&a |", "!!str >"])


def indented(header: str, raw: str) -> str:
    return header + "\n" + "\n".join("  " + line if line.strip(" ") else line for line in raw.split("\n"))


SCALARS = st.one_of(
    RAW,
    RAW.map("'{}'".format),
    RAW.map('"{}"'.format),
    RAW.map('!!str &b "{}"'.format),
    st.builds(indented, HEADERS, RAW),
    RAW.map("[x, {}, 'y']".format),
)
NEWLINES = st.sampled_from(["\n", "\n", "\r\n", "\r"])


def document(scalar: str, newline: str) -> str:
    return f"---\nfirst: 1\nkey: {scalar}\nlast: é\n---\nLe corps.\n".replace("\n", newline)


def strings(text: str) -> list[tuple[Node, int]]:
    front_matter = read(text)
    return [(node, front_matter.content.end) for node in front_matter.strings]


@given(SCALARS, NEWLINES)
def test_the_map_rebuilds_the_value(scalar: str, newline: str) -> None:
    text = document(scalar, newline)
    for node, limit in strings(text):
        found = pieces(text, limit, node)
        assert "".join(piece.char for piece in found) == node.value
        places = [place for piece in found for place in (piece.start, piece.end)]
        assert places == sorted(places)


@pytest.mark.parametrize(("start", "end", "replacement"), [(9, 9, "a"), (9, 11, ""), (9, 10, "x")])
def test_a_line_of_a_folded_text_begins_with_a_blank_as_before(start: int, end: int, replacement: str) -> None:
    node = read(document(">\n  aa: : :\n    a\n", "\n")).nodes["/key"]
    assert node.value == "aa: : :\n  a\n"
    region = node.region
    assert region is not None
    assert region.edit(start - 1, end - 1, replacement) is None
    assert region.edit(start + 1, start + 2, "b") is not None


@given(SCALARS, NEWLINES, st.data())
def test_an_edit_changes_its_string_alone(scalar: str, newline: str, data: st.DataObject) -> None:
    text = document(scalar, newline)
    before = read(text)
    for node in before.strings:
        region = node.region
        assert region is not None
        start = data.draw(st.integers(0, len(region.text)))
        end = data.draw(st.integers(start, len(region.text)))
        replacement = data.draw(st.lists(WORDS, max_size=4).map("".join))
        edit = region.edit(start, end, replacement)
        if edit is None:
            continue
        after = read(apply_edits(text, [edit]))
        assert [defect.kind for defect in after.defects] == [defect.kind for defect in before.defects]
        expected = {pointer: each.value for pointer, each in before.nodes.items() if each.kind == "scalar"}
        expected[node.pointer] = region.text[:start] + replacement + region.text[end:]
        found = {pointer: each.value for pointer, each in after.nodes.items() if each.kind == "scalar"}
        assert found == expected


@pytest.mark.parametrize(
    ("scalar", "part", "source"),
    [
        ("Le [lien](TODO) ici", "TODO", "TODO"),
        ("'L''été'", "L'é", "L''é"),
        ('"un \\u00e9t\\xe9"', "été", "\\u00e9t\\xe9"),
        ("un\n  deux", "un deux", "un\n  deux"),
        ("|\n  un\n\n  deux\n", "deux", "deux"),
        (">\n  un\n  deux\n\n  trois\n", "un deux", "un\n  deux"),
        ("|2\n   un\n", " un", " un"),
        ("!!str &x 'un'", "un", "un"),
    ],
)
def test_places(scalar: str, part: str, source: str) -> None:
    text = document(scalar, "\n")
    region = read(text).nodes["/key"].region
    assert region is not None
    start = region.text.index(part)
    span = region.source_span(start, start + len(part))
    assert text[span.start : span.end] == source


@pytest.mark.parametrize(
    ("scalar", "part", "replacement", "written"),
    [
        ("un deux", "deux", "trois", "un trois"),
        ("un deux", "deux", ": trois", None),
        ("un deux", "un", "- un", None),
        ("un 2", "un ", "", None),
        ("un deux", "deux", "#1", None),
        ("un deux", "un", "1\n2", None),
        ("'un'", "un", "l'un", "'l''un'"),
        ('"un"', "un", 'l"un\\\n', '"l\\"un\\\\\\n"'),
        ("|\n  un\n", "un", "un\ndeux", "|\n  un\n  deux\n"),
        (">\n  un\n", "un", "un\ndeux", None),
        ("|\n  un\n", "un", " un", None),
        ("un", "un", "u\x92n", None),
        ('"un\\\n\n  deux"', "\n", "x", None),
    ],
)
def test_spelling(scalar: str, part: str, replacement: str, written: str | None) -> None:
    text = document(scalar, "\n")
    region = read(text).nodes["/key"].region
    assert region is not None
    start = region.text.index(part)
    edit = region.edit(start, start + len(part), replacement)
    assert (None if edit is None else apply_edits(text, [edit])) == (written and document(written, "\n"))
