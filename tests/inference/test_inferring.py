"""Schemas hold what nearly all documents do, with the evidence; what looks like a slip is listed, and not allowed."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.inference import InferredSchema, directory_of, infer
from linter.inference.collecting import GuessedCollection
from linter.schema import Schema, validate

from .conftest import document, inferred, pages, sketches

_ALL = frozenset({"date", "format", "ref", "unique", "aliases", "order"})


def _properties(result: InferredSchema) -> dict[str, Any]:
    return cast("dict[str, Any]", result.schema["properties"])


def _slips(result: InferredSchema) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.pointer, one.meant) for one in result.anomalies]


def test_types_and_evidence() -> None:
    texts = ["title: T\nprice: 1.5\nopen: true"] * 3 + ["title: T\nprice: 2\ntags: [a]"] * 2
    result = inferred(texts)
    assert result.schema["required"] == ["title", "price"]
    assert result.schema["additionalProperties"] is False
    properties = _properties(result)
    assert properties["price"] == {"$comment": "5/5", "type": "number"}
    assert properties["open"] == {"$comment": "3/5", "type": "boolean"}
    assert properties["tags"] == {"$comment": "2/5", "type": "array", "items": {"type": "string"}}


def test_a_rare_key_spelt_nearly_like_a_frequent_one_is_a_slip() -> None:
    result = inferred(["title: T\nexternal_site: x"] * 40 + ["title: T\nextrenal_site: x"])
    assert _slips(result) == [("misspelt-key", "/extrenal_site", "external_site")]
    assert result.anomalies[0].message == 'unknown key "extrenal_site"; 40 other files have "external_site"'
    assert "extrenal_site" not in _properties(result)


def test_a_misspelling_does_not_count_as_missing_and_can_be_an_alias() -> None:
    result = inferred(["title: T\nsummary: x"] * 99 + ["title: T\nsumary: x"], vocabulary=_ALL)
    assert [one.kind for one in result.anomalies] == ["misspelt-key"]
    assert "summary" in cast("list[str]", result.schema["required"])
    assert _properties(result)["summary"]["x-lint"] == {"aliases": ["sumary"]}


def test_a_rare_key_beside_the_frequent_one_is_another_key() -> None:
    assert inferred(["title: T\ncontact: x"] * 40 + ["title: T\ncontact: x\ncontacts: y"]).anomalies == ()


def test_too_few_siblings_prove_nothing() -> None:
    assert inferred(["title: T\nexternal_site: x"] * 18 + ["title: T\nextrenal_site: 1"]).anomalies == ()


def test_a_missing_key_points_where_it_would_be() -> None:
    result = inferred(["title: T\nsummary: x"] * 60 + ["title: T"])
    assert [(one.kind, one.pointer, one.span.start) for one in result.anomalies] == [("missing-key", "/summary", 4)]


def test_an_odd_type_and_an_empty_value() -> None:
    result = inferred(["price: 1"] * 40 + ["price: free", "price:"])
    assert [(one.kind, one.message) for one in result.anomalies] == [
        ("odd-type", "this is text; 40 other values here are a whole number"),
        ("empty-value", "there is nothing here; 41 other values are filled in"),
    ]
    assert _properties(result)["price"]["type"] == "integer"


def test_what_is_often_empty_is_meant_so() -> None:
    result = inferred(["price: 1"] * 30 + ["price:"] * 3 + ['note: ""'] * 2 + ["note: a"] * 20)
    assert result.anomalies == ()
    assert _properties(result)["price"]["type"] == ["integer", "null"]
    assert "minLength" not in _properties(result)["note"]


def test_few_values_used_often_are_a_choice_without_their_near_twins() -> None:
    texts = [f"theme: {theme}" for theme in ["Écologie"] * 40 + ["Santé"] * 30 + ["ecologie", "Sannté"]]
    result = inferred(texts)
    assert _properties(result)["theme"]["enum"] == ["Écologie", "Santé"]
    assert _slips(result) == [("rare-spelling", "/theme", "Écologie"), ("rare-spelling", "/theme", "Santé")]


def test_a_slip_of_two_letters_in_a_longer_value() -> None:
    result = inferred([f"state: {state}" for state in ["validated"] * 40 + ["refused"] * 40 + ["valdated"]])
    assert _slips(result) == [("rare-spelling", "/state", "validated")]
    assert _properties(result)["state"]["enum"] == ["validated", "refused"]


def test_blanks_are_named() -> None:
    result = inferred(["state: on hold"] * 40 + ["state: 'on hold '", "state: onhold", "state: on\u00a0hold"])
    assert [one.message.split(";")[0] for one in result.anomalies] == [
        '"on hold " has a blank too many',
        '"onhold" lacks a blank',
        '"on\u00a0hold" has an unusual blank',
    ]


def test_a_choice_that_may_be_left_empty_or_is_one_of_several_types() -> None:
    found = _properties(inferred(["state: a\nkind: b"] * 30 + ["state:\nkind: [b]"] * 3))
    assert found["state"]["enum"] == ["a", None]
    assert "enum" not in found["kind"]


def test_long_texts_are_prose() -> None:
    assert _properties(inferred(["note: a"] * 30 + ["note: " + "b" * 600]))["note"]["minLength"] == 1


def test_a_misspelling_of_a_rarer_key_than_the_right_one() -> None:
    texts = ["title: T\nsummary: S"] * 900 + ["title: T\nsumary: S"] * 30 + ["title: T\nsumarye: S"]
    result = inferred(texts, vocabulary=_ALL)
    assert set(_properties(result)) == {"title", "summary"}


def test_huge_front_matter_takes_little_time() -> None:
    texts = ["\n".join(f"key{number}_{key}: v{key}" for key in range(300)) for number in range(40)]
    texts += ["many: [" + "1, " * 6000 + "]", "big: 1" + "0" * 30]
    result = inferred(texts)
    assert len(_properties(result)) == 12_002


def test_small_numbers_used_often_are_a_choice() -> None:
    assert _properties(inferred(["open: -1\nn: 7"] * 30 + ["open: 1\nn: 800"] * 30))["open"]["enum"] == [-1, 1]


@pytest.mark.parametrize(
    ("value", "odd", "keywords"),
    [
        ("2024-05-{:02}", "2024-13-01", {"format": "date"}),
        ("{:02}/05/2024", "31/02/2024", {"x-lint": {"date": {"accept": ["%d/%m/%Y"], "order": "DMY"}}}),
        ("05-{:02}-2024", "soon", {"x-lint": {"date": {"accept": ["%m-%d-%Y"], "order": "MDY"}}}),
        ("a{}@example.org", "a.example.org", {"format": "email"}),
        ("https://example.org/{}", "example.org", {"format": "uri"}),
        ("handle{}", "https://example.org/handle", {"pattern": "^[A-Za-z0-9_.-]+$"}),
    ],
)
def test_forms_of_texts(value: str, odd: str, keywords: dict[str, object]) -> None:
    result = inferred([f"key: {value.format(number)}" for number in range(1, 29)] + [f"key: {odd}"])
    found = _properties(result)["key"]
    assert {name: found[name] for name in keywords} == keywords
    assert [one.kind for one in result.anomalies] == ["odd-date" if "2024" in value else "odd-format"]
    assert odd in result.anomalies[0].message


def test_contacts_are_addresses_of_both_kinds() -> None:
    texts = [f"contact: a{number}@example.org" for number in range(20)]
    result = inferred(texts + [f"contact: https://example.org/{number}" for number in range(20)])
    assert _properties(result)["contact"]["x-lint"] == {"format": ["email", "uri"]}


def test_an_order_that_no_date_settles_is_left_open() -> None:
    found = _properties(inferred([f"key: {day:02}/05/2024" for day in range(1, 13)] * 3))["key"]
    assert found.keys() == {"$comment", "type", "minLength"}


def test_a_form_that_is_often_left_empty_holds_for_what_is_there() -> None:
    texts = [f"link: https://example.org/{number}" for number in range(30)] + ['link: ""'] * 10 + ["link: nowhere"]
    result = inferred(texts)
    assert _properties(result)["link"]["then"] == {"format": "uri"}
    assert [one.kind for one in result.anomalies] == ["odd-format"]
    schema = Schema.of(result.schema)
    assert [bool(validate(schema, document("a.md", text).front_matter)) for text in texts] == [False] * 40 + [True]


def test_markdown_is_told_from_plain_text() -> None:
    found = _properties(inferred(["note: |\n  A **bold** word\n\n  and [a link](b.md)\nplain: A word"] * 5))
    assert found["note"]["contentMediaType"] == "text/markdown"
    assert "contentMediaType" not in found["plain"]


def test_keys_are_in_the_order_that_most_have() -> None:
    texts = ["a: 1\nb: 1\nc: 1"] * 5 + ["c: 1\nb: 1\na: 1"] * 2 + ["a: 1\nd: 1\nb: 1"]
    result = inferred(texts, vocabulary=_ALL)
    assert list(_properties(result)) == ["a", "d", "b", "c"]
    assert result.schema["x-lint"] == {"order": ["a", "d", "b", "c"]}


def test_unique_titles() -> None:
    texts = [f"title: Title {number}\nlabel: L" for number in range(20)]
    found = _properties(inferred(texts, vocabulary=_ALL))
    assert found["title"]["x-lint"] == {"unique": True}
    assert "x-lint" not in found["label"]


def test_keys_that_are_data_are_no_properties() -> None:
    texts = [f"stats: {{y{number}a: 1, y{number}b: 2, total: 3}}" for number in range(20)]
    assert _properties(inferred(texts))["stats"] == {
        "$comment": "20/20; 41 different keys: they are data",
        "type": "object",
    }


_PRODUCERS = {f"producers/{name}.md": f"name: The {name}" for name in ("ada", "bob", "cyd", "dan", "eve", "fay")}
_NAMES = ("ada", "bob", "cyd", "dan", "eve", "fay")


def test_references_by_file_name() -> None:
    result = inferred([f"producer: {name}" for name in _NAMES * 6 + ("eva",)], _PRODUCERS, vocabulary=_ALL)
    assert result.references == {"producer": "producers.$stem"}
    assert _properties(result)["producer"]["x-lint"] == {"ref": {"collection": "producers"}}
    assert _slips(result) == [("dangling-reference", "/producer", None)]


def test_references_by_path_in_nested_lists() -> None:
    result = inferred([f"phases: [{{by: [/producers/{name}]}}]" for name in _NAMES], _PRODUCERS, vocabulary=_ALL)
    assert result.references == {"phases[].by[]": "producers.$stem"}
    items = _properties(result)["phases"]["items"]["properties"]["by"]["items"]
    assert items["x-lint"] == {"ref": {"collection": "producers", "prefix": "/producers/"}}


def test_references_by_key() -> None:
    result = inferred([f"producer: The {name}" for name in _NAMES], _PRODUCERS, vocabulary=_ALL)
    assert result.references == {"producer": "producers.name"}
    assert _properties(result)["producer"]["x-lint"] == {"ref": {"collection": "producers", "by": "name"}}


def test_a_key_may_be_called_as_file_names_are() -> None:
    by_slug = {f"producers/{number:03}/_index.md": f"slug: {name}" for number, name in enumerate(_NAMES)}
    result = inferred([f"producer: {name}" for name in _NAMES], by_slug, vocabulary=_ALL)
    assert _properties(result)["producer"]["x-lint"] == {"ref": {"collection": "producers", "by": "key:slug"}}


def test_a_translation_refers_to_nothing() -> None:
    same_key = {f"producers/{name}.md": f"title: The {name}" for name in _NAMES}
    assert inferred([f"title: The {name}" for name in _NAMES], same_key).references == {}
    same_files = {f"en/{number:03}.md": f"name: The {name}" for number, name in enumerate(_NAMES)}
    assert inferred([f"label: The {name}" for name in _NAMES], same_files).references == {}


def test_a_suggestion_for_a_dangling_reference() -> None:
    others = {f"producers/{name}.md": "name: N" for name in ("ministry", "library", "museum", "archive", "school")}
    names = ("ministry", "library", "museum", "archive", "school") * 8
    result = inferred([f"producer: {name}" for name in (*names, "musuem")], others)
    assert _slips(result) == [("dangling-reference", "/producer", "museum")]


def test_four_names_are_chance_and_so_is_half_of_the_values() -> None:
    assert inferred([f"producer: {name}" for name in _NAMES[:4] * 9], _PRODUCERS).references == {}
    assert inferred([f"producer: {name}" for name in (*_NAMES, "x", "y", "z")], _PRODUCERS).references == {}


def test_two_dangling_references_to_one_name_and_an_empty_one() -> None:
    names = [*_NAMES * 10, "bobb", "bobb", "''"]
    result = inferred([f"producer: {name}" for name in names], _PRODUCERS)
    assert [one.kind for one in result.anomalies] == ["dangling-reference", "dangling-reference", "empty-value"]


def test_the_evidence_tells_of_choices_that_may_be_one() -> None:
    found = _properties(inferred(["kind: Public"] * 30 + ["kind: public"] * 10))["kind"]
    assert found["enum"] == ["Public", "public"]
    assert found["$comment"].endswith('; is it "Public" or "public"?')


def test_a_document_that_repeats_its_own_name_refers_to_nothing() -> None:
    own = pages([f"slug: '{number:03}'" for number in range(8)])
    drawn = sketches(own)
    guess = GuessedCollection("api", (), tuple(own))
    assert infer(guess, drawn, directory_of({"api": drawn})).references == {}


def test_values_inside_an_alias_have_the_place_of_the_alias() -> None:
    texts = ["a: &x {size: 1}\nb: *x"] * 30 + ["a: &x {size: big}\nb: *x"]
    result = inferred(texts)
    assert [(one.kind, one.pointer) for one in result.anomalies] == [("odd-type", "/a/size"), ("odd-type", "/b")]


_SCALARS = st.sampled_from(
    [
        "1",
        "2.5",
        "true",
        "",
        '""',
        "a",
        "A",
        "B b",
        "2024-01-02",
        "03/04/2024",
        "x@example.org",
        "https://example.org",
        "/",
    ]
)
_VALUES = st.one_of(_SCALARS, st.lists(_SCALARS.filter(bool), max_size=3).map(lambda items: f"[{', '.join(items)}]"))
_HEADS = st.dictionaries(st.sampled_from(["title", "titel", "site", "sites", "a"]), _VALUES, min_size=1)


@given(st.lists(_HEADS, min_size=1, max_size=8), st.integers(0, 40))
def test_documents_fit_the_schema_but_for_the_anomalies(heads: list[dict[str, str]], repeated: int) -> None:
    written = ["\n".join(f"{key}: {value}" for key, value in head.items()) for head in heads]
    texts = [*written, *[written[0]] * repeated]
    result = inferred(texts)
    schema = Schema.of(result.schema)
    listed = {(one.path, one.pointer) for one in result.anomalies}
    for path, text in pages(texts).items():
        for violation in validate(schema, document(path, text).front_matter):
            assert (path, violation.pointer) in listed
