"""What the rules about siblings share: their options, and anomalies as problems with a fix where one is known."""

from __future__ import annotations

from functools import lru_cache

from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import Options
from linter.schema import Schema  # noqa: TC001  # pydantic reads the annotation
from linter.schema.words import quoted
from linter.text import Edit
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.inference import Anomaly, Oddity
    from linter.project import Facts, Project

_BARE = lazy(r"[^\W\d_][\w/.-]*(?: [\w/.-]+)*")  # needs no quotes in YAML, but for:
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})

# What is odd about the text of a value.
_OF_TEXTS = frozenset({"rare-spelling", "odd-format", "odd-date", "dangling-reference"})
_VOCABULARY = frozenset({"rare-spelling"})


@dataclass(frozen=True)
class UnusualOptions(Options):
    """Documents are compared with `siblings` others at least.

    Where their collection has a `schema`, only the values that it calls an open `vocabulary` are.
    """

    schema: Schema | None = None
    siblings: int = 20

    @property
    def compares(self) -> bool:
        """Whether documents are compared at all."""
        return self.schema is None or bool(_vocabularies(self.schema))


def problems(facts: Facts, project: Project, options: UnusualOptions, kinds: frozenset[str]) -> Iterator[Problem]:
    """Yield the anomalies of some kinds as problems."""
    if not options.compares:
        return
    for one in project.oddities(facts, options.siblings):
        if (
            one.anomaly.kind in kinds
            and not _is_elsewhere(one)
            and (options.schema is None or _is_open(one, options.schema))
        ):
            yield Problem(one.anomaly.span, one.anomaly.message, _fix(one.anomaly, one.written))


def _is_elsewhere(one: Oddity) -> bool:
    """Tell whether a text stands elsewhere, where a merge (`<<: *defaults`) has it from.

    What is known of its place then is the mapping around.
    """
    return one.anomaly.kind in _OF_TEXTS and one.entry.kind in {"object", "array"}


def _is_open(one: Oddity, schema: Schema) -> bool:
    return one.anomaly.kind in _VOCABULARY and one.place in _vocabularies(schema)


@lru_cache(maxsize=64)
def _vocabularies(schema: Schema) -> frozenset[str]:
    """Return the places ("themes[]") whose values are an open list, learned from the documents."""
    from linter.schema.key_paths import annotations_of

    return frozenset(place for place, members in annotations_of(schema).items() if members.get("vocabulary") is True)


def _fix(one: Anomaly, written: str | None) -> Fix | None:
    """Return the fix that writes what was meant, None where that is not known or would need quotes.

    It is unsafe: what is rare can be meant.
    """
    if one.meant is None or written is None or len(written) != len(one.span):
        return None
    if not _BARE.fullmatch(one.meant) or one.meant.lower() in _RESERVED:
        return None
    title = f"rename to {quoted(one.meant)}" if one.kind == "misspelt-key" else f"write {quoted(one.meant)}"
    return Fix(title, (Edit(one.span, one.meant),), Applicability.UNSAFE)
