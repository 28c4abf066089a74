"""What the rules about schemas share: their option, and one validation of a document for all of them."""

from __future__ import annotations

from linter.finding import Problem
from linter.rule import Options
from linter.schema import Schema, validate
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.schema.violation import Violation


_OF_WHAT_IS_MISSING = frozenset({"missing-required-key", "conditional-requirement"})


@dataclass(frozen=True)
class SchemaOptions(Options):
    """`schema` is that of the document's collection; where there is none, the rules about schemas say nothing.

    `locale` is the language in which the schema's own messages are wanted, where it has them in several.
    """

    schema: Schema | None = None
    locale: str | None = None


def violations(
    document: Document, schema: Schema | None, rule: str, locale: str | None = None
) -> tuple[Violation, ...]:
    """Return what the front matter of a document has against a schema (none: nothing) that is a matter of `rule`.

    The document is validated once, however many rules ask; the violations are in file order. Nothing is said of a
    front matter that is missing, or no mapping at all: other rules say that; nor of the part of a broken one that
    cannot be read for certain.
    """
    if schema is None or any(defect.kind == "not-a-mapping" for defect in document.front_matter.defects):
        return ()
    return document.view(_by_rule, schema, locale).get(rule, ())


def problems(document: Document, options: SchemaOptions, rule: str) -> Iterator[Problem]:
    """Yield the violations that are a matter of `rule` as problems, with their fixes."""
    for violation in violations(document, options.schema, rule, options.locale):
        about = violation.message if rule in _OF_WHAT_IS_MISSING else ""
        yield Problem(violation.span, violation.message, violation.fix, violation.severity, about)


def _by_rule(document: Document, schema: Schema, locale: str | None) -> dict[str, tuple[Violation, ...]]:
    found: dict[str, tuple[Violation, ...]] = {}
    said = validate(schema, document.readable, source=document.source, path=document.path, locale=locale)
    for violation in said:
        found[violation.rule] = (*found.get(violation.rule, ()), violation)
    return found
