"""What a value is judged by beside itself: its document's path and language, and the whole front matter."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`path` is that of the document, relative to the root ("" where it is unknown), `data` all of its front matter.

    `locale` is the language that was configured, as in "fr" or "fr-CA", None where there is none.
    """

    path: str = ""
    data: object = None
    locale: str | None = None


# jsonschema gives keywords no more than a value and a schema. Set for the length of one validation only.
_NONE = Surroundings()
_CURRENT: ContextVar[Surroundings] = ContextVar("surroundings", default=_NONE)


def current() -> Surroundings:
    """Return what surrounds the value that is being judged."""
    return _CURRENT.get()


@contextmanager
def surrounded(path: str, data: object, locale: str | None = None) -> Iterator[None]:
    """Judge values as those of the document at `path` with the front matter `data`, in the words of a language."""
    token = _CURRENT.set(Surroundings(path, data, locale))
    try:
        yield
    finally:
        _CURRENT.reset(token)
