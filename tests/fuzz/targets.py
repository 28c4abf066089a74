"""What is fuzzed: a function from bytes for each reader; it raises for nothing but a bug."""

from __future__ import annotations

import contextlib
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linter import baseline, catalog, engine, fixing
from linter.config import ConfigurationError
from linter.config_model import parse
from linter.document import Document
from linter.document.front_matter import read
from linter.encoding import repair
from linter.examples import examples
from linter.finding import Run
from linter.globs import compiled as glob
from linter.reports.escape import visible
from linter.routes import redirect_sources, route_table
from linter.rule import ConfiguredRule, configured
from linter.schema import Schema, SchemaError, validate
from linter.schema.pattern import PatternError
from linter.schema.pattern import compiled as pattern
from linter.slugs import slug_function
from linter.text import Source, Span
from tests.reports.sample import report

if TYPE_CHECKING:
    from collections.abc import Callable


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def halves(data: bytes) -> tuple[str, str]:
    """Split the input at its first NUL."""
    one, _, other = data.partition(b"\0")
    return text_of(one), text_of(other)


def source(data: bytes) -> None:
    """Bytes to text and back, and the positions in it."""
    made = Source.decode(data)
    if made.unreadable is None:
        assert made.encode() == data
        assert made.position(len(made.text)).byte == len(data)


def front_matter(data: bytes) -> None:
    """Front matter in YAML, TOML or JSON."""
    found = read(text_of(data))
    assert 0 <= found.span.start <= found.content.start <= found.content.end <= found.span.end


def yaml(data: bytes) -> None:
    """The same, with the marks around it."""
    front_matter(b"---\n" + data + b"\n---\n")


def toml(data: bytes) -> None:
    """The same in TOML."""
    front_matter(b"+++\n" + data + b"\n+++\n")


def markdown(data: bytes) -> None:
    """Markdown, its links, tags and headings, in the body and in values."""
    document = Document.of(text_of(data))
    whole = Span(0, len(document.text))
    assert all(whole.covers(link.span) for link in document.links)
    assert all(whole.covers(tag.span) for tag in document.tags)
    assert all(whole.covers(heading.span) for heading in document.headings)
    assert document.directives is not None


def encoding(data: bytes) -> None:
    """Mojibake."""
    for unsafe in (False, True):
        once = repair(text_of(data), unsafe=unsafe).text
        assert repair(once, unsafe=unsafe).text == once


def check(data: bytes) -> None:
    """All rules, and all reports of what they find."""
    source = Source.decode(data)
    findings = engine.check(Document("a.md", source), _everything())
    assert not [one.message for one in findings if one.rule == engine.INTERNAL_ERROR]
    for name in ("concise", "full", "github", "json", "sarif"):
        assert "\x1b" not in report(name, Run(findings, 1))


def fix(data: bytes) -> None:
    """All fixes: nothing is left to fix after them."""
    source = Source.decode(data)
    if source.unreadable is None:
        done = fixing.fix(Document("a.md", source), _everything(), unsafe=True)
        again = fixing.fix(done.document, _everything(), unsafe=True)
        assert again.document.text == done.document.text


def promises(data: bytes) -> None:
    """What is promised of fixes, for the document that the input makes the strategies draw."""
    from tests.test_promises import every_promise

    every_promise.hypothesis.fuzz_one_input(data)  # type: ignore[attr-defined]  # hypothesis puts it there


def schema(data: bytes) -> None:
    """A schema, and front matter that is validated against it."""
    head, _, document = data.partition(b"\0")
    try:
        loaded = json.loads(head)
        made = Schema.of(loaded) if isinstance(loaded, dict) else None
    except (ValueError, RecursionError, SchemaError):
        return
    if made is not None:
        list(validate(made, read(f"---\n{text_of(document)}\n---\n")))


def regular_expression(data: bytes) -> None:
    """A pattern of a schema, and a text."""
    expression, text = halves(data)
    with contextlib.suppress(PatternError):
        pattern(expression)(text)


def globs(data: bytes) -> None:
    """A glob of the configuration, and a path."""
    expression, path = halves(data)
    with contextlib.suppress(ValueError):
        glob.__wrapped__(expression).match(path)  # which remembers nothing: there are millions


def configuration(data: bytes) -> None:
    """A configuration file."""
    try:
        loaded = tomllib.loads(text_of(data))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return
    with contextlib.suppress(ConfigurationError):
        parse(loaded, Path(__file__).parents[2] / "contentlint.toml")


def known_findings(data: bytes) -> None:
    """A baseline."""
    with contextlib.suppress(baseline.BaselineError):
        baseline.parse(text_of(data))


def routes(data: bytes) -> None:
    """A file of redirects, and an address."""
    redirects, address = halves(data)
    assert all(isinstance(one, str) for one in redirect_sources(redirects))
    table = route_table([], redirects, lambda _: {})
    assert table.knows(address) in (True, False)


def slugs(data: bytes) -> None:
    """Steps that make ids of headings, and a heading."""
    steps, heading = halves(data)
    try:
        make = slug_function(steps)
    except ValueError:
        return
    make(heading)


def rule_page(data: bytes) -> None:
    """A page of a rule with its examples; a plugin brings its own."""
    with contextlib.suppress(ValueError):
        examples(text_of(data))


def escapes(data: bytes) -> None:
    """What is shown of a document."""
    assert visible(text_of(data)).isprintable() or not text_of(data).isascii()


@cache
def _everything() -> tuple[ConfiguredRule, ...]:
    return tuple(configured(one) for one in catalog.rules().values())


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__.replace("_", "-"): one
    for one in (
        *(source, front_matter, yaml, toml, markdown, encoding, check, fix, promises, schema),
        *(regular_expression, globs, configuration, known_findings, routes, slugs, rule_page, escapes),
    )
}

SPEED = {"promises": 1, "fix": 1, "check": 2, "encoding": 10, "markdown": 10, "yaml": 15}
"""How many times as many inputs as the slowest a target gets of a long run; the others, 30."""
