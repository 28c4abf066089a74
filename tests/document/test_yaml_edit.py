"""Edits of front matter: the data is as meant, or the edit is refused; all else stays as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import yaml_edit
from linter.document.front_matter import read
from linter.document.plain_data import same, with_value
from linter.text import Edit, apply_edits

SAMPLE = """---
# La fiche
title: Le titre   # court
tagline: 'L''accroche'
open: -1
contact: {mail: a@exemple.fr, tel: "01"}
parts:
  - name: un
    text: |
      Une ligne.

      Une autre.
  - name: deux   # le second
    tags: [a, b]
empty:
notes: >+
  plié
  ici

last: fin
---
Le corps.
"""

STRINGS = st.sampled_from(
    ["mot", "l'API : la doc", "no", "a # b", "x\ny\n", "\n", "", " a", "[x", "2026-01-30", "été\t", "a, b"]
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), STRINGS, st.text(max_size=8))
VALUES = st.recursive(
    SCALARS, lambda each: st.lists(each, max_size=3) | st.dictionaries(STRINGS, each, max_size=3), max_leaves=5
)
KEYS = st.sampled_from(["a", "b c", "l'été", "no", "1", "x: y", "~/"])
NEWLINES = st.sampled_from(["\n", "\r\n"])


def emitted(value: object, indent: int) -> str:
    """Write plain data in many lines, as authors do."""
    blanks = " " * indent
    if isinstance(value, dict) and value:
        return "".join(f"\n{blanks}{yaml_key(key)}: {emitted(each, indent + 2)} # note" for key, each in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{blanks}- {emitted(each, indent + 2).lstrip()}" for each in value)
    return f'"{value}"' if isinstance(value, str) and value.isalnum() else "|\n" + blanks + "ligne\n"


def yaml_key(key: object) -> str:
    return f"'{str(key).replace(chr(39), chr(39) * 2)}'"


DOCUMENTS = st.one_of(
    st.just(SAMPLE),
    st.dictionaries(KEYS, VALUES, min_size=1, max_size=4).map(lambda data: f"---{emitted(data, 0)}\n---\nLe corps.\n"),
)


def checked(text: str, edits: tuple[Edit, ...] | None, expected: object) -> None:
    """Compare what edits make of a text with the data they should lead to."""
    if edits is None:
        return
    (edit,) = edits
    outcome = apply_edits(text, edits)
    after = read(outcome)
    assert same(after.data, expected)
    assert outcome.startswith(text[: edit.span.start])
    assert outcome.endswith(text[edit.span.end :])


@given(DOCUMENTS, NEWLINES, VALUES, KEYS, st.data())
def test_edits_do_what_they_say_or_are_refused(
    sample: str, newline: str, value: object, key: str, data: st.DataObject
) -> None:
    text = sample.replace("\n", newline)
    front_matter = read(text)
    if front_matter.root is None or front_matter.defects:
        return
    node = data.draw(st.sampled_from([each for each in front_matter.root.walk() if each.pointer]))
    expected = with_value(front_matter.data, node.pointer, value)
    checked(text, yaml_edit.set_value(text, front_matter, node.pointer, value), expected)
    mapping = data.draw(st.sampled_from([each for each in front_matter.root.walk() if isinstance(each.value, dict)]))
    members = mapping.value
    assert isinstance(members, dict)
    if key not in members:
        expected = with_value(front_matter.data, mapping.pointer, {**members, key: value})
        checked(text, yaml_edit.insert_key(text, front_matter, mapping.pointer, key, value), expected)
    if node.key is not None:
        parent = front_matter.nodes[node.pointer.rpartition("/")[0]]
        assert isinstance(parent.value, dict)
        others = {name: each for name, each in parent.value.items() if name != node.key}
        expected = with_value(front_matter.data, parent.pointer, others)
        checked(text, yaml_edit.delete_key(text, front_matter, node.pointer), expected)
        if key not in parent.value:
            expected = with_value(front_matter.data, parent.pointer, {**others, key: node.value})
            checked(text, yaml_edit.rename_key(text, front_matter, node.pointer, key), expected)


@pytest.mark.parametrize(
    ("pointer", "value", "before", "after"),
    [
        ("/title", "Un autre", "title: Le titre   #", "title: Un autre   #"),
        ("/title", "A : b", "title: Le titre   #", "title: 'A : b'   #"),
        ("/tagline", "L'autre", "'L''accroche'", "'L''autre'"),
        ("/open", 1, "open: -1", "open: 1"),
        ("/contact/tel", "02", '"01"', '"02"'),
        ("/empty", "plein", "empty:\n", "empty: plein\n"),
        ("/parts/1/tags", ["c"], "[a, b]", "[c]"),
        ("/parts/0/text", "Un.\n\nDeux.\n", "Une ligne.\n\n      Une autre.", "Un.\n\n      Deux."),
        ("/empty", ["un", "deux"], "empty:\n", "empty:\n  - un\n  - deux\n"),
    ],
)
def test_set_value(pointer: str, value: object, before: str, after: str) -> None:
    edits = yaml_edit.set_value(SAMPLE, read(SAMPLE), pointer, value)
    assert edits is not None
    assert apply_edits(SAMPLE, edits) == SAMPLE.replace(before, after)


def test_insert_in_order() -> None:
    text = "---\na: 1\nc: 3 # note\n---\n"
    for key, outcome in (
        ("b", "---\na: 1\nb: x\nc: 3 # note\n---\n"),
        ("d", "---\na: 1\nc: 3 # note\nd: x\n---\n"),
        ("0", "---\n'0': x\na: 1\nc: 3 # note\n---\n"),
        ("z", "---\na: 1\nc: 3 # note\nz: x\n---\n"),
    ):
        edits = yaml_edit.insert_key(text, read(text), "", key, "x", order=("0", "a", "b", "c", "d"))
        assert edits is not None
        assert apply_edits(text, edits) == outcome


def test_insert_into_nothing() -> None:
    text = "---\n# rien\n---\nLe corps.\n"
    edits = yaml_edit.insert_key(text, read(text), "", "a", [1])
    assert edits is not None
    assert apply_edits(text, edits) == "---\n# rien\na:\n  - 1\n---\nLe corps.\n"


def test_delete_and_rename() -> None:
    front_matter = read(SAMPLE)
    edits = yaml_edit.delete_key(SAMPLE, front_matter, "/parts/1/name")
    assert edits is not None
    assert apply_edits(SAMPLE, edits) == SAMPLE.replace("- name: deux   # le second\n    tags", "- tags")
    edits = yaml_edit.rename_key(SAMPLE, front_matter, "/tagline", "accroche")
    assert edits is not None
    assert apply_edits(SAMPLE, edits) == SAMPLE.replace("tagline", "accroche")


def test_what_would_change_something_else_is_refused() -> None:
    text = "---\na: &x 1\nb: *x\n---\n"
    front_matter = read(text)
    assert yaml_edit.set_value(text, front_matter, "/a", 2) is None
    assert yaml_edit.delete_key(text, front_matter, "/a") is None
    assert yaml_edit.rename_key(text, front_matter, "/a", "b") is None
    assert yaml_edit.insert_key(text, front_matter, "", "a", 1) is None
    assert yaml_edit.set_value(text, front_matter, "/c", 1) is None
