"""The rule missing-front-matter."""

from __future__ import annotations

from linter.document import Document
from linter.document.flavour import Flavour
from linter.finding import Applicability, Fix, Problem
from linter.generators import is_for_readers_of_code
from linter.patterns import lazy
from linter.pieces import is_piece
from linter.rule import rule
from linter.schema import validate
from linter.schema_rule import SchemaOptions
from linter.text import Edit, Span
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS = lazy(r"[a-z_][a-z0-9_-]*:(?:[ \t][^\r\n]*)?(?:\r\n|\n|\r)")
_KEY = lazy(r"[a-z_][a-z0-9_-]*")
_FEWEST = 2  # one "note: …" above a line `---` is a heading of Markdown
_EMPTY = "---\n---\n"


@dataclass(frozen=True)
class MissingFrontMatterOptions(SchemaOptions):
    """With `optional`, a document may have no front matter, though its schema asks those that have one for keys."""

    optional: bool = False


@rule(
    "missing-front-matter",
    category="front-matter",
    options=MissingFrontMatterOptions,
    only=("is:defective", "is:headless", "option:schema"),
)
def missing_front_matter(document: Document, options: MissingFrontMatterOptions) -> Iterator[Problem]:
    """A document without front matter although its schema asks for some, or with blank lines above it."""
    head, schema = document.front_matter, options.schema
    for defect in head.defects:
        if defect.kind == "misplaced":
            if _is_found_there(document, defect.span):
                return
            up = Fix("move the front matter up", (Edit(Span(0, defect.span.start), ""),), Applicability.UNSAFE)
            yield Problem(defect.span, defect.message, up)
    if head.format is None and (keys := _headless(document)):
        top = Fix("insert `---`", (Edit(Span(0, 0), "---" + document.source.newline),), Applicability.UNSAFE)
        words = f"the line `---` that begins the front matter is missing above `{keys[0][:40]}`"
        yield Problem(Span(0, 0), words, top)
        return
    # A schema that is content with nothing at all does not ask for a front matter either.
    if head.format is not None or schema is None or options.optional:
        return
    if is_piece(document.path, document.flavour) or is_for_readers_of_code(document.path):
        return
    if validate(schema, Document.of(_EMPTY).front_matter):
        yield Problem(Span(0, 0), f"there is no front matter here; it must begin on line 1 with `---` ({schema.name})")


def _is_found_there(document: Document, span: Span) -> bool:
    """Tell whether the generator looks below blank lines: Hugo does, and Zola, which reads TOML."""
    return document.flavour is Flavour.HUGO or document.source.slice(span).startswith("+++")


def _headless(document: Document) -> list[str]:
    """Return the keys at the top of a text that lacks only the first `---` of a front matter; [] for other texts."""
    if not _KEYS.match(document.text):
        return []
    head = Document.of("---\n" + document.text).front_matter
    if head.defects or not isinstance(head.data, dict) or len(head.data) < _FEWEST:
        return []
    return list(head.data) if all(_KEY.fullmatch(key) for key in head.data) else []
