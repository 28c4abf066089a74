"""Collections are folders of documents with the same keys."""

from __future__ import annotations

from linter.inference import collections_of, is_template

from .conftest import pages, sketches

_PRODUCT = "title: A\nprice: 1"
_PERSON = "name: B\nrole: C"


def test_a_folder_of_five_documents_with_the_same_keys_is_a_collection() -> None:
    found = collections_of(sketches(pages([_PRODUCT] * 5, "content/_shop") | pages([_PERSON] * 4, "content/people")))
    assert [(one.name, one.files, len(one.paths)) for one in found] == [("shop", ("content/_shop/*.md",), 5)]


def test_subfolders_of_the_same_shape_are_one_collection() -> None:
    tree = pages([_PRODUCT] * 5, "shop/2023") | pages([_PRODUCT] * 6, "shop/2024") | pages([_PERSON] * 5, "team")
    assert [(one.name, one.files) for one in collections_of(sketches(tree))] == [
        ("shop", ("shop/**/*.md",)),
        ("team", ("team/*.md",)),
    ]


def test_a_folder_per_document_makes_one_collection() -> None:
    tree = {f"blog/post-{number}/index.md": _PRODUCT for number in range(6)} | {"blog/index.md": "title: Blog"}
    assert [(one.name, one.files) for one in collections_of(sketches(tree))] == [("blog", ("blog/**/*.md",))]


def test_subfolders_of_different_shapes_are_apart() -> None:
    tree = pages([_PRODUCT] * 50, "data/shop") | pages([_PERSON] * 5, "data/team")
    assert [one.name for one in collections_of(sketches(tree))] == ["shop", "team"]


def test_a_document_with_other_keys_is_a_stray() -> None:
    found = collections_of(sketches(pages([_PRODUCT] * 9, "shop") | {"shop/README.md": "layout: none"}))
    assert found[0].strays == ("shop/README.md",)
    assert len(found[0].paths) == 9


def test_two_folders_of_one_name_are_named_by_their_path() -> None:
    tree = pages([_PRODUCT] * 5, "en/shop") | pages([_PERSON] * 5, "fr/shop")
    assert [one.name for one in collections_of(sketches(tree))] == ["en-shop", "fr-shop"]


def test_each_extension_has_a_glob_and_names_have_no_dots() -> None:
    tree = {f"v1.0/{number}.{'md' if number % 2 else 'mdx'}": _PRODUCT for number in range(6)}
    found = collections_of(sketches(tree))
    assert [(one.name, one.files) for one in found] == [("v1-0", ("v1.0/*.md", "v1.0/*.mdx"))]


def test_documents_right_at_the_root() -> None:
    found = collections_of(sketches({f"{number}.md": _PRODUCT for number in range(5)}))
    assert [(one.name, one.files) for one in found] == [("documents", ("/*.md",))]


def test_special_characters_of_a_folder_are_taken_literally() -> None:
    found = collections_of(sketches({f"shop[1]/{number}.md": _PRODUCT for number in range(5)}))
    assert found[0].files == ("shop[[]1]/*.md",)


def test_templates_are_known_by_name() -> None:
    assert all(
        map(is_template, ("a/_template.md", "templates/a.md", "a/modèle.md", "a/page.md.example", "a/b.template"))
    )
    assert not any(map(is_template, ("a/template-engine.md", "a/example.md", "a/page.md")))


def test_a_very_deep_path_is_no_problem() -> None:
    deep = "a/" * 2000
    assert len(collections_of(sketches({f"{deep}{number}.md": _PRODUCT for number in range(5)}))) == 1
