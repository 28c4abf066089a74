"""What a value is judged by beside itself: its document's path and language, and the whole front matter."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`path` is that of the document, relative to the root ("" where it is unknown), `data` all of its front matter.

    `locale` is the language that was configured, as in "fr" or "fr-CA", None where there is none. `steps` counts the
    references that were followed.
    """

    path: str = ""
    data: object = None
    locale: str | None = None
    steps: Iterator[int] | None = None


class TooManyStepsError(Exception):
    """A schema in which references multiply with the depth of the data: judging it would take for ever."""


# jsonschema gives keywords no more than a value and a schema. Set for the length of one validation only.
_NONE = Surroundings()
_STEPS = 10_000
"""References after which it is asked whether these are too many."""
_STEPS_FOR_A_VALUE = 20
_CURRENT: ContextVar[Surroundings] = ContextVar("surroundings", default=_NONE)


def current() -> Surroundings:
    """Return what surrounds the value that is being judged."""
    return _CURRENT.get()


def step() -> None:
    """Count a reference that is followed. Raises TooManyStepsError where there are far more than values."""
    around = _CURRENT.get()
    number = next(around.steps) if around.steps is not None else 0
    if number and number % _STEPS == 0 and number > _STEPS_FOR_A_VALUE * _values(around.data):
        raise TooManyStepsError


def _values(data: object) -> int:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + sum(map(_values, inner))


@contextmanager
def surrounded(path: str, data: object, locale: str | None = None) -> Iterator[None]:
    """Judge values as those of the document at `path` with the front matter `data`, in the words of a language."""
    token = _CURRENT.set(Surroundings(path, data, locale, count()))
    try:
        yield
    finally:
        _CURRENT.reset(token)
