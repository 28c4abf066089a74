"""Of a broken front matter only that is read which its author wrote: nothing that the mistake made of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document

BROKEN = Path(__file__).parent / "broken"
CONTENT = Path(__file__).parent.parent.parent / "content"
CASES = sorted(path.stem for path in BROKEN.glob("*.md"))
PAGES = [
    document
    for path in sorted(CONTENT.rglob("*.md"))
    if (document := Document.of(path.read_text(encoding="utf-8"))).front_matter.format == "yaml"
    and not document.front_matter.defects
]


def head(text: str) -> dict[str, Any]:
    """Return what can be read of a front matter for certain."""
    data = Document.of(f"---\n{text}---\n\nDu texte.\n").readable.data
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("case", CASES)
def test_what_is_read_of_a_broken_document_is_what_was_meant(case: str) -> None:
    meant = json.loads((BROKEN / f"{case}.json").read_text(encoding="utf-8"))["data"]
    document = Document.of((BROKEN / f"{case}.md").read_text(encoding="utf-8"))
    data = document.readable.data
    assert isinstance(data, dict)
    if meant is not None:
        assert data.items() <= meant.items()


def test_around_a_mistake_that_is_mended_safely_all_is_read() -> None:
    assert head("title: A\nintro: Les aides : lesquelles ?\nyear: 2024\ntags:\n  - x\n") == {
        "title": "A",
        "year": 2024,
        "tags": ["x"],
    }


def test_far_enough_above_any_other_mistake_all_is_read() -> None:
    text = "title: A\nyear: 2024\ntheme: x\nplace: y\nname: Marie\n  role: maire\nemail: z\n"
    assert head(text) == {"title": "A", "year": 2024, "theme": "x"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("title: A\ncontact:\nname: B\nmail: c\n  phone: d\nx: y\n", ["title"]),
        ("title: A\nsteps:\n  - a\nname: B\nsteps2:\n  - c\nmail: e\n  phone: d\n", ["title"]),
        ('title: A\nname: "B\nmail: "\nyear: 1\nplace: C\n  x: y\n', ["title"]),
        ("title: A\n  x: y\n", []),
        ("[\n", []),
        ("\tx\n", []),
    ],
)
def test_what_the_mistake_may_have_changed_is_not_read(text: str, keys: list[str]) -> None:
    assert list(head(text)) == keys


def test_the_places_are_those_of_the_broken_text() -> None:
    document = Document.of("---\nintro: Les aides : lesquelles ?\nyear: bientôt\nplace: à Lyon\n---\n")
    node = document.readable.nodes["/year"]
    assert document.text[node.start : node.end] == "bientôt"
    assert document.text[node.key_start : node.key_end] == "year"
    assert node.region is None


def test_keys_that_are_set_twice_are_told_where_they_are_certain() -> None:
    document = Document.of("---\ntitle: A\ntitle: B\nyear: 1\nplace: C\n  x: y\n---\n")
    (defect,) = document.readable.defects
    assert defect.kind == "duplicate-key"
    assert document.source.line_number(defect.span.start) == 3


@pytest.mark.parametrize(
    "text", ["Un texte.\n", "---\ntitle: A\n---\n", "+++\na = = 1\n+++\n", "---\n- a\n---\n", "{,}\n"]
)
def test_any_other_front_matter_is_read_as_it_is(text: str) -> None:
    document = Document.of(text)
    assert document.readable is document.front_matter


def test_what_is_too_long_to_be_looked_at_is_not_read() -> None:
    document = Document.of("---\na: b\nc: d\ne: |\n" + "  x\n" * 80_000 + "f: g : h\n---\n")
    assert document.readable.data == {}


def _broken(lines: list[str], kind: int, at: int, size: int) -> list[str]:
    """Return lines with one slip of the fingers, `size` lines long where it can be."""
    line, more = lines[at], lines[at + size :]
    run = lines[at : at + size]
    slips = [
        [*(one.lstrip() for one in run), *more],
        [*(one[size:] if one[:size].isspace() else one for one in run), *more],
        [f"{' ' * size}{line}", *lines[at + 1 :]],
        [f"\t{line.lstrip()}", *lines[at + 1 :]],
        [line.replace(" ", " : ", 1), *lines[at + 1 :]],
        [line + '"', *lines[at + 1 :]],
        [re.sub(r":\s", ": [", line, count=1), *lines[at + 1 :]],
        [re.sub(r":\s", "", line, count=1), *lines[at + 1 :]],
        [re.sub(r":\s", ': "', line, count=1), *lines[at + 1 :]],
        ["texte perdu", *lines[at:]],
        [line[: len(line) // 2], *lines[at + 1 :]],
        [line.replace("- ", "", 1), *lines[at + 1 :]],
    ]
    return [*lines[:at], *slips[kind]]


@given(st.sampled_from(PAGES), st.integers(0, 11), st.floats(0, 0.999), st.integers(1, 4))
def test_a_slip_makes_no_values_that_were_not_there(page: Document, kind: int, at: float, size: int) -> None:
    content = page.front_matter.content
    lines = page.text[content.start : content.end].splitlines()
    slip = "\n".join(_broken(lines, kind, int(at * len(lines)), size))
    document = Document.of(f"{page.text[: content.start]}{slip}\n{page.text[content.end :]}")
    read, whole = document.readable, page.front_matter.data
    assert isinstance(whole, dict)
    assert isinstance(read.data, dict)
    if not read.partial:
        return
    for node in read.root.children if read.root is not None else ():
        if node.key in whole:
            assert _is_part(node.value, whole[node.key])
        else:
            assert read.doubtful is not None
            assert read.doubtful.start <= node.key_start


def _is_part(value: object, whole: object) -> bool:
    """Tell whether a value is the one that was there, or its beginning: the rest may have slipped out of it."""
    if isinstance(value, dict) and isinstance(whole, dict):
        return all(key in whole and _is_part(each, whole[key]) for key, each in value.items())
    if isinstance(value, list) and isinstance(whole, list):
        return len(value) <= len(whole) and all(map(_is_part, value, whole))
    return value == whole
