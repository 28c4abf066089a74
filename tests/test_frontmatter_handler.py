"""python-frontmatter with our handler loses nothing, and without it is an oracle for what we read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter.document.front_matter import read
from linter.frontmatter import SpanYAMLHandler

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
TEXT = """---
# La fiche
title: "Le titre" # court
date: 2026-01-30
contact:
    mail: a@exemple.fr
    tel: '01'
tags: [a, b]
---

Le corps.

Sa fin.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_an_unchanged_post_is_byte_identical(newline: str, bom: str) -> None:
    text = bom + TEXT.replace("\n", newline)
    handler = SpanYAMLHandler(text)
    assert frontmatter.dumps(frontmatter.loads(text, handler=handler)) == text
    stripped = frontmatter.dumps(frontmatter.loads(text, handler=SpanYAMLHandler()))
    assert stripped == text.replace("\r\n", "\n").strip()


def test_only_what_changes_is_written() -> None:
    post = frontmatter.loads(TEXT, handler=SpanYAMLHandler(TEXT))
    post["title"] = "L'autre : titre"
    post["date"] = date(2026, 2, 1)
    contact: Any = post["contact"]
    contact["tel"] = "02"
    post["tags"] = ["a", "c"]
    post["new"] = ["x"]
    del contact["mail"]
    post.content = post.content.replace("Sa fin", "La fin")
    outcome = TEXT.replace("Le titre", "L'autre : titre").replace("2026-01-30", "2026-02-01").replace("'01'", "'02'")
    outcome = outcome.replace("    mail: a@exemple.fr\n", "").replace("[a, b]\n", "[a, c]\nnew:\n  - x\n")
    assert frontmatter.dumps(post) == outcome.replace("Sa fin", "La fin")


def test_one_handler_for_many_posts() -> None:
    handler = SpanYAMLHandler()
    texts = [f"---\nname: Camille {number} # note\n---" for number in range(3)]
    posts = [frontmatter.loads(text, handler=handler) for text in texts]
    assert [frontmatter.dumps(post) for post in posts] == texts
    posts[1]["role"] = "dev"
    assert frontmatter.dumps(posts[1]) == "---\nname: Camille 1 # note\nrole: dev\n---"
    for post in posts:
        post.metadata = {"name": "Dominique"}
    with pytest.raises(ValueError, match="cannot tell"):
        frontmatter.dumps(posts[0])


def test_what_cannot_be_written_is_refused() -> None:
    post = frontmatter.loads("---\na: &x 1\nb: *x\n---", handler=SpanYAMLHandler())
    post["a"] = 2
    with pytest.raises(ValueError, match="/a cannot be written"):
        frontmatter.dumps(post)


def test_a_broken_front_matter_says_where() -> None:
    with pytest.raises(ValueError, match="line 2, column 7: text that contains a colon"):
        frontmatter.loads("---\na: b c: d\n---", handler=SpanYAMLHandler())


def test_no_front_matter() -> None:
    post = frontmatter.loads("Le corps", handler=SpanYAMLHandler())
    assert (post.metadata, post.content) == ({}, "Le corps")
    post["a"] = 1
    assert frontmatter.dumps(post) == "---\na: 1\n---\n\nLe corps"


NAMES = st.sampled_from(["a", "b", "c d", "é"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["C"]), max_size=6),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(NAMES, each, max_size=3),
    max_leaves=5,
)


@example(before={}, after={"a": ":0", "b": "?x"}, dropped=set())
@given(st.dictionaries(NAMES, VALUES, max_size=3), st.dictionaries(NAMES, VALUES, max_size=3), st.sets(NAMES))
def test_what_is_set_is_read_back(before: dict[str, object], after: dict[str, object], dropped: set[str]) -> None:
    post = frontmatter.Post("Le corps")
    post.metadata = before
    text = frontmatter.dumps(post)
    post = frontmatter.loads(text, handler=SpanYAMLHandler())
    for name in dropped & post.metadata.keys():
        del post[name]
    post.metadata.update(after)
    again = frontmatter.loads(frontmatter.dumps(post), handler=SpanYAMLHandler())
    assert again.metadata == post.metadata
    assert again.content == post.content


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.md")), ids=lambda path: path.name)
def test_python_frontmatter_agrees_on_the_seeds(path: Path) -> None:
    text = path.read_text("utf-8")
    metadata = frontmatter.loads(text).metadata
    data = read(text).data
    assert data == {key: value.isoformat() if isinstance(value, date) else value for key, value in metadata.items()}
    assert frontmatter.dumps(frontmatter.loads(text, handler=SpanYAMLHandler(text))) == text
