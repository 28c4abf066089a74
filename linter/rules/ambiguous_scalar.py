"""The rule ambiguous-scalar."""

from __future__ import annotations

from linter.document.flavour import Flavour
from linter.document.yaml_dialects import MAX_LENGTH, TEXT, Dialect, is_impossible_date, readings
from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import rule
from linter.schema_rule import SchemaOptions, violations
from linter.text import Edit
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.document import Document
    from linter.document.node import Node
    from linter.text import Span

_NAMES: dict[Dialect, str] = {
    "core-1.2": "YAML 1.2",
    "pyyaml": "PyYAML",
    "js-yaml-3": "js-yaml 3",
    "psych": "Psych (Jekyll)",
    "go-yaml": "go-yaml (Hugo)",
}
# What reads the front matter where it is known which generator makes the pages.
_OF_GENERATORS: dict[Flavour, Dialect] = {
    Flavour.DOCUSAURUS: "js-yaml-3",
    Flavour.HUGO: "go-yaml",
    Flavour.KRAMDOWN: "psych",
    Flavour.PYTHON_MARKDOWN: "pyyaml",
}
_FIRST = frozenset("yYnNoO+-.0123456789")
# A time of day, or digits of a code: a postal code, a telephone number. Nobody counts with these.
_TEXT = lazy(r"[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?|0[0-9]{3,}")
_NUMBER = lazy(r"[-+]?[0-9.][0-9_.eE+-]*")


@dataclass(frozen=True)
class AmbiguousScalarOptions(SchemaOptions):
    """`dialect` is that of the site's generator; None: that of the one that is seen, else all are compared."""

    dialect: Dialect | None = None


@rule(
    "ambiguous-scalar",
    category="front-matter",
    options=AmbiguousScalarOptions,
    severity=Severity.WARNING,
    only=("is:ambiguous",),
)
def ambiguous_scalar(document: Document, options: AmbiguousScalarOptions) -> Iterator[Problem]:
    """A value without quotes that YAML parsers read differently."""
    head = document.front_matter
    if head.format != "yaml":
        return
    dialect = options.dialect or _OF_GENERATORS.get(document.flavour)
    settled: set[Span] | None = None
    for node in head.nodes.values():
        if node.style != "plain" or node.end - node.start > MAX_LENGTH or node.kind != "scalar":
            continue
        written = document.text[node.start : node.end]
        if written[:1] not in _FIRST or node.alias is not None or (found := readings(written)) is None:
            continue
        if dialect is not None and not _is_misread(written, found, dialect):
            continue
        settled = _settled(document, options) if settled is None else settled
        if node.span not in settled:
            yield Problem(node.span, _message(written, found, dialect), _fix(node, written, found))


def _is_misread(written: str, found: Mapping[Dialect, str], dialect: Dialect) -> bool:
    """Tell whether a dialect reads a scalar as something else than what it looks like."""
    if is_impossible_date(written):
        return found[dialect] != TEXT
    if _TEXT.fullmatch(written) or not _NUMBER.fullmatch(written):
        return found[dialect] != TEXT
    number = found["core-1.2"]
    return found[dialect] != (number if number != TEXT else written.replace("_", ""))


def _settled(document: Document, options: AmbiguousScalarOptions) -> set[Span]:
    """Return the values about which rules of the schema have something to say already."""
    rules = ("wrong-type", "invalid-date", "value-not-allowed")
    return {one.span for name in rules for one in violations(document, options.schema, name)}


def _message(written: str, found: Mapping[Dialect, str], dialect: Dialect | None) -> str:
    if is_impossible_date(written):
        what = "time" if ":" in written else "day"
        return f"there is no {what} {written}: PyYAML stops at it, js-yaml 3 reads {found['js-yaml-3']}; correct it"
    advice = "put it in quotes if it is text"
    if dialect is not None:
        return f"{_NAMES[dialect]} reads `{written}` as {found[dialect]}; {advice}"
    groups: dict[str, list[str]] = {}
    for each, reading in found.items():
        groups.setdefault(reading, []).append(_NAMES[each])
    said = ", ".join(f"{reading} for {_and(names)}" for reading, names in groups.items())
    return f"`{written}` is {said}; {advice}"


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _fix(node: Node, written: str, found: Mapping[Dialect, str]) -> Fix | None:
    if is_impossible_date(written):
        return None
    known = TEXT in found.values()  # else quotes would make of it what no parser has read so far
    applicability = Applicability.SAFE if known and _TEXT.fullmatch(written) else Applicability.UNSAFE
    return Fix("put it in quotes", (Edit(node.span, f'"{written}"'),), applicability)
