"""The mistakes in schema files: all of them, each with its line, pointer and words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linter.schema import Schema, mistakes
from linter.schema.formats import FORMATS
from linter.schema.meta import meta_schema

ROOT = Path(__file__).parent.parent.parent

WRONG = """{
  "type": "objet",
  "requried": ["title"],
  "properties": {
    "title": {"type": "string", "x-lint": {"alises": ["titre"], "severity": {"enmu": "warning"}}},
    "producer": {"x-lint": {"ref": {"collection": "producer"}}},
    "other": {"x-lint": {"ref": "chats"}},
    "name": {"pattern": "^\\\\p{L}+$"},
    "code": {"pattern": "(?<year>[0-9]{4})"},
    "day": {"x-lint": {"date": {"accept": ["%d %B %Y"]}}}
  }
}
"""


def test_all_mistakes_are_told(tmp_path: Path) -> None:
    (tmp_path / "api.json").write_text(WRONG, encoding="utf-8")
    found = mistakes(tmp_path / "api.json", tmp_path, frozenset({"api", "producers"}))
    assert {one.file for one in found} == {"api.json"}
    assert [(one.line, one.pointer) for one in found] == [
        (2, "/type"),
        (3, "/requried"),
        (5, "/properties/title/x-lint/alises"),
        (5, "/properties/title/x-lint/severity/enmu"),
        (6, "/properties/producer/x-lint/ref"),
        (7, "/properties/other/x-lint/ref"),
        (8, "/properties/name/pattern"),
        (9, "/properties/code/pattern"),
        (10, "/properties/day/x-lint/date/accept/0"),
    ]
    messages = [one.message for one in found]
    assert messages[1] == 'there is no keyword "requried"; did you mean "required"?'
    assert messages[2] == 'unknown key "alises"; did you mean "aliases"?'
    assert messages[4] == 'there is no collection "producer"; did you mean "producers"?'
    assert messages[5] == 'there is no collection "chats"; there are "api", "producers"'
    assert messages[6].startswith(r'"^\p{L}+$" has "\p", which other programs read differently or not at all; write')


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ('{"type":\n "string",}', 2, "this is not JSON: "),
        ('{\n"items": {\n"$ref": "absent.json"}}', 3, 'the reference "absent.json" names no file'),
        ('{\n"items": {"$ref": "#/$defs/x"}}', 2, "leads nowhere"),
        ("[]", None, "a schema must be an object"),
    ],
)
def test_a_schema_that_cannot_be_read_is_a_mistake(
    tmp_path: Path, content: str, line: int | None, message: str
) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    (found,) = mistakes(tmp_path / "a.json", tmp_path)
    assert found.line == line
    assert message in found.message


def test_mistakes_in_files_that_are_referred_to_are_told_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"$ref": "b.json"}', encoding="utf-8")
    (tmp_path / "b.json").write_text('{\n  "titel": "x"\n}', encoding="utf-8")
    (found,) = mistakes(tmp_path / "a.json", tmp_path)
    assert (found.file, found.line, found.pointer) == ("b.json", 2, "/titel")


@pytest.mark.parametrize(
    "path", [path.name for path in (ROOT / "schemas").glob("*.schema.json") if path.name[0] != "c"]
)
def test_our_own_schemas_have_none(path: str) -> None:
    found = mistakes(ROOT / "schemas" / path, ROOT, frozenset({"api", "producers"}))
    assert [one for one in found if path != "x-lint.schema.json"] == []


def test_the_meta_schema_knows_the_formats() -> None:
    assert meta_schema()["$defs"]["x-lint"]["properties"]["format"]["anyOf"][0]["enum"] == list(FORMATS)


@pytest.mark.parametrize("engine", ["jsonschema", "jsonschema_rs"])
def test_the_meta_schema_serves_other_programs(engine: str) -> None:
    good = {"properties": {"a": {"x-lint": {"ref": "api"}, "x-own": 1, "type": "string", "errorMessage": "non"}}}
    bad: list[object] = [
        {"properties": {"a": {"typ": "string"}}},
        {"anyOf": [{"items": {"x-lnt": {}}}]},
        {"$defs": {"a": {"x-lint": {"ref": {"by": "title"}}}}},
        {"x-lint": {"date": {"acept": []}}},
        {"properties": {"a": {"type": "text"}}},
    ]
    if engine == "jsonschema":
        import jsonschema

        judge = jsonschema.Draft202012Validator(meta_schema()).is_valid
    else:
        jsonschema_rs = pytest.importorskip("jsonschema_rs")
        judge = jsonschema_rs.Draft202012Validator(json.loads(json.dumps(meta_schema()))).is_valid
    assert judge(good)
    assert not any(map(judge, bad))


def test_a_schema_may_name_the_meta_schema() -> None:
    assert Schema.of({"$schema": "../schemas/x-lint.schema.json", "type": "object"}).annotations == {}
