"""Front matter in TOML and JSON: the same nodes, spans and defects as in YAML."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.front_matter import read
from linter.text import Source, apply_edits

TOML = """+++
# été 🙋
title = "L'été"
date = 2026-01-30
[contact]
emails = ["a@exemple.fr", 'b@exemple.fr']
[[parts]]
name = "un"
[[parts]]
name = "deux"
link."été" = { "a/b" = 1.5 }
+++
Le corps.
"""


def written(text: str, pointer: str) -> tuple[str, str | None]:
    """Return the text of a value and of its key."""
    node = read(text).nodes[pointer]
    return Source(text).slice(node.span), Source(text).slice(node.key_span) if node.key_span else None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_toml(newline: str) -> None:
    text = TOML.replace("\n", newline)
    front_matter = read(text)
    assert (front_matter.format, front_matter.defects) == ("toml", ())
    assert front_matter.data == {
        "title": "L'été",
        "date": "2026-01-30",
        "contact": {"emails": ["a@exemple.fr", "b@exemple.fr"]},
        "parts": [{"name": "un"}, {"name": "deux", "link": {"été": {"a/b": 1.5}}}],
    }
    assert text[front_matter.span.end :] == f"Le corps.{newline}"
    assert written(text, "/title") == ('"L\'été"', "title")
    assert written(text, "/contact/emails/1") == ("'b@exemple.fr'", None)
    assert written(text, "/parts/1/name") == ('"deux"', "name")
    assert written(text, "/parts/1/link/été/a~1b") == ("1.5", '"a/b"')


def test_toml_strings_can_be_edited_where_they_have_no_escapes() -> None:
    front_matter = read(TOML)
    region = front_matter.nodes["/title"].region
    assert region is not None
    edit = region.edit(2, 5, "hiver")
    assert edit is not None
    assert apply_edits(TOML, [edit]) == TOML.replace("L'été", "L'hiver")
    assert region.edit(0, 1, '"') is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a = ", "invalid 2:5"),
        ("a = 1\na = 2", "invalid 3:6"),
        ("a = 2023-02-31", "invalid 2:5"),
        ("é = " + "1" * 5000, "invalid 2:1"),
        ("a = " + "[" * 100_000, "unsafe 2:1"),
        ("a = " + "[" * 150 + "]" * 150, "unsafe 2:1"),
        (".".join("a" * 50_000) + " = 1", "unsafe 2:1"),
    ],
)
def test_toml_defects(content: str, expected: str) -> None:
    text = f"+++\n{content}\n+++\n"
    (defect,) = read(text).defects
    place = Source(text).position(defect.span.start)
    assert f"{defect.kind} {place.line}:{place.column}" == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1,}\n', "invalid 1:9"),
        ('{\n"a": vrai\n}\n', "invalid 2:6"),
        ('{"a": "x\ny"}\n', "invalid 1:9"),
        ('{\n"a": 1,\n"a": 2\n}\n', "duplicate-key 3:1"),
        ('{"a": ' + "[" * 100_000, "unsafe 1:106"),
    ],
)
def test_json_defects(text: str, expected: str) -> None:
    (defect,) = read(text).defects
    place = Source(text).position(defect.span.start)
    assert f"{defect.kind} {place.line}:{place.column}" == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(st.text(), values, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), JSON, max_size=4), st.sampled_from([None, 2]), st.booleans())
def test_json_is_read_as_json_reads_it(data: object, indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001
    written = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    front_matter = read(f"{written}\nLe corps.\n")
    assert front_matter.data == data
    assert front_matter.defects == ()
    for node in front_matter.nodes.values():
        assert json.loads(written[node.start : node.end]) == node.value
    for node in front_matter.strings:
        assert node.region is not None
        spans = [node.region.source_span(at, at + 1) for at in range(len(node.region.text))]
        assert "".join(json.loads(f'"{written[span.start : span.end]}"') for span in spans) == node.value


@pytest.mark.parametrize("text", ['{"a": 1} suite\n', "{{ a }}\n", "{% a %}\n", "{a: b}\n", "{:.a}\n", "{/* a */}\n"])
def test_not_json(text: str) -> None:
    assert read(text).format is None
