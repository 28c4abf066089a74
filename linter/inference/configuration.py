"""The text of a configuration that keeps what was found, with the evidence in comments."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.inference.habits import Habits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.inference.collecting import GuessedCollection
    from linter.inference.inferring import InferredSchema

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_UNSAFE = re.compile(r"[^\w-]+")
_SHOWN = 8  # paths or names that a comment lists


@dataclass(frozen=True, slots=True)
class FoundCollection:
    """A collection with all that was concluded about it; `schema` is the path its schema is written to, if it is."""

    collection: GuessedCollection
    inferred: InferredSchema
    habits: Habits = field(default_factory=Habits)
    schema: str | None = None


def schema_path(collection: GuessedCollection) -> str:
    """Return where the schema of a collection belongs, relative to the root: "schemas/api.schema.json"."""
    return f"schemas/{_UNSAFE.sub('-', collection.name)}.schema.json"


def schema_text(inferred: InferredSchema) -> str:
    """Return the text of a schema's file."""
    text = json.dumps(inferred.schema, ensure_ascii=False, indent=2) + "\n"
    # A byte that is not UTF-8 stands in a text as a lone surrogate, which only an escape can hold.
    return text if _is_writable(text) else json.dumps(inferred.schema, indent=2) + "\n"


def _is_writable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def configuration_text(found: Iterable[FoundCollection], templates: Iterable[str] = ()) -> str:
    """Return the text of a contentlint.toml for the collections found; `templates` are paths to be left out."""
    blocks = ["\n".join(_head(tuple(templates)))]
    blocks += ["\n".join(_collection(one)) for one in found]
    return "\n\n".join(blocks) + "\n"


def _head(templates: tuple[str, ...]) -> Iterator[str]:
    yield "# What `contentlint init` found. Change it as you like: nothing here is ever overwritten."
    yield "# A figure such as 169/170 tells how many of the documents agree."
    if templates:
        yield ""
        yield "# Documents to be copied, not read."
        yield f"extend-exclude = {_list('/' + _glob(path) for path in templates)}"


def _collection(one: FoundCollection) -> Iterator[str]:
    guess, habits = one.collection, one.habits
    yield f"# {len(guess.paths):,} documents{_left_out(guess.strays)}"
    yield "[[collections]]"
    yield f"name = {_text(guess.name)}"
    yield f"files = {_list(guess.files)}"
    if one.schema is not None:
        yield f"schema = {_text(one.schema)}{_anomalies(one.inferred)}"
    if habits.first_heading is not None:
        yield f"first-heading = {habits.first_heading} # {habits.agreeing}/{habits.headed} pages with headings"
    if habits.components:
        yield f"components = {_list(name for name, _ in habits.components)} # {_counted(habits.components)}"
        if habits.rare:
            yield f"# Not listed, as they look like slips: {_counted(habits.rare)}"
    if one.inferred.references and one.schema is None:
        yield ""
        yield "[collections.references]"
        yield from (f"{_key(key)} = {_text(target)}" for key, target in one.inferred.references.items())


def _left_out(strays: tuple[str, ...]) -> str:
    if not strays:
        return ""
    more = ", …" if len(strays) > _SHOWN else ""
    return f"; {len(strays)} more have other keys: " + _comment(", ".join(strays[:_SHOWN]) + more)


def _anomalies(inferred: InferredSchema) -> str:
    counts = Counter(one.kind for one in inferred.anomalies)
    found = ", ".join(f"{times} {kind}" for kind, times in counts.most_common())
    return f" # unlike the others, when it was written: {found}" if found else ""


def _counted(names: tuple[tuple[str, int], ...]) -> str:
    more = ", …" if len(names) > _SHOWN else ""
    return _comment(", ".join(f"{name} {times}" for name, times in names[:_SHOWN]) + more)


def _comment(text: str) -> str:
    """Return a text that ends no comment: TOML allows no control character there."""
    return "".join(char if char.isprintable() else "?" for char in text)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """Return a basic string; JSON escapes all that TOML wants escaped, but for DEL and lone surrogates."""
    escaped = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
    return escaped.encode("utf-8", "replace").decode()


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(_text(one) for one in texts)}]"


def _glob(path: str) -> str:
    return re.sub(r"[*?\[{]", lambda match: f"[{match[0]}]", path)
