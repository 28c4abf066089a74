"""Schemas that can be used, and why others cannot."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter.document.front_matter import read
from linter.schema import Schema, SchemaError, validate

if TYPE_CHECKING:
    from pathlib import Path


def written(root: Path, **files: object) -> Path:
    """Write schemas in a folder below `root` and return the first."""
    folder = root / "schemas"
    folder.mkdir()
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(files))}.json"


def messages(schema: Schema, text: str) -> list[str]:
    return [violation.message for violation in validate(schema, read(text))]


def test_a_schema_refers_to_files_beside_it(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        a={"properties": {"x": {"$ref": "b.json#/$defs/name"}, "y": {"$ref": "#/properties/x"}}},
        b={"$defs": {"name": {"$ref": "c.json"}}},
        c={"type": "string"},
    )
    schema = Schema.load(path, tmp_path)
    assert [uri for uri, _ in schema.siblings] == ["schemas/b.json", "schemas/c.json"]
    assert messages(schema, "---\nx: 1\ny: 2\n---\n") == [
        '"x" must be text, got the whole number 1',
        '"y" must be text, got the whole number 2',
    ]


def test_a_schema_with_an_address_of_its_own_refers_to_files_too(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        a={"$id": "https://exemple.fr/s/a.json", "properties": {"x": {"$ref": "https://exemple.fr/s/b.json"}}},
        b={"$id": "https://exemple.fr/s/b.json", "$ref": "c.json"},
        c={"type": "string"},
    )
    schema = Schema.load(path, tmp_path)
    assert messages(schema, "---\nx: 1\n---\n") == ['"x" must be text, got the whole number 1']
    (tmp_path / "schemas" / "d.json").write_text('{"properties": {"x": {"$ref": "b.json"}}}', encoding="utf-8")
    assert messages(Schema.load(tmp_path / "schemas" / "d.json", tmp_path), "---\nx: 1\n---\n")


def test_draft_07_is_understood(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        a={
            "$schema": "http://json-schema.org/draft-07/schema#",
            "definitions": {"name": {"type": "string"}},
            "properties": {"x": {"$ref": "#/definitions/name"}},
            "dependencies": {"x": ["y"], "z": {"required": ["w"]}},
        },
    )
    assert messages(Schema.load(path, tmp_path), "---\nx: 1\nz: 1\n---\n") == [
        'missing required key "w", because "z" is there',
        'missing required key "y", because "x" is there',
        '"x" must be text, got the whole number 1',
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"type":\n "string",}', "schemas/a.json:2: this is not JSON: "),
        ("[" * 100_000, "schemas/a.json: this is nested too deeply"),
        ("[]", "schemas/a.json: a schema must be an object"),
        ({"type": "text"}, "schemas/a.json:1 at /type: the schema is not valid: "),
        ({"$schema": "http://json-schema.org/draft-04/schema#"}, "schemas/a.json:1 at /$schema: the draft "),
        (
            {"items": {"$ref": "https://exemple.fr/x.json"}},
            'schemas/a.json:1 at /items/$ref: the reference "https://exemple.fr/x.json" is remote, and nothing is',
        ),
        ({"$ref": "//exemple.fr/x"}, 'schemas/a.json:1 at /$ref: the reference "//exemple.fr/x" is remote'),
        ({"$ref": "a%00.json"}, "names no file"),
        ({"$ref": "absent.json"}, 'schemas/a.json:1 at /$ref: the reference "absent.json" names no file'),
        ({"$ref": "../../outside.json"}, "the file lies outside"),
        ({"items": {"$ref": "#/$defs/x"}}, "schemas/a.json:1 at /items/$ref: the reference "),
        ({"$ref": "#"}, "schemas/a.json:1 at /$ref: the reference comes back to itself without end"),
        (
            {"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}]}}},
            "the reference comes back to itself without end",
        ),
        ({"examples": [{"type": 5}], "items": {"$ref": "#/examples/0"}}, "leads to something that is no schema"),
        ({"items": {"pattern": "a(?=b"}}, 'schemas/a.json:1 at /items/pattern: "a(?=b": the pattern cannot be read: '),
        ({"pattern": "^(?!x)(a+)+$"}, "the pattern could take for ever"),
        (
            {
                "$ref": "#/$defs/0",
                "$defs": {"40": {}}
                | {str(n): {"anyOf": [{"$ref": f"#/$defs/{n + 1}"}, {"$ref": f"#/$defs/{n + 1}"}]} for n in range(40)},
            },
            "the references and choices here multiply: checking one value would take for ever",
        ),
        ({"patternProperties": {"[": {}}}, "schemas/a.json:1 at /patternProperties/[: "),
        (
            {"properties": {"a/b": {"x-lint": {"dat": {}}}}},
            'schemas/a.json:1 at /properties/a~1b/x-lint/dat: unknown key "dat"; there are "severity", "message", ',
        ),
        ({"x-lint": {"formats": "url"}}, 'unknown key "formats"; did you mean "format"?'),
        ({"x-lint": {"format": "emial"}}, '"emial" is neither a format nor a list of formats; did you mean "email"?'),
        ({"x-lint": {"format": []}}, 'at /x-lint/format: "format" must have at least 1 item, got 0'),
        ({"x-lint": {"date": {"acept": []}}}, 'at /x-lint/date/acept: unknown key "acept"; did you mean "accept"?'),
        ({"x-lint": {"date": {"accept": "%d"}}}, 'at /x-lint/date/accept: "accept" must be a list, got the text "%d"'),
        ({"x-lint": {"date": {"accept": ["%d %B %Y"]}}}, '"%B" is not one of %Y, %y, %m and %d'),
        ({"x-lint": {"date": {"accept": ["%d/%m"]}}}, "a form has a year, a month and a day, each once"),
        (
            {"x-lint": {"date": {"order": "MJA"}}},
            '"MJA" is not one of the allowed values of "order": "DMY", "MDY", "YMD"',
        ),
        ({"requried": ["x"]}, 'at /requried: there is no keyword "requried"; did you mean "required"?'),
        ({"x-lnt": {}}, 'at /x-lnt: there is no keyword "x-lnt"; did you mean "x-lint"?'),
        (
            {"items": {"couleur": 1}},
            'at /items/couleur: there is no keyword "couleur"; keywords of your own begin with',
        ),
        ({"x-lint": {"date": {"min": "2024-02-30"}}}, 'at /x-lint/date/min: "2024-02-30" does not exist'),
        ({"x-lint": {"ref": {"by": "title"}}}, 'at /x-lint/ref: missing required key "collection"'),
        ({"x-lint": "date"}, 'at /x-lint: "x-lint" must be a mapping, got the text "date"'),
    ],
)
def test_a_schema_that_cannot_be_used_is_refused_in_words(tmp_path: Path, content: object, message: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        Schema.load(written(root, a=content), root)
    assert message in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 (our own pickle)


def test_a_file_that_is_absent_or_outside_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(SchemaError, match=r"a\.json: there is no such file"):
        Schema.load(root / "a.json", root)
    with pytest.raises(SchemaError, match="the file lies outside"):
        Schema.load(tmp_path / "a.json", root)


def test_what_is_not_json_data_is_refused() -> None:
    with pytest.raises(SchemaError, match="the schema is not JSON data"):
        Schema.of({"const": {1, 2}})
    with pytest.raises(SchemaError, match="the schema is not JSON data"):
        Schema.of({"const": float("inf")})
    with pytest.raises(SchemaError, match="a schema must be an object"):
        Schema.of([])  # type: ignore[arg-type] # what a configuration may hold


def test_a_schema_that_is_nested_too_deeply_is_refused() -> None:
    schema: dict[str, object] = {}
    for _ in range(400):
        schema = {"items": schema}
    with pytest.raises(SchemaError, match="nested too deeply"):
        Schema.of(schema)


def test_a_file_that_is_not_text_or_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff")
    with pytest.raises(SchemaError, match=r"a\.json: the file cannot be read"):
        Schema.load(tmp_path / "a.json", tmp_path)
    (tmp_path / "a.json").write_bytes(b" " * 4_000_001)
    with pytest.raises(SchemaError, match=r"a\.json: the file has more than 4,000,000 bytes"):
        Schema.load(tmp_path / "a.json", tmp_path)
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf{}")
    assert Schema.load(tmp_path / "a.json", tmp_path).mapping == {}


def test_recursive_schemas_are_fine() -> None:
    schema = Schema.of({"properties": {"x": {"$ref": "#"}}, "additionalProperties": False})
    assert messages(schema, "---\nx:\n  x:\n    y: 1\n---\n") == ['unknown key "y"']


def test_a_schema_is_a_value() -> None:
    schema = Schema.of({"title": "Fiche", "type": "object"})
    assert schema.name == "Fiche"
    assert schema == Schema.of({"title": "Fiche", "type": "object"})
    assert hash(schema) == hash(pickle.loads(pickle.dumps(schema)))  # noqa: S301 (our own pickle)
    assert Schema.of({}, name="fiches").name == "fiches"


def test_pydantic_makes_a_schema_of_a_mapping() -> None:
    import pydantic

    adapter = pydantic.TypeAdapter(Schema)
    schema = adapter.validate_python({"type": "object"})
    assert schema == Schema.of({"type": "object"})
    assert adapter.validate_python(schema) is schema
    assert adapter.dump_python(schema) == {"type": "object"}
    assert adapter.json_schema()["type"] == "object"
    with pytest.raises(pydantic.ValidationError, match="the schema is not valid"):
        adapter.validate_python({"type": "text"})


def test_importing_costs_nothing() -> None:
    heavy = "{'jsonschema', 'pydantic', 'pydantic_core', 'referencing', 'email_validator'}"
    code = f"import sys, linter.schema; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
