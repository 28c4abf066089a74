"""All that is wrong with a schema file, for `contentlint schema check`: also what only other programs stumble over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linter.patterns import lazy
from linter.schema.annotations import annotation_of
from linter.schema.checking import complaints
from linter.schema.definition import unchecked
from linter.schema.error import SchemaError
from linter.schema.lines import placed
from linter.schema.loading import gather
from linter.schema.walk import patterns_of, subschemas
from linter.schema.words import listed, quoted
from linter.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# What engines of regular expressions differ in: JSON Schema (core, 6.4) advises to keep to what all of them know.
_NOT_PORTABLE = lazy(
    r"(?P<escape>\\[pPAZzhHRKGQEXCaegk]|\\[1-9])|(?P<group>\(\?(?![:=!]))|(?P<class>\[\[:)|"
    r"(?P<possessive>(?<!\\)[*+?}]\+)|\\.",
    re.DOTALL,
)


class Mistake(NamedTuple):
    """A mistake in a schema: `file` relative to the root, 1-based `line` and JSON `pointer` where they are known."""

    file: str
    line: int | None
    pointer: str | None
    message: str


def mistakes(path: Path, root: Path, collections: frozenset[str] | None = None) -> tuple[Mistake, ...]:
    """Return the mistakes in a schema file and those it refers to, by file and line; never raises for one.

    `collections` are the names that `x-lint.ref` may have; None where no collections are known. An error that keeps
    the schema from being loaded is a mistake like any other.
    """
    try:
        uri, documents = gather(path, root)
        schema = unchecked(documents[uri], uri, tuple((name, one) for name, one in documents.items() if name != uri))
    except SchemaError as error:
        return (_mistake(error, root),)
    found = list(complaints(schema, uri))
    for name, document in documents.items():
        for pointer, part in subschemas(document):
            found += _unportable(part, pointer, name)
            found += _dangling(annotation_of(part), pointer, name, collections)
    distinct = dict.fromkeys(_mistake(error, root) for error in found)
    return tuple(sorted(distinct, key=lambda one: (one.file, one.line or 0, one.pointer or "", one.message)))


def _mistake(error: SchemaError, root: Path) -> Mistake:
    at = placed(error, root)
    return Mistake(at.file or "", at.line, at.pointer, at.problem)


def _unportable(part: Mapping[str, object], pointer: str, name: str) -> Iterator[SchemaError]:
    for place, pattern in patterns_of(part):
        odd = next((match for match in _NOT_PORTABLE.finditer(pattern) if match.lastgroup), None)
        if odd is not None:
            advice = "; write the letters out, as in [A-Za-zÀ-ÿ]" if odd[0] in {r"\p", r"\P"} else ""
            words = (
                f"{quoted(pattern)} has {quoted(odd[0])}, which other programs read differently or not at all{advice}"
            )
            yield SchemaError(words, file=name, pointer=f"{pointer}/{place}")


def _dangling(
    annotation: Mapping[str, object], pointer: str, name: str, collections: frozenset[str] | None
) -> Iterator[SchemaError]:
    ref = annotation.get("ref")
    collection = ref.get("collection") if isinstance(ref, dict) else ref
    if collections is None or not isinstance(collection, str) or collection in collections:
        return
    near = closest(collection, collections)
    known = f"there are {listed(sorted(collections))}" if collections else "there are none"
    ending = f"did you mean {quoted(near)}?" if near else known
    yield SchemaError(
        f"there is no collection {quoted(collection)}; {ending}", file=name, pointer=f"{pointer}/x-lint/ref"
    )
