"""The shape of a configuration file, checked by pydantic; imported only where there is such a file."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from linter.config import ConfigurationError
from linter.document.flavour import Flavour  # noqa: TC001  # as below
from linter.document.yaml_dialects import Dialect  # noqa: TC001  # pydantic reads it when the model is made
from linter.globs import compiled
from linter.rule import configured
from linter.slugs import slug_function
from linter.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.rule import AnyRule

_SCHEMA = 'path of the JSON Schema of the front matter, or "python:package.module:Model", with --allow-python'
Glob = Annotated[str, AfterValidator(lambda glob: compiled(glob) and glob)]
RulesModel = dict[str, str | dict[str, Any]]


class _Table(BaseModel):
    """A table whose keys are written with hyphens and may not be misspelt."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.rstrip("_").replace("_", "-")
    )


class LinksModel(_Table):
    """What is known of the targets of links."""

    forbidden_hosts: dict[str, str] = Field({}, description="host to the sentence that says what to use instead")
    moved_hosts: dict[str, str] = Field({}, description="old host to new host")
    roots: list[str] = Field([], description="folders in which files that links name may lie too")
    slug: str | None = Field(
        None, description='how ids are made of headings: "github", or steps such as "nfd-strip | lower"'
    )
    routes: list[str] | None = Field(
        None, description='what the site serves besides the routes of collections: "/search", "/docs/{api.$stem}"'
    )
    redirects: str | None = Field(None, description="path of the file that lists redirects")
    base_url: str | None = Field(None, description="address of the site itself, as https://example.org")

    @field_validator("slug")
    @classmethod
    def _known_slug(cls, value: str | None) -> str | None:
        if value is not None:
            slug_function(value)
        return value


class ExternalLinksModel(_Table):
    """How the command `links` asks other sites."""

    accept: list[int] = Field([], description="statuses of 400 and above that are all right, as 403")
    exclude: dict[str, str] = Field(
        {}, description="host (with those below it) or beginning of an address to the reason why it is not asked"
    )
    per_host: int = Field(2, ge=1, le=16, description="requests to one host at a time")
    timeout: float = Field(20.0, gt=0, le=300, description="seconds")
    cache_days: float = Field(7.0, ge=0, le=365, description="how long a good answer counts")

    @field_validator("exclude")
    @classmethod
    def _with_reason(cls, value: dict[str, str]) -> dict[str, str]:
        for place, reason in value.items():
            if not reason.strip():
                raise ValueError(f"say why {place!r} is not asked")
        return value


class TermModel(_Table):
    """A word that has one right spelling."""

    bad: list[str] = Field(description="spellings to be flagged")
    good: str | None = Field(None, description="the right spelling")
    message: str | None = Field(None, description="what to say instead of the usual sentence")


_SETTINGS = {"components", "dialect", "first_heading", "flavour", "locale", "references", "route", "terms"}


class _Documents(_Table):
    """What can be said about documents: for all, per collection and per glob."""

    schema_: str | None = Field(None, description=_SCHEMA)
    dialect: Dialect | None = Field(None, description="the YAML that the site's generator reads")
    locale: str | None = Field(
        None,
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$",
        description="language of the documents and of the schemas' own messages, as in fr",
    )
    flavour: Flavour | None = Field(None, description="the Markdown that the site's generator reads")
    components: list[str] | None = Field(None, description="names of the components that may stand in the text")
    first_heading: int | None = Field(None, ge=1, le=6, description="level of the first heading")
    references: dict[str, str] = Field({}, description='front matter key to "collection.$stem" or "collection.key"')
    links: LinksModel = Field(
        default_factory=lambda: LinksModel.model_validate({}), description="what is known of the targets of links"
    )
    terms: list[TermModel] = Field([], description="words that have one right spelling")
    rules: RulesModel = Field({}, description="rule or category to a severity, off, or a table of options")

    def settings(self) -> dict[str, object]:
        """Return what was said about documents, by the names that rule options have; the schema's path left out."""
        given = self.model_dump(include=self.model_fields_set - {"schema_", "rules", "links"})
        names = given.keys() & _SETTINGS
        return {name: given[name] for name in names} | self.links.model_dump(exclude_unset=True)


class CollectionModel(_Documents):
    """Documents of one kind."""

    name: str
    files: list[Glob] = Field(description="globs of the documents, relative to the root")
    route: str | None = Field(
        None, pattern=r"^/[^{}]*(\{[^{}]+\}[^{}]*)?$", description='address of each document: "/docs/{stem}"'
    )


class OverrideModel(_Documents):
    """Settings for the paths that match a glob."""


class ConfigModel(_Documents):
    """A contentlint.toml, or [tool.contentlint] of a pyproject.toml."""

    extend: str | None = Field(None, description="path of a configuration file that this one is laid over")

    include: list[Glob] | None = Field(None, description="globs of what is checked instead of all Markdown")
    exclude: list[Glob] = Field([], description="globs of what is left out")
    extend_exclude: list[Glob] = Field([], description="the same, added to those of the file that is extended")
    external_links: ExternalLinksModel = Field(
        default_factory=lambda: ExternalLinksModel.model_validate({}),
        description="how the command `links` asks other sites",
    )
    max_file_size: int | None = Field(None, gt=0, description="bytes; larger files get a finding only")
    collections: list[CollectionModel] = Field([], description="kinds of documents")
    overrides: dict[Glob, OverrideModel] = Field({}, description="glob to settings for the paths that match it")


def parse(data: Mapping[str, Any], file: Path) -> ConfigModel:
    """Check the tables of a configuration file. Raises ConfigurationError that names the place and the mistake."""
    try:
        return ConfigModel.model_validate(data)
    except ValidationError as error:
        lines = [_sentence(one, file) for one in error.errors(include_url=False)]
        raise ConfigurationError("\n".join(lines)) from None


def options_error(rule: AnyRule, values: Mapping[str, object]) -> str | None:
    """Say what is wrong with the values of a rule's options (None where they fit)."""
    try:
        configured(rule, values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part).replace("_", "-") for part in first["loc"])
        return f"{name}: {_lower(first['msg'])}"
    return None


def _sentence(error: Any, file: Path) -> str:  # noqa: ANN401  # pydantic's ErrorDetails
    place = ".".join(str(part) for part in error["loc"])
    key = str(error["loc"][-1])
    where = f"{file}{_line(file, key)}"
    if error["type"] == "extra_forbidden":
        known = _known(error["loc"])
        nearest = closest(key, known)
        return f"{where}: unknown key {place!r}" + (f"; did you mean {nearest!r}?" if nearest else "")
    return f"{where}: {place}: {_lower(error['msg'])}"


_TABLES: dict[str, type[BaseModel]] = {
    "collections": CollectionModel,
    "external-links": ExternalLinksModel,
    "links": LinksModel,
    "overrides": OverrideModel,
    "terms": TermModel,
}


def _known(place: tuple[int | str, ...]) -> list[str]:
    tables = [_TABLES[str(part)] for part in place[:-1] if str(part) in _TABLES]
    model = tables[-1] if tables else ConfigModel
    return [field.alias or name for name, field in model.model_fields.items()]


def _line(file: Path, key: str) -> str:
    """Return ":12" where the key stands on line 12 of the file; TOML parsers give no places for keys."""
    pattern = re.compile(rf"""^\s*(\[+.*\b)?["']?{re.escape(key)}["']?\s*[\]=.]""")
    with contextlib.suppress(OSError, UnicodeDecodeError):  # it may have been exchanged meanwhile
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.match(line):
                return f":{number}"
    return ""


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
