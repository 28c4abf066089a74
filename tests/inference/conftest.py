"""Sketches of documents made from their front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document import Document
from linter.inference import KNOWN, GuessedCollection, InferredSchema, Sketch, directory_of, infer, sketch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def document(path: str, front_matter: str) -> Document:
    return Document.of(f"---\n{front_matter}\n---\nText.\n", path)


def sketches(pages: Mapping[str, str]) -> list[Sketch]:
    made = [sketch(path, document(path, text).front_matter) for path, text in pages.items()]
    return [one for one in made if one is not None]


def pages(texts: Sequence[str], folder: str = "api") -> dict[str, str]:
    return {f"{folder}/{number:03}.md": text for number, text in enumerate(texts)}


def inferred(
    texts: Sequence[str], others: Mapping[str, str] | None = None, *, vocabulary: frozenset[str] = KNOWN
) -> InferredSchema:
    """Infer the schema of a collection "api"; `others` are documents of further collections, by path."""
    own = pages(texts)
    drawn = sketches(own)
    folders: dict[str, list[Sketch]] = {"api": drawn}
    for one in sketches(others or {}):
        folders.setdefault(one.path.split("/")[0], []).append(one)
    guess = GuessedCollection("api", ("api/*.md",), tuple(own))
    return infer(guess, drawn, directory_of(folders), vocabulary=vocabulary)
