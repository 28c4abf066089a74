"""`contentlint schema`: infer, check, show, export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linter.cli import main
from tests.test_commands_init import pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]


def test_one_schema_is_printed_with_its_evidence(site: Site, capsys: Capture) -> None:
    site(pages())
    assert main(["schema", "infer", "api"]) == 0
    out, err = capsys.readouterr()
    schema = json.loads(out)
    assert schema["required"] == ["title", "producer", "status"][: len(schema["required"])]
    assert schema["properties"]["producer"]["$comment"] == "25/25; 25/25 values name a document of producers"
    assert 'api/x.md:4:1: unknown key "statuts"' in err


def test_several_are_printed_by_name(site: Site, capsys: Capture) -> None:
    site(pages())
    main(["schema", "infer"])
    assert list(json.loads(capsys.readouterr().out)) == ["api", "producers"]


def test_they_are_written_once(site: Site, capsys: Capture) -> None:
    root = site(pages())
    assert main(["schema", "infer", "-o", "made"]) == 0
    before = (root / "made/api.schema.json").read_text()
    assert "wrote made/api.schema.json" in capsys.readouterr().err
    (root / "made/api.schema.json").write_text("{}")
    main(["schema", "infer", "-o", "made"])
    assert "left alone, as there is one already: made/api.schema.json" in capsys.readouterr().err
    assert (root / "made/api.schema.json").read_text() == "{}" != before


def test_too_few_documents(site: Site, capsys: Capture) -> None:
    site({"a/x.md": "---\ntitle: a\n---\n"})
    assert main(["schema", "infer", "a"]) == 0
    assert "warning: a: no collection there" in capsys.readouterr().err


def test_mistakes_in_schemas_are_all_reported(site: Site, capsys: Capture) -> None:
    configuration = "".join(
        f'[[collections]]\nname = "{name}"\nfiles = ["{name}/*.md"]\nschema = "{name}.json"\n' for name in "abc"
    )
    root = site({"contentlint.toml": configuration, "a.json": '{"type": "strin"}', "b.json": "{", "c.json": "{}"})
    assert main(["schema", "check"]) == 1
    out, err = capsys.readouterr()
    assert [line.split(":")[0].split(" ")[0] for line in out.splitlines()] == ["a.json", "b.json"]
    assert err.startswith("Found 2 mistakes in 3 schemas")
    assert main(["schema", "check", "c.json"]) == 0
    (root / "b.json").unlink()
    assert main(["schema", "check"]) == 2
    assert "b.json: there is no such file" in capsys.readouterr().err


def test_a_schema_is_shown_by_key(site: Site, capsys: Capture) -> None:
    site(pages())
    assert main(["schema", "show", "api"]) == 0
    assert "producer  required  text (25/25; 25/25 values name a document of producers)\n" in capsys.readouterr().out
    main(["init"])
    capsys.readouterr()
    assert main(["schema", "show", "api", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "api"


def test_exported_schemas_know_the_names(site: Site, capsys: Capture) -> None:
    root = site(pages())
    main(["init"])
    assert main(["schema", "export", "-o", ".vscode"]) == 0
    producer = json.loads((root / ".vscode/api.schema.json").read_text())["properties"]["producer"]
    assert producer["enum"][:2] == ["port-0", "port-1"]
    assert producer["enumDescriptions"][:2] == ["Port 0", "Port 1"]
    (root / "producers/quai.md").write_text("---\nlogo: x\n---\n")
    assert main(["schema", "export", "-o", ".vscode"]) == 0
    producer = json.loads((root / ".vscode/api.schema.json").read_text())["properties"]["producer"]
    assert (producer["enum"][-1], producer["enumDescriptions"][-1]) == ("quai", "producers/quai.md")
    (root / ".vscode/api.schema.json").write_text("{}")
    capsys.readouterr()
    main(["schema", "export", "-o", ".vscode"])
    assert "left alone, as there is one already: .vscode/api.schema.json" in capsys.readouterr().err
    assert main(["schema", "export"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["api", "producers"]


def test_exported_schemas_are_plain(site: Site, capsys: Capture) -> None:
    schema = {
        "title": "Fiche",
        "properties": {
            "day": {"type": "string", "x-lint": {"date": {"accept": ["%d/%m/%Y"]}}},
            "makers": {"type": ["array", "null"], "items": {"type": ["string", "null"]}},
            "x-note": {"$ref": "#/$defs/note"},
        },
        "if": {"properties": {"makers": {"type": "null"}}},
        "then": {"x-lint": {"date": {"accept": ["%d/%m/%Y"]}}},
        "$defs": {"note": {"x-lint": {"format": "email"}, "anyOf": [{"type": "string"}, True]}},
    }
    configuration = (
        '[[collections]]\nname = "a"\nfiles = ["a/*.md"]\nschema = "a.json"\nreferences = { "makers[]" = "b.name" }\n'
        '[[collections]]\nname = "b"\nfiles = ["b/*.md"]\n'
    )
    made = "---\nname: Mairie\ntitle: La mairie\n---\n"
    site({"contentlint.toml": configuration, "a.json": json.dumps(schema), "b/x.md": made, "b/y.md": "---\n- a\n---\n"})
    assert main(["schema", "export"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert "x-lint" not in json.dumps(plain)
    assert plain["properties"]["x-note"] == {"$ref": "#/$defs/note"}
    assert plain["properties"]["makers"]["items"]["enum"] == ["Mairie", None]
    assert "enum" not in json.dumps(plain["if"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["schema", "infr"], "did you mean infer?"),
        (["schema", "show", "producer"], "did you mean 'producers'?"),
        (["schema", "show", "xyz"], "there are api, producers"),
        (["schema", "check", "none.json"], "none.json: there is no such file"),
        (["schema", "infer", "nowhere"], "nowhere: there is no such file or folder"),
        (["schema", "export"], "`contentlint init` makes some"),
        (["schema", "infer", "--config", "none.toml"], "none.toml: No such file"),
        (["schema", "infer", "-o", "README.md/x"], "Not a directory"),
    ],
)
def test_a_slip(site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str) -> None:
    site(pages())
    monkeypatch.setattr("sys.argv", ["contentlint", *words])
    assert main(words) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("action", ["", "infer", "check", "show", "export"])
def test_help_has_examples(capsys: Capture, action: str) -> None:
    assert main(["schema", *filter(None, [action]), "--help"]) == 0
    assert "examples:" in capsys.readouterr().out


def test_an_exported_schema_needs_no_other_file(site: Site, capsys: Capture) -> None:
    shared = {"$id": "shared.json", "$defs": {"mail": {"type": "string", "x-lint": {"format": "email"}}}}
    shared["items"] = {"$ref": "#/$defs/mail"}
    schema = {
        "properties": {"contact": {"$ref": "shared.json#/$defs/mail"}, "contacts": {"$ref": "shared.json"}},
        "allOf": [{"$ref": "#/$defs/own"}],
        "$defs": {"own": {"required": ["contact"]}},
    }
    configuration = '[[collections]]\nname = "a"\nfiles = ["a/*.md"]\nschema = "schemas/a.json"\n'
    root = site(
        {
            "contentlint.toml": configuration,
            "schemas/a.json": json.dumps(schema),
            "schemas/shared.json": json.dumps(shared),
        }
    )
    assert main(["schema", "export", "-o", "out"]) == 0
    plain = json.loads((root / "out/a.schema.json").read_text())
    assert plain["properties"]["contact"] == {"$ref": "#/$defs/file-1/$defs/mail"}
    assert plain["properties"]["contacts"] == {"$ref": "#/$defs/file-1"}
    assert plain["$defs"]["file-1"] == {
        "$defs": {"mail": {"type": "string", "$comment": "checked by contentlint alone: format"}},
        "items": {"$ref": "#/$defs/file-1/$defs/mail"},
    }
    assert plain["allOf"] == [{"$ref": "#/$defs/own"}]
    moved = configuration.replace("schemas/a.json", "out/a.schema.json")
    (root / "contentlint.toml").write_text(moved)
    capsys.readouterr()
    assert main(["schema", "check"]) == 0


def test_open_references_are_examples(site: Site, capsys: Capture) -> None:
    ref = {"collection": "producers", "prefix": "/producers/"}
    schema = {"properties": {"a": {"x-lint": {"ref": ref | {"open": True}}}, "b": {"x-lint": {"ref": ref}}}}
    configuration = (
        '[[collections]]\nname = "api"\nfiles = ["api/*.md"]\nschema = "s.json"\n'
        '[[collections]]\nname = "producers"\nfiles = ["producers/*.md"]\n'
    )
    site({"contentlint.toml": configuration, "s.json": json.dumps(schema), "producers/x.md": "---\nname: X\n---\n"})
    main(["schema", "export"])
    plain = json.loads(capsys.readouterr().out)["properties"]
    assert plain == {"a": {"examples": ["/producers/x"]}, "b": {"enum": ["/producers/x"], "enumDescriptions": ["X"]}}


def test_nothing_printed_commands_the_terminal(site: Site, capsys: Capture) -> None:
    page = '---\ntitle: API\n"cle\\x9b1m##[group]": "vu\\u202e"\n---\n'
    odd = page.replace("vu", "autre")
    files: dict[str, str | bytes] = {f"a\x1b[1m/{number}.md": page for number in range(24)}
    site(files | {"a\x1b[1m/x.md": odd})
    for words in (
        ["init"],
        ["init", "--check"],
        ["schema", "infer"],
        ["schema", "show", "a\x1b[1m"],
        ["schema", "export"],
    ):
        assert main(words) == 0
        out, err = capsys.readouterr()
        assert not {"\x1b", "\x9b", "\u202e"} & set(out + err)
        assert "##[" not in out
    assert main(["schema", "infer"]) == 0
    assert "cle\x9b1m##[group]" in json.loads(capsys.readouterr().out)["properties"]
