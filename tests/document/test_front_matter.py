"""The front matter as a whole: where it is, what it holds, what is wrong with it and where."""

from __future__ import annotations

import pytest

from linter.document.front_matter import read
from linter.text import Source


def defects(text: str) -> list[str]:
    """Return each defect as `kind line:column text`."""
    source = Source(text)
    found = []
    for defect in read(text).defects:
        place = source.position(defect.span.start)
        found.append(f"{defect.kind} {place.line}:{place.column} {source.slice(defect.span)}")
    return found


def test_values_and_spans() -> None:
    text = "---\ntitle: Le titre\nitems:\n  - 'un'\n  - 2\n---\nLe corps\n"
    front_matter = read(text)
    assert front_matter.format == "yaml"
    assert front_matter.data == {"title": "Le titre", "items": ["un", 2]}
    assert text[front_matter.span.end :] == "Le corps\n"
    node = front_matter.nodes["/items/0"]
    assert (text[node.span.start : node.span.end], node.style) == ("'un'", "single")
    key = front_matter.nodes["/items"].key_span
    assert key is not None
    assert text[key.start : key.end] == "items"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("closing", ["---", "...", "--- \t"])
def test_delimiters(newline: str, closing: str) -> None:
    text = newline.join(("--- ", "a: b", closing, "corps"))
    front_matter = read(text)
    assert front_matter.data == {"a": "b"}
    assert text[front_matter.span.end :] == "corps"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "---",
        "---\n",
        "# Titre\n\n---\na: b\n---\n",
        "---\n\nDu texte\n\n---\n\nencore\n",
        "---\n\n# Titre\n\nRemarque : du texte\n",
        "---\nDu texte sans rien\n",
        "{:.classe}\n",
        "{% include a %}\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    front_matter = read(text)
    assert front_matter.format is None
    assert front_matter.defects == ()
    assert front_matter.span.end == 0


@pytest.mark.parametrize("text", ["---\n---", "---\n---\n", "---\n# rien\n---\n", "---\n\n...\n"])
def test_empty(text: str) -> None:
    front_matter = read(text)
    assert front_matter.data == {}
    assert front_matter.defects == ()
    assert front_matter.format == "yaml"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: API : la doc", "invalid 2:8 :"),
        ("a: b\n\tc: d", "invalid 3:1 \t"),
        ("a: @x", "invalid 2:4 @"),
        ("a: `x`", "invalid 2:4 `"),
        ("a: *x*", "invalid 2:4 *x*"),
        ("a: *x", "invalid 2:4 *x"),
        ("a: {{ x }}", "invalid 2:4 {{"),
        ("a: 'l'API'", "invalid 2:6 '"),
        ('a: "x\nb: c', 'invalid 2:4 "'),
        ("a:\ntexte sans\nb: c", "invalid 3:1 texte sans"),
        ("a: 1\nb: 2\na: 3", "duplicate-key 4:1 a"),
        ("- a\n- b", "not-a-mapping 2:1 - a\n- b"),
        ("du texte", "not-a-mapping 2:1 du texte"),
        ("a: &x [*x]", "unsafe 2:8 *x"),
        ("a: !!python/name:os.system x", "unsafe 2:4 !!python/name:os.system x"),
        ("a: !!int x", "invalid 2:4 !!int x"),
        ("a: b\n--- c", "invalid 3:1 ---"),
        ("a: " + "[" * 100_000, "unsafe 2:103 ["),
    ],
)
def test_defects(content: str, expected: str) -> None:
    assert defects(f"---\n{content}\n---\ncorps\n") == [expected]


def test_aliases_that_multiply_are_not_expanded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    front_matter = read("---\n" + "\n".join(lines) + "\n---\n")
    assert [defect.kind for defect in front_matter.defects] == ["unsafe"]
    assert front_matter.root is None


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("title: Un", "<<<<<<< HEAD", "theme: a", "=======", "theme: b", ">>>>>>> autre"), "3:1 <<<<<<< HEAD"),
        (("<<<<<<< HEAD", "title: Un", "=======", "title: Deux", ">>>>>>> autre"), "2:1 <<<<<<< HEAD"),
        (("title: Un", "=======", "theme: b"), "3:1 ======="),
    ],
)
def test_a_merge_conflict_is_seen_where_it_begins(newline: str, lines: tuple[str, ...], place: str) -> None:
    text = newline.join(("---", *lines, "---", "corps"))
    assert defects(text) == [f"invalid {place}"]
    assert read(text).defects[0].message == "a merge conflict was left here"


@pytest.mark.parametrize("opened", ["[", "[un,", "{un: 1,", "[un, [deux],"])
def test_a_list_that_is_never_closed(opened: str) -> None:
    (defect,) = read(f"---\ntags: {opened}\n---\n").defects
    assert "is not closed" in defect.message
