"""No text makes the front matter fail or hang, and every span lies where it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.front_matter import read
from linter.document.masking import mask
from linter.text import Source

if TYPE_CHECKING:
    from linter.document.node import FrontMatter, Node

MARKS = ["---\n", "---\n", "...\n", "+++\n", "{", "}", "[", "]", '"', "'", "&x ", "*x", "!!str ", "!t ", "|\n", ">-\n"]
WORDS = [
    "a: ",
    "b: ",
    "a",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "- ",
    "  ",
    "<<: ",
    "# c",
    ",",
    "? ",
    ": ",
    "a = 1\n",
    "[[b]]\n",
]
ODD = ["é", "\x92", "\x85", "\u2028", "\udc80", "\ufeff", "\0", "\ue000", "<<<<<<< A\n", '"a": 1', "12", "@", "%", "\\"]
PIECES = st.sampled_from([*MARKS, *WORDS, *ODD])
TEXTS = st.builds("".join, st.tuples(st.sampled_from(["", "---\n", "+++\n", '{"a": ']), st.lists(PIECES).map("".join)))


def inside(front_matter: FrontMatter, node: Node) -> None:
    """Check a node's spans against those of what it holds."""
    assert front_matter.content.start <= node.start <= node.end <= front_matter.content.end
    for child in node.children:
        first = child.start if child.key is None else child.key_start
        assert node.start <= first <= child.start <= child.end <= max(node.end, child.start)
        inside(front_matter, child)


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    front_matter = read(text)
    assert (front_matter.format is None) <= (front_matter.root is None)
    assert 0 <= front_matter.span.start <= front_matter.content.start <= front_matter.content.end
    assert front_matter.content.end <= front_matter.span.end <= len(text)
    for defect in front_matter.defects:
        assert defect.span.end <= len(text)
        assert defect.message
    if front_matter.root is not None and front_matter.format != "toml":
        inside(front_matter, front_matter.root)
    for node in front_matter.strings:
        assert node.region is not None
        assert node.region.source_span(0, len(node.region.text)).end <= front_matter.content.end


@given(st.text())
def test_masking_moves_nothing(text: str) -> None:
    masked, unmask = mask(text)
    assert len(masked) == len(text)
    assert masked.translate(unmask) == text
    assert mask(masked)[1] == {}


def test_damaged_bytes_and_controls_stay_what_they_are() -> None:
    text = Source.decode(b"---\nl\xc2\x92API: d\xe9j\xc3\xa0 \xc2\x85 vu\n---\n").text
    front_matter = read(text)
    assert front_matter.data == {"l\x92API": "d\udce9jà \x85 vu"}
    assert front_matter.defects == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---\na: " + "[" * 100_000 + "\n---\n", "unsafe"),
        ("---\n" + "- " * 100_000 + "\n---\n", "unsafe"),
        ("---\n" + "? " * 100_000 + "\n---\n", "invalid"),
        ("---\na: " + "x" * 300_000 + "\n---\n", "unsafe"),
        ("---\n" + "a: b\n" * 2_000_000, "unclosed"),
        ("---\na: [" + "b, " * 60_000 + "\n---\n", "invalid"),
        ("---\nx: &a {k: v}\n" + "".join(f"y{n}:\n  <<: *a\n" for n in range(14_000)) + "---\n", None),
        ("---\nx: &a0 [1]\n" + "".join(f"y{n}: &a{n + 1} [*a{n}]\n" for n in range(200)) + "---\n", "unsafe"),
        ("---\n" + "".join(f"{n}: a\n" for n in range(14_000)) * 2 + "---\n", "duplicate-key"),
        ("---\na: |\n" + " b\n" * 80_000 + "---\n", None),
        ("---\na: b\nc" + " " * 250_000 + "\n---\n", "invalid"),
        ("\n" * 1_000_000 + "---\na: b\n---\n", "misplaced"),
    ],
    ids=range(12),
)
def test_hostile_texts_are_answered_in_time(text: str, kind: str | None) -> None:
    front_matter = read(text)
    for node in front_matter.strings:
        assert node.region is not None
        node.region.edit(0, 1, "x")
    assert {defect.kind for defect in front_matter.defects} == ({kind} - {None})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: a\n\nDu texte.\n", "before line 4"),
        ("---\ntitle: a\n----\nDu texte.\n", "line 3 ('----') should be exactly `---`"),
        ("---\ntitle: a\n", "after its last key"),
        ("---\n# note\ntitle: a\n  b: c\nDu texte.\n", "before line 5"),
    ],
)
def test_unclosed_front_matter_says_where_it_probably_ends(text: str, words: str) -> None:
    (defect,) = read(text).defects
    assert defect.kind == "unclosed"
    assert words in defect.message
    assert (defect.span.start, defect.span.end) == (0, 3)
    assert read(text).root is None


def test_misplaced_front_matter_is_read_all_the_same() -> None:
    text = "\n \n---\ntitle: a\n---\nDu texte.\n"
    front_matter = read(text)
    (defect,) = front_matter.defects
    assert defect.kind == "misplaced"
    assert text[: defect.span.start] == "\n \n"
    assert front_matter.data == {"title": "a"}


def test_merges_and_aliases() -> None:
    text = "---\na: &a {x: 1, y: [2]}\nb:\n  <<: *a\n  x: 3\nc: *a\n1: z\n---\n"
    front_matter = read(text)
    assert front_matter.data == {"a": {"x": 1, "y": [2]}, "b": {"x": 3, "y": [2]}, "c": {"x": 1, "y": [2]}, "1": "z"}
    alias = front_matter.nodes["/c"]
    assert (alias.alias, alias.children, text[alias.start : alias.end]) == ("a", (), "*a")
    nearest = front_matter.nearest("/b/y/0")
    assert nearest is not None
    assert nearest.pointer == "/b"
    assert front_matter.pointer_at(text.index("3")) == "/b/x"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("~", None),
        ("", None),
        ("True", True),
        ("no", "no"),
        ("012", 12),
        ("0x1F", 31),
        ("0o17", 15),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2023-02-31", "2023-02-31"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("!!float 1", 1.0),
        ("! 12", "12"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_core_schema(written: str, value: object) -> None:
    front_matter = read(f"---\na: {written}\n---\n")
    found = front_matter.nodes["/a"].value
    assert found == value
    assert type(found) is type(value)
    assert front_matter.defects == ()
