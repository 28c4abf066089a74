"""Pydantic models as schemas: one finding for one cause, at its place, and no traceback whatever their code does."""

from __future__ import annotations

import pickle
import sys
from itertools import count
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from linter.cli import main
from linter.document import Document
from linter.schema import Schema, SchemaError, validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]

PAGE = """
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Union

from pydantic import AliasChoices, BaseModel, ConfigDict, EmailStr, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Phase(BaseModel):
    name: str
    start: date
    end: date | None = None

    @model_validator(mode="after")
    def ordered(self):
        if self.end and self.end < self.start:
            raise ValueError("the end lies before the start")
        return self


class Mail(BaseModel):
    kind: Literal["mail"]
    address: EmailStr


class Web(BaseModel):
    kind: Literal["web"]
    url: str


class Page(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "if": {"properties": {"state": {"const": "closed"}}, "required": ["state"]},
            "then": {"required": ["end"]},
        },
    )
    title: Annotated[str, Field(max_length=20)]
    tagline: str = ""
    order: int = 0
    end: str | None = None
    state: State = State.OPEN
    phases: list[Phase] = []
    contact: Annotated[Union[Mail, Web], Field(discriminator="kind")] | None = None
    keywords: list[str] = []
    amount: int | list[int] | None = None
    code: str = Field("", json_schema_extra={"pattern": "^[a-z]+$"})
    day: str = Field("", json_schema_extra={"x-lint": {"date": {"accept": ["%d/%m/%Y"]}}})
    slug: str = Field("", validation_alias=AliasChoices("address", "slug"))

    @field_validator("title")
    @classmethod
    def without_stop(cls, value):
        if value.endswith("."):
            raise ValueError("a title has no full stop")
        assert value != "assert", "not this one"
        if value == "custom":
            raise PydanticCustomError("mine", "no {what} please", {"what": "custom\\ntitles"})
        return value

    @field_validator("keywords", mode="before")
    @classmethod
    def split(cls, value):
        return value.split(",") if isinstance(value, str) else value

    @model_validator(mode="before")
    @classmethod
    def spoil(cls, data):
        if data.get("title") == "spoil":
            data["order"] = "spoilt"
            data.pop("order")
        return data

    @model_validator(mode="after")
    def differ(self):
        if self.title == "boom":
            raise KeyError("what")
        if self.title == self.tagline:
            raise ValueError("title and tagline are the same")
        return self
"""
BAD_ANNOTATION = """
from pydantic import BaseModel, Field


class Page(BaseModel):
    x: int = Field(1, json_schema_extra={"x-lint": {"ord": 1}})
"""
NUMBERS = count()


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Schema]:
    """Return a function that makes a schema of the class `Page` of a module with that code."""
    monkeypatch.setattr(sys, "path", [*sys.path])

    def of(code: str = PAGE) -> Schema:
        module = f"page_model_{next(NUMBERS)}"
        (tmp_path / f"{module}.py").write_text(dedent(code), encoding="utf-8")
        return Schema.of_model(f"{module}:Page", tmp_path)

    return of


def found(schema: Schema, text: str) -> list[tuple[str, int, str]]:
    """Return rule, line and message of each violation of a front matter."""
    document = Document.of(f"---\n{text}---\n")
    violations = validate(schema, document.front_matter, source=document.source)
    return [(one.rule, document.source.line_number(one.span.start), one.message) for one in violations]


@pytest.mark.parametrize(
    ("text", "rule", "line", "words"),
    [
        ("title: A\norder: x\n", "wrong-type", 3, '"order" must be a whole number, got the text "x"'),
        ("titel: A\n", "unknown-key", 2, 'unknown key "titel"; did you mean "title"?'),
        ("tagline: A\n", "missing-required-key", 2, 'missing required key "title"'),
        ("title: A\nstate: opne\n", "value-not-allowed", 3, 'did you mean "open"?'),
        ("title: A nice and far too long title\n", "value-out-of-bounds", 2, "at most 20 characters"),
        ("title: A\nphases:\n  - name: B\n    start: 1/2/2024\n", "invalid-date", 5, "AAAA-MM-JJ"),
        ("title: A\ncontact:\n  kind: mail\n  address: a@@b\n", "malformed-email", 5, "a@@b"),
        ("title: A\ncontact:\n  kind: post\n", "value-not-allowed", 4, '"post"'),
        ("title: A\namount: x\n", "wrong-type", 3, '"x" is neither a whole number, a list nor empty'),
        ("title: A.\n", "value-not-allowed", 2, "a title has no full stop"),
        ("title: assert\n", "value-not-allowed", 2, "not this one"),
        ("title: custom\n", "value-not-allowed", 2, "no custom titles please"),
        ("title: A\ntagline: A\n", "value-not-allowed", 2, "title and tagline are the same"),
        (
            "title: A\nphases:\n  - name: B\n    start: 2024-02-01\n    end: 2024-01-01\n",
            "value-not-allowed",
            4,
            "the end lies before the start",
        ),
        ("title: A\ncode: A1\n", "value-out-of-bounds", 3, "must match the pattern"),
        ("title: A\nday: yesterday\n", "invalid-date", 3, "yesterday"),
        ("title: A\nstate: closed\n", "conditional-requirement", 2, '"end", because "state" is "closed"'),
        ("title: boom\n", "value-not-allowed", 2, "failed on this front matter: KeyError: 'what' (page_model_"),
    ],
)
def test_one_cause_is_one_finding(made: Callable[[], Schema], text: str, rule: str, line: int, words: str) -> None:
    ((got, at, message),) = found(made(), text)
    assert (got, at) == (rule, line)
    assert words in message


def test_several_causes_are_several_findings(made: Callable[[], Schema]) -> None:
    text = "title: A.\norder: x\nday: z\nphases:\n  - name: B\n    start: 2024-02-01\n    end: 2024-01-01\n"
    assert [line for _, line, _ in found(made(), text)] == [2, 3, 4, 6]


@pytest.mark.parametrize(
    "text",
    [
        'title: A\norder: "12"\n',  # a text, but a number
        "title: A\nkeywords: a, b\n",
        "title: A\nslug: b\n",  # its JSON Schema knows one name alone
        "title: A\namount: [1]\nphases: [{name: B, start: 2024-02-01}]\ncontact: {kind: web, url: x}\n",
    ],
)
def test_what_the_model_reads_is_right(made: Callable[[], Schema], text: str) -> None:
    assert found(made(), text) == []
    assert found(made(), f"{text}order: x\n" if "order" not in text else f"{text}amount: x\n")[1:] == []


def test_a_validator_cannot_change_the_document(made: Callable[[], Schema]) -> None:
    document = Document.of("---\ntitle: spoil\norder: 1\n---\n")
    assert validate(made(), document.front_matter) == ()
    assert document.front_matter.data == {"title": "spoil", "order": 1}


def test_errors_of_pydantic_that_json_schema_knows_nothing_of(made: Callable[[str], Schema]) -> None:
    schema = made("""
        from datetime import date
        from pydantic import BaseModel, PastDate, TypeAdapter, field_validator

        class Inner(BaseModel):
            a: int

        class Page(BaseModel):
            day: PastDate | None = None
            inner: dict | None = None
            number: str = ""

            @field_validator("inner")
            @classmethod
            def judged(cls, value):
                Inner.model_validate(value)
                return value

            @field_validator("number")
            @classmethod
            def whole(cls, value):
                return TypeAdapter(int).validate_python(value)
    """)
    assert found(schema, "day: 2999-01-01\n") == [
        ("invalid-date", 2, '"day": date should be in the past, got "2999-01-01"')
    ]
    assert [rule for rule, _, _ in found(schema, "inner: {}\nnumber: x\n")] == ["missing-required-key", "wrong-type"]


def test_a_value_may_have_any_of_its_names(made: Callable[[str], Schema]) -> None:
    schema = made("""
        from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field

        class Link(BaseModel):
            url: int = Field(validation_alias="address")

        class Page(BaseModel):
            model_config = ConfigDict(extra="forbid", populate_by_name=True)
            a: int = Field(validation_alias=AliasChoices("b", "c", AliasPath("d", 0)))
            links: list[Link] = []
            table: dict[str, Link] = {}
    """)
    for text in ("a: 1\n", "b: '1'\n", "c: '1'\n", "d: [1]\n"):
        assert found(schema, f"{text}links: [{{address: '2'}}]\ntable: {{x: {{address: '2'}}}}\n") == []
    assert found(schema, "links: []\n") == [("missing-required-key", 2, 'missing required key "b"')]
    assert [rule for rule, _, _ in found(schema, "a: 1\ne: 2\n")] == ["unknown-key"]


def test_what_was_added_to_the_json_schema_by_hand_holds_too(made: Callable[[str], Schema]) -> None:
    schema = made("""
        from enum import Enum
        from pydantic import BaseModel, ConfigDict, Field

        class State(Enum):
            OPEN = "open"

        class Inner(BaseModel):
            name: str = Field("", validation_alias="Name")

        class Page(BaseModel):
            model_config = ConfigDict(json_schema_extra={"required": ["title"], "additionalProperties": False})
            title: str = ""
            state: State = Field(State.OPEN, json_schema_extra={"not": {"const": "open"}})
            inner: Inner = Field(Inner(), json_schema_extra={"minProperties": 2})
    """)
    assert [rule for rule, _, _ in found(schema, "x: 1\nstate: open\ninner: {Name: a}\n")] == [
        "missing-required-key",
        "unknown-key",
        "value-not-allowed",
        "value-out-of-bounds",
    ]


def test_what_only_the_model_refuses_is_told(made: Callable[[str], Schema]) -> None:
    schema = made("""
        from pydantic import BaseModel, ConfigDict, Field, model_validator
        from pydantic.json_schema import SkipJsonSchema

        class Page(BaseModel):
            model_config = ConfigDict(extra="forbid", json_schema_extra={"required": [], "additionalProperties": True})
            title: str
            items: list[int] = Field([], json_schema_extra={"items": {}, "anyOf": [{}]})
    """)
    assert found(schema, "x: 1\nitems: [a, [b]]\n") == [
        ("missing-required-key", 2, 'missing required key "title"'),
        ("unknown-key", 2, 'unknown key "x"'),
        (
            "wrong-type",
            3,
            'item 1 of "items": input should be a valid integer, unable to parse string as an integer, got "a"',
        ),
        ("wrong-type", 3, 'item 2 of "items": input should be a valid integer'),
    ]


def test_a_strict_model_takes_dates_as_they_are_written(made: Callable[[str], Schema]) -> None:
    schema = made("""
        from datetime import date
        from pydantic import BaseModel, ConfigDict

        class Page(BaseModel):
            model_config = ConfigDict(strict=True)
            day: date
            order: int = 0
    """)
    assert found(schema, "day: 2024-02-01\n") == []
    assert [rule for rule, _, _ in found(schema, 'day: 2024-02-01\norder: "1"\n')] == ["wrong-type"]


def test_of_a_broken_front_matter_no_model_is_made(made: Callable[[], Schema]) -> None:
    document = Document.of("---\nintro: a : b\norder: x\n---\n")
    assert validate(made(), document.readable, source=document.source) == ()


def test_what_the_code_prints_is_no_part_of_a_report(
    made: Callable[[str], Schema], capsys: pytest.CaptureFixture[str]
) -> None:
    made('from pydantic import BaseModel\nprint("hello")\nclass Page(BaseModel): pass\n')
    assert capsys.readouterr() == ("", "hello\n")


def test_a_schema_of_a_model_can_be_sent_to_a_worker(made: Callable[[], Schema]) -> None:
    schema = made()
    assert pickle.loads(pickle.dumps(schema)) == schema  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise RuntimeError('not\\ntoday')\n", "RuntimeError: not today (page_model_"),
        ("import nowhere_at_all\n", "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("def x(:\n", "SyntaxError"),
        ("raise SystemExit(3)\n", "SystemExit: 3"),
        ("Page = 3\n", 'has no pydantic model "Page"'),
        ("from pydantic import BaseModel\nclass Paje(BaseModel): pass\n", 'did you mean "Paje"?'),
        ("from pydantic import BaseModel\nclass Page(BaseModel):\n    x: 'No'\n", "it has no JSON Schema"),
        (BAD_ANNOTATION, 'unknown key "ord"'),
    ],
)
def test_code_that_fails_is_named(made: Callable[[str], Schema], code: str, words: str) -> None:
    with pytest.raises(SchemaError) as caught:
        made(code)
    assert words in str(caught.value)
    assert "python:page_model_" in str(caught.value)


@pytest.mark.parametrize("name", ["module", "a b:C", ":C", "a:", "a:B.C"])
def test_a_name_of_another_form_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SchemaError, match=r"python:package\.module:Model"):
        Schema.of_model(name, tmp_path)


def _configured(site: Site) -> str:
    module = f"site_model_{next(NUMBERS)}"
    site(
        {
            f"{module}/page.py": 'from pydantic import BaseModel\nopen("imported", "w").close()\n'
            "class Page(BaseModel):\n    order: int\n",
            "a.md": "---\norder: x\n---\n",
            "contentlint.toml": f'[[collections]]\nname="a"\nfiles=["*.md"]\nschema="python:{module}.page:Page"\n',
        }
    )
    return module


COMMANDS = [
    ["check"],
    ["fix"],
    ["config"],
    ["baseline", "create"],
    ["init", "--check"],
    ["schema", "check"],
    ["schema", "show", "a"],
    ["schema", "export"],
    ["schema", "infer"],
]


@pytest.mark.parametrize("words", COMMANDS)
def test_without_permission_nothing_is_imported(
    site: Site, words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _configured(site)
    assert main(words) == 2
    assert "runs code of this project: allow it with --allow-python" in capsys.readouterr().err
    assert not (tmp_path / "imported").exists()


@pytest.mark.parametrize("words", COMMANDS)
def test_with_permission_the_model_is_used(
    site: Site,
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    module = _configured(site)
    assert main([*words, "--allow-python"]) == (1 if words in (["check"], ["fix"], ["init", "--check"]) else 0)
    assert (tmp_path / "imported").exists()
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    if words == ["check"]:
        assert '"order" must be a whole number' in said.out
    (tmp_path / module / "page.py").write_text("import nothing_there\n")
    for name in [name for name in sys.modules if name.startswith(module)]:
        del sys.modules[name]


def test_a_module_that_fails_ends_the_run(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    site(
        {
            "failing_model.py": "x = 1 / 0\n",
            "a.md": "---\na: b\n---\n",
            "contentlint.toml": 'schema = "python:failing_model:Page"\n',
        }
    )
    assert main(["check", "--allow-python"]) == 2
    assert 'the module "failing_model" cannot be imported: ZeroDivisionError' in (said := capsys.readouterr().err)
    assert "Traceback" not in said
    assert main(["schema", "check", "--allow-python"]) == 1
    assert "ZeroDivisionError: division by zero (failing_model.py:1)" in capsys.readouterr().out
