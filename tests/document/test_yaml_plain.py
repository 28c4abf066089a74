"""What is read without libyaml is read as it does: the same values, in the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter.document import yaml_building, yaml_nodes, yaml_plain
from linter.document.delimiters import split
from linter.document.node import FrontMatter
from linter.document.yaml_scalars import may_differ
from linter.inference.sketching import sketch
from linter.text import Span
from tests.documents import documents

if TYPE_CHECKING:
    from linter.document.node import Node, Tree

_PIECES = [
    *("a", "title", "b c", "ms.date", "null", "<<", "é", "a/b", "x" * 101, "- ", "-", "--- ", "-1", "---", "..."),
    *(
        ": ",
        ":",
        ":  ",
        ": \n",
        ":\n  ",
        ":\n- ",
        ":\n  - ",
        ": [",
        ": {",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\n\n",
        "\r\n",
        " ",
    ),
    *(
        '"',
        "'",
        "''",
        '"x"',
        "'y z'",
        "\\",
        "#",
        " #",
        "&a ",
        "*a",
        "!!str ",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "? ",
        ",",
        ", ",
    ),
    *("]", "[", "[]", "{}", "[a, b]", '["c", 1]', "true", "no", "12", "0x1F", "1.5", "2023-01-30", ".inf", "~", "\t"),
    *(
        " # c",
        "# c",
        "\n# c",
        "\n  # c\n",
        ": |\n",
        ": |-\n  ",
        ": >\n  ",
        ": |+\n  ",
        ": >+ # c\n\n  ",
        "\n   ",
        "\n  \n",
        "it''s",
        "'it''s'",
        "x:y",
        "http://a.fr/b",
        "a@b.fr",
        "\xa0",
        "\u2028",
        "\ufeff",
        "\x00",
        "\udce9",
        "key: value\n",
        "list:\n  - x\n  - y: z\n    w: 1\n",
    ),
]
_BEGINNINGS = [*(f"{key}: " for key in "abcdefgh"), "i:", "j:\n", "k: [", 'l: "', "m: '", "  n: ", "- ", "  - ", ""]
_LINE = st.tuples(st.sampled_from(_BEGINNINGS), st.lists(st.sampled_from(_PIECES), max_size=3).map("".join)).map(
    "".join
)
_TEXTS = st.lists(_LINE, max_size=6, unique=True).map("\n".join)
_KEYS = st.sampled_from(["a", "b", "title", "ms.date", "b c", "_x", "null"])
_SCALARS = st.sampled_from(
    [
        "x",
        "x y",
        "",
        '"x"',
        "'y z'",
        "12",
        "true",
        "~",
        "[a, 'b c', \"d\"]",
        "[]",
        "[ 1,2 ]",
        "a:b",
        "a#b",
        "é",
        "x ",
        "-1",
        "-x # y",
        "x # y: z",
        "x #",
        "# y",
        "'it''s'",
        "'a' # b's",
        '"a" # "b"',
        "[a, 'b # c'] # d",
        "[a] # b]",
        "''",
        "'" * 4,
    ]
)
_BODIES = st.lists(st.sampled_from(["", " ", "x", "# x", " x", "  x", "- x: y", "x ", "    "]), max_size=6)


@st.composite
def _blocks(draw: st.DrawFn, indent: int) -> str:
    """Return a literal or folded scalar with the lines below it, mostly indented as it should be."""
    style = draw(st.sampled_from(["|", ">"])) + draw(st.sampled_from(["", "", "", "", "-", "-", "+", "+", "2"]))
    comment = draw(st.sampled_from(["", "", " ", " # c"]))
    ending = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    pad = " " * (indent + draw(st.sampled_from([2, 2, 2, 2, 2, 2, 1, 0])))
    lines = [(line and pad + line) or draw(st.sampled_from(["", pad, pad + " "])) for line in draw(_BODIES)]
    return ending.join([style + comment, *lines])


@st.composite
def _mappings(draw: st.DrawFn, indent: int = 0) -> str:
    """Return mappings and lists as people write them, and sometimes not quite so."""
    lines = []
    for key in draw(st.lists(_KEYS, min_size=1, max_size=4, unique=draw(st.integers(0, 9)) > 0)):
        pad = " " * (indent + (draw(st.integers(0, 19)) == 0))
        kind = draw(st.integers(0, 7)) if indent < 6 else 0
        if draw(st.integers(0, 9)) == 0:
            lines.append(" " * draw(st.integers(0, 4)) + "# comment\n")
        if kind == 6:
            lines.append(f"{pad}{key}: {draw(_blocks(indent))}\n")
        elif kind == 7:
            lines.append(f"{pad}{key}:\n{pad}- {draw(_blocks(indent))}\n{pad}- b: {draw(_blocks(indent + 2))}\n")
        elif kind == 4:
            lines.append(f"{pad}{key}:\n{draw(_mappings(indent + 2))}")
        elif kind == 5:
            dashes = " " * (indent + draw(st.sampled_from([0, 2])))
            items = draw(
                st.lists(st.one_of(_SCALARS, _mappings(len(dashes) + 2).map(str.lstrip)), min_size=1, max_size=3)
            )
            lines.append(f"{pad}{key}:\n" + "".join(f"{dashes}- {item.rstrip(chr(10))}\n" for item in items))
        else:
            lines.append(f"{pad}{key}: {draw(_SCALARS)}\n" + "\n" * (draw(st.integers(0, 9)) == 0))
    return "".join(lines)


def _told(node: Node, text: str) -> list[object]:
    """Return all that there is to a node and those below it; regions by where each character stands."""
    region = node.region
    places = None if region is None else [region.source_span(at, at + 1) for at in range(len(region.text))]
    edit = None if region is None or not region.text else region.edit(0, 1, "Z: 'z")
    return [*node[:5], repr(node.value), *node[5:11], places, edit, [_told(child, text) for child in node.children]]


def _both(text: str, content: Span) -> tuple[Tree | None, Tree]:
    return _quick(text, content), yaml_nodes.parse(text, content)


def _quick(text: str, content: Span) -> Tree | None:
    outlined = yaml_plain.outline(text, content)
    return outlined and yaml_building.tree(outlined, text, content)


def _same(text: str, content: Span) -> bool:
    quick, sure = _both(text, content)
    if quick is None:
        return True
    assert quick.root is not None
    assert sure.root is not None
    assert not sure.defects
    assert list(quick.nodes) == list(sure.nodes)
    outlined = yaml_plain.outline(text, content)
    assert outlined is not None
    drawn = sketch("a.md", FrontMatter("yaml", content, content, sure.root))
    assert drawn is not None
    assert drawn.entries == outlined.entries
    plain = (one for one in sure.nodes.values() if one.style == "plain" and one.kind == "scalar")
    assert outlined.ambiguous == any(may_differ(text[one.start : one.end]) for one in plain)
    return _told(quick.root, text) == _told(sure.root, text)


@given(_TEXTS)
@example("a:   \nb: x")
@example("a: x\n\n\nb: y\n")
def test_made_up_texts(text: str) -> None:
    assert _same(f"---\n{text}\n---\n", Span(4, 4 + len(text) + 1))


@given(_mappings())
def test_mappings_as_people_write_them(text: str) -> None:
    assert _same(f"---\n{text}---\n", Span(4, 4 + len(text)))


@given(_blocks(0), st.sampled_from(["", "b: 1\n", "# c\n", " b\n"]))
@example("|\n  x\n\n   y", "")
@example(">\n  x\n   y\n\n  z\n  \n\n", "b: 1\n")
@example(">\n  x\n\n\n   y\n  z\n  z\n\n  z", "b: 1\n")
@example(">+\n\n  x\n  y \n  \n", "b: 1\n")
def test_text_below_a_key(block: str, rest: str) -> None:
    text = f"a: {block}\n{rest}"
    assert _same(f"---\n{text}---\n", Span(4, 4 + len(text)))


@given(documents())
def test_whole_documents(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    found = split(text)
    if found is not None and found.format == "yaml":
        assert _same(text, found.content)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("title: A page\n", {"title": "A page"}),
        ("a: \"b: c\"\nd: 'e # f'\r\n", {"a": "b: c", "d": "e # f"}),
        ("a:\n- b\n- 2\nc:\n", {"a": ["b", 2], "c": None}),
        ("a:\n  b:\n    - c: 1\n      d: [x, 'y, z', 3]\n    - {e}\n", None),
        (
            "a:\n  b:\n    - c: 1\n      d: [x, 'y, z', 3]\n\n  e: f  \n",
            {"a": {"b": [{"c": 1, "d": ["x", "y, z", 3]}], "e": "f"}},
        ),
        ("a: b\n  c\n", None),
        ("# x\n\na: b # c\nd: # e\n  f: -1\n# g\n", {"a": "b", "d": {"f": -1}}),
        ("a:b: 'it''s'\n", {"a:b": "it's"}),
        ("a: b: c\n", None),
        ("a: |\n  b\n\n  - c: d\n\ne: f\n", {"a": "b\n\n- c: d\n", "e": "f"}),
        ("a:\n  - >-\n    b\n    c\n  - d: |+\n      e\n\n", {"a": ["b c", {"d": "e\n\n"}]}),
        ("a: |\nb: 1\n", {"a": "", "b": 1}),
        ("a: |2\n   b\n", None),
        ("a: |\n     \n  b\n", None),
        ("a: &b c\n", None),
        ("a: 1\na: 2\n", None),
        ("- a\n", None),
        ("a: b\n c: d\n", None),
        ('a: "b\\n"\n', None),
        ("", None),
    ],
)
def test_what_is_usual_is_read(text: str, value: object) -> None:
    tree = _quick(text, Span(0, len(text)))
    assert (tree and tree.root and tree.root.value) == value
